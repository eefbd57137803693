package canon

import (
	"encoding/json"
	"reflect"
	"strings"
)

var jsonUnmarshaler = reflect.TypeFor[json.Unmarshaler]()

// target returns the type that takes a JSON object or array for t, nil when that is unknown or the type reads itself.
func target(t reflect.Type) reflect.Type {
	for t != nil && t.Kind() == reflect.Pointer {
		if t.Implements(jsonUnmarshaler) {
			return nil
		}
		t = t.Elem()
	}
	if t == nil || reflect.PointerTo(t).Implements(jsonUnmarshaler) {
		return nil
	}
	return t
}

// member returns the type that takes the value of a key of t, and notes a key that t does not know.
func (s *scanner) member(t reflect.Type, key string) reflect.Type {
	switch {
	case t == nil:
		return nil
	case t.Kind() == reflect.Map:
		return t.Elem()
	case t.Kind() != reflect.Struct:
		return nil
	}
	known, ok := s.known[t]
	if !ok {
		known = fields(t)
		s.known[t] = known
	}
	if ft, ok := known[key]; ok {
		return ft
	}
	for name := range known {
		// encoding/json would take a key of another case for the field: two readers would differ.
		if strings.EqualFold(name, key) {
			s.add("json_key_case")
		}
	}
	s.unknown = append(s.unknown, s.at())
	return nil
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
