// Package contrast is the screen 新旧対照: two editions of the criteria side by side, item by item and word by word, narrowed to the kinds
// of change that matter, and written as the customary table in PDF or XLSX.
package contrast

import (
	"context"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/criteria"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// Desk is what the screen needs of a desk.
type Desk interface {
	CompareEditions(ctx context.Context, old, next ident.EditionID) (*review.Comparison, error)
	ComparisonXLSX(ctx context.Context, c *review.Comparison, out review.Outbox, name string) (review.Handed, error)
	ComparisonPDF(ctx context.Context, c *review.Comparison, out review.Outbox, name string) (review.Handed, error)
}

// Host is what the screen needs of the window.
type Host interface {
	screen.Host
	screen.Teller
}

// Screen compares two editions.
type Screen struct {
	desk Desk
	host Host
	at   route.Route
	cmp  *review.Comparison

	shown   map[criteria.ChangeKind]bool
	query   string
	lines   []present.ContrastLine
	current int // of lines

	chips *fyne.Container
	find  *widget.Entry
	list  *widget.List
	frame *fyne.Container
	body  *fyne.Container
	page  *widget.Page
	panes *widget.Panes
}

var (
	_ screen.Actor   = (*Screen)(nil)
	_ screen.Entrant = (*Screen)(nil)
)

// New returns the screen for the two editions of a route.
func New(desk Desk, host Host, at route.Route) *Screen {
	s := &Screen{desk: desk, host: host, at: at, shown: map[criteria.ChangeKind]bool{}, chips: widget.Wrap(4), body: widget.Column(14)}
	s.find = widget.NewEntry(host.Text().T("criteria.search"), func(q string) { s.query = q; s.narrow() })
	s.find.OnSubmitted = func(string) { s.enter() }
	s.find.OnEscape = func() { s.find.SetText(""); s.query = ""; s.narrow(); s.enter() }
	s.list = widget.NewList(func() int { return len(s.lines) }, newRow, s.fill)
	s.list.OnOpen, s.list.OnMove = s.open, func(by int) { s.open(s.current + by) }
	s.list.Current = func() int { return s.current }
	s.list.OnEnter = func() { s.panes.Activate(1) }
	s.frame = widget.Between(widget.Inset(10, 8, widget.Column(6, s.find, s.chips)), nil, widget.Inset(4, 0, s.list))
	s.page = widget.NewPage(widget.Inset(24, 16, s.body))
	s.panes = widget.NewPanes(
		widget.Pane{Content: widget.NewSurface(theme.ColorDesk, s.frame), Share: 0.36, Least: 300, Enter: s.enter},
		widget.Pane{Content: s.page, Share: 0.64, Least: 440})
	return s
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.panes }

// Enter implements screen.Entrant.
func (s *Screen) Enter() { s.panes.Activate(0) }

func (s *Screen) enter() { s.host.Canvas().Focus(s.list) }

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	t := s.host.Text()
	task.Run(s.host.Tasks(), t.T("contrast.comparing"), func(ctx context.Context, _ *task.Progress) (*review.Comparison, error) {
		return s.desk.CompareEditions(ctx, s.at.Earlier, s.at.Edition)
	}, func(c *review.Comparison, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.cmp = c
		s.layChips()
		s.narrow()
	})
}

// layChips makes one filter for each kind of change that there is.
func (s *Screen) layChips() {
	t := s.host.Text()
	s.chips.Objects = nil
	for _, k := range present.ChangeKinds {
		n := s.cmp.Counts[k]
		if n == 0 {
			continue
		}
		var b *widget.Button
		b = widget.NewToggle(present.Change(t, k).Word+" "+present.Count(n), func() {
			if s.shown[k] {
				delete(s.shown, k)
			} else {
				s.shown[k] = true
			}
			b.SetChosen(s.shown[k])
			s.narrow()
		})
		if k != criteria.Unchanged && len(s.cmp.Counts) > 1 {
			s.shown[k] = true // what stayed is of interest to nobody at first
			b.SetChosen(true)
		}
		s.chips.Add(b)
	}
	s.frame.Refresh()
}

// narrow lists what the filters leave.
func (s *Screen) narrow() {
	if s.cmp == nil {
		return
	}
	s.lines = present.ContrastLines(s.host.Text(), s.cmp, s.shown, s.query)
	s.current = min(s.current, max(len(s.lines)-1, 0))
	s.open(s.current)
}

// open shows a line.
func (s *Screen) open(i int) {
	s.current = min(max(i, 0), max(len(s.lines)-1, 0))
	s.list.Refresh()
	if len(s.lines) > 0 {
		s.list.ScrollTo(s.current)
	}
	s.body.Objects = s.parts()
	s.page.Reflow()
	s.page.Top()
}

