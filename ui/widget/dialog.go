package widget

import (
	"strings"

	"fyne.io/fyne/v2"

	"shinsa/ui/present"
	"shinsa/ui/theme"
)

// Question is what a dialog asks before an act.
type Question struct {
	Title string
	// Body says in words what will be done, to what, and whether it can be changed afterwards; one paragraph a line.
	Body []string
	Do   string // the verb on the acting button
	Not  string // the verb on the other
	// Grave marks an act that cannot be undone: Return does not act, only the button does.
	Grave bool
	// Type, when set, is a word the person has to type before the act is possible; TypeLabel asks for it.
	Type, TypeLabel string
	// Secret, when set, asks for a passphrase under this label; the act is not possible while it is empty.
	Secret string
	// Watch, when set, has the words with which the passphrase's field says that Caps Lock or an input method seems to be on.
	Watch present.Text
	// Ask requires some words under AskLabel, a reason; Answered receives them just before Act.
	Ask      bool
	AskLabel string
	Answered func(words string)
	// Act is called with what was typed as the passphrase, "" when none was asked. When it returns words, the dialog comes back with
	// them and the person can try again.
	Act func(secret string) (problem string)
	// Closed is called when the dialog closed without acting.
	Closed func()
}

// Dialog is an open Question.
type Dialog struct {
	overlay *overlay
	q       Question
	typed   *Entry
	words   *Entry
	secret  *Entry
	do, not *Button
	problem *Paragraph
}

// Ask opens a dialog. Esc is always the same as the other button; Return acts unless the question is grave. The keyboard stands on the
// first field, or on the button that changes nothing.
func Ask(c fyne.Canvas, q Question) *Dialog {
	d := &Dialog{q: q, problem: NewText("", Body, theme.Bad.Ink())}
	d.problem.Full = true
	d.problem.Hide()
	d.not = NewButton(q.Not, d.cancel)
	d.do = NewPrimary(q.Do, d.act)
	if q.Grave {
		d.do.Manner = Grave
	}
	d.overlay = openOverlay(c, leaf{body: d.body(), acts: Trailing(8, d.not, d.do), at: centred, width: 560, onKey: d.takeKey})
	d.allow()
	d.focus(c)
	return d
}

func (d *Dialog) body() fyne.CanvasObject {
	parts := []fyne.CanvasObject{NewHeading(d.q.Title, Heading)}
	for _, line := range d.q.Body {
		p := NewParagraph(line)
		p.Full = true
		parts = append(parts, p)
	}
	if d.q.Ask {
		d.words = NewTextArea("", 3, func(string) { d.allow() })
		d.words.OnEscape = d.cancel
		parts = append(parts, Column(4, NewNote(d.q.AskLabel), d.words))
	}
	if d.q.Type != "" {
		d.typed = NewEntry("", func(string) { d.allow() })
		d.typed.OnSubmitted = func(string) { d.submit() }
		d.typed.OnEscape = d.cancel
		parts = append(parts, Column(4, NewNote(d.q.TypeLabel), d.typed))
	}
	if d.q.Secret != "" {
		d.secret = NewSecret("")
		d.secret.OnChanged = func(string) { d.allow() }
		d.secret.OnSubmitted = func(string) { d.submit() }
		d.secret.OnEscape = d.cancel
		field := fyne.CanvasObject(d.secret)
		if d.q.Watch != nil {
			field = Watched(d.q.Watch, d.secret)
		}
		parts = append(parts, Column(4, NewNote(d.q.Secret), field))
	}
	return Column(14, append(parts, d.problem)...)
}

func (d *Dialog) focus(c fyne.Canvas) {
	switch {
	case d.words != nil:
		c.Focus(d.words)
	case d.typed != nil:
		c.Focus(d.typed)
	case d.secret != nil:
		c.Focus(d.secret)
	case d.q.Grave:
		c.Focus(d.not)
	default:
		c.Focus(d.do)
	}
}

// allow enables the act when everything asked for was typed.
func (d *Dialog) allow() {
	ok := d.typed == nil || d.typed.Text == d.q.Type
	if d.secret != nil && d.secret.Text == "" || d.words != nil && strings.TrimSpace(d.words.Text) == "" {
		ok = false
	}
	d.do.Allow(ok, "")
}

func (d *Dialog) takeKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyEscape:
		d.cancel()
	case fyne.KeyReturn, fyne.KeyEnter:
		d.submit()
	default:
		d.overlay.turn(ev.Name)
	}
}

// submit is Return: it acts when that is possible and not grave, and moves on to the acting button otherwise.
func (d *Dialog) submit() {
	switch {
	case d.do.Disabled():
	case d.q.Grave:
		d.overlay.canvas.Focus(d.do)
	default:
		d.act()
	}
}

func (d *Dialog) act() {
	secret := ""
	if d.secret != nil {
		secret = d.secret.Text
	}
	if d.words != nil && d.q.Answered != nil {
		d.q.Answered(strings.TrimSpace(d.words.Text))
	}
	// The dialog is out of the way before the act, because the act may open another one: the toolkit takes away every overlay above the
	// one that is removed.
	d.overlay.close()
	if d.q.Act == nil {
		return
	}
	if problem := d.q.Act(secret); problem != "" {
		d.overlay.open()
		d.Problem(problem)
	}
}

// Problem shows why the act did not happen and lets the person try again.
func (d *Dialog) Problem(words string) {
	d.problem.Set(words)
	d.problem.Show()
	if d.secret != nil {
		d.secret.SetText("")
		d.overlay.canvas.Focus(d.secret)
	}
	d.allow()
	d.overlay.Refresh()
}

func (d *Dialog) cancel() {
	d.overlay.close()
	if d.q.Closed != nil {
		d.q.Closed()
	}
}

// Tell opens a dialog that only informs, with one button.
func Tell(c fyne.Canvas, title, button string, body ...string) {
	TellThen(c, title, button, func() {}, body...)
}

// TellThen is Tell that does something once it was closed, such as going to another screen.
func TellThen(c fyne.Canvas, title, button string, then func(), body ...string) {
	var o *overlay
	shut := func() { o.close(); then() }
	parts := []fyne.CanvasObject{NewHeading(title, Heading)}
	for _, line := range body {
		p := NewParagraph(line)
		p.Full = true
		parts = append(parts, p)
	}
	ok := NewPrimary(button, shut)
	o = openOverlay(c, leaf{body: Column(14, parts...), acts: Trailing(8, ok), at: centred, width: 560, onKey: func(ev *fyne.KeyEvent) {
		switch ev.Name {
		case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
			shut()
		default:
			o.turn(ev.Name)
		}
	}})
	c.Focus(ok)
}
