package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/ui/chooser"
	"shinsa/ui/present"
	"shinsa/ui/screen/setup"
	"shinsa/ui/screen/unlock"
	"shinsa/ui/screen/walk"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// Machine is what the window needs of the computer it runs on.
type Machine interface {
	// Outbox writes into a folder and reads back what it wrote.
	Outbox(folder string) (review.Outbox, error)
	// Folder is where finished files go unless the person says otherwise.
	Folder() string
	// Home is the person's own folder, "" where there is none.
	Home() string
	// Show opens a finished file in the system's own viewer.
	Show(path string) error
	// WatchSleep calls lock, from any thread, when the computer is about to sleep or has slept, until ctx ends. A sleep that can be
	// held up waits for done.
	WatchSleep(ctx context.Context, lock func(done func()))
	// Log keeps an error under its reference, without applicant content.
	Log(reference string, err error)
}

// Gate opens desks and knows the one that is open.
type Gate interface {
	unlock.Gate
	setup.Safe
	// Desk returns the open desk, nil before one was opened.
	Desk() Desk
	// Close releases the open desk.
	Close() error
}

// Config is what the window is made of.
type Config struct {
	App     fyne.App
	Machine Machine
	Gate    Gate
	Pages   walk.Pages // draws evidence and papers
	Look    Look
	Closed  func() // called when the window has closed; may be nil
}

// Program is the window from the passphrase to its end. Its methods belong to the window's thread.
type Program struct {
	Config
	ctx    context.Context
	window fyne.Window
	text   *i18n.Text
	tasks  *task.Runner
	unlock *unlock.Screen
	frame  *Frame
	warmed bool // the page engine was started
}

var _ unlock.Host = (*Program)(nil)

// New makes the window and shows the passphrase, or the desk when the gate has one open already. Run the application afterwards.
func New(ctx context.Context, c Config) (*Program, error) {
	if err := c.Look.Apply(c.App); err != nil {
		return nil, err
	}
	fonts := readFonts()
	p := &Program{Config: c, ctx: ctx, text: c.Look.text(), tasks: task.New(ctx)}
	c.Look.tell(c.Pages)
	p.window = c.App.NewWindow(p.text.T("frame.name"))
	p.window.SetPadded(false)
	p.window.SetMaster()
	p.window.Resize(fyne.NewSize(c.Look.Width, c.Look.Height))
	p.window.SetOnClosed(func() {
		if err := c.Gate.Close(); err != nil {
			c.Machine.Log(present.Reference(err), err)
		}
		if c.Closed != nil {
			c.Closed()
		}
	})
	c.Machine.WatchSleep(ctx, p.slept)
	fonts()
	if c.Gate.Desk() != nil {
		p.Opened()
	} else {
		p.lock()
		task.After(warming, p.warm)
	}
	return p, nil
}

// readFonts has the toolkit read both weights of the interface on a thread of their own while the window is made, and returns what waits for them:
// that is most of what a start takes. What is measured is of no interest. One comes after the other: as it is shipped, the toolkit keeps fonts in a
// plain map, and two threads at it end the program.
func readFonts() (wait func()) {
	return task.Ahead(func() {
		for _, bold := range []bool{false, true} {
			fyne.MeasureText("審", fynetheme.TextSize(), fyne.TextStyle{Bold: bold})
		}
	})
}

// Window returns the window.
func (p *Program) Window() fyne.Window { return p.window }

// Frame returns the frame of the open desk, nil before one is open.
func (p *Program) Frame() *Frame { return p.frame }

// lock shows the passphrase screen in the language chosen last.
func (p *Program) lock() {
	p.unlock = unlock.New(p.Gate, p)
	other := widget.NewQuiet(p.text.T("frame.other_language"), func() { p.look(p.Look.otherLang()) })
	ground := widget.NewQuiet(p.text.T("frame.ground"), func() { p.look(p.Look.nextMode()) })
	bar := widget.NewSurface(theme.ColorDesk, widget.Inset(16, 8, widget.Trailing(8, ground, other)))
	l := &stack{head: bar, body: p.unlock.Content(), foot: widget.NewRule()}
	p.window.SetContent(l.content())
	p.window.SetTitle(p.text.T("unlock.title"))
	p.window.SetOnDropped(p.dropped)
	widget.BindKeys(p.window.Canvas(), func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape {
			p.unlock.Back()
		}
	}, func(rune) {}, nil, nil)
	p.unlock.Reload()
	p.unlock.Enter()
}

