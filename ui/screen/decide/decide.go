// Package decide is the screen 決定: what the body's decision rests on, what stands against it, and the decision itself.
//
// The decision is the body's own; the committee's opinion is one of its grounds and may be missing (Art. 6-2). A grant gives a reason
// for every mandatory item that is not resolved (Art. 6-1), a refusal gives reasons tied to items, for the applicant (Art. 6-4). What
// blocks it stands on the screen with its article before anything is pressed. What is typed is kept on the desk as it is typed.
package decide

import (
	"context"
	"encoding/json"
	"time"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/decision"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// Desk is what the screen needs of a desk.
type Desk interface {
	Today() civil.Date
	Profile() review.Profile
	File(ctx context.Context, c ident.CaseID) (*review.File, error)
	DecisionBasis(ctx context.Context, c ident.CaseID) (*decision.Basis, error)
	Decision(ctx context.Context, c ident.CaseID) (x decision.Decision, made bool, err error)
	Decide(ctx context.Context, x decision.Decision) error
	Setting(ctx context.Context, name string) string
	SetSetting(ctx context.Context, name, value string) error
}

// Host is what the screen needs of the window.
type Host interface {
	screen.Host
	screen.Teller
}

// Screen records the body's decision on one case.
type Screen struct {
	desk Desk
	host Host
	c    ident.CaseID

	file  *review.File
	basis *decision.Basis
	form  present.DecisionForm
	made  bool

	left, right         *fyne.Container
	leftPage, rightPage *widget.Page
	root                fyne.CanvasObject
	standing            *fyne.Container
	record              *widget.Button
}

// New returns the screen.
func New(desk Desk, host Host, at route.Route) *Screen {
	s := &Screen{desk: desk, host: host, c: at.Case, left: widget.Column(20), right: widget.Column(14), standing: widget.Column(8)}
	s.leftPage = widget.NewPage(widget.Inset(20, 16, s.left))
	s.rightPage = widget.NewPage(widget.Inset(24, 16, s.right))
	s.root = widget.NewPanes(
		widget.Pane{Content: s.leftPage, Share: 0.42, Least: 380},
		widget.Pane{Content: s.rightPage, Share: 0.58, Least: 420})
	return s
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.root }

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	if err := s.load(context.Background()); err != nil {
		s.host.Problem(err)
		return
	}
	s.left.Objects = []fyne.CanvasObject{s.grounds(), s.state()}
	s.right.Objects = s.decisionForm()
	s.check()
	s.leftPage.Reflow()
	s.rightPage.Reflow()
}

func (s *Screen) load(ctx context.Context) error {
	var err error
	if s.file, err = s.desk.File(ctx, s.c); err != nil {
		return err
	}
	if s.basis, err = s.desk.DecisionBasis(ctx, s.c); err != nil {
		return err
	}
	x, made, err := s.desk.Decision(ctx, s.c)
	if err != nil {
		return err
	}
	if s.made = made; made {
		s.form = present.DecisionFormOf(x)
		return nil
	}
	s.form = present.DecisionForm{On: s.desk.Today().String(), By: s.desk.Profile().Signatory}
	if kept := s.desk.Setting(ctx, s.setting()); kept != "" {
		var f present.DecisionForm
		if json.Unmarshal([]byte(kept), &f) == nil { // what another version wrote is started anew
			s.form = f
		}
	}
	if s.form.Despite == nil {
		s.form.Despite = map[ident.ItemID]string{}
	}
	return nil
}

// setting names where the form is kept while it is written.
func (s *Screen) setting() string { return "decision." + string(s.c) }

// changed keeps what was typed and shows what stands against it now.
func (s *Screen) changed() {
	b, err := json.Marshal(s.form)
	if err == nil {
		err = s.desk.SetSetting(context.Background(), s.setting(), string(b))
	}
	if err != nil {
		s.host.Unsaved(err)
	} else {
		s.host.Saved(time.Time{})
	}
	s.check()
}

// grounds lists the documents the decision rests on.
func (s *Screen) grounds() fyne.CanvasObject {
	t := s.host.Text()
	rows := []fyne.CanvasObject{widget.NewHeading(t.T("decide.grounds"), widget.Heading), widget.NewRule()}
	for _, g := range present.Grounds(t, s.basis) {
		kind := widget.NewLine(g.Kind, widget.Body, theme.ColorInk)
		kind.SetBold(true)
		rows = append(rows, widget.Column(2,
			widget.Cells(10, []widget.Cell{{Share: 1}, {}}, kind, widget.Wide(g.On, widget.Caption, theme.ColorInkSoft)),
			widget.NewLine(g.Name, widget.Body, theme.ColorInk),
			widget.NewNote(t.T("decide.digest", "digest", g.Digest))))
	}
	return widget.Column(10, rows...)
}

// state says what the rules make of the case as it stands: fee, bar, committee.
func (s *Screen) state() fyne.CanvasObject {
	t := s.host.Text()
	rows := []fyne.CanvasObject{widget.NewHeading(t.T("decide.state"), widget.Heading), widget.NewRule()}
	for _, p := range present.BasisPoints(t, s.basis) {
		rows = append(rows, widget.Cells(10, []widget.Cell{{Fixed: 24}, {Share: 1}, {}}, widget.NewMark("", theme.Tone(p.Sign.Tone)),
			widget.Full(p.Sign.Word), widget.NewLink(p.Article, widget.Caption, func() { s.host.Clause(p.Clause) })))
	}
	return widget.Column(10, rows...)
}

// check shows what blocks the decision and what is only to be known.
func (s *Screen) check() {
	t := s.host.Text()
	s.standing.Objects = nil
	if s.made {
		return
	}
	blocks, notes := present.DecisionStanding(t, s.file.Edition, s.form.Decision(s.basis).Check(*s.basis))
	for _, x := range append(blocks, notes...) {
		s.standing.Add(widget.TopCells(8, []widget.Cell{{Fixed: 18}, {Share: 1}, {}}, widget.NewMark("", theme.Tone(x.Sign.Tone)), widget.Full(x.Sentence),
			widget.NewLink(x.Article, widget.Caption, func() { s.host.Clause(x.Clause) })))
	}
	s.record.Allow(len(blocks) == 0, t.T("decide.blocked"))
	s.rightPage.Reflow()
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	t := s.host.Text()
	closed := ""
	if s.made {
		closed = t.T("decide.made")
	}
	return []screen.Action{
		{Menu: screen.MenuCase, Word: t.T("outcome.grant"), Reading: "grant", Keys: []screen.Key{screen.Char('1')}, Hint: t.T("outcome.grant"), Why: closed, Run: func() { s.choose(decision.Grant) }},
		{Menu: screen.MenuCase, Word: t.T("outcome.refuse"), Reading: "refuse", Keys: []screen.Key{screen.Char('2')}, Hint: t.T("outcome.refuse"), Why: closed, Run: func() { s.choose(decision.Refuse) }},
		{Menu: screen.MenuCase, Word: t.T("decide.record"), Reading: "record", Keys: []screen.Key{screen.Plain(fyne.KeyF9)}, Hint: t.T("decide.record"), Why: closed, Run: s.ask},
	}
}

func (s *Screen) choose(o decision.Outcome) {
	s.form.Outcome = o
	s.changed()
	s.right.Objects = s.decisionForm()
	s.check()
	s.rightPage.Reflow()
}
