package viewer

// smallest is the least width and height of a place, in points: less is a slip of the hand.
const smallest = 4

// Picked returns what there is to point at: the place a person picked, the hit at hand, or the page; false when there is no page.
func (v *Viewer) Picked() (Place, bool) {
	switch h := v.hits; {
	case v.doc == nil || v.drawn != v.page:
		return Place{}, false
	case v.picked != nil:
		return *v.picked, true
	case h.at >= 0 && h.at < len(h.boxes):
		b := h.boxes[h.at][0]
		for _, more := range h.boxes[h.at][1:] {
			b = around(b, more)
		}
		b = Box{tenth(b.X), tenth(b.Y), tenth(b.W), tenth(b.H)}
		return Place{Page: v.page, Box: &b, Quote: h.texts[h.at]}, true
	}
	return Place{Page: v.page}, true
}

// Pick picks a place on the page on screen; its quotation is what stands there.
func (v *Viewer) Pick(b Box) {
	if v.doc == nil || b.W < smallest || b.H < smallest {
		v.Unpick()
		return
	}
	v.picked = &Place{Page: v.page, Box: &b, Quote: quote(v.glyphs, b)}
	v.leaf.Refresh()
	v.told()
}

// PickLine picks the line of text at a point of the page.
func (v *Viewer) PickLine(x, y float64) {
	for _, b := range boxesOf(v.glyphs) {
		if b.holds(x, y) {
			v.Pick(Box{tenth(b.X), tenth(b.Y), tenth(b.W), tenth(b.H)})
			return
		}
	}
}

// Unpick lets a picked place go.
func (v *Viewer) Unpick() {
	v.unpick()
	v.leaf.Refresh()
	v.told()
}

func (v *Viewer) unpick() { v.picked, v.leaf.hand = nil, nil }

// repick reads the quotation of a place that was picked before the letters of the page were there.
func (v *Viewer) repick() {
	if v.picked != nil && v.picked.Quote == "" {
		v.Pick(*v.picked.Box)
	}
}

// told tells what is picked.
func (v *Viewer) told() {
	if v.OnPick != nil {
		p, ok := v.Picked()
		v.OnPick(p, ok && p.Box != nil)
	}
}
