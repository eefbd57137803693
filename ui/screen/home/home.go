// Package home is 案件一覧: every case of the desk as a row with its state, due date, progress and the next thing to do as a button.
package home

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// Desk is what the list needs of the desk.
type Desk interface {
	Self() review.Self
	Today() civil.Date
	Cases(context.Context) ([]review.Row, error)
	Search(context.Context, string) ([]review.Hit, error)
	LastBackup(context.Context) (last review.BackedUp, since int64, ok bool, err error)
	Numbers(context.Context) ([]review.Series, *review.Doubt, error)
	ClockStands(context.Context) error
}

// Screen is 案件一覧.
type Screen struct {
	desk   Desk
	host   screen.Host
	all    []present.HomeRow
	shown  []present.HomeRow
	filter string
	query  string

	content *fyne.Container
	summary *widget.Line
	find    *widget.Entry
	chips   map[string]*widget.Button
	list    *widget.List
	empty   *widget.Empty
	none    *widget.Empty
	body    *fyne.Container
	hits    *hits
	todo    *fyne.Container
	care    *fyne.Container // beside the rows
	slip    *fyne.Container // the same above them, where there is no room beside
}

var (
	_ screen.Screen  = (*Screen)(nil)
	_ screen.Actor   = (*Screen)(nil)
	_ screen.Entrant = (*Screen)(nil)
)

// New returns the screen; nothing is read before Reload.
func New(desk Desk, host screen.Host, at route.Route) *Screen {
	s := &Screen{desk: desk, host: host, filter: at.Filter, chips: map[string]*widget.Button{}}
	if s.filter == "" {
		s.filter = "all"
	}
	s.compose()
	return s
}

func (s *Screen) compose() {
	t := s.host.Text()
	s.summary = widget.NewLine("", widget.Body, theme.ColorInkSoft)
	s.list = widget.NewList(func() int { return len(s.shown) }, s.newRow, s.fillRow)
	s.list.OnOpen = func(row int) { s.open(s.shown[row]) }
	s.empty = widget.NewEmpty(theme.IconInbox, t.T("home.empty_title"), t.T("home.empty_text_"+string(s.desk.Self().Role)), t.T("home.choose"), s.choose)
	drop := "home.drop_" + string(s.desk.Self().Role)
	if s.unenrolled() {
		drop = "home.drop_unenrolled"
		s.empty = widget.NewEmpty(theme.IconSeal, t.T("home.enrol_title"), t.T("home.enrol_text"), t.T("home.enrol_do"), s.enrol)
	}
	s.none = widget.NewEmpty(theme.IconSearch, t.T("home.none_title"), t.T("home.none_text"), t.T("home.show_all"), s.clear)
	for _, o := range []fyne.CanvasObject{s.list, s.empty, s.none} {
		o.Hide() // what there is to say is known when the cases were read
	}
	s.hits = newHits(s)
	s.body = container.New(&upperAndLower{func() bool { return len(s.shown) > 0 }}, container.NewStack(s.list, s.empty, s.none), s.hits.content)
	s.todo, s.care, s.slip = widget.Column(10), widget.Column(4), widget.Column(0)
	title := widget.Wide(t.T("screen.home"), widget.Title, theme.ColorInk)
	title.SetBold(true)
	head := widget.Column(12,
		widget.Cells(16, []widget.Cell{{}, {Share: 1}}, title, s.summary), s.slip,
		widget.NewDropZone(t.T(drop), t.T("home.choose"), s.choose),
		s.bar(), s.header())
	side := widget.NewSurface(theme.ColorDesk, widget.Inset(16, 16, widget.NewPage(
		widget.Column(14, widget.NewHeading(t.T("home.todo"), widget.Heading), s.todo, s.care))))
	left := widget.Between(widget.Inset(20, 14, head), nil, widget.Inset(12, 0, s.body))
	s.content = container.New(&sideBySide{ems: 18, slip: s.slip}, left, side)
}

// bar holds the search field and the filters.
func (s *Screen) bar() fyne.CanvasObject {
	t := s.host.Text()
	s.find = widget.NewEntry(t.T("home.search"), func(q string) { s.query = q; s.narrow(); s.hits.ask() })
	s.find.OnSubmitted = func(string) { s.toFound() }
	chips := []fyne.CanvasObject{}
	for _, f := range present.HomeFilters(t, nil) {
		b := widget.NewToggle(f.Word, func() { s.setFilter(f.Key) })
		s.chips[f.Key] = b
		chips = append(chips, b)
	}
	return widget.Cells(16, []widget.Cell{{Ems: 19}, {Share: 1}}, s.find, widget.Wrap(8, chips...))
}

// toFound gives the keyboard to what the search left: the rows, or the places in their content.
func (s *Screen) toFound() {
	switch {
	case len(s.shown) > 0:
		s.host.Canvas().Focus(s.list)
	case len(s.hits.lines) > 0:
		s.host.Canvas().Focus(s.hits.list)
	}
}

