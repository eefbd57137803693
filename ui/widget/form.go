package widget

import (
	"fyne.io/fyne/v2"

	"shinsa/ui/theme"
)

// Form is a dialog with fields of the screen's own.
type Form struct {
	Title string
	Body  fyne.CanvasObject
	// Foot stays in view above the buttons where the window is too low for the body; may be nil.
	Foot    fyne.CanvasObject
	Do, Not string
	// Grave marks an act that cannot be undone: Return does not act, only the button does.
	Grave bool
	// First has the keyboard when the dialog opens.
	First fyne.Focusable
	// Act is called by the acting button. When it returns words, the dialog comes back with them.
	Act func() (problem string)
}

// FormDialog is an open Form.
type FormDialog struct {
	overlay *overlay
	form    Form
	do      *Button
	problem *Paragraph
}

// OpenForm opens a form; nothing can be done before Allow says so. Esc is the same as the other button.
func OpenForm(c fyne.Canvas, f Form) *FormDialog {
	d := &FormDialog{form: f, problem: NewText("", Body, theme.Bad.Ink())}
	d.problem.Full = true
	d.problem.Hide()
	d.do = NewPrimary(f.Do, d.act)
	if f.Grave {
		d.do.Manner = Grave
	}
	d.do.Allow(false, "")
	acts := Trailing(8, NewButton(f.Not, func() { d.overlay.close() }), d.do)
	if f.Foot != nil {
		acts = Column(10, f.Foot, acts)
	}
	d.overlay = openOverlay(c, leaf{
		body: Column(14, NewHeading(f.Title, Heading), f.Body, d.problem), acts: acts, at: centred, width: 640, onKey: d.takeKey,
	})
	if f.First != nil {
		c.Focus(f.First)
	}
	return d
}

// Allow says whether everything needed is there.
func (d *FormDialog) Allow(ok bool) {
	d.do.Allow(ok, "")
	d.overlay.Refresh()
}

// Do acts as the button does, where everything needed is there: for a field in which Return says that the form is filled in.
func (d *FormDialog) Do() {
	if !d.do.Disabled() {
		d.act()
	}
}

func (d *FormDialog) takeKey(ev *fyne.KeyEvent) {
	switch {
	case ev.Name == fyne.KeyEscape:
		d.overlay.close()
	case (ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter) && !d.do.Disabled():
		if d.form.Grave {
			d.overlay.canvas.Focus(d.do)
			return
		}
		d.act()
	default:
		d.overlay.turn(ev.Name)
	}
}

// act takes the dialog out of the way first, because the act may open another one.
func (d *FormDialog) act() {
	d.overlay.close()
	if problem := d.form.Act(); problem != "" {
		d.overlay.open()
		d.problem.Set(problem)
		d.problem.Show()
		d.overlay.Refresh()
		if d.form.First != nil {
			d.overlay.canvas.Focus(d.form.First)
		}
	}
}
