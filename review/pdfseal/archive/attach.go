package archive

import (
	"bytes"
	"crypto/md5"
	"slices"

	"shinsa/review/fault"
	"shinsa/review/pdfseal/object"
)

const (
	flagPrint  = 4   // annotation flags, ISO 32000-1 table 165
	flagLocked = 128 // cannot be moved or deleted
)

// fixAnnotations marks every annotation as printed, which the standard demands, and gives links no other say.
func (p *pass) fixAnnotations() error {
	for _, page := range p.pages {
		d, err := p.file.Dict(page)
		if err != nil {
			return err
		}
		annots, err := p.file.Array(d.Get("Annots"))
		if err != nil {
			return err
		}
		for _, a := range annots {
			ad, err := p.file.Dict(a)
			if err != nil {
				return err
			}
			if ad != nil {
				ad.Set("F", flagPrint)
			}
		}
	}
	return nil
}

// attach embeds the attachments and ties them to the document.
func (p *pass) attach() error {
	p.catalog.Delete("Names")
	if len(p.Attachments) == 0 {
		return nil
	}
	type named struct {
		key  object.String
		spec object.Ref
	}
	var tree []named
	af := object.Array{}
	for _, a := range p.Attachments {
		key := object.Text(plain(a.Name))
		if a.Name == "" || slices.ContainsFunc(tree, func(n named) bool { return bytes.Equal(n.key, key) }) {
			return fault.New(fault.Invalid, "pdf_name_twice", "name", a.Name)
		}
		spec := p.fileSpec(a)
		tree = append(tree, named{key, spec})
		af = append(af, spec)
	}
	slices.SortFunc(tree, func(a, b named) int { return bytes.Compare(a.key, b.key) })
	names := object.Array{}
	for _, n := range tree {
		names = append(names, n.key, n.spec)
	}
	p.catalog.Set("Names", object.NewDict("EmbeddedFiles", object.NewDict("Names", names)))
	p.catalog.Set("AF", af)
	return nil
}

func (p *pass) fileSpec(a Attachment) object.Ref {
	sum := md5.Sum(a.Content) // named by the format, not a protection
	file := p.add(object.Flate(object.NewDict(
		"Type", object.Name("EmbeddedFile"),
		"Subtype", object.Name(a.MIME),
		"Params", object.NewDict("Size", len(a.Content), "ModDate", object.Date(p.Created), "CheckSum", object.String(sum[:])),
	), a.Content))
	name := object.Text(plain(a.Name))
	relation := a.Relation
	if relation == "" {
		relation = Data
	}
	return p.add(object.NewDict(
		"Type", object.Name("Filespec"),
		"F", name, "UF", name,
		"Desc", object.Text(plain(a.Description)),
		"AFRelationship", object.Name(relation),
		"EF", object.NewDict("F", file, "UF", file),
	))
}

// addFields puts the empty signature fields in.
func (p *pass) addFields() error {
	if len(p.Fields) == 0 {
		return nil
	}
	fields := object.Array{}
	seen := map[string]bool{}
	for _, f := range p.Fields {
		switch {
		case f.Name == "" || seen[f.Name]:
			return fault.New(fault.Invalid, "pdf_name_twice", "name", f.Name)
		case f.Page < 0 || f.Page >= len(p.pages):
			return fault.New(fault.Invalid, "pdf_field_page", "name", f.Name)
		}
		seen[f.Name] = true
		page, err := p.file.Dict(p.pages[f.Page])
		if err != nil {
			return err
		}
		annots, err := p.file.Array(page.Get("Annots"))
		if err != nil {
			return err
		}
		r := p.add(p.widget(f))
		fields = append(fields, r)
		page.Set("Annots", append(slices.Clone(annots), r))
	}
	p.catalog.Set("AcroForm", p.add(object.NewDict("Fields", fields, "SigFlags", 1)))
	return nil
}

// widget is field and annotation in one. A visible one has an empty appearance until it is signed, since none at all is not archival.
func (p *pass) widget(f Field) *object.Dict {
	d := object.NewDict(
		"Type", object.Name("Annot"), "Subtype", object.Name("Widget"), "FT", object.Name("Sig"),
		"T", object.Text(plain(f.Name)), "TU", object.Text(plain(f.Label)),
		"F", flagPrint|flagLocked, "P", p.pages[f.Page])
	if f.Rect.Empty() {
		d.Set("Rect", object.Array{0, 0, 0, 0})
		return d
	}
	d.Set("Rect", object.Array{f.Rect.X0, f.Rect.Y0, f.Rect.X1, f.Rect.Y1})
	form := object.NewDict("Type", object.Name("XObject"), "Subtype", object.Name("Form"),
		"BBox", object.Array{0, 0, round(f.Rect.X1 - f.Rect.X0), round(f.Rect.Y1 - f.Rect.Y0)}, "Resources", object.NewDict())
	d.Set("AP", object.NewDict("N", p.add(&object.Stream{Dict: form, Data: []byte("q Q")})))
	return d
}
