// Package container opens the ZIP file under a workbook and walks the XML in it, within limits that are checked before they are spent (Limits).
// A part that ends early, a document type declaration, a part twice, elements too deep in each other: the file is refused with its reason.
package container

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"shinsa/review/fault"
)

// Limits bound what a workbook may be.
type Limits struct {
	Parts     int   // entries of the ZIP file
	PartBytes int64 // bytes of one part, expanded
	Bytes     int64 // bytes of all parts that are read, expanded
	Cells     int   // cells that hold something
	Depth     int   // nested elements
}

// Container is the ZIP file under a workbook.
type Container struct {
	ctx    context.Context
	limits Limits
	parts  map[string]*zip.File
	spent  int64
}

// Open looks into a ZIP file. One that is none, that has too many or the same parts twice, or whose parts are locked is refused.
func Open(ctx context.Context, b []byte, l Limits) (*Container, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, fault.New(fault.Invalid, "form_damaged")
	}
	p := &Container{ctx: ctx, limits: l, parts: make(map[string]*zip.File, len(z.File))}
	return p, p.index(z)
}

// Files returns every part under its name in Unicode.
func (p *Container) Files() map[string]*zip.File {
	out := make(map[string]*zip.File, len(p.parts))
	for _, f := range p.parts {
		out[EntryName(f)] = f
	}
	return out
}

func (p *Container) index(z *zip.Reader) error {
	if len(z.File) > p.limits.Parts {
		return fault.New(fault.Invalid, "form_too_large")
	}
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return fault.New(fault.Invalid, "form_encrypted")
		}
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		if _, twice := p.parts[name]; twice {
			return fault.New(fault.Invalid, "form_hostile")
		}
		p.parts[name] = f
	}
	return nil
}

// Has reports whether a part is there, whatever the case of its name.
func (p *Container) Has(name string) bool {
	_, ok := p.parts[strings.ToLower(name)]
	return ok
}

// Names returns the names of all parts in small letters.
func (p *Container) Names() []string { return slices.Sorted(maps.Keys(p.parts)) }

// Under returns the names of the parts below a folder, such as "xl/drawings/".
func (p *Container) Under(folder string) []string {
	var out []string
	for name := range p.parts {
		if strings.HasPrefix(name, folder) && strings.HasSuffix(name, ".xml") {
			out = append(out, name)
		}
	}
	return out
}

// Visit walks the elements of a part. The walk must reach the end of the part, or the workbook is damaged.
func (p *Container) Visit(name string, v Visitor) error {
	f, ok := p.parts[strings.ToLower(name)]
	if !ok {
		return fault.New(fault.Invalid, "form_damaged")
	}
	r, err := f.Open()
	if err != nil {
		return fault.New(fault.Invalid, "form_damaged")
	}
	defer r.Close() //nolint:errcheck // read only
	limited := &io.LimitedReader{R: r, N: min(p.limits.PartBytes, p.limits.Bytes-p.spent) + 1}
	before := limited.N
	err = walk(p.ctx, limited, p.limits.Depth, v)
	p.spent += before - limited.N
	if limited.N <= 0 {
		return fault.New(fault.Invalid, "form_too_large")
	}
	return err
}

// Visitor is called at the start and end of each element; text is the characters directly inside it, valid during the call.
type Visitor interface {
	Start(name string, attr []xml.Attr) error
	End(name string, text []byte) error
}

// Listener is a visitor that takes the characters as they come, between the starts and ends.
type Listener interface{ Chars(b []byte) }

func walk(ctx context.Context, r io.Reader, depth int, v Visitor) error {
	dec := xml.NewDecoder(r)
	heard, _ := v.(Listener)
	var chars []byte
	var open []int // where the characters of each open element begin
	for n := 0; ; n++ {
		if n&0xfff == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) && len(open) == 0 && n > 0 {
			return nil
		}
		if err != nil {
			return fault.New(fault.Invalid, "form_damaged")
		}
		switch t := tok.(type) {
		case xml.Directive:
			return fault.New(fault.Invalid, "form_hostile") // a document type: entities, external subsets
		case xml.StartElement:
			if len(open) >= depth {
				return fault.New(fault.Invalid, "form_hostile")
			}
			open = append(open, len(chars))
			if err := v.Start(t.Name.Local, t.Attr); err != nil {
				return err
			}
		case xml.CharData:
			switch {
			case heard != nil:
				heard.Chars(t)
			case len(open) > 0:
				chars = append(chars, t...)
			}
		case xml.EndElement:
			from := open[len(open)-1]
			open = open[:len(open)-1]
			if err := v.End(t.Name.Local, chars[from:]); err != nil {
				return err
			}
			chars = chars[:from]
		}
	}
}

// Attr returns an attribute by its local name, "" for none.
func Attr(list []xml.Attr, name string) string {
	for _, a := range list {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// IsTrue reads a truth value of the format.
func IsTrue(s string) bool { return s == "1" || s == "true" }

// resolve returns the name of a related part, given relative to the folder of the part that names it or from the root.
func resolve(from, target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return path.Join(path.Dir(from), target)
}
