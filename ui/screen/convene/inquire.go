package convene

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// inquire is what the members want to know of the applicant, collected from their opinions into one letter (照会書). It can be sent at any
// time, before the session or after it.
type inquire struct {
	s      *Screen
	object *fyne.Container
	due    *widget.Entry
	write  *widget.Button
	done   *fyne.Container
}

func newInquire(s *Screen) *inquire {
	t := s.host.Text()
	q := &inquire{s: s, object: widget.Column(12, widget.NewHeading(t.T("convene.inquiries"), widget.Heading), widget.NewRule()), done: widget.Column(4)}
	if len(s.inquiries) == 0 {
		q.object.Add(widget.NewNote(t.T("convene.inquiries_none")))
		return q
	}
	q.object.Add(widget.NewNote(t.T("convene.inquiries_note", "n", len(s.inquiries))))
	for _, x := range s.inquiries {
		text := widget.NewParagraph(x.Text)
		text.Full = true
		q.object.Add(widget.Column(2, widget.NewLink(present.ItemName(t, s.file.Edition, string(x.Item)), widget.Caption, func() { s.stand(x.Item) }),
			text, widget.NewNote(t.T("convene.inquiry_from", "names", strings.Join(x.From, "、")))))
	}
	q.due = widget.NewEntry(t.T("convene.inquiry_due_hint"), func(string) { q.check() })
	q.due.SetText(s.desk.Today().AddDays(s.desk.Profile().DueDays).String())
	q.due.OnSubmitted = func(string) { q.run() }
	q.write = widget.NewButton(t.T("convene.inquiry_write"), q.run)
	q.object.Add(widget.Labelled(t.T("convene.inquiry_due"), q.due))
	q.object.Add(widget.Trailing(8, q.write))
	q.object.Add(q.done)
	q.check()
	return q
}

// check allows the letter once the day of the answer can be read and is not past.
func (q *inquire) check() {
	day := present.DateTyped(q.due.Text)
	q.write.Allow(!day.IsZero() && !day.Before(q.s.desk.Today()), "")
}

// run writes the letter, signed, into a folder.
func (q *inquire) run() {
	s, t := q.s, q.s.host.Text()
	switch {
	case q.write == nil:
		s.host.Tell(t.T("convene.inquiries_none"))
		return
	case q.write.Disabled():
		s.host.Tell(t.T("convene.inquiry_due_wrong"))
		return
	}
	due := present.DateTyped(q.due.Text)
	task.Run(s.host.Tasks(), t.T("convene.inquiry_writing"), func(ctx context.Context, _ *task.Progress) (review.Handed, error) {
		out, err := s.host.Outbox("")
		if err != nil {
			return review.Handed{}, err
		}
		return s.desk.InquiryLetter(ctx, s.c, due, out)
	}, func(h review.Handed, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		q.done.RemoveAll()
		for _, l := range present.HandedLines(t, []review.Handed{h}) {
			q.done.Add(widget.Cells(8, []widget.Cell{{}, {Share: 1}, {}}, widget.NewMark(l.Sign.Word, theme.Tone(l.Sign.Tone)), widget.NewNote(l.Path),
				widget.NewLink(t.T("convene.inquiry_open"), widget.Caption, func() { s.host.OpenFile(h.Path) })))
		}
		s.minute.page.Reflow()
		s.host.Done(t.T("convene.inquiry_done", "n", len(s.inquiries)))
	})
}
