package container

import (
	"encoding/xml"
	"path"
)

// Relation is one line of a part's .rels: what it refers to, and as what.
type Relation struct {
	Kind     string // last word of the type, such as "worksheet" or "comments"
	Target   string // part name, or an address when external
	External bool
}

type relations struct {
	from string
	list map[string]Relation
}

func (r *relations) Start(name string, a []xml.Attr) error {
	if name == "Relationship" {
		rel := Relation{Kind: path.Base(Attr(a, "Type")), Target: Attr(a, "Target"), External: Attr(a, "TargetMode") == "External"}
		if !rel.External {
			rel.Target = resolve(r.from, rel.Target)
		}
		r.list[Attr(a, "Id")] = rel
	}
	return nil
}

func (*relations) End(string, []byte) error { return nil }

// Relations returns what a part refers to, by id; nothing when it has no .rels. "" is the package itself.
func (p *Container) Relations(part string) (map[string]Relation, error) {
	name := "_rels/.rels"
	if part != "" {
		name = path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
	}
	r := &relations{from: part, list: map[string]Relation{}}
	if !p.Has(name) {
		return r.list, nil
	}
	return r.list, p.Visit(name, r)
}
