package criteria_test

import (
	"errors"
	"testing"

	"shinsa/review/criteria"
	"shinsa/review/criteria/criteriatest"
	"shinsa/review/fault"
)

// madeDraft is an edition of a few items that can be changed.
func madeDraft(t *testing.T) *criteria.Edition {
	t.Helper()
	e, err := criteriatest.Edition(12, 3)
	if err != nil {
		t.Fatal(err)
	}
	h := e.Head()
	h.Status = criteria.Draft
	d, err := criteria.Compose(h, e.Groups(), e.Items())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAlter_EveryChangeIsTakenBack(t *testing.T) {
	e := madeDraft(t)
	first, last := e.Items()[0], e.Items()[len(e.Items())-1]
	renamed := first
	renamed.ID, renamed.Title.JA = "X-1", "改めた項目"
	added := last
	added.ID = "X-2"
	heading := e.Groups()[0]
	heading.ID, heading.Title.JA = "GX", "改めた見出し"
	for _, a := range []criteria.Alteration{
		{Kind: criteria.AlterHead, Title: criteria.Text{JA: "別の名"}},
		{Kind: criteria.AddItem, Item: added, Place: 3},
		{Kind: criteria.AddItem, Item: added, Place: -1},
		{Kind: criteria.PutItem, Was: first.ID, Item: renamed},
		{Kind: criteria.MoveItem, Was: first.ID, Place: 5, Group: last.Group},
		{Kind: criteria.WithdrawItem, Was: last.ID},
		{Kind: criteria.AddGroup, Heading: criteria.Group{ID: "GY", Title: criteria.Text{JA: "新しい見出し"}}, Place: -1},
		{Kind: criteria.PutGroup, Group: e.Groups()[0].ID, Heading: heading},
	} {
		next, back, err := e.Alter(a)
		if err != nil {
			t.Fatalf("%s: %v", a.Kind, err)
		}
		if next.Digest() == e.Digest() {
			t.Errorf("%s changes nothing", a.Kind)
		}
		again, forth, err := next.Alter(back)
		if err != nil {
			t.Fatalf("%s taken back: %v", a.Kind, err)
		}
		if again.Digest() != e.Digest() {
			t.Errorf("%s is not taken back", a.Kind)
		}
		if redone, _, err := again.Alter(forth); err != nil || redone.Digest() != next.Digest() {
			t.Errorf("%s is not repeated: %v", a.Kind, err)
		}
	}
}

func TestAlter_ANewNumberReachesWhatRefersToIt(t *testing.T) {
	e, err := criteria.Parse([]byte(`format: shinsa-criteria
version: 1
edition: {id: d-1, title: {ja: 案}, status: draft}
groups: [{id: G1, title: {ja: 見出し}}]
items:
- {id: '1', group: G1, category: {ja: 区分}, title: {ja: 委託の有無}, ask: {ja: 有無}, duty: mandatory, answer: {type: yesno}}
- {id: '2', group: G1, category: {ja: 区分}, title: {ja: 委託先}, ask: {ja: 名称}, duty: mandatory, answer: {type: text}, depends_on: {item: '1', word: 'yes'}}
`))
	if err != nil {
		t.Fatal(err)
	}
	it := e.Items()[0]
	it.ID = "9"
	next, _, err := e.Alter(criteria.Alteration{Kind: criteria.PutItem, Was: "1", Item: it})
	if err != nil || next.Items()[1].DependsOn.Item != "9" || e.Items()[1].DependsOn.Item != "1" {
		t.Errorf("depends on %v, %v", next.Items()[1].DependsOn, err)
	}
	if _, _, err := e.Alter(criteria.Alteration{Kind: criteria.WithdrawItem, Was: "1"}); fault.KindOf(err) != fault.Invalid {
		t.Errorf("an item that another depends on was withdrawn: %v", err)
	}
}

func TestArt22_OnlyADraftIsAltered(t *testing.T) {
	e := madeDraft(t)
	frozen, err := e.Advance(criteria.Deliberated, e.InForceFrom())
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := frozen.Alter(criteria.Alteration{Kind: criteria.WithdrawItem, Was: e.Items()[0].ID}); !errors.Is(err, &fault.Error{Kind: fault.Forbidden, Code: "edition_frozen"}) {
		t.Errorf("a deliberated edition was altered: %v", err)
	}
	twice := e.Items()[0]
	for _, c := range []struct {
		a    criteria.Alteration
		kind fault.Kind
	}{
		{criteria.Alteration{Kind: criteria.AddItem, Item: twice}, fault.Invalid},
		{criteria.Alteration{Kind: criteria.PutItem, Was: "none", Item: twice}, fault.Missing},
		{criteria.Alteration{Kind: "other", Was: twice.ID}, fault.Invalid},
		{criteria.Alteration{Kind: criteria.PutGroup, Group: "none"}, fault.Missing},
		{criteria.Alteration{Kind: criteria.WithdrawGroup, Group: twice.Group}, fault.Conflict},
	} {
		if _, _, err := e.Alter(c.a); fault.KindOf(err) != c.kind {
			t.Errorf("%+v: %v", c.a.Kind, err)
		}
	}
}
