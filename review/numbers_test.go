package review_test

import (
	"testing"
	"time"

	"shinsa/review"
	"shinsa/review/dossier"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

// An office that goes on from a backup gives no number until the last ones given are stated; from then on none comes twice.
func TestPromise2_ARestoredOfficeGivesNoNumberTwice(t *testing.T) {
	s, id := granted(t)
	h, err := s.office.EmptyForm(s.ctx, "small-1", s.office.out, "form.xlsx")
	s.must(err)
	sub := review.Submission{Form: s.office.out.file(h.Name), Received: s.office.Today()}
	intake := func() error { _, _, err := s.office.Intake(s.ctx, sub); return err }
	s.must(errOf(s.office.SettleNumbers(s.ctx, []review.Series{{Name: "case/2026", Last: 1}}))) // the case that is there was not numbered
	s.must(intake())
	made := s.at
	s.must(s.office.RecordRestore(s.ctx, &review.Backup{At: made}))
	s.later(3)
	s.must(s.office.RecordReturn(s.ctx, "a newer copy", s.at)) // the older one still counts
	issue := func() error {
		_, err := s.office.Issue(s.ctx, []ident.CaseID{id}, passphrase, s.office.out, nil)
		return err
	}
	for name, act := range map[string]func() error{
		"issue":   issue,
		"intake":  intake,
		"keys":    func() error { _, err := s.office.ExportKeys(s.ctx, s.office.out); return err },
		"preview": func() error { _, err := s.office.PreviewIssue(s.ctx, id); return err },
	} {
		if f := s.refused(act(), "numbers_unsure"); f.Args["date"] != made.UTC().Format(time.DateOnly) {
			t.Errorf("%s tells %v", name, f.Args)
		}
	}
	all, doubt, err := s.office.Numbers(s.ctx)
	s.must(err)
	if doubt == nil || !doubt.Made.Equal(made) || len(all) < 4 {
		t.Fatalf("doubt %+v, series %v", doubt, all)
	}
	settle := func(last ...review.Series) error {
		_, err := s.office.SettleNumbers(s.ctx, last)
		return err
	}
	s.refused(settle(review.Series{Name: "typed/2026", Last: 1}), "number_series_unknown")
	s.refused(settle(review.Series{Name: "case/2026", Last: 0}), "number_goes_back")
	s.refused(issue(), "numbers_unsure")
	s.must(settle(review.Series{Name: "certificate", Last: 12}, review.Series{Name: "letter/2026", Last: 40}))
	s.must(issue())
	certs, err := s.office.Register(s.ctx)
	s.must(err)
	if len(certs) != 1 || certs[0].Serial != 13 {
		t.Errorf("issued %+v, want serial 13", certs)
	}
	if all, doubt, err = s.office.Numbers(s.ctx); err != nil || doubt != nil {
		t.Errorf("doubt %v, %v", doubt, err)
	}
	for _, x := range all {
		if x.Name == "letter/2026" && x.Last != 41 {
			t.Errorf("letters stand at %d, want 41", x.Last)
		}
	}
	s.refused(errOf2(s.members[0].Numbers(s.ctx)), "desk_other_role")
}

// A card and a key of the strict gate are parcels like any other: what they say of the office's journal is noted.
func TestPromise2_CardsAndKeysShowTheOfficesJournal(t *testing.T) {
	s := newScheme(t, 1)
	m := s.members[0]
	sighting := func() journal.Head {
		t.Helper()
		var x review.Sighting
		s.must(m.Store.View(s.ctx, func(tx review.Tx) error { return tx.Get(review.KindSetting, "seen/"+string(s.office.Self().ID), &x) }))
		return x.Head
	}
	if sighting().Seq == 0 {
		t.Error("nothing was noted of the card")
	}
	id := ready(s, true)
	s.declare(id, m)
	merged := s.merge(m.out.ending(t, dossier.Declaration.Extension()))
	s.later(1)
	before := sighting()
	_, err := m.Release(s.ctx, s.office.out.file(merged.Released[0].Name))
	s.must(err)
	if after := sighting(); after.Seq <= before.Seq {
		t.Errorf("the key was taken in and the office's journal is still seen at %d", after.Seq)
	}
}
