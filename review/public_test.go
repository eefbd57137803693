package review_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/ident"
	"shinsa/review/intake"
)

// public reads a catalog kept beside the reader of catalogs; its README says where each comes from.
func public(t *testing.T, name string) review.Incoming {
	t.Helper()
	file, err := os.Open(filepath.Join("criteria", "catalog", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var r io.Reader = file
	if plain, packed := strings.CutSuffix(name, ".gz"); packed {
		name = plain
		if r, err = gzip.NewReader(file); err != nil {
			t.Fatal(err)
		}
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return review.Incoming{Name: name, R: bytes.NewReader(b), Size: int64(len(b))}
}

const (
	rev4 = "NIST_SP-800-53_rev4_MODERATE-baseline-resolved-profile_catalog.json.gz"
	rev5 = "NIST_SP-800-53_rev5_MODERATE-baseline-resolved-profile_catalog.json.gz"
)

// TestArt3_PublicCatalogs: the controls of the baselines are those that SP 800-53B and SP 800-53 rev. 4 count, each with its statement.
func TestArt3_PublicCatalogs(t *testing.T) {
	s := newScheme(t, 0)
	for name, want := range map[string]int{"nested-catalog.json": 4, rev4: 261, rev5: 287} {
		e, _, err := s.office.ReadEdition(s.ctx, public(t, name), review.Reading{ID: "public"})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if n := len(e.Items()); n != want {
			t.Errorf("%s: %d controls, want %d", name, n, want)
		}
		for _, it := range e.Items() {
			if it.Title.JA == "" || it.Ask.JA == "" || strings.Contains(it.Ask.JA, "{{") || strings.Contains(it.Ask.JA, "[…]") {
				t.Errorf("%s: %s says %q", name, it.ID, it.Ask.JA)
			}
		}
	}
}

// TestArt22_APublicPairIsCarriedWhole: from SP 800-53 rev. 4 to rev. 5, moderate baselines, an application with an answer to every control
// keeps a line for each of them.
func TestArt22_APublicPairIsCarriedWhole(t *testing.T) {
	s := newScheme(t, 0)
	day := civil.MustParse
	for _, x := range []struct{ id, name, from string }{{"rev4", rev4, "2026-01-01"}, {"rev5", rev5, "2026-04-01"}} {
		e, _, err := s.office.ReadEdition(s.ctx, public(t, x.name), review.Reading{ID: ident.EditionID(x.id)})
		s.must(err)
		s.must(s.office.ImportEdition(s.ctx, e))
		for _, step := range []review.AmendmentStep{
			{To: criteria.Deliberated, On: day("2025-11-01")},
			{To: criteria.Announced, On: day("2025-11-10"), InForce: day(x.from), Text: "周知"},
			{To: criteria.InForce, On: day(x.from)},
		} {
			_, _, err := s.office.Advance(s.ctx, e.ID(), step)
			s.must(err)
		}
	}
	old, err := s.office.Edition(s.ctx, "rev4")
	s.must(err)
	typed := intake.Typed{By: "事務 一子", FormA: map[string]string{"operator_name": "見本クラウド株式会社"}, Answers: map[ident.ItemID]intake.TypedAnswer{}}
	for _, it := range old.Items() {
		typed.Answers[it.ID] = intake.TypedAnswer{Text: "答え " + string(it.ID)}
	}
	kept, err := s.office.Type(s.ctx, review.Typed{Received: day("2026-03-31"), First: typed})
	s.must(err)
	id, app, err := s.office.Intake(s.ctx, review.Submission{Typed: kept.ID})
	s.must(err)
	if app.Edition.ID != "rev4" || len(app.Answers) != len(old.Items()) {
		t.Fatalf("%d answers by %s", len(app.Answers), app.Edition.ID)
	}
	m, err := s.office.Mapping(s.ctx, id, "rev5")
	s.must(err)
	kinds := map[criteria.ChangeKind]int{}
	for _, l := range m.Lines {
		kinds[l.Kind]++
	}
	t.Logf("%d lines, %d to be confirmed: %v", len(m.Lines), m.Open(), kinds)
	for i := range m.Lines {
		m = m.Confirm(i, true)
	}
	_, err = s.office.KeepMapping(s.ctx, id, m)
	s.must(err)
	app, err = s.office.Migrate(s.ctx, id, "rev5", m)
	s.must(err)
	lines := map[ident.ItemID]bool{}
	for _, l := range app.Migrations[0].Lines {
		for _, from := range l.From {
			lines[from] = true
		}
	}
	for _, it := range old.Items() {
		if !lines[it.ID] {
			t.Errorf("the answer to %s disappeared without a line", it.ID)
		}
		carried := app.Became(old.Digest(), it.ID)
		_, dropped := app.Migrations[0].Dropped[it.ID]
		if len(carried) == 0 && !dropped {
			t.Errorf("%s is neither carried nor kept aside", it.ID)
		}
		for _, to := range carried {
			if !strings.Contains(app.Answers[to].Wording(), "答え "+string(it.ID)) {
				t.Errorf("%s became %s, which says %q", it.ID, to, app.Answers[to].Wording())
			}
		}
	}
}
