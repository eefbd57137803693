package criteriatest

import (
	"errors"
	"testing"

	"shinsa/review/criteria"
	"shinsa/review/fault"
)

func TestEdition(t *testing.T) {
	for _, c := range []struct{ items, levels int }{{1, 1}, {136, 2}, {LargeItems, LargeLevels}} {
		e, err := Edition(c.items, c.levels)
		if err != nil {
			var f *fault.Error
			if errors.As(err, &f) && len(f.Findings) > 0 {
				t.Fatalf("%d items: %v, such as %+v", c.items, err, f.Findings[0])
			}
			t.Fatal(err)
		}
		if len(e.Items()) != c.items {
			t.Errorf("%d items, want %d", len(e.Items()), c.items)
		}
		under := map[string]int{}
		for _, it := range e.Items() {
			under[it.Group]++
			if d := depth(t, e, it.Group); d != c.levels {
				t.Fatalf("item %s is %d levels deep, want %d", it.ID, d, c.levels)
			}
		}
		for _, g := range e.Groups() {
			if n := under[g.ID]; n > 2*perLeaf {
				t.Errorf("%d items under %s", n, g.ID)
			}
		}
		again, err := Edition(c.items, c.levels)
		if err != nil || again.Digest() != e.Digest() {
			t.Errorf("made twice, %d items are two editions (%v)", c.items, err)
		}
	}
}

func depth(t *testing.T, e *criteria.Edition, group string) int {
	t.Helper()
	n := 0
	for group != "" {
		g, ok := e.Group(group)
		if !ok {
			t.Fatalf("no heading %s", group)
		}
		group = g.Parent
		n++
	}
	return n
}

func BenchmarkParseLarge(b *testing.B) {
	e, err := Edition(LargeItems, LargeLevels)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(e.Bytes())))
	for b.Loop() {
		if _, err := criteria.Parse(e.Bytes()); err != nil {
			b.Fatal(err)
		}
	}
}
