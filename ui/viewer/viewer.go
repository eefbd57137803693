// Package viewer shows the pages of a document in the window: page turning, zoom, fit and search, at the sharpness of the screen.
//
// A page is drawn away from the window's thread and replaces the one before when it is ready; a page asked for later wins over one still
// being drawn. One page and one document are held at a time. The viewer knows nothing of cases; it tells which page is on screen.
package viewer

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"shinsa/ui/evidence"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// Opener opens a document; it is called away from the window's thread.
type Opener func(context.Context) (evidence.Document, error)

// Viewer is one document on screen. Its methods belong to the window's thread.
type Viewer struct {
	// OnPage is called when a page came on screen.
	OnPage func(page int)

	text  present.Text
	tasks *task.Runner
	doc   evidence.Document
	page  int
	zoom  float32 // 1 fits the width
	turn  int     // of what was asked for last
	stop  func()
	fresh *task.Delay

	content fyne.CanvasObject
	title   *widget.Line
	figures *widget.Line
	image   *canvas.Image
	scroll  *container.Scroll
	frame   *fyne.Container
	message *widget.Paragraph
	find    *widget.Entry
	bar     *fyne.Container
	size    fyne.Size // of the page in points
}

// New returns an empty viewer.
func New(text present.Text, tasks *task.Runner) *Viewer {
	v := &Viewer{text: text, tasks: tasks, zoom: 1, stop: func() {}}
	v.fresh = tasks.NewDelay(150*time.Millisecond, v.draw)
	v.compose()
	return v
}

func (v *Viewer) compose() {
	t := v.text
	v.title = widget.NewLine("", widget.Body, theme.ColorInk)
	v.figures = widget.Wide("", widget.Caption, theme.ColorInkSoft)
	v.image = &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleSmooth}
	v.frame = container.New(&sheet{viewer: v}, v.image)
	v.scroll = container.NewScroll(v.frame)
	v.message = widget.NewText("", widget.Body, theme.ColorInkSoft)
	v.message.Full = true
	icon := func(i theme.Icon, word string, f func()) *widget.Button {
		b := widget.NewToggle(word, f)
		b.Icon = i.Resource(theme.ColorInk)
		b.Manner = widget.Quiet
		return b
	}
	v.find = widget.NewEntry(t.T("viewer.find"), nil)
	v.find.OnSubmitted = v.Find
	v.bar = widget.Column(2,
		widget.Cells(8, []widget.Cell{{Share: 1}, {}}, v.title, v.figures),
		widget.Wrap(2, icon(theme.IconLeft, t.T("viewer.previous"), func() { v.Turn(-1) }), icon(theme.IconRight, t.T("viewer.next"), func() { v.Turn(1) }),
			icon(theme.IconPlus, t.T("viewer.larger"), func() { v.Zoom(1.25) }), icon(theme.IconMinus, t.T("viewer.smaller"), func() { v.Zoom(0.8) }),
			icon(theme.IconFit, t.T("viewer.fit"), v.Fit)))
	ground := widget.NewSurface(theme.ColorDesk, v.scroll)
	v.content = widget.Between(widget.Inset(10, 4, v.bar), widget.Inset(10, 6, v.find),
		container.NewStack(ground, widget.Inset(24, 24, container.NewVBox(v.message))))
	v.Say(t.T("viewer.empty"))
}

// Content returns what is to be placed on a screen.
func (v *Viewer) Content() fyne.CanvasObject { return v.content }

// Say shows words in place of a page.
func (v *Viewer) Say(words string) {
	v.message.Set(words)
	v.message.Show()
	v.image.Hide()
	v.content.Refresh()
}

// Page returns the page on screen, 0 when there is none.
func (v *Viewer) Page() int {
	if v.doc == nil {
		return 0
	}
	return v.page
}

// Field returns the search field, to give it the keyboard.
func (v *Viewer) Field() *widget.Entry { return v.find }

// Show opens a document under a title at a page; what was shown before is released.
func (v *Viewer) Show(title string, page int, open Opener) {
	v.Close()
	v.title.SetText(title)
	v.figures.SetText("")
	v.Say(v.text.T("viewer.opening"))
	v.turn++
	turn := v.turn
	v.stop = task.Quiet(v.tasks, func(ctx context.Context) (evidence.Document, error) { return open(ctx) }, func(d evidence.Document, err error) {
		if turn != v.turn {
			release(v.tasks, d)
			return
		}
		if err != nil {
			v.fail(err)
			return
		}
		v.doc = d
		v.GoTo(max(page, 1))
	})
}

