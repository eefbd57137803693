package canon

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strconv"

	"shinsa/review/fault"
)

// Keep returns the canonical bytes of v with the fields of original that v's type does not know put back where they were. original
// is the document that v was read from. An unknown field goes when the object or list element that held it goes: elements are told
// apart by their position, so a list that changed its length keeps none of theirs.
func Keep(original []byte, v any) ([]byte, error) {
	s, ok := newScanner(original, Limits{Size: max(len(original), DefaultSize)})
	if ok {
		s.document(reflect.TypeOf(v))
	}
	if err := fault.Refuse(fault.Invalid, "json_refused", s.found); err != nil {
		return nil, err
	}
	return keep(original, v, s.unknown)
}

func keep(original []byte, v any, unknown []string) ([]byte, error) {
	b, err := Marshal(v)
	if err != nil || len(unknown) == 0 {
		return b, err
	}
	old, err := parse(original)
	if err != nil {
		return nil, err
	}
	now, err := parse(b)
	if err != nil {
		return nil, err
	}
	lost := make(map[string]bool, len(unknown))
	for _, at := range unknown {
		lost[at] = true
	}
	restore("", old, now, lost)
	return Marshal(now)
}

// parse builds the tree of a checked document with its numbers as they are written.
func parse(b []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var tree any
	if err := d.Decode(&tree); err != nil {
		return nil, fault.New(fault.Invalid, "json_syntax")
	}
	return tree, nil
}

func restore(at string, old, now any, lost map[string]bool) {
	switch o := old.(type) {
	case map[string]any:
		n, ok := now.(map[string]any)
		if !ok {
			return
		}
		for k, below := range o {
			here := at + "/" + escapePointer(k)
			if lost[here] {
				n[k] = below
			} else if next, held := n[k]; held {
				restore(here, below, next, lost)
			}
		}
	case []any:
		n, ok := now.([]any)
		if !ok || len(n) != len(o) {
			return
		}
		for i, below := range o {
			restore(at+"/"+strconv.Itoa(i), below, n[i], lost)
		}
	}
}
