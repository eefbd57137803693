package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// List shows thousands of rows of one height with a handful of row objects. Its current row follows the arrow keys; every other key is
// the screen's.
type List struct {
	widget.List
	// OnOpen is called when a row is tapped or Return or Space is pressed on it.
	OnOpen func(row int)
	// OnMove, when set, makes the current row the screen's: it is called when an arrow key asks for another, and the screen shows which
	// row is current and, by Held, whether the list has the keyboard.
	OnMove func(by int)
	// OnEnter is called when Return or Space is pressed and the current row is the screen's.
	OnEnter func()
	held    bool
}

// Held reports whether the list has the keyboard.
func (l *List) Held() bool { return l.held }

// FocusGained implements fyne.Focusable.
func (l *List) FocusGained() {
	l.held = true
	if l.OnMove != nil {
		l.Refresh()
		return
	}
	l.List.FocusGained()
}

// FocusLost implements fyne.Focusable.
func (l *List) FocusLost() {
	l.held = false
	if l.OnMove != nil {
		l.Refresh()
		return
	}
	l.List.FocusLost()
}

// NewList returns a list of length rows; make returns an empty row object and fill shows a row in it.
func NewList(length func() int, make func() fyne.CanvasObject, fill func(row int, o fyne.CanvasObject)) *List {
	l := &List{}
	l.ExtendBaseWidget(l)
	l.Length = length
	l.CreateItem = make
	l.UpdateItem = fill
	l.HideSeparators = true
	l.OnSelected = func(row widget.ListItemID) {
		l.UnselectAll()
		if l.OnOpen != nil {
			l.OnOpen(row)
		}
	}
	return l
}

// TypedKey implements fyne.Focusable.
func (l *List) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyDown, fyne.KeyUp:
		if l.OnMove == nil {
			l.List.TypedKey(ev)
			return
		}
		by := 1
		if ev.Name == fyne.KeyUp {
			by = -1
		}
		l.OnMove(by)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if l.OnMove == nil {
			l.List.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		} else if l.OnEnter != nil {
			l.OnEnter()
		}
	default:
		RouteKey(l, ev)
	}
}

// TypedRune implements fyne.Focusable.
func (l *List) TypedRune(r rune) { RouteRune(l, r) }
