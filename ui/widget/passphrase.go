package widget

import (
	"fyne.io/fyne/v2"

	"shinsa/ui/present"
	"shinsa/ui/theme"
)

// Passphrase asks for a new passphrase twice and says how strong it is.
type Passphrase struct {
	First, Again *Entry
	// Content is both fields with their labels.
	Content  fyne.CanvasObject
	text     present.Text
	strength *Chip
}

// NewPassphrase returns empty fields; changed is called after every key, submitted for Return in the second field.
func NewPassphrase(t present.Text, changed, submitted func()) *Passphrase {
	p := &Passphrase{First: NewSecret(t.T("passphrase.new")), Again: NewSecret(t.T("passphrase.again")), text: t, strength: NewMark("", theme.Hollow)}
	told := func(string) { p.show(); changed() }
	p.First.OnChanged, p.Again.OnChanged = told, told
	p.Again.OnSubmitted = func(string) { submitted() }
	p.Content = Column(14,
		Column(4, NewNote(t.T("passphrase.new")), Column(6, p.First, p.strength)),
		Column(4, NewNote(t.T("passphrase.again")), p.Again))
	p.show()
	return p
}

func (p *Passphrase) show() {
	sign, _ := present.Strength(p.text, p.First.Text)
	p.strength.Set(sign.Word, theme.Tone(sign.Tone))
}

// Why returns what still stands against the passphrase, "" when it can be used.
func (p *Passphrase) Why() string {
	_, enough := present.Strength(p.text, p.First.Text)
	switch {
	case !enough:
		return p.text.T("passphrase.need", "n", present.LeastPassphrase)
	case p.First.Text != p.Again.Text:
		return p.text.T("passphrase.differ")
	}
	return ""
}

// Text returns the passphrase typed.
func (p *Passphrase) Text() string { return p.First.Text }

// Clear empties both fields.
func (p *Passphrase) Clear() {
	p.First.SetText("")
	p.Again.SetText("")
	p.show()
}
