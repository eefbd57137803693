// Package adopt is the screen 審査基準の取込み: an edition of the criteria comes in from the body's own spreadsheet, from CSV, from this
// program's own format or from an OSCAL catalog.
//
// Nothing is kept before it was looked at: the screen shows what every column of a table is taken for, lets a person say otherwise, and shows
// the rows as they will be read. The columns are remembered for the next table of the same kind. What is kept is a draft (Art. 22).
package adopt

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/criteria/catalog"
	"shinsa/review/fault"
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
	Today() civil.Date
	Editions(ctx context.Context) ([]*criteria.Edition, error)
	EditionOn(ctx context.Context, on civil.Date) (*criteria.Edition, error)
	ReadTable(ctx context.Context, in review.Incoming) (review.Table, error)
	ReadEdition(ctx context.Context, in review.Incoming, r review.Reading) (*criteria.Edition, fault.List, error)
	ImportEdition(ctx context.Context, e *criteria.Edition) error
}

// Host is what the screen needs of the window.
type Host interface {
	screen.Host
	screen.Files
	screen.Teller
}

// Screen brings an edition in.
type Screen struct {
	desk Desk
	host Host

	left, right         *fyne.Container
	leftPage, rightPage *widget.Page
	root                fyne.CanvasObject

	path      *widget.PathField
	id, title *widget.Entry
	from      *widget.Choice // the edition that it amends
	table     review.Table
	columns   catalog.Columns // as the person has them now
	changed   bool            // they are not those of the headings
	edition   *criteria.Edition
	found     fault.List
}

var (
	_ screen.Actor   = (*Screen)(nil)
	_ screen.Entrant = (*Screen)(nil)
	_ screen.Dropper = (*Screen)(nil)
)

// formats are the ends of the names of what can be read.
var formats = []string{".xlsx", ".csv", ".yaml", ".yml", ".json"}

// New returns the screen.
func New(desk Desk, host Host, _ route.Route) *Screen {
	s := &Screen{desk: desk, host: host, left: widget.Column(18), right: widget.Column(18)}
	t := host.Text()
	s.path = widget.NewPathField(t.T("adopt.path_example"), t.T("intake.choose"), func(f func(string)) { host.BrowseFile(formats, f) })
	s.path.OnChanged = s.another
	s.path.OnSubmitted = func(string) { s.look() }
	s.id, s.title = widget.NewEntry(t.T("criteria.id_example"), nil), widget.NewEntry(t.T("criteria.title_example"), nil)
	s.from = s.amended()
	s.leftPage = widget.NewPage(widget.Inset(24, 16, s.left))
	s.rightPage = widget.NewPage(widget.Inset(24, 16, s.right))
	s.root = widget.NewPanes(
		widget.Pane{Content: s.leftPage, Share: 0.42, Least: 400},
		widget.Pane{Content: s.rightPage, Share: 0.58, Least: 420})
	return s
}

// amended offers the editions that an import can amend, the one in force chosen: a table says nothing of answers and levels, it does.
func (s *Screen) amended() *widget.Choice {
	ctx := context.Background()
	options := []widget.Option{{Value: "-", Word: s.host.Text().T("adopt.from_nothing")}}
	all, err := s.desk.Editions(ctx)
	if err != nil {
		s.host.Problem(err)
	}
	for _, e := range all {
		options = append(options, widget.Option{Value: string(e.ID()), Word: e.Title().In(s.host.Text().Lang())})
	}
	c := widget.NewSmallChoice(options, func(string) {
		if s.edition != nil {
			s.look()
		}
	}).Fixed()
	c.Set("-")
	if e, err := s.desk.EditionOn(ctx, s.desk.Today()); err == nil { // without one in force nothing is amended
		c.Set(string(e.ID()))
	}
	return c
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.root }

// Enter implements screen.Entrant.
func (s *Screen) Enter() { s.path.Focus() }

