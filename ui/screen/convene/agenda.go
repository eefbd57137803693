package convene

import (
	"strconv"

	"fyne.io/fyne/v2"

	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// agenda is the order of the session: the case at hand with its round, and the amendments of the criteria and of the operating rules that
// wait for the committee (Art. 22). What is ticked was deliberated; it goes into the minutes in this order.
type agenda struct {
	s      *Screen
	object *fyne.Container
	at     int            // the item that was just acted on; -1 for none
	first  fyne.Focusable // of its buttons, as they are now
}

func newAgenda(s *Screen) *agenda {
	a := &agenda{s: s, object: widget.Column(10), at: -1}
	a.show()
	return a
}

// show sets the list anew.
func (a *agenda) show() {
	s, t := a.s, a.s.host.Text()
	a.object.Objects = []fyne.CanvasObject{widget.NewHeading(t.T("agenda.title"), widget.Heading), widget.NewRule()}
	rows := present.AgendaRows(t, s.form, s.file, s.waiting)
	for i, r := range rows {
		a.object.Add(a.row(i, len(rows), r))
	}
	if len(rows) == 1 && !s.recorded {
		a.object.Add(widget.NewNote(t.T("agenda.none")))
	}
	if len(rows) > 1 && !s.recorded {
		a.object.Add(widget.NewNote(t.T("agenda.note")))
		a.object.Add(widget.Leading(widget.NewLink(t.Clause("22"), widget.Caption, func() { s.host.Clause("22") })))
	}
}

func (a *agenda) row(i, n int, r present.AgendaRow) fyne.CanvasObject {
	s, t := a.s, a.s.host.Text()
	parts := widget.Column(4, widget.Full(r.Title))
	if r.Note != "" {
		parts.Add(widget.NewNote(r.Note))
	}
	switch {
	case s.recorded && r.Text != "":
		parts.Add(widget.Full(r.Text))
	case !s.recorded:
		parts.Add(a.controls(i, n, r))
		if r.Taken && !r.Case {
			text := widget.NewTextArea(t.T("agenda.text"), 2, func(v string) {
				s.form.Agenda[i].Text = v
				s.changed()
			})
			text.SetText(r.Text)
			parts.Add(text)
		}
	}
	return widget.TopCells(8, []widget.Cell{{Ems: 2}, {Share: 1}}, widget.NewLine(strconv.Itoa(i+1), widget.Body, theme.ColorInkSoft), parts)
}

// controls tick an item off, move it, and open what it is about.
func (a *agenda) controls(i, n int, r present.AgendaRow) fyne.CanvasObject {
	s, t := a.s, a.s.host.Text()
	row := widget.Wrap(6)
	put := func(b *widget.Button) {
		if i == a.at && a.first == nil {
			a.first = b
		}
		row.Add(b)
	}
	add := func(key string, run func()) {
		b := widget.NewButton(t.T(key), run)
		b.Small = true
		put(b)
	}
	if !r.Case {
		b := widget.NewToggle(t.T("agenda.taken"), func() { a.take(i) })
		b.SetChosen(r.Taken)
		put(b)
	}
	if i > 0 {
		add("agenda.up", func() { a.shift(i, -1) })
	}
	if i < n-1 {
		add("agenda.down", func() { a.shift(i, 1) })
	}
	switch {
	case r.Edition != "":
		add("agenda.open", func() { s.host.Go(route.OfEdition(route.Edition, r.Edition)) })
	case !r.Case:
		add("agenda.open", func() { s.host.Go(route.To(route.Criteria)) })
	}
	return row
}

// actions tick the amendments off without the pointer.
func (a *agenda) actions(closed string) []screen.Action {
	t := a.s.host.Text()
	var out []screen.Action
	for i, r := range present.AgendaRows(t, a.s.form, a.s.file, a.s.waiting) {
		if !r.Case {
			out = append(out, screen.Action{
				Menu: screen.MenuCase, Word: t.T("agenda.take", "title", r.Title), Reading: "deliberated " + string(r.Edition), Why: closed, Run: func() { a.take(i) },
			})
		}
	}
	return out
}

// take ticks an item off, or takes that back.
func (a *agenda) take(i int) {
	a.s.form.Agenda[i].Taken = !a.s.form.Agenda[i].Taken
	a.changed(i)
}

func (a *agenda) shift(i, by int) {
	a.s.form.Shift(i, by)
	a.changed(i + by)
}

// changed shows the agenda as it is now and leaves the keyboard with the item that was acted on.
func (a *agenda) changed(at int) {
	a.at, a.first = at, nil
	a.show()
	a.s.changed()
	a.s.minute.page.Reflow()
	if a.first != nil {
		widget.Focus(a.first)
	}
	a.at = -1
}
