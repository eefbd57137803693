package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// List shows thousands of rows of one height with a handful of row objects. Its current row follows the arrow keys and is framed while the
// list has the keyboard; every key it has no use for is the screen's.
type List struct {
	widget.List
	// OnOpen is called when a row is tapped or Return or Space is pressed on it.
	OnOpen func(row int)
	// OnMove, when set, makes the current row the screen's: it is called when an arrow key asks for another. Current says which it is.
	OnMove  func(by int)
	Current func() int
	// OnEnter is called when Return or Space is pressed and the current row is the screen's.
	OnEnter func()
	// OnPoint is called when the pointer comes over a row and when it leaves it.
	OnPoint func(row int, on bool)
	held    bool
	row     int // current, when it is not the screen's
}

// NewList returns a list of length rows; make returns an empty row object and fill shows a row in it.
func NewList(length func() int, make func() fyne.CanvasObject, fill func(row int, o fyne.CanvasObject)) *List {
	l := &List{}
	l.ExtendBaseWidget(l)
	l.Length = length
	l.CreateItem = func() fyne.CanvasObject { return newCell(l, make()) }
	l.UpdateItem = func(row widget.ListItemID, o fyne.CanvasObject) {
		c := o.(*rowCell)
		fill(row, c.content)
		c.show(row)
	}
	l.HideSeparators = true
	l.OnSelected = func(row widget.ListItemID) {
		l.UnselectAll()
		l.row = row
		leaveField(l) // who points at a row has finished typing
		if l.OnOpen != nil {
			l.OnOpen(row)
		}
	}
	return l
}

// Held reports whether the list has the keyboard.
func (l *List) Held() bool { return l.held }

// FocusGained implements fyne.Focusable.
func (l *List) FocusGained() {
	l.hold(true)
	Follow(l)
}

// FocusLost implements fyne.Focusable.
func (l *List) FocusLost() { l.hold(false) }

func (l *List) hold(on bool) {
	l.held = on
	l.Refresh()
}

// at returns the current row, which may be beyond the end after rows went away.
func (l *List) at() int {
	if l.OnMove != nil && l.Current != nil {
		return l.Current()
	}
	return min(l.row, max(l.Length()-1, 0))
}

// TypedKey implements fyne.Focusable.
func (l *List) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyDown:
		l.move(1)
	case fyne.KeyUp:
		l.move(-1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if !commits(ev.Name) {
			l.enter()
		}
	default:
		RouteKey(l, ev)
	}
}

func (l *List) move(by int) {
	n := l.Length()
	switch {
	case l.OnMove != nil:
		l.OnMove(by)
	case n > 0:
		l.row = min(max(l.at()+by, 0), n-1)
		l.ScrollTo(l.row)
		l.Refresh()
	}
}

func (l *List) enter() {
	switch {
	case l.OnMove != nil:
		if l.OnEnter != nil {
			l.OnEnter()
		}
	case l.OnOpen != nil && l.Length() > 0:
		l.OnOpen(l.at())
	}
}

// TypedRune implements fyne.Focusable.
func (l *List) TypedRune(r rune) { RouteRune(l, r) }
