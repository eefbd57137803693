package review_test

import (
	"encoding/json"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/conflict"
	"shinsa/review/opinion"
	"shinsa/review/phrase"
)

// Everything a person writes on a desk, written three times, goes back step by step to where it was blank, and forward to any version.
func TestPromise1_EveryEditCanBeUndone(t *testing.T) {
	s, m, id := opened(t)
	words := []string{"一番目", "二番目", "三番目"}
	for _, c := range []struct {
		w     review.Written
		write func(string) error
		read  func() string
	}{
		{
			review.Written{What: review.WrittenMark, Case: id, Item: "1.1"},
			func(text string) error {
				f, err := m.File(s.ctx, id)
				s.must(err)
				_, err = m.Mark(s.ctx, id, checklist.Mark{Item: "1.1", Verdict: checklist.Query, Remark: text, Seen: true, Revision: f.Marks["1.1"].Revision})
				return err
			},
			func() string { f, err := m.File(s.ctx, id); s.must(err); return f.Marks["1.1"].Remark },
		},
		{
			review.Written{What: review.WrittenNote, Case: id, Item: "1.1"},
			func(text string) error { _, err := m.Note(s.ctx, id, "1.1", text); return err },
			func() string { f, err := m.File(s.ctx, id); s.must(err); return f.Notes["1.1"] },
		},
		{
			review.Written{What: review.WrittenDraft, Case: id},
			func(text string) error { _, err := m.SaveDraft(s.ctx, id, opinion.Draft{Summary: text}); return err },
			func() string { f, err := m.File(s.ctx, id); s.must(err); return f.Draft.Summary },
		},
		{
			review.Written{What: review.WrittenPhrases},
			func(text string) error { _, err := m.KeepPhrase(s.ctx, phrase.Phrase{Text: text}); return err },
			func() string { // the own phrase kept last
				all, err := m.Phrases(s.ctx, id, "1.1")
				s.must(err)
				last := ""
				for _, word := range words {
					for _, p := range all {
						if p.Origin == phrase.Own && p.Text == word {
							last = word
						}
					}
				}
				return last
			},
		},
		{
			review.Written{What: review.WrittenProfile},
			func(text string) error { return m.SetOwnProfile(s.ctx, conflict.Profile{Name: text}) },
			func() string { p, err := m.OwnProfile(s.ctx); s.must(err); return p.Name },
		},
		{
			review.Written{What: review.WrittenSetting, Name: "minutes." + string(id)},
			func(text string) error { return m.SetSetting(s.ctx, "minutes."+string(id), text) },
			func() string { return m.Setting(s.ctx, "minutes."+string(id)) },
		},
	} {
		t.Run(string(c.w.What), func(t *testing.T) {
			s.TB = t
			s.backAndForth(m, c.w, words, c.write, c.read)
		})
	}
}

func (s *scheme) backAndForth(m *seat, w review.Written, words []string, write func(string) error, read func() string) {
	s.Helper()
	is := func(want, when string) {
		s.Helper()
		if got := read(); got != want {
			s.Fatalf("%s it is %q, want %q", when, got, want)
		}
	}
	_, err := m.UndoWritten(s.ctx, w)
	if err == nil {
		s.Fatal("what was never written was undone")
	}
	for _, word := range words {
		s.must(write(word))
	}
	for _, want := range []string{words[1], words[0], ""} {
		_, err := m.UndoWritten(s.ctx, w)
		s.must(err)
		is(want, "after undoing")
	}
	if _, err := m.UndoWritten(s.ctx, w); err == nil {
		s.Fatal("undone beyond the beginning")
	}
	all, err := m.Versions(s.ctx, w)
	s.must(err)
	if len(all) != 6 {
		s.Fatalf("%d versions, want 6: three written, three brought back", len(all))
	}
	for i, v := range all[:3] {
		if v.N != i+1 || v.Restores != 0 || !json.Valid(v.Body) || !strings.Contains(string(v.Body), words[i]) {
			s.Errorf("version %d is %+v", i+1, v)
		}
	}
	_, err = m.RestoreWritten(s.ctx, w, 2)
	s.must(err)
	is(words[1], "with version 2 brought back")
	s.refused(func() error { _, err := m.RestoreWritten(s.ctx, w, 99); return err }(), "no_such_version")
	_, err = m.UndoWritten(s.ctx, w) // what version 2 had before it
	s.must(err)
	is(words[0], "after undoing what was brought back")
	s.must(write("別の道"))
	_, err = m.UndoWritten(s.ctx, w)
	s.must(err)
	is(words[0], "after undoing a new way")
}

func TestVersions_AreClosedWithTheCase(t *testing.T) {
	s, m, id := opened(t)
	for _, text := range []string{"秘密の覚え書き一", "秘密の覚え書き二", ""} {
		_, err := m.Note(s.ctx, id, "1.1", text)
		s.must(err)
	}
	note, draft := review.Written{What: review.WrittenNote, Case: id, Item: "1.1"}, review.Written{What: review.WrittenDraft, Case: id}
	for _, bad := range []review.Written{
		{What: "case", Case: id}, {What: review.WrittenNote, Case: id}, {What: review.WrittenSetting, Name: "theme"}, {What: review.WrittenDraft},
	} {
		_, err := m.Versions(s.ctx, bad)
		s.refused(err, "not_written_here")
	}
	all, err := m.Versions(s.ctx, note)
	s.must(err)
	if len(all) != 3 || string(all[2].Body) != "null" {
		t.Errorf("versions %v", all)
	}
	s.judged(id, m)
	hs, err := m.Submit(s.ctx, id, passphrase, m.out)
	s.must(err)
	receipts := s.merge(m.out.ending(t, ".declaration"), m.out.file(hs[1].Name)).Receipts
	if all, err = m.Versions(s.ctx, draft); err != nil || len(all) == 0 {
		t.Errorf("a sealed case shows %d versions of its draft, %v", len(all), err)
	}
	_, err = m.UndoWritten(s.ctx, draft)
	s.refused(err, "case_not_open")
	_, err = m.RestoreWritten(s.ctx, note, 1)
	s.refused(err, "case_not_open")
	for _, h := range receipts {
		_, err := m.TakeReceipt(s.ctx, s.office.out.file(h.Name))
		s.must(err)
	}
	s.must(m.Purge(s.ctx, id))
	for _, w := range []review.Written{note, draft} {
		if _, err := m.Versions(s.ctx, w); err == nil {
			t.Errorf("a purged case shows versions of its %s", w.What)
		}
	}
	s.must(m.Store.View(s.ctx, func(tx review.Tx) error {
		for k, at := range map[review.Kind]string{review.KindNote: string(id) + "/1.1", review.KindDraft: string(id)} {
			if left, err := tx.States(k, at); err != nil || len(left) > 0 {
				t.Errorf("%d states of a purged %s are left, %v", len(left), k, err)
			}
		}
		return nil
	}))
}
