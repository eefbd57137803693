package widget

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shinsa/ui/task"
)

// Entry is a text field that is safe with an input method.
//
// On X11 and macOS the window reports every raw key, also those the input method has taken: the Return that commits would break the
// line, the Backspace inside a composition would delete committed text, Tab would leave the field. A printable key that no character
// follows tells that an input method took it; from then until the commit the editing keys are not ours.
type Entry struct {
	widget.Entry
	// OnEscape is called for Esc outside a composition; without it Esc leaves the field, and in a dialog closes that.
	OnEscape func()
	// OnMove, when set in a field of one line, gets the arrow keys that go up (-1) and down (1): those of a list that the field narrows.
	OnMove func(by int)
	// OnLeft is called when the keyboard leaves the field.
	OnLeft func()

	passing   bool // the character of the Space that gave it the keyboard is still to come
	pending   bool // a printable key was seen, its character not yet
	composing bool
	depth     int // printable keys of the composition, less the Backspaces
	// A conversion is under way: Esc and Backspace lead back to what was typed, and not out of the composition.
	converting bool
	last       fyne.KeyName // the printable key whose character is pending
	onward     bool         // the characters that arrive were committed by the first key of the next composition
	turn       int
	rows       int
	hint       string // the whole placeholder
	page       *Page  // on which the field stands, nil for none
	keys       *keyState
}

var _ desktop.Keyable = (*Entry)(nil)

// settle is how long after a Return a commit may still arrive.
const settle = 150 * time.Millisecond

// NewEntry returns a field of one line.
func NewEntry(placeholder string, changed func(string)) *Entry {
	e := &Entry{rows: 1, hint: placeholder}
	e.ExtendBaseWidget(e)
	e.PlaceHolder = placeholder
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.OnChanged = changed
	return e
}

// NewSecret returns a field of one line that hides what is typed.
func NewSecret(placeholder string) *Entry {
	e := NewEntry(placeholder, nil)
	e.Password = true
	return e
}

// NewTextArea returns a field of several lines, rows of them visible.
func NewTextArea(placeholder string, rows int, changed func(string)) *Entry {
	e := &Entry{rows: rows}
	e.ExtendBaseWidget(e)
	e.PlaceHolder = placeholder
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapBreak
	e.SetMinRowsVisible(rows)
	e.OnChanged = changed
	return e
}

// SetText shows text without telling OnChanged; typing tells it. An area that has no size yet is given one first, because the toolkit
// breaks text of no width in quadratic time.
func (e *Entry) SetText(text string) {
	if e.Text == text {
		return
	}
	if e.MultiLine && e.Size().Width < 100 {
		e.Resize(fyne.NewSize(400, max(e.MinSize().Height, 80)))
	}
	f := e.OnChanged
	e.OnChanged = nil
	e.Entry.SetText(text)
	e.OnChanged = f
}

// isField marks what characters are typed into.
func (e *Entry) isField() {}

// passSpace makes the field let one Space pass that was meant for the control that gave it the keyboard.
func (e *Entry) passSpace() { e.passing = true }

// TypedRune implements fyne.Focusable.
func (e *Entry) TypedRune(r rune) {
	if e.passing {
		e.passing = false
		if r == ' ' {
			return
		}
	}
	Noticed(e)
	// A letter typed on after a conversion commits it and begins the next one; its own character is still to come.
	unread = 0
	e.onward = e.onward || e.composing && e.pending && letter(e.last) && r >= firstEastAsian
	e.end()
	e.pending = e.onward
	e.turn++
	if e.keys != nil {
		e.keys.typed(r)
	}
	e.Entry.TypedRune(r)
}

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	e.passing, e.onward = false, false
	Noticed(e)
	if e.pending {
		e.composing, e.pending = true, false
		e.depth++
	}
	switch {
	case printable(k.Name):
		e.converting = e.composing && k.Name == fyne.KeySpace
		e.pending, e.last = true, k.Name
		e.Entry.TypedKey(k)
	case e.composing:
		e.composedKey(k)
	case k.Name == fyne.KeyEscape:
		e.escape(k)
	case e.OnMove != nil && k.Name == fyne.KeyDown:
		e.OnMove(1)
	case e.OnMove != nil && k.Name == fyne.KeyUp:
		e.OnMove(-1)
	case screenKey(k.Name):
		RouteKey(e, k)
	default:
		e.Entry.TypedKey(k)
	}
}

