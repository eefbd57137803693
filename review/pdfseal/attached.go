package pdfseal

import (
	"shinsa/review/pdfseal/object"
)

// Attached is a file that is tied to the document (AF, ISO 19005-3, 6.8).
type Attached struct {
	Name    string
	Content []byte
}

const maxAttached = 64

// Attachments returns the files tied to a document, in their order. Who believes them has verified the document first.
func Attachments(pdf []byte) ([]Attached, error) {
	f, err := object.Open(pdf)
	if err != nil {
		return nil, refusal(err)
	}
	catalog, err := f.Catalog()
	if err != nil {
		return nil, refusal(err)
	}
	list, err := f.Array(catalog.Get("AF"))
	if err != nil {
		return nil, refusal(err)
	}
	var out []Attached
	for _, v := range list[:min(len(list), maxAttached)] {
		a, err := attached(f, v)
		if err != nil {
			return nil, refusal(err)
		}
		out = append(out, a)
	}
	return out, nil
}

func attached(f *object.File, v any) (a Attached, err error) {
	spec, err := f.Dict(v)
	if err != nil {
		return a, err
	}
	name, _ := spec.Get("UF").(object.String)
	a.Name = object.TextOf(name)
	files, err := f.Dict(spec.Get("EF"))
	if err != nil {
		return a, err
	}
	file, err := f.Resolve(files.Get("F"))
	if err != nil {
		return a, err
	}
	if s, ok := file.(*object.Stream); ok {
		a.Content, err = f.Decode(s)
	}
	return a, err
}
