// Package migrate is the screen 版の移行: a case goes to another edition of the criteria, every answer by a line that a person confirmed.
//
// At the left stand the proposed matches, those that wait to be confirmed first of all; at the right the old and the new item side by side with
// what differs, and what the applicant disclosed. A person confirms line by line, takes a match apart or makes another one; every decision is
// kept at once. A mapping can come from a file and go into one. What stays unmapped is said before the case moves (Art. 22).
package migrate

import (
	"context"
	"io"
	"time"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// Desk is what the screen needs of a desk.
type Desk interface {
	File(ctx context.Context, c ident.CaseID) (*review.File, error)
	Edition(ctx context.Context, id ident.EditionID) (*criteria.Edition, error)
	Mapping(ctx context.Context, c ident.CaseID, to ident.EditionID) (*criteria.Mapping, error)
	KeepMapping(ctx context.Context, c ident.CaseID, m *criteria.Mapping) (review.Saved, error)
	Migrate(ctx context.Context, c ident.CaseID, to ident.EditionID, m *criteria.Mapping) (*intake.Application, error)
}

// Host is what the screen needs of the window.
type Host interface {
	screen.Host
	screen.Files
	screen.Teller
}

// Screen takes one case to one edition.
type Screen struct {
	desk Desk
	host Host
	at   route.Route
	loaded

	open    bool // only lines that wait
	query   string
	rows    []present.MappingRow
	current int // of rows
	queue   *task.Queue

	find    *widget.Entry
	filter  *widget.Button
	figures *widget.Paragraph
	side    *fyne.Container // the list with its head
	list    *widget.List
	body    *fyne.Container
	page    *widget.Page
	panes   *widget.Panes
}

// loaded is what the desk has.
type loaded struct {
	file      *review.File
	old, next *criteria.Edition
	mapping   *criteria.Mapping
}

var (
	_ screen.Actor   = (*Screen)(nil)
	_ screen.Entrant = (*Screen)(nil)
	_ screen.Leaver  = (*Screen)(nil)
)

// New returns the screen for the case and edition of a route.
func New(desk Desk, host Host, at route.Route) *Screen {
	t := host.Text()
	s := &Screen{desk: desk, host: host, at: at, open: true, body: widget.Column(14), figures: widget.NewNote("")}
	s.queue = host.Tasks().NewQueue(task.Watcher{Saving: host.Saving, Saved: host.Saved, Failed: s.failed})
	s.find = widget.NewEntry(t.T("criteria.search"), func(q string) { s.query = q; s.show() })
	s.find.OnSubmitted = func(string) { s.enter() }
	s.find.OnEscape = func() { s.find.SetText(""); s.query = ""; s.show(); s.enter() }
	s.filter = widget.NewToggle(t.T("migrate.only_open"), func() { s.open = !s.open; s.show() })
	s.list = widget.NewList(func() int { return len(s.rows) }, newRow, s.fill)
	s.list.OnOpen, s.list.OnMove = s.choose, func(by int) { s.choose(s.current + by) }
	s.list.Current = func() int { return s.current }
	s.list.OnEnter = s.confirm
	head := widget.Inset(10, 8, widget.Column(6, s.find, widget.Wrap(8, s.filter, s.figures)))
	s.page = widget.NewPage(widget.Inset(24, 16, s.body))
	s.side = widget.Between(head, nil, widget.Inset(4, 0, s.list))
	s.panes = widget.NewPanes(
		widget.Pane{Content: widget.NewSurface(theme.ColorDesk, s.side), Share: 0.36, Least: 300, Enter: s.enter},
		widget.Pane{Content: s.page, Share: 0.64, Least: 440})
	return s
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.panes }

// Enter implements screen.Entrant.
func (s *Screen) Enter() { s.panes.Activate(0) }

// Leave implements screen.Leaver.
func (s *Screen) Leave() { s.queue.Flush() }

func (s *Screen) enter() { s.host.Canvas().Focus(s.list) }

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	task.Run(s.host.Tasks(), s.host.Text().T("migrate.proposing"), func(ctx context.Context, _ *task.Progress) (l loaded, err error) {
		if l.file, err = s.desk.File(ctx, s.at.Case); err != nil {
			return l, err
		}
		l.old = l.file.Edition
		if l.next, err = s.desk.Edition(ctx, s.at.Edition); err != nil {
			return l, err
		}
		l.mapping, err = s.desk.Mapping(ctx, s.at.Case, s.at.Edition)
		return l, err
	}, func(l loaded, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.loaded = l
		s.open = l.mapping.Open() > 0
		s.show()
	})
}

