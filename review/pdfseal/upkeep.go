package pdfseal

import (
	"fmt"
	"slices"

	"shinsa/review/pdfseal/object"
)

// The entries of a catalog that serve validation only: certificates and revocation lists kept with the file (ISO 32000-2, 12.8.4.3), and
// the names of the version and the extensions they need.
var validation = []object.Name{"DSS", "Extensions", "Version"}

// upkeep reports whether a difference shows nowhere in the document: validation material in the catalog, which even a certification
// without changes permits, or, beside an approval, when and by which program the file was written.
func (c *comparison) upkeep(d difference) bool {
	a, ok1 := d.before.(*object.Dict)
	b, ok2 := d.after.(*object.Dict)
	if !ok1 || !ok2 {
		return false
	}
	if object.Equal(c.old.Trailer().Get("Root"), object.Ref{Num: d.number}) && sameBut(a, b, validation...) {
		return true
	}
	info, _ := c.old.Trailer().Get("Info").(object.Ref)
	return info.Num == d.number && c.permission != NoChanges && sameBut(a, b, "ModDate", "Producer")
}

// private returns the objects of the old revision that nothing leads to but the validation material and the appearances of the fields
// signed since: what has no other use may be used anew. Each comes with the code of what changes when it does.
func (c *comparison) private() (map[int]string, error) {
	catalog, err := c.old.Catalog()
	if err != nil {
		return nil, err
	}
	own := map[int]string{}
	collect := func(v any, code string) error {
		return reach(c.old, v, nil, func(r object.Ref) { own[r.Num] = code })
	}
	for _, k := range validation {
		if err := collect(catalog.Get(k), "pdf_changed_upkeep"); err != nil {
			return nil, err
		}
	}
	appearances := map[*object.Dict]bool{}
	for _, f := range c.filled {
		appearances[f.dict] = true
		if err := collect(f.dict.Get("AP"), "pdf_changed_field_signed"); err != nil {
			return nil, err
		}
	}
	if len(own) == 0 {
		return nil, nil
	}
	skip := func(d *object.Dict, k object.Name) bool {
		return k == "AP" && appearances[d] || d == catalog && slices.Contains(validation, k)
	}
	err = reach(c.old, c.old.Trailer(), skip, func(r object.Ref) { delete(own, r.Num) })
	return own, err
}

// ownsAppearance reports whether the appearance that an empty field had is used nowhere else. Signing gives the field another; were the
// old one shared, the same change could be meant for another place.
func ownsAppearance(f sigField, own map[int]string) bool {
	r, apart := f.dict.Get("AP").(object.Ref)
	return !apart || own[r.Num] != ""
}

// reach visits every reference that can be got to from v, but not by the entries to skip, which may be nil. References to nothing are
// visited and not followed.
func reach(f *object.File, v any, skip func(*object.Dict, object.Name) bool, visit func(object.Ref)) error {
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
				if skip == nil || !skip(x, k) {
					queue = append(queue, x.Get(k))
				}
			}
		}
	}
	return nil
}
