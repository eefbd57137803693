package criteria

import (
	"slices"

	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/wording"
)

// ContrastOf lays one change out for reading, as Contrasts does all of them.
func ContrastOf(old, next *Edition, c Change) Contrast {
	x := Contrast{Change: c, Old: old.words(c.From), New: next.words(c.To)}
	if c.Kind != Unchanged {
		x.Edits = wording.Edits(x.Old, x.New)
	}
	return x
}

// Clone returns a mapping that can be changed without changing this one.
func (m *Mapping) Clone() *Mapping {
	out := *m
	out.Lines = slices.Clone(m.Lines)
	return &out
}

// Confirm returns the mapping with a person's yes to one line, or with that yes taken back.
func (m *Mapping) Confirm(line int, yes bool) *Mapping {
	out := m.Clone()
	out.Lines[line].Confirmed = yes
	return out
}

// Noted returns the mapping with words beside one line.
func (m *Mapping) Noted(line int, note string) *Mapping {
	out := m.Clone()
	out.Lines[line].Note = note
	return out
}

// Match returns the mapping in which a person says that the items from became the items to, and confirms it. What stood with either of
// them in other lines is set free: an old item without a match is withdrawn, a new one is new, both waiting to be confirmed. An empty side
// takes a match apart. Several on both sides are no change that answers can be carried by: fault.Invalid mapping_line_shape.
func (m *Mapping) Match(old, next *Edition, from, to []ident.ItemID) (*Mapping, error) {
	if len(from) > 1 && len(to) > 1 {
		return nil, fault.New(fault.Invalid, "mapping_line_shape", "at", string(from[0]))
	}
	for side, ids := range [2][]ident.ItemID{from, to} {
		for _, id := range ids {
			if _, ok := [2]*Edition{old, next}[side].Item(id); !ok {
				return nil, fault.New(fault.Invalid, "mapping_item_unknown", "at", string(id))
			}
		}
	}
	out := *m
	out.Lines = nil
	placed := false
	for _, l := range m.Lines {
		keptFrom, keptTo := without(l.From, from), without(l.To, to)
		if len(keptFrom) == len(l.From) && len(keptTo) == len(l.To) {
			out.Lines = append(out.Lines, l)
			continue
		}
		if !placed {
			out.Lines = append(out.Lines, decided(old, next, from, to, true)...)
			placed = true
		}
		out.Lines = append(out.Lines, decided(old, next, keptFrom, keptTo, false)...)
	}
	return &out, nil
}

// decided are the lines for items that belong together; those that belong to nothing stand alone.
func decided(old, next *Edition, from, to []ident.ItemID, confirmed bool) []MappingLine {
	line := func(k ChangeKind, f, t []ident.ItemID, fields []string) MappingLine {
		return MappingLine{Change: Change{Kind: k, From: f, To: t, Fields: fields}, Confirmed: confirmed}
	}
	var out []MappingLine
	switch {
	case len(from) == 1 && len(to) == 1:
		a, _ := old.Item(from[0])
		b, _ := next.Item(to[0])
		fields := fieldsOf(a, b)
		kind := Moved
		if len(fields) > 0 {
			kind = Modified
		} else if a.ID == b.ID && a.Group == b.Group {
			kind = Unchanged
		}
		return append(out, line(kind, from, to, fields))
	case len(from) == 1 && len(to) > 1:
		return append(out, line(Split, from, to, nil))
	case len(from) > 1 && len(to) == 1:
		return append(out, line(Merged, from, to, nil))
	}
	for _, id := range from {
		out = append(out, line(Withdrawn, []ident.ItemID{id}, nil, nil))
	}
	for _, id := range to {
		out = append(out, line(New, nil, []ident.ItemID{id}, nil))
	}
	return out
}

func without(ids, gone []ident.ItemID) []ident.ItemID {
	var out []ident.ItemID
	for _, id := range ids {
		if !slices.Contains(gone, id) {
			out = append(out, id)
		}
	}
	return out
}

// Open counts the lines that wait to be confirmed.
func (m *Mapping) Open() int {
	n := 0
	for _, l := range m.Lines {
		if !l.Confirmed {
			n++
		}
	}
	return n
}