// Drop implements screen.Dropper.
func (s *Screen) Drop(paths []string) bool {
	s.path.Set(paths[0])
	s.look()
	return true
}

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	t := s.host.Text()
	keep := widget.NewPrimary(t.T("adopt.keep"), s.keep)
	keep.Allow(s.edition != nil, t.T("adopt.look_first"))
	s.left.Objects = []fyne.CanvasObject{widget.Section(t.T("adopt.file"), widget.Full(t.T("adopt.note")), s.path,
		widget.TopCells(12, []widget.Cell{{Share: 0.45}, {Share: 0.55}}, widget.Labelled(t.T("criteria.id"), s.id), widget.Labelled(t.T("criteria.edition_title"), s.title)),
		widget.NewNote(t.T("adopt.name_note")), widget.Labelled(t.T("adopt.from"), s.from), widget.NewNote(t.T("adopt.from_note")),
		widget.Trailing(8, widget.NewButton(t.T("adopt.look"), s.look), keep))}
	if len(s.table.Rows) > 0 {
		s.left.Add(s.mapping())
	}
	s.right.Objects = s.preview()
	s.leftPage.Reflow()
	s.rightPage.Reflow()
}

// another forgets what was read of the file before.
func (s *Screen) another(string) {
	s.columns, s.changed = catalog.None, false
	if s.edition != nil || len(s.table.Rows) > 0 {
		s.edition, s.table, s.found = nil, review.Table{}, nil
		s.Reload()
	}
}

// reading is how the file is read, by what stands in the fields now.
func (s *Screen) reading() review.Reading {
	r := review.Reading{ID: ident.EditionID(strings.TrimSpace(s.id.Text)), Title: strings.TrimSpace(s.title.Text)}
	if from := s.from.Chosen(); from != "-" {
		r.From = ident.EditionID(from)
	}
	if s.changed {
		columns := s.columns
		r.Columns = &columns
	}
	return r
}

// result is what came of reading a file.
type result struct {
	table   review.Table
	edition *criteria.Edition
	found   fault.List
}

// look reads the file without keeping anything. A table whose columns nobody knows is shown for a person to name them.
func (s *Screen) look() {
	t, path := s.host.Text(), s.path.Path()
	if path == "" {
		s.path.Focus()
		s.host.Tell(t.T("adopt.need_file"))
		return
	}
	reading := s.reading()
	task.Soon(s.host.Tasks(), t.T("adopt.reading"), func(ctx context.Context, _ *task.Progress) (r result, err error) {
		in, done, err := s.host.Open(path)
		if err != nil {
			return r, err
		}
		defer done()
		if r.table, err = s.desk.ReadTable(ctx, in[0]); err != nil {
			return r, err
		}
		if len(r.table.Rows) > 0 && !r.table.Known && reading.Columns == nil {
			return r, nil
		}
		r.edition, r.found, err = s.desk.ReadEdition(ctx, in[0], reading)
		return r, err
	}, func(r result, err error) {
		s.table, s.edition, s.found = r.table, r.edition, r.found
		if !s.changed {
			s.columns = r.table.Columns
			if heads := present.HeadRows(r.table.Rows); !r.table.Known && len(heads) > 0 {
				s.columns.Head = present.Whole(heads[0].Label)
			}
		}
		s.Reload()
		if err != nil {
			s.host.Problem(err)
		}
	})
}

// keep makes the edition a draft of the desk and opens it. The file is read once more: number and title may have been typed since.
func (s *Screen) keep() {
	t := s.host.Text()
	if s.edition == nil {
		s.host.Tell(t.T("adopt.look_first"))
		return
	}
	path, reading := s.path.Path(), s.reading()
	task.Run(s.host.Tasks(), t.T("adopt.keeping"), func(ctx context.Context, _ *task.Progress) (*criteria.Edition, error) {
		in, done, err := s.host.Open(path)
		if err != nil {
			return nil, err
		}
		defer done()
		e, _, err := s.desk.ReadEdition(ctx, in[0], reading)
		if err != nil {
			return nil, err
		}
		return e, s.desk.ImportEdition(ctx, e)
	}, func(e *criteria.Edition, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.host.Go(route.OfEdition(route.Edition, e.ID()))
		s.host.Done(t.T("adopt.kept", "edition", e.ID(), "items", len(e.Items())))
	})
}

