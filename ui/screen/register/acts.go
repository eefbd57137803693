package register

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/register"
	"shinsa/ui/present"
	"shinsa/ui/widget"
)

// The forms of what is entered without a decision, and of the request for improvement. What cannot be done to the certification at hand is
// said instead of a form.

// atHand is the certification that the acts are about, and whether there is one.
func (s *Screen) atHand() (register.Certification, bool) {
	if s.at >= len(s.shown) {
		return register.Certification{}, false
	}
	return s.shown[s.at], true
}

// acts are the buttons of what can be done to a certification today.
func (s *Screen) acts(c register.Certification) fyne.CanvasObject {
	t := s.host.Text()
	row := widget.Wrap(8)
	add := func(key string, run func()) {
		b := widget.NewButton(t.T(key), run)
		b.Small = true
		row.Add(b)
	}
	if c.On(s.desk.Today()).Holds() {
		add("register.improve", s.improve)
		if !s.desk.Today().Before(s.desk.Profile().Term.Window(c.To).Opens) {
			add("register.continue", s.goOn)
		}
		add("register.end", s.end)
		add("register.lapse", s.lapse)
		add("register.revoke", s.revoke)
	} else if _, back := c.ReturnedOn(); !back {
		add("register.return", s.takeBack)
	}
	add("register.note", s.note)
	return row
}

// inForce is atHand for acts about a certification in force; where it is not, it says so.
func (s *Screen) inForce() (register.Certification, bool) {
	c, ok := s.atHand()
	if ok && !c.On(s.desk.Today()).Holds() {
		s.say("register.holds_not")
		return c, false
	}
	return c, ok
}

func (s *Screen) say(key string) {
	t := s.host.Text()
	widget.Tell(s.host.Canvas(), t.T(key), t.T("register.back"))
}

// day is a field for a day up to today, with today in it.
func (s *Screen) day(changed func(string)) *widget.Entry {
	e := widget.NewEntry(s.host.Text().T("intake.date_example"), changed)
	e.SetText(s.desk.Today().String())
	return e
}

// past reads a day up to today; false when it is none.
func (s *Screen) past(typed string) (civil.Date, bool) {
	on := present.DateTyped(typed)
	return on, !on.IsZero() && !on.After(s.desk.Today())
}

// lapse enters that a certification lapsed by an event of Art. 9-2.
func (s *Screen) lapse() {
	t := s.host.Text()
	c, ok := s.inForce()
	if !ok {
		return
	}
	var options []widget.Option
	for _, e := range []review.LapseEvent{review.Transfer, review.Merger, review.Split, review.Inheritance} {
		options = append(options, widget.Option{Value: string(e), Word: t.T("lapse." + string(e))})
	}
	var dialog *widget.FormDialog
	event := widget.NewSmallChoice(options, func(v string) { dialog.Allow(v != "") })
	on := s.day(nil)
	dialog = widget.OpenForm(s.host.Canvas(), widget.Form{
		Title: string(c.No) + "　" + t.T("register.lapse_title"), Do: t.T("register.lapse_do"), Not: t.T("register.back"), Grave: true, First: event.First(),
		Body: widget.Column(10, s.clause("9-2"), widget.Labelled(t.T("register.lapse_event"), event), widget.Labelled(t.T("register.lapse_on"), on), widget.Full(t.T("register.lapse_final"))),
		Act: func() string {
			day, ok := s.past(on.Text)
			if !ok {
				return t.T("register.on_bad")
			}
			return s.enter(s.desk.Lapse(context.Background(), c.No, review.Lapsing{On: day, Event: review.LapseEvent(event.Chosen())}), "register.lapsed", c)
		},
	})
}

// takeBack enters that a certificate came back (Arts 10-8, 13-3).
func (s *Screen) takeBack() {
	t := s.host.Text()
	c, ok := s.atHand()
	if !ok {
		return
	}
	if _, back := c.ReturnedOn(); back || c.On(s.desk.Today()).Holds() {
		s.say("register.return_not")
		return
	}
	on := s.day(nil)
	dialog := widget.OpenForm(s.host.Canvas(), widget.Form{
		Title: string(c.No) + "　" + t.T("register.return_title"), Do: t.T("register.return_do"), Not: t.T("register.back"), First: on,
		Body: widget.Column(10, s.clause("10-8"), widget.Full(t.T("register.return_text", "no", c.No)), widget.Labelled(t.T("register.return_on"), on)),
		Act: func() string {
			day, ok := s.past(on.Text)
			if !ok {
				return t.T("register.on_bad")
			}
			return s.enter(s.desk.ReturnCertificate(context.Background(), c.No, day), "register.returned", c)
		},
	})
	dialog.Allow(true)
	on.OnSubmitted = func(string) { dialog.Do() }
}

// enter shows the register after an entry that was made, or returns what stood against it.
func (s *Screen) enter(err error, done string, c register.Certification) string {
	t := s.host.Text()
	if err != nil {
		return s.problem(err)
	}
	s.Reload()
	s.host.Done(t.T(done, "no", c.No))
	return ""
}

// improve asks the operator for improvement (Art. 16).
func (s *Screen) improve() {
	t := s.host.Text()
	c, ok := s.inForce()
	if !ok {
		return
	}
	var dialog *widget.FormDialog
	var facts, text *widget.Entry
	check := func(string) {
		dialog.Allow(strings.TrimSpace(facts.Text) != "" && strings.TrimSpace(text.Text) != "")
	}
	facts, text = widget.NewTextArea("", 2, check), widget.NewTextArea("", 2, check)
	due := widget.NewEntry(t.T("intake.date_example"), nil)
	due.SetText(s.desk.Today().AddDays(s.desk.Profile().DueDays).String())
	published := false
	publish := widget.NewCheck(t.T("register.improve_publish"), func(on bool) { published = on })
	dialog = widget.OpenForm(s.host.Canvas(), widget.Form{
		Title: string(c.No) + "　" + t.T("register.improve_title"), Do: t.T("register.improve_do"), Not: t.T("register.back"), First: facts,
		Body: widget.Column(10, s.clause("16"), widget.Labelled(t.T("register.improve_facts"), facts), widget.Labelled(t.T("register.improve_text"), text),
			widget.Labelled(t.T("register.improve_due"), due), publish),
		Act: func() string {
			i := review.Improving{Facts: facts.Text, Text: text.Text, Due: present.DateTyped(due.Text), Publish: published}
			if i.Due.IsZero() || !i.Due.After(s.desk.Today()) {
				return t.T("register.improve_due_bad")
			}
			s.host.ChooseFolder(func(out review.Outbox) {
				s.write("register.improving", func(ctx context.Context) ([]review.Handed, error) {
					h, err := s.desk.RequestImprovement(ctx, c.No, i, out)
					return []review.Handed{h}, err
				})
			})
			return ""
		},
	})
}

func (s *Screen) clause(cite string) fyne.CanvasObject {
	return widget.Leading(widget.NewLink(s.host.Text().Clause(cite), widget.Body, func() { s.host.Clause(cite) }))
}
