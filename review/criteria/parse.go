package criteria

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"

	"shinsa/review/canon"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Format and Version name the file format that Parse reads.
const (
	Format  = "shinsa-criteria"
	Version = 1
)

// MaxBytes is the longest file Parse looks at: 6,000 items in two languages are under 4 MB.
const MaxBytes = 16 << 20

type document struct {
	Format  string  `json:"format" yaml:"format"`
	Version int     `json:"version" yaml:"version"`
	Edition Head    `json:"edition" yaml:"edition"`
	Groups  []Group `json:"groups" yaml:"groups"`
	Items   []Item  `json:"items" yaml:"items"`
}

// Parse reads an edition from YAML or JSON. A file that is not an edition is refused with a *fault.Error of kind Invalid; when it
// is one with faults, the error carries every finding, each with the item and the path it is about.
func Parse(src []byte) (*Edition, error) {
	if len(src) > MaxBytes {
		return nil, fault.New(fault.Invalid, "criteria_too_large")
	}
	var doc document
	dec := yaml.NewDecoder(bytes.NewReader(src))
	dec.KnownFields(true)
	if err := dec.Decode(&doc); err != nil {
		return nil, fault.Wrap(fault.Invalid, "criteria_not_readable", syntax(err))
	}
	if err := dec.Decode(new(any)); !errors.Is(err, io.EOF) {
		return nil, fault.New(fault.Invalid, "criteria_not_readable")
	}
	if doc.Format != Format || doc.Version != Version {
		return nil, fault.New(fault.Invalid, "criteria_format_unknown")
	}
	return compose(doc)
}

// Compose makes an edition of its parts, for importers and editors. It returns every finding, as Parse does.
func Compose(h Head, groups []Group, items []Item) (*Edition, error) {
	return compose(document{Format: Format, Version: Version, Edition: h, Groups: groups, Items: items})
}

// compose checks a document and seals it into an edition.
func compose(doc document) (*Edition, error) {
	if l := check(doc); len(l) > 0 {
		return nil, fault.Refuse(fault.Invalid, "criteria_invalid", l)
	}
	b, err := canon.Marshal(doc)
	if err != nil {
		return nil, fmt.Errorf("encode edition: %w", err)
	}
	e := &Edition{
		head: doc.Edition, groups: doc.Groups, items: doc.Items,
		index: make(map[ident.ItemID]int, len(doc.Items)),
		group: make(map[string]int, len(doc.Groups)),
		bytes: b, digest: ident.Sum(b),
	}
	for i, it := range doc.Items {
		e.index[it.ID] = i
	}
	for i, g := range doc.Groups {
		e.group[g.ID] = i
	}
	return e, nil
}

// syntax keeps the line of a YAML fault and drops what the file said there.
func syntax(err error) error {
	var te *yaml.TypeError
	if errors.As(err, &te) {
		return fmt.Errorf("%d fields of the wrong type or name", len(te.Errors))
	}
	return errors.New("not a YAML document")
}
