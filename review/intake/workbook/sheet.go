package workbook

import (
	"encoding/xml"
	"strconv"
	"strings"

	"shinsa/review/fault"
	"shinsa/review/intake/container"
	"shinsa/review/intake/sheet"
)

// worksheet reads the parts of one sheet that matter.
type worksheet struct {
	parcel  *parcel
	sheet   *Sheet
	strings []rich
	styles  *styles
	rels    map[string]container.Relation
	grid    *grid

	controls map[string]string // shape id of a form control → relation

	row, col int
	cell     struct {
		kind, style string
		formula     bool
		value       string
		has         bool
	}
	inline   richText
	isInline bool
}

func (w *worksheet) Start(name string, a []xml.Attr) error {
	switch name {
	case "row":
		return w.startRow(a)
	case "c":
		return w.startCell(a)
	case "is":
		w.isInline = true
		w.inline.reset()
	case "f":
		w.cell.formula = true
	case "sheetFormatPr":
		w.grid.usual(a)
	case "control":
		w.control(a)
	case "col":
		w.grid.column(a)
		w.hideCols(a)
	case "mergeCell":
		return w.merge(container.Attr(a, "ref"))
	case "hyperlink":
		w.link(a)
	case "sheetProtection":
		w.sheet.Protected = container.IsTrue(container.Attr(a, "sheet"))
	}
	if w.isInline {
		w.inline.Start(name, a)
	}
	return nil
}

func (w *worksheet) End(name string, text []byte) error {
	if w.isInline {
		w.inline.End(name, text)
	}
	switch name {
	case "v":
		w.cell.value, w.cell.has = string(text), true
	case "is":
		w.isInline, w.cell.has = false, true
	case "c":
		return w.endCell()
	}
	return nil
}

func (w *worksheet) startRow(a []xml.Attr) error {
	w.row++
	w.col = 0
	if r := container.Attr(a, "r"); r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n < w.row || n > sheet.MaxRow {
			return fault.New(fault.Invalid, "form_damaged") // rows go up; a row twice would hide one of them
		}
		w.row = n
	}
	if container.IsTrue(container.Attr(a, "hidden")) {
		w.sheet.HideRow(w.row)
	}
	w.grid.row(w.row, a)
	return nil
}

func (w *worksheet) control(a []xml.Attr) {
	for _, x := range a {
		if x.Name.Local == "id" && w.controls != nil {
			w.controls[container.Attr(a, "shapeId")] = x.Value
		}
	}
}

func (w *worksheet) startCell(a []xml.Attr) error {
	w.col++
	if r := container.Attr(a, "r"); r != "" {
		ref, ok := sheet.ParseRef(r)
		if !ok || ref.Row != w.row || ref.Col < w.col {
			return fault.New(fault.Invalid, "form_damaged")
		}
		w.col = ref.Col
	}
	w.cell.kind, w.cell.style = container.Attr(a, "t"), container.Attr(a, "s")
	w.cell.formula, w.cell.has, w.cell.value = false, false, ""
	return nil
}

func (w *worksheet) endCell() error {
	if !w.cell.has {
		return nil
	}
	c := &Cell{Ref: Ref{Row: w.row, Col: w.col}, Formula: w.cell.formula}
	st := w.styles.at(w.cell.style)
	c.Unseen = st.unseen
	if err := w.fill(c, st); err != nil {
		return err
	}
	if c.Text == "" {
		return nil
	}
	if len(c.Text) > sheet.MaxText {
		return fault.New(fault.Invalid, "form_too_large")
	}
	if st.strike {
		c.Kept = ""
	}
	if !w.parcel.budget.Cell() {
		return fault.New(fault.Invalid, "form_too_large")
	}
	w.sheet.Add(c)
	return nil
}

func (w *worksheet) fill(c *Cell, st style) error {
	v := w.cell.value
	switch w.cell.kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(v))
		if err != nil || i < 0 || i >= len(w.strings) {
			return fault.New(fault.Invalid, "form_damaged")
		}
		c.Text, c.Kept, c.Strong = w.strings[i].all, w.strings[i].kept, w.strings[i].strong
	case "inlineStr":
		r := w.inline.rich()
		c.Text, c.Kept, c.Strong = r.all, r.kept, r.strong
	case "str", "d":
		c.Text = unescape(v)
		c.Kept = c.Text
	case "e":
		c.Text, c.Kept, c.Error = v, v, true
	case "b":
		c.Text = "FALSE"
		if container.IsTrue(v) {
			c.Text = "TRUE"
		}
		c.Kept = c.Text
	default:
		if v == "" {
			return nil
		}
		f, err := strconv.ParseFloat(strings.TrimSpace(v), 64)
		if err != nil {
			return fault.New(fault.Invalid, "form_damaged")
		}
		c.Number, c.Format = &f, st.format
		c.Text = strconv.FormatFloat(f, 'f', -1, 64)
		c.Kept = c.Text
	}
	return nil
}

func (w *worksheet) hideCols(a []xml.Attr) {
	from, err1 := strconv.Atoi(container.Attr(a, "min"))
	to, err2 := strconv.Atoi(container.Attr(a, "max"))
	if err1 == nil && err2 == nil && container.IsTrue(container.Attr(a, "hidden")) {
		w.sheet.HideCols(Range{From: Ref{Row: 1, Col: from}, To: Ref{Row: sheet.MaxRow, Col: to}})
	}
}

func (w *worksheet) merge(ref string) error {
	g, ok := sheet.ParseRange(ref)
	if !ok {
		return fault.New(fault.Invalid, "form_damaged")
	}
	if !w.parcel.budget.Join(w.sheet, g) {
		return fault.New(fault.Invalid, "form_too_large")
	}
	return nil
}

func (w *worksheet) link(a []xml.Attr) {
	g, ok := sheet.ParseRange(container.Attr(a, "ref"))
	if rel, found := w.rels[container.Attr(a, "id")]; ok && found && rel.External {
		w.sheet.SetLink(g.From, rel.Target)
	}
}
