package catalog

import (
	"cmp"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// The parts of an OSCAL catalog (NIST OSCAL 1.x, catalog model) that an edition is made of.
type oscalFile struct {
	Catalog oscalCatalog `json:"catalog"`
}

type oscalCatalog struct {
	UUID     string         `json:"uuid"`
	Metadata oscalMetadata  `json:"metadata"`
	Params   []oscalParam   `json:"params,omitempty"`
	Controls []oscalControl `json:"controls,omitempty"`
	Groups   []oscalGroup   `json:"groups,omitempty"`
}

type oscalMetadata struct {
	Title    string      `json:"title"`
	Modified string      `json:"last-modified"`
	Version  string      `json:"version"`
	OSCAL    string      `json:"oscal-version"`
	Props    []oscalProp `json:"props,omitempty"`
}

type oscalGroup struct {
	ID       string         `json:"id,omitempty"`
	Class    string         `json:"class,omitempty"`
	Title    string         `json:"title"`
	Params   []oscalParam   `json:"params,omitempty"`
	Parts    []oscalPart    `json:"parts,omitempty"`
	Groups   []oscalGroup   `json:"groups,omitempty"`
	Controls []oscalControl `json:"controls,omitempty"`
}

type oscalControl struct {
	ID       string         `json:"id"`
	Class    string         `json:"class,omitempty"`
	Title    string         `json:"title"`
	Params   []oscalParam   `json:"params,omitempty"`
	Props    []oscalProp    `json:"props,omitempty"`
	Parts    []oscalPart    `json:"parts,omitempty"`
	Controls []oscalControl `json:"controls,omitempty"`
}

type oscalParam struct {
	ID     string   `json:"id"`
	Label  string   `json:"label,omitempty"`
	Values []string `json:"values,omitempty"`
	Select *struct {
		Choice []string `json:"choice,omitempty"`
	} `json:"select,omitempty"`
}

type oscalProp struct {
	Name  string `json:"name"`
	NS    string `json:"ns,omitempty"`
	Value string `json:"value"`
}

type oscalPart struct {
	ID    string      `json:"id,omitempty"`
	Name  string      `json:"name"`
	NS    string      `json:"ns,omitempty"`
	Title string      `json:"title,omitempty"`
	Prose string      `json:"prose,omitempty"`
	Props []oscalProp `json:"props,omitempty"`
	Parts []oscalPart `json:"parts,omitempty"`
}

// namespace is that of the properties this program adds to a catalog.
const namespace = "https://shinsa.example/ns/oscal"

// maxLevels bounds nested groups and controls.
const maxLevels = 64

// FromOSCAL makes a draft of an OSCAL catalog in JSON, or of the catalog that a profile resolves to. Groups keep their nesting; control
// enhancements become items after their control; parameters stand in the text by their label. The text is taken as it is, in whatever
// language, as the wording of both languages.
func FromOSCAL(b []byte, h criteria.Head) (Draft, error) {
	if len(b) > criteria.MaxBytes {
		return Draft{}, fault.New(fault.Invalid, "criteria_too_large")
	}
	var f oscalFile
	if err := json.Unmarshal(b, &f); err != nil || f.Catalog.Metadata.Title == "" {
		return Draft{}, fault.New(fault.Invalid, "catalog_not_readable")
	}
	r := &oscalReader{params: map[string]oscalParam{}}
	r.know(f.Catalog.Params)
	if len(f.Catalog.Controls) > 0 {
		r.groups = append(r.groups, criteria.Group{ID: "controls", Title: both(f.Catalog.Metadata.Title)})
		r.controls(f.Catalog.Controls, "controls", 0)
	}
	r.walk(f.Catalog.Groups, "", 0)
	if r.deep || len(r.items) == 0 {
		return Draft{}, fault.New(fault.Invalid, "catalog_not_readable")
	}
	if h.Title.JA == "" {
		h.Title = both(f.Catalog.Metadata.Title)
	}
	e, err := criteria.Compose(draftOf(h), r.headings(), r.ordered())
	return Draft{e, r.assumed}, err
}

type oscalReader struct {
	params  map[string]oscalParam
	groups  []criteria.Group
	items   []criteria.Item
	places  []int // of the headings that were defined; -1 for others
	at      []int // of the items that were
	assumed []ident.ItemID
	deep    bool
}

// ordered are the items in the order of the edition they were written from, as long as nobody has moved one: a catalog lists them heading by
// heading.
func (r *oscalReader) ordered() []criteria.Item {
	last := map[string]int{}
	for i, it := range r.items {
		if at, was := last[it.Group]; r.at[i] < 0 || was && r.at[i] <= at {
			return r.items
		}
		last[it.Group] = r.at[i]
	}
	return arranged(r.items, r.at)
}

// headings are in the order of the edition they were written from, where each was defined.
func (r *oscalReader) headings() []criteria.Group {
	if len(r.places) != len(r.groups) || slices.Contains(r.places, -1) {
		return r.groups
	}
	return arranged(r.groups, r.places)
}

// arranged sorts a list by the place of each.
func arranged[T any](list []T, at []int) []T {
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(at[a], at[b]) })
	out := make([]T, len(list))
	for i, n := range order {
		out[i] = list[n]
	}
	return out
}

