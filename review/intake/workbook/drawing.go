package workbook

import (
	"encoding/xml"
	"strconv"
	"strings"

	"shinsa/review/intake/container"
)

// wideMark is how many rows or columns a shape covers that is about more than one cell.
const wideMark = 4

// drawing reads the shapes of one sheet with the places they are anchored to.
type drawing struct {
	sheet   *Sheet
	grid    *grid
	ticked  map[string]bool // shape id → a box to tick, and whether it is ticked
	reading bool
	from    point
	to      point
	at      *point // the end that is being read
	id      string
	mark    Mark
}

// point is a place on the grid: column and row from 0, and how far into them, in EMU (914,400 to the inch).
type point struct{ col, row, dx, dy int }

func (d *drawing) Start(name string, a []xml.Attr) error {
	switch name {
	case "twoCellAnchor", "oneCellAnchor":
		*d = drawing{sheet: d.sheet, grid: d.grid, ticked: d.ticked, reading: true}
		d.at = &d.from
	case "from":
		d.at = &d.from
	case "to":
		d.at = &d.to
	case "ext":
		d.size(a)
	case "cNvPr":
		if d.id == "" {
			d.id = container.Attr(a, "id")
		}
	default:
		d.shape(name, a)
	}
	return nil
}

// size takes the far end of a shape that tells its size in place of its far end.
func (d *drawing) size(a []xml.Attr) {
	cx, err1 := strconv.Atoi(container.Attr(a, "cx"))
	cy, err2 := strconv.Atoi(container.Attr(a, "cy"))
	if d.reading && err1 == nil && err2 == nil && d.to == (point{}) {
		d.to = d.from
		d.to.dx, d.to.dy = d.to.dx+cx, d.to.dy+cy
	}
}

func (d *drawing) shape(name string, a []xml.Attr) {
	kind := map[string]string{"custGeom": "ink", "contentPart": "ink", "pic": "picture", "graphicFrame": "chart", "cxnSp": "line"}[name]
	if name == "prstGeom" {
		switch kind = container.Attr(a, "prst"); {
		case kind == "donut" || kind == "flowChartConnector":
			kind = "ellipse"
		case strings.Contains(strings.ToLower(kind), "connector"):
			kind = "line"
		}
	}
	if d.mark.Shape == "" {
		d.mark.Shape = kind
	}
}

func (d *drawing) End(name string, text []byte) error {
	if !d.reading {
		return nil
	}
	n, err := strconv.Atoi(strings.TrimSpace(string(text)))
	switch {
	case name == "col" && err == nil:
		d.at.col = n
	case name == "row" && err == nil:
		d.at.row = n
	case name == "colOff" && err == nil:
		d.at.dx = n
	case name == "rowOff" && err == nil:
		d.at.dy = n
	case name == "t":
		d.mark.Text += string(text)
	case name == "twoCellAnchor" || name == "oneCellAnchor":
		d.finish()
	}
	return nil
}

// finish takes a shape in. One that covers few cells is about the cell under its middle; a larger one is about all that it covers.
func (d *drawing) finish() {
	d.reading = false
	if d.mark.Shape == "chart" {
		return
	}
	m := d.mark
	m.Text = strings.TrimSpace(m.Text)
	if checked, box := d.ticked[d.id]; box {
		m.Shape, m.Checked = "checkbox", checked
	}
	m.Range = d.grid.cells(d.from, d.to)
	if m.To.Row-m.From.Row < wideMark && m.To.Col-m.From.Col < wideMark {
		middle := d.grid.middle(d.from, d.to)
		m.Range = Range{From: middle, To: middle}
	}
	d.sheet.Draw(m)
}

// grid is how wide the columns and how high the rows of a sheet are, in EMU.
type grid struct {
	width  map[int]int // by column from 0; others have the usual width
	height map[int]int
	usualW int
	usualH int
}

// EMU of a point of height and of a character of width (ECMA-376 Part 1, 18.3.1.13: seven pixels and five of padding at 96 dpi).
const (
	perPoint     = 12_700
	perCharacter = 7 * 9525
	padding      = 5 * 9525
)

