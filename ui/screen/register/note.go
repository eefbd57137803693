package register

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/register"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// note notes what came in or was found about the certification at hand: an emergency, a survey, a report, a breach, a question.
func (s *Screen) note() {
	t := s.host.Text()
	c, ok := s.atHand()
	if !ok {
		return
	}
	var dialog *widget.FormDialog
	var topic, answers *widget.Choice
	var text *widget.Entry
	check := func(string) {
		if dialog != nil {
			dialog.Allow(topic.Chosen() != "" && strings.TrimSpace(text.Text) != "")
		}
	}
	var topics []widget.Option
	for _, x := range register.Noted {
		topics = append(topics, widget.Option{Value: string(x), Word: t.T("note." + string(x))})
	}
	topic, text = widget.NewSmallChoice(topics, check), widget.NewTextArea("", 3, check)
	on, due, file := s.day(nil), widget.NewEntry(t.T("register.note_no_due"), nil), s.paper()
	parts := []fyne.CanvasObject{widget.Labelled(t.T("register.note_topic"), topic), widget.Labelled(t.T("register.note_text"), text)}
	if open := register.Awaited(s.notes[c.No]); len(open) > 0 {
		var options []widget.Option
		for _, n := range open {
			options = append(options, widget.Option{Value: strconv.Itoa(n.N), Word: present.NoteName(t, n)})
		}
		answers = widget.NewSmallChoice(options, nil)
		parts = append(parts, widget.Labelled(t.T("register.note_answers"), answers))
	}
	submit := func(string) { dialog.Do() }
	on.OnSubmitted, due.OnSubmitted = submit, submit
	dialog = widget.OpenForm(s.host.Canvas(), widget.Form{
		Title: string(c.No) + "　" + t.T("register.note_title"), Do: t.T("register.note_do"), Not: t.T("register.back"), First: topic.First(),
		Body: widget.Column(10, append(parts,
			widget.TopCells(16, []widget.Cell{{Share: 1}, {Share: 1}}, widget.Labelled(t.T("register.note_on"), on), widget.Labelled(t.T("register.note_due"), due)),
			widget.Labelled(t.T("register.file"), file), widget.NewNote(t.T("register.note_stays")))...),
		Act: func() string {
			n := register.Note{No: c.No, Topic: register.Topic(topic.Chosen()), Text: text.Text, Until: present.DateTyped(due.Text)}
			if answers != nil {
				n.Answers, _ = strconv.Atoi(answers.Chosen())
			}
			if n.On, ok = s.past(on.Text); !ok || n.Until.IsZero() && strings.TrimSpace(due.Text) != "" {
				return t.T("register.on_bad")
			}
			return s.withFile(file.Path(), func(in *review.Incoming) string {
				_, err := s.desk.NoteCertification(context.Background(), n, in)
				return s.enter(err, "register.noted", c)
			})
		},
	})
}

// noted lists what is noted about a certification, what awaits an answer marked.
func (s *Screen) noted(c register.Certification) fyne.CanvasObject {
	t := s.host.Text()
	rows := []fyne.CanvasObject{widget.NewHeading(t.T("register.notes"), widget.Body)}
	for _, n := range present.NoteLines(t, s.notes[c.No], s.desk.Today()) {
		words := []fyne.CanvasObject{widget.NewLine(n.Topic, widget.Body, theme.ColorInk), widget.Full(n.Text)}
		if n.Rest != "" {
			rest := widget.NewNote(n.Rest)
			if n.Late {
				rest = widget.NewText(n.Rest, widget.Caption, theme.Caution.Ink())
			}
			words = append(words, rest)
		}
		rows = append(rows, widget.TopCells(12, []widget.Cell{{Fixed: 120}, {Share: 1}, {}}, widget.NewLine(n.On, widget.Caption, theme.ColorInkSoft),
			widget.Column(2, words...), widget.NewLink(n.Article, widget.Caption, func() { s.host.Clause(n.Clause) })))
	}
	if len(rows) == 1 {
		rows = append(rows, widget.NewNote(t.T("register.notes_none")))
	}
	return widget.Column(6, rows...)
}
