package widget

import (
	"fyne.io/fyne/v2"
)

// PathQuestion asks for a file or folder. The path can be typed, pasted or chosen, so that the keyboard alone is enough.
type PathQuestion struct {
	Title  string
	Body   string
	Path   string // offered at first
	Button string // the word that opens the toolkit's dialog
	Do     string
	Not    string
	// Choose opens the toolkit's dialog and hands over the path chosen there.
	Choose func(chosen func(path string))
	// Act is called with the path after the dialog closed.
	Act func(path string)
}

// AskPath opens the dialog. Return takes the path, Esc leaves; a path chosen in the toolkit's dialog is taken at once.
func AskPath(c fyne.Canvas, q PathQuestion) {
	var o *overlay
	var field *PathField
	take := func() {
		if path := field.Path(); path != "" {
			o.close()
			q.Act(path)
		}
	}
	field = NewPathField(q.Title, q.Button, func(chosen func(string)) {
		q.Choose(func(path string) {
			chosen(path)
			take()
		})
	})
	field.Put(q.Path)
	field.field.OnSubmitted = func(string) { take() }
	field.field.OnEscape = func() { o.close() }
	parts := []fyne.CanvasObject{NewHeading(q.Title, Heading)}
	if q.Body != "" {
		parts = append(parts, full(q.Body))
	}
	acts := Trailing(8, NewButton(q.Not, func() { o.close() }), NewPrimary(q.Do, take))
	o = openOverlay(c, leaf{body: Column(14, append(parts, field)...), acts: acts, at: centred, width: 640, onKey: func(ev *fyne.KeyEvent) {
		switch ev.Name {
		case fyne.KeyEscape:
			o.close()
		case fyne.KeyReturn, fyne.KeyEnter:
			take()
		}
	}})
	c.Focus(field.field)
}
