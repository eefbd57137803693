package review_test

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"path"
	"strings"
	"testing"

	"shinsa/assets"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
)

// sampleScheme works with the criteria that the sample applications were written for.
func sampleScheme(t *testing.T, members int) *scheme {
	t.Helper()
	s := newScheme(t, members)
	b, err := assets.Criteria(assets.SampleCriteria)
	s.must(err)
	e, err := criteria.Parse(b)
	s.must(err)
	for _, d := range append(s.members, s.office) {
		d.Shipped = []*criteria.Edition{e}
	}
	return s
}

// sample is the new application as an applicant sends it.
func sample(t *testing.T) review.Submission { return sampleOf(t, "case-1", "2024-04-16") }

func sampleOf(t *testing.T, name, received string) review.Submission {
	t.Helper()
	fsys, err := assets.Sample(name)
	if err != nil {
		t.Fatal(err)
	}
	sub := review.Submission{Received: civil.MustParse(received)}
	err = fs.WalkDir(fsys, ".", func(at string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := fs.ReadFile(fsys, at)
		in := incoming(path.Base(at), b)
		switch {
		case strings.Contains(at, "evidence/"):
			sub.Evidence = append(sub.Evidence, in)
		case path.Ext(at) == ".xlsx":
			sub.Form = in
		}
		return err
	})
	if err != nil || sub.Form.R == nil || len(sub.Evidence) == 0 {
		t.Fatalf("sample: %v", err)
	}
	return sub
}

func TestIntake_MakesACaseThatCanBePacked(t *testing.T) {
	s := sampleScheme(t, 1)
	for i, sub := range []review.Submission{sample(t), zipped(t, sample(t))} {
		read, err := s.office.ReadApplication(s.ctx, sub)
		s.must(err)
		if rows, err := s.office.Cases(s.ctx); err != nil || len(rows) != i {
			t.Errorf("reading alone has made a case: %d, %v", len(rows), err)
		}
		id, app, err := s.office.Intake(s.ctx, sub)
		s.must(err)
		if want := ident.CaseID([]string{"C2024-0001", "C2024-0002"}[i]); id != want || len(app.Answers) != 136 || len(read.Answers) != 136 {
			t.Errorf("case %s with %d answers", id, len(app.Answers))
		}
		for _, e := range app.Evidence {
			held, err := s.office.store.Blobs().Has(e.Digest)
			if !e.Present || err != nil || !held {
				t.Errorf("%s: present %v, held %v, %v", e.No, e.Present, held, err)
			}
		}
		s.paid(id)
		s.pack(id, false)
		s.declare(id, s.members[0])
		f, err := s.members[0].File(s.ctx, id)
		s.must(err)
		if len(f.Application.Answers) != 136 || f.Edition.ID() != app.Edition.ID || len(f.Cover.Officers) == 0 {
			t.Errorf("the member sees %d answers under %s, cover %+v", len(f.Application.Answers), f.Edition.ID(), f.Cover)
		}
	}
}

// zipped is a submission whose evidence comes in one ZIP.
func zipped(t *testing.T, sub review.Submission) review.Submission {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range sub.Evidence {
		w, err := z.Create("根拠資料/" + e.Name)
		if err != nil {
			t.Fatal(err)
		}
		all := make([]byte, e.Size)
		if _, err := e.R.ReadAt(all, 0); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(all); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	sub.Evidence = []review.Incoming{incoming("根拠資料.ZIP", b.Bytes())}
	return sub
}

func TestArt7_CoverHoldsNothingOfTheDisclosures(t *testing.T) {
	s := sampleScheme(t, 1)
	id, app, err := s.office.Intake(s.ctx, sample(t))
	s.must(err)
	s.paid(id)
	s.pack(id, false)
	m := s.members[0]
	s.open(id, m)
	shown := map[string]bool{}
	e, err := m.Edition(s.ctx, app.Edition.ID)
	s.must(err)
	for _, it := range e.Items() {
		shown[string(it.ID)] = it.Cover != "" || it.SameAs != ""
	}
	cover, _, err := m.Cover(s.ctx, id)
	s.must(err)
	var words []string
	for item, a := range app.Answers {
		if w := a.Wording(); !shown[string(item)] && len([]rune(w)) > 12 && w != cover.Operator && w != cover.Service {
			words = append(words, w)
		}
	}
	if len(words) < 20 {
		t.Fatalf("only %d answers to look for", len(words))
	}
	pieces := m.store.everything()
	b, err := m.Unpack(s.dossier(id, m), dossier.Dossier)
	s.must(err)
	card, err := b.ReadFile("cover.json", 1<<20)
	s.must(err)
	if got := leaks(append(pieces, card), words); len(got) > 0 {
		t.Errorf("before the declaration the member has %q", got)
	}
}

func TestIntake_RefusedFormsLeaveNothing(t *testing.T) {
	s := sampleScheme(t, 0)
	held := blobs(s, s.office)
	sub := sample(t)
	sub.Form = incoming("申請書.xlsx", []byte("not a workbook"))
	_, _, err := s.office.Intake(s.ctx, sub)
	if f := asFault(err); f == nil || f.Kind != fault.Invalid {
		t.Errorf("error %v, want a refusal", err)
	}
	sub = sample(t)
	s.office.store.failFrom(1, fault.New(fault.Unavailable, "disk_full"))
	_, _, err = s.office.Intake(s.ctx, sub)
	s.refused(err, "disk_full")
	s.office.store.failFrom(0, nil)
	if rows, err := s.office.Cases(s.ctx); err != nil || len(rows) > 0 || blobs(s, s.office) != held {
		t.Errorf("refused intakes have left %d cases and %d files", len(rows), blobs(s, s.office)-held)
	}
	sub = sample(t)
	sub.Received = civil.MustParse("2018-11-30")
	_, _, err = s.office.Intake(s.ctx, sub)
	if f := s.refused(err, "no_edition_in_force"); f.Clause != "3" {
		t.Errorf("refused by Art. %s", f.Clause)
	}
}

func TestArt8_RevocationInTheRegisterIsFoundAtIntake(t *testing.T) {
	s := sampleScheme(t, 0)
	read := func() *intake.Application {
		t.Helper()
		app, err := s.office.ReadApplication(s.ctx, sample(t))
		s.must(err)
		return app
	}
	h := read().Header
	on := h.ApplicationDate.Date()
	if on.IsZero() {
		t.Fatal("the sample has no application date")
	}
	for days, barred := range map[int]bool{0: false, 1: true, -1: false, 200: true} {
		s.revoked(h.ServiceName.Text(), h.CorporateNumber.Text(), on.AddYears(-1).AddDays(days))
		if got := read().Findings.Has("application_barred_by_revocation"); got != barred {
			t.Errorf("revoked %d days after the bar began: barred %v, want %v", days, got, barred)
		}
	}
}
