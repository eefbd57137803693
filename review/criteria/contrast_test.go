package criteria_test

import (
	"strings"
	"testing"

	"shinsa/review/criteria"
	"shinsa/review/wording"
)

func TestArt22_ContrastsNameEveryItemAndUnderlineWhatChanged(t *testing.T) {
	old, next := oldAndNew(t)
	lines := criteria.Contrasts(old, next)
	seen := map[string]int{}
	for _, l := range lines {
		for _, id := range l.From {
			seen["old "+string(id)]++
		}
		for _, id := range l.To {
			seen["new "+string(id)]++
		}
		was, now := l.Sides()
		if l.Kind == criteria.Modified {
			if joined(was, false) != l.Old || joined(now, false) != l.New {
				t.Errorf("the sides of %v lose words", l.From)
			}
			if got := joined(now, true); got != "（10分以内）" {
				t.Errorf("underlined %q", got)
			}
			if got := joined(was, true); got != "" {
				t.Errorf("underlined in the old wording %q", got)
			}
		}
		if l.Kind == criteria.New && joined(was, false) != "（新設）" || l.Kind == criteria.Withdrawn && joined(now, false) != "（削る）" {
			t.Errorf("%s is not in the customary words", l.Kind)
		}
	}
	if len(seen) != len(old.Items())+len(next.Items()) {
		t.Errorf("%d items stand in the table, want all %d", len(seen), len(old.Items())+len(next.Items()))
	}
	for id, n := range seen {
		if n != 1 {
			t.Errorf("%s stands in %d lines", id, n)
		}
	}
	if n := criteria.Tally(lines); n[criteria.Modified] != 1 || n[criteria.Merged] != 1 || n[criteria.Unchanged] != 1 {
		t.Errorf("counts %v", n)
	}
}

// joined puts a side together; only the changed stretches when asked.
func joined(side []wording.Stretch, changed bool) string {
	var b strings.Builder
	for _, s := range side {
		if !changed || s.Changed {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

func TestEdition_YAMLGoesAndComes(t *testing.T) {
	e, _ := oldAndNew(t)
	b, err := e.YAML()
	if err != nil {
		t.Fatal(err)
	}
	back, err := criteria.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	if back.Digest() != e.Digest() {
		t.Error("the edition written as YAML is another one")
	}
}

func TestArt22_MappingYAMLGoesAndComes(t *testing.T) {
	m := criteria.Propose(oldAndNew(t))
	b, err := m.YAML()
	if err != nil {
		t.Fatal(err)
	}
	back, err := criteria.ParseMapping(b)
	if err != nil {
		t.Fatal(err)
	}
	if back.From != m.From || len(back.Lines) != len(m.Lines) || back.Lines[1].Kind != m.Lines[1].Kind || back.Lines[1].Confirmed {
		t.Errorf("the mapping written as YAML is another one: %+v", back)
	}
}
