package form

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/review/checklist"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// desk is a mark's whole history, oldest first.
type desk map[ident.ItemID][]checklist.Mark

func (d desk) At(item ident.ItemID, revision int) (checklist.Mark, bool) {
	if revision == 0 {
		return checklist.Blank(item), true
	}
	for _, m := range d[item] {
		if m.Revision == revision {
			return m, true
		}
	}
	return checklist.Mark{}, false
}

func (d desk) Now(item ident.ItemID) checklist.Mark {
	if h := d[item]; len(h) > 0 {
		return h[len(h)-1]
	}
	return checklist.Blank(item)
}

func filled(item ident.ItemID, base int, v checklist.Verdict, remark string) Entry {
	return Entry{Item: item, Base: base, Values: Values{Verdict: v, Remark: remark}}
}

func saved(item ident.ItemID, revision int, v checklist.Verdict, remark string) checklist.Mark {
	return checklist.Mark{Item: item, Revision: revision, Verdict: v, Remark: remark, Pointers: []checklist.Pointer{{Evidence: "資料1"}}}
}

const (
	ok  = checklist.Conforming
	bad = checklist.Nonconforming
	ask = checklist.Query
)

func TestThreeWays(t *testing.T) {
	for _, c := range []struct {
		name    string
		history []checklist.Mark
		form    Entry
		want    []Line
	}{
		{"nothing changed", []checklist.Mark{saved("1", 1, ok, "良")}, filled("1", 1, ok, "良"), []Line{}},
		{"both changed to the same", []checklist.Mark{saved("1", 1, ok, ""), saved("1", 2, bad, "")}, filled("1", 1, bad, ""), []Line{}},
		{"only the form", []checklist.Mark{saved("1", 1, ok, "")}, filled("1", 1, bad, ""), []Line{{"1", Verdict, "conforming", "conforming", "nonconforming", Take}}},
		{"from a blank mark", nil, filled("1", 0, ok, ""), []Line{{"1", Verdict, "unseen", "unseen", "conforming", Take}}},
		{
			"only the desk",
			[]checklist.Mark{saved("1", 1, ok, ""), saved("1", 2, ok, "後で")},
			filled("1", 1, ok, ""),
			[]Line{{"1", Remark, "", "後で", "", Keep}},
		},
		{
			"each another field",
			[]checklist.Mark{saved("1", 1, ok, ""), saved("1", 2, ok, "後で")},
			filled("1", 1, ask, ""),
			[]Line{{"1", Verdict, "conforming", "conforming", "query", Take}, {"1", Remark, "", "後で", "", Keep}},
		},
		{
			"both, otherwise",
			[]checklist.Mark{saved("1", 1, ok, "初"), saved("1", 2, ok, "机で")},
			filled("1", 1, ok, "様式で"),
			[]Line{{"1", Remark, "初", "机で", "様式で", Conflict}},
		},
		{
			"a base the desk does not have", // the desk came back from an older backup
			[]checklist.Mark{saved("1", 1, ok, "")},
			filled("1", 7, bad, ""),
			[]Line{{"1", Verdict, "", "conforming", "nonconforming", Conflict}},
		},
		{"white space at the ends", []checklist.Mark{saved("1", 1, ok, "良\r\n")}, filled("1", 1, ok, "良"), []Line{}},
	} {
		p := Compare(&Form{Entries: []Entry{c.form}}, desk{"1": c.history})
		if d := cmp.Diff(c.want, p.Lines); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
}

func TestMergeNeedsAWordOnEveryConflict(t *testing.T) {
	d := desk{
		"1": {saved("1", 1, ok, "初"), saved("1", 2, bad, "机で")},
		"2": {saved("2", 1, ok, ""), saved("2", 2, ok, "残す")},
	}
	f := &Form{Entries: []Entry{filled("1", 1, ask, "様式で"), filled("2", 1, bad, "")}}
	p := Compare(f, d)
	if p.Count(Conflict) != 2 || p.Count(Take) != 1 || p.Count(Keep) != 1 {
		t.Fatalf("lines %+v", p.Lines)
	}
	_, err := p.Merge(d, Choices{Each: map[Place]Side{{"1", Verdict}: FromForm}})
	var refused *fault.Error
	if !errors.As(err, &refused) || refused.Code != "offline_conflicts" || len(refused.Findings) != 1 || refused.Findings[0].Args["part"] != "所見" {
		t.Errorf("an open conflict: %v", err)
	}
	got, err := p.Merge(d, Choices{All: FromDesk, Each: map[Place]Side{{"1", Verdict}: FromForm, {"2", Remark}: FromForm}})
	if err != nil {
		t.Fatal(err)
	}
	want := []checklist.Mark{d.Now("1"), d.Now("2")}
	want[0].Verdict = ask
	want[1].Verdict, want[1].Remark = bad, ""
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("marks: %s", diff)
	}
	if got, err := p.Merge(d, Choices{All: FromDesk, Each: map[Place]Side{{"2", Verdict}: FromDesk}}); err != nil || len(got) != 0 {
		t.Errorf("all from the desk: %v, %v", got, err)
	}
}

