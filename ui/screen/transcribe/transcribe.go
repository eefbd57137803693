// Package transcribe is the screen 郵送された申請の入力: a form on paper (Art. 4-2) is typed in beside its scan.
//
// In the middle stand the places of the form in the order of the paper, one at hand with its fields; Return goes on to the next. Whatever is
// typed is kept at once. Where it is wished, a second person types the same paper without seeing the first entry; where the two differ, both
// are shown, and a person with the paper in hand says which is right. Intake then reads the whole as it reads a workbook.
package transcribe

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/viewer"
	"shinsa/ui/widget"
)

// Desk is what the screen needs of a desk.
type Desk interface {
	Today() civil.Date
	EditionOn(ctx context.Context, on civil.Date) (*criteria.Edition, error)
	Edition(ctx context.Context, id ident.EditionID) (*criteria.Edition, error)
	Type(ctx context.Context, t review.Typed) (review.Typed, error)
	SecondEntry(ctx context.Context, id string, t *intake.Typed) (review.Typed, error)
	AddScan(ctx context.Context, id string, in review.Incoming) (review.Typed, error)
	Scan(ctx context.Context, id string, n int) (*review.EvidenceFile, error)
	TypedApplication(ctx context.Context, id string) (review.Typed, error)
	DropTyped(ctx context.Context, id string) error
	Intake(ctx context.Context, s review.Submission) (ident.CaseID, *intake.Application, error)
}

// Host is what the screen needs of the window.
type Host interface {
	screen.Host
	screen.Files
	screen.Teller
}

// Screen types one application in.
type Screen struct {
	desk  Desk
	pages Pages
	host  Host
	at    route.Route

	kept    review.Typed
	edition *criteria.Edition
	second  bool // the second person types
	compare bool // only places that differ

	rows    []present.TypedPlace
	differ  map[string][2]string
	current int
	queue   *task.Queue

	by      *widget.Entry
	day     *widget.Entry
	who     *widget.Choice
	filter  *widget.Button
	figures *widget.Line
	list    *widget.List
	form    *form
	viewer  *viewer.Viewer
	scans   *fyne.Container
	frame   *fyne.Container
	panes   *widget.Panes
}

var (
	_ screen.Actor   = (*Screen)(nil)
	_ screen.Entrant = (*Screen)(nil)
	_ screen.Leaver  = (*Screen)(nil)
	_ screen.Closer  = (*Screen)(nil)
	_ screen.Dropper = (*Screen)(nil)
)

// The persons who type.
const (
	firstPerson  = "first"
	secondPerson = "second"
)

// New returns the screen: for a new application, or for the one that the route's filter names.
func New(desk Desk, pages Pages, host Host, at route.Route) *Screen {
	t := host.Text()
	s := &Screen{desk: desk, pages: pages, host: host, at: at, figures: widget.NewLine("", widget.Caption, theme.ColorInkSoft), scans: widget.Wrap(4)}
	s.queue = host.Tasks().NewQueue(task.Watcher{Saving: host.Saving, Saved: host.Saved, Failed: s.failed})
	s.by = widget.NewEntry(t.T("typed.by_example"), nil)
	s.by.OnSubmitted = func(string) { s.form.enter() }
	s.day = widget.NewEntry(t.T("intake.date_example"), nil)
	s.day.SetText(desk.Today().String())
	s.day.OnLeft = s.dated
	s.who = widget.NewSmallChoice([]widget.Option{{Value: firstPerson, Word: t.T("typed.first")}, {Value: secondPerson, Word: t.T("typed.second")}}, func(v string) { s.turn(v == secondPerson) }).Fixed()
	s.who.Set(firstPerson)
	s.filter = widget.NewToggle(t.T("typed.compare"), func() { s.setCompare(!s.compare) })
	s.list = widget.NewList(func() int { return len(s.rows) }, newRow, s.fill)
	s.list.OnOpen, s.list.OnMove = s.choose, func(by int) { s.choose(s.current + by) }
	s.list.Current = func() int { return s.current }
	s.list.OnEnter = func() { s.form.enter() }
	s.form = newForm(s)
	s.viewer = viewer.New(t, host.Tasks())
	s.compose()
	return s
}

