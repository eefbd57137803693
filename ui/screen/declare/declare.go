// Package declare is 利害関係の申告 with the pledge of secrecy (Arts 7, 20): the gate in front of a case.
//
// Only the cover card can be read here. Every kind of interest is answered, nothing is preset; the pledge can be agreed to once its text
// was read to the end. The two ways on, to declare and to recuse oneself, weigh the same. What was filled in is kept on the desk until it
// is signed. When an interest is found in mid-review the same form is filled in once more; what follows from it is said before it is signed.
package declare

import (
	"context"
	"encoding/json"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/widget"
)

// Desk is what the declaration needs of the desk.
type Desk interface {
	Case(context.Context, ident.CaseID) (review.Row, error)
	Cover(context.Context, ident.CaseID) (conflict.Cover, []conflict.Match, error)
	Profile() review.Profile
	Today() civil.Date
	Prepared(context.Context, ident.CaseID, conflict.Declaration) (conflict.Declaration, conflict.Assessment, fault.List, error)
	Declare(context.Context, ident.CaseID, conflict.Declaration, review.Outbox) (review.Handed, review.State, error)
	DeclareLate(context.Context, ident.CaseID, conflict.Declaration, review.Outbox) (review.Handed, review.State, error)
	Setting(context.Context, string) string
	SetSetting(context.Context, string, string) error
}

// Screen is 利害関係の申告.
type Screen struct {
	desk  Desk
	host  screen.Host
	at    route.Route
	queue *task.Queue
	wait  *task.Delay

	row     review.Row
	cover   conflict.Cover
	decl    conflict.Declaration
	missing fault.List
	outcome conflict.Outcome // what the answers lead to
	late    bool             // an interest was found in mid-review: the declaration replaces the one that opened the case
	form    *form
	foot    *foot
	body    *fyne.Container
	content *fyne.Container
}

var (
	_ screen.Screen = (*Screen)(nil)
	_ screen.Actor  = (*Screen)(nil)
	_ screen.Leaver = (*Screen)(nil)
)

// New returns the declaration for a case; nothing is read before Reload.
func New(desk Desk, host screen.Host, at route.Route) *Screen {
	s := &Screen{desk: desk, host: host, at: at, body: container.NewStack()}
	s.queue = host.Tasks().NewQueue(task.Watcher{Saving: host.Saving, Saved: host.Saved, Failed: s.unsaved})
	s.wait = host.Tasks().NewDelay(500*time.Millisecond, s.keep)
	s.foot = newFoot(s)
	s.content = widget.Between(nil, s.foot.content, s.body)
	return s
}

func (s *Screen) unsaved(_ string, err error) bool {
	s.host.Unsaved(err)
	return true
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Leave implements screen.Leaver.
func (s *Screen) Leave() {
	s.wait.Flush()
	s.queue.Flush()
}

func (s *Screen) settingName() string {
	if s.late {
		return "declare-late." + string(s.at.Case)
	}
	return "declare." + string(s.at.Case)
}

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	type loaded struct {
		row     review.Row
		cover   conflict.Cover
		matches []conflict.Match
		draft   string
	}
	task.Soon(s.host.Tasks(), s.host.Text().T("declare.reading"), func(ctx context.Context, _ *task.Progress) (l loaded, err error) {
		if l.row, err = s.desk.Case(ctx, s.at.Case); err != nil {
			return l, err
		}
		l.draft = s.desk.Setting(ctx, s.settingName())
		l.cover, l.matches, err = s.desk.Cover(ctx, s.at.Case)
		return l, err
	}, func(l loaded, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.row, s.cover, s.decl = l.row, l.cover, conflict.Declaration{}
		if l.draft != "" && json.Unmarshal([]byte(l.draft), &s.decl) != nil {
			s.decl = conflict.Declaration{} // of an older form: the questions are asked anew
		}
		s.decl.Matches = conflict.Carry(l.matches, s.decl.Matches)
		s.show()
	})
}

// show builds the form for the case, or says what was declared already.
func (s *Screen) show() {
	t := s.host.Text()
	s.body.RemoveAll()
	if s.row.State != review.Sealed && !s.late {
		s.body.Add(s.answered())
		s.foot.hide()
		s.content.Refresh()
		return
	}
	s.form = newForm(s)
	s.body.Add(container.New(&beside{width: 360}, coverCard(t, s.cover), s.form.content))
	s.content.Refresh()
	s.assess()
}

// changed is called after every answer: it is kept soon, and assessed at once.
func (s *Screen) changed() {
	s.host.Saving()
	s.wait.Touch()
	s.assess()
}

// keep gives what was filled in so far to the desk.
func (s *Screen) keep() {
	b, err := json.Marshal(s.decl)
	if err != nil {
		s.host.Unsaved(err)
		return
	}
	s.put(string(b))
}

func (s *Screen) put(draft string) {
	name := s.settingName()
	s.queue.Put("draft", func(ctx context.Context) (time.Time, error) {
		return time.Time{}, s.desk.SetSetting(ctx, name, draft)
	})
}

