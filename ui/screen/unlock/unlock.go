// Package unlock is the first screen: it opens the desk with its passphrase, or makes a new desk. For bad days it also opens one with the
// recovery sheet, restores one from a backup file, and returns to a local copy.
//
// Everything on a desk is encrypted under a key that only the passphrase opens (Art. 20). The screen says before it matters what happens
// when the passphrase is lost, and shows the recovery key once, when the desk is made; it goes on only after the person said that it
// was written down. When the desk was closed by itself, the screen says why.
package unlock

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/ui/present"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// Place is a desk that can be opened here.
type Place struct {
	Folder string
	Name   string      // empty until it was opened once
	Role   review.Role // empty when not known
}

// Gate opens and makes desks.
type Gate interface {
	// Places returns the desks to choose from, the usual one first; none when a desk has to be made.
	Places() []Place
	// Open opens a desk; a wrong passphrase is a fault.Locked error.
	Open(ctx context.Context, folder, passphrase string) error
	// Remembered reports whether the operating system keeps a key of the desk: Open with an empty passphrase then opens it.
	Remembered(folder string) bool
	// Found makes the desk of this computer and opens it; it returns the recovery key.
	Found(ctx context.Context, role review.Role, name, passphrase string) (recovery string, err error)
	// Hint is shown under the field, for rehearsals whose passphrase is no secret; "" otherwise.
	Hint() string
	// Last returns the folder of the desk that was open last, "" when there was none.
	Last() string
	Rescue
	screen.Sheets
}

// Rescue opens desks that do not open with a passphrase alone.
type Rescue interface {
	// Recover opens a desk with its recovery sheet as it was typed and gives it a new passphrase.
	Recover(ctx context.Context, folder, sheet, passphrase string) error
	// Restore makes a desk from a backup in the folder RestoreTo names, and opens it. What fails leaves nothing.
	Restore(ctx context.Context, r Restoring) error
	RestoreTo() string
	// Copies returns the local copies of a desk's database, the fullest first.
	Copies(folder string) ([]present.Copy, error)
	// ReturnToCopy puts a copy in the place of the database, which is kept beside it, and opens the desk.
	ReturnToCopy(ctx context.Context, folder, name, passphrase string) error
}

// Host is what the screen needs of the window.
type Host interface {
	Text() *i18n.Text
	Canvas() fyne.Canvas
	Tasks() *task.Runner
	Problem(err error)
	// Overlook keeps in the log that a passphrase was refused; the screen itself says it.
	Overlook(err error)
	// Offer shows an error with what helps and a button that leads there.
	Offer(err error, help, word string, act func())
	// BrowseFile opens the toolkit's file dialog.
	BrowseFile(extensions []string, f func(path string))
	// Opened goes on to the desk that is now open.
	Opened()
}

// Screen asks for the passphrase or founds a desk.
type Screen struct {
	gate   Gate
	host   Host
	body   *fyne.Container
	page   *widget.Page
	first  fyne.Focusable // what has the keyboard when a form is shown
	chosen int            // of the places
	said   string         // why the desk was closed; "" when a person closed it
	wrong  int            // passphrases in a row
	aside  bool           // one of the other ways is shown

	founding *founding // the form of a new desk; nil where there is one
}

// New returns the screen.
func New(gate Gate, host Host) *Screen {
	s := &Screen{gate: gate, host: host, body: widget.Column(0)}
	s.chosen = s.usual(gate.Places())
	s.page = widget.NewPage(container.New(&column{ems: 35}, s.body))
	return s
}

// Content returns what the window shows.
func (s *Screen) Content() fyne.CanvasObject { return widget.NewSurface(theme.ColorDesk, s.page) }

// usual returns which of the places was open last.
func (s *Screen) usual(places []Place) int {
	for i, p := range places {
		if p.Folder == s.gate.Last() {
			return i
		}
	}
	return 0
}

// Say shows above the passphrase why the desk was closed.
func (s *Screen) Say(words string) {
	s.said = words
	s.Reload()
}

// Drop takes a backup that was dropped on the window.
func (s *Screen) Drop(paths []string) {
	if len(paths) == 1 && strings.HasSuffix(strings.ToLower(paths[0]), ".backup") {
		s.show(s.restoreForm(paths[0]))
	}
}

// Reload shows the form that fits: opening where there is a desk, founding where there is none.
func (s *Screen) Reload() {
	s.aside = false
	if len(s.gate.Places()) > 0 {
		s.show(s.openForm())
	} else {
		s.show(s.foundForm())
	}
}

// Back leaves one of the other ways for the passphrase.
func (s *Screen) Back() {
	if s.aside {
		s.Reload()
	}
}

// Enter gives the first field the keyboard.
func (s *Screen) Enter() {
	if s.first != nil {
		s.host.Canvas().Focus(s.first)
	}
}

// ways offers what helps when the passphrase alone does not, or when there is no desk yet.
func (s *Screen) ways(found bool) fyne.CanvasObject {
	t := s.host.Text()
	row := widget.Wrap(18)
	add := func(key string, form func() fyne.CanvasObject) {
		row.Add(widget.NewLink(t.T(key), widget.Body, func() {
			s.aside = true
			s.show(form())
		}))
	}
	if found {
		add("unlock.forgot", func() fyne.CanvasObject { return s.recoverForm(s.gate.Places()[s.chosen]) })
	}
	add("unlock.restore", func() fyne.CanvasObject { return s.restoreForm("") })
	if found {
		add("unlock.copies", func() fyne.CanvasObject { return s.copiesForm(s.gate.Places()[s.chosen], "") })
	}
	return row
}

func (s *Screen) show(form fyne.CanvasObject) {
	s.body.Objects = []fyne.CanvasObject{widget.NewCard(widget.Inset(12, 12, form))}
	s.body.Refresh()
	s.page.Reflow()
	s.Enter()
}

func (s *Screen) head(note string) fyne.CanvasObject {
	t := s.host.Text()
	name := widget.NewHeading(t.T("unlock.name"), widget.Title)
	scheme := widget.NewNote(t.T("unlock.scheme"))
	seal := widget.NewPicture(theme.IconSeal.Resource(theme.ColorAccent), widget.Title)
	seal.Factor = 1.8
	return widget.Column(14, widget.Cells(14, []widget.Cell{{}, {Share: 1}}, seal, widget.Column(2, name, scheme)), widget.NewRule(), widget.Full(note))
}

// column keeps its content in the middle of the window, no wider than some ems: larger text has more room.
type column struct{ ems, given float32 }

// above is the room over and under the card: with four desks to choose from it fits a laptop's screen.
const above = 24

func (l *column) width() float32 { return l.ems * fynetheme.Size(widget.Body) }

func (l *column) at(width float32) float32 { return min(width-48, l.width()) }

func (l *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.given = size.Width
	w := l.at(size.Width)
	for _, o := range objects {
		h := widget.HeightFor(o, w)
		o.Move(fyne.NewPos((size.Width-w)/2, above))
		o.Resize(fyne.NewSize(w, h))
	}
}

func (l *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, o := range objects {
		h = max(h, widget.HeightFor(o, l.at(max(l.given, l.width()+48))))
	}
	return fyne.NewSize(320, h+2*above)
}
