package widget

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// SelectAny selects the first of the words in the field, so that typing replaces it, and reports whether there was one. The cursor ends at
// the end of the text when there is none.
func (e *Entry) SelectAny(words []string) bool {
	at, found := -1, ""
	for _, w := range words {
		if i := strings.Index(e.Text, w); i >= 0 && (at < 0 || i < at) {
			at, found = i, w
		}
	}
	e.End()
	if at < 0 {
		return false
	}
	e.press(fyne.KeyLeft, len([]rune(e.Text[at+len(found):])))
	e.Entry.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	e.press(fyne.KeyLeft, len([]rune(found)))
	e.Entry.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	return true
}

// End puts the cursor behind the last character.
func (e *Entry) End() {
	e.press(fyne.KeyPageDown, 1)
	e.press(fyne.KeyEnd, 1)
}

// press types a key some times: the toolkit moves its cursor and selects by keys only.
func (e *Entry) press(name fyne.KeyName, times int) {
	for range times {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: name})
	}
}
