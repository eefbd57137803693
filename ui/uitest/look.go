package uitest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	toolkit "fyne.io/fyne/v2/widget"
)

// texted is a widget that can say its words itself.
type texted interface{ Text() string }

// words returns what an object says to the eye: the whole text also where it is drawn shortened or in lines.
func words(o fyne.CanvasObject) string {
	switch o := o.(type) {
	case texted:
		return o.Text()
	case interface{ Words() string }:
		return o.Words()
	case *toolkit.Entry:
		return entryWords(o)
	case *toolkit.Label:
		return o.Text
	case *toolkit.Select:
		return o.Selected
	case *canvas.Text:
		return o.Text
	}
	return ""
}

func entryWords(e *toolkit.Entry) string {
	if e.Text == "" || e.Password {
		return e.PlaceHolder
	}
	return e.Text
}

func (r *Robot) root() fyne.CanvasObject {
	if top := r.Canvas().Overlays().Top(); top != nil {
		return top
	}
	return r.window.Content()
}

// Where returns where in the window the words stand.
func (r *Robot) Where(text string) fyne.Position {
	r.tb.Helper()
	var found []fyne.Position
	r.walk(r.root(), fyne.NewPos(0, 0), func(o fyne.CanvasObject, at fyne.Position) {
		if words(o) == text {
			found = append(found, at)
		}
	})
	if len(found) == 0 {
		r.tb.Fatalf("cannot see %q", text)
	}
	return found[0]
}

func (r *Robot) visible() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	r.walk(r.root(), fyne.NewPos(0, 0), func(o fyne.CanvasObject, _ fyne.Position) { out = append(out, o) })
	return out
}

// walk visits every visible object with its place in the window.
func (r *Robot) walk(o fyne.CanvasObject, at fyne.Position, visit func(fyne.CanvasObject, fyne.Position)) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	visit(o, at)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			r.walk(child, at, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			r.walk(child, at, visit)
		}
	}
}
