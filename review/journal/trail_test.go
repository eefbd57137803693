package journal_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shinsa/review/journal"
)

// written is a journal of n entries.
func written(t *testing.T, n int) []journal.Entry {
	t.Helper()
	var out []journal.Entry
	for i := range n {
		out = append(out, journal.Entry{At: time.Date(2026, 5, 1, 9, i, 0, 0, time.UTC), Actor: "m-1", Act: "mark", Subject: fmt.Sprint(i)})
	}
	return chained(t, out)
}

// chained makes the chain anew, as who holds the desk's key could.
func chained(t *testing.T, entries []journal.Entry) []journal.Entry {
	t.Helper()
	var head journal.Head
	out := slices.Clone(entries)
	for i := range out {
		e, err := journal.Chain(head, out[i])
		if err != nil {
			t.Fatal(err)
		}
		out[i], head = e, e.Head()
	}
	return out
}

func trail(t *testing.T, entries []journal.Entry) journal.Trail {
	t.Helper()
	tr, err := journal.TrailOf(entries)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

// A journal that was written anew, however well it is chained, is told line by line by who saw an earlier one.
func TestTrail_NamesTheLines(t *testing.T) {
	whole := written(t, 20)
	seen := trail(t, whole[:15])
	edit := func(i int) []journal.Entry {
		out := slices.Clone(whole)
		out[i].Subject = "other"
		return out
	}
	move := func(from, to int) []journal.Entry {
		e := whole[from]
		return slices.Insert(slices.Delete(slices.Clone(whole), from, from+1), to, e)
	}
	fresh := slices.Clone(whole[:12])
	for i := range 6 {
		fresh = append(fresh, journal.Entry{Actor: "m-1", Act: "opine", Subject: fmt.Sprint("later", i)})
	}
	for _, c := range []struct {
		name string
		now  []journal.Entry
		want []journal.Change
	}{
		{"it grew", whole, nil},
		{"nothing was done since", whole[:15], nil},
		{"edited", edit(4), []journal.Change{{What: journal.Edited, From: 5, Last: 5}}},
		{"two lines edited", func() []journal.Entry { e := edit(4); e[5].Act = "other"; return e }(), []journal.Change{{What: journal.Edited, From: 5, Last: 6}}},
		{"removed", slices.Delete(slices.Clone(whole), 6, 7), []journal.Change{{What: journal.Removed, From: 7, Last: 7}}},
		{"several removed", slices.Delete(slices.Clone(whole), 2, 5), []journal.Change{{What: journal.Removed, From: 3, Last: 5}}},
		{"the first removed", whole[1:], []journal.Change{{What: journal.Removed, From: 1, Last: 1}}},
		{"moved back", move(3, 9), []journal.Change{{What: journal.Moved, From: 4, Last: 4, To: 10}}},
		{"moved forward", move(9, 3), []journal.Change{{What: journal.Moved, From: 10, Last: 10, To: 4}}},
		{"inserted", slices.Insert(slices.Clone(whole), 8, journal.Entry{Act: "other"}), []journal.Change{{What: journal.Inserted, From: 9, Last: 9}}},
		{"shorter", whole[:12], []journal.Change{{What: journal.Removed, From: 13, Last: 15}}},
		{"shorter, and others since", fresh, []journal.Change{{What: journal.Removed, From: 13, Last: 15}}},
		{"another journal", written(t, 3)[:0], nil},
		{
			"edited and removed", slices.Delete(edit(2), 10, 11),
			[]journal.Change{{What: journal.Edited, From: 3, Last: 3}, {What: journal.Removed, From: 11, Last: 11}},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(c.want, seen.Changes(trail(t, chained(t, c.now)))); d != "" {
				t.Error(d)
			}
		})
	}
}

// Long journals are compared as far back as both trails go.
func TestTrail_OfALongJournal(t *testing.T) {
	whole := written(t, journal.TrailLines+300)
	early, late := trail(t, whole[:journal.TrailLines+100]), trail(t, whole)
	if len(late.Lines) != journal.TrailLines || late.From != 301 || late.Last() != journal.TrailLines+300 {
		t.Fatalf("%d lines from %d to %d", len(late.Lines), late.From, late.Last())
	}
	if got := early.Changes(late); got != nil {
		t.Errorf("it grew, and %v is told", got)
	}
	whole[500].Subject = "other"
	if got := early.Changes(trail(t, chained(t, whole))); !cmp.Equal(got, []journal.Change{{What: journal.Edited, From: 501, Last: 501}}) {
		t.Errorf("%v", got)
	}
	if got := late.Changes(early); len(got) != 1 || got[0] != (journal.Change{What: journal.Removed, From: journal.TrailLines + 101, Last: journal.TrailLines + 300}) {
		t.Errorf("an earlier copy: %v", got)
	}
	if got := early.Changes(trail(t, written(t, 3))); len(got) != 1 || got[0].What != journal.Removed {
		t.Errorf("a new journal: %v", got)
	}
}

// A line says nothing of its place: it is the same wherever the entry stands, and another for any other content.
func TestTrail_LineIsOfTheContent(t *testing.T) {
	a := written(t, 3)
	b := chained(t, []journal.Entry{a[2], a[0], a[1]})
	x, y := trail(t, a), trail(t, b)
	if x.Lines[0] != y.Lines[1] || x.Lines[2] != y.Lines[0] || x.Lines[0] == x.Lines[1] || len(x.Lines[0]) != 16 || strings.ToLower(x.Lines[0]) != x.Lines[0] {
		t.Errorf("%v, %v", x, y)
	}
}
