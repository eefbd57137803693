package review_test

import (
	"testing"

	"shinsa/review"
)

func TestSearch_FoldsWhatAReaderTakesForTheSame(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.declare(id, m)
	s.mark(m, id, "2.1", "サーバー室の Ｕｐｔｉｍｅ は99.9％。次の行\nまで続く", 0)
	_, err := m.Note(s.ctx, id, "1.1", "ﾒﾓ：確認する")
	s.must(err)
	for _, c := range []struct {
		text, where string
		n           int
	}{
		{"さーばー室", "remark", 1},
		{"ｻｰﾊﾞｰ室", "remark", 1},
		{"uptime", "remark", 1},
		{"99.9%", "remark", 1},
		{"次の行まで", "remark", 1},
		{"めも", "note", 1},
		{"バックアップの方法", "item", 1},
		{"見本クラウド基盤", "case", 1},
		{"answermark00q", "disclosure", 4},
		{" 　", "", 0},
		{"どこにもない", "", 0},
	} {
		hits, err := m.Search(s.ctx, c.text)
		s.must(err)
		n := 0
		for _, h := range hits {
			if h.Where == c.where && h.Case == id {
				n++
			}
		}
		if n != c.n || c.n == 0 && len(hits) > 0 {
			t.Errorf("%q: %d hits in %s of %+v, want %d", c.text, n, c.where, hits, c.n)
		}
	}
}

func TestSearch_FindsClosedCasesByTheirCoverOnly(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.open(id, m)
	if hits, err := m.Search(s.ctx, "見本クラウド"); err != nil || len(hits) != 1 || hits[0].Where != "case" {
		t.Errorf("hits %+v, %v", hits, err)
	}
	if hits, err := m.Search(s.ctx, "ANSWERMARK"); err != nil || len(hits) > 0 {
		t.Errorf("hits in a closed case: %+v, %v", hits, err)
	}
}

func TestFold_OneWriting(t *testing.T) {
	for _, same := range [][]string{{"ｶﾞｲﾄﾞ", "ガイド", "がいど"}, {"ＡＢＣ１", "abc1"}, {"一 二\n三", "一二三"}, {"①", "1"}} {
		for _, s := range same[1:] {
			if review.Fold(s) != review.Fold(same[0]) {
				t.Errorf("%q folds to %q, %q to %q", same[0], review.Fold(same[0]), s, review.Fold(s))
			}
		}
	}
	if review.Fold("は") == review.Fold("ば") {
		t.Error("voiced and unvoiced are not the same")
	}
}
