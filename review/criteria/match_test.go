package criteria_test

import (
	"testing"

	"shinsa/review/criteria"
	"shinsa/review/ident"
)

func ids(list ...ident.ItemID) []ident.ItemID { return list }

func TestMatch_EveryItemStaysInOneLine(t *testing.T) {
	old := madeDraft(t)
	all := old.Items()
	next, _, err := old.Alter(criteria.Alteration{Kind: criteria.WithdrawItem, Was: all[3].ID})
	if err != nil {
		t.Fatal(err)
	}
	m := criteria.Propose(old, next)
	for _, c := range []struct {
		name     string
		from, to []ident.ItemID
		kind     criteria.ChangeKind
	}{
		{"another match", ids(all[0].ID), ids(all[1].ID), criteria.Modified},
		{"one became two", ids(all[0].ID), ids(all[0].ID, all[1].ID), criteria.Split},
		{"two became one", ids(all[0].ID, all[3].ID), ids(all[0].ID), criteria.Merged},
		{"taken apart", ids(all[0].ID), nil, criteria.Withdrawn},
		{"back again", ids(all[0].ID), ids(all[0].ID), criteria.Unchanged},
		{"new after all", nil, ids(all[2].ID), criteria.New},
	} {
		if m, err = m.Match(old, next, c.from, c.to); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		found := false
		for _, l := range m.Lines {
			if len(l.From) == len(c.from) && len(l.To) == len(c.to) && l.Kind == c.kind && l.Confirmed {
				found = true
			}
		}
		if !found {
			t.Errorf("%s: no confirmed line %s in %+v", c.name, c.kind, m.Lines)
		}
		for i := range m.Lines {
			m = m.Confirm(i, true)
		}
		if l := m.Check(old, next); len(l) > 0 {
			t.Errorf("%s: %v", c.name, l.Codes())
		}
	}
	if _, err := m.Match(old, next, ids(all[0].ID, all[1].ID), ids(all[0].ID, all[1].ID)); err == nil {
		t.Error("several on both sides were matched")
	}
	if _, err := m.Match(old, next, ids("none"), nil); err == nil {
		t.Error("an item that is not there was matched")
	}
	if m.Confirm(0, false).Open() != m.Open()+1 || m.Noted(0, "確認した").Lines[0].Note == "" || m.Lines[0].Note != "" {
		t.Error("confirming or noting changes the mapping itself")
	}
}