func newGrid() *grid {
	return &grid{width: map[int]int{}, height: map[int]int{}, usualW: 8*perCharacter + padding, usualH: 15 * perPoint}
}

func (g *grid) usual(a []xml.Attr) {
	if h, err := strconv.ParseFloat(container.Attr(a, "defaultRowHeight"), 64); err == nil && h > 0 && h < 500 {
		g.usualH = int(h * perPoint)
	}
	if w, err := strconv.ParseFloat(container.Attr(a, "defaultColWidth"), 64); err == nil && w > 0 && w < 500 {
		g.usualW = int(w*perCharacter) + padding
	}
}

func (g *grid) column(a []xml.Attr) {
	from, err1 := strconv.Atoi(container.Attr(a, "min"))
	to, err2 := strconv.Atoi(container.Attr(a, "max"))
	w, err3 := strconv.ParseFloat(container.Attr(a, "width"), 64)
	if err1 != nil || err2 != nil || err3 != nil || w < 0 || w > 500 {
		return
	}
	for c := max(from, 1); c <= min(to, 256); c++ {
		g.width[c-1] = int(w*perCharacter) + padding
	}
}

func (g *grid) row(n int, a []xml.Attr) {
	if h, err := strconv.ParseFloat(container.Attr(a, "ht"), 64); err == nil && h >= 0 && h < 500 {
		g.height[n-1] = int(h * perPoint)
	}
}

func size(of map[int]int, i, usual int) int {
	if n, ok := of[i]; ok {
		return n
	}
	return usual
}

// step goes a way from the start of a line of columns or rows and returns the one it ends in, counted from 1.
func step(of map[int]int, usual, from, way int) int {
	for range wideMark * 64 {
		n := size(of, from, usual)
		if way < n {
			break
		}
		way -= n
		from++
	}
	return from + 1
}

func (g *grid) cells(from, to point) Range {
	first := Ref{Row: step(g.height, g.usualH, from.row, from.dy), Col: step(g.width, g.usualW, from.col, from.dx)}
	last := Ref{Row: step(g.height, g.usualH, to.row, to.dy-1), Col: step(g.width, g.usualW, to.col, to.dx-1)}
	return Range{From: first, To: Ref{Row: max(first.Row, last.Row), Col: max(first.Col, last.Col)}}
}

// middle returns the cell under the middle of a shape.
func (g *grid) middle(from, to point) Ref {
	half := func(of map[int]int, usual, a, da, b, db int) int {
		way := db - da
		for i := a; i < b; i++ {
			way += size(of, i, usual)
		}
		return step(of, usual, a, da+max(way, 0)/2)
	}
	return Ref{Row: half(g.height, g.usualH, from.row, from.dy, to.row, to.dy), Col: half(g.width, g.usualW, from.col, from.dx, to.col, to.dx)}
}

// control reads what a form control is: a box to tick, and whether it is.
type control struct{ box, checked bool }

func (c *control) Start(name string, a []xml.Attr) error {
	if name == "formControlPr" {
		kind := container.Attr(a, "objectType")
		c.box = kind == "CheckBox" || kind == "Radio"
		c.checked = container.Attr(a, "checked") == "Checked"
	}
	return nil
}

func (*control) End(string, []byte) error { return nil }

// shapes reads what is drawn on a sheet.
func (p *parcel) shapes(w *worksheet) error {
	ticked := map[string]bool{}
	for id, rel := range w.controls {
		c := &control{}
		if r, ok := w.rels[rel]; ok && !r.External && p.Has(r.Target) {
			if err := p.Visit(r.Target, c); err != nil {
				return err
			}
		}
		if c.box {
			ticked[id] = c.checked
		}
	}
	for _, rel := range w.rels {
		if rel.Kind == "drawing" && !rel.External {
			if err := p.Visit(rel.Target, &drawing{sheet: w.sheet, grid: w.grid, ticked: ticked}); err != nil {
				return err
			}
		}
	}
	return nil
}