func (s *Screen) parts() []fyne.CanvasObject {
	t := s.host.Text()
	head := widget.Column(4, widget.NewHeading(t.T("contrast.title"), widget.Heading),
		widget.NewNote(t.T("contrast.of", "new", s.cmp.New.ID, "old", s.cmp.Old.ID)),
		widget.Trailing(8, widget.NewButton("PDF", func() { s.write(".pdf", s.desk.ComparisonPDF) }),
			widget.NewButton("Excel", func() { s.write(".xlsx", s.desk.ComparisonXLSX) })))
	if len(s.lines) == 0 {
		return []fyne.CanvasObject{head, widget.NewRule(), widget.NewNote(t.T("contrast.nothing"))}
	}
	l := s.lines[s.current]
	c := s.cmp.Lines[l.Index]
	was, now := c.Sides()
	parts := []fyne.CanvasObject{
		head, widget.NewRule(),
		widget.Cells(10, []widget.Cell{{}, {Share: 1}}, widget.NewChip(l.Sign.Word, theme.Tone(l.Sign.Tone)), widget.NewHeading(l.Ids, widget.Body)),
	}
	if f := present.FieldWords(t, c.Fields); f != "" {
		parts = append(parts, widget.NewNote(t.T("contrast.fields", "fields", f)))
	}
	cell := widget.Cell{Share: 1}
	return append(parts, widget.TopCells(24, []widget.Cell{cell, cell},
		widget.Column(6, widget.NewNote(t.T("contrast.new")), widget.NewMarked(theme.Good, pieces(now))),
		widget.Column(6, widget.NewNote(t.T("contrast.old")), widget.NewMarked(theme.Bad, pieces(was)))))
}

func pieces(side []present.Stretch) []widget.Piece {
	out := make([]widget.Piece, len(side))
	for i, x := range side {
		out[i] = widget.Piece{Text: x.Text, Marked: x.Changed}
	}
	return out
}

// write makes the customary table.
func (s *Screen) write(end string, f func(context.Context, *review.Comparison, review.Outbox, string) (review.Handed, error)) {
	t := s.host.Text()
	if s.cmp == nil {
		return
	}
	name := "contrast_" + string(s.cmp.Old.ID) + "_" + string(s.cmp.New.ID) + end
	s.host.ChooseFolder(func(out review.Outbox) {
		task.Run(s.host.Tasks(), t.T("criteria.writing"), func(ctx context.Context, _ *task.Progress) (review.Handed, error) {
			return f(ctx, s.cmp, out, name)
		}, func(h review.Handed, err error) {
			if err != nil {
				s.host.Problem(err)
				return
			}
			s.host.Done(t.T("criteria.written", "path", h.Path))
		})
	})
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	t := s.host.Text()
	act := func(key string, run func(), keys ...screen.Key) screen.Action {
		return screen.Action{Menu: screen.MenuView, Word: t.T(key), Keys: keys, Hint: t.T(key), Run: run}
	}
	return []screen.Action{
		act("criteria.do_next", func() { s.open(s.current + 1) }, screen.Plain("J"), screen.Plain(fyne.KeyDown)),
		act("criteria.do_previous", func() { s.open(s.current - 1) }, screen.Plain("K"), screen.Plain(fyne.KeyUp)),
		act("criteria.do_search", func() { s.host.Canvas().Focus(s.find) }, screen.Char('/')),
		act("contrast.pdf", func() { s.write(".pdf", s.desk.ComparisonPDF) }, screen.Plain("P")),
		act("contrast.xlsx", func() { s.write(".xlsx", s.desk.ComparisonXLSX) }, screen.Plain("X")),
	}
}

// row is one line of the list.
type row struct {
	widget.Surface
	sign  *widget.Chip
	ids   *widget.Line
	title *widget.Line
}

func newRow() fyne.CanvasObject {
	r := &row{sign: widget.NewMark("", theme.Neutral), ids: widget.Wide("", widget.Caption, theme.ColorInkSoft), title: widget.NewAbridged("", widget.Body, theme.ColorInk)}
	r.Surface = widget.Ground(theme.ColorDesk, widget.Inset(10, 3, widget.Cells(8, []widget.Cell{{Ems: 6}, {}, {Share: 1}}, r.sign, r.ids, r.title)))
	r.ExtendBaseWidget(r)
	return r
}

func (s *Screen) fill(i int, o fyne.CanvasObject) {
	if i >= len(s.lines) {
		return
	}
	r, l := o.(*row), s.lines[i]
	r.sign.Set(l.Sign.Word, theme.Tone(l.Sign.Tone))
	r.ids.SetText(present.Shortened(l.Ids, 24))
	r.title.SetText(l.Title)
	r.title.SetBold(i == s.current)
	ground := theme.ColorDesk
	if i == s.current {
		ground = theme.ColorAccentSoft
	}
	r.SetColour(ground)
	r.Refresh()
}
