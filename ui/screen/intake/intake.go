// Package intake is the screen 受付: an application comes in, is pre-checked, its fee is recorded, and dossiers go to the members.
//
// Without a case it takes the form and the evidence and shows what was read before anything is kept. With a case it shows the
// completeness of Art. 4, the findings with clause and item, what a corrected form changed and what differs from the application certified
// before, the fee of Art. 5, and prepares one sealed dossier per member. A dossier cannot be made before the fee was received where the
// scheme says so; the button then names the article. The day of receipt gives the edition of the criteria, a recorded reason another one.
package intake

import (
	"context"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/widget"
)

// Desk is what the screen needs of a desk.
type Desk interface {
	Today() civil.Date
	Profile() review.Profile
	ReadApplication(ctx context.Context, s review.Submission) (*intake.Application, error)
	Intake(ctx context.Context, s review.Submission) (ident.CaseID, *intake.Application, error)
	File(ctx context.Context, c ident.CaseID) (*review.File, error)
	RecordFee(ctx context.Context, c ident.CaseID, on civil.Date, yen int64) error
	Members(ctx context.Context) ([]review.Card, error)
	Gated(ctx context.Context, c ident.CaseID) ([]review.Gated, error)
	ReleaseKey(ctx context.Context, c ident.CaseID, member ident.ReviewerID, out review.Outbox) (review.Handed, error)
	Pack(ctx context.Context, c ident.CaseID, s review.Sending, out review.Outbox) ([]review.Handed, error)
	Cases(ctx context.Context) ([]review.Row, error)
	Editions(ctx context.Context) ([]*criteria.Edition, error)
	EditionOn(ctx context.Context, on civil.Date) (*criteria.Edition, error)
	EditionChoice(ctx context.Context, c ident.CaseID) (review.Choice, bool, error)
	Corrections(ctx context.Context, c ident.CaseID) ([]review.Correction, error)
	TypedApplications(ctx context.Context) ([]review.Typed, error)
}

// Host is what the screen needs of the window.
type Host interface {
	screen.Host
	screen.Files
	screen.Teller
}

// Screen takes an application in.
type Screen struct {
	desk Desk
	host Host
	c    ident.CaseID

	left, right         *fyne.Container
	leftPage, rightPage *widget.Page
	root                fyne.CanvasObject

	form, evidence *widget.PathField
	received       *widget.Entry
	ground         *ground
	revises        string              // a case that the new form corrects, as the route says
	read           *intake.Application // read, not kept yet
	file           *review.File        // of a case
	cards          []review.Card
	handed         []review.Handed
	actions        []screen.Action
}

// New returns the screen, for a new application or, where the route has a case, for that case.
func New(desk Desk, host Host, at route.Route) *Screen {
	s := &Screen{desk: desk, host: host, c: at.Case, revises: at.Filter, left: widget.Column(20), right: widget.Column(20)}
	s.leftPage = widget.NewPage(widget.Inset(20, 16, s.left))
	s.rightPage = widget.NewPage(widget.Inset(24, 16, s.right))
	s.root = widget.NewPanes(
		widget.Pane{Content: s.leftPage, Share: 0.36, Least: 360},
		widget.Pane{Content: s.rightPage, Share: 0.64, Least: 420})
	return s
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.root }

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action { return s.actions }

// Enter implements screen.Entrant.
func (s *Screen) Enter() {
	if s.c == "" && s.form != nil {
		s.form.Focus()
	}
}

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	s.actions = nil
	if s.c == "" {
		s.showNew()
		return
	}
	ctx := context.Background()
	f, err := s.desk.File(ctx, s.c)
	if err == nil {
		s.cards, err = s.desk.Members(ctx)
	}
	if err != nil {
		s.host.Problem(err)
		return
	}
	s.file = f
	s.showCase()
}

// set puts the two halves in place.
func (s *Screen) set(left, right []fyne.CanvasObject) {
	s.left.Objects, s.right.Objects = left, right
	s.leftPage.Reflow()
	s.rightPage.Reflow()
}

func (s *Screen) act(key string, k screen.Key, run func()) {
	t := s.host.Text()
	s.actions = append(s.actions, screen.Action{Menu: screen.MenuCase, Word: t.T(key), Keys: []screen.Key{k}, Hint: t.T(key), Run: run})
}
