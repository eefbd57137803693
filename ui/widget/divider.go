package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shinsa/ui/theme"
)

// divider is the line between two panes.
type divider struct {
	widget.BaseWidget
	panes   *Panes
	left    int
	hovered bool
}

// Dragged implements fyne.Draggable.
func (d *divider) Dragged(ev *fyne.DragEvent) { d.panes.move(d.left, ev.Dragged.DX) }

// DragEnd implements fyne.Draggable.
func (d *divider) DragEnd() { d.panes.moved() }

// Cursor implements desktop.Cursorable.
func (d *divider) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// MouseIn implements desktop.Hoverable.
func (d *divider) MouseIn(*desktop.MouseEvent) { d.hovered = true; d.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (d *divider) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (d *divider) MouseOut() { d.hovered = false; d.Refresh() }

// MinSize implements fyne.CanvasObject.
func (d *divider) MinSize() fyne.Size { return fyne.NewSize(dividerWidth, 1) }

// CreateRenderer implements fyne.Widget.
func (d *divider) CreateRenderer() fyne.WidgetRenderer {
	r := &dividerRenderer{d: d, ground: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(nil)}
	r.colour()
	return r
}

type dividerRenderer struct {
	d            *divider
	ground, line *canvas.Rectangle
}

func (r *dividerRenderer) colour() {
	r.ground.FillColor = fynetheme.Color(theme.ColorPaper)
	r.line.FillColor = fynetheme.Color(theme.ColorHairline)
	if r.d.hovered {
		r.ground.FillColor = fynetheme.Color(theme.ColorAccentSoft)
		r.line.FillColor = fynetheme.Color(theme.ColorAccent)
	}
}

func (r *dividerRenderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	r.line.Move(fyne.NewPos((s.Width-1)/2, 0))
	r.line.Resize(fyne.NewSize(1, s.Height))
}

func (r *dividerRenderer) MinSize() fyne.Size           { return r.d.MinSize() }
func (r *dividerRenderer) Destroy()                     {}
func (r *dividerRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.ground, r.line} }

func (r *dividerRenderer) Refresh() {
	r.colour()
	canvas.Refresh(r.d)
}
