package pdfseal

import (
	"slices"

	"shinsa/review/pdfseal/object"
)

// stampFields returns the fields that came after the old revision and hold nothing but a document time stamp: without area, without
// anything that could be shown or run, in objects of their own.
func (c *comparison) stampFields(added []int) map[int]bool {
	out := map[int]bool{}
	fields, _, err := sigFields(c.now)
	if err != nil {
		return out
	}
	for _, f := range fields {
		v, apart := f.dict.Get("V").(object.Ref)
		if !apart || !slices.Contains(added, f.ref.Num) || !slices.Contains(added, v.Num) {
			continue
		}
		sig, err := c.now.Dict(v)
		if err != nil || sig == nil || sig.Get("SubFilter") != subFilterStamp {
			continue
		}
		rect, err := c.now.Array(f.dict.Get("Rect"))
		if err != nil || !noArea(rect) {
			continue
		}
		if only(f.dict, "Type", "Subtype", "FT", "T", "F", "P", "Rect", "V", "Ff") && only(sig, "Type", "Filter", "SubFilter", "ByteRange", "Contents", "V") {
			out[f.ref.Num] = true
		}
	}
	return out
}

// noArea reports whether a rectangle shows nothing, whichever corner a reader takes for the first.
func noArea(rect object.Array) bool {
	if len(rect) != 4 {
		return false
	}
	w, h, _ := extent(rect)
	return w == 0 && h == 0
}

// only reports whether a dictionary has no key but these.
func only(d *object.Dict, keys ...object.Name) bool {
	return !slices.ContainsFunc(d.Keys(), func(k object.Name) bool { return !slices.Contains(keys, k) })
}

// stamped reports whether a difference is that fields of document time stamps were put at the end of the form's list or of a page's.
func (c *comparison) stamped(d difference) bool {
	if len(c.stamps) == 0 {
		return false
	}
	if a, ok := d.before.(object.Array); ok {
		b, ok := d.after.(object.Array)
		return ok && c.lists[d.number] && c.longer(a, b)
	}
	a, ok1 := d.before.(*object.Dict)
	b, ok2 := d.after.(*object.Dict)
	if !ok1 || !ok2 {
		return false
	}
	switch {
	case a.Get("Type") == object.Name("Page"):
		return sameBut(a, b, "Annots") && c.longer(a.Get("Annots"), b.Get("Annots"))
	case a.Get("Type") == object.Name("Catalog"): // the form stands in the catalog itself
		f, ok1 := a.Get("AcroForm").(*object.Dict)
		g, ok2 := b.Get("AcroForm").(*object.Dict)
		return ok1 && ok2 && sameBut(a, b, append(slices.Clone(validation), "AcroForm")...) && sameBut(f, g, "Fields") && c.longer(f.Get("Fields"), g.Get("Fields"))
	}
	return c.forms[d.number] && sameBut(a, b, "Fields", "SigFlags") && (object.Equal(a.Get("SigFlags"), b.Get("SigFlags")) || c.permission != NoChanges) &&
		c.longer(a.Get("Fields"), b.Get("Fields"))
}

// longer reports whether a list is the one before with fields of document time stamps after it.
func (c *comparison) longer(before, after any) bool {
	a, _ := before.(object.Array)
	b, ok := after.(object.Array)
	if !ok || before != nil && a == nil || len(b) <= len(a) || !object.Equal(a, b[:len(a)]) {
		return false
	}
	return !slices.ContainsFunc(b[len(a):], func(v any) bool {
		r, ok := v.(object.Ref)
		return !ok || !c.stamps[r.Num]
	})
}

// findLists notes which objects of the old revision are the form, its list of fields, and the lists of pages' annotations.
func (c *comparison) findLists() error {
	catalog, err := c.old.Catalog()
	if err != nil {
		return err
	}
	note := func(m map[int]bool, v any) {
		if r, apart := v.(object.Ref); apart {
			m[r.Num] = true
		}
	}
	note(c.forms, catalog.Get("AcroForm"))
	form, err := c.old.Dict(catalog.Get("AcroForm"))
	if err != nil {
		return err
	}
	note(c.lists, form.Get("Fields"))
	pages, err := c.old.Pages()
	if err != nil {
		return err
	}
	for _, p := range pages {
		d, err := c.old.Dict(p)
		if err != nil {
			return err
		}
		note(c.lists, d.Get("Annots"))
	}
	return nil
}
