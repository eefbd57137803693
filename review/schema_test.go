package review_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"shinsa/assets"
	"shinsa/review"
	"shinsa/review/criteria"
	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/seal"
	"shinsa/review/shape"
)

// document is one JSON payload of a parcel.
type document struct {
	format string
	body   []byte
}

// everything plays a strict first round and a second one to the certificate, and returns every JSON document that travelled, by kind of parcel
// and name.
func everything(t *testing.T) map[string]document {
	t.Helper()
	s := newScheme(t, 1)
	m := s.members[0]
	id := ready(s, true)
	s.declare(id, m)
	merged := s.merge(m.out.ending(t, ".declaration"))
	_, err := m.Release(s.ctx, s.office.out.file(merged.Released[0].Name))
	s.must(err)
	s.judged(id, m)
	hs, err := m.Submit(s.ctx, id, passphrase, m.out)
	s.must(err)
	s.merge(m.out.file(hs[1].Name))
	decl := s.again(id, m)
	s.judged(id, m)
	if hs, err = m.Submit(s.ctx, id, passphrase, m.out); err == nil {
		s.merge(m.out.file(decl.Name), m.out.file(hs[1].Name))
	}
	s.must(err)
	_, err = s.office.ExportKeys(s.ctx, s.office.out)
	s.must(err)
	all := map[string]document{}
	s.collectAll(t, all, m)

	s, id = granted(t)
	_, err = s.office.Issue(s.ctx, []ident.CaseID{id}, passphrase, s.office.out, nil)
	s.must(err)
	_, err = s.office.ExportRecords(s.ctx, s.office.out)
	s.must(err)
	_, err = s.office.ExportRegister(s.ctx, s.office.out)
	s.must(err)
	s.collectAll(t, all, s.members[0])
	return all
}

// collectAll reads what the office and one member handed out, as far as the member can open it.
func (s *scheme) collectAll(t *testing.T, all map[string]document, m *seat) {
	t.Helper()
	trust := dossier.Trust{Trust: seal.Trust{Roots: s.office.Roots()}}
	for _, out := range []*folder{m.out, s.office.out} {
		for _, name := range slices.Sorted(maps.Keys(out.files)) {
			if path.Ext(name) == ".pdf" {
				continue
			}
			f := out.file(name)
			p, l := dossier.Check(f.R, f.Size, trust)
			if p == nil || len(review.Musts(l)) > 0 {
				t.Fatalf("%s: %v", name, l)
			}
			collect(t, all, p)
			if p.Sealed != nil {
				if inner, l := p.Unseal(trust, m.Boxes()...); inner != nil { // the body of a strict dossier opens with the key that is in its release
					if len(l) > 0 {
						t.Fatalf("%s: %v", name, l)
					}
					collect(t, all, inner)
				}
			}
		}
	}
}

func collect(t *testing.T, all map[string]document, p *dossier.Parcel) {
	t.Helper()
	head, err := json.Marshal(p.Header)
	if err != nil {
		t.Fatal(err)
	}
	all[string(p.Kind)+"/parcel.json"] = document{dossier.Format, head}
	for _, name := range p.Names() {
		if path.Ext(name) != ".json" {
			continue
		}
		b, err := p.ReadFile(name, 1<<24)
		if err != nil {
			t.Fatal(err)
		}
		var head struct{ Format string }
		if err := json.Unmarshal(b, &head); err != nil {
			t.Fatal(err)
		}
		all[string(p.Kind)+"/"+name+" of "+head.Format] = document{head.Format, b}
	}
}

// Every document that travels fits its published schema; put anything else in the place of any of its values, or leave out what has to be
// there, and the finding names the place.
func TestSchemas_HoldEveryPayload(t *testing.T) {
	all := everything(t)
	seen := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		d := all[name]
		seen[d.format] = true
		if l := shape.Check(d.format, d.body); len(l) > 0 {
			t.Errorf("%s: %v", name, l)
			continue
		}
		spoilEach(t, name, d)
	}
	for _, format := range shape.Formats() {
		if !seen[format] {
			t.Errorf("no document of format %s travelled", format)
		}
	}
}

