package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// rowCell is what a row of a list stands in. Over whatever ground the row has it shows that the pointer is on it, and by a frame that it is
// the current one of a list that has the keyboard; what is shortened under the pointer is told whole. Taps go through it to the list.
type rowCell struct {
	widget.BaseWidget
	list    *List
	row     int
	content fyne.CanvasObject
	veil    *canvas.Rectangle
	ring    *canvas.Rectangle
}

var _ desktop.Hoverable = (*rowCell)(nil)

func newCell(l *List, content fyne.CanvasObject) *rowCell {
	c := &rowCell{list: l, content: content, veil: canvas.NewRectangle(color.Transparent), ring: newRing()}
	c.ring.CornerRadius = 3
	c.ExtendBaseWidget(c)
	return c
}

// show tells the cell which row it shows by now.
func (c *rowCell) show(row int) {
	c.row = row
	showRing(c.ring, c.list.held && row == c.list.at())
	canvas.Refresh(c.ring)
}

// MouseIn implements desktop.Hoverable.
func (c *rowCell) MouseIn(ev *desktop.MouseEvent) {
	c.point(true)
	c.MouseMoved(ev)
}

// MouseMoved implements desktop.Hoverable.
func (c *rowCell) MouseMoved(ev *desktop.MouseEvent) {
	Noticed(c)
	if t := tipsOf(c); t != nil {
		t.point(c.content, ev.Position)
	}
}

// MouseOut implements desktop.Hoverable.
func (c *rowCell) MouseOut() {
	c.point(false)
	if t := tipsOf(c); t != nil {
		t.clear()
	}
}

func (c *rowCell) point(on bool) {
	c.veil.FillColor = color.Transparent
	if on {
		c.veil.FillColor = fynetheme.Color(fynetheme.ColorNameHover)
	}
	canvas.Refresh(c.veil)
	if c.list.OnPoint != nil {
		c.list.OnPoint(c.row, on)
	}
}

// CreateRenderer implements fyne.Widget.
func (c *rowCell) CreateRenderer() fyne.WidgetRenderer { return &rowCellRenderer{c} }

type rowCellRenderer struct{ c *rowCell }

// Layout sets the frame a little inside: at the very edge it would be cut by what scrolls the row.
func (r *rowCellRenderer) Layout(s fyne.Size) {
	r.c.content.Resize(s)
	r.c.veil.Resize(s)
	r.c.ring.Move(fyne.NewPos(2, 1))
	r.c.ring.Resize(fyne.NewSize(s.Width-4, s.Height-2))
}
func (r *rowCellRenderer) MinSize() fyne.Size { return r.c.content.MinSize() }
func (r *rowCellRenderer) Refresh()           { r.c.content.Refresh() }
func (r *rowCellRenderer) Destroy()           {}
func (r *rowCellRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.content, r.c.veil, r.c.ring}
}
