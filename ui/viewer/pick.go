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
		b := roundedOut(h.boxes[h.at])
		return Place{Page: v.page, Box: &b, Quote: h.texts[h.at]}, true
	}
	return Place{Page: v.page}, true
}

// Pick picks a place on the page on screen; its quotation is what stands there.
func (v *Viewer) Pick(b Box) {
	if v.doc == nil || v.drawn != v.page || b.W < smallest || b.H < smallest {
		v.Unpick()
		return
	}
	v.span = nil
	v.picked = &Place{Page: v.page, Box: &b, Quote: quote(v.glyphs, b)}
	v.leaf.Refresh()
	v.told()
}

// PickLine selects the line of text at a point of the page.
func (v *Viewer) PickLine(x, y float64) {
	for _, f := range v.textFlows() {
		if f.box.holds(x, y) {
			v.selectSpan(span{f.from, f.to})
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

func (v *Viewer) unpick() { v.picked, v.span, v.leaf.hand = nil, nil, nil }

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
