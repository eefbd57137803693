package window

import (
	"image"
	"strconv"
	"time"
)

// Hold moves the pointer to a point of the window, presses its left button and moves on over others, as a hand does; Release lets the button go.
func (p *Program) Hold(from image.Point, over ...image.Point) {
	p.tb.Helper()
	p.pointer(from)
	p.must("", "xdotool", "mousedown", "1")
	last := from
	for _, to := range over {
		const steps = 6 // a drag is told from a click by its way
		for i := 1; i <= steps; i++ {
			p.pointer(last.Add(to.Sub(last).Mul(i).Div(steps)))
			time.Sleep(20 * time.Millisecond)
		}
		last = to
	}
}

// Release lets the left button go where the pointer is.
func (p *Program) Release() {
	p.tb.Helper()
	p.must("", "xdotool", "mouseup", "1")
}

// Drag is Hold and Release.
func (p *Program) Drag(from image.Point, over ...image.Point) {
	p.tb.Helper()
	p.Hold(from, over...)
	p.Release()
}

func (p *Program) pointer(at image.Point) {
	p.tb.Helper()
	p.must("", "xdotool", "mousemove", "--window", p.id, strconv.Itoa(at.X), strconv.Itoa(at.Y))
}

// Clipboard returns the text that a program has put there last, "" when there is none.
func (p *Program) Clipboard() string {
	text, err := p.tool("", "timeout", "5", "xclip", "-selection", "clipboard", "-out")
	if err != nil {
		return "" // nobody has anything to give
	}
	return text
}

// Paper returns where the page of a document lies: what is pure white for a third of the height of the display, which nothing else is, as far as it
// is in sight. Empty when there is none.
func (p *Program) Paper() image.Rectangle {
	p.tb.Helper()
	return look(p.tb, p.picture("waited-for-page")).paper()
}

// Like reports whether a part of the window looks as it does in a picture that was kept.
func (p *Program) Like(picture string, part image.Rectangle) bool {
	p.tb.Helper()
	return look(p.tb, picture).part(part).like(look(p.tb, p.picture("compared")).part(part))
}