func TestGuardNamesEveryReason(t *testing.T) {
	want := head()
	if err := Guard(&Form{Head: want}, want); err != nil {
		t.Errorf("the same: %v", err)
	}
	for _, c := range []struct {
		name   string
		change func(*Head)
		codes  []string
	}{
		{"another case", func(h *Head) { h.Case = "C2026-0002"; h.Dossier = "x" }, []string{"offline_other_case"}},
		{"another reviewer", func(h *Head) { h.Reviewer = "m-00000000" }, []string{"offline_other_reviewer"}},
		{"another edition", func(h *Head) { h.Edition = "t-2" }, []string{"offline_other_edition"}},
		{"another state of the edition", func(h *Head) { h.EditionDigest = "x" }, []string{"offline_other_edition"}},
		{"another round", func(h *Head) { h.Round = 2; h.Dossier = "x" }, []string{"offline_other_round"}},
		{"another dossier of the round", func(h *Head) { h.Dossier = "x" }, []string{"offline_other_dossier"}},
		{"all of it", func(h *Head) { *h = Head{Case: "C2026-0002"} }, []string{"offline_other_case", "offline_other_edition", "offline_other_reviewer"}},
		{"who wrote it", func(h *Head) { h.Scribe = "佐藤"; h.Name = "山田 太郎" }, nil},
	} {
		h := want
		c.change(&h)
		err := Guard(&Form{Head: h}, want)
		if got := findings(err).Codes(); !slices.Equal(got, c.codes) {
			t.Errorf("%s: %v, want %v", c.name, got, c.codes)
		}
	}
}

// edition has two items, neither with a level.
func edition(t *testing.T) *criteria.Edition {
	t.Helper()
	e, err := criteria.Parse([]byte(`
format: shinsa-criteria
version: 1
edition: {id: t-1, title: {ja: 試験用}, status: draft}
groups: [{id: G1, title: {ja: 一}}]
items:
  - {id: '1', group: G1, category: {ja: 甲}, title: {ja: 題}, ask: {ja: 問}, duty: mandatory, answer: {type: text}}
  - {id: '2', group: G1, category: {ja: 甲}, title: {ja: 別の題}, ask: {ja: 問}, duty: optional, answer: {type: text}}
`))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestCheckAgainstTheEdition(t *testing.T) {
	e := edition(t)
	level := filled("1", 0, ok, "")
	level.Level = checklist.LevelMet
	level.At = "L9"
	long := filled("1", 0, ok, string(make([]rune, checklist.MaxRemark+1)))
	for _, c := range []struct {
		entry Entry
		code  string
	}{
		{filled("9", 0, ok, ""), "offline_item_unknown"}, {level, "offline_level_not_asked"}, {long, "mark_remark_too_long"}, {filled("1", 0, ok, ""), ""},
	} {
		l := Check(&Form{Entries: []Entry{c.entry}}, e)
		if c.code == "" && len(l) > 0 || c.code != "" && (len(l) != 1 || l[0].Code != c.code || l[0].At != c.entry.At && c.code != "mark_remark_too_long") {
			t.Errorf("want %q: %+v", c.code, l)
		}
	}
}

func TestBothTextsAreKept(t *testing.T) {
	d := desk{"1": {saved("1", 1, ok, ""), saved("1", 2, bad, "デスクの所見")}}
	p := Compare(&Form{Kind: Sheet, Entries: []Entry{filled("1", 1, ask, "様式の所見")}}, d)
	marks, err := p.Merge(d, Choices{Each: map[Place]Side{{"1", Verdict}: FromDesk, {"1", Remark}: FromBoth}})
	if err != nil || len(marks) != 1 || marks[0].Verdict != bad || marks[0].Remark != "デスクの所見\n様式の所見" {
		t.Errorf("%+v, %v", marks, err)
	}
	var refused *fault.Error
	if _, err := p.Merge(d, Choices{All: FromBoth}); !errors.As(err, &refused) || len(refused.Findings) != 1 || refused.Findings[0].Args["part"] != Label(Verdict) {
		t.Errorf("a verdict that is both: %v", err)
	}
	for _, c := range [][3]string{{"甲", "甲\n乙", "甲\n乙"}, {"甲\n乙", "乙", "甲\n乙"}, {"", "乙", "乙"}, {"甲", "乙", "甲\n乙"}} {
		if got := both(c[0], c[1]); got != c[2] {
			t.Errorf("%q and %q are %q", c[0], c[1], got)
		}
	}
}