func both(s string) criteria.Text { return criteria.Text{JA: s, EN: s} }

func (r *oscalReader) know(list []oscalParam) {
	for _, p := range list {
		r.params[p.ID] = p
	}
}

func (r *oscalReader) walk(groups []oscalGroup, parent string, level int) {
	if level > maxLevels {
		r.deep = true
		return
	}
	for _, g := range groups {
		r.know(g.Params)
		id := g.ID
		if id == "" {
			id = fmt.Sprintf("group%d", len(r.groups)+1)
		}
		group, place := criteria.Group{ID: id, Parent: parent, Title: both(g.Title)}, -1
		if d, ok := definedIn(g.Parts); ok && d.Group != nil && d.Group.ID == id && d.Group.Title.JA == g.Title {
			group.Title, place = d.Group.Title, d.At
		}
		r.groups = append(r.groups, group)
		r.places = append(r.places, place)
		r.controls(g.Controls, id, level)
		r.walk(g.Groups, id, level+1)
	}
}

func (r *oscalReader) controls(list []oscalControl, group string, level int) {
	if level > maxLevels {
		r.deep = true
		return
	}
	for _, c := range list {
		r.know(c.Params)
		if propOf(c.Props, "status") != "withdrawn" && propOf(c.Props, "status") != "Withdrawn" {
			r.items = append(r.items, r.item(c, group))
			if n := len(r.items); len(r.at) < n {
				r.at = append(r.at, -1)
				r.assumed = append(r.assumed, r.items[n-1].ID)
			}
		}
		r.controls(c.Controls, group, level+1)
	}
}

// definedIn returns the definition that this program wrote among the parts.
func definedIn(parts []oscalPart) (definition, bool) {
	for _, p := range parts {
		if p.Name == "definition" && p.NS == namespace {
			return defined(p.Prose)
		}
	}
	return definition{}, false
}

func (r *oscalReader) item(c oscalControl, group string) criteria.Item {
	if d, ok := definedIn(c.Parts); ok && d.Item != nil {
		was := wordsOf(*d.Item)
		now := words{own(c.Props, "id"), own(c.Props, "category"), c.Title, r.prose(c.Parts, "statement"), own(c.Props, "duty"), was.level}
		it := reworded(*d.Item, now)
		it.Group = group
		r.at = append(r.at, d.At)
		return it
	}
	it := criteria.Item{
		ID: ident.ItemID(nonEmpty(own(c.Props, "id"), c.ID)), Group: group, Title: both(c.Title), Duty: criteria.Mandatory, Answer: criteria.Answer{Type: criteria.TextAnswer},
		Ask: both(r.prose(c.Parts, "statement")), Guidance: both(r.prose(c.Parts, "guidance")), Source: "oscal",
	}
	if own(c.Props, "duty") == string(criteria.Optional) {
		it.Duty = criteria.Optional
	}
	it.Category = both(nonEmpty(own(c.Props, "category"), propOf(c.Props, "label")))
	return it
}

// own returns a property that this program wrote.
func own(list []oscalProp, name string) string {
	for _, p := range list {
		if p.Name == name && p.NS == namespace {
			return p.Value
		}
	}
	return ""
}

func nonEmpty(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func propOf(list []oscalProp, name string) string {
	for _, p := range list {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
}

// prose joins the text of the parts of a name, their own parts below them with their labels.
func (r *oscalReader) prose(parts []oscalPart, name string) string {
	var lines []string
	var add func(p oscalPart, level int)
	add = func(p oscalPart, level int) {
		if level > maxLevels {
			r.deep = true
			return
		}
		text := strings.TrimSpace(propOf(p.Props, "label") + " " + r.insert(p.Prose, 0))
		if text != "" {
			lines = append(lines, strings.Repeat("  ", level)+text)
		}
		for _, q := range p.Parts {
			add(q, level+1)
		}
	}
	for _, p := range parts {
		if p.Name == name {
			add(p, 0)
		}
	}
	return strings.Join(lines, "\n")
}

var insertion = regexp.MustCompile(`\{\{\s*(?:insert:\s*param,\s*)?([A-Za-z0-9._-]+)\s*\}\}`)

// insert writes parameters as their value, label or choices in square brackets.
func (r *oscalReader) insert(text string, depth int) string {
	return insertion.ReplaceAllStringFunc(text, func(m string) string {
		p, ok := r.params[insertion.FindStringSubmatch(m)[1]]
		switch {
		case !ok || depth > 4:
			return "[…]"
		case len(p.Values) > 0:
			return strings.Join(p.Values, ", ")
		case p.Select != nil && len(p.Select.Choice) > 0:
			return "[" + r.insert(strings.Join(p.Select.Choice, " / "), depth+1) + "]"
		}
		return "[" + p.Label + "]"
	})
}
