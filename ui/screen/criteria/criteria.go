// Package criteria is the screen 審査基準の版: every edition of the criteria and of the operating rules, where each stands on its way into
// force (Art. 22), and what waits on the committee's agenda. From here an edition is opened, compared, drafted or imported.
package criteria

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
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// Desk is what the screen needs of a desk.
type Desk interface {
	Self() review.Self
	Today() civil.Date
	Editions(ctx context.Context) ([]*criteria.Edition, error)
	Standing(ctx context.Context, e *criteria.Edition) (criteria.Status, error)
	StartDraft(ctx context.Context, s review.Drafting) (*criteria.Edition, error)
	Agenda(ctx context.Context) ([]review.AgendaItem, error)
	RulesEditions(ctx context.Context) ([]review.RulesEdition, error)
	ProposeRules(ctx context.Context, id string, title criteria.Text, s review.AmendmentStep) error
	AdvanceRules(ctx context.Context, id string, s review.AmendmentStep) (review.RulesEdition, fault.List, error)
}

// Host is what the screen needs of the window.
type Host interface {
	screen.Host
	screen.Teller
}

// Screen lists the editions.
type Screen struct {
	desk Desk
	host Host
	loaded

	left, right         *fyne.Container
	leftPage, rightPage *widget.Page
	root                fyne.CanvasObject
	id, title           *widget.Entry
	from                *widget.Choice
	found               fault.List // about the step just taken
}

// loaded is what the desk has.
type loaded struct {
	editions []*criteria.Edition
	standing map[ident.EditionID]criteria.Status
	agenda   []review.AgendaItem
	rules    []review.RulesEdition
}

var _ screen.Actor = (*Screen)(nil)

// New returns the screen.
func New(desk Desk, host Host, _ route.Route) *Screen {
	s := &Screen{desk: desk, host: host, left: widget.Column(14), right: widget.Column(22)}
	s.leftPage = widget.NewPage(widget.Inset(24, 16, s.left))
	s.rightPage = widget.NewPage(widget.Inset(24, 16, s.right))
	s.root = widget.NewPanes(
		widget.Pane{Content: s.leftPage, Share: 0.54, Least: 420},
		widget.Pane{Content: s.rightPage, Share: 0.46, Least: 400})
	return s
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.root }

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	task.Quiet(s.host.Tasks(), s.load, func(l loaded, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.loaded = l
		s.show()
	})
}

func (s *Screen) load(ctx context.Context) (l loaded, err error) {
	if l.editions, err = s.desk.Editions(ctx); err != nil {
		return l, err
	}
	l.standing = map[ident.EditionID]criteria.Status{}
	for _, e := range l.editions {
		now, err := s.desk.Standing(ctx, e)
		if err != nil {
			now = e.Status() // no edition is in force yet
		}
		l.standing[e.ID()] = now
	}
	if l.agenda, err = s.desk.Agenda(ctx); err != nil {
		return l, err
	}
	l.rules, err = s.desk.RulesEditions(ctx)
	return l, err
}

func (s *Screen) office() bool { return s.desk.Self().Role == review.Secretariat }

func (s *Screen) show() {
	t := s.host.Text()
	s.left.Objects = []fyne.CanvasObject{widget.Section(t.T("criteria.editions"), widget.NewNote(t.T("criteria.editions_note")))}
	for _, l := range present.EditionLines(t, s.editions, s.standing) {
		s.left.Add(s.card(l))
	}
	s.right.Objects = nil
	if s.office() {
		s.right.Add(s.startSection())
	}
	s.right.Add(s.agendaSection())
	s.right.Add(s.rulesSection())
	s.leftPage.Reflow()
	s.rightPage.Reflow()
}

// card shows one edition.
func (s *Screen) card(l present.EditionLine) fyne.CanvasObject {
	t := s.host.Text()
	chips := widget.Wrap(6, widget.NewChip(l.Stage.Word, theme.Tone(l.Stage.Tone)))
	if l.Sample {
		chips.Add(widget.NewChip(t.T("criteria.sample"), theme.Caution))
	}
	acts := widget.Wrap(8, widget.NewButton(t.T("criteria.open"), func() { s.host.Go(route.OfEdition(route.Edition, l.ID)) }))
	if other := s.before(l.ID); other != "" {
		acts.Add(widget.NewButton(t.T("criteria.compare"), func() {
			s.host.Go(route.Route{Screen: route.Contrast, Edition: l.ID, Earlier: other})
		}))
	}
	if s.office() {
		acts.Add(widget.NewButton(t.T("criteria.amend_this"), func() { s.amend(l.ID) }))
	}
	return widget.NewCard(widget.Column(8, widget.NewHeading(l.Title, widget.Body), chips, widget.NewNote(l.Facts), acts))
}

