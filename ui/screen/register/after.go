package register

import (
	"context"
	"strings"

	"shinsa/review"
	"shinsa/ui/present"
	"shinsa/ui/widget"
)

// goOn lets the effect of the certification at hand go on until its renewal is decided (Art. 12-2). What is known of the renewal, and until when the
// effect runs, is said before; where it cannot be continued, why.
func (s *Screen) goOn() {
	t := s.host.Text()
	c, ok := s.atHand()
	if !ok {
		return
	}
	p, err := s.desk.ContinuationOf(context.Background(), c.No, s.desk.Today())
	if err != nil {
		s.host.Problem(err)
		return
	}
	about := []string{
		t.T("register.continue_renewal", "case", p.Case, "date", present.Date(t, p.Applied)),
		t.T("register.continue_runs", "last", present.Date(t, p.Last), "from", present.Date(t, p.Last.AddDays(1))),
	}
	for _, f := range present.Findings(t, nil, p.Doubts) {
		about = append(about, f.Sentence)
	}
	on := s.day(nil)
	reason := widget.NewTextArea("", 2, nil)
	reason.SetText(t.T("register.continue_usual"))
	dialog := widget.OpenForm(s.host.Canvas(), widget.Form{
		Title: string(c.No) + "　" + t.T("register.continue_title"), Do: t.T("register.continue_do"), Not: t.T("register.back"), First: reason,
		Body: widget.Column(10, s.clause("12-2"), widget.Full(strings.Join(about, "\n")), widget.Labelled(t.T("register.continue_reason"), reason),
			widget.Labelled(t.T("register.continue_on"), on)),
		Act: func() string {
			day, ok := s.past(on.Text)
			if !ok {
				return t.T("register.on_bad")
			}
			err := s.desk.ContinueEffect(context.Background(), c.No, review.Continuing{On: day, Reason: reason.Text})
			return s.enter(err, "register.continued", c)
		},
	})
	dialog.Allow(true)
	on.OnSubmitted = func(string) { dialog.Do() }
}

// end enters the notice that the service of the certification at hand has ended (Art. 13-2).
func (s *Screen) end() {
	t := s.host.Text()
	c, ok := s.inForce()
	if !ok {
		return
	}
	on, noticed := s.day(nil), s.day(nil)
	notice := widget.NewTextArea("", 2, nil)
	file := s.paper()
	returned := false
	back := widget.NewCheck(t.T("register.end_returned"), func(ticked bool) { returned = ticked })
	dialog := widget.OpenForm(s.host.Canvas(), widget.Form{
		Title: string(c.No) + "　" + t.T("register.end_title"), Do: t.T("register.end_do"), Not: t.T("register.back"), Grave: true, First: on,
		Body: widget.Column(10, s.clause("13-2"), widget.Full(t.T("register.end_final")),
			widget.TopCells(16, []widget.Cell{{Share: 1}, {Share: 1}}, widget.Labelled(t.T("register.end_on"), on), widget.Labelled(t.T("register.end_noticed"), noticed)),
			widget.Labelled(t.T("register.end_notice"), notice), widget.Labelled(t.T("register.file"), file), back),
		Act: func() string {
			day, ok := s.past(on.Text)
			came, also := s.past(noticed.Text)
			if !ok || !also {
				return t.T("register.on_bad")
			}
			return s.withFile(file.Path(), func(in *review.Incoming) string {
				x := review.Ending{On: day, Noticed: came, Notice: notice.Text, File: in, Returned: returned}
				return s.enter(s.desk.EndService(context.Background(), c.No, x), "register.ended", c)
			})
		},
	})
	dialog.Allow(true)
}

// paper is a field for the file that something is about; its name and digest are kept, not its bytes.
func (s *Screen) paper() *widget.PathField {
	t := s.host.Text()
	return widget.NewPathField(t.T("register.file_none"), t.T("register.file_choose"), func(f func(string)) { s.host.BrowseFile(nil, f) })
}

// withFile opens the file that is named, where one is, and runs act; it returns what stood against it.
func (s *Screen) withFile(path string, act func(*review.Incoming) string) string {
	if path == "" {
		return act(nil)
	}
	in, done, err := s.host.Open(path)
	if err != nil {
		return s.problem(err)
	}
	defer done()
	if len(in) != 1 {
		return s.host.Text().T("register.file_one")
	}
	return act(&in[0])
}

// problem is what stood against an act, with what can be done.
func (s *Screen) problem(err error) string {
	p := present.ProblemOf(s.host.Text(), err)
	lines := []string{p.Sentence}
	for _, f := range p.Findings {
		lines = append(lines, f.Sentence)
	}
	if p.Hint != "" {
		lines = append(lines, p.Hint)
	}
	return strings.Join(lines, "\n")
}
