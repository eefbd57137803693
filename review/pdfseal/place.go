package pdfseal

import (
	"strconv"

	"shinsa/review/pdfseal/object"
)

// places says to what part of a file its objects belong, so that a change can be told in words.
type places struct{ of map[int]Change }

// name tells what an object is, in the file as it is now or, failing that, in the signed revision.
func (c *comparison) name(n int) Change {
	if c.places == nil {
		c.places = &places{of: map[int]Change{}}
		for _, f := range []*object.File{c.now, c.old} {
			if c.places.survey(f) != nil {
				continue // a change may leave a file that cannot be walked; the names found so far do
			}
		}
	}
	if ch, ok := c.places.of[n]; ok {
		return ch
	}
	return Change{Code: "pdf_changed_other"}
}

// survey walks the parts of a file from the most telling to the least; the first to reach an object names it.
func (p *places) survey(f *object.File) error {
	catalog, err := f.Catalog()
	if err != nil {
		return err
	}
	root, _ := f.Trailer().Get("Root").(object.Ref)
	p.set(root.Num, Change{Code: "pdf_changed_catalog"})
	fields, form, err := sigFields(f)
	if err != nil {
		return err
	}
	for _, field := range fields {
		p.set(field.ref.Num, Change{Code: "pdf_changed_field", Name: field.name})
	}
	pages, err := f.Pages()
	if err != nil {
		return err
	}
	for i, r := range pages { // all pages first: everything on a page points back to it
		p.set(r.Num, Change{Code: "pdf_changed_page", Name: strconv.Itoa(i + 1)})
	}
	for i, r := range pages {
		d, err := f.Dict(r)
		if err != nil {
			return err
		}
		for _, part := range []struct {
			key  object.Name
			code string
		}{{"Annots", "pdf_changed_annotation"}, {"Contents", "pdf_changed_page"}, {"Resources", "pdf_changed_page"}} {
			if err := p.subtree(f, d.Get(part.key), Change{Code: part.code, Name: strconv.Itoa(i + 1)}); err != nil {
				return err
			}
		}
	}
	for _, part := range []struct {
		v    any
		code string
	}{
		{form, "pdf_changed_form"},
		{catalog.Get("Metadata"), "pdf_changed_metadata"},
		{f.Trailer().Get("Info"), "pdf_changed_metadata"},
		{catalog.Get("Names"), "pdf_changed_attachment"},
		{catalog.Get("AF"), "pdf_changed_attachment"},
		{catalog.Get("Pages"), "pdf_changed_structure"},
	} {
		if err := p.subtree(f, part.v, Change{Code: part.code}); err != nil {
			return err
		}
	}
	if r, ok := catalog.Get("AcroForm").(object.Ref); ok {
		p.set(r.Num, Change{Code: "pdf_changed_form"})
	}
	return nil
}

func (p *places) set(n int, ch Change) {
	if _, known := p.of[n]; !known {
		p.of[n] = ch
	}
}

// subtree names every object under v that has no name yet, and goes no further than the named ones.
func (p *places) subtree(f *object.File, v any, ch Change) error {
	queue := []any{v}
	for len(queue) > 0 {
		v := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		switch x := v.(type) {
		case object.Ref:
			if _, known := p.of[x.Num]; known {
				continue
			}
			p.set(x.Num, ch)
			next, err := f.Resolve(x)
			if err != nil {
				return err
			}
			queue = append(queue, next)
		case object.Array:
			queue = append(queue, x...)
		case *object.Stream:
			queue = append(queue, x.Dict)
		case *object.Dict:
			for _, k := range x.Keys() {
				if k != "Parent" && k != "P" {
					queue = append(queue, x.Get(k))
				}
			}
		}
	}
	return nil
}
