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

// What was found once is found as it is now: changed, closed or destroyed since.
func TestSearch_FollowsWhatIsDone(t *testing.T) {
	s, m, id := opened(t)
	count := func(text string) int {
		t.Helper()
		hits, err := m.Search(s.ctx, text)
		s.must(err)
		return len(hits)
	}
	if count("最初の所見") != 0 {
		t.Fatal("found before it was written")
	}
	s.mark(m, id, "1.1", "最初の所見", 0)
	if count("最初の所見") != 1 {
		t.Error("not found after it was written")
	}
	s.mark(m, id, "1.1", "二番目の所見", 1)
	if count("最初の所見") != 0 || count("二番目の所見") != 1 {
		t.Error("found as it was before it was changed")
	}
	s.judged(id, m)
	hs, err := m.Submit(s.ctx, id, passphrase, m.out)
	s.must(err)
	for _, h := range s.merge(m.out.ending(t, ".declaration"), m.out.file(hs[1].Name)).Receipts {
		_, err := m.TakeReceipt(s.ctx, s.office.out.file(h.Name))
		s.must(err)
	}
	if count("バックアップの方法") == 0 {
		t.Error("a sealed case is not found")
	}
	s.must(m.Purge(s.ctx, id))
	if n := count("バックアップの方法"); n != 0 {
		t.Errorf("%d places of a purged case are found", n)
	}
	if n := count("見本クラウド基盤"); n != 1 {
		t.Errorf("the cover of a purged case is found %d times", n)
	}
}
