package migrate

import (
	"strings"

	"fyne.io/fyne/v2"

	"shinsa/review/criteria"
	"shinsa/review/wording"
	"shinsa/ui/present"
	"shinsa/ui/screen"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// parts shows the line at hand: both items with what differs, the disclosure, and what can be said about it.
func (s *Screen) parts() []fyne.CanvasObject {
	t := s.host.Text()
	move := widget.NewPrimary(t.T("migrate.move"), s.move)
	move.Allow(s.mapping.Open() == 0, t.N("migrate.still_open", s.mapping.Open()))
	head := []fyne.CanvasObject{
		widget.NewHeading(t.T("migrate.title", "case", s.at.Case), widget.Heading),
		widget.NewNote(t.T("contrast.of", "new", s.next.ID(), "old", s.old.ID())),
		widget.Trailing(8, widget.NewButton(t.T("migrate.load"), s.load), widget.NewButton(t.T("migrate.write"), s.write), move), widget.NewRule(),
	}
	_, l, ok := s.line()
	if !ok {
		word := t.T("contrast.nothing")
		if s.mapping.Open() == 0 {
			word = t.T("migrate.all_confirmed")
		}
		return append(head, widget.Full(word))
	}
	c := criteria.ContrastOf(s.old, s.next, l.Change)
	was, now := c.Sides()
	sign := present.Change(t, l.Kind)
	state := widget.NewMark(t.T("migrate.open"), theme.Hollow)
	if l.Confirmed {
		state = widget.NewMark(t.T("migrate.confirmed"), theme.Good)
	}
	out := append(head, widget.Cells(10, []widget.Cell{{}, {Share: 1}, {}},
		widget.NewChip(sign.Word, theme.Tone(sign.Tone)), widget.NewHeading(present.FromTo(l.From, l.To), widget.Body), state))
	if f := present.FieldWords(t, c.Fields); f != "" {
		out = append(out, widget.NewNote(t.T("contrast.fields", "fields", f)))
	}
	half := []widget.Cell{{Share: 1}, {Share: 1}}
	out = append(out, widget.TopCells(24, half,
		widget.Column(6, widget.NewNote(t.T("migrate.old")), widget.NewMarked(theme.Bad, pieces(was))),
		widget.Column(6, widget.NewNote(t.T("migrate.new")), widget.NewMarked(theme.Good, pieces(now)))))
	if d := s.disclosed(l); d != "" {
		out = append(out, widget.Column(4, widget.NewNote(t.T("migrate.disclosed")), widget.Full(d)))
	}
	return append(out, s.acts(l))
}

func pieces(side []wording.Stretch) []widget.Piece {
	out := make([]widget.Piece, len(side))
	for i, x := range side {
		out[i] = widget.Piece{Text: x.Text, Marked: x.Changed}
	}
	return out
}

// disclosed is what the applicant answered to the old items of a line.
func (s *Screen) disclosed(l criteria.MappingLine) string {
	var out []string
	for _, id := range l.From {
		if text := s.file.Application.Answers[id].Wording(); text != "" {
			out = append(out, string(id)+"　"+text)
		}
	}
	return strings.Join(out, "\n")
}

// acts are the decisions on a line, with a note beside them.
func (s *Screen) acts(l criteria.MappingLine) fyne.CanvasObject {
	t := s.host.Text()
	word := t.T("migrate.do_confirm")
	if l.Confirmed {
		word = t.T("migrate.do_unconfirm")
	}
	confirm := widget.NewButton(word, s.confirm)
	confirm.Key = "C"
	row := widget.Wrap(8, confirm, widget.NewButton(t.T("migrate.do_other"), func() { s.other(false) }))
	if len(l.To) > 0 && len(l.From) > 0 {
		row.Add(widget.NewButton(t.T("migrate.do_more"), func() { s.other(true) }))
		row.Add(widget.NewButton(t.T("migrate.do_apart"), s.apart))
	}
	note := widget.NewEntry(t.T("migrate.note"), nil)
	note.SetText(l.Note)
	at, _, _ := s.line()
	note.OnLeft = func() {
		// The line may have gone elsewhere meanwhile: another may be at hand by the time the keyboard leaves.
		if at < len(s.mapping.Lines) && present.FromTo(s.mapping.Lines[at].From, s.mapping.Lines[at].To) == present.FromTo(l.From, l.To) && note.Text != l.Note {
			s.keep(s.mapping.Noted(at, note.Text))
		}
	}
	note.OnSubmitted = func(string) { s.enter() }
	return widget.Column(12, row, note)
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	return []screen.Action{
		s.action(screen.MenuItem, "confirm", s.confirm, screen.Plain("C")),
		s.action(screen.MenuView, "next", func() { s.choose(s.current + 1) }, screen.Plain("J"), screen.Plain(fyne.KeyDown)),
		s.action(screen.MenuView, "previous", func() { s.choose(s.current - 1) }, screen.Plain("K"), screen.Plain(fyne.KeyUp)),
		s.action(screen.MenuItem, "other", func() { s.other(false) }, screen.Plain("T")),
		s.action(screen.MenuItem, "more", func() { s.other(true) }, screen.Plain("A")),
		s.action(screen.MenuItem, "apart", s.apart, screen.Plain("X")),
		s.action(screen.MenuView, "open", func() { s.open = !s.open; s.show() }, screen.Plain("N")),
		s.action(screen.MenuView, "find", func() { s.host.Canvas().Focus(s.find) }, screen.Char('/')),
		s.action(screen.MenuCase, "load", s.load, screen.Plain(fyne.KeyF3)),
		s.action(screen.MenuCase, "write", s.write, screen.Plain(fyne.KeyF4)),
		s.action(screen.MenuCase, "move", s.move, screen.Plain(fyne.KeyF9)),
	}
}

func (s *Screen) action(menu screen.Menu, key string, run func(), keys ...screen.Key) screen.Action {
	word := s.host.Text().T("migrate.do_" + key)
	return screen.Action{Menu: menu, Word: word, Reading: key, Keys: keys, Hint: word, Run: run}
}

// row is one line of the list.
type row struct {
	widget.Surface
	state *widget.Picture
	sign  *widget.Chip
	ids   *widget.Line
	title *widget.Line
}

func newRow() fyne.CanvasObject {
	r := &row{
		state: widget.NewPicture(theme.Hollow.Icon(), widget.Caption), sign: widget.NewMark("", theme.Neutral),
		ids: widget.Wide("", widget.Caption, theme.ColorInkSoft), title: widget.NewAbridged("", widget.Body, theme.ColorInk),
	}
	r.Surface = widget.Ground(theme.ColorDesk, widget.Inset(10, 3, widget.Cells(8, []widget.Cell{{}, {Ems: 6}, {}, {Share: 1}}, r.state, r.sign, r.ids, r.title)))
	r.ExtendBaseWidget(r)
	return r
}

func (s *Screen) fill(i int, o fyne.CanvasObject) {
	if i >= len(s.rows) {
		return
	}
	r, l := o.(*row), s.rows[i]
	tone := theme.Hollow
	if l.Confirmed {
		tone = theme.Good
	}
	r.state.Set(tone.Icon())
	r.sign.Set(l.Sign.Word, theme.Tone(l.Sign.Tone))
	r.ids.SetText(present.Shortened(l.Ids, 20))
	r.title.SetText(l.Title)
	r.title.SetBold(i == s.current)
	ground := theme.ColorDesk
	if i == s.current {
		ground = theme.ColorAccentSoft
	}
	r.SetColour(ground)
	r.Refresh()
}
