package home

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

const columnGap = 16

// columns are shared by the rows and their header.
var columns = []widget.Cell{{Share: 1}, {Ems: 3, From: 56}, {Ems: 7.5}, {Ems: 9}, {Ems: 9, From: 50}, {Ems: 9}}

// row is one case in the list; the list reuses it for others.
type row struct {
	widget.Surface
	service, operator, kind, due, figures *widget.Line
	state, left                           *widget.Chip
	bar                                   *widget.Progress
	next                                  *widget.Button
	run                                   func()
}

func (s *Screen) newRow() fyne.CanvasObject {
	r := &row{
		service: widget.NewAbridged("", widget.Body, theme.ColorInk), operator: widget.NewAbridged("", widget.Caption, theme.ColorInkSoft),
		kind: widget.NewLine("", widget.Body, theme.ColorInk), due: widget.NewLine("", widget.Body, theme.ColorInk),
		figures: widget.NewLine("", widget.Caption, theme.ColorInkSoft), state: widget.NewChip("", theme.Hollow),
		left: widget.NewMark("", theme.Hollow), bar: widget.NewProgress(),
	}
	r.service.Bold = true
	r.bar.Width = 140
	r.next = widget.NewButton("", func() { r.run() })
	cells := widget.Cells(columnGap, columns,
		widget.Column(2, r.service, r.operator), r.kind, r.state, widget.Column(2, r.due, r.left), widget.Column(2, r.figures, r.bar), widget.Column(0, r.next))
	r.Surface = widget.Ground(theme.ColorPaper, widget.Column(0, widget.Inset(8, 8, cells), widget.NewRule()))
	r.ExtendBaseWidget(r)
	r.show(present.HomeRow{Service: "見", Operator: "見", Due: "見", Next: "見", Left: present.Sign{Word: "見"}})
	return r
}

func (s *Screen) fillRow(i int, o fyne.CanvasObject) {
	if i >= len(s.shown) {
		return
	}
	r, h := o.(*row), s.shown[i]
	r.run = func() { s.open(h) }
	r.show(h)
	r.Refresh()
}

func (r *row) show(h present.HomeRow) {
	r.service.SetText(h.Service)
	r.operator.SetText(h.Operator + "　" + h.Number)
	r.kind.SetText(h.Kind)
	r.state.Set(h.State.Word, theme.Tone(h.State.Tone))
	r.due.SetText(h.Due)
	r.left.Set(h.Left.Word, theme.Tone(h.Left.Tone))
	widget.Visible(r.left, h.Left.Word != "")
	r.figures.SetText(h.Progress)
	r.bar.Set(h.Row.Judged, h.Row.Seen, h.Row.Total)
	widget.Visible(r.bar, h.Progress != "" && h.Row.Total > 0)
	r.next.SetText(h.Next)
	widget.Visible(r.next, h.Next != "")
}

// sideBySide gives the right object a width in ems and hides it where the left one would be too narrow; then the slip in the left one says
// what stands there that must not be missed.
type sideBySide struct {
	ems  float32
	slip *fyne.Container
}

func (l *sideBySide) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	left, side := objects[0], objects[1]
	w := l.ems * fynetheme.Size(widget.Body)
	if s.Width < 3.6*w {
		w = 0
		side.Hide()
	} else {
		side.Show()
	}
	if shown := !side.Visible() && len(l.slip.Objects) > 0; shown != l.slip.Visible() {
		widget.Visible(l.slip, shown)
		left.Refresh() // its size may stay the same
	}
	left.Resize(fyne.NewSize(s.Width-w, s.Height))
	side.Move(fyne.NewPos(s.Width-w, 0))
	side.Resize(fyne.NewSize(w, s.Height))
}

func (l *sideBySide) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 320) }
