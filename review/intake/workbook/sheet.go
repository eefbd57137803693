package workbook

import (
	"encoding/xml"
	"strconv"
	"strings"

	"shinsa/review/fault"
)

// worksheet reads the parts of one sheet that matter.
type worksheet struct {
	parcel  *parcel
	sheet   *Sheet
	strings []rich
	styles  *styles
	rels    map[string]relation
	grid    *grid

	controls map[string]string // shape id of a form control → relation

	row, col   int
	mergedArea int
	cell       struct {
		kind, style string
		formula     bool
		value       string
		has         bool
	}
	inline   richText
	isInline bool
}

func (w *worksheet) start(name string, a []xml.Attr) error {
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
		return w.merge(attr(a, "ref"))
	case "hyperlink":
		w.link(a)
	case "sheetProtection":
		w.sheet.Protected = isTrue(attr(a, "sheet"))
	}
	if w.isInline {
		w.inline.start(name, a)
	}
	return nil
}

func (w *worksheet) end(name string, text []byte) error {
	if w.isInline {
		w.inline.end(name, text)
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
	if r := attr(a, "r"); r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n < w.row || n > maxRow {
			return fault.New(fault.Invalid, "form_damaged") // rows go up; a row twice would hide one of them
		}
		w.row = n
	}
	if isTrue(attr(a, "hidden")) {
		w.sheet.hiddenRows[w.row] = true
	}
	w.grid.row(w.row, a)
	return nil
}

func (w *worksheet) control(a []xml.Attr) {
	for _, x := range a {
		if x.Name.Local == "id" && w.controls != nil {
			w.controls[attr(a, "shapeId")] = x.Value
		}
	}
}

func (w *worksheet) startCell(a []xml.Attr) error {
	w.col++
	if r := attr(a, "r"); r != "" {
		ref, ok := parseRef(r)
		if !ok || ref.Row != w.row || ref.Col < w.col {
			return fault.New(fault.Invalid, "form_damaged")
		}
		w.col = ref.Col
	}
	w.cell.kind, w.cell.style = attr(a, "t"), attr(a, "s")
	w.cell.formula, w.cell.has, w.cell.value = false, false, ""
	return nil
}

func (w *worksheet) endCell() error {
	if !w.cell.has {
		return nil
	}
	c := &Cell{Ref: Ref{w.row, w.col}, Formula: w.cell.formula}
	st := w.styles.at(w.cell.style)
	c.Unseen = st.unseen
	if err := w.fill(c, st); err != nil {
		return err
	}
	if c.Text == "" {
		return nil
	}
	if len(c.Text) > maxText {
		return fault.New(fault.Invalid, "form_too_large")
	}
	if st.strike {
		c.Kept = ""
	}
	if w.parcel.cells++; w.parcel.cells > w.parcel.limits.Cells {
		return fault.New(fault.Invalid, "form_too_large")
	}
	w.sheet.add(c)
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
		if isTrue(v) {
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
	from, err1 := strconv.Atoi(attr(a, "min"))
	to, err2 := strconv.Atoi(attr(a, "max"))
	if err1 == nil && err2 == nil && isTrue(attr(a, "hidden")) {
		w.sheet.hiddenCols = append(w.sheet.hiddenCols, Range{Ref{1, from}, Ref{maxRow, to}})
	}
}

// maxMerged is the most places merged ranges may cover: whole merged columns are real, a million merged places are not.
const maxMerged = 400_000

func (w *worksheet) merge(ref string) error {
	g, ok := parseRange(ref)
	if !ok {
		return fault.New(fault.Invalid, "form_damaged")
	}
	return w.join(g)
}

// join merges a block of places.
func (w *worksheet) join(g Range) error {
	w.mergedArea += (g.To.Row - g.From.Row + 1) * (g.To.Col - g.From.Col + 1)
	if w.mergedArea > maxMerged {
		return fault.New(fault.Invalid, "form_too_large")
	}
	w.sheet.Merges = append(w.sheet.Merges, g)
	for r := g.From.Row; r <= g.To.Row; r++ {
		for c := g.From.Col; c <= g.To.Col; c++ {
			w.sheet.merged[Ref{r, c}] = len(w.sheet.Merges) - 1
		}
	}
	return nil
}

func (w *worksheet) link(a []xml.Attr) {
	g, ok := parseRange(attr(a, "ref"))
	if rel, found := w.rels[attr(a, "id")]; ok && found && rel.external {
		w.sheet.links[g.From] = rel.target
	}
}
