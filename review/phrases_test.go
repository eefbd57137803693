package review_test

import (
	"slices"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/review/phrase"
)

func (s *scheme) phrases(id ident.CaseID, m *seat, item ident.ItemID) []phrase.Phrase {
	s.Helper()
	out, err := m.Phrases(s.ctx, id, item)
	s.must(err)
	return out
}

func TestPhrases_OwnLearnedAndOfTheBody(t *testing.T) {
	s, id, m := atWork(t)
	fromBody := s.phrases(id, m, "2.1")
	if len(fromBody) == 0 || fromBody[0].Origin != phrase.Body || !slices.ContainsFunc(fromBody, func(p phrase.Phrase) bool {
		return strings.Contains(p.Filled, "99.5％以上") && !strings.Contains(p.Filled, "{要件}")
	}) {
		t.Fatalf("of the body: %+v", fromBody)
	}
	for _, item := range []ident.ItemID{"1.1", "1.2"} {
		s.alter(id, m, item, func(k *checklist.Mark) {
			k.Remark = "資料1の2頁で裏付けを確認した。"
			k.Pointers = []checklist.Pointer{{Evidence: "資料2", Page: 7}}
		})
	}
	_, err := m.KeepPhrase(s.ctx, phrase.Phrase{Text: " 自分の文：{項目} ", Use: phrase.ForRemark})
	s.must(err)
	got := s.phrases(id, m, "1.1")
	if got[0].Origin != phrase.Own || got[0].Filled != "自分の文：事業の概要" {
		t.Errorf("the own one is %+v", got[0])
	}
	if got[1].Origin != phrase.Learned || got[1].Uses != 2 || got[1].Filled != "資料2の7頁で裏付けを確認した。" {
		t.Errorf("the learned one is %+v", got[1])
	}
	_, err = m.DropPhrase(s.ctx, got[1].Text)
	s.must(err)
	_, err = m.DropPhrase(s.ctx, got[2].Text)
	s.must(err)
	for _, p := range s.phrases(id, m, "1.1") {
		if p.Text == got[1].Text || p.Text == got[2].Text {
			t.Errorf("the dropped %q is offered", p.Text)
		}
	}
	_, err = m.KeepPhrase(s.ctx, got[1])
	s.must(err)
	if p := s.phrases(id, m, "1.1")[1]; p.Text != got[1].Text || p.Origin != phrase.Own {
		t.Errorf("kept again: %+v", p)
	}
	for _, bad := range []string{"", "　\n", strings.Repeat("字", phrase.MaxText+1)} {
		_, err := m.KeepPhrase(s.ctx, phrase.Phrase{Text: bad})
		s.refused(err, "phrase_length")
	}
	_, err = m.Phrases(s.ctx, id, "9.9")
	s.refused(err, "no_such_item")
}

// What the member wrote in the round before is offered in this one, in which every mark is blank again.
func TestPhrases_AreLearnedFromTheRoundBefore(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.declare(id, m)
	for _, item := range []ident.ItemID{"1.1", "1.2"} {
		s.alter(id, m, item, func(k *checklist.Mark) { k.Remark = "規程の改定日を確認した。" })
	}
	s.again(id, m)
	if !slices.ContainsFunc(s.phrases(id, m, "2.1"), func(p phrase.Phrase) bool {
		return p.Origin == phrase.Learned && p.Text == "規程の改定日を確認した。"
	}) {
		t.Errorf("offered: %+v", s.phrases(id, m, "2.1"))
	}
}

// What was learned from a case goes with the case (Art. 20).
func TestArt20_NothingLearnedOutlivesAPurge(t *testing.T) {
	s := newScheme(t, 1)
	first, second := ready(s, false), ident.CaseID("C2026-0002")
	m := s.members[0]
	s.take(second, newSecrets())
	s.paid(second)
	s.pack(second, false)
	s.declare(second, m)
	merged := s.merge(s.submit(first, m)...)
	_, err := m.KeepPhrase(s.ctx, phrase.Phrase{Text: "残す文"})
	s.must(err)
	learned := func() bool {
		return slices.ContainsFunc(s.phrases(second, m, "1.1"), func(p phrase.Phrase) bool { return p.Origin == phrase.Learned })
	}
	for _, item := range []ident.ItemID{"1.1", "1.2"} {
		s.alter(second, m, item, func(k *checklist.Mark) { k.Remark = "所見REMARK1.1" })
	}
	if !learned() {
		t.Fatal("nothing was learned from three equal remarks")
	}
	s.alter(second, m, "1.2", func(k *checklist.Mark) { k.Remark = "" })
	for _, h := range merged.Receipts {
		_, err := m.TakeReceipt(s.ctx, s.office.out.file(h.Name))
		s.must(err)
	}
	s.must(m.Purge(s.ctx, first))
	if learned() {
		t.Error("a sentence of the purged case is still offered")
	}
	if p := s.phrases(second, m, "1.1")[0]; p.Text != "残す文" {
		t.Errorf("what was kept on purpose is gone: %+v", p)
	}
}

func TestInquiry_OneLetterForEveryQuestion(t *testing.T) {
	s := newScheme(t, 2)
	id := ready(s, false)
	ask := map[int]map[ident.ItemID]string{0: {"2.1": "算定式は何ですか。", "1.1": "設立はいつですか。", "2.2": "保管場所は。"}, 1: {"2.1": "算定式は　何ですか。", "2.2": "世代数は。"}}
	_, err := s.office.InquiryLetter(s.ctx, id, civil.Date{}, s.office.out)
	s.refused(err, "inquiry_without_question")
	for i, m := range s.members {
		s.declare(id, m)
		s.judged(id, m)
		for item, q := range ask[i] {
			s.alter(id, m, item, func(k *checklist.Mark) { k.Inquiry = q })
		}
		hs, err := m.Submit(s.ctx, id, passphrase, m.out)
		s.must(err)
		s.merge(m.out.ending(t, ".declaration"), m.out.file(hs[1].Name))
	}
	qs, err := s.office.Inquiries(s.ctx, id)
	s.must(err)
	var items []ident.ItemID
	for _, q := range qs {
		items = append(items, q.Item)
	}
	if !slices.Equal(items, []ident.ItemID{"1.1", "2.1", "2.2", "2.2"}) || len(qs[1].From) != 2 {
		t.Errorf("inquiries %+v", qs)
	}
	both := []string{"ア　保管場所は。\nイ　世代数は。", "ア　世代数は。\nイ　保管場所は。"} // in the order of the members, who are numbered by chance
	if l := review.Points(qs); len(l) != 3 || l[0].Text != "設立はいつですか。" || !slices.Contains(both, l[2].Text) || !strings.HasPrefix(l[2].Place, "2.2　") {
		t.Errorf("the letter asks %+v", l)
	}
	h, err := s.office.InquiryLetter(s.ctx, id, civil.Date{}, s.office.out)
	s.must(err)
	if h.Verdict != "genuine" || h.Kind != "inquiry" {
		t.Errorf("handed %+v", h)
	}
	v := s.office.Verify(s.ctx, s.office.out.file(h.Name))
	if !v.Good() || len(v.Signers) != 1 {
		t.Errorf("verified %+v", v)
	}
	for _, m := range s.members {
		if strings.Contains(string(s.office.out.files[h.Name]), m.Self().Name) {
			t.Error("the letter names a member")
		}
	}
	_, err = s.members[0].Inquiries(s.ctx, id)
	s.refused(err, "desk_other_role")
}
