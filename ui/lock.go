package ui

import (
	"context"
	"strconv"
	"time"

	"shinsa/i18n"
	"shinsa/ui/task"
)

// Locking says why a desk was closed.
type Locking string

// The reasons.
const (
	ByHand Locking = "hand"  // the person asked
	Idle   Locking = "idle"  // nobody was there for a while
	Sleep  Locking = "sleep" // the computer goes to sleep, or was asleep
	Return Locking = "copy"  // to go back to a local copy
)

// words say on the passphrase screen why it is there; a person who asked knows.
func (l Locking) words(t *i18n.Text) string {
	switch l {
	case Idle, Sleep:
		return t.T("frame.locked_" + string(l))
	}
	return ""
}

// settingIdle names the desk's setting of how many minutes may pass without a sign of a person; "0" is for ever.
const (
	settingIdle    = "lock.minutes"
	defaultMinutes = 10
)

// watch is what the frame knows of who is there.
type watch struct {
	idle *task.Delay // nil when the desk never locks by itself
	due  Locking     // to be locked as soon as the work under way has ended; "" for nothing
}

// IdleMinutes implements setup.Host.
func (f *Frame) IdleMinutes() int {
	n, err := strconv.Atoi(f.desk.Setting(context.Background(), settingIdle))
	if err != nil || n < 0 {
		return defaultMinutes
	}
	return n
}

// SetIdleMinutes implements setup.Host.
func (f *Frame) SetIdleMinutes(n int) {
	if err := f.desk.SetSetting(context.Background(), settingIdle, strconv.Itoa(n)); err != nil {
		f.Problem(err)
		return
	}
	f.guard()
}

// ReturnToCopy implements setup.Host.
func (f *Frame) ReturnToCopy(name string) {
	f.copied = name
	f.lockFor(Return)
}

// guard begins to wait for the end of all signs of a person.
func (f *Frame) guard() {
	if f.watch.idle != nil {
		f.watch.idle.Stop()
		f.watch.idle = nil
	}
	if n := f.IdleMinutes(); n > 0 && f.lock != nil {
		f.watch.idle = f.tasks.NewDelay(time.Duration(n)*time.Minute, func() { f.lockFor(Idle) })
		f.watch.idle.Touch()
	}
}

// noticed is called for every sign of a person.
func (f *Frame) noticed() {
	if f.watch.due == Idle {
		f.watch.due = ""
	}
	if f.watch.idle != nil {
		f.watch.idle.Touch()
	}
}

// lockFor closes the desk by itself. What was typed is saved first; when that fails the desk stays open, because losing it would be
// worse, and the notice says so. Work under way is let finish, or stopped before a sleep: it leaves nothing half done either way.
func (f *Frame) lockFor(why Locking) {
	if f.lock == nil || f.shown == nil {
		return
	}
	f.leave()
	switch {
	case f.failed != nil:
		f.watch.due = ""
		f.guard()
	case len(f.tasks.Running()) > 0:
		f.watch.due = why
		if why == Sleep {
			f.tasks.CancelAll()
		}
	default:
		f.watch.due = ""
		f.goodbye()
		f.lock(why)
	}
}

// goodbye lets go of the screen and of everything that reads for it; the frame is not shown again.
func (f *Frame) goodbye() {
	f.places.Flush()
	f.release()
	if f.watch.idle != nil {
		f.watch.idle.Stop()
	}
	f.stop()
}

// slept locks the desk for a sleep of the computer; it may be called from any thread. done is called once that was done or cannot be.
func (p *Program) slept(done func()) {
	p.tasks.Post(func() {
		if p.frame != nil {
			p.frame.lockFor(Sleep)
		}
		done()
	})
}
