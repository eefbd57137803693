package journal

import (
	"testing"
	"time"

	"shinsa/review/ident"
)

func chain(t testing.TB, n int) []Entry {
	t.Helper()
	var head Head
	var out []Entry
	at := time.Date(2026, 4, 1, 9, 0, 0, 123456789, time.UTC)
	for i := range n {
		e, err := Chain(head, Entry{At: at.Add(time.Duration(i) * time.Second), Actor: "m-01234567", Act: "mark", Case: "C2026-0001", Subject: "31.2"})
		if err != nil {
			t.Fatal(err)
		}
		out, head = append(out, e), e.Head()
	}
	return out
}

func TestChainOfUntouchedEntriesHasNoFindings(t *testing.T) {
	es := chain(t, 5)
	if l := Check(Head{}, es); len(l) != 0 {
		t.Errorf("findings: %v", l)
	}
	if l := Check(es[1].Head(), es[2:]); len(l) != 0 {
		t.Errorf("findings from the middle: %v", l)
	}
	if es[0].Prev != Genesis || es[4].Seq != 5 {
		t.Errorf("first %+v, last %+v", es[0], es[4])
	}
}

func TestEditedRemovedAndMovedEntriesAreNamed(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func([]Entry) []Entry
		code   string
		at     string
	}{
		{"edited", func(es []Entry) []Entry { es[2].Subject = "31.3"; return es }, "journal_entry_altered", "3"},
		{"time moved", func(es []Entry) []Entry { es[2].At = es[2].At.Add(-time.Hour); return es }, "journal_entry_altered", "3"},
		{"removed", func(es []Entry) []Entry { return append(es[:2:2], es[3:]...) }, "journal_entry_missing", "4"},
		{"swapped", func(es []Entry) []Entry { es[1], es[2] = es[2], es[1]; return es }, "journal_entry_missing", "3"},
		{"rehashed", func(es []Entry) []Entry {
			e, _ := Chain(Head{2, ident.Sum([]byte("another history"))}, Entry{At: es[2].At, Actor: "x"})
			es[2] = e
			return es
		}, "journal_chain_broken", "3"},
	} {
		l := Check(Head{}, c.change(chain(t, 5)))
		if len(l) == 0 || l[0].Code != c.code || l[0].At != c.at {
			t.Errorf("%s: %v, want %s at %s first", c.name, l, c.code, c.at)
		}
	}
}

func TestContainsFindsAHeadThatLeftTheDesk(t *testing.T) {
	es := chain(t, 4)
	if !Contains(es, es[1].Head()) || !Contains(es, Head{}) {
		t.Error("an old head is not found")
	}
	if Contains(es, Head{2, es[0].Hash}) || Contains(es[:2], es[3].Head()) {
		t.Error("a head of another history is found")
	}
}
