package setup

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/ui/present"
	"shinsa/ui/widget"
)

// numbers asks an office that goes on from a backup or a copy for the last numbers it gave; nothing while they are known.
func (s *Screen) numbers() []fyne.CanvasObject {
	if s.desk.Self().Role != review.Secretariat {
		return nil
	}
	all, doubt, err := s.desk.Numbers(context.Background())
	if err != nil {
		s.host.Problem(err)
		return nil
	}
	if doubt == nil {
		return nil
	}
	t := s.host.Text()
	form := &settlement{s: s, lines: present.SeriesLines(t, all), why: widget.NewNote("")}
	form.do = s.offer("setup.numbers_do", "numbers settle", form.ask)
	parts := []fyne.CanvasObject{warned(present.NumbersDoubt(t, *doubt)), widget.Full(t.T("setup.numbers_note"))}
	for _, l := range form.lines {
		e := widget.NewEntry(l.Word, func(string) { form.check() })
		e.SetText(strconv.Itoa(l.Last))
		form.last = append(form.last, e)
		parts = append(parts, widget.Cells(12, []widget.Cell{{Share: 1}, {Ems: 8}}, widget.Full(l.Word), e))
	}
	form.check()
	return []fyne.CanvasObject{s.section("setup.numbers", append(parts, form.why, container.NewHBox(form.do))...)}
}

// settlement is the form in which the last numbers are stated.
type settlement struct {
	s     *Screen
	lines []present.SeriesLine
	last  []*widget.Entry // one for each line
	why   *widget.Paragraph
	do    *widget.Button
}

// stated returns what stands in the form, and the line of the first series whose number cannot be.
func (f *settlement) stated() (last []review.Series, wrong *present.SeriesLine) {
	for i, e := range f.last {
		n := present.LastTyped(e.Text, f.lines[i].Last)
		if n < 0 {
			return nil, &f.lines[i]
		}
		last = append(last, review.Series{Name: f.lines[i].Name, Last: n})
	}
	return last, nil
}

func (f *settlement) check() {
	if len(f.last) < len(f.lines) {
		return // the form is being made
	}
	words := ""
	if _, wrong := f.stated(); wrong != nil {
		words = f.s.host.Text().T("setup.numbers_wrong", "series", wrong.Word, "n", wrong.Last)
	}
	f.why.Set(words)
	f.do.Allow(words == "", words)
}

// ask shows every number once more: from the next one on they are given.
func (f *settlement) ask() {
	last, wrong := f.stated()
	if wrong != nil {
		return
	}
	t := f.s.host.Text()
	body := []string{t.T("setup.numbers_body")}
	for i, x := range last {
		body = append(body, t.T("setup.numbers_line", "series", f.lines[i].Word, "n", x.Last))
	}
	widget.Ask(f.s.host.Canvas(), widget.Question{
		Title: t.T("setup.numbers_title"), Body: body, Grave: true, Do: t.T("setup.numbers_yes"), Not: t.T("setup.back"),
		Act: func(string) string {
			if _, err := f.s.desk.SettleNumbers(context.Background(), last); err != nil {
				return present.Refusal(t, err)
			}
			f.s.Reload()
			f.s.host.Done(t.T("setup.numbers_done"))
			return ""
		},
	})
}