func (l loaded) mapped() present.Mapped {
	return present.Mapped{Mapping: l.mapping, Old: l.old, Next: l.next}
}

// show lists the lines and the one at hand.
func (s *Screen) show() {
	if s.mapping == nil {
		return
	}
	t := s.host.Text()
	s.rows = s.mapped().Rows(t, s.open, s.query)
	s.filter.SetChosen(s.open)
	s.figures.Set(t.T("migrate.figures", "done", len(s.mapping.Lines)-s.mapping.Open(), "all", len(s.mapping.Lines)))
	s.side.Refresh()
	s.choose(s.current)
}

// choose shows a line.
func (s *Screen) choose(i int) {
	s.current = min(max(i, 0), max(len(s.rows)-1, 0))
	s.list.Refresh()
	if len(s.rows) > 0 {
		s.list.ScrollTo(s.current)
	}
	s.body.Objects = s.parts()
	s.page.Reflow()
	s.page.Top()
}

// line is the line at hand; false when the filters leave none.
func (s *Screen) line() (int, criteria.MappingLine, bool) {
	if s.mapping == nil || s.current >= len(s.rows) {
		return 0, criteria.MappingLine{}, false
	}
	i := s.rows[s.current].Index
	return i, s.mapping.Lines[i], true
}

// put keeps another state of the mapping and shows it.
func (s *Screen) put(m *criteria.Mapping) {
	s.keep(m)
	s.show()
}

func (s *Screen) keep(m *criteria.Mapping) {
	s.mapping = m
	s.queue.Put("mapping", func(ctx context.Context) (time.Time, error) {
		saved, err := s.desk.KeepMapping(ctx, s.at.Case, m)
		return saved.At, err
	})
}

func (s *Screen) failed(_ string, err error) bool {
	switch fault.KindOf(err) {
	case fault.Unavailable, fault.Internal, fault.Corrupt:
		s.host.Unsaved(err)
		return true
	}
	s.host.Problem(err)
	return false
}

// confirm says yes to the line at hand, or takes the yes back, and goes on.
func (s *Screen) confirm() {
	i, l, ok := s.line()
	if !ok {
		return
	}
	if !l.Confirmed && !s.open {
		s.current++
	}
	s.put(s.mapping.Confirm(i, !l.Confirmed))
}

// apart sets the items of the line at hand free.
func (s *Screen) apart() {
	if _, l, ok := s.line(); ok && len(l.From) > 0 {
		s.match(l.From, nil)
	}
}

// match says which items became which.
func (s *Screen) match(from, to []ident.ItemID) {
	m, err := s.mapping.Match(s.old, s.next, from, to)
	if err != nil {
		s.host.Problem(err)
		return
	}
	s.put(m)
	for i, r := range s.rows {
		if l := s.mapping.Lines[r.Index]; len(l.From) > 0 && len(from) > 0 && l.From[0] == from[0] {
			s.choose(i)
			return
		}
	}
}

// other offers the items of the new edition as another match of the line's old items; more adds one beside those there are.
func (s *Screen) other(more bool) {
	_, l, ok := s.line()
	if !ok {
		return
	}
	t := s.host.Text()
	from, e, side := l.From, s.next, l.To
	if len(from) == 0 { // a new item: which old one was it?
		from, e, side = l.To, s.old, nil
	}
	var list []widget.Command
	for _, it := range e.Items() {
		list = append(list, widget.Command{Word: present.Shortened(present.ItemName(t, e, string(it.ID)), 60), Reading: it.Title.EN, Run: func() {
			to := []ident.ItemID{it.ID}
			if more {
				to = append(append([]ident.ItemID(nil), side...), it.ID)
			}
			if e == s.old {
				s.match(to, from)
				return
			}
			s.match(from, to)
		}})
	}
	widget.OpenPalette(s.host.Canvas(), widget.PaletteWords{Placeholder: t.T("criteria.search"), Nothing: t.T("migrate.no_item")}, list)
}

