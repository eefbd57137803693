package viewer

import (
	"time"

	"fyne.io/fyne/v2"

	"shinsa/ui/task"
	own "shinsa/ui/widget"
)

// drag is the pointer with its button down on the page: it selects text where it went down on writing, else a place. Beyond the edge of what is seen
// the page is scrolled on under it.
type drag struct {
	from  *fyne.Position // where the button went down, on the page; nil where it is up
	frame bool           // Alt is held: a frame is drawn over text too
	begun *int           // the caret where text began to be selected
	start fyne.Position  // how far the page was scrolled when it began
	at    fyne.Position  // where the pointer is, on the page as it stood then
	on    *task.Delay
}

// How the page is scrolled on: how often, and how far at least, at most, and for each unit that the pointer is beyond the edge.
const (
	dragPause                   = 40 * time.Millisecond
	dragLeast, dragMost         = 4, 60
	dragSpeed                   = 0.4
	dragEdge            float32 = 1 // a pointer this near to the edge is beyond it: in a full screen there is nothing further
)

// begin notes where the button went down.
func (l *leaf) begin(at fyne.Position, frame bool) {
	l.drag.from, l.drag.begun, l.drag.frame = &at, nil, frame
	l.drag.start, l.drag.at = l.v.scroll.Offset, at
}

// Dragged implements fyne.Draggable.
func (l *leaf) Dragged(ev *fyne.DragEvent) {
	if l.drag.from == nil {
		l.begin(ev.Position.SubtractXY(ev.Dragged.DX, ev.Dragged.DY), false)
	}
	l.hand, l.drag.at = nil, ev.Position
	l.dragTo()
	if l.beyond().IsZero() {
		l.drag.on.Stop()
	} else if !l.drag.on.Waiting() {
		l.drag.on.Touch()
	}
}

// DragEnd implements fyne.Draggable.
func (l *leaf) DragEnd() {
	l.drag.on.Stop()
	if l.drag.from != nil {
		own.Focus(l) // the toolkit takes the keyboard away from what was dragged when the button goes up elsewhere
	}
	l.drag.from, l.drag.begun, l.drag.frame = nil, nil, false
}

// dragTo takes what lies between where the button went down and where the pointer is now.
func (l *leaf) dragTo() {
	// The toolkit tells places on the page as it stood when the button went down.
	to := l.drag.at.Add(l.v.scroll.Offset).Subtract(l.drag.start)
	if !l.dragText(to) {
		l.v.Pick(l.box(*l.drag.from, to))
	}
}

// dragText selects text where the button went down on writing, as far as the pointer is now.
func (l *leaf) dragText(to fyne.Position) bool {
	a, b := l.box(*l.drag.from, *l.drag.from), l.box(to, to)
	if l.drag.begun == nil {
		caret, ok := l.v.caretAt(a.X, a.Y)
		if l.drag.frame || !ok || !l.v.overText(a.X, a.Y) {
			return false
		}
		l.drag.begun = &caret
	}
	head, ok := l.v.caretAt(b.X, b.Y)
	if ok {
		l.v.selectSpan(span{*l.drag.begun, head})
	}
	return ok
}

// beyond returns how far the page is to be scrolled at once because of where the pointer is, zero where it is within what is seen.
func (l *leaf) beyond() fyne.Position {
	at, room := l.Position().Add(l.drag.at).Subtract(l.drag.start), l.v.scroll.Size()
	return fyne.NewPos(pace(at.X, room.Width), pace(at.Y, room.Height))
}

func pace(at, room float32) float32 {
	switch {
	case at < dragEdge:
		return -min(max((dragEdge-at)*dragSpeed, dragLeast), dragMost)
	case at > room-dragEdge:
		return min(max((at-room+dragEdge)*dragSpeed, dragLeast), dragMost)
	}
	return 0
}

// dragOn scrolls on while the pointer stays beyond the edge and there is more of the page.
func (l *leaf) dragOn() {
	by := l.beyond()
	if l.drag.from == nil || by.IsZero() {
		return
	}
	was := l.v.scroll.Offset
	l.v.scrollTo(was.Add(by))
	if l.v.scroll.Offset == was {
		return
	}
	l.dragTo()
	l.drag.on.Touch()
}