// spoilEach puts an object that nothing knows in the place of each value of a document.
func spoilEach(t *testing.T, name string, d document) {
	t.Helper()
	var doc any
	if err := json.Unmarshal(d.body, &doc); err != nil {
		t.Fatal(err)
	}
	refused := 0
	each(doc, "", func(at string, put func(any)) {
		put(map[string]any{"no": []any{"such"}})
		b, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		l := shape.Check(d.format, b)
		if !slices.ContainsFunc(l, func(f fault.Finding) bool {
			return strings.HasPrefix(at+"/", strings.TrimSuffix(f.At, "*")) || strings.HasPrefix(f.At, at)
		}) {
			t.Errorf("%s: another value at %s is taken: %v", name, at, l)
		}
		refused++
	})
	if refused < 3 {
		t.Errorf("%s: %d values were exchanged", name, refused)
	}
}

// each calls f with every leaf of a document, at most two of each list or map; what f puts there is taken back.
func each(v any, at string, f func(at string, put func(any))) {
	switch x := v.(type) {
	case map[string]any:
		for i, k := range slices.Sorted(maps.Keys(x)) {
			if i > 60 {
				break
			}
			descend(x[k], at+"/"+k, f, func(n any) { x[k] = n })
		}
	case []any:
		for i := range x[:min(len(x), 2)] {
			descend(x[i], fmt.Sprint(at, "/", i), f, func(n any) { x[i] = n })
		}
	}
}

func descend(old any, at string, f func(string, func(any)), put func(any)) {
	switch old.(type) {
	case map[string]any, []any:
		each(old, at, f)
	default:
		f(at, put)
		put(old)
	}
}

// A schema knows every field that the program writes: one that is added in Go and forgotten there is named.
func TestSchemas_KnowEveryField(t *testing.T) {
	docs := map[string]map[string]any{}
	names, err := assets.Schemas()
	if err != nil {
		t.Fatal(err)
	}
	byFormat := map[string]string{}
	for _, name := range names {
		b, err := assets.Schema(name)
		if err != nil {
			t.Fatal(err)
		}
		var doc map[string]any
		if err := json.Unmarshal(b, &doc); err != nil {
			t.Fatal(err)
		}
		docs[name] = doc
		byFormat[doc["properties"].(map[string]any)["format"].(map[string]any)["const"].(string)] = name
	}
	for format, typ := range review.Payloads {
		k := knowing{t, docs, map[string]bool{}}
		if byFormat[format] == "" {
			t.Errorf("format %s has no schema", format)
			continue
		}
		k.object(typ, byFormat[format], docs[byFormat[format]], format)
	}
	if len(review.Payloads)+1 != len(shape.Formats()) || byFormat[criteria.Format] == "" { // editions are read by a room of their own
		t.Errorf("%d types, %d schemas", len(review.Payloads), len(shape.Formats()))
	}
}

// knowing follows Go types through schemas.
type knowing struct {
	*testing.T
	docs map[string]map[string]any
	done map[string]bool
}

// resolve follows references and takes the alternative that is not null.
func (k knowing) resolve(file string, s map[string]any) (string, map[string]any) {
	for {
		if all, ok := s["anyOf"].([]any); ok {
			for _, one := range all {
				if m := one.(map[string]any); m["type"] != "null" {
					s = m
				}
			}
			continue
		}
		ref, ok := s["$ref"].(string)
		if !ok {
			return file, s
		}
		other, place, _ := strings.Cut(ref, "#")
		if other != "" {
			file = other
		}
		s = k.docs[file]
		for part := range strings.SplitSeq(strings.Trim(place, "/"), "/") {
			if part != "" {
				s = s[part].(map[string]any)
			}
		}
	}
}

func (k knowing) object(t reflect.Type, file string, s map[string]any, at string) {
	file, s = k.resolve(file, s)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.Slice:
		if items, ok := s["items"].(map[string]any); ok {
			k.object(t.Elem(), file, items, at+"[]")
		}
		return
	case reflect.Map:
		if more, ok := s["additionalProperties"].(map[string]any); ok {
			k.object(t.Elem(), file, more, at+"{}")
		}
		return
	case reflect.Struct:
	default:
		return
	}
	writes := reflect.TypeFor[json.Marshaler]()
	if t.Implements(writes) || reflect.PointerTo(t).Implements(writes) || k.done[at+t.String()] || t.PkgPath() == "shinsa/review/civil" || t.PkgPath() == "time" {
		return
	}
	k.done[at+t.String()] = true
	props, _ := s["properties"].(map[string]any)
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "-" || !f.IsExported() && !f.Anonymous:
		case f.Anonymous && name == "":
			k.object(f.Type, file, s, at+".")
		case props[name] == nil:
			k.Errorf("%s: the schema does not know %q of %s", at, name, t)
		default:
			k.object(f.Type, file, props[name].(map[string]any), at+"/"+name)
		}
	}
}
