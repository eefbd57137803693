package exchange

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"shinsa/review/checklist"
	"shinsa/review/decision"
	"shinsa/review/fault"
	"shinsa/review/opinion"
	"shinsa/review/register"
)

func whole() *Bundle {
	return &Bundle{
		Office: "s-0123456789ab", Body: "見本",
		Edition: []Edition{{ID: "e-1", Items: []Item{{ID: "1.1", Title: "一"}, {ID: "1.2", Title: "二"}}}},
		Cases: []Case{{
			ID: "C2026-0001", Edition: "e-1", State: "issued",
			Disclosures: []Disclosure{{Item: "1.1", Kind: "answered", Text: "あり"}},
			Reviewers:   []Reviewer{{ID: "m-b", Outcome: "recused"}, {ID: "m-a", Outcome: "opined"}},
			Opinions:    []opinion.Opinion{{Case: "C2026-0001", Reviewer: "m-a", Marks: []checklist.Mark{{Item: "1.2", Verdict: checklist.Conforming}}}},
			Decision:    &decision.Decision{Outcome: decision.Grant},
			Certificate: &register.Certification{No: "IPT0001-2604"},
		}},
	}
}

func TestBundleRoundTripsToTheSameBytes(t *testing.T) {
	first, err := whole().Encode()
	if err != nil {
		t.Fatal(err)
	}
	back, err := Decode(first)
	if err != nil {
		t.Fatal(err)
	}
	second, err := back.Encode()
	if err != nil || !bytes.Equal(first, second) {
		t.Errorf("%v\n%s\n%s", err, first, second)
	}
}

func TestOrderOfCasesAndReviewersDoesNotMatter(t *testing.T) {
	a, b := whole(), whole()
	extra := Case{ID: "C2025-0009", Edition: "e-1"}
	a.Cases = append(a.Cases, extra)
	b.Cases = append([]Case{extra}, b.Cases...)
	slices.Reverse(b.Cases[1].Reviewers)
	x, err := a.Encode()
	if err != nil {
		t.Fatal(err)
	}
	y, err := b.Encode()
	if err != nil || !bytes.Equal(x, y) {
		t.Errorf("two orders give two bundles (%v)", err)
	}
}

func TestCheckNamesEveryFault(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Bundle)
		want   string
	}{
		{"case twice", func(b *Bundle) { b.Cases = append(b.Cases, b.Cases[0]) }, "bundle_case_twice"},
		{"path as case id", func(b *Bundle) { b.Cases[0].ID = "../x"; b.Cases[0].Opinions = nil }, "bundle_case_twice"},
		{"edition missing", func(b *Bundle) { b.Edition = nil }, "bundle_edition_missing"},
		{"opinion of another case", func(b *Bundle) { b.Cases[0].Opinions[0].Case = "C2026-0002" }, "bundle_opinion_other_case"},
		{"opinion of a recused member (Art. 7)", func(b *Bundle) { b.Cases[0].Opinions[0].Reviewer = "m-b" }, "bundle_opinion_of_recused"},
		{"unknown item judged", func(b *Bundle) { b.Cases[0].Opinions[0].Marks[0].Item = "9" }, "bundle_item_unknown"},
		{"unknown item disclosed", func(b *Bundle) { b.Cases[0].Disclosures[0].Item = "9" }, "bundle_item_unknown"},
		{"certification without grant", func(b *Bundle) { b.Cases[0].Decision.Outcome = decision.Refuse }, "bundle_certification_without_grant"},
	} {
		b := whole()
		c.change(b)
		if got := b.Check().Codes(); !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s: %v, want %s", c.name, got, c.want)
		}
		src, err := b.Encode()
		if err != nil {
			t.Fatal(err)
		}
		var e *fault.Error
		if _, err := Decode(src); !errors.As(err, &e) || !e.Findings.Has(c.want) {
			t.Errorf("%s: Decode = %v", c.name, err)
		}
	}
	if l := whole().Check(); len(l) != 0 {
		t.Errorf("whole bundle: %v", l)
	}
}

func TestDecodeRefusesOtherFormatsAndVersions(t *testing.T) {
	for _, src := range []string{"", "{}", `{"format":"shinsa/records","version":99}`, `{"format":"x","version":1}`, `{"format":"shinsa/records","version":1,"version":1}`} {
		if b, err := Decode([]byte(src)); fault.KindOf(err) != fault.Invalid {
			t.Errorf("Decode(%q) = %v, %v", src, b, err)
		}
	}
}
