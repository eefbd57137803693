package widget

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"shinsa/ui/present"
	"shinsa/ui/theme"
)

// keyState is what the keys pressed in a hidden field tell of the keyboard. The window reports no Caps Lock; a capital letter without Shift, or a
// small one with it, gives it away.
type keyState struct {
	shift   int // how many Shift keys are down
	caps    bool
	wide    bool // characters came that are not ASCII: an input method is on
	changed func()
}

func (k *keyState) down(name fyne.KeyName) {
	switch name {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight:
		k.shift++
	case desktop.KeyCapsLock:
		if k.caps { // switched off; that it was switched on shows with the next letter
			k.caps = false
			k.changed()
		}
	}
}

func (k *keyState) up(name fyne.KeyName) {
	if name == desktop.KeyShiftLeft || name == desktop.KeyShiftRight {
		k.shift = max(k.shift-1, 0)
	}
}

func (k *keyState) typed(r rune) {
	caps, wide := k.caps, k.wide
	switch {
	case r > unicode.MaxASCII:
		k.wide = true
	case unicode.IsLetter(r):
		k.caps = unicode.IsUpper(r) != (k.shift > 0)
	}
	if caps != k.caps || wide != k.wide {
		k.changed()
	}
}

// word names what a person should know; "" for nothing.
func (k *keyState) word() string {
	switch {
	case k.caps:
		return "secret.caps"
	case k.wide:
		return "secret.wide"
	}
	return ""
}

// Watched returns a hidden field with a line under it that says when Caps Lock or an input method seems to be on, which nobody sees in
// such a field.
func Watched(t present.Text, e *Entry) fyne.CanvasObject {
	note := NewText("", Caption, theme.Caution.Ink())
	note.Full = true
	note.Hide()
	box := Column(4, e, note)
	e.keys = &keyState{}
	e.keys.changed = func() {
		word := e.keys.word()
		Visible(note, word != "")
		if word != "" {
			note.Set(t.T(word))
		}
		box.Refresh()
		if e.page != nil {
			e.page.Reflow()
		}
	}
	return box
}

// KeyDown implements desktop.Keyable.
func (e *Entry) KeyDown(k *fyne.KeyEvent) {
	if e.keys != nil {
		e.keys.down(k.Name)
	}
	e.Entry.KeyDown(k)
}

// KeyUp implements desktop.Keyable.
func (e *Entry) KeyUp(k *fyne.KeyEvent) {
	if e.keys != nil {
		e.keys.up(k.Name)
	}
	e.Entry.KeyUp(k)
}
