package ui

import (
	"shinsa/ui/widget"
)

// close is asked for by the window's closing button and the menu. What was typed is flushed first; what could not be saved, and work
// under way, are named before the window goes.
func (f *Frame) close() {
	if f.window.Canvas().Overlays().Top() != nil {
		return
	}
	f.leave()
	running := f.tasks.Running()
	switch {
	case f.failed != nil:
		f.askToClose(f.text.T("frame.close_unsaved"))
	case len(running) > 0:
		f.askToClose(f.text.T("frame.close_running", "what", running[0].Title))
	default:
		f.end()
	}
}

// shut closes the desk, for who leaves the seat or opens another desk: at once, or as soon as the work under way has ended.
func (f *Frame) shut() {
	f.lockFor(ByHand)
	switch {
	case f.failed != nil:
		f.Tell(f.text.T("frame.close_unsaved"))
	case f.watch.due == ByHand:
		f.Tell(f.text.T("frame.lock_running"))
	}
}

func (f *Frame) askToClose(why string) {
	widget.Ask(f.Canvas(), widget.Question{
		Title: f.text.T("frame.close_title"), Body: []string{why}, Grave: true,
		Do: f.text.T("frame.close_do"), Not: f.text.T("frame.close_not"),
		Act: func(string) string { f.end(); return "" },
	})
}

// end keeps the window's size and closes it; running jobs are stopped, which they take as a cancel and leave nothing half done.
func (f *Frame) end() {
	size := f.window.Canvas().Size()
	f.look.Width, f.look.Height = size.Width, size.Height
	f.look.Save(f.app.Preferences())
	f.tasks.CancelAll()
	f.goodbye()
	f.window.SetCloseIntercept(nil)
	f.window.Close()
}
