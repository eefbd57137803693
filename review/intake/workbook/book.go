package workbook

import (
	"encoding/xml"
	"sort"
	"strings"

	"shinsa/review/fault"
	"shinsa/review/intake/container"
	"shinsa/review/intake/sheet"
)

// listing reads the workbook part: its sheets in order.
type listing struct {
	sheets   []listed
	date1904 bool
	external bool
	names    map[string]string
	name     string
}

type listed struct {
	name, rel string
	hidden    bool
}

func (l *listing) Start(name string, a []xml.Attr) error {
	switch name {
	case "sheet":
		s := listed{name: container.Attr(a, "name"), hidden: container.Attr(a, "state") != "" && container.Attr(a, "state") != "visible"}
		for _, x := range a { // r:id; plain "id" does not occur on a sheet
			if x.Name.Local == "id" {
				s.rel = x.Value
			}
		}
		l.sheets = append(l.sheets, s)
	case "workbookPr":
		l.date1904 = container.IsTrue(container.Attr(a, "date1904"))
	case "externalReference":
		l.external = true
	case "definedName":
		l.name = container.Attr(a, "name")
	}
	return nil
}

func (l *listing) End(name string, text []byte) error {
	if name == "definedName" {
		l.names[l.name] = string(text)
	}
	return nil
}

// book reads the workbook from its root.
func (p *parcel) book() (*Book, error) {
	main, err := p.main()
	if err != nil {
		return nil, err
	}
	rels, err := p.Relations(main)
	if err != nil {
		return nil, err
	}
	l := &listing{names: map[string]string{}}
	if err := p.Visit(main, l); err != nil {
		return nil, err
	}
	if len(l.sheets) == 0 {
		return nil, fault.New(fault.Invalid, "form_damaged")
	}
	texts, st, err := p.tables(rels)
	if err != nil {
		return nil, err
	}
	b := &Book{Date1904: l.date1904, External: l.external, Names: l.names}
	for _, s := range l.sheets {
		rel, ok := rels[s.rel]
		if !ok {
			return nil, fault.New(fault.Invalid, "form_damaged")
		}
		if rel.Kind != "worksheet" {
			continue // chart and dialog sheets hold no answers
		}
		one, err := p.sheet(s, rel.Target, texts, st)
		if err != nil {
			return nil, err
		}
		b.Sheets = append(b.Sheets, one)
	}
	return b, p.notes(b)
}

// main finds the workbook part through the package's relationships.
func (p *parcel) main() (string, error) {
	if !p.Has("_rels/.rels") {
		return "", fault.New(fault.Invalid, "form_not_workbook")
	}
	rels, err := p.Relations("")
	if err != nil {
		return "", err
	}
	for _, rel := range rels {
		if rel.Kind == "officeDocument" && p.Has(rel.Target) && strings.HasSuffix(strings.ToLower(rel.Target), ".xml") {
			return rel.Target, nil
		}
	}
	if p.Has("xl/workbook.bin") {
		return "", fault.New(fault.Invalid, "form_binary")
	}
	return "", fault.New(fault.Invalid, "form_not_workbook") // a text document, slides
}

// tables reads the shared strings and the styles, where the workbook has them.
func (p *parcel) tables(rels map[string]container.Relation) ([]rich, *styles, error) {
	texts := &sharedStrings{}
	st := &styles{formats: map[int]string{}}
	for _, rel := range rels {
		var err error
		switch rel.Kind {
		case "sharedStrings":
			err = p.Visit(rel.Target, texts)
		case "styles":
			err = p.Visit(rel.Target, st)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	return texts.list, st, nil
}

func (p *parcel) sheet(s listed, part string, texts []rich, st *styles) (*Sheet, error) {
	rels, err := p.Relations(part)
	if err != nil {
		return nil, err
	}
	out := NewSheet(s.name)
	out.Hidden, p.budget.Merged = s.hidden, sheet.MaxMerged
	w := &worksheet{parcel: p, sheet: out, strings: texts, styles: st, rels: rels, grid: newGrid(), controls: map[string]string{}}
	if err := p.Visit(part, w); err != nil {
		return nil, err
	}
	if err := p.shapes(w); err != nil {
		return nil, err
	}
	for _, rel := range rels {
		if rel.Kind == "comments" && !rel.External {
			if err := p.Visit(rel.Target, &comments{sheet: out}); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// notes records what a workbook carries beside its cells.
func (p *parcel) notes(b *Book) error {
	for _, name := range p.Names() {
		b.Macros = b.Macros || strings.HasSuffix(name, "vbaproject.bin") || strings.HasPrefix(name, "xl/macrosheets/")
		b.External = b.External || strings.HasPrefix(name, "xl/externallinks/") || name == "xl/connections.xml"
	}
	shapes := p.Under("xl/drawings/")
	sort.Strings(shapes)
	for _, name := range shapes {
		d := &drawn{}
		if err := p.Visit(name, d); err != nil {
			return err
		}
		b.Drawn = append(b.Drawn, d.text...)
	}
	return nil
}
