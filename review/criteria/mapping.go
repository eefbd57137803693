package criteria

import (
	"bytes"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"shinsa/review/fault"
	"shinsa/review/ident"
)

// MappingFormat names the file format of a Mapping.
const MappingFormat = "shinsa-mapping"

// Mapping takes answers and open reviews from one edition to another (Art. 22). Each line but the equal ones is a decision: a person
// confirms it. A mapping is complete when every item of both editions stands in exactly one line and every line is confirmed.
type Mapping struct {
	Format  string        `json:"format" yaml:"format"`
	Version int           `json:"version" yaml:"version"`
	From    EditionName   `json:"from" yaml:"from"`
	To      EditionName   `json:"to" yaml:"to"`
	Lines   []MappingLine `json:"lines" yaml:"lines"`
}

// EditionName names an edition by id and digest.
type EditionName struct {
	ID     ident.EditionID `json:"id" yaml:"id"`
	Digest ident.Digest    `json:"digest" yaml:"digest"`
}

// MappingLine is a change with the decision on it.
type MappingLine struct {
	Change    `yaml:",inline"`
	Confirmed bool   `json:"confirmed,omitempty" yaml:"confirmed,omitempty"`
	Note      string `json:"note,omitempty" yaml:"note,omitempty"`
}

// Name returns the name of the edition.
func (e *Edition) Name() EditionName { return EditionName{e.ID(), e.Digest()} }

// Propose returns a mapping by Diff. Only what is equal in both editions, or asked for the first time, is confirmed.
func Propose(old, next *Edition) *Mapping {
	m := &Mapping{Format: MappingFormat, Version: 1, From: old.Name(), To: next.Name()}
	for _, c := range Diff(old, next) {
		m.Lines = append(m.Lines, MappingLine{Change: c, Confirmed: c.Kind == Unchanged || c.Kind == New})
	}
	return m
}

// ParseMapping reads a mapping from YAML or JSON. Whether it fits its editions is for Check to say.
func ParseMapping(src []byte) (*Mapping, error) {
	if len(src) > MaxBytes {
		return nil, fault.New(fault.Invalid, "criteria_too_large")
	}
	var m Mapping
	dec := yaml.NewDecoder(bytes.NewReader(src))
	dec.KnownFields(true)
	if err := dec.Decode(&m); err != nil {
		return nil, fault.Wrap(fault.Invalid, "mapping_not_readable", syntax(err))
	}
	if m.Format != MappingFormat || m.Version != 1 {
		return nil, fault.New(fault.Invalid, "mapping_not_readable")
	}
	return &m, nil
}

// Check returns everything that keeps the mapping from carrying answers between the two editions.
func (m *Mapping) Check(old, next *Edition) fault.List {
	var l fault.List
	add := func(code string, id ident.ItemID, line int) {
		f := fault.Finding{Code: code, Severity: fault.Must, Clause: "22", Criterion: string(id)}
		if line >= 0 {
			f.At = "lines[" + strconv.Itoa(line) + "]"
		}
		l = append(l, f)
	}
	if m.From != old.Name() || m.To != next.Name() {
		add("mapping_other_edition", "", -1)
	}
	seen := [2]map[ident.ItemID]bool{{}, {}}
	for i, line := range m.Lines {
		if !line.fits() {
			add("mapping_line_shape", "", i)
		}
		if !line.Confirmed {
			add("mapping_unconfirmed", first(line.From, line.To), i)
		}
		for side, ids := range [2][]ident.ItemID{line.From, line.To} {
			for _, id := range ids {
				if _, ok := [2]*Edition{old, next}[side].Item(id); !ok {
					add("mapping_item_unknown", id, i)
				}
				if seen[side][id] {
					add("mapping_item_twice", id, i)
				}
				seen[side][id] = true
			}
		}
	}
	for side, e := range [2]*Edition{old, next} {
		for _, it := range e.items {
			if !seen[side][it.ID] {
				add("mapping_item_missing", it.ID, -1)
			}
		}
	}
	return l
}

// Shape returns what makes a mapping unfit for its editions, whether or not persons have confirmed it: what a file can be wrong in.
func (m *Mapping) Shape(old, next *Edition) fault.List {
	return slices.DeleteFunc(m.Check(old, next), func(f fault.Finding) bool { return f.Code == "mapping_unconfirmed" })
}

// fits reports whether a line names as many items on each side as its kind says.
func (c Change) fits() bool {
	from, to := len(c.From), len(c.To)
	switch c.Kind {
	case Unchanged, Moved, Modified:
		return from == 1 && to == 1
	case Split:
		return from == 1 && to > 1
	case Merged:
		return from > 1 && to == 1
	case Withdrawn:
		return from == 1 && to == 0
	case New:
		return from == 0 && to == 1
	}
	return false
}

// Origin returns where the answer to an item of the new edition comes from: the kind of change and the old items, none for a new item.
func (m *Mapping) Origin(id ident.ItemID) (ChangeKind, []ident.ItemID) {
	for _, line := range m.Lines {
		if slices.Contains(line.To, id) {
			return line.Kind, line.From
		}
	}
	return New, nil
}

// Provenance is the line that a carried answer keeps: 旧 2-3 → 新 3-1, modified. Withdrawn items keep one too, so that nothing an
// applicant disclosed disappears without a word.
type Provenance struct {
	Kind ChangeKind     `json:"kind"`
	From []ident.ItemID `json:"from,omitempty"`
	To   []ident.ItemID `json:"to,omitempty"`
}

// Carry brings what is held per item to the new edition. Where several old items became one, or one several, merge decides what becomes
// of the values; it is called with the old values in the order of the line, once for each new item. The provenance has one line for
// each old item that had a value. A mapping that does not pass Check is refused whole.
func Carry[T any](m *Mapping, old, next *Edition, values map[ident.ItemID]T, merge func(to Item, kind ChangeKind, from []T) T) (map[ident.ItemID]T, []Provenance, error) {
	if l := m.Check(old, next); len(l) > 0 {
		return nil, nil, fault.Refuse(fault.Invalid, "mapping_invalid", l)
	}
	out := make(map[ident.ItemID]T, len(values))
	var lines []Provenance
	for _, line := range m.Lines {
		var held []T
		for _, id := range line.From {
			if v, ok := values[id]; ok {
				held = append(held, v)
			}
		}
		if len(held) == 0 {
			continue
		}
		lines = append(lines, Provenance{line.Kind, line.From, line.To})
		for _, id := range line.To {
			it, _ := next.Item(id)
			out[id] = merge(it, line.Kind, held)
		}
	}
	return out, lines, nil
}

func first(lists ...[]ident.ItemID) ident.ItemID {
	for _, l := range lists {
		if len(l) > 0 {
			return l[0]
		}
	}
	return ""
}
