package criteria

import (
	"fmt"
	"slices"

	"shinsa/review/canon"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Status is the stage of an edition between its first draft and its end (Art. 22).
type Status string

// The stages, in order.
const (
	Draft       Status = "draft"       // 案
	Deliberated Status = "deliberated" // 審議済
	Announced   Status = "announced"   // 周知中
	InForce     Status = "in_force"    // 施行中
	Superseded  Status = "superseded"  // 旧版
)

// Edition is one dated state of the criteria (審査基準). It cannot be changed: an amendment is another edition. Its slices are
// shared with the caller and must be left as they are.
type Edition struct {
	head   Head
	groups []Group
	items  []Item
	index  map[ident.ItemID]int
	group  map[string]int
	bytes  []byte
	digest ident.Digest
}

// Head is what an edition says of itself.
type Head struct {
	ID          ident.EditionID `json:"id" yaml:"id"`
	Title       Text            `json:"title" yaml:"title"`
	InForceFrom civil.Date      `json:"in_force_from,omitzero" yaml:"in_force_from,omitempty"`
	Status      Status          `json:"status" yaml:"status"`
	Sample      bool            `json:"sample,omitempty" yaml:"sample,omitempty"`
	Note        Text            `json:"note,omitzero" yaml:"note,omitempty"`
	Sources     map[string]Text `json:"sources,omitempty" yaml:"sources,omitempty"`
}

// Head returns what the edition says of itself.
func (e *Edition) Head() Head { return e.head }

// ID returns the edition's identifier, unique within a scheme.
func (e *Edition) ID() ident.EditionID { return e.head.ID }

// Title returns the edition's name.
func (e *Edition) Title() Text { return e.head.Title }

// InForceFrom returns the day the edition is in force from; no date while that is not fixed.
func (e *Edition) InForceFrom() civil.Date { return e.head.InForceFrom }

// Status returns the stage the edition was in when it was written.
func (e *Edition) Status() Status { return e.head.Status }

// Sample reports whether the edition is a sample (見本). Every screen and paper that uses a sample has to say so.
func (e *Edition) Sample() bool { return e.head.Sample }

// Note returns what a reader has to know about the edition as a whole.
func (e *Edition) Note() Text { return e.head.Note }

// Source explains a source word of an item or level; false where the edition does not explain it.
func (e *Edition) Source(word string) (Text, bool) {
	t, ok := e.head.Sources[word]
	return t, ok
}

// Groups returns the headings in order.
func (e *Edition) Groups() []Group { return e.groups }

// Group returns the heading with this id.
func (e *Edition) Group(id string) (Group, bool) {
	i, ok := e.group[id]
	if !ok {
		return Group{}, false
	}
	return e.groups[i], true
}

// Items returns the items in the order of the criteria.
func (e *Edition) Items() []Item { return e.items }

// Item returns the item with this id.
func (e *Edition) Item(id ident.ItemID) (Item, bool) {
	i, ok := e.index[id]
	if !ok {
		return Item{}, false
	}
	return e.items[i], true
}

// Position returns the place of the item in Items, or -1.
func (e *Edition) Position(id ident.ItemID) int {
	if i, ok := e.index[id]; ok {
		return i
	}
	return -1
}

// In returns the items under one heading, in order.
func (e *Edition) In(group string) []Item {
	var out []Item
	for _, it := range e.items {
		if it.Group == group {
			out = append(out, it)
		}
	}
	return out
}

// Bytes returns the canonical form of the edition, which Parse reads back to an equal edition. It is what travels in a dossier.
func (e *Edition) Bytes() []byte { return e.bytes }

// Content is the digest of the items and headings alone: two editions with the same content differ in nothing but their heads.
func (e *Edition) Content() (ident.Digest, error) {
	b, err := canon.Marshal(document{Format: Format, Version: Version, Groups: e.groups, Items: e.items})
	if err != nil {
		return "", fmt.Errorf("encode edition: %w", err)
	}
	return ident.Sum(b), nil
}

// Digest names the edition's content: the SHA-256 of Bytes.
func (e *Edition) Digest() ident.Digest { return e.digest }

// order is the way of an edition through Art. 22: none may be left out, because the rules ask for deliberation and for notice.
var order = []Status{Draft, Deliberated, Announced, InForce, Superseded}

// NextStatus returns the stage after one; false after the last.
func NextStatus(s Status) (Status, bool) {
	i := slices.Index(order, s)
	if i < 0 || i+1 >= len(order) {
		return "", false
	}
	return order[i+1], true
}

// Advance returns the edition at its next stage. To be announced it needs its date in force, which stays from then on; any other stage
// than the next is refused with a *fault.Error of kind Forbidden under Art. 22.
func (e *Edition) Advance(to Status, inForceFrom civil.Date) (*Edition, error) {
	if next, ok := NextStatus(e.head.Status); !ok || next != to {
		return nil, fault.By("22", "criteria_stage_skipped")
	}
	h := e.head
	h.Status = to
	if to == Announced {
		h.InForceFrom = inForceFrom
	}
	return Compose(h, e.groups, e.items)
}
