// Package profile is 登録情報: what the member's own desk knows of the member's posts, relatives, shares, income and work, so that it can
// point at likely interests in an application before the member declares (Art. 7).
//
// It never leaves the desk: only the matches a member confirmed or dismissed stand in a signed declaration. It is no declaration
// either: what is missing here is still to be declared. Every change is kept at once, and can be undone.
package profile

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/review/conflict"
	"shinsa/review/fault"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/widget"
)

// Desk is what the screen needs of the desk.
type Desk interface {
	OwnProfile(context.Context) (conflict.Profile, error)
	SetOwnProfile(context.Context, conflict.Profile) error
	UndoWritten(context.Context, review.Written) (review.Saved, error)
}

// Screen is 登録情報.
type Screen struct {
	desk    Desk
	host    screen.Host
	queue   *task.Queue
	wait    *task.Delay
	profile conflict.Profile
	column  *fyne.Container
	page    *widget.Page
	name    *widget.Entry
	content *fyne.Container
}

var (
	_ screen.Screen  = (*Screen)(nil)
	_ screen.Actor   = (*Screen)(nil)
	_ screen.Entrant = (*Screen)(nil)
	_ screen.Leaver  = (*Screen)(nil)
)

// New returns the member's profile; nothing is read before Reload.
func New(desk Desk, host screen.Host) *Screen {
	s := &Screen{desk: desk, host: host, column: widget.Column(18)}
	s.queue = host.Tasks().NewQueue(task.Watcher{Saving: host.Saving, Saved: host.Saved, Failed: s.failed})
	s.wait = host.Tasks().NewDelay(600*time.Millisecond, s.keep)
	s.page = widget.NewPage(widget.Inset(28, 20, s.column))
	s.content = container.NewStack(s.page)
	return s
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Enter implements screen.Entrant.
func (s *Screen) Enter() {
	if s.name != nil {
		s.host.Canvas().Focus(s.name)
	}
}

// Leave implements screen.Leaver.
func (s *Screen) Leave() {
	s.wait.Flush()
	s.queue.Flush()
}

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	task.Soon(s.host.Tasks(), s.host.Text().T("profile.reading"), func(ctx context.Context, _ *task.Progress) (conflict.Profile, error) {
		return s.desk.OwnProfile(ctx)
	}, func(p conflict.Profile, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.profile = p
		s.fill()
		s.Enter()
	})
}

// changed keeps the profile soon.
func (s *Screen) changed() {
	s.host.Saving()
	s.wait.Touch()
}

func (s *Screen) keep() {
	p := cleaned(s.profile)
	s.queue.Put("profile", func(ctx context.Context) (time.Time, error) {
		return time.Time{}, s.desk.SetOwnProfile(ctx, p)
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

// undo brings the state before the last change back.
func (s *Screen) undo() {
	s.Leave()
	task.Run(s.host.Tasks(), s.host.Text().T("profile.undoing"), func(ctx context.Context, _ *task.Progress) (review.Saved, error) {
		return s.desk.UndoWritten(ctx, review.Written{What: review.WrittenProfile})
	}, func(saved review.Saved, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.host.Saved(saved.At)
		s.Reload()
	})
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	t := s.host.Text()
	out := []screen.Action{
		{Menu: screen.MenuItem, Word: t.T("profile.do_undo"), Reading: t.T("profile.do_undo_reading"), Keys: []screen.Key{screen.Ctrl("Z")}, Hint: t.T("profile.hint_undo"), Run: s.undo},
		{Menu: screen.MenuCase, Word: t.T("profile.do_back"), Reading: t.T("profile.do_back_reading"), Keys: []screen.Key{screen.Plain(fyne.KeyEscape)}, Hint: t.T("profile.hint_back"), Run: s.host.Back},
	}
	for i, k := range kinds {
		out = append(out, screen.Action{
			Menu: screen.MenuItem, Word: t.T("profile.add_" + k), Reading: t.T("profile.add_" + k + "_reading"), Keys: []screen.Key{screen.Plain(fyne.KeyName('1' + rune(i)))},
			Run: func() { s.add(k) },
		})
	}
	return out
}
