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
	// The toolkit moves its cursor and selects by keys only.
	press := func(name fyne.KeyName, times int) {
		for range times {
			e.Entry.TypedKey(&fyne.KeyEvent{Name: name})
		}
	}
	press(fyne.KeyPageDown, 1)
	press(fyne.KeyEnd, 1)
	if at < 0 {
		return false
	}
	press(fyne.KeyLeft, len([]rune(e.Text[at+len(found):])))
	e.Entry.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	press(fyne.KeyLeft, len([]rune(found)))
	e.Entry.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	return true
}
