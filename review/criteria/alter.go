package criteria

import (
	"slices"

	"shinsa/review/fault"
	"shinsa/review/ident"
)

// AlterKind says what an Alteration does to a draft.
type AlterKind string

// The kinds of alteration.
const (
	AlterHead     AlterKind = "head"       // Title and Note of the edition
	AddItem       AlterKind = "add"        // Item stands at Place
	PutItem       AlterKind = "put"        // Item takes the place of Was; a new number is carried to what refers to it
	MoveItem      AlterKind = "move"       // Was stands at Place, under Group
	WithdrawItem  AlterKind = "withdraw"   // Was is no longer asked
	AddGroup      AlterKind = "add-group"  // Heading stands at Place
	PutGroup      AlterKind = "put-group"  // Heading takes the place of the heading named Group
	WithdrawGroup AlterKind = "drop-group" // the heading named Group, under which nothing may stand
)

// Alteration is one change of a draft as a value, so that it can be kept, repeated and taken back.
type Alteration struct {
	Kind    AlterKind    `json:"kind" yaml:"kind"`
	Was     ident.ItemID `json:"was,omitempty" yaml:"was,omitempty"`        // the item it is about
	Item    Item         `json:"item,omitzero" yaml:"item,omitempty"`       // what is put or added
	Place   int          `json:"place" yaml:"place"`                        // in Items or Groups, from 0; anything else is the end
	Group   string       `json:"group,omitempty" yaml:"group,omitempty"`    // the heading it is about, or under which an item is moved
	Heading Group        `json:"heading,omitzero" yaml:"heading,omitempty"` // what is put or added
	Title   Text         `json:"title,omitzero" yaml:"title,omitempty"`     // of the edition
	Note    Text         `json:"note,omitzero" yaml:"note,omitempty"`
}

// Alter returns the draft after one change, and the change that takes it back. What has left the stage of a draft cannot be changed any
// more: fault.By 22 edition_frozen. A change after which the draft would have a fault is refused whole with every finding, as Compose does.
func (e *Edition) Alter(a Alteration) (next *Edition, back Alteration, err error) {
	if e.head.Status != Draft {
		return nil, back, fault.By("22", "edition_frozen", "edition", string(e.ID()))
	}
	d := &altering{head: e.head, groups: slices.Clone(e.groups), items: slices.Clone(e.items)}
	if back, err = d.do(a); err != nil {
		return nil, back, err
	}
	next, err = Compose(d.head, d.groups, d.items)
	return next, back, err
}

// altering is a draft taken apart.
type altering struct {
	head   Head
	groups []Group
	items  []Item
}

func (d *altering) do(a Alteration) (Alteration, error) {
	switch a.Kind {
	case AlterHead:
		back := Alteration{Kind: AlterHead, Title: d.head.Title, Note: d.head.Note}
		d.head.Title, d.head.Note = a.Title, a.Note
		return back, nil
	case AddItem:
		d.items = slices.Insert(d.items, placed(a.Place, len(d.items)), a.Item)
		return Alteration{Kind: WithdrawItem, Was: a.Item.ID}, nil
	case AddGroup:
		d.groups = slices.Insert(d.groups, placed(a.Place, len(d.groups)), a.Heading)
		return Alteration{Kind: WithdrawGroup, Group: a.Heading.ID}, nil
	case PutGroup, WithdrawGroup:
		return d.group(a)
	}
	return d.item(a)
}

// item does what concerns an item that is there.
func (d *altering) item(a Alteration) (Alteration, error) {
	i := slices.IndexFunc(d.items, func(it Item) bool { return it.ID == a.Was })
	if i < 0 {
		return Alteration{}, fault.New(fault.Missing, "edition_item_gone", "item", string(a.Was))
	}
	was := d.items[i]
	switch a.Kind {
	case PutItem:
		d.items[i] = a.Item
		d.renumber(was.ID, a.Item.ID)
		return Alteration{Kind: PutItem, Was: a.Item.ID, Item: was}, nil
	case MoveItem:
		d.items = slices.Delete(d.items, i, i+1)
		back := Alteration{Kind: MoveItem, Was: was.ID, Place: i, Group: was.Group}
		was.Group = a.Group
		d.items = slices.Insert(d.items, placed(a.Place, len(d.items)), was)
		return back, nil
	case WithdrawItem:
		d.items = slices.Delete(d.items, i, i+1)
		return Alteration{Kind: AddItem, Item: was, Place: i}, nil
	}
	return Alteration{}, fault.New(fault.Invalid, "edition_item_gone", "item", string(a.Was))
}

// group does what concerns a heading that is there. A heading that moves to another number takes its items and headings along.
func (d *altering) group(a Alteration) (Alteration, error) {
	i := slices.IndexFunc(d.groups, func(g Group) bool { return g.ID == a.Group })
	if i < 0 {
		return Alteration{}, fault.New(fault.Missing, "edition_item_gone", "item", a.Group)
	}
	was := d.groups[i]
	if a.Kind == PutGroup {
		d.groups[i] = a.Heading
		for k := range d.items {
			if d.items[k].Group == was.ID {
				d.items[k].Group = a.Heading.ID
			}
		}
		for k := range d.groups {
			if d.groups[k].Parent == was.ID {
				d.groups[k].Parent = a.Heading.ID
			}
		}
		return Alteration{Kind: PutGroup, Group: a.Heading.ID, Heading: was}, nil
	}
	full := slices.ContainsFunc(d.items, func(it Item) bool { return it.Group == was.ID }) ||
		slices.ContainsFunc(d.groups, func(g Group) bool { return g.Parent == was.ID })
	if full {
		return Alteration{}, fault.New(fault.Conflict, "edition_group_full", "group", was.Title.JA)
	}
	d.groups = slices.Delete(d.groups, i, i+1)
	return Alteration{Kind: AddGroup, Heading: was, Place: i}, nil
}

// renumber carries a new number to the items that refer to the old one.
func (d *altering) renumber(was, now ident.ItemID) {
	if was == now {
		return
	}
	for i := range d.items {
		it := &d.items[i]
		if it.DependsOn != nil && it.DependsOn.Item == was {
			to := *it.DependsOn
			to.Item = now
			it.DependsOn = &to
		}
		if it.Level != nil && it.Level.Check.Item == was {
			to := *it.Level
			to.Check.Item = now
			it.Level = &to
		}
	}
}

// placed is a place in a list of n; the end where it is none.
func placed(place, n int) int {
	if place < 0 || place > n {
		return n
	}
	return place
}
