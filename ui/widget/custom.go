package widget

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Custom is a dialog whose content somebody else sets.
type Custom struct {
	Body, Acts fyne.CanvasObject
	Width      float32 // at most, at 100 %
	// OnKey gets the keys that no control uses.
	OnKey func(*fyne.KeyEvent)
}

// OpenCustom opens the dialog over the window and returns what closes it; the keyboard goes back to where it was then.
func OpenCustom(c fyne.Canvas, f Custom) (closing func()) {
	return openOverlay(c, leaf{body: f.Body, acts: f.Acts, at: centred, width: f.Width, onKey: f.OnKey}).close
}

// Em is the height of body text at the size the person chose: what tall things are measured in.
func Em() float32 { return fynetheme.Size(Body) }