func (s *Screen) compose() {
	t := s.host.Text()
	head := widget.Column(8,
		widget.TopCells(10, []widget.Cell{{Share: 1}, {Share: 1}}, labelled(t.T("typed.by"), s.by), labelled(t.T("intake.received"), s.day)),
		widget.Wrap(8, s.who, s.filter), s.figures)
	acts := widget.Trailing(8, widget.NewGrave(t.T("typed.drop"), s.drop), widget.NewPrimary(t.T("intake.take"), s.take))
	s.frame = widget.Between(widget.Inset(12, 8, head), widget.Column(0, widget.NewRule(), s.form.content, widget.Inset(12, 8, acts)), widget.Inset(4, 0, s.list))
	scan := widget.Between(widget.Inset(12, 8, widget.Wrap(8, widget.NewButton(t.T("typed.scan"), s.addScan), s.scans)), nil, s.viewer.Content())
	s.panes = widget.NewPanes(
		widget.Pane{Content: widget.NewSurface(theme.ColorDesk, s.frame), Share: 0.5, Least: 440, Enter: s.enter},
		widget.Pane{Content: scan, Share: 0.5, Least: 360, Enter: s.viewer.Enter})
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.panes }

// Enter implements screen.Entrant.
func (s *Screen) Enter() {
	if s.by.Text == "" {
		widget.Focus(s.by)
		return
	}
	s.enter()
}

func (s *Screen) enter() { s.host.Canvas().Focus(s.list) }

// Leave implements screen.Leaver.
func (s *Screen) Leave() {
	s.form.keep()
	s.queue.Flush()
}

// Close implements screen.Closer.
func (s *Screen) Close() { s.viewer.Close() }

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	ctx := context.Background()
	var err error
	if id := s.at.Filter; id != "" && s.kept.ID == "" {
		if s.kept, err = s.desk.TypedApplication(ctx, id); err == nil {
			s.by.SetText(s.kept.First.By)
			s.day.SetText(s.kept.Received.String())
		}
	}
	if err == nil {
		err = s.findEdition(ctx)
	}
	if err != nil {
		s.host.Problem(err)
		return
	}
	s.showScans()
	s.show()
}

func (s *Screen) findEdition(ctx context.Context) (err error) {
	if s.kept.Edition != "" {
		s.edition, err = s.desk.Edition(ctx, s.kept.Edition)
		return err
	}
	day := present.DateTyped(s.day.Text)
	if day.IsZero() {
		day = s.desk.Today()
	}
	s.edition, err = s.desk.EditionOn(ctx, day)
	return err
}

// dated takes another day of receipt, which may mean another edition.
func (s *Screen) dated() {
	day := present.DateTyped(s.day.Text)
	if day.IsZero() || day == s.kept.Received {
		return
	}
	s.kept.Received = day
	if err := s.findEdition(context.Background()); err != nil {
		s.host.Problem(err)
		return
	}
	s.save()
	s.show()
}

// entry is what the person at the keyboard has typed.
func (s *Screen) entry() intake.Typed {
	if !s.second {
		return s.kept.First
	}
	if s.kept.Second == nil {
		return intake.Typed{}
	}
	return *s.kept.Second
}

// show lists the places, those that differ alone when two entries are compared.
func (s *Screen) show() {
	if s.edition == nil {
		return
	}
	t := s.host.Text()
	all := present.TypedPlaces(t, s.edition, s.entry())
	s.differ = nil
	if s.kept.Second != nil {
		s.differ = present.Differing(present.TypedPlaces(t, s.edition, s.kept.First), present.TypedPlaces(t, s.edition, *s.kept.Second))
	}
	s.rows = all
	if s.compare {
		s.rows = nil
		for _, p := range all {
			if _, differs := s.differ[p.Key]; differs {
				s.rows = append(s.rows, p)
			}
		}
	}
	filled := 0
	for _, p := range all {
		if p.Filled() {
			filled++
		}
	}
	words := t.T("typed.figures", "filled", filled, "all", len(all))
	if s.kept.Second != nil {
		words += "　" + t.N("typed.differ", len(s.differ))
	}
	s.figures.SetText(words)
	s.filter.SetChosen(s.compare)
	s.current = min(s.current, max(len(s.rows)-1, 0))
	s.list.Refresh()
	s.form.show()
}

