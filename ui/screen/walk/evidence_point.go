package walk

import (
	"fyne.io/fyne/v2"

	"shinsa/review/checklist"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/viewer"
	"shinsa/ui/widget"
)

// pickRow says below the page what would be pointed at: the place that was picked, or the hit at hand.
type pickRow struct {
	row   *fyne.Container
	words *widget.Line
	point *widget.Button
	drop  *widget.Button
}

func newPickRow(p *evidencePane) pickRow {
	t := p.s.host.Text()
	r := pickRow{words: widget.NewLine("", widget.Caption, theme.ColorInk)}
	r.point = widget.NewToggle(t.T("evidence.point"), p.s.pointHere)
	r.point.Key, r.point.Tone = "P", theme.Active
	r.drop = widget.NewToggle(t.T("evidence.unpick"), func() { p.viewer.Unpick(); p.viewer.EndFind() })
	r.drop.Manner = widget.Quiet
	r.row = widget.Inset(10, 4, widget.Cells(6, []widget.Cell{{Share: 1}, {}, {}}, r.words, r.point, r.drop))
	r.row.Hide()
	return r
}

// showPicked shows what would be pointed at.
func (p *evidencePane) showPicked() {
	if p.viewer == nil || p.picked.row == nil {
		return
	}
	place, ok := p.viewer.Picked()
	was := p.picked.row.Visible()
	if !ok || place.Box == nil || p.s.file == nil || p.s.pointed(place) {
		p.picked.row.Hide()
	} else {
		t := p.s.host.Text()
		words := t.T("evidence.picked_place")
		if place.Quote != "" {
			words = t.T("evidence.picked_words", "quote", present.Short(place.Quote, 60))
		}
		p.picked.words.SetText(words)
		p.picked.point.Allow(!p.s.file.Readonly, "")
		p.picked.row.Show()
	}
	if was != p.picked.row.Visible() {
		p.frame.Refresh()
	}
}

// pointer returns what a place of the document at work is as a pointer.
func (s *Screen) pointer(place viewer.Place) (checklist.Pointer, bool) {
	e, ok := s.evidence.about(s.evidence.no)
	ptr := checklist.Pointer{Evidence: e.No, File: e.Digest, Page: place.Page, Quote: place.Quote}
	if b := place.Box; b != nil {
		ptr.Rect = &checklist.Rect{X: b.X, Y: b.Y, W: b.W, H: b.H}
	}
	return ptr, ok
}

// pointed reports whether the item at hand points at a place already.
func (s *Screen) pointed(place viewer.Place) bool {
	ptr, ok := s.pointer(place)
	return ok && has(present.MarkOf(s.file, s.at.Item), ptr)
}

func has(m checklist.Mark, p checklist.Pointer) bool {
	for _, x := range m.Pointers {
		if x.Evidence == p.Evidence && x.Page == p.Page && sameRect(x.Rect, p.Rect) {
			return true
		}
	}
	return false
}

// pointHere makes what is picked a ground of the finding: a place with its words, or the page on screen.
func (s *Screen) pointHere() {
	place, there := s.evidence.viewer.Picked()
	if !there || s.file == nil || s.file.Readonly {
		return
	}
	if ptr, ok := s.pointer(place); ok {
		s.addPointer(ptr)
		s.evidence.viewer.Unpick()
	}
}

// addPointer gives the item at hand a pointer, once.
func (s *Screen) addPointer(ptr checklist.Pointer) {
	m := present.MarkOf(s.file, s.at.Item)
	if len(m.Pointers) >= checklist.MaxPointers {
		t := s.host.Text()
		widget.Tell(s.host.Canvas(), t.T("evidence.too_many"), t.T("frame.close"), t.T("evidence.too_many_text", "n", checklist.MaxPointers))
		return
	}
	if has(m, ptr) {
		return
	}
	s.change(func(m *checklist.Mark) { m.Pointers = append(append([]checklist.Pointer(nil), m.Pointers...), ptr) })
	s.judge.showPointers(present.MarkOf(s.file, s.at.Item))
	s.judge.lay()
}

func sameRect(a, b *checklist.Rect) bool { return a == b || a != nil && b != nil && *a == *b }

func (s *Screen) dropPointer(i int) {
	s.change(func(m *checklist.Mark) {
		if i < len(m.Pointers) {
			m.Pointers = append(append([]checklist.Pointer(nil), m.Pointers[:i]...), m.Pointers[i+1:]...)
		}
	})
	s.judge.showPointers(present.MarkOf(s.file, s.at.Item))
	s.judge.lay()
}

// jump shows the place of a pointer.
func (p *evidencePane) jump(ptr checklist.Pointer) {
	var box *viewer.Box
	if r := ptr.Rect; r != nil && ptr.File == present.DigestOf(p.s.file.Application, ptr.Evidence) {
		box = &viewer.Box{X: r.X, Y: r.Y, W: r.W, H: r.H}
	}
	p.reveal(ptr.Evidence, ptr.Page, box)
}

// outline shows the places of the item at hand on the pages.
func (p *evidencePane) outline() {
	if p.s.file == nil {
		return
	}
	m := present.MarkOf(p.s.file, p.s.at.Item)
	for side, v := range p.viewer.all {
		var list []viewer.Outline
		for i, ptr := range m.Pointers {
			r := ptr.Rect
			if r == nil || ptr.Lost || ptr.Evidence != p.nos[side] || ptr.File != present.DigestOf(p.s.file.Application, ptr.Evidence) {
				continue
			}
			list = append(list, viewer.Outline{Page: ptr.Page, Box: viewer.Box{X: r.X, Y: r.Y, W: r.W, H: r.H}, Word: present.Count(i + 1)})
		}
		v.Outline(list)
	}
	p.showPicked()
}
