package viewer

import (
	"fyne.io/fyne/v2"

	"shinsa/ui/evidence"
)

// span is text selected on the page on screen, between the caret where it began and the one that moves; carets stand before a character. Where
// both are the same there is only the caret.
type span struct{ anchor, head int }

func (s span) ends() (int, int) { return min(s.anchor, s.head), max(s.anchor, s.head) }

// selectSpan selects text, which becomes what is picked; an empty span picks nothing.
func (v *Viewer) selectSpan(s span) {
	v.unpick()
	v.span = &s
	from, to := s.ends()
	gs := v.glyphs[from:to]
	if boxes := boxesOf(gs); len(boxes) > 0 {
		b := roundedOut(boxes)
		v.picked = &Place{Page: v.page, Box: &b, Quote: quoted(gs)}
	}
	v.leaf.Refresh()
	v.told()
}

// SelectAll selects all text on the page on screen.
func (v *Viewer) SelectAll() {
	if len(v.glyphs) > 0 && v.drawn == v.page {
		v.selectSpan(span{0, len(v.glyphs)})
	}
}

// SelectedText returns what Ctrl+C takes: the text selected, or what stands in the place picked or the hit at hand; "" when there is none.
func (v *Viewer) SelectedText() string {
	if s := v.span; s != nil {
		from, to := s.ends()
		return tidied(spaced(v.glyphs[from:to]))
	}
	p, ok := v.Picked()
	if !ok || p.Box == nil {
		return ""
	}
	return p.Quote
}

// SelectByKey puts a caret on the page, behind the hit at hand, else before the first line in sight, to select text with the arrow keys and Shift.
// False where the page has no text.
func (v *Viewer) SelectByKey() bool {
	if v.leaf.Visible() {
		v.Enter()
	}
	flows := v.textFlows()
	if len(flows) == 0 {
		return false
	}
	if h := v.hits; h.at >= 0 && h.at < len(h.spans) {
		v.selectSpan(span{h.spans[h.at][0], h.spans[h.at][1]})
		return true
	}
	at := flows[0].from
	for _, f := range flows {
		if o, size := v.onScreen(f.box); o.Y >= v.scroll.Offset.Y && o.Y+size.Height/2 < v.scroll.Offset.Y+v.scroll.Size().Height {
			at = f.from
			break
		}
	}
	v.selectSpan(span{at, at})
	return true
}

// textFlows returns the lines of the page on screen.
func (v *Viewer) textFlows() []flow {
	if v.drawn != v.page {
		return nil
	}
	if v.flows == nil && len(v.glyphs) > 0 {
		v.flows = flowsOf(v.glyphs)
	}
	return v.flows
}

// overText reports whether a point of the page is on writing.
func (v *Viewer) overText(x, y float64) bool {
	flows := v.textFlows()
	i := flowAt(flows, x, y)
	return i >= 0 && flows[i].box.holds(x, y)
}

// caretAt returns the caret next to a point.
func (v *Viewer) caretAt(x, y float64) (int, bool) {
	flows := v.textFlows()
	i := flowAt(flows, x, y)
	if i < 0 {
		return 0, false
	}
	return flows[i].caret(v.glyphs, x, y), true
}

// caretKey moves the caret by a key: along the writing by characters, across it by lines, to the ends of the line. With extend what lies between
// is selected.
func (v *Viewer) caretKey(k fyne.KeyName, extend bool) bool {
	flows := v.textFlows()
	if v.span == nil || len(flows) == 0 {
		return false
	}
	head := v.span.head
	at := flowOf(flows, head)
	f := flows[at]
	switch turn := moveOf(f, k); turn {
	case stays:
		return false
	case onward, back:
		head = v.step(head, turn)
	case nextLine, lineBefore:
		to := min(max(at+int(turn)/2, 0), len(flows)-1)
		if to != at {
			place := caretPlace(v.glyphs, f, head)
			x, y := place.X, place.Y
			if g := flows[to]; g.down {
				x = g.box.X
			} else {
				y = g.box.Y
			}
			head = flows[to].caret(v.glyphs, x, y)
		}
	case lineBegin:
		head = f.from
	case lineEnd:
		head = f.to
	}
	anchor := head
	if extend {
		anchor = v.span.anchor
	}
	v.selectSpan(span{anchor, head})
	place := caretPlace(v.glyphs, flows[flowOf(flows, head)], head)
	v.show(&place)
	return true
}

// step moves a caret over one character that has a place.
func (v *Viewer) step(caret int, by move) int {
	for {
		next := caret + int(by)
		if next < 0 || next > len(v.glyphs) {
			return caret
		}
		crossed := min(caret, next)
		caret = next
		if _, ok := boxOf(v.glyphs[crossed]); ok {
			return caret
		}
	}
}

// move is where a key takes the caret in writing.
type move int

const (
	lineBefore move = -2
	back       move = -1
	stays      move = 0
	onward     move = 1
	nextLine   move = 2
	lineBegin  move = 3
	lineEnd    move = 4
)

// moveOf tells what a key does: in vertical writing down is onward, and left the next line.
func moveOf(f flow, k fyne.KeyName) move {
	switch k {
	case fyne.KeyHome:
		return lineBegin
	case fyne.KeyEnd:
		return lineEnd
	}
	keys := map[fyne.KeyName]move{fyne.KeyRight: onward, fyne.KeyLeft: back, fyne.KeyDown: nextLine, fyne.KeyUp: lineBefore}
	if f.down {
		keys = map[fyne.KeyName]move{fyne.KeyDown: onward, fyne.KeyUp: back, fyne.KeyLeft: nextLine, fyne.KeyRight: lineBefore}
	}
	return keys[k]
}

// roundedOut returns the place around boxes, to tenths of a point.
func roundedOut(boxes []Box) Box {
	b := boxes[0]
	for _, more := range boxes[1:] {
		b = around(b, more)
	}
	return Box{tenth(b.X), tenth(b.Y), tenth(b.W), tenth(b.H)}
}

// spaced returns characters with a mark between those that stand apart on a line.
func spaced(gs []evidence.Glyph) []rune {
	out := make([]rune, 0, len(gs))
	var last evidence.Glyph
	for _, g := range gs {
		if _, ok := boxOf(g); ok {
			if last.W > 0 && apart(last, g) {
				out = append(out, cellGap)
			}
			last = g
		}
		out = append(out, g.Rune)
	}
	return out
}

// quoted returns the quotation of characters, within MaxQuote.
func quoted(gs []evidence.Glyph) string { return shortened(tidied(spaced(gs))) }
