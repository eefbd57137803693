package ui

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/screen/setup"
	"shinsa/ui/screen/walk"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// Frame is the window around a desk's screens. Its methods belong to the window's thread.
type Frame struct {
	app     fyne.App
	window  fyne.Window
	machine Machine
	desk    Desk
	safe    setup.Safe
	pages   walk.Pages
	look    Look
	text    *i18n.Text
	tasks   *task.Runner
	history route.History

	here    route.Route
	shown   screen.Screen
	row     *review.Row // the case at hand
	parts   parts
	failed  error             // a change that is not on disk
	passing bool              // the notice was told in passing
	running int               // jobs under way when last told
	lock    func(why Locking) // closes the desk and asks for a passphrase; nil where there is none to ask for
	watch   watch
	copied  string      // the local copy to go back to
	places  *task.Queue // of the place to begin at next time
	offered string      // what menu and hints were made of
	ctx     context.Context
	stop    func() // ends what still reads for a frame that is gone
}

var _ screen.Host = (*Frame)(nil)

// parts are the objects the frame keeps changing.
type parts struct {
	caseLine, who *widget.Line
	sample        *widget.Chip
	stamp         *widget.Stamp
	tabs          *widget.Tabs
	notice        *widget.Notice
	hints         *widget.Hints
	jobs          *jobs
	body          *fyne.Container
}

// NewFrame returns the frame of an open desk in a window. Nothing is shown before Start.
func NewFrame(ctx context.Context, c Config, w fyne.Window, desk Desk) *Frame {
	ctx, stop := context.WithCancel(ctx)
	return &Frame{
		ctx: ctx, stop: stop, safe: c.Gate, app: c.App, window: w, machine: c.Machine, desk: desk, pages: c.Pages, look: c.Look, text: c.Look.text(), tasks: task.New(ctx),
	}
}

// Start puts the frame into the window and shows the place the person left last, or the list of cases.
func (f *Frame) Start() {
	f.places = f.tasks.NewQueue(f.placeKept())
	f.build()
	f.tasks.Watch(func(s []task.State) {
		f.parts.jobs.show(s)
		f.settled(s)
	})
	f.window.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { f.dropped(uris) })
	f.window.SetCloseIntercept(f.close)
	widget.BindKeys(f.window.Canvas(), f.key, f.char, f.noticed, func() { f.Tell(f.text.T("frame.input_method")) })
	f.guard()
	at := route.To(route.Home)
	if r, err := route.Parse(f.desk.Setting(context.Background(), settingRoute)); err == nil {
		at = r
	}
	f.Go(at)
}

// settingRoute names the setting that keeps the place across starts.
const settingRoute = "window.route"

// build sets the frame anew: at the start, and when language or text size changed.
func (f *Frame) build() {
	f.parts = parts{
		caseLine: widget.NewLine("", widget.Body, theme.ColorInk),
		who:      widget.Wide(present.Who(f.text, f.desk.Self()), widget.Caption, theme.ColorInkSoft),
		sample:   widget.NewChip(f.text.T("frame.sample"), theme.Caution),
		stamp:    widget.NewStamp(),
		tabs:     widget.NewTabs(f.open, func(why string) { f.Tell(why) }),
		notice:   widget.NewNotice(f.text.T("frame.close_notice")),
		hints:    widget.NewHints(),
		body:     container.NewStack(),
	}
	f.showTabs()
	f.parts.jobs = newJobs(f.text)
	f.parts.jobs.show(f.tasks.Running())
	if !f.desk.Self().Rehearsal && !f.desk.Profile().Sample {
		f.parts.sample.Hide()
	}
	l := &stack{
		head: widget.Column(0, f.header(), widget.NewRule()), body: f.parts.body,
		foot: widget.Column(0, f.parts.notice, widget.NewRule(), f.footer()),
	}
	f.window.SetContent(widget.NewWatch(l.content()))
	f.offered = ""
	f.refreshActions()
}

