package uitest

import (
	"fyne.io/fyne/v2"

	"shinsa/ui/screen"
	"shinsa/ui/widget"
)

// bind gives a canvas' keys to the actions of a screen, as the window does.
func bind(c fyne.Canvas, actions func() []screen.Action) {
	widget.BindKeys(c,
		func(ev *fyne.KeyEvent) { screen.Press(actions(), ev.Name, false) },
		func(r rune) { screen.Type(actions(), r) }, nil, nil)
}
