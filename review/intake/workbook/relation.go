package workbook

import (
	"bytes"
	"encoding/xml"
	"path"
)

// relation is one line of a part's .rels: what it refers to, and as what.
type relation struct {
	kind     string // last word of the type, such as "worksheet" or "comments"
	target   string // part name, or an address when external
	external bool
}

type relations struct {
	from string
	list map[string]relation
}

func (r *relations) start(name string, a []xml.Attr) error {
	if name == "Relationship" {
		rel := relation{kind: path.Base(attr(a, "Type")), target: attr(a, "Target"), external: attr(a, "TargetMode") == "External"}
		if !rel.external {
			rel.target = resolve(r.from, rel.target)
		}
		r.list[attr(a, "Id")] = rel
	}
	return nil
}

func (*relations) end(string, []byte) error { return nil }

// relations returns what a part refers to, by id; nothing when it has no .rels.
func (p *parcel) relations(part string) (map[string]relation, error) {
	name := path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
	r := &relations{from: part, list: map[string]relation{}}
	if !p.has(name) {
		return r.list, nil
	}
	return r.list, p.visit(name, r)
}

// drawn collects the text of shapes.
type drawn struct{ text []string }

func (*drawn) start(string, []xml.Attr) error { return nil }

func (d *drawn) end(name string, text []byte) error {
	if name == "t" && len(bytes.TrimSpace(text)) > 0 {
		d.text = append(d.text, string(text))
	}
	return nil
}