// composedKey follows what an editing key does to the composition.
func (e *Entry) composedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		if !e.converting {
			e.end()
		}
		e.converting = false
	case fyne.KeyBackspace:
		if !e.converting {
			e.depth--
		}
		if e.converting = false; e.depth <= 0 {
			e.composing = false
		}
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyTab, fyne.KeyF6, fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10:
		e.converting = true
	case fyne.KeyReturn, fyne.KeyEnter:
		// A commit follows at once; if none does, nothing was being composed and the key is ours after all.
		e.turn++
		turn := e.turn
		task.After(settle, func() {
			if turn == e.turn {
				e.end()
				e.Entry.TypedKey(k)
			}
		})
	}
}

// end is the end of a composition.
func (e *Entry) end() { e.pending, e.composing, e.converting, e.depth = false, false, false, 0 }

// firstEastAsian is from where on characters are not typed by a key of their own: kana, kanji and their neighbours.
const firstEastAsian = 0x2e80

func letter(k fyne.KeyName) bool { return len(k) == 1 && k[0] >= 'A' && k[0] <= 'Z' }

func (e *Entry) escape(k *fyne.KeyEvent) {
	if e.OnEscape != nil {
		e.OnEscape()
		return
	}
	if c := canvasOf(e); c != nil && c.Overlays().Top() == nil {
		c.Unfocus() // the keys are the screen's again
		return
	}
	RouteKey(e, k)
}

// AcceptsTab implements fyne.Tabbable: Tab leaves the field, except while an input method composes.
func (e *Entry) AcceptsTab() bool { return e.composing || e.pending }

func (e *Entry) setPage(p *Page) { e.page = p }

// FocusGained implements fyne.Focusable.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	if e.page != nil {
		e.page.Reveal(e)
	}
	Follow(e)
}

// FocusLost implements fyne.Focusable.
func (e *Entry) FocusLost() {
	e.end()
	e.onward = false
	e.turn++
	if e.keys != nil {
		e.keys.shift = 0 // its end would not be told
	}
	e.Entry.FocusLost()
	if e.OnLeft != nil {
		e.OnLeft()
	}
}

// Resize implements fyne.CanvasObject. A placeholder too long for a field of one line is shortened: the toolkit would offer to scroll it.
func (e *Entry) Resize(s fyne.Size) {
	if !e.MultiLine && e.hint != "" {
		room := s.Width - 2*fynetheme.Size(fynetheme.SizeNameInnerPadding) - 4
		if hint := ellipsis(e.hint, room, fynetheme.Size(Body), false); hint != e.PlaceHolder {
			e.PlaceHolder = hint
			defer e.Refresh() // the toolkit draws the one it knew
		}
	}
	e.Entry.Resize(s)
}

// HeightFor implements Flowing.
func (e *Entry) HeightFor(float32) float32 { return e.MinSize().Height }

// MinSize implements fyne.CanvasObject: wide enough for eight characters.
func (e *Entry) MinSize() fyne.Size {
	return fyne.NewSize(fynetheme.Size(Body)*8, e.Entry.MinSize().Height)
}

func printable(k fyne.KeyName) bool { return len(k) == 1 || k == fyne.KeySpace }

// screenKey reports whether a key is the screen's even inside a field.
func screenKey(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6, fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10:
		return true
	}
	return false
}

// Words returns what is to be read in the field: its text, or the placeholder when there is none or it is secret.
func (e *Entry) Words() string {
	if e.Text != "" && !e.Password {
		return e.Text
	}
	if e.hint != "" {
		return e.hint
	}
	return e.PlaceHolder
}