func (f *Frame) header() fyne.CanvasObject {
	name := widget.Wide(f.text.T("frame.name"), widget.Heading, theme.ColorInk)
	name.SetBold(true)
	first := widget.Cells(14, []widget.Cell{{}, {Share: 1}, {}, {}, {}},
		name, f.parts.caseLine, f.parts.sample, f.parts.stamp, f.parts.who)
	f.parts.stamp.Resized = first.Refresh
	find := widget.NewButton(f.text.T("frame.find"), f.palette)
	find.Key, find.Small = "Ctrl+K", true
	second := widget.Yielding(6, f.parts.tabs, find, f.quiet("frame.other_language", f.switchLang),
		f.quiet("frame.ground", f.switchMode), f.quiet("frame.rules", f.rules))
	bar := widget.Column(2, widget.Inset(16, 6, first), widget.Inset(8, 0, second))
	return widget.NewSurface(theme.ColorDesk, bar)
}

func (f *Frame) quiet(key string, act func()) *widget.Button {
	b := widget.NewQuiet(f.text.T(key), act)
	b.Small = true
	return b
}

func (f *Frame) footer() fyne.CanvasObject {
	row := widget.Cells(16, []widget.Cell{{Share: 1}, {}}, f.parts.hints, f.parts.jobs.object)
	return widget.NewSurface(theme.ColorDesk, widget.Inset(16, 4, row))
}

// refreshHead shows the case, the tabs and the hints that belong to the place shown.
func (f *Frame) refreshHead() {
	line := ""
	if f.row != nil {
		line = present.CaseLine(f.text, *f.row)
	}
	f.parts.caseLine.SetText(line)
	f.showTabs()
	f.window.SetTitle(f.text.T("frame.title", "screen", f.text.T("screen."+string(f.here.Screen)), "case", string(f.here.Case)))
	f.refreshActions()
}

func (f *Frame) showTabs() {
	var items []widget.TabItem
	for _, t := range present.Tabs(f.text, f.desk.Self().Role, f.row) {
		items = append(items, widget.TabItem{Value: t.Screen, Word: t.Word, Why: t.Why})
	}
	f.parts.tabs.Set(items, present.TabOf(string(f.here.Screen)))
}

// refreshActions rebuilds what depends on what can be done now, the menu and the key hints, where that has changed: most keys only lead to
// another item, with which the same can be done.
func (f *Frame) refreshActions() {
	acts, tabs := f.actions(), present.Tabs(f.text, f.desk.Self().Role, f.row)
	offer := offered(acts, tabs)
	if offer == f.offered {
		return
	}
	f.offered = offer
	f.parts.hints.Set(append(screen.Hints(acts), widget.Hint{Key: "?", Word: f.text.T("frame.help")}))
	f.window.SetMainMenu(f.menu(acts, tabs))
	f.further(acts)
}

// offered writes down everything the menu and the hints show.
func offered(acts []screen.Action, tabs []present.Tab) string {
	var b strings.Builder
	for _, t := range tabs {
		fmt.Fprintf(&b, "%q %q %q\n", t.Screen, t.Word, t.Why)
	}
	for _, a := range acts {
		fmt.Fprintf(&b, "%q %q %q %q %v %t\n", a.Menu, a.Word, a.Hint, a.Why, a.Keys, a.Run != nil)
	}
	return b.String()
}

// settled brings menu and hints up to date whenever a job has ended: what a screen can do often hangs on what it has read. Another job may
// go on for long beside it.
func (f *Frame) settled(running []task.State) {
	ended := len(running) < f.running
	f.running = len(running)
	if ended && f.running == 0 && f.watch.due != "" {
		f.tasks.Post(func() { f.lockFor(f.watch.due) })
	}
	if ended && f.shown != nil {
		f.tasks.Post(f.refreshActions)
	}
}

func (f *Frame) actions() []screen.Action {
	if a, ok := f.shown.(screen.Actor); ok {
		return a.Actions()
	}
	return nil
}

// loadRow reads the case of the place shown; at a place without one the last case stays at hand.
func (f *Frame) loadRow(c ident.CaseID) {
	if c == "" {
		if f.row == nil {
			return
		}
		c = f.row.ID
	}
	row, err := f.desk.Case(context.Background(), c)
	if err != nil {
		f.row = nil
		return
	}
	f.row = &row
	if row.SavedAt.After(time.Time{}) && f.failed == nil {
		f.parts.stamp.Saved(present.SavedAt(f.text, row.SavedAt, f.desk.Today()))
	}
}