// load takes a mapping from a file; what it says is checked line by line when the case moves.
func (s *Screen) load() {
	t := s.host.Text()
	s.host.ChooseFile([]string{".yaml", ".yml", ".json"}, func(path string) {
		task.Run(s.host.Tasks(), t.T("migrate.loading"), func(context.Context, *task.Progress) (*criteria.Mapping, error) {
			in, done, err := s.host.Open(path)
			if err != nil {
				return nil, err
			}
			defer done()
			b, err := io.ReadAll(io.NewSectionReader(in[0].R, 0, min(in[0].Size, criteria.MaxBytes)))
			if err != nil {
				return nil, fault.Wrap(fault.Unavailable, "file_unreadable", err, "name", in[0].Name)
			}
			m, err := criteria.ParseMapping(b)
			if err != nil {
				return nil, err
			}
			return m, fault.Refuse(fault.Invalid, "mapping_invalid", m.Shape(s.old, s.next))
		}, func(m *criteria.Mapping, err error) {
			if err != nil {
				s.host.Problem(err)
				return
			}
			s.put(m)
			s.host.Done(t.T("migrate.loaded", "all", len(m.Lines), "open", m.Open()))
		})
	})
}

// write puts the mapping into a file, for others to go through.
func (s *Screen) write() {
	t := s.host.Text()
	s.host.ChooseFolder(func(out review.Outbox) {
		b, err := s.mapping.YAML()
		if err == nil {
			name := "mapping_" + string(s.mapping.From.ID) + "_" + string(s.mapping.To.ID) + ".yaml"
			var path string
			if path, err = out.Write(name, func(w io.Writer) error { _, err := w.Write(b); return err }); err == nil {
				s.host.Done(t.T("criteria.written", "path", path))
			}
		}
		if err != nil {
			s.host.Problem(err)
		}
	})
}

// move takes the case to the edition after saying what stays behind.
func (s *Screen) move() {
	t := s.host.Text()
	if s.mapping == nil {
		return
	}
	if n := s.mapping.Open(); n > 0 {
		s.host.Tell(t.N("migrate.still_open", n))
		return
	}
	s.queue.Flush()
	u := s.mapped().Unmapped(t, s.file.Application)
	body := []string{t.T("migrate.move_text", "case", s.at.Case, "old", s.old.Title().In(t.Lang()), "new", s.next.Title().In(t.Lang()))}
	if s.file.State != review.Received {
		body = append(body, t.T("migrate.another_round"))
	}
	body = append(body, unmappedWords(t.N("migrate.dropped", len(u.Dropped)), u.Dropped), unmappedWords(t.N("migrate.asked", len(u.Asked)), u.Asked))
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("migrate.move"), Body: body, Grave: true, Do: t.T("migrate.move"), Not: t.T("criteria.not_now"),
		Act: func(string) string { s.run(); return "" },
	})
}

func unmappedWords(head string, items []string) string {
	const most = 6
	for i, x := range items {
		if i == most {
			return head + " …"
		}
		head += "\n・" + x
	}
	return head
}

func (s *Screen) run() {
	t := s.host.Text()
	m := s.mapping
	task.Run(s.host.Tasks(), t.T("migrate.moving"), func(ctx context.Context, _ *task.Progress) (*intake.Application, error) {
		return s.desk.Migrate(ctx, s.at.Case, s.at.Edition, m)
	}, func(app *intake.Application, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		last := app.Migrations[len(app.Migrations)-1]
		s.host.Go(route.Of(route.Intake, s.at.Case))
		s.host.Done(t.T("migrate.moved", "case", s.at.Case, "carried", len(last.Lines)-len(last.Dropped), "dropped", len(last.Dropped)))
	})
}
