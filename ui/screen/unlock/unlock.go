// Package unlock is the first screen: it opens the desk with its passphrase, or makes a new desk.
//
// Everything on a desk is encrypted under a key that only the passphrase opens (Art. 20). The screen says before it matters what happens
// when the passphrase is lost, and shows the recovery key once, when the desk is made; it goes on only after the person said that it
// was written down.
package unlock

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/i18n"
	"shinsa/review"
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
	// Found makes the desk of this computer and opens it; it returns the recovery key.
	Found(ctx context.Context, role review.Role, name, passphrase string) (recovery string, err error)
	// Hint is shown under the field, for rehearsals whose passphrase is no secret; "" otherwise.
	Hint() string
}

// Host is what the screen needs of the window.
type Host interface {
	Text() *i18n.Text
	Canvas() fyne.Canvas
	Tasks() *task.Runner
	Problem(err error)
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
}

// New returns the screen.
func New(gate Gate, host Host) *Screen {
	s := &Screen{gate: gate, host: host, body: widget.Column(0)}
	s.page = widget.NewPage(container.New(&column{width: 520}, s.body))
	return s
}

// Content returns what the window shows.
func (s *Screen) Content() fyne.CanvasObject { return widget.NewSurface(theme.ColorDesk, s.page) }

// Reload shows the form that fits: opening where there is a desk, founding where there is none.
func (s *Screen) Reload() {
	if len(s.gate.Places()) > 0 {
		s.show(s.openForm())
	} else {
		s.show(s.foundForm())
	}
}

// Enter gives the first field the keyboard.
func (s *Screen) Enter() {
	if s.first != nil {
		s.host.Canvas().Focus(s.first)
	}
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
	return widget.Column(14, widget.Cells(14, []widget.Cell{{}, {Share: 1}}, seal, widget.Column(2, name, scheme)), widget.NewRule(), full(note))
}

func full(text string) *widget.Paragraph {
	p := widget.NewParagraph(text)
	p.Full = true
	return p
}

func labelled(label string, field fyne.CanvasObject) fyne.CanvasObject {
	return widget.Column(4, widget.NewNote(label), field)
}

// column keeps its content in the middle of the window, no wider than width.
type column struct{ width, given float32 }

func (l *column) at(width float32) float32 { return min(width-48, l.width) }

func (l *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.given = size.Width
	w := l.at(size.Width)
	for _, o := range objects {
		h := widget.HeightFor(o, w)
		o.Move(fyne.NewPos((size.Width-w)/2, 40))
		o.Resize(fyne.NewSize(w, h))
	}
}

func (l *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, o := range objects {
		h = max(h, widget.HeightFor(o, l.at(max(l.given, l.width+48))))
	}
	return fyne.NewSize(320, h+80)
}
