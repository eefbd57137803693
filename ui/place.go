package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
)

// Go implements route.Navigator.
func (f *Frame) Go(r route.Route) {
	if !r.Valid() {
		return
	}
	if f.shown != nil && r.Screen == f.here.Screen && r.Case == f.here.Case {
		if m, ok := f.shown.(screen.Mover); ok && m.Move(r) {
			f.Moved(r)
			f.loadRow(r.Case)
			f.refreshHead()
			return
		}
	}
	f.leave()
	f.history.Go(r)
	f.show(r)
}

// Back implements route.Navigator.
func (f *Frame) Back() {
	f.leave()
	if r, ok := f.history.Back(); ok {
		f.show(r)
	}
}

// Moved implements route.Navigator.
func (f *Frame) Moved(r route.Route) {
	if r.Item != f.here.Item {
		f.goneOn()
	}
	f.here = r
	f.history.Replace(r)
	f.keepPlace()
	f.refreshActions()
}

// leave lets the screen shown finish what it began.
func (f *Frame) leave() {
	if l, ok := f.shown.(screen.Leaver); ok {
		l.Leave()
	}
	f.places.Flush()
}

// release lets go of the screen shown, which is not shown again.
func (f *Frame) release() {
	if c, ok := f.shown.(screen.Closer); ok {
		c.Close()
	}
	f.shown = nil
}

// show makes the screen of a place and puts it into the window.
func (f *Frame) show(r route.Route) {
	f.here, f.passing = r, true // whatever was told belongs to the place before
	f.goneOn()
	f.loadRow(r.Case)
	f.window.Canvas().Unfocus()
	f.release()
	f.shown = f.make(r)
	f.parts.body.Objects = []fyne.CanvasObject{f.shown.Content()}
	f.shown.Reload()
	f.parts.body.Refresh()
	f.refreshHead()
	if e, ok := f.shown.(screen.Entrant); ok {
		e.Enter()
	}
	f.keepPlace()
}

// keepPlace remembers where the person stands for the next start, away from the window's thread: it happens with every item.
func (f *Frame) keepPlace() {
	at := f.here.String()
	f.places.Put(settingRoute, func(ctx context.Context) (time.Time, error) {
		return time.Time{}, f.desk.SetSetting(ctx, settingRoute, at)
	})
}

// placeKept is told about kept places. Losing one loses nothing typed, so a failure is only logged.
func (f *Frame) placeKept() task.Watcher {
	return task.Watcher{
		Saving: func() {}, Saved: func(time.Time) {},
		Failed: func(_ string, err error) bool { f.log(err); return false },
	}
}

// open leads to the screen of a tab, for the case at hand where the screen shows one.
func (f *Frame) open(name string) {
	r := route.To(route.Screen(name))
	if f.row != nil && !r.Valid() {
		r.Case = f.row.ID
	}
	if f.row != nil && r.Screen == route.Print && f.row.State != review.Received {
		r.Case = f.row.ID
	}
	f.Go(r)
}

// reload reads the screen and its case again.
func (f *Frame) reload() {
	f.loadRow(f.here.Case)
	if f.shown != nil {
		f.shown.Reload()
	}
	f.refreshHead()
}