// assess asks the desk what the answers lead to and what is still missing.
func (s *Screen) assess() {
	decl := s.decl
	type prepared struct {
		assessment conflict.Assessment
		missing    fault.List
	}
	task.Quiet(s.host.Tasks(), func(ctx context.Context) (prepared, error) {
		_, a, missing, err := s.desk.Prepared(ctx, s.at.Case, decl)
		return prepared{a, missing}, err
	}, func(p prepared, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.missing, s.outcome = p.missing, p.assessment.Outcome
		s.foot.show(p.assessment, p.missing)
		if f := s.foot.content; f.HeightFor(f.Size().Width) != f.Size().Height {
			s.content.Refresh() // its words take another number of lines
		}
	})
}

// sign asks for confirmation in words, then signs and writes the declaration.
func (s *Screen) sign(withdraw bool) {
	t := s.host.Text()
	if !withdraw && len(s.missing) > 0 {
		widget.Tell(s.host.Canvas(), t.T("declare.not_yet"), t.T("declare.back"), present.Missing(t, s.missing)...)
		return
	}
	if s.late {
		s.signLate(withdraw)
		return
	}
	decl := s.decl
	key := "declare.sign"
	if withdraw {
		key = "declare.recuse"
		decl.Withdraw = true
	}
	q := widget.Question{
		Title: t.T(key + "_title"), Do: t.T(key + "_do"), Not: t.T("declare.back"), Grave: withdraw,
		Body: []string{t.T(key+"_body", "operator", s.cover.Operator, "service", s.cover.Service), t.T("declare.cannot_change")},
		Act: func(string) string {
			s.host.ChooseFolder(func(out review.Outbox) { s.declare(decl, out) })
			return ""
		},
	}
	if withdraw {
		q.Ask, q.AskLabel = true, t.T("declare.recuse_reason")
		q.Answered = func(reason string) { decl.Reason = reason }
	}
	widget.Ask(s.host.Canvas(), q)
}

func (s *Screen) declare(decl conflict.Declaration, out review.Outbox) {
	type done struct {
		handed review.Handed
		state  review.State
	}
	t := s.host.Text()
	s.Leave()
	task.Run(s.host.Tasks(), t.T("declare.signing"), func(ctx context.Context, p *task.Progress) (done, error) {
		sign := s.desk.Declare
		if decl.Late != nil {
			sign = s.desk.DeclareLate
		}
		h, state, err := sign(review.WithMeter(ctx, p.Of), s.at.Case, decl, out)
		return done{h, state}, err
	}, func(d done, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.put("") // a later round, or another interest found, is declared anew
		s.late = false
		body := []string{t.T("declare.written", "file", d.handed.Name), t.T("declare.state_" + string(d.state))}
		next := route.To(route.Home)
		if d.state == review.Open {
			next = route.Of(route.Walk, s.at.Case)
		}
		widget.TellThen(s.host.Canvas(), t.T("declare.done"), t.T("declare.go_on"), func() { s.host.Go(next) }, body...)
	})
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	t := s.host.Text()
	if s.row.State != review.Sealed && !s.late {
		return s.afterwards()
	}
	if s.form == nil {
		return nil
	}
	return []screen.Action{
		{Menu: screen.MenuCase, Word: t.T("declare.do_sign"), Reading: t.T("declare.do_sign_reading"), Keys: []screen.Key{screen.Ctrl(fyne.KeyReturn)}, Hint: t.T("declare.hint_sign"), Run: func() { s.sign(false) }},
		{Menu: screen.MenuCase, Word: t.T("declare.do_recuse"), Reading: t.T("declare.do_recuse_reading"), Run: func() { s.sign(true) }},
		{Menu: screen.MenuView, Word: t.T("declare.do_down"), Reading: t.T("declare.do_down_reading"), Keys: []screen.Key{screen.Plain(fyne.KeyPageDown)}, Hint: t.T("declare.hint_down"), Run: func() { s.form.page.By(1) }},
		{Menu: screen.MenuView, Word: t.T("declare.do_up"), Reading: t.T("declare.do_up_reading"), Keys: []screen.Key{screen.Plain(fyne.KeyPageUp)}, Run: func() { s.form.page.By(-1) }},
		{Menu: screen.MenuView, Word: t.T("declare.do_pledge"), Reading: t.T("declare.do_pledge_reading"), Keys: []screen.Key{screen.Plain("P")}, Hint: t.T("declare.hint_pledge"), Run: s.form.readPledge},
		{Menu: screen.MenuCase, Word: t.T("declare.do_profile"), Reading: t.T("declare.do_profile_reading"), Keys: []screen.Key{screen.Plain("I")}, Run: s.toProfile},
		{Menu: screen.MenuView, Word: t.T("declare.do_clause"), Reading: t.T("declare.do_clause_reading"), Keys: []screen.Key{screen.Plain("7")}, Run: func() { s.host.Clause("7") }},
	}
}

// toProfile leads to what this desk knows of the member, from which likely interests are found.
func (s *Screen) toProfile() { s.host.Go(route.To(route.Profile)) }
