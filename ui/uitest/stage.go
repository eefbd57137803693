package uitest

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/widget"
)

// Stage is a window around one screen that remembers what the screen asked of it. Its tasks run at once.
type Stage struct {
	tb     testing.TB
	window fyne.Window
	text   *i18n.Text
	tasks  *task.Runner
	shown  screen.Screen

	Went       []route.Route
	Told       []string
	Problems   []error
	Overlooked []error
	Clauses    []string
	Received   []string
	Stamps     []string          // "saving", "saved", "unsaved"
	Chosen     string            // what the next file or folder dialog answers; "" thinks better of it
	Files      map[string][]byte // what Open finds, by path
	Written    map[string][]byte // what was written into an outbox, by name
}

var (
	_ screen.Host   = (*Stage)(nil)
	_ screen.Files  = (*Stage)(nil)
	_ screen.Teller = (*Stage)(nil)
)

// NewStage starts the toolkit and returns an empty window of a look in a language.
func NewStage(tb testing.TB, l Look, lang string) *Stage {
	tb.Helper()
	Setup(tb, l)
	return &Stage{
		tb: tb, window: Window(tb, l), text: i18n.New(lang), tasks: task.Inline(tb.Context()),
		Files: map[string][]byte{}, Written: map[string][]byte{},
	}
}

// Play shows a screen as the frame does and returns a robot before it.
func (s *Stage) Play(shown screen.Screen) *Robot {
	s.tb.Helper()
	s.shown = shown
	r := At(s.tb, s.window, shown.Content())
	r.actions = s.actions
	widget.BindKeys(s.window.Canvas(), func(ev *fyne.KeyEvent) { screen.Press(s.actions(), ev.Name, false) },
		func(ch rune) { screen.Type(s.actions(), ch) }, nil, nil)
	shown.Reload()
	if e, ok := shown.(screen.Entrant); ok {
		e.Enter()
	}
	return r
}

func (s *Stage) actions() []screen.Action {
	if a, ok := s.shown.(screen.Actor); ok {
		return a.Actions()
	}
	return nil
}

// Go implements route.Navigator.
func (s *Stage) Go(r route.Route) { s.Went = append(s.Went, r) }

// Back implements route.Navigator.
func (s *Stage) Back() {}

// Moved implements route.Navigator.
func (s *Stage) Moved(r route.Route) { s.Went = append(s.Went, r) }

// Text implements screen.Host.
func (s *Stage) Text() *i18n.Text { return s.text }

// Canvas implements screen.Host.
func (s *Stage) Canvas() fyne.Canvas { return s.window.Canvas() }

// Tasks implements screen.Host.
func (s *Stage) Tasks() *task.Runner { return s.tasks }

// Saving implements screen.Host.
func (s *Stage) Saving() { s.Stamps = append(s.Stamps, "saving") }

// Saved implements screen.Host.
func (s *Stage) Saved(time.Time) { s.Stamps = append(s.Stamps, "saved") }

// Unsaved implements screen.Host.
func (s *Stage) Unsaved(err error) {
	s.Stamps = append(s.Stamps, "unsaved")
	s.Problems = append(s.Problems, err)
}

// Problem implements screen.Host.
func (s *Stage) Problem(err error) { s.Problems = append(s.Problems, err) }

// Overlook implements screen.Host.
func (s *Stage) Overlook(err error) { s.Overlooked = append(s.Overlooked, err) }

// Clause implements screen.Host.
func (s *Stage) Clause(cite string) { s.Clauses = append(s.Clauses, cite) }

// ChooseFile implements screen.Host.
func (s *Stage) ChooseFile(_ []string, f func(string)) {
	if s.Chosen != "" {
		f(s.Chosen)
	}
}

// ChooseFolder implements screen.Host.
func (s *Stage) ChooseFolder(f func(review.Outbox)) {
	if s.Chosen != "" {
		f(outbox{s.Written, s.Chosen})
	}
}

// BrowseFile implements screen.Files.
func (s *Stage) BrowseFile(extensions []string, f func(string)) { s.ChooseFile(extensions, f) }

// BrowseFolder implements screen.Files.
func (s *Stage) BrowseFolder(f func(string)) { s.ChooseFile(nil, f) }

// Receive implements screen.Host.
func (s *Stage) Receive(paths []string) { s.Received = append(s.Received, paths...) }

// OpenFile implements screen.Host.
func (s *Stage) OpenFile(path string) { s.Told = append(s.Told, path) }

// Tell implements screen.Teller.
func (s *Stage) Tell(words string) { s.Told = append(s.Told, words) }

// Done implements screen.Teller.
func (s *Stage) Done(words string) { s.Told = append(s.Told, words) }

// Open implements screen.Files over Files; a path that is not there is a fault.Missing error.
func (s *Stage) Open(paths ...string) ([]review.Incoming, func(), error) {
	var in []review.Incoming
	for _, p := range paths {
		b, ok := s.Files[p]
		if !ok {
			return nil, func() {}, fault.New(fault.Missing, "file_missing", "name", filepath.Base(p))
		}
		in = append(in, review.Incoming{Name: filepath.Base(p), R: bytes.NewReader(b), Size: int64(len(b))})
	}
	return in, func() {}, nil
}

// Folder implements screen.Files.
func (s *Stage) Folder() string { return "out" }

// Outbox implements screen.Files over Written.
func (s *Stage) Outbox(folder string) (review.Outbox, error) {
	if folder == "" {
		folder = s.Folder()
	}
	return outbox{s.Written, folder}, nil
}

type outbox struct {
	files  map[string][]byte
	folder string
}

func (o outbox) Write(name string, f func(io.Writer) error) (string, error) {
	var b bytes.Buffer
	if err := f(&b); err != nil {
		return "", fmt.Errorf("write %s: %w", name, err)
	}
	o.files[name] = b.Bytes()
	return o.folder + "/" + name, nil
}

func (o outbox) Read(name string) (review.Incoming, func() error, error) {
	b, ok := o.files[name]
	if !ok {
		return review.Incoming{}, nil, fault.New(fault.Missing, "file_missing", "name", name)
	}
	return review.Incoming{Name: name, R: strings.NewReader(string(b)), Size: int64(len(b))}, func() error { return nil }, nil
}

func (o outbox) Replace(files []review.Finished, gone []string, next func(n int) error) ([]string, error) {
	var paths []string
	for i := range files {
		if err := next(i); err != nil {
			return nil, err
		}
	}
	for _, f := range files {
		o.files[f.Name] = f.Content
		paths = append(paths, o.folder+"/"+f.Name)
	}
	for _, name := range gone {
		delete(o.files, name)
	}
	return paths, nil
}

func (o outbox) Remove(name string) error {
	delete(o.files, name)
	return nil
}