// mapping lets a person say which column is which.
func (s *Screen) mapping() fyne.CanvasObject {
	t := s.host.Text()
	parts := []fyne.CanvasObject{widget.NewNote(t.T("adopt.columns_note"))}
	heads := []widget.Option{{Value: "-1", Word: t.T("adopt.no_head")}}
	for _, f := range present.HeadRows(s.table.Rows) {
		heads = append(heads, widget.Option{Value: f.Label, Word: present.Shortened(f.Value, 24)})
	}
	head := widget.NewSmallChoice(heads, func(v string) { s.setHead(v) }).Fixed()
	head.Set(present.Count(s.columns.Head))
	parts = append(parts, widget.Labelled(t.T("adopt.head"), head))
	for _, c := range present.TableColumns(s.table.Rows, s.columns) {
		var options []widget.Option
		for _, r := range present.ColumnRoles {
			options = append(options, widget.Option{Value: string(r), Word: t.T("adopt.role_" + string(r))})
		}
		choice := widget.NewSmallChoice(options, func(v string) { s.setRole(c.Index, present.ColumnRole(v)) }).Fixed()
		choice.Set(string(c.Role))
		if c.Role == "" {
			choice.Set("")
		}
		parts = append(parts, widget.Column(2, widget.Full(c.Name), widget.NewNote(present.Shortened(c.Example, 60)), choice))
	}
	return widget.Section(t.T("adopt.columns"), parts...)
}

func (s *Screen) setHead(v string) {
	s.columns.Head, s.changed = present.Whole(v), true
	s.read()
}

func (s *Screen) setRole(column int, r present.ColumnRole) {
	s.columns, s.changed = present.WithRole(s.columns, column, r), true
	s.read()
}

// read reads the file by the columns as they are, once it is known where the items' names stand.
func (s *Screen) read() {
	if s.columns.Title < 0 {
		s.edition = nil
		s.Reload()
		return
	}
	s.look()
}

// previewed is how many items are shown before an edition is kept.
const previewed = 60

// preview shows the rows as they will be read.
func (s *Screen) preview() []fyne.CanvasObject {
	t := s.host.Text()
	switch {
	case s.edition == nil && len(s.table.Rows) > 0:
		return []fyne.CanvasObject{widget.NewNote(t.T("adopt.name_columns"))}
	case s.edition == nil:
		return []fyne.CanvasObject{widget.NewNote(t.T("adopt.nothing"))}
	}
	e := s.edition
	parts := []fyne.CanvasObject{widget.Full(t.T("adopt.read", "items", len(e.Items()), "groups", len(e.Groups()), "title", e.Title().In(t.Lang()), "id", e.ID()))}
	for _, f := range present.Findings(t, e, s.found) {
		parts = append(parts, widget.TopCells(8, []widget.Cell{{}, {Share: 1}}, widget.NewMark(f.Sign.Word, theme.Tone(f.Sign.Tone)), widget.Full(f.Sentence)))
	}
	cells := []widget.Cell{{Ems: 4.5}, {Share: 0.4}, {Share: 0.6}, {Ems: 4.5}}
	rows := []fyne.CanvasObject{}
	for _, l := range present.ReadLines(t, e, previewed) {
		if l.Heading {
			rows = append(rows, widget.NewHeading(l.Title, widget.Body))
			continue
		}
		rows = append(rows, widget.TopCells(10, cells, widget.NewNote(l.No), widget.Full(l.Title), widget.NewNote(l.Ask), widget.NewNote(l.Duty)))
	}
	if n := len(e.Items()); n > previewed {
		rows = append(rows, widget.NewNote(t.N("adopt.more", n-previewed)))
	}
	return []fyne.CanvasObject{widget.Section(t.T("adopt.preview"), append(parts, widget.Column(5, rows...))...)}
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	t := s.host.Text()
	keep := screen.Action{Menu: screen.MenuCase, Word: t.T("adopt.keep"), Keys: []screen.Key{screen.Plain(fyne.KeyF9)}, Hint: t.T("adopt.keep"), Run: s.keep}
	if s.edition == nil {
		keep.Why = t.T("adopt.look_first")
	}
	return []screen.Action{
		{Menu: screen.MenuCase, Word: t.T("adopt.look"), Keys: []screen.Key{screen.Plain(fyne.KeyF5)}, Hint: t.T("adopt.look"), Run: s.look}, keep,
	}
}
