// Package edition is the screen 審査基準: one edition of the criteria, read, drafted and taken into force.
//
// At the left stands the outline with every heading and item; the first row is the edition itself, with its way into force (Art. 22) and
// the files that can be made of it. At the right stands what is at hand. A draft is edited there: every change is saved at once and can be
// taken back, and what the draft cannot bear is said beside the field and never lost. What was deliberated can only be read.
package edition

import (
	"context"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/widget"
)

// Desk is what the screen needs of a desk.
type Desk interface {
	Self() review.Self
	Today() civil.Date
	Profile() review.Profile
	Edition(ctx context.Context, id ident.EditionID) (*criteria.Edition, error)
	Editions(ctx context.Context) ([]*criteria.Edition, error)
	Standing(ctx context.Context, e *criteria.Edition) (criteria.Status, error)
	Amendment(ctx context.Context, id ident.EditionID) (review.Amendment, error)
	AlterDraft(ctx context.Context, id ident.EditionID, a criteria.Alteration) (review.Drafted, error)
	DropDraft(ctx context.Context, id ident.EditionID) error
	Advance(ctx context.Context, id ident.EditionID, s review.AmendmentStep) (*criteria.Edition, fault.List, error)
	ExportEdition(ctx context.Context, id ident.EditionID, f review.EditionFormat, out review.Outbox, name string) (review.Handed, error)
	EmptyForm(ctx context.Context, id ident.EditionID, out review.Outbox, name string) (review.Handed, error)
}

// Host is what the screen needs of the window.
type Host interface {
	screen.Host
	screen.Teller
}

// Screen shows one edition.
type Screen struct {
	desk Desk
	host Host
	at   route.Route

	edition  *criteria.Edition
	standing criteria.Status
	steps    []review.AmendmentStep
	others   []*criteria.Edition
	found    fault.List // about the step just taken

	keep    *keeper
	outline *outlinePane
	editor  *editor
	about   *aboutPane
	body    *fyne.Container
	page    *widget.Page
	panes   *widget.Panes
}

var (
	_ screen.Actor   = (*Screen)(nil)
	_ screen.Entrant = (*Screen)(nil)
	_ screen.Mover   = (*Screen)(nil)
	_ screen.Leaver  = (*Screen)(nil)
)

// New returns the screen of an edition.
func New(desk Desk, host Host, at route.Route) *Screen {
	s := &Screen{desk: desk, host: host, at: at, body: widget.Column(18)}
	s.keep = newKeeper(s)
	s.outline = newOutlinePane(s)
	s.editor = newEditor(s)
	s.about = &aboutPane{s: s}
	s.page = widget.NewPage(widget.Inset(24, 16, s.body))
	s.panes = widget.NewPanes(
		widget.Pane{Content: s.outline.content, Share: 0.34, Least: 280, Enter: s.outline.enter},
		widget.Pane{Content: s.page, Share: 0.66, Least: 440, Enter: s.enterPage})
	return s
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.panes }

// Enter implements screen.Entrant.
func (s *Screen) Enter() { s.panes.Activate(0) }

// Leave implements screen.Leaver.
func (s *Screen) Leave() {
	s.editor.flush()
	s.keep.queue.Flush()
}

// Move implements screen.Mover.
func (s *Screen) Move(r route.Route) bool {
	if r.Edition != s.at.Edition || s.edition == nil {
		return false
	}
	s.goTo(r.Item)
	return true
}

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	type loaded struct {
		edition  *criteria.Edition
		standing criteria.Status
		steps    []review.AmendmentStep
		others   []*criteria.Edition
	}
	task.Quiet(s.host.Tasks(), func(ctx context.Context) (l loaded, err error) {
		if l.edition, err = s.desk.Edition(ctx, s.at.Edition); err != nil {
			return l, err
		}
		if l.standing, err = s.desk.Standing(ctx, l.edition); err != nil {
			l.standing = l.edition.Status() // no edition is in force yet
		}
		if l.others, err = s.desk.Editions(ctx); err != nil {
			return l, err
		}
		a, err := s.desk.Amendment(ctx, s.at.Edition)
		l.steps = a.Steps
		return l, err
	}, func(l loaded, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.standing, s.steps, s.others = l.standing, l.steps, l.others
		s.show(l.edition)
		s.goTo(s.at.Item)
	})
}

// show takes an edition as it stands now.
func (s *Screen) show(e *criteria.Edition) {
	s.edition = e
	s.outline.model = present.NewEditionOutline(s.host.Text(), e)
	s.outline.refresh()
}

// open reports whether the edition can be edited here.
func (s *Screen) open() bool {
	return s.edition != nil && s.edition.Status() == criteria.Draft && s.desk.Self().Role == review.Secretariat
}

// goTo shows an item, or the edition itself for "". An item with words that could not be saved is not left: they would be lost.
func (s *Screen) goTo(id ident.ItemID) {
	if s.edition == nil || !s.mayLeave(id) {
		return
	}
	it, ok := s.edition.Item(id)
	if !ok {
		id = ""
	}
	s.at.Item = id
	switch {
	case id == "":
		s.body.Objects = s.about.parts()
	case s.open():
		s.editor.show(it)
		s.body.Objects = s.editor.parts()
	default:
		s.body.Objects = s.itemParts(it)
	}
	s.page.Reflow()
	s.page.Top()
	s.outline.refresh()
	s.host.Moved(s.at)
}

func (s *Screen) mayLeave(next ident.ItemID) bool {
	if s.editor.subject == nil || next == s.at.Item {
		return true
	}
	s.editor.flush()
	s.keep.queue.Flush()
	s.keep.settle()
	if s.editor.refused == "" {
		s.editor.subject = nil
		return true
	}
	s.host.Tell(s.host.Text().T("criteria.not_left", "why", s.editor.refused))
	return false
}

// step goes to another item of the outline.
func (s *Screen) step(by int) {
	if id := present.Beside(s.outline.shownRows(), s.at.Item, by); id != s.at.Item {
		s.goTo(id)
	} else if by < 0 {
		s.goTo("")
	}
}

func (s *Screen) enterPage() {
	if s.editor.subject != nil {
		widget.Focus(s.editor.title)
	}
}

// itemParts shows an item that cannot be changed.
func (s *Screen) itemParts(it criteria.Item) []fyne.CanvasObject {
	t := s.host.Text()
	return []fyne.CanvasObject{
		widget.Column(6, widget.NewNote(string(it.ID)), widget.NewHeading(it.Title.In(t.Lang()), widget.Title)), widget.NewRule(),
		facts(present.ItemFacts(t, it)),
	}
}

func facts(fs []present.Fact) fyne.CanvasObject {
	rows := make([]fyne.CanvasObject, 0, len(fs))
	for _, f := range fs {
		rows = append(rows, widget.TopCells(12, []widget.Cell{{Ems: 9}, {Share: 1}}, widget.NewNote(f.Label), widget.Full(f.Value)))
	}
	return widget.Column(10, rows...)
}
