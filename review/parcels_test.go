package review_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/conflict"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

func TestParcels_OneChangedByteIsRefusedWithAReason(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, true)
	m := s.members[0]
	newcomer := s.found(review.Founding{Role: review.Member, Name: "新任 四郎", Rehearsal: true})
	_, err := newcomer.EnrolRequest(s.ctx, newcomer.out)
	s.must(err)
	card, _, err := s.office.EnrolApprove(s.ctx, newcomer.out.ending(t, ".enrol"), s.office.out)
	s.must(err)

	type parcel struct {
		kind string
		file review.Incoming
		take func(review.Incoming) error
	}
	merge := func(in review.Incoming) error {
		_, err := s.office.Merge(s.ctx, []review.Incoming{in}, nil)
		return err
	}
	opened := s.dossier(id, m)
	all := []parcel{
		{"enrolment", newcomer.out.ending(t, ".enrol"), func(in review.Incoming) error { _, _, err := s.office.EnrolApprove(s.ctx, in, newFolder()); return err }},
		{"card", s.office.out.file(card.Name), func(in review.Incoming) error { return newcomer.EnrolAccept(s.ctx, in) }},
		{"dossier", opened, func(in review.Incoming) error { _, err := m.OpenDossier(s.ctx, in); return err }},
	}
	check := func(p parcel) {
		t.Run(p.kind, func(t *testing.T) {
			for name, at := range places(t, p.file) {
				if err := p.take(flipped(p.file, at)); asFault(err) == nil {
					t.Errorf("a byte of %s changed: %v, want a refusal with its reason", name, err)
				}
			}
			if err := p.take(p.file); err != nil {
				t.Errorf("unchanged: %v", err)
			}
		})
	}
	for _, p := range all {
		check(p)
	}
	h, _, err := m.Declare(s.ctx, id, s.declaration(m), m.out)
	s.must(err)
	check(parcel{"declaration", m.out.file(h.Name), merge})
	got, err := s.office.Merge(s.ctx, []review.Incoming{m.out.file(h.Name)}, s.office.out)
	s.must(err)
	check(parcel{"release", s.office.out.file(got.Released[0].Name), func(in review.Incoming) error { _, err := m.Release(s.ctx, in); return err }})
	s.judged(id, m)
	hs, err := m.Submit(s.ctx, id, passphrase, m.out)
	s.must(err)
	check(parcel{"opinion", m.out.file(hs[1].Name), merge})
	got, err = s.office.Merge(s.ctx, []review.Incoming{m.out.file(hs[1].Name)}, s.office.out)
	s.must(err)
	check(parcel{"receipt", s.office.out.file(got.Receipts[0].Name), func(in review.Incoming) error { _, err := m.TakeReceipt(s.ctx, in); return err }})
	records, err := s.office.ExportRecords(s.ctx, s.office.out)
	s.must(err)
	check(parcel{"records", s.office.out.file(records.Name), func(in review.Incoming) error {
		_, _, err := review.ReadRecords(s.office.Verifier(s.office.Today()), in)
		return err
	}})
}

// places returns a byte in the middle of every file of a parcel, and of its directory.
func places(tb testing.TB, in review.Incoming) map[string]int64 {
	tb.Helper()
	z, err := zip.NewReader(in.R, in.Size)
	if err != nil {
		tb.Fatal(err)
	}
	out := map[string]int64{"the archive's end": in.Size - 10, "the archive's beginning": 1}
	for _, f := range z.File {
		at, err := f.DataOffset()
		if err != nil {
			tb.Fatal(err)
		}
		out[f.Name] = at + int64(f.CompressedSize64)/2
	}
	return out
}

// inside returns the place of a byte in the middle of one file of a parcel.
func inside(tb testing.TB, in review.Incoming, name string) int64 {
	tb.Helper()
	for at, place := range places(tb, in) {
		if strings.HasSuffix(at, "/"+name) {
			return place
		}
	}
	tb.Fatalf("no file %s in %s", name, in.Name)
	return 0
}

// asFault returns the refusal in err when it says why: by its own code or by findings.
func asFault(err error) *fault.Error {
	var f *fault.Error
	if !errors.As(err, &f) || f.Code == "" {
		return nil
	}
	return f
}

func TestOutbox_FailureLeavesNoChange(t *testing.T) {
	for _, c := range []struct {
		name   string
		breaks func(*folder)
	}{
		{"full folder", func(f *folder) { f.full = true }},
		{"damaged on the way", func(f *folder) {
			f.spoil = func(_ string, b []byte) { b[len(b)/2] ^= 1 }
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScheme(t, 1)
			const id = ident.CaseID("C2026-0001")
			s.take(id, newSecrets())
			s.paid(id)
			m := s.members[0]
			bad := newFolder()
			c.breaks(bad)
			to := review.Sending{To: []ident.ReviewerID{m.Self().ID}}

			s.unchanged(s.office, bad, func() error { _, err := s.office.Pack(s.ctx, id, to, bad); return err })
			s.pack(id, false)
			s.open(id, m)
			s.unchanged(m, bad, func() error { _, _, err := m.Declare(s.ctx, id, s.declaration(m), bad); return err })
			_, _, err := m.Declare(s.ctx, id, s.declaration(m), m.out)
			s.must(err)
			s.judged(id, m)
			s.unchanged(m, bad, func() error { _, err := m.Submit(s.ctx, id, passphrase, bad); return err })
			s.unchanged(s.office, bad, func() error { _, err := s.office.ExportRecords(s.ctx, bad); return err })
			newcomer := s.found(review.Founding{Role: review.Member, Name: "新任 四郎", Rehearsal: true})
			_, err = newcomer.EnrolRequest(s.ctx, newcomer.out)
			s.must(err)
			s.unchanged(s.office, bad, func() error {
				_, _, err := s.office.EnrolApprove(s.ctx, newcomer.out.ending(t, ".enrol"), bad)
				return err
			})
		})
	}
}

// unchanged fails the test when act succeeds, changes the desk, or leaves a file.
func (s *scheme) unchanged(d *seat, out *folder, act func() error) {
	s.Helper()
	was, acts := joined(s.held(d)), journalLength(s, d)
	if err := act(); err == nil {
		s.Error("succeeded with a folder that fails")
	}
	if joined(s.held(d)) != was || journalLength(s, d) != acts {
		s.Error("the desk has changed")
	}
	if len(out.files) > 0 {
		s.Errorf("%d files are left in the folder", len(out.files))
	}
}

// joined is all pieces as one text, to compare.
func joined(pieces [][]byte) string { return string(bytes.Join(pieces, []byte{0})) }

func TestStore_FailureTakesTheFilesBack(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.open(id, m)
	before := len(m.out.files)
	m.store.failFrom(1, fault.New(fault.Unavailable, "disk_full"))
	_, _, err := m.Declare(s.ctx, id, s.declaration(m, conflict.Post), m.out)
	s.refused(err, "disk_full")
	m.store.failFrom(0, nil)
	if len(m.out.files) != before || s.state(m, id) != review.Sealed {
		t.Errorf("%d files, state %s", len(m.out.files), s.state(m, id))
	}
	s.office.store.failFrom(1, fault.New(fault.Unavailable, "disk_full"))
	before = len(s.office.out.files)
	if _, err := s.office.ExportRecords(s.ctx, s.office.out); err == nil || len(s.office.out.files) != before {
		t.Errorf("export on a full disk: %v, %d files more", err, len(s.office.out.files)-before)
	}
}
