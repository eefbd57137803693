package uitest

import (
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
)

// Host stands in for the window around a screen: work runs at once, and what the screen asked of the window is remembered.
type Host struct {
	Went       []route.Route
	Here       route.Route
	Backs      int
	Savings    int
	SavedAt    []time.Time
	Lost       []error
	Problems   []error
	Overlooked []error
	Clauses    []string
	Received   []string
	Opened     []string
	Told       []string      // by Tell and Done
	File       string        // what ChooseFile chooses; nothing when empty
	Out        review.Outbox // what ChooseFolder chooses; nothing when nil

	window fyne.Window
	text   *i18n.Text
	tasks  *task.Runner
}

var (
	_ screen.Host   = (*Host)(nil)
	_ screen.Teller = (*Host)(nil)
)

// Tell implements screen.Teller.
func (h *Host) Tell(words string) { h.Told = append(h.Told, words) }

// Done implements screen.Teller.
func (h *Host) Done(words string) { h.Told = append(h.Told, words) }

// Said reports whether something with these words was told.
func (h *Host) Said(words string) bool {
	return slices.ContainsFunc(h.Told, func(told string) bool { return strings.Contains(told, words) })
}

// NewHost returns a host before a window, speaking lang.
func NewHost(tb testing.TB, w fyne.Window, lang string) *Host {
	return &Host{window: w, text: i18n.New(lang), tasks: task.Inline(tb.Context())}
}

// Show puts a screen before a robot, as the window does: its content, its keys, then Reload and Enter. In the
// moment before the desk was read nothing lies over anything else.
func (h *Host) Show(tb testing.TB, s screen.Screen) *Robot {
	tb.Helper()
	r := At(tb, h.window, s.Content())
	actions := func() []screen.Action {
		if a, ok := s.(screen.Actor); ok {
			return a.Actions()
		}
		return nil
	}
	r.actions = actions
	bind(h.window.Canvas(), actions)
	report(tb, "badly laid out before anything was read", r.overlapping())
	s.Reload()
	if e, ok := s.(screen.Entrant); ok {
		e.Enter()
	}
	return r
}

// Unread puts a screen before a robot and presses everything in the moment before the desk was read: no act breaks, and none opens a dialog
// about what nobody knows yet. The screen is of no use afterwards.
func (h *Host) Unread(tb testing.TB, s screen.Screen) {
	tb.Helper()
	r := At(tb, h.window, s.Content())
	if a, ok := s.(screen.Actor); ok {
		r.actions = a.Actions
	}
	r.EachDialog(func(opener string, _ int) {
		tb.Errorf("%s opens a dialog before anything was read: %q", opener, r.Words())
	})
}

// Later lets a moment pass: what waits for a pause in typing is done.
func (h *Host) Later() { h.tasks.Settle() }

// Go implements screen.Host.
func (h *Host) Go(r route.Route) { h.Went = append(h.Went, r) }

// Back implements screen.Host.
func (h *Host) Back() { h.Backs++ }

// Moved implements screen.Host.
func (h *Host) Moved(r route.Route) { h.Here = r }

// Text implements screen.Host.
func (h *Host) Text() *i18n.Text { return h.text }

// Canvas implements screen.Host.
func (h *Host) Canvas() fyne.Canvas { return h.window.Canvas() }

// Tasks implements screen.Host.
func (h *Host) Tasks() *task.Runner { return h.tasks }

// Saving implements screen.Host.
func (h *Host) Saving() { h.Savings++ }

// Saved implements screen.Host.
func (h *Host) Saved(at time.Time) { h.SavedAt = append(h.SavedAt, at) }

// Unsaved implements screen.Host.
func (h *Host) Unsaved(err error) { h.Lost = append(h.Lost, err) }

// Problem implements screen.Host.
func (h *Host) Problem(err error) { h.Problems = append(h.Problems, err) }

// Overlook implements screen.Host.
func (h *Host) Overlook(err error) { h.Overlooked = append(h.Overlooked, err) }

// Sentences returns the words of every problem shown.
func (h *Host) Sentences() []string {
	out := make([]string, len(h.Problems))
	for i, err := range h.Problems {
		out[i] = present.ProblemOf(h.text, err).Sentence
	}
	return out
}

// Clause implements screen.Host.
func (h *Host) Clause(cite string) { h.Clauses = append(h.Clauses, cite) }

// ChooseFile implements screen.Host.
func (h *Host) ChooseFile(_ []string, f func(string)) {
	if h.File != "" {
		f(h.File)
	}
}

// ChooseFolder implements screen.Host.
func (h *Host) ChooseFolder(f func(review.Outbox)) {
	if h.Out != nil {
		f(h.Out)
	}
}

// Receive implements screen.Host.
func (h *Host) Receive(paths []string) { h.Received = append(h.Received, paths...) }

// OpenFile implements screen.Host.
func (h *Host) OpenFile(path string) { h.Opened = append(h.Opened, path) }

// Nowhere is an outbox for desks that stand in: it keeps nothing.
type Nowhere struct{}

// Write implements review.Outbox.
func (Nowhere) Write(name string, f func(io.Writer) error) (string, error) {
	return name, f(io.Discard)
}

// Read implements review.Outbox.
func (Nowhere) Read(string) (review.Incoming, func() error, error) {
	return review.Incoming{}, func() error { return nil }, nil
}

// Replace implements review.Outbox.
func (Nowhere) Replace(files []review.Finished, _ []string, next func(int) error) ([]string, error) {
	paths := make([]string, len(files))
	for i, f := range files {
		if err := next(i); err != nil {
			return nil, err
		}
		paths[i] = f.Name
	}
	return paths, nil
}

// Remove implements review.Outbox.
func (Nowhere) Remove(string) error { return nil }
