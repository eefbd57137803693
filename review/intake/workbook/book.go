package workbook

import (
	"encoding/xml"
	"sort"
	"strings"

	"shinsa/review/fault"
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

func (l *listing) start(name string, a []xml.Attr) error {
	switch name {
	case "sheet":
		s := listed{name: attr(a, "name"), hidden: attr(a, "state") != "" && attr(a, "state") != "visible"}
		for _, x := range a { // r:id; plain "id" does not occur on a sheet
			if x.Name.Local == "id" {
				s.rel = x.Value
			}
		}
		l.sheets = append(l.sheets, s)
	case "workbookPr":
		l.date1904 = isTrue(attr(a, "date1904"))
	case "externalReference":
		l.external = true
	case "definedName":
		l.name = attr(a, "name")
	}
	return nil
}

func (l *listing) end(name string, text []byte) error {
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
	rels, err := p.relations(main)
	if err != nil {
		return nil, err
	}
	l := &listing{names: map[string]string{}}
	if err := p.visit(main, l); err != nil {
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
		if rel.kind != "worksheet" {
			continue // chart and dialog sheets hold no answers
		}
		sheet, err := p.sheet(s, rel.target, texts, st)
		if err != nil {
			return nil, err
		}
		b.Sheets = append(b.Sheets, sheet)
	}
	return b, p.notes(b)
}

// main finds the workbook part through the package's relationships.
func (p *parcel) main() (string, error) {
	r := &relations{from: "", list: map[string]relation{}}
	if !p.has("_rels/.rels") {
		return "", fault.New(fault.Invalid, "form_not_workbook")
	}
	if err := p.visit("_rels/.rels", r); err != nil {
		return "", err
	}
	for _, rel := range r.list {
		if rel.kind == "officeDocument" && p.has(rel.target) && strings.HasSuffix(strings.ToLower(rel.target), ".xml") {
			return rel.target, nil
		}
	}
	if p.has("xl/workbook.bin") {
		return "", fault.New(fault.Invalid, "form_binary")
	}
	return "", fault.New(fault.Invalid, "form_not_workbook") // a text document, slides
}

// tables reads the shared strings and the styles, where the workbook has them.
func (p *parcel) tables(rels map[string]relation) ([]rich, *styles, error) {
	texts := &sharedStrings{}
	st := &styles{formats: map[int]string{}}
	for _, rel := range rels {
		var err error
		switch rel.kind {
		case "sharedStrings":
			err = p.visit(rel.target, texts)
		case "styles":
			err = p.visit(rel.target, st)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	return texts.list, st, nil
}

func (p *parcel) sheet(s listed, part string, texts []rich, st *styles) (*Sheet, error) {
	rels, err := p.relations(part)
	if err != nil {
		return nil, err
	}
	sheet := NewSheet(s.name)
	sheet.Hidden = s.hidden
	w := &worksheet{parcel: p, sheet: sheet, strings: texts, styles: st, rels: rels, grid: newGrid(), controls: map[string]string{}}
	if err := p.visit(part, w); err != nil {
		return nil, err
	}
	if err := p.shapes(w); err != nil {
		return nil, err
	}
	for _, rel := range rels {
		if rel.kind == "comments" && !rel.external {
			if err := p.visit(rel.target, &comments{list: sheet.comments}); err != nil {
				return nil, err
			}
		}
	}
	return sheet, nil
}

// notes records what a workbook carries beside its cells.
func (p *parcel) notes(b *Book) error {
	for name := range p.parts {
		b.Macros = b.Macros || strings.HasSuffix(name, "vbaproject.bin") || strings.HasPrefix(name, "xl/macrosheets/")
		b.External = b.External || strings.HasPrefix(name, "xl/externallinks/") || name == "xl/connections.xml"
	}
	shapes := p.under("xl/drawings/")
	sort.Strings(shapes)
	for _, name := range shapes {
		d := &drawn{}
		if err := p.visit(name, d); err != nil {
			return err
		}
		b.Drawn = append(b.Drawn, d.text...)
	}
	return nil
}
