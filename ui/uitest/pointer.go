package uitest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Drag presses the button of the pointer at a point of the window, moves it over others and lets it go at the last, as the driver of a real window
// tells it: places are those on what is dragged, as it stood when the button went down.
func (r *Robot) Drag(from fyne.Position, over ...fyne.Position) *Robot {
	r.tb.Helper()
	r.Hold(from, over...)()
	return r
}

// Hold is Drag with the button still down; release lets it go.
func (r *Robot) Hold(from fyne.Position, over ...fyne.Position) (release func()) {
	r.tb.Helper()
	o, at := r.draggable(from)
	if o == nil {
		r.tb.Fatalf("nothing at %v can be dragged", from)
	}
	if m, ok := o.(desktop.Mouseable); ok {
		m.MouseDown(&desktop.MouseEvent{PointEvent: pointed(from, at), Button: desktop.MouseButtonPrimary})
	}
	last := from
	for _, to := range over {
		o.Dragged(&fyne.DragEvent{PointEvent: pointed(to, at), Dragged: fyne.NewDelta(to.X-last.X, to.Y-last.Y)})
		last = to
	}
	return func() {
		if in, _ := r.draggable(last); in != o {
			r.Canvas().Unfocus() // as the driver does where the button goes up elsewhere
		}
		o.DragEnd()
		if m, ok := o.(desktop.Mouseable); ok {
			m.MouseUp(&desktop.MouseEvent{PointEvent: pointed(last, at), Button: desktop.MouseButtonPrimary})
		}
	}
}

func pointed(p, object fyne.Position) fyne.PointEvent {
	return fyne.PointEvent{AbsolutePosition: p, Position: p.Subtract(object)}
}

// draggable returns what a pointer at p takes hold of, nil for nothing, and where it stands.
func (r *Robot) draggable(p fyne.Position) (found fyne.Draggable, at fyne.Position) {
	for _, o := range r.visible() { // what lies on top comes last
		d, ok := o.(fyne.Draggable)
		if !ok {
			continue
		}
		pos, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size()
		if p.X >= pos.X && p.Y >= pos.Y && p.X < pos.X+size.Width && p.Y < pos.Y+size.Height {
			found, at = d, pos
		}
	}
	return found, at
}
