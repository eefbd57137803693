// Package convene is the screen 委員会: the sealed opinions side by side, what the committee makes of them, and its opinion on record.
//
// The rows on which members disagree come first. Who is recused has a hatched column and has to leave the room (Art. 7); the head of the
// screen says who. The committee settles a row by agreement, by majority or with the minority's words, writes its opinion, and records
// it, which makes the committee's paper. Amendments that wait on the agenda are ticked off with the session (Art. 22). Its opinion is advice to the body and never the decision (Art. 6-2). What is typed is kept on
// the desk as it is typed.
package convene

import (
	"context"
	"encoding/json"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/review/opinion"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/widget"
)

// Desk is what the screen needs of a desk.
type Desk interface {
	Today() civil.Date
	Profile() review.Profile
	File(ctx context.Context, c ident.CaseID) (*review.File, error)
	Matrix(ctx context.Context, c ident.CaseID) (*opinion.Matrix, error)
	Meeting(ctx context.Context, c ident.CaseID) (m opinion.Meeting, held bool, err error)
	Convene(ctx context.Context, c ident.CaseID, m opinion.Meeting, out review.Outbox) ([]review.Handed, error)
	Inquiries(ctx context.Context, c ident.CaseID) ([]review.Inquiry, error)
	InquiryLetter(ctx context.Context, c ident.CaseID, due civil.Date, out review.Outbox) (review.Handed, error)
	Agenda(ctx context.Context) ([]review.AgendaItem, error)
	Setting(ctx context.Context, name string) string
	SetSetting(ctx context.Context, name, value string) error
}

// Host is what the screen needs of the window.
type Host interface {
	screen.Host
	screen.Files
	screen.Teller
}

// Screen holds a session of the committee on one case.
type Screen struct {
	desk Desk
	host Host
	c    ident.CaseID

	file     *review.File
	matrix   *opinion.Matrix
	form     present.MeetingForm
	recorded bool
	handed   []review.Handed

	inquiries []review.Inquiry
	waiting   []review.AgendaItem // amendments that the committee has not deliberated

	filter present.MatrixFilter
	rows   []present.MatrixRow
	at     int // of the rows

	root   *fyne.Container
	grid   *grid
	words  *words
	settle *settle
	agenda *agenda
	minute *minute
	ask    *inquire
	head   *fyne.Container
}

// New returns the screen.
func New(desk Desk, host Host, at route.Route) *Screen {
	return &Screen{desk: desk, host: host, c: at.Case, filter: present.ContestedRows, root: container.NewStack()}
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.root }

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	if err := s.load(context.Background()); err != nil {
		s.host.Problem(err)
		return
	}
	if s.matrix.Disagreements() == 0 && s.filter == present.ContestedRows {
		s.filter = present.AllRows
	}
	s.build()
	s.showRows()
}

func (s *Screen) load(ctx context.Context) error {
	var err error
	if s.file, err = s.desk.File(ctx, s.c); err != nil {
		return err
	}
	if s.matrix, err = s.desk.Matrix(ctx, s.c); err != nil {
		return err
	}
	if s.inquiries, err = s.desk.Inquiries(ctx, s.c); err != nil {
		return err
	}
	m, held, err := s.desk.Meeting(ctx, s.c)
	if err != nil {
		return err
	}
	if s.recorded = held; held {
		s.form = present.FormOf(m)
		return nil
	}
	s.form = present.NewMeetingForm(s.matrix, s.desk.Today())
	if kept := s.desk.Setting(ctx, s.setting()); kept != "" {
		var f present.MeetingForm
		if json.Unmarshal([]byte(kept), &f) == nil { // what another version wrote is started anew
			s.form = f
			s.form.Follow(s.matrix)
		}
	}
	if s.waiting, err = s.desk.Agenda(ctx); err != nil {
		return err
	}
	s.form.FollowAgenda(s.waiting)
	return nil
}

// setting names where the minutes are kept while they are written.
func (s *Screen) setting() string { return "minutes." + string(s.c) }

// keep makes what was typed durable.
func (s *Screen) keep() {
	b, err := json.Marshal(s.form)
	if err == nil {
		err = s.desk.SetSetting(context.Background(), s.setting(), string(b))
	}
	if err != nil {
		s.host.Unsaved(err)
	} else {
		s.host.Saved(time.Time{})
	}
}

// changed is called after every change of the form.
func (s *Screen) changed() {
	s.keep()
	s.minute.check()
	s.showHead()
}

func (s *Screen) build() {
	s.head = widget.Column(0)
	s.grid = newGrid(s)
	s.words = newWords(s)
	s.settle = newSettle(s)
	s.agenda = newAgenda(s)
	s.minute = newMinute(s)
	s.ask = newInquire(s)
	left := widget.Between(s.grid.head, s.words.object, s.grid.list)
	side := widget.NewPage(widget.Inset(20, 14, widget.Column(24, s.settle.object, s.agenda.object, s.minute.object, s.ask.object)))
	s.settle.page, s.minute.page = side, side
	panes := widget.NewPanes(
		widget.Pane{Content: left, Share: 0.64, Least: 480, Enter: func() { widget.Focus(s.grid.list) }},
		widget.Pane{Content: side, Share: 0.36, Least: 340})
	s.root.Objects = []fyne.CanvasObject{widget.Between(s.head, nil, panes)}
	s.root.Refresh()
	s.minute.check()
	s.showHead()
}

// showRows fills the matrix for the filter and shows the row at hand.
func (s *Screen) showRows() {
	s.rows = present.MatrixRows(s.host.Text(), s.file.Edition, s.matrix, s.filter, s.form.Settled)
	s.at = min(max(s.at, 0), max(len(s.rows)-1, 0))
	s.grid.refresh()
	s.showItem()
}

// showItem shows the words on the row at hand and how it was settled.
func (s *Screen) showItem() {
	s.words.show()
	s.settle.show()
}

func (s *Screen) item() ident.ItemID {
	if s.at < len(s.rows) {
		return s.rows[s.at].Item
	}
	return ""
}

// stand goes to the row of an item, with every row listed when the filter leaves it out.
func (s *Screen) stand(item ident.ItemID) {
	for _, f := range []present.MatrixFilter{s.filter, present.AllRows} {
		s.filter = f
		s.showRows()
		for i, r := range s.rows {
			if r.Item == item {
				s.move(i - s.at)
				return
			}
		}
	}
}

// move goes to another row.
func (s *Screen) move(by int) {
	if n := len(s.rows); n > 0 {
		s.at = min(max(s.at+by, 0), n-1)
		s.grid.refresh()
		s.showItem()
	}
}

// Enter implements screen.Entrant.
func (s *Screen) Enter() {
	if s.grid != nil {
		widget.Focus(s.grid.list)
	}
}

// Leave implements screen.Leaver.
func (s *Screen) Leave() {
	if s.matrix != nil && !s.recorded {
		s.keep()
	}
}