// Close releases the document and empties the viewer.
func (v *Viewer) Close() {
	v.stop()
	v.turn++
	release(v.tasks, v.doc)
	v.doc, v.page = nil, 0
	v.image.Image = nil
	v.title.SetText("")
	v.figures.SetText("")
	v.Say(v.text.T("viewer.empty"))
}

func release(r *task.Runner, d evidence.Document) {
	if d != nil {
		task.Quiet(r, func(context.Context) (struct{}, error) { return struct{}{}, d.Close() }, func(struct{}, error) {})
	}
}

func (v *Viewer) fail(err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	p := present.ProblemOf(v.text, err)
	v.Say(p.Sentence + "\n" + p.Hint)
}

// Turn goes some pages on, or back.
func (v *Viewer) Turn(by int) { v.GoTo(v.page + by) }

// GoTo shows a page, the nearest there is.
func (v *Viewer) GoTo(page int) {
	if v.doc == nil {
		return
	}
	page = min(max(page, 1), v.doc.Pages())
	if page != v.page {
		v.page = page
		v.scroll.Offset = fyne.NewPos(0, 0)
	}
	v.draw()
}

// Zoom enlarges the page by a factor, between half the width and four times of it.
func (v *Viewer) Zoom(factor float32) {
	v.zoom = min(max(v.zoom*factor, 0.5), 4)
	v.lay()
	v.fresh.Touch()
}

// Fit shows the page as wide as there is room.
func (v *Viewer) Fit() {
	v.zoom = 1
	v.lay()
	v.fresh.Touch()
}

// lay places the picture at hand at the present zoom, until it is drawn anew.
func (v *Viewer) lay() {
	v.frame.Refresh()
	v.scroll.Refresh()
}

// width returns how wide the page is to be on screen.
func (v *Viewer) width() float32 { return max(v.scroll.Size().Width-2*gap, 80) * v.zoom }

// draw asks for the picture of the present page at the present zoom.
func (v *Viewer) draw() {
	if v.doc == nil {
		return
	}
	v.stop()
	v.turn++
	turn, doc, page := v.turn, v.doc, v.page
	scale := float32(1)
	if c := fyne.CurrentApp().Driver().CanvasForObject(v.image); c != nil {
		scale = c.Scale()
	}
	pixels := int(v.width() * scale)
	v.figures.SetText(v.text.T("viewer.page", "n", page, "total", doc.Pages()))
	v.bar.Refresh()
	v.stop = task.Quiet(v.tasks, func(ctx context.Context) (evidence.Sheet, error) { return doc.Page(ctx, page, pixels) }, func(s evidence.Sheet, err error) {
		if turn != v.turn {
			return
		}
		if err != nil {
			v.fail(err)
			return
		}
		v.put(s)
	})
}

func (v *Viewer) put(s evidence.Sheet) {
	v.size = fyne.NewSize(float32(s.Width), float32(s.Height))
	v.image.Image = s.Image
	v.image.Show()
	v.message.Hide()
	v.image.Refresh()
	v.lay()
	if v.OnPage != nil {
		v.OnPage(v.page)
	}
}

const gap = 10

// sheet places the page in the scrolled area, centred when it is narrower.
type sheet struct {
	viewer *Viewer
	last   float32
}

func (l *sheet) place() fyne.Size {
	w := l.viewer.width()
	if l.viewer.size.Width <= 0 {
		return fyne.NewSize(0, 0)
	}
	return fyne.NewSize(w, w*l.viewer.size.Height/l.viewer.size.Width)
}

func (l *sheet) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	p := l.place()
	objects[0].Move(fyne.NewPos(max((s.Width-p.Width)/2, gap), gap))
	objects[0].Resize(p)
	if l.last != 0 && l.last != s.Width {
		l.viewer.fresh.Touch() // the pane became wider or narrower
	}
	l.last = s.Width
}

func (l *sheet) MinSize([]fyne.CanvasObject) fyne.Size {
	p := l.place()
	if l.viewer.zoom <= 1 {
		p.Width = 0
	} else {
		p.Width += 2 * gap
	}
	return fyne.NewSize(p.Width, p.Height+2*gap)
}
