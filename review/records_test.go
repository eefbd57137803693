package review_test

import (
	"testing"
	"time"

	"shinsa/review"
	"shinsa/review/ident"
)

func TestRecords_HoldWhatWasDecided(t *testing.T) {
	s, id := granted(t)
	_, err := s.office.Issue(s.ctx, []ident.CaseID{id}, passphrase, s.office.out, nil)
	s.must(err)
	s.take("C2026-0002", secrets{}) // only taken in: not for the records yet
	first, err := s.office.ExportRecords(s.ctx, s.office.out)
	s.must(err)
	b, source, err := review.ReadRecords(s.office.Verifier(s.office.Today()), s.office.out.file(first.Name))
	s.must(err)
	if len(b.Cases) != 1 || b.Cases[0].ID != id || source == "" {
		t.Fatalf("the bundle holds %d cases", len(b.Cases))
	}
	c := b.Cases[0]
	if len(c.Opinions) != 2 || len(c.Reviewers) != 3 || c.Meeting == nil || c.Decision == nil || c.Certificate == nil || len(c.Disclosures) != 4 {
		t.Errorf("case %+v", c)
	}
	s.at = s.at.Add(time.Minute)
	second, err := s.office.ExportRecords(s.ctx, s.office.out)
	s.must(err)
	again, _, err := review.ReadRecords(s.office.Verifier(s.office.Today()), s.office.out.file(second.Name))
	s.must(err)
	if len(again.Heads) != 1 || again.Heads[0] != b.Head || again.Head.Seq <= b.Head.Seq {
		t.Errorf("heads %+v after %+v", again.Heads, b.Head)
	}
	stranger := newScheme(t, 0).office
	_, _, err = review.ReadRecords(stranger.Verifier(s.office.Today()), s.office.out.file(first.Name))
	s.refused(err, "parcel_not_taken")
	if checks, err := s.office.Doctor(s.ctx); err != nil || !allGood(checks) {
		t.Errorf("doctor %+v, %v", checks, err)
	}
}

func TestDoctor_MissesWhatWasLost(t *testing.T) {
	s, id := granted(t)
	var gone ident.Digest
	f, err := s.office.File(s.ctx, id)
	s.must(err)
	gone = f.Application.Evidence[0].Digest
	s.must(s.office.store.Blobs().Remove(gone))
	checks, err := s.office.Doctor(s.ctx)
	s.must(err)
	if allGood(checks) {
		t.Errorf("doctor finds nothing although a document is lost: %+v", checks)
	}
}
