package catalog

import (
	"maps"
	"slices"

	"shinsa/review/criteria"
	"shinsa/review/ident"
)

// Amending returns the draft with what its source could not say taken from the edition it amends: an item with the number and title of one
// there, or with a title and wording that only one there has, keeps its answer, level, guidance and English; a heading keeps its number.
// What the source says prevails.
func (d Draft) Amending(e *criteria.Edition) (Draft, error) {
	if e == nil {
		return d, nil
	}
	a := amending{of: e, groups: map[string]string{}, open: map[ident.ItemID]bool{}}
	for _, id := range d.Assumed {
		a.open[id] = true
	}
	groups := a.headings(d.Groups())
	items := make([]criteria.Item, len(d.Items()))
	for i, it := range d.Items() {
		items[i] = a.item(it)
	}
	a.refer(items)
	next, err := criteria.Compose(d.Head(), groups, items)
	if err != nil {
		return Draft{}, err
	}
	return Draft{next, slices.Sorted(maps.Keys(a.open))}, nil
}

type amending struct {
	of     *criteria.Edition
	groups map[string]string     // new numbers of headings
	open   map[ident.ItemID]bool // items without a definition
}

// headings gives those the number that the heading with the same title has.
func (a *amending) headings(groups []criteria.Group) []criteria.Group {
	taken := map[string]bool{}
	for _, g := range groups {
		taken[g.ID] = true
	}
	out := slices.Clone(groups)
	for i, g := range out {
		for _, was := range a.of.Groups() {
			if clean(was.Title.JA) != clean(g.Title.JA) || taken[was.ID] && was.ID != g.ID {
				continue
			}
			taken[was.ID] = true
			a.groups[g.ID] = was.ID
			out[i].ID, out[i].Title.EN = was.ID, was.Title.EN
			break
		}
	}
	for i := range out {
		if to := a.groups[out[i].Parent]; to != "" {
			out[i].Parent = to
		}
	}
	return out
}

func (a *amending) item(it criteria.Item) criteria.Item {
	if to := a.groups[it.Group]; to != "" {
		it.Group = to
	}
	if !a.open[it.ID] {
		return it
	}
	was, ok := a.match(it)
	if !ok {
		return it
	}
	delete(a.open, it.ID)
	now := was
	now.ID, now.Group, now.Duty = it.ID, it.Group, it.Duty
	now.Category, now.Title = kept(was.Category, it.Category), kept(was.Title, it.Title)
	if now.Ask = kept(was.Ask, it.Ask); it.Ask.JA == "" {
		now.Ask = it.Ask
	}
	return now
}

// kept is a wording as it was, with its English, unless another one is said.
func kept(was, now criteria.Text) criteria.Text {
	if now.JA == "" || clean(was.JA) == clean(now.JA) {
		return was
	}
	return now
}

func (a *amending) match(it criteria.Item) (criteria.Item, bool) {
	if was, ok := a.of.Item(it.ID); ok && clean(was.Title.JA) == clean(it.Title.JA) {
		return was, true
	}
	var found []criteria.Item
	for _, was := range a.of.Items() {
		if clean(was.Title.JA) == clean(it.Title.JA) && clean(was.Ask.JA) == clean(it.Ask.JA) {
			found = append(found, was)
		}
	}
	if len(found) != 1 {
		return criteria.Item{}, false
	}
	return found[0], true
}

// refer drops what leans on an item that is not there any more: the item then waits for a person.
func (a *amending) refer(items []criteria.Item) {
	there := map[ident.ItemID]bool{}
	for _, it := range items {
		there[it.ID] = true
	}
	for i := range items {
		it := &items[i]
		if it.DependsOn != nil && !there[it.DependsOn.Item] {
			it.DependsOn = nil
			a.open[it.ID] = true
		}
		if it.Level != nil && it.Level.Check.Item != "" && !there[it.Level.Check.Item] {
			it.Level = nil
			a.open[it.ID] = true
		}
	}
}
