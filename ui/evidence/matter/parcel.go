package matter

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"shinsa/review/fault"
)

// Package reads a document packed as a ZIP by what it holds: DOCX, XLSX or PPTX, with macros or without. Anything else is refused with
// fault.Invalid "evidence_media_unknown".
func Package(ctx context.Context, b []byte) ([]Block, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, unreadable()
	}
	p := &parcel{ctx: ctx, parts: make(map[string]*zip.File, len(z.File)), left: maxBytes, images: map[string]*Image{}}
	if err := p.index(z.File); err != nil {
		return nil, err
	}
	switch {
	case p.has("word/document.xml"):
		return letter(p)
	case p.has("xl/workbook.xml"):
		return book(p, b)
	case p.has("ppt/presentation.xml"):
		return show(p)
	}
	return nil, fault.New(fault.Invalid, "evidence_media_unknown")
}

// parcel is the ZIP under a document.
type parcel struct {
	ctx   context.Context
	parts map[string]*zip.File
	left  int64 // bytes that may still be expanded
	// images are the pictures that were read, by their part.
	images map[string]*Image
}

func (p *parcel) index(files []*zip.File) error {
	if len(files) > maxParts {
		return tooLarge()
	}
	for _, f := range files {
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		if _, twice := p.parts[name]; twice {
			return unreadable()
		}
		if f.Flags&1 != 0 {
			return fault.New(fault.Invalid, "evidence_legacy_office")
		}
		p.parts[name] = f
	}
	return nil
}

func (p *parcel) has(name string) bool {
	_, ok := p.parts[strings.ToLower(name)]
	return ok
}

// part returns the bytes of a part.
func (p *parcel) part(name string) ([]byte, error) {
	f, ok := p.parts[strings.ToLower(name)]
	if !ok {
		return nil, unreadable()
	}
	limit := min(maxPart, p.left)
	if f.UncompressedSize64 > uint64(limit) {
		return nil, tooLarge()
	}
	r, err := f.Open()
	if err != nil {
		return nil, unreadable()
	}
	defer r.Close() //nolint:errcheck // read only; the checksum is looked at by Read
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case err != nil:
		return nil, unreadable()
	case int64(len(b)) > limit:
		return nil, tooLarge()
	}
	p.left -= int64(len(b))
	return b, nil
}

// node is an element of a part with what stands in it. Names are without their namespaces, which the parts named here do not need.
type node struct {
	name  string
	attrs []xml.Attr
	kids  []*node
	text  string
}

// tree reads a part. A document type declaration, an element that is not closed, more elements or a deeper nesting than any document has are
// refused.
func (p *parcel) tree(name string) (*node, error) {
	b, err := p.part(name)
	if err != nil {
		return nil, err
	}
	d := xml.NewDecoder(bytes.NewReader(b))
	root := &node{}
	open := []*node{root}
	for n := 0; ; n++ {
		if n%4096 == 0 && p.ctx.Err() != nil {
			return nil, p.ctx.Err()
		}
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, unreadable()
		}
		if n > maxTokens {
			return nil, tooLarge()
		}
		at := open[len(open)-1]
		switch t := t.(type) {
		case xml.StartElement:
			if len(open) > maxDepth {
				return nil, unreadable()
			}
			n += len(t.Attr)
			k := &node{name: t.Name.Local, attrs: append([]xml.Attr(nil), t.Attr...)}
			at.kids = append(at.kids, k)
			open = append(open, k)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			at.text += string(t)
		case xml.Directive:
			return nil, unreadable()
		}
	}
	if len(open) != 1 || len(root.kids) != 1 {
		return nil, unreadable()
	}
	return root.kids[0], nil
}

// optional is tree for a part that may be missing.
func (p *parcel) optional(name string) (*node, error) {
	if !p.has(name) {
		return &node{}, nil
	}
	return p.tree(name)
}

// related returns the targets of a part's relations by their ids; what lies outside the package is left out.
func (p *parcel) related(name string) (map[string]string, error) {
	dir, base := path.Split(name)
	rels, err := p.optional(dir + "_rels/" + base + ".rels")
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, r := range rels.all("Relationship") {
		if r.attr("TargetMode") == "External" {
			continue
		}
		target := r.attr("Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(dir, target)
		}
		out[r.attr("Id")] = strings.TrimPrefix(path.Clean(target), "/")
	}
	return out, nil
}

// attr returns an attribute by its name without namespace, "" when there is none.
func (n *node) attr(name string) string {
	for _, a := range n.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// kid returns the first child of a name; a node without anything when there is none.
func (n *node) kid(name string) *node {
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
	}
	return &node{}
}

// at goes down by names.
func (n *node) at(names ...string) *node {
	for _, name := range names {
		n = n.kid(name)
	}
	return n
}

// there reports whether a node was found.
func (n *node) there() bool { return n.name != "" }

// all returns the children of a name.
func (n *node) all(name string) []*node {
	var out []*node
	for _, k := range n.kids {
		if k.name == name {
			out = append(out, k)
		}
	}
	return out
}

// deep returns the first node of a name anywhere below.
func (n *node) deep(name string) *node {
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
		if d := k.deep(name); d.there() {
			return d
		}
	}
	return &node{}
}
