package criteria

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"go.yaml.in/yaml/v3"

	"shinsa/review/fault"
)

// alterKinds are all kinds of alteration.
var alterKinds = []AlterKind{AlterHead, AddItem, PutItem, MoveItem, WithdrawItem, AddGroup, PutGroup, WithdrawGroup}

// ParseAlterations reads changes of a draft from YAML or JSON: a list, each with its kind and what Alteration has for it; items and headings are
// written as in an edition. A change without a place is made at the end. What is not of that form is refused with a *fault.Error of kind
// Invalid: alterations_unreadable, or alteration_kind_unknown with the kind.
func ParseAlterations(src []byte) ([]Alteration, error) {
	if len(src) > MaxBytes {
		return nil, fault.New(fault.Invalid, "criteria_too_large")
	}
	var list []yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(src))
	if err := dec.Decode(&list); err != nil {
		return nil, fault.Wrap(fault.Invalid, "alterations_unreadable", syntax(err))
	}
	if err := dec.Decode(new(any)); !errors.Is(err, io.EOF) || len(list) == 0 {
		return nil, fault.New(fault.Invalid, "alterations_unreadable")
	}
	out := make([]Alteration, len(list))
	for i := range list {
		one, err := yaml.Marshal(&list[i])
		if err != nil {
			return nil, fault.Wrap(fault.Invalid, "alterations_unreadable", syntax(err))
		}
		out[i].Place = -1
		strict := yaml.NewDecoder(bytes.NewReader(one))
		strict.KnownFields(true)
		if err := strict.Decode(&out[i]); err != nil {
			return nil, fault.Wrap(fault.Invalid, "alterations_unreadable", syntax(err))
		}
		if !slices.Contains(alterKinds, out[i].Kind) {
			return nil, fault.New(fault.Invalid, "alteration_kind_unknown", "kind", string(out[i].Kind))
		}
	}
	return out, nil
}
