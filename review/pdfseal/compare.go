package pdfseal

import (
	"slices"

	"shinsa/review/pdfseal/object"
)

// comparison finds what differs between a signed revision and the file as it is.
type comparison struct {
	old, now   *object.File
	sig        *object.Dict // the signature of the old revision
	permission Permission
	fields     []sigField // of the old revision
	filled     []sigField // those of them that were signed since, as the signature at hand permits
	places     *places    // names of what changed, made when first needed

	stamps       map[int]bool // fields that came after and hold document time stamps
	forms, lists map[int]bool // objects of the old revision: its form, and lists of fields and annotations
}

// difference is one object that is not what it was. After is nil when it is gone.
type difference struct {
	number        int
	before, after any
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
	differences, added, err := c.differences()
	if err != nil {
		return nil, err
	}
	if err := c.findFilled(differences); err != nil {
		return nil, err
	}
	if c.stamps = c.stampFields(added); len(c.stamps) > 0 {
		c.forms, c.lists = map[int]bool{}, map[int]bool{}
		if err := c.findLists(); err != nil {
			return nil, err
		}
	}
	own, err := c.private()
	if err != nil {
		return nil, err
	}
	for _, d := range differences {
		out = append(out, c.judge(d, own))
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

// differences compares every object that stands elsewhere than before, and names the numbers that are new.
func (c *comparison) differences() (out []difference, added []int, err error) {
	then, now := c.old.Places(), c.now.Places()
	for _, n := range union(then, now) {
		a, b := then[n], now[n]
		switch {
		case a == b:
		case a.Free() && b.Free():
		case a.Free():
			added = append(added, n)
		default:
			d := difference{number: n}
			if d.before, err = c.old.Object(object.Ref{Num: n, Gen: a.Gen}); err != nil {
				return nil, nil, err
			}
			if !b.Free() && a.Gen == b.Gen {
				if d.after, err = c.now.Object(object.Ref{Num: n, Gen: b.Gen}); err != nil {
					return nil, nil, err
				}
			}
			if !object.Equal(d.before, d.after) {
				out = append(out, d)
			}
		}
	}
	return out, added, nil
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

// judge tells what a difference is, and whether the signature at hand permits it. Own are the objects that belong to nothing but what
// may change.
func (c *comparison) judge(d difference, own map[int]string) Change {
	for _, f := range c.filled {
		if f.ref.Num != d.number || !ownsAppearance(f, own) {
			continue
		}
		if c.holdsStamp(d.after) {
			return Change{Allowed: true, Code: "pdf_changed_stamped"}
		}
		return Change{Allowed: true, Code: "pdf_changed_field_signed", Name: f.name}
	}
	switch code := own[d.number]; {
	case c.onlyFlags(d.before, d.after):
		return Change{Allowed: c.permission != NoChanges, Code: "pdf_changed_form"}
	case c.upkeep(d):
		return Change{Allowed: true, Code: "pdf_changed_upkeep"}
	case c.stamped(d):
		return Change{Allowed: true, Code: "pdf_changed_stamped"}
	case code != "":
		return Change{Allowed: true, Code: code}
	}
	return c.name(d.number)
}

// holdsStamp reports whether a field was filled with a document time stamp, not with a signature.
func (c *comparison) holdsStamp(field any) bool {
	f, ok := field.(*object.Dict)
	if !ok {
		return false
	}
	sig, err := c.now.Dict(f.Get("V"))
	return err == nil && sig.Get("SubFilter") == subFilterStamp
}

// findFilled finds the empty signature fields that were signed since.
func (c *comparison) findFilled(differences []difference) error {
	for _, d := range differences {
		a, ok1 := d.before.(*object.Dict)
		b, ok2 := d.after.(*object.Dict)
		i := slices.IndexFunc(c.fields, func(f sigField) bool { return f.ref.Num == d.number })
		if !ok1 || !ok2 || i < 0 || c.permission == NoChanges || a.Get("V") != nil || b.Get("V") == nil || !sameBut(a, b, "V", "AP") {
			continue
		}
		locked, err := locks(c.old, c.sig, c.fields[i].name)
		if err != nil {
			return err
		}
		if !locked {
			c.filled = append(c.filled, c.fields[i])
		}
	}
	return nil
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
	err := reach(c.old, c.old.Trailer(), nil, func(r object.Ref) { found = found || isNew[r.Num] })
	return found, err
}
