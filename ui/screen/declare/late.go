package declare

import (
	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// answered says what became of a declaration that is signed already, and what can be done about it: take the key in, or declare an
// interest that was found later.
func (s *Screen) answered() fyne.CanvasObject {
	t := s.host.Text()
	parts := []fyne.CanvasObject{
		widget.Cells(14, []widget.Cell{{}, {Share: 1}}, widget.NewPicture(theme.IconSeal.Resource(theme.ColorAccent), widget.Title),
			widget.NewHeading(t.T("declare.answered"), widget.Title)),
		widget.NewRule(), widget.Full(t.T("declare.state_" + string(s.row.State))),
	}
	row := widget.Wrap(10)
	if s.row.State == review.Awaiting {
		parts = append(parts, widget.Full(t.T("declare.awaiting_what")))
		row.Add(widget.NewPrimary(t.T("declare.do_release"), s.takeRelease))
	}
	place, word := s.onward()
	row.Add(widget.NewButton(word, func() { s.host.Go(place) }))
	parts = append(parts, row)
	if s.mayBeLate() {
		parts = append(parts, widget.NewRule(), widget.NewHeading(t.T("declare.late_title"), widget.Heading), widget.Full(t.T("declare.late_note")),
			widget.Wrap(10, widget.NewGrave(t.T("declare.do_late"), s.beginLate), widget.NewLink(t.Clause("7"), widget.Body, func() { s.host.Clause("7") })))
	}
	return widget.NewPage(widget.Inset(28, 24, widget.Narrow(46, widget.Column(16, parts...))))
}

// onward is where the case goes on.
func (s *Screen) onward() (route.Route, string) {
	t := s.host.Text()
	switch s.row.State {
	case review.Recused, review.Awaiting, review.Purged:
		return route.To(route.Home), t.T("declare.to_home")
	}
	return route.Of(route.Walk, s.at.Case), t.T("declare.to_walk")
}

// mayBeLate reports whether an interest that is found now can be declared.
func (s *Screen) mayBeLate() bool {
	switch s.row.State {
	case review.Open, review.Awaiting, review.Submitted, review.Receipted, review.Purged:
		return true
	}
	return false
}

// afterwards are the actions of a case that was declared.
func (s *Screen) afterwards() []screen.Action {
	t := s.host.Text()
	var out []screen.Action
	if s.row.State == review.Awaiting {
		out = append(out, screen.Action{
			Menu: screen.MenuCase, Word: t.T("declare.do_release"), Reading: "release key", Keys: []screen.Key{screen.Plain("R")}, Hint: t.T("declare.do_release"), Run: s.takeRelease,
		})
	}
	if s.mayBeLate() {
		out = append(out, screen.Action{Menu: screen.MenuCase, Word: t.T("declare.do_late"), Reading: "late declaration interest", Run: s.beginLate})
	}
	return out
}

func (s *Screen) takeRelease() {
	s.host.ChooseFile([]string{".release"}, func(path string) { s.host.Receive([]string{path}) })
}

// beginLate opens the form once more. What was declared before is not filled in for the member: every question is asked anew.
func (s *Screen) beginLate() {
	s.late = true
	s.Reload()
}

// endLate goes back without declaring; what was filled in stays.
func (s *Screen) endLate() {
	s.Leave()
	s.late = false
	s.Reload()
}

// lateHead asks when the interest was found, and how.
func (f *form) lateHead() []fyne.CanvasObject {
	s, t := f.s, f.s.host.Text()
	if s.decl.Late == nil {
		s.decl.Late = &conflict.Late{Discovered: s.today()}
	}
	late := *s.decl.Late
	put := func() {
		now := late
		s.decl.Late = &now
		s.changed()
	}
	on := widget.NewEntry(t.T("declare.late_on_example"), func(v string) { late.Discovered = present.DateTyped(v); put() })
	on.SetText(dateText(late.Discovered))
	reason := widget.NewTextArea(t.T("declare.late_reason_example"), 3, func(v string) { late.Reason = v; put() })
	reason.SetText(late.Reason)
	return []fyne.CanvasObject{
		widget.NewHeading(t.T("declare.late_title"), widget.Title),
		widget.NewSurface(theme.ColorAccentSoft, widget.Inset(14, 10, widget.Full(t.T("declare.late_what_follows")))),
		widget.Wrap(10, widget.NewButton(t.T("declare.late_stop"), s.endLate)),
		widget.TopCells(14, []widget.Cell{{Ems: 16}, {Share: 1}},
			widget.Column(4, widget.NewNote(t.T("declare.late_on")), on), widget.Column(4, widget.NewNote(t.T("declare.late_reason")), reason)),
	}
}

func dateText(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// signLate says what the declaration does to the case before it is signed.
func (s *Screen) signLate(withdraw bool) {
	t := s.host.Text()
	decl := s.decl
	if decl.Late == nil || decl.Late.Reason == "" || decl.Late.Discovered.IsZero() {
		widget.Tell(s.host.Canvas(), t.T("declare.not_yet"), t.T("declare.back"), t.T("declare.late_needs_reason"))
		return
	}
	if withdraw {
		decl.Withdraw, decl.Reason = true, decl.Late.Reason
	}
	leaves := withdraw || s.outcome == conflict.Recuse
	q := widget.Question{
		Title: t.T("declare.late_sign_title"), Do: t.T("declare.late_sign_do"), Not: t.T("declare.back"), Grave: leaves,
		Body: []string{t.T("declare.late_stays"), t.T("declare.cannot_change")},
		Act: func(string) string {
			s.host.ChooseFolder(func(out review.Outbox) { s.declare(decl, out) })
			return ""
		},
	}
	if leaves {
		q.Body = []string{t.T("declare.late_leaves", "service", s.row.Service), t.T("declare.late_withdraws"), t.T("declare.late_trail"), t.T("declare.cannot_change")}
		q.Do, q.Type = t.T("declare.late_leave_do"), t.T("declare.late_word")
		q.TypeLabel = t.T("declare.late_type", "word", q.Type)
	}
	widget.Ask(s.host.Canvas(), q)
}
