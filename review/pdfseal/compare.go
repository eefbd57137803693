package pdfseal

import (
	"fmt"
	"slices"

	"shinsa/review/pdfseal/object"
)

// comparison finds what differs between a signed revision and the file as it is.
type comparison struct {
	old, now   *object.File
	sig        *object.Dict // the signature of the old revision
	permission Permission
	fields     []sigField // of the old revision
	places     *places    // names of what changed, made when first needed
}

func (c *comparison) run() ([]Change, error) {
	var err error
	if c.fields, _, err = sigFields(c.old); err != nil {
		return nil, err
	}
	var out []Change
	if a, b := c.old.Trailer(), c.now.Trailer(); !object.Equal(a.Get("Root"), b.Get("Root")) || !object.Equal(a.Get("Info"), b.Get("Info")) {
		out = append(out, Change{Code: "pdf_changed_structure"})
	}
	then, now := c.old.Places(), c.now.Places()
	var added []int
	for _, n := range union(then, now) {
		a, b := then[n], now[n]
		switch {
		case a == b:
		case a.Free() && b.Free():
		case a.Free():
			added = append(added, n)
		default:
			ch, differs, err := c.object(n, a, b)
			if err != nil {
				return nil, err
			}
			if differs {
				out = append(out, ch)
			}
		}
	}
	dangling, err := c.defined(added)
	if err != nil {
		return nil, err
	}
	if dangling {
		out = append(out, Change{Code: "pdf_changed_structure"})
	}
	return out, nil
}

func union(a, b map[int]object.Place) []int {
	var out []int
	for n := range a {
		out = append(out, n)
	}
	for n := range b {
		if _, both := a[n]; !both {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// object compares one object that stands elsewhere than before.
func (c *comparison) object(n int, a, b object.Place) (Change, bool, error) {
	before, err := c.old.Object(object.Ref{Num: n, Gen: a.Gen})
	if err != nil {
		return Change{}, false, err
	}
	if b.Free() || a.Gen != b.Gen {
		return c.name(n), true, nil
	}
	after, err := c.now.Object(object.Ref{Num: n, Gen: b.Gen})
	if err != nil {
		return Change{}, false, err
	}
	if object.Equal(before, after) {
		return Change{}, false, nil
	}
	if name, ok, err := c.filledField(n, before, after); err != nil {
		return Change{}, false, err
	} else if ok {
		return Change{Allowed: true, Code: "pdf_changed_field_signed", Name: name}, true, nil
	}
	if c.onlyFlags(before, after) {
		return Change{Allowed: c.permission != NoChanges, Code: "pdf_changed_form"}, true, nil
	}
	return c.name(n), true, nil
}

// filledField reports whether the difference is that an empty signature field was signed, which the signature at hand permits.
func (c *comparison) filledField(n int, before, after any) (name string, ok bool, err error) {
	a, ok1 := before.(*object.Dict)
	b, ok2 := after.(*object.Dict)
	i := slices.IndexFunc(c.fields, func(f sigField) bool { return f.ref.Num == n })
	if !ok1 || !ok2 || i < 0 || a.Get("V") != nil || b.Get("V") == nil || !sameBut(a, b, "V", "AP") {
		return "", false, nil
	}
	name = c.fields[i].name
	if c.permission == NoChanges {
		return name, false, nil
	}
	locked, err := locks(c.old, c.sig, name)
	return name, !locked, err
}

// onlyFlags reports whether the difference is that a form began to say that it holds signatures.
func (c *comparison) onlyFlags(before, after any) bool {
	a, ok1 := before.(*object.Dict)
	b, ok2 := after.(*object.Dict)
	if !ok1 || !ok2 {
		return false
	}
	if a.Get("Type") == object.Name("Catalog") && sameBut(a, b, "AcroForm") { // the form stands in the catalog itself
		return c.onlyFlags(a.Get("AcroForm"), b.Get("AcroForm"))
	}
	flags, ok := object.Int(b.Get("SigFlags"))
	return ok && flags == 3 && a.Get("Fields") != nil && sameBut(a, b, "SigFlags")
}

// sameBut compares dictionaries without regard to some keys.
func sameBut(a, b *object.Dict, keys ...object.Name) bool {
	x, y := a.Clone(), b.Clone()
	for _, k := range keys {
		x.Delete(k)
		y.Delete(k)
	}
	return object.Equal(x, y)
}

// locks reports whether a signature forbids filling a field (FieldMDP).
func locks(f *object.File, sig *object.Dict, field string) (bool, error) {
	refs, err := f.Array(sig.Get("Reference"))
	if err != nil {
		return false, err
	}
	for _, v := range refs {
		d, err := f.Dict(v)
		if err != nil {
			return false, err
		}
		if d.Get("TransformMethod") != object.Name("FieldMDP") {
			continue
		}
		params, err := f.Dict(d.Get("TransformParams"))
		if err != nil {
			return false, err
		}
		names, err := f.Array(params.Get("Fields"))
		if err != nil {
			return false, err
		}
		listed := slices.ContainsFunc(names, func(v any) bool {
			s, ok := v.(object.String)
			return ok && object.TextOf(s) == field
		})
		switch params.Get("Action") {
		case object.Name("Include"):
			if listed {
				return true, nil
			}
		case object.Name("Exclude"):
			if !listed {
				return true, nil
			}
		default: // All, and what is not understood
			return true, nil
		}
	}
	return false, nil
}

// defined reports whether the old revision refers to an object that it does not have and that was added later: content could be
// slipped in that way without a signed byte changing.
func (c *comparison) defined(added []int) (bool, error) {
	if len(added) == 0 {
		return false, nil
	}
	isNew := make(map[int]bool, len(added))
	for _, n := range added {
		isNew[n] = true
	}
	found := false
	err := reach(c.old, c.old.Trailer(), func(r object.Ref) { found = found || isNew[r.Num] })
	return found, err
}

// reach visits every reference that can be got to from v. References to nothing are visited and not followed.
func reach(f *object.File, v any, visit func(object.Ref)) error {
	seen := map[int]bool{}
	queue := []any{v}
	for len(queue) > 0 {
		v := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		switch x := v.(type) {
		case object.Ref:
			visit(x)
			if seen[x.Num] {
				continue
			}
			seen[x.Num] = true
			next, err := f.Resolve(x)
			if err != nil {
				return fmt.Errorf("follow references: %w", err)
			}
			queue = append(queue, next)
		case object.Array:
			queue = append(queue, x...)
		case *object.Stream:
			queue = append(queue, x.Dict)
		case *object.Dict:
			for _, k := range x.Keys() {
				queue = append(queue, x.Get(k))
			}
		}
	}
	return nil
}
