package walk

import (
	"shinsa/review/ident"
	"shinsa/ui/route"
	"shinsa/ui/widget"
)

// step goes to the next or previous item among those listed.
func (s *Screen) step(by int) {
	if id, ok := s.beside(by); ok {
		s.goTo(id)
	}
}

// stepInList is step for the arrow keys of the list, which stays on top.
func (s *Screen) stepInList(by int) {
	if id, ok := s.beside(by); ok {
		s.pass(id)
	}
}

// beside returns the item beside the one at hand among those listed; at either end it says so.
func (s *Screen) beside(by int) (ident.ItemID, bool) {
	if s.file == nil {
		return "", false
	}
	id, ok := s.model.Step(s.outline.rows, s.at.Item, by)
	switch t := s.host.Text(); {
	case ok:
	case by > 0:
		s.tell(t.T("walk.at_end" + s.narrowed()))
	default:
		s.tell(t.T("walk.at_start" + s.narrowed()))
	}
	return id, ok
}

// narrowed is the ending of what is said differently while filters or a search leave something out.
func (s *Screen) narrowed() string {
	if s.outline.view.Narrowed() {
		return "_narrowed"
	}
	return ""
}

// nextUnjudged goes to the next item without a verdict among those listed; when the case has none any more it offers to go on to the opinion.
func (s *Screen) nextUnjudged() {
	if s.file == nil {
		return
	}
	if id, ok := s.model.NextUnjudged(s.outline.view, s.at.Item); ok {
		s.goTo(id)
		return
	}
	t, n := s.host.Text(), s.model.Tally()
	if rest := n.Total - n.Judged; rest > 0 {
		s.tell(t.T("walk.none_unjudged_narrowed", "n", rest))
		return
	}
	// The opinion has verdict keys of its own: nobody should land there by pressing N once too often.
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("walk.all_judged"), Body: []string{t.T("walk.all_judged_text", "n", n.Total)},
		Do: t.T("walk.do_opine"), Not: t.T("walk.stay"),
		Act: func(string) string { s.host.Go(route.Of(route.Opine, s.at.Case)); return "" },
	})
}

// nextOpen goes to the next item listed that still asks for something: no verdict, a query, or a contradiction.
func (s *Screen) nextOpen() {
	if s.file == nil {
		return
	}
	id, ok := s.model.NextOpen(s.outline.view, s.at.Item)
	if !ok || id == s.at.Item {
		s.tell(s.host.Text().T("walk.nothing_open" + s.narrowed()))
		return
	}
	s.goTo(id)
}
