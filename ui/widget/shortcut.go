package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// TypedShortcut implements fyne.Shortcutable. What the field has no use for is the window's: the toolkit would let it end here.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	e.Entry.TypedShortcut(s)
	if _, ours := s.(*desktop.CustomShortcut); !ours {
		return
	}
	if c, ok := canvasOf(e).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}