// choose keeps what stands in the fields and shows another place.
func (s *Screen) choose(i int) {
	s.form.keep()
	s.current = min(max(i, 0), max(len(s.rows)-1, 0))
	s.form.show() // first: it may leave the list less room
	if len(s.rows) > 0 {
		s.list.ScrollTo(min(s.current+2, len(s.rows)-1))
		s.list.ScrollTo(max(s.current-1, 0))
	}
	s.list.Refresh()
}

// place is the place at hand; false when there is none.
func (s *Screen) place() (present.TypedPlace, bool) {
	if s.current >= len(s.rows) {
		return present.TypedPlace{}, false
	}
	return s.rows[s.current], true
}

// put takes other values at a place and keeps them.
func (s *Screen) put(key string, values []string) {
	in := present.WithTyped(s.entry(), key, values)
	in.By = s.by.Text
	if s.second {
		s.kept.Second = &in
	} else {
		s.kept.First = in
	}
	s.save()
	s.show()
}

// save keeps what was typed so far.
func (s *Screen) save() {
	t, second := s.kept, s.second
	if second && t.Second == nil {
		return
	}
	s.queue.Put(s.who.Chosen(), func(ctx context.Context) (time.Time, error) {
		if second {
			out, err := s.desk.SecondEntry(ctx, t.ID, t.Second)
			return out.At, err
		}
		out, err := s.desk.Type(ctx, t)
		return out.At, err
	})
}

// begun makes sure that there is an application to type into; it needs to know who types.
func (s *Screen) begun() bool {
	if s.kept.ID != "" {
		return true
	}
	s.kept.First.By = s.by.Text
	s.kept.Received = present.DateTyped(s.day.Text)
	out, err := s.desk.Type(context.Background(), s.kept)
	if err != nil {
		widget.Focus(s.by)
		s.host.Problem(err)
		return false
	}
	s.kept = out
	s.at.Filter = out.ID
	s.host.Moved(s.at)
	return true
}

func (s *Screen) failed(_ string, err error) bool {
	switch fault.KindOf(err) {
	case fault.Unavailable, fault.Internal, fault.Corrupt:
		s.host.Unsaved(err)
		return true
	}
	s.host.Unsaved(err)
	s.host.Problem(err)
	return false
}

// turn hands the keyboard to the other person, who does not see what the first has typed.
func (s *Screen) turn(second bool) {
	if !s.begun() {
		s.who.Set(firstPerson)
		return
	}
	s.Leave()
	s.second, s.compare, s.current = second, false, 0
	s.who.Set(map[bool]string{false: firstPerson, true: secondPerson}[second])
	s.by.SetText(s.entry().By)
	if s.second && s.kept.Second == nil {
		widget.Focus(s.by)
	}
	s.show()
}

// setCompare shows only the places at which the entries differ, or all.
func (s *Screen) setCompare(on bool) {
	if on && s.kept.Second == nil {
		s.host.Tell(s.host.Text().T("typed.no_second"))
		return
	}
	s.Leave()
	s.compare, s.current = on, 0
	s.show()
}

// take makes a case of what was typed.
func (s *Screen) take() {
	t := s.host.Text()
	if !s.begun() {
		return
	}
	s.Leave()
	id := s.kept.ID
	task.Run(s.host.Tasks(), t.T("intake.taking"), func(ctx context.Context, _ *task.Progress) (ident.CaseID, error) {
		c, _, err := s.desk.Intake(ctx, review.Submission{Typed: id})
		return c, err
	}, func(c ident.CaseID, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.kept.Case = c
		s.host.Go(route.Of(route.Intake, c))
		s.host.Done(t.T("intake.taken", "case", c))
	})
}

// drop throws the entry away.
func (s *Screen) drop() {
	t := s.host.Text()
	if s.kept.ID == "" {
		s.host.Go(route.To(route.Intake))
		return
	}
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("typed.drop"), Body: []string{t.T("typed.drop_text", "id", s.kept.ID)}, Grave: true, Do: t.T("typed.drop"), Not: t.T("criteria.not_now"),
		Act: func(string) string {
			s.queue.Flush()
			if err := s.desk.DropTyped(context.Background(), s.kept.ID); err != nil {
				return present.ProblemOf(t, err).Sentence
			}
			s.rows = nil
			s.host.Go(route.To(route.Intake))
			return ""
		},
	})
}
