package object

import "fmt"

// maxPages bounds the walk of the page tree.
const maxPages = 100_000

// Catalog returns the document catalog.
func (f *File) Catalog() (*Dict, error) {
	d, err := f.Dict(f.trailer.Get("Root"))
	if err != nil {
		return nil, fmt.Errorf("read catalog: %w", err)
	}
	if d == nil || d.Get("Type") != Name("Catalog") {
		return nil, fmt.Errorf("%w: no catalog", ErrMalformed)
	}
	return d, nil
}

// Pages returns the pages in reading order.
func (f *File) Pages() ([]Ref, error) {
	catalog, err := f.Catalog()
	if err != nil {
		return nil, err
	}
	var out []Ref
	seen := map[int]bool{}
	var walk func(v any, depth int) error
	walk = func(v any, depth int) error {
		r, ok := v.(Ref)
		if !ok || seen[r.Num] {
			return fmt.Errorf("%w: page tree", ErrMalformed)
		}
		seen[r.Num] = true
		if depth > maxDepth || len(seen) > maxPages {
			return fmt.Errorf("%w: page tree", ErrLimit)
		}
		d, err := f.Dict(r)
		if err != nil {
			return err
		}
		switch d.Get("Type") {
		case Name("Page"):
			out = append(out, r)
			return nil
		case Name("Pages"):
			kids, err := f.Array(d.Get("Kids"))
			if err != nil {
				return err
			}
			for _, k := range kids {
				if err := walk(k, depth+1); err != nil {
					return err
				}
			}
			return nil
		}
		return fmt.Errorf("%w: page tree", ErrMalformed)
	}
	return out, walk(catalog.Get("Pages"), 0)
}