func (p *Program) look(l Look) {
	p.Look = l
	if err := l.Apply(p.App); err != nil {
		p.Problem(err)
		return
	}
	l.Save(p.App.Preferences())
	l.tell(p.Pages)
	p.text = l.text()
	was := p.unlock
	p.lock()
	p.unlock.TakeOver(was)
}

// Text implements unlock.Host.
func (p *Program) Text() *i18n.Text { return p.text }

// Canvas implements unlock.Host.
func (p *Program) Canvas() fyne.Canvas { return p.window.Canvas() }

// Tasks implements unlock.Host.
func (p *Program) Tasks() *task.Runner { return p.tasks }

// Problem implements unlock.Host.
func (p *Program) Problem(err error) {
	p.Machine.Log(present.Reference(err), err)
	showTrouble(p.window.Canvas(), p.text, err, nil)
}

// Overlook implements unlock.Host.
func (p *Program) Overlook(err error) { p.Machine.Log(present.Reference(err), err) }

// Offer implements unlock.Host.
func (p *Program) Offer(err error, help, word string, act func()) {
	p.Machine.Log(present.Reference(err), err)
	t := trouble(p.text, err)
	t.Hint, t.AgainWord, t.Again = help, word, act
	widget.ShowTrouble(p.window.Canvas(), t)
}

// BrowseFile implements unlock.Host.
func (p *Program) BrowseFile(extensions []string, chosen func(path string)) {
	chooser.Open(p, p.text, chooser.Question{
		Title: p.text.T("frame.choose_file"), Ends: extensions, Begin: p.Machine.Home(), Home: p.Machine.Home(), Act: chosen,
	})
}

// dropped hands a file that was dropped on the passphrase screen to it.
func (p *Program) dropped(_ fyne.Position, uris []fyne.URI) { p.unlock.Drop(paths(uris)) }

// Opened implements unlock.Host: it goes on to the desk that the gate has open.
func (p *Program) Opened() {
	p.frame = NewFrame(p.ctx, p.Config, p.window, p.Gate.Desk())
	p.frame.lock = p.Lock
	p.frame.Start()
	p.warm()
}

// warming is how long after the start the page engine is started: the first keys come before it.
const warming = time.Second

// warm starts the page engine, once, while the passphrase is typed: it knows no desk and no key, and the first document is not to wait for it.
func (p *Program) warm() {
	e, ok := p.Pages.(interface{ Warm() error })
	if !ok || p.warmed {
		return
	}
	p.warmed = true
	task.Quiet(p.tasks, func(context.Context) (struct{}, error) {
		return struct{}{}, e.Warm()
	}, func(_ struct{}, err error) {
		if err != nil {
			p.Machine.Log(present.Reference(err), err) // the first document says it where it matters
		}
	})
}

// Lock closes the desk and asks for a passphrase again, saying why. Whatever stood over the window is taken away with it.
func (p *Program) Lock(why Locking) {
	p.Look = p.frame.look
	p.text = p.frame.text
	name := p.frame.copied
	p.frame = nil
	for top := p.Canvas().Overlays().Top(); top != nil; top = p.Canvas().Overlays().Top() {
		p.Canvas().Overlays().Remove(top)
	}
	p.window.SetCloseIntercept(nil)
	p.window.SetMainMenu(nil)
	if e, ok := p.Pages.(interface{ Forget() }); ok {
		e.Forget()
		p.warmed = false // the next desk begins with a worker of its own
	}
	if err := p.Gate.Close(); err != nil {
		p.Problem(err)
	}
	p.lock()
	switch words := why.words(p.text); {
	case why == Return:
		p.unlock.ShowCopies(name)
	case words != "":
		p.unlock.Say(words)
	}
}
