package uitest

import (
	"fyne.io/fyne/v2"

	"shinsa/ui/widget"
)

// EachDialog runs every action of the screen and presses every button on it, once each, and calls f with what opened a dialog while it is
// open; n counts them. Dialogs are taken away without acting. What a press changes on the screen stays, as it would for a person who tries
// everything.
func (r *Robot) EachDialog(f func(opener string, n int)) {
	n := 0
	try := func(opener string, press func()) {
		press()
		if r.Canvas().Overlays().Top() == nil {
			return
		}
		n++
		f(opener, n)
		for top := r.Canvas().Overlays().Top(); top != nil; top = r.Canvas().Overlays().Top() {
			r.Canvas().Overlays().Remove(top)
		}
	}
	if r.actions != nil {
		for _, a := range r.actions() {
			if a.Why == "" && a.Run != nil {
				try(a.Word, a.Run)
			}
		}
	}
	pressed := map[fyne.CanvasObject]bool{}
	for _, o := range r.visible() {
		b, ok := o.(*widget.Button)
		if !ok || pressed[o] || !r.stands(o) || b.Disabled() {
			continue
		}
		pressed[o] = true
		try(b.Words(), func() { r.tap(o, b.Words()) })
	}
}

// stands reports whether an object is still on screen.
func (r *Robot) stands(o fyne.CanvasObject) bool {
	for _, other := range r.visible() {
		if other == o {
			return true
		}
	}
	return false
}