// header names the columns of the rows.
func (s *Screen) header() fyne.CanvasObject {
	t := s.host.Text()
	name := func(key string) fyne.CanvasObject {
		return widget.NewLine(t.T(key), widget.Caption, theme.ColorInkSoft)
	}
	return widget.Column(6, widget.Column(0, widget.Cells(columnGap, columns,
		name("home.column_case"), name("home.column_kind"), name("home.column_state"), name("home.column_due"), name("home.column_progress"),
		name("home.column_next"))), widget.NewRule())
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Enter implements screen.Entrant.
func (s *Screen) Enter() {
	if len(s.shown) > 0 {
		s.host.Canvas().Focus(s.list)
	}
}

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	task.Soon(s.host.Tasks(), s.host.Text().T("home.reading"), func(ctx context.Context, _ *task.Progress) ([]review.Row, error) {
		return s.desk.Cases(ctx)
	}, func(rows []review.Row, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.all = present.HomeRows(s.host.Text(), s.desk.Self().Role, rows, s.desk.Today())
		s.narrow()
		s.remind()
		s.askCare()
		if s.host.Canvas().Focused() == nil {
			s.Enter()
		}
	})
}

func (s *Screen) setFilter(key string) {
	s.filter = key
	r := route.To(route.Home)
	r.Filter = key
	s.host.Moved(r)
	s.narrow()
}

func (s *Screen) clear() {
	s.query = ""
	s.find.SetText("")
	s.hits.ask()
	s.setFilter("all")
}

// narrow shows the rows that filter and search leave.
func (s *Screen) narrow() {
	t := s.host.Text()
	s.shown = s.shown[:0]
	for _, r := range s.all {
		if r.Passes(s.filter) && r.Matches(s.query) {
			s.shown = append(s.shown, r)
		}
	}
	for _, f := range present.HomeFilters(t, s.all) {
		s.chips[f.Key].SetText(f.Word)
		s.chips[f.Key].SetChosen(f.Key == s.filter)
	}
	s.summary.SetText(t.N("home.summary", len(s.all)))
	show := func(o fyne.CanvasObject, on bool) {
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
	show(s.list, len(s.shown) > 0)
	show(s.empty, len(s.all) == 0)
	show(s.none, len(s.all) > 0 && len(s.shown) == 0)
	s.body.Refresh()
	s.list.Refresh()
	s.content.Refresh()
}

// remind fills the list of what is due, beside the rows.
func (s *Screen) remind() {
	t := s.host.Text()
	s.todo.RemoveAll()
	if s.unenrolled() {
		s.todo.Add(widget.Column(1, widget.NewLink(t.T("home.enrol_todo"), widget.Body, s.enrol), widget.NewNote(t.T("home.enrol_todo_note"))))
	}
	for _, r := range s.all {
		if r.Next == "" || len(s.todo.Objects) >= 8 {
			continue
		}
		task := widget.Column(1, widget.NewLink(r.Next, widget.Body, func() { s.open(r) }), widget.NewLine(r.Service, widget.Body, theme.ColorInk))
		if r.Left.Word != "" {
			task.Add(widget.Wrap(8, widget.NewMark(r.Left.Word, theme.Tone(r.Left.Tone)), widget.NewNote(t.T("home.todo_due", "date", r.Due))))
		}
		s.todo.Add(task)
	}
	if len(s.todo.Objects) == 0 {
		s.todo.Add(widget.NewNote(t.T("home.todo_none")))
	}
	s.todo.Refresh()
}

// open goes to where the next step of a case is done, or to the best place to look at it.
func (s *Screen) open(r present.HomeRow) {
	place := route.Screen(r.Place)
	if place == "" {
		place = route.Handover
		if s.desk.Self().Role == review.Secretariat {
			place = route.Convene
		}
		if r.Row.State == review.Recused {
			place = route.Declare
		}
	}
	s.host.Go(route.Of(place, r.Row.ID))
}

// unenrolled reports whether this is the desk of a member who has no card yet: nothing can be sent to it.
func (s *Screen) unenrolled() bool {
	self := s.desk.Self()
	return self.Role == review.Member && !self.Enrolled
}

// enrol goes to where a card is asked for.
func (s *Screen) enrol() {
	r := route.To(route.Setup)
	r.Filter = cardSubject
	s.host.Go(r)
}

func (s *Screen) choose() {
	s.host.ChooseFile([]string{".dossier", ".opinion", ".declaration", ".receipt", ".release", ".enrol", ".card", ".register", ".pdf"},
		func(path string) { s.host.Receive([]string{path}) })
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	t := s.host.Text()
	return []screen.Action{
		{Menu: screen.MenuCase, Word: t.T("home.action_choose"), Reading: t.T("home.action_choose_reading"), Keys: []screen.Key{screen.Plain("O")}, Hint: t.T("home.hint_choose"), Run: s.choose},
		{Menu: screen.MenuView, Word: t.T("home.action_search"), Reading: t.T("home.action_search_reading"), Keys: []screen.Key{screen.Char('/')}, Hint: t.T("home.hint_search"), Run: func() { s.host.Canvas().Focus(s.find) }},
		{Menu: screen.MenuView, Word: t.T("home.action_list"), Reading: t.T("home.action_list_reading"), Keys: []screen.Key{screen.Plain("L")}, Hint: t.T("home.hint_list"), Run: s.Enter},
		{Menu: screen.MenuView, Word: t.T("home.action_reload"), Reading: t.T("home.action_reload_reading"), Keys: []screen.Key{screen.Plain(fyne.KeyF5)}, Run: s.Reload},
	}
}
