package canon

import (
	"reflect"
	"strconv"
)

// Keep returns the canonical bytes of v with the fields of original that v's type does not know put back where they were. original
// is the document that v was read from. An unknown field goes when the object or list element that held it goes: elements are told
// apart by their position, so a list that changed its length keeps none of theirs.
func Keep(original []byte, v any) ([]byte, error) {
	old, err := parse(original)
	if err != nil {
		return nil, err
	}
	b, err := Marshal(v)
	if err != nil {
		return nil, err
	}
	now, err := parse(b)
	if err != nil {
		return nil, err
	}
	var w walker
	w.walk("", old, reflect.TypeOf(v))
	if len(w.unknown) == 0 {
		return b, nil
	}
	lost := make(map[string]bool, len(w.unknown))
	for _, at := range w.unknown {
		lost[at] = true
	}
	restore("", old, now, lost)
	return Marshal(now)
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
