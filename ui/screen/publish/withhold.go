package publish

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"shinsa/review/ident"
	"shinsa/review/publication"
	"shinsa/ui/present"
	"shinsa/ui/widget"
)

// decision is the form in which a request to withhold is decided (Art. 11-2).
type decision struct {
	s                *Screen
	c                ident.CaseID
	item             func() ident.ItemID
	choice           *widget.Choice
	asked            *widget.Entry // the reason of a request that came after the application; nil for one of the application
	reason, approver *widget.Entry
	dialog           *widget.FormDialog
}

// decideNext decides the first request that waits, or again the first of all.
func (s *Screen) decideNext() {
	if len(s.withheld) == 0 {
		s.host.Tell(s.host.Text().T("publish.no_requests"))
		return
	}
	s.decide(0)
}

// decide decides a request, or takes a decision back by another.
func (s *Screen) decide(i int) {
	t, w := s.host.Text(), s.withheld[i]
	f := s.newDecision(w.Case)
	f.item = func() ident.ItemID { return ident.ItemID(w.Item) }
	about := []fyne.CanvasObject{
		widget.Full(w.Item + "　" + w.Title), widget.NewNote(w.No + "　" + w.Service), widget.Full(t.T("publish.asked", "reason", w.Asked)),
	}
	if w.Decision != "" {
		about = append(about, widget.NewNote(t.T("publish.decided_before", "word", w.Sign.Word, "decision", w.Decision)))
	}
	f.open(t.T("publish.decide_title"), widget.Column(4, about...), f.choice.First())
}

// candidates are the items of the certification at hand that nobody asked to withhold yet.
func (s *Screen) candidates() []publication.Line {
	e, there := s.entry()
	if !there || s.caseOf(e.No) == "" {
		return nil
	}
	asked := map[ident.ItemID]bool{}
	for _, w := range s.x.Withheld {
		if w.No == e.No {
			asked[w.Item] = true
		}
	}
	var out []publication.Line
	for _, l := range e.Lines {
		if !asked[l.Item] {
			out = append(out, l)
		}
	}
	return out
}

// caseOf returns the case whose answers are public of a certification, "" where it is gone.
func (s *Screen) caseOf(no ident.CertificateNo) ident.CaseID { return s.x.Cases[no] }

// add decides a request that came after the application, for an item of the certification at hand.
func (s *Screen) add() {
	t := s.host.Text()
	e, _ := s.entry()
	lines := s.candidates()
	if len(lines) == 0 {
		s.host.Tell(t.T("publish.add_none"))
		return
	}
	f := s.newDecision(s.caseOf(e.No))
	title := widget.NewNote(t.T("publish.add_which"))
	var item *widget.Entry
	find := func() (publication.Line, bool) {
		for _, l := range lines {
			if string(l.Item) == strings.TrimSpace(item.Text) {
				return l, true
			}
		}
		return publication.Line{}, false
	}
	item = widget.NewEntry(string(lines[0].Item), func(string) {
		words := t.T("publish.add_which")
		if l, ok := find(); ok {
			words = l.Title
		}
		title.Set(words)
		f.check()
	})
	f.item = func() ident.ItemID { l, _ := find(); return l.Item }
	f.asked = widget.NewTextArea("", 2, func(string) { f.check() })
	about := widget.Column(8, widget.NewNote(string(e.No)+"　"+e.Service),
		widget.TopCells(12, []widget.Cell{{Ems: 7}, {Share: 1}}, widget.Labelled(t.T("publish.add_item"), item), widget.Column(4, widget.NewNote(""), title)),
		widget.Labelled(t.T("publish.add_asked"), f.asked))
	f.open(t.T("publish.add_title"), about, item)
}

func (s *Screen) newDecision(c ident.CaseID) *decision {
	t := s.host.Text()
	f := &decision{s: s, c: c}
	check := func(string) { f.check() }
	f.choice = widget.NewSmallChoice([]widget.Option{{Value: "yes", Word: t.T("withhold.granted")}, {Value: "no", Word: t.T("withhold.refused")}}, check).Fixed()
	f.reason, f.approver = widget.NewTextArea("", 2, check), widget.NewEntry("", check)
	f.approver.SetText(s.approver)
	f.approver.OnSubmitted = func(string) { f.dialog.Do() }
	return f
}

func (f *decision) open(title string, about fyne.CanvasObject, first fyne.Focusable) {
	s, t := f.s, f.s.host.Text()
	f.dialog = widget.OpenForm(s.host.Canvas(), widget.Form{
		Title: title, Do: t.T("publish.decide_do"), Not: t.T("publish.back"), First: first,
		Body: widget.Column(10, widget.Leading(widget.NewLink(t.Clause("11-2"), widget.Body, func() { s.host.Clause("11-2") })), about,
			widget.Labelled(t.T("publish.decide_what"), f.choice), widget.Labelled(t.T("publish.decide_reason"), f.reason),
			widget.Labelled(t.T("publish.decide_by"), f.approver), widget.NewNote(t.T("publish.decide_stays"))),
		Act: f.act,
	})
}

func (f *decision) check() {
	if f.dialog == nil {
		return
	}
	said := func(e *widget.Entry) bool { return e == nil || strings.TrimSpace(e.Text) != "" }
	f.dialog.Allow(f.item() != "" && f.choice.Chosen() != "" && said(f.reason) && said(f.approver) && said(f.asked))
}

// act records the decision and makes the preview anew.
func (f *decision) act() string {
	s, t := f.s, f.s.host.Text()
	w := publication.Withholding{Item: f.item(), Granted: f.choice.Chosen() == "yes", Reason: f.reason.Text, Approver: f.approver.Text}
	if f.asked != nil {
		w.Asked = f.asked.Text
	}
	if err := s.desk.DecideWithholding(context.Background(), f.c, []publication.Withholding{w}); err != nil {
		p := present.ProblemOf(t, err)
		return strings.TrimSpace(p.Sentence + "\n" + p.Hint)
	}
	s.approver = strings.TrimSpace(f.approver.Text)
	s.Reload()
	s.host.Done(t.T("publish.decided", "item", w.Item))
	return ""
}
