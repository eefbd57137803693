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
	mark     *Chip
	strength *Paragraph
}

// NewPassphrase returns empty fields; changed is called after every key, submitted for Return in the second field.
func NewPassphrase(t present.Text, changed, submitted func()) *Passphrase {
	p := &Passphrase{First: NewSecret(t.T("passphrase.new")), Again: NewSecret(t.T("passphrase.again")), text: t, mark: NewMark("", theme.Hollow), strength: NewText("", Caption, theme.ColorInkSoft)}
	p.strength.Full = true
	told := func(string) { p.show(); changed() }
	p.First.OnChanged, p.Again.OnChanged = told, told
	p.Again.OnSubmitted = func(string) { submitted() }
	p.Content = Column(14,
		Column(4, NewNote(t.T("passphrase.new")), Column(6, Watched(t, p.First), TopCells(5, []Cell{{}, {Share: 1}}, p.mark, p.strength))),
		Column(4, NewNote(t.T("passphrase.again")), Watched(t, p.Again)))
	p.show()
	return p
}

func (p *Passphrase) show() {
	sign, _ := present.Strength(p.text, p.First.Text)
	p.mark.Set("", theme.Tone(sign.Tone))
	p.strength.SetColour(theme.Tone(sign.Tone).Ink())
	p.strength.Set(sign.Word)
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

// Put sets both fields, as they stood elsewhere.
func (p *Passphrase) Put(first, again string) {
	p.First.SetText(first)
	p.Again.SetText(again)
	p.show()
}

// Clear empties both fields.
func (p *Passphrase) Clear() {
	p.Put("", "")
}