// before is the edition to compare with: the one listed before, or the next one for the first.
func (s *Screen) before(id ident.EditionID) ident.EditionID {
	for i, e := range s.editions {
		switch {
		case e.ID() != id:
		case i > 0:
			return s.editions[i-1].ID()
		case len(s.editions) > 1:
			return s.editions[1].ID()
		}
	}
	return ""
}

// amend fills the form for a draft of an edition.
func (s *Screen) amend(id ident.EditionID) {
	s.from.Set(string(id))
	widget.Focus(s.id)
}

// startSection begins a draft or leads to the import.
func (s *Screen) startSection() fyne.CanvasObject {
	t := s.host.Text()
	if s.id == nil {
		s.id, s.title = widget.NewEntry(t.T("criteria.id_example"), nil), widget.NewEntry(t.T("criteria.title_example"), nil)
		s.title.OnSubmitted = func(string) { s.start() }
	}
	options := []widget.Option{{Value: "", Word: t.T("criteria.from_nothing")}}
	for _, e := range s.editions {
		options = append(options, widget.Option{Value: string(e.ID()), Word: e.Title().In(t.Lang())})
	}
	chosen := ""
	if s.from != nil {
		chosen = s.from.Chosen()
	} else if n := len(s.editions); n > 0 {
		chosen = string(s.editions[n-1].ID())
	}
	s.from = widget.NewSmallChoice(options, nil).Fixed()
	s.from.Set(chosen)
	return widget.Section(t.T("criteria.start"), widget.NewNote(t.T("criteria.start_note")), widget.Labelled(t.T("criteria.from"), s.from),
		widget.TopCells(12, []widget.Cell{{Share: 0.4}, {Share: 0.6}}, widget.Labelled(t.T("criteria.id"), s.id), widget.Labelled(t.T("criteria.edition_title"), s.title)),
		widget.Trailing(8, widget.NewButton(t.T("criteria.import"), s.adopt), widget.NewPrimary(t.T("criteria.start_do"), s.start)))
}

func (s *Screen) adopt() { s.host.Go(route.To(route.Adopt)) }

// start makes the draft and opens it.
func (s *Screen) start() {
	t := s.host.Text()
	if s.id == nil {
		return
	}
	d := review.Drafting{
		ID: ident.EditionID(s.id.Text), Title: criteria.Text{JA: s.title.Text}, From: ident.EditionID(s.from.Chosen()), First: criteria.Text{JA: t.T("criteria.new_item")},
	}
	task.Run(s.host.Tasks(), t.T("criteria.starting"), func(ctx context.Context, _ *task.Progress) (*criteria.Edition, error) {
		return s.desk.StartDraft(ctx, d)
	}, func(e *criteria.Edition, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.host.Go(route.OfEdition(route.Edition, e.ID()))
	})
}

// agendaSection lists what waits for the committee.
func (s *Screen) agendaSection() fyne.CanvasObject {
	t := s.host.Text()
	if len(s.agenda) == 0 {
		return widget.Section(t.T("criteria.agenda"), widget.NewNote(t.T("criteria.agenda_empty")))
	}
	var rows []fyne.CanvasObject
	for _, a := range s.agenda {
		words := widget.Column(2, widget.Full(a.Title.In(t.Lang())), widget.NewNote(present.Date(t, a.Proposed)+"　"+a.Text))
		var open fyne.CanvasObject = widget.NewNote(t.T("criteria.rules_word"))
		if a.Edition != "" {
			open = widget.NewButton(t.T("criteria.open"), func() { s.host.Go(route.OfEdition(route.Edition, a.Edition)) })
		}
		rows = append(rows, widget.TopCells(12, []widget.Cell{{Share: 1}, {}}, words, open))
	}
	return widget.Section(t.T("criteria.agenda"), rows...)
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	t := s.host.Text()
	if !s.office() {
		return nil
	}
	return []screen.Action{
		{Menu: screen.MenuCase, Word: t.T("criteria.start"), Reading: "draft amend", Keys: []screen.Key{screen.Plain(fyne.KeyF2)}, Hint: t.T("criteria.start"), Run: func() {
			if s.id != nil {
				widget.Focus(s.id)
			}
		}},
		{Menu: screen.MenuCase, Word: t.T("criteria.import"), Reading: "import", Keys: []screen.Key{screen.Plain(fyne.KeyF3)}, Hint: t.T("criteria.import"), Run: s.adopt},
	}
}
