package canon

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"sort"
	"strconv"
	"strings"

	"shinsa/review/fault"
)

// Decode reads a document into v, which is a pointer. It returns the JSON Pointers of the fields that v has no place for, sorted:
// a newer version may have written them, so they are the caller's to report and [Keep]'s to carry on. It refuses with every finding.
func Decode(b []byte, v any, l Limits) (unknown []string, err error) {
	if err := fault.Refuse(fault.Invalid, "json_refused", Check(b, l)); err != nil {
		return nil, err
	}
	tree, err := parse(b)
	if err != nil {
		return nil, err
	}
	var w walker
	w.walk("", tree, reflect.TypeOf(v))
	if err := fault.Refuse(fault.Invalid, "json_refused", w.found); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(b, v); err != nil {
		return nil, unmarshalFault(err)
	}
	sort.Strings(w.unknown)
	return w.unknown, nil
}

// Exact is Decode for what was signed: the document must be canonical, and v together with the fields it does not know must write
// back to the same bytes. Otherwise the finding is json_not_canonical.
func Exact(b []byte, v any, l Limits) (unknown []string, err error) {
	unknown, err = Decode(b, v, l)
	if err != nil {
		return nil, err
	}
	again, err := Keep(b, v)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(b, again) {
		return nil, fault.Refuse(fault.Invalid, "json_refused", fault.List{{Code: "json_not_canonical", Severity: fault.Must}})
	}
	return unknown, nil
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

// unmarshalFault drops the text of the decoder, which quotes the document, and keeps the place.
func unmarshalFault(err error) error {
	f := fault.Finding{Code: "json_value", Severity: fault.Must}
	var mismatch *json.UnmarshalTypeError
	if errors.As(err, &mismatch) {
		f.Code = "json_type"
		if mismatch.Field != "" {
			f.At = "/" + strings.ReplaceAll(mismatch.Field, ".", "/")
		}
	}
	var own *fault.Error
	if errors.As(err, &own) {
		f.Code = own.Code
	}
	return fault.Refuse(fault.Invalid, "json_refused", fault.List{f})
}

// walker compares a document with the Go type that takes it.
type walker struct {
	unknown []string
	found   fault.List
}

var jsonUnmarshaler = reflect.TypeFor[json.Unmarshaler]()

func (w *walker) walk(at string, node any, t reflect.Type) {
	for t != nil && t.Kind() == reflect.Pointer {
		if t.Implements(jsonUnmarshaler) {
			return
		}
		t = t.Elem()
	}
	if t == nil || reflect.PointerTo(t).Implements(jsonUnmarshaler) {
		return // the type reads itself
	}
	switch x := node.(type) {
	case map[string]any:
		switch t.Kind() {
		case reflect.Struct:
			w.object(at, x, t)
		case reflect.Map:
			for k, below := range x {
				w.walk(at+"/"+escapePointer(k), below, t.Elem())
			}
		}
	case []any:
		if k := t.Kind(); k == reflect.Slice || k == reflect.Array {
			for i, below := range x {
				w.walk(at+"/"+strconv.Itoa(i), below, t.Elem())
			}
		}
	}
}

func (w *walker) object(at string, x map[string]any, t reflect.Type) {
	known := fields(t)
	for k, below := range x {
		here := at + "/" + escapePointer(k)
		if ft, ok := known[k]; ok {
			w.walk(here, below, ft)
			continue
		}
		// encoding/json would take a key of another case for the field: two readers would differ.
		for name := range known {
			if strings.EqualFold(name, k) {
				w.found = append(w.found, fault.Finding{Code: "json_key_case", Severity: fault.Must, At: here})
			}
		}
		w.unknown = append(w.unknown, here)
	}
}

// fields returns the JSON names of a struct and their types, embedded structs included.
func fields(t reflect.Type) map[string]reflect.Type {
	out := map[string]reflect.Type{}
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" {
			e := f.Type
			if e.Kind() == reflect.Pointer {
				e = e.Elem()
			}
			if e.Kind() == reflect.Struct {
				for k, v := range fields(e) {
					if _, shadowed := out[k]; !shadowed {
						out[k] = v
					}
				}
				continue
			}
		}
		if !f.IsExported() || f.Tag.Get("json") == "-" {
			continue
		}
		if name == "" {
			name = f.Name
		}
		out[name] = f.Type
	}
	return out
}
