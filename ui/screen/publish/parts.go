package publish

import (
	"strconv"

	"fyne.io/fyne/v2"

	"shinsa/review/publication"
	"shinsa/review/register"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// row is one certification of the preview; the list reuses it.
type row struct {
	widget.Surface
	no, service, operator, differs *widget.Line
	state, change                  *widget.Chip
}

func newRow() fyne.CanvasObject {
	line := func(r widget.Role, c fyne.ThemeColorName) *widget.Line { return widget.NewAbridged("", r, c) }
	r := &row{
		no: line(widget.Body, theme.ColorInk), service: line(widget.Body, theme.ColorInk), operator: line(widget.Caption, theme.ColorInkSoft),
		differs: line(widget.Caption, theme.ColorInk), state: widget.NewMark("", theme.Good), change: widget.NewChip("", theme.Active),
	}
	columns := []widget.Cell{{Ems: 8.7}, {Share: 1}, {Ems: 7.4}}
	r.Surface = widget.Ground(theme.ColorPaper, widget.Inset(24, 6, widget.Cells(14, columns,
		widget.Column(0, r.no, r.state), widget.Column(0, r.service, r.operator, r.differs), r.change)))
	r.ExtendBaseWidget(r)
	return r
}

func (s *Screen) fill(i int, o fyne.CanvasObject) {
	r, x, t := o.(*row), s.rows[i], s.host.Text()
	ground := theme.ColorPaper
	if i == s.at {
		ground = theme.ColorAccentSoft
	}
	r.SetColour(ground)
	r.no.SetText(x.No)
	r.service.SetText(x.Service)
	r.operator.SetText(x.Operator + "　" + x.Period)
	words := x.Differs
	if x.Withheld > 0 {
		words = t.N("publish.withheld_items", x.Withheld) + "　" + words
	}
	r.differs.SetText(words)
	r.change.Set(x.Change.Word, theme.Tone(x.Change.Tone))
	r.state.Set(x.State.Word, theme.Tone(x.State.Tone))
	r.Refresh()
}

// checks says what the leak check found and what a person should look at.
func (s *Screen) checks() fyne.CanvasObject {
	t := s.host.Text()
	audit := present.AuditLine(t, s.x)
	word := t.T("publish.check_good")
	if audit.Tone == present.Bad {
		word = t.T("publish.check_bad")
	}
	parts := []fyne.CanvasObject{widget.TopCells(12, []widget.Cell{{}, {Share: 1}}, widget.NewChip(word, theme.Tone(audit.Tone)), widget.Full(audit.Word))}
	for _, f := range present.Findings(t, nil, append(s.x.Audit.Leaks, s.x.Notes...)) {
		place := []fyne.CanvasObject{widget.Full(f.Sentence)}
		if f.Place != "" {
			place = append(place, widget.NewNote(f.Place))
		}
		parts = append(parts, widget.TopCells(12, []widget.Cell{{}, {Share: 1}}, widget.NewMark(f.Sign.Word, theme.Tone(f.Sign.Tone)), widget.Column(2, place...)))
	}
	last := present.LastPublishedLine(t, s.x.Last)
	return widget.Section(t.T("publish.checks"), append(parts, widget.NewNote(last))...)
}

// withholding lists the requests to leave items out, with a button to decide each.
func (s *Screen) withholding() fyne.CanvasObject {
	t := s.host.Text()
	parts := []fyne.CanvasObject{widget.Leading(widget.NewLink(t.Clause("11-2"), widget.Body, func() { s.host.Clause("11-2") }))}
	for i, w := range s.withheld {
		word := "publish.decide_again"
		if w.Decision == "" {
			word = "publish.decide_one"
		}
		b := widget.NewButton(t.T(word), func() { s.decide(i) })
		b.Small = true
		lines := []fyne.CanvasObject{widget.Full(w.Item + "　" + w.Title), widget.NewNote(w.No + "　" + w.Service), widget.NewNote(t.T("publish.asked", "reason", w.Asked))}
		if w.Decision != "" {
			lines = append(lines, widget.NewNote(w.Decision))
		}
		parts = append(parts, widget.TopCells(12, []widget.Cell{{Ems: 6.6}, {Share: 1}, {}}, widget.NewChip(w.Sign.Word, theme.Tone(w.Sign.Tone)), widget.Column(2, lines...), b))
	}
	if len(s.withheld) == 0 {
		parts = append(parts, widget.NewNote(t.T("publish.no_requests")))
	}
	if len(s.candidates()) > 0 {
		add := widget.NewQuiet(t.T("publish.add"), s.add)
		add.Small = true
		parts = append(parts, widget.Leading(add))
	}
	return widget.Section(t.T("publish.withholding"), parts...)
}

// sending is where the files go, and where they went.
func (s *Screen) sending() fyne.CanvasObject {
	t := s.host.Text()
	parts := []fyne.CanvasObject{widget.Labelled(t.T("publish.folder"), s.folder), widget.NewNote(t.T("publish.ask_whole"))}
	if why := s.blocked(); why != "" {
		parts = append(parts, widget.NewText(why, widget.Body, theme.Caution.Ink()))
	}
	parts = append(parts, widget.Trailing(8, s.do))
	const shown = 12
	if n := len(s.handed); n > 0 {
		parts = append(parts, widget.NewHeading(t.N("publish.files", n), widget.Body))
		// The page that leads to the others is written last and shown first.
		for _, h := range present.HandedLines(t, append(s.handed[n-1:], s.handed[:min(n-1, shown-1)]...)) {
			open := widget.NewQuiet(t.T("publish.open_file"), func() { s.host.OpenFile(h.Path) })
			open.Small = true
			parts = append(parts, widget.Cells(10, []widget.Cell{{Share: 1}, {}, {}}, widget.NewAbridged(h.Name, widget.Body, theme.ColorInk), widget.NewLine(h.Size, widget.Caption, theme.ColorInkSoft), open))
		}
		if n > shown {
			parts = append(parts, widget.NewNote(t.N("publish.more_files", n-shown)))
		}
	}
	return widget.Section(t.T("publish.send"), parts...)
}

// entry is what is public of the certification at hand; false for one that vanishes.
func (s *Screen) entry() (publication.Entry, bool) {
	if s.x == nil || s.at >= len(s.x.Entries) {
		return publication.Entry{}, false
	}
	return s.x.Entries[s.at], true
}

// open shows the certification at hand as the public would see it, item by item.
func (s *Screen) open() {
	t := s.host.Text()
	e, there := s.entry()
	if !there {
		return
	}
	pair := func(key, value string) fyne.CanvasObject {
		return widget.TopCells(12, []widget.Cell{{Ems: 8}, {Share: 1}}, widget.NewNote(t.T(key)), widget.Full(value))
	}
	x := s.rows[s.at]
	parts := []fyne.CanvasObject{
		pair("publish.e_service", e.Service), pair("publish.e_operator", e.Operator), pair("publish.e_period", x.Period),
		pair("publish.e_state", x.State.Word+clause(t.Clause(e.Clause))),
	}
	if e.Outline != "" {
		parts = append(parts, pair("publish.e_outline", e.Outline))
	}
	if e.Site != "" {
		parts = append(parts, pair("publish.e_site", e.Site))
	}
	for _, i := range e.Improvements {
		parts = append(parts, widget.NewHeading(t.T("note."+string(register.Improvement))+"　"+present.Date(t, i.On), widget.Body), widget.Full(i.Text))
	}
	group := ""
	for _, l := range e.Lines {
		if l.Group != group {
			group = l.Group
			parts = append(parts, widget.NewHeading(group, widget.Body), widget.NewRule())
		}
		answer := l.Answer
		if l.Withheld {
			answer = t.T("publish.e_withheld")
		}
		parts = append(parts, widget.NewNote(string(l.Item)+"　"+l.Title), widget.Inset(12, 0, widget.Full(dash(answer))))
	}
	if len(e.Lines) == 0 {
		parts = append(parts, widget.NewNote(t.T("publish.e_no_items")))
	}
	widget.OpenSheet(s.host.Canvas(), widget.SheetWords{Title: t.T("publish.e_title", "no", e.No, "n", strconv.Itoa(len(e.Lines))), Close: t.T("publish.close")}, widget.Column(8, parts...))
}

func clause(words string) string {
	if words == "" {
		return ""
	}
	return "（" + words + "）"
}

func dash(s string) string {
	if s == "" {
		return "－"
	}
	return s
}
