package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"shinsa/ui/theme"
)

// DropZone is a line that says what can be dropped on the window, with a button for those who choose a file instead. The window takes the
// drop wherever it falls; the zone only says so.
type DropZone struct {
	widget.BaseWidget
	card *Surface
}

// NewDropZone returns a drop zone; choose opens the file dialog.
func NewDropZone(text, button string, choose func()) *DropZone {
	d := &DropZone{}
	row := Cells(12, []Cell{{}, {Share: 1}, {}},
		NewPicture(theme.IconInbox.Resource(theme.ColorAccent), Heading), Full(text), NewButton(button, choose))
	d.card = NewSurface(theme.ColorPaper, Inset(14, 8, row))
	d.card.Framed = true
	d.ExtendBaseWidget(d)
	return d
}

func (d *DropZone) parts() []fyne.CanvasObject { return []fyne.CanvasObject{d.card} }

// HeightFor implements Flowing.
func (d *DropZone) HeightFor(width float32) float32 { return d.card.HeightFor(width) }

// CreateRenderer implements fyne.Widget.
func (d *DropZone) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.card) }

// Empty fills a screen that has nothing to show yet: it says what will be here and how to begin.
type Empty struct {
	widget.BaseWidget
	body *fyne.Container
}

// NewEmpty returns an empty state; act may be nil when there is nothing to press.
func NewEmpty(icon theme.Icon, title, text, button string, act func()) *Empty {
	heading := NewHeading(title, Heading)
	note := NewParagraph(text)
	note.Full = true
	note.Colour = theme.ColorInkSoft
	picture := NewPicture(icon.Resource(theme.ColorInkSoft), Title)
	picture.Factor = 1.6
	parts := []fyne.CanvasObject{container.NewHBox(picture), heading, note}
	if act != nil {
		parts = append(parts, container.NewHBox(NewPrimary(button, act)))
	}
	e := &Empty{body: Column(12, parts...)}
	e.ExtendBaseWidget(e)
	return e
}

// CreateRenderer implements fyne.Widget.
func (e *Empty) CreateRenderer() fyne.WidgetRenderer { return &emptyRenderer{e} }

type emptyRenderer struct{ e *Empty }

func (r *emptyRenderer) Layout(s fyne.Size) {
	w := min(s.Width-48, 460)
	h := HeightFor(r.e.body, w)
	r.e.body.Move(fyne.NewPos((s.Width-w)/2, max((s.Height-h)/3, 0)))
	r.e.body.Resize(fyne.NewSize(w, h))
}

func (r *emptyRenderer) MinSize() fyne.Size           { return fyne.NewSize(200, 160) }
func (r *emptyRenderer) Destroy()                     {}
func (r *emptyRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.e.body} }

func (r *emptyRenderer) Refresh() {
	r.e.body.Refresh()
	r.Layout(r.e.Size())
}
