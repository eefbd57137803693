// Package chooser asks for a file or a folder, by keyboard alone or with the pointer.
//
// One field holds the path: what is typed after the last separator narrows the list of what is in the folder before it, the arrow keys
// go through the list from the field, and Return takes the line at hand, goes into a folder, or takes what was typed or pasted whole. Usual
// places stand above. Nothing is read but names, dates and sizes, and away from the window's thread, since a folder may lie on a slow network.
// The toolkit's own dialog is not used: it works by pointer only, and parts of it speak English whatever the language of the window.
package chooser

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// Question says what is asked for.
type Question struct {
	Title string
	// Ends are the ends of names (".dossier") that are shown at first. Folders are always shown. None are for every file, and then a folder that
	// is typed whole is an answer as well: it stands for the files in it.
	Ends []string
	// Folder asks for a folder, which need not be there yet.
	Folder bool
	// Begin is the folder shown first, Home the person's own.
	Begin, Home string
	// Act is called with the path, after the dialog closed.
	Act func(path string)
}

// Window is where a chooser opens.
type Window interface {
	Canvas() fyne.Canvas
	Tasks() *task.Runner
}

type chooser struct {
	Question
	text  present.Text
	tasks *task.Runner

	dir   string // of the entries
	found []entry
	all   bool // every file, whatever its end
	shown []entry
	at    int // of what is shown; -1 before a line was asked for
	turn  int // of the reading whose answer counts
	stop  func()
	shut  func()
	field *widget.Entry
	note  *widget.Paragraph
	list  *widget.List
	every *widget.Button
	body  *fyne.Container
}

// Open opens the dialog. Esc leaves it.
func Open(w Window, t present.Text, q Question) {
	c := &chooser{Question: q, text: t, tasks: w.Tasks(), at: -1, stop: func() {}}
	c.field = widget.NewEntry(t.T("chooser.path"), func(string) { c.typed() })
	c.field.OnSubmitted = func(string) { c.enter() }
	c.field.OnMove = c.move
	c.field.OnEscape = func() { c.close() }
	c.note = widget.NewNote("")
	c.list = widget.NewList(func() int { return len(c.shown) }, newRow, c.fill)
	c.list.OnMove, c.list.Current, c.list.OnEnter = c.move, func() int { return max(c.at, 0) }, func() { c.open(max(c.at, 0)) }
	c.list.OnOpen = c.tap
	c.every = widget.NewToggle(t.T("chooser.every"), c.switchEvery)
	widget.Visible(c.every, len(q.Ends) > 0)
	take := t.T("chooser.take_file")
	if q.Folder {
		take = t.T("chooser.take_folder")
	}
	c.body = widget.Column(10, widget.NewHeading(q.Title, widget.Heading), c.ways(), c.field, c.heads(),
		widget.Tall(rowsTall(w.Canvas().Size().Height), c.list),
		widget.Inset(0, 2, widget.Cells(10, []widget.Cell{{Share: 1}, {}}, c.note, c.every)))
	c.shut = widget.OpenCustom(w.Canvas(), widget.Custom{
		Body: c.body, Width: 760, Acts: widget.Trailing(8, widget.NewButton(t.T("toolkit.cancel"), c.close), widget.NewPrimary(take, c.take)),
		OnKey: func(ev *fyne.KeyEvent) {
			if ev.Name == fyne.KeyEscape {
				c.close()
			}
		},
	})
	c.goTo(q.Begin)
	w.Canvas().Focus(c.field)
	c.field.TypedShortcut(&fyne.ShortcutSelectAll{}) // what is typed or pasted takes the place of the path
}

// rowsTall is the height of the list in a window of a height: everything around it is to be in view as well.
func rowsTall(window float32) float32 {
	const most, least, around = 19, 5, 18.5 // ems
	return widget.Em() * min(most, max(least, window/widget.Em()-around))
}

func (c *chooser) close() {
	c.stop()
	c.shut()
}

// ways are the usual places.
func (c *chooser) ways() fyne.CanvasObject {
	row := widget.Wrap(8)
	for _, p := range places(c.Home) {
		b := widget.NewButton(c.text.T("chooser.place_"+p.key), func() { c.goTo(p.dir) })
		b.Small = true
		row.Add(b)
	}
	up := widget.NewButton(c.text.T("chooser.up"), func() { c.goTo(filepath.Dir(c.dir)) })
	up.Small = true
	row.Add(up)
	return row
}

func (c *chooser) heads() fyne.CanvasObject {
	name := func(key string) fyne.CanvasObject {
		return widget.NewLine(c.text.T(key), widget.Caption, theme.ColorInkSoft)
	}
	return widget.Inset(rowInset, 0, widget.Cells(columnGap, columns, name("chooser.kind"), name("chooser.name"), name("chooser.changed"), name("chooser.size")))
}

// goTo shows a folder.
func (c *chooser) goTo(dir string) {
	c.field.SetText(ended(dir))
	c.field.CursorColumn = len([]rune(c.field.Text))
	c.field.Refresh()
	c.read(dir)
}

// typed follows the field: another folder is read, the same one is narrowed.
func (c *chooser) typed() {
	dir, _ := split(c.dir, c.Home, c.field.Text)
	if dir != c.dir {
		c.read(dir)
		return
	}
	c.narrow()
}

// read reads a folder; what was asked for later wins.
func (c *chooser) read(dir string) {
	c.stop()
	c.turn++
	turn := c.turn
	c.dir, c.found = dir, nil
	c.narrow()
	c.stop = task.Quiet(c.tasks, func(context.Context) ([]entry, error) { return read(dir) }, func(found []entry, err error) {
		if turn != c.turn {
			return
		}
		c.found = found
		c.narrow()
		switch {
		case unreadable(err):
			c.note.Set(c.text.T("chooser.unreadable"))
		case err != nil && c.Folder:
			c.note.Set(c.text.T("chooser.new_folder"))
		case err != nil:
			c.note.Set(c.text.T("chooser.no_folder"))
		}
		c.body.Refresh()
	})
}

// narrow shows what the kinds asked for and the end of what is typed leave. The first line is at hand once something narrows the list.
func (c *chooser) narrow() {
	_, rest := split(c.dir, c.Home, c.field.Text)
	c.shown, c.at = c.shown[:0:0], -1
	hidden := 0
	for _, e := range c.found {
		switch {
		case !e.folder && (c.Folder || !c.ends(e.name)):
			hidden++
		case strings.Contains(present.Fold(e.name), present.Fold(rest)):
			c.shown = append(c.shown, e)
		}
	}
	if rest != "" && len(c.shown) > 0 {
		c.at = 0
	}
	if hidden > 0 && !c.Folder {
		c.note.Set(c.text.N("chooser.count_only", len(c.shown), "ends", strings.Join(c.Ends, " ")))
	} else {
		c.note.Set(c.text.N("chooser.count", len(c.shown)))
	}
	c.list.ScrollToTop()
	c.list.Refresh()
	c.body.Refresh()
}

func (c *chooser) ends(name string) bool {
	return c.all || len(c.Ends) == 0 || slices.Contains(c.Ends, strings.ToLower(filepath.Ext(name)))
}

func (c *chooser) switchEvery() {
	c.all = !c.all
	c.every.SetChosen(c.all)
	c.narrow()
}

func (c *chooser) move(by int) {
	if n := len(c.shown); n > 0 {
		c.at = min(max(c.at+by, 0), n-1)
		c.list.ScrollTo(c.at)
		c.list.Refresh()
	}
}

// tap goes into a folder, and takes a file that is tapped once more.
func (c *chooser) tap(row int) {
	if row >= len(c.shown) {
		return
	}
	if c.shown[row].folder || c.at == row {
		c.open(row)
		return
	}
	c.at = row
	c.list.Refresh()
}

// enter is Return: it takes a path that was typed whole, else the line at hand, else the folder where one is asked for.
func (c *chooser) enter() {
	dir, rest := split(c.dir, c.Home, c.field.Text)
	if path := filepath.Join(dir, rest); rest != "" {
		switch k := kindOf(path); {
		case k == aFile && !c.Folder:
			c.done(path)
			return
		case k == aFolder && (c.Folder && c.at < 0 || c.either()):
			c.done(path)
			return
		case k == aFolder:
			c.goTo(path)
			return
		}
	}
	if c.at >= 0 {
		c.open(c.at)
		return
	}
	c.take()
}

// either reports whether a folder answers a question for files.
func (c *chooser) either() bool { return !c.Folder && len(c.Ends) == 0 }

// open goes into a folder and takes a file.
func (c *chooser) open(row int) {
	if row >= len(c.shown) {
		return
	}
	path := filepath.Join(c.dir, c.shown[row].name)
	if c.shown[row].folder {
		c.goTo(path)
	} else {
		c.done(path)
	}
}

// take is the button: the folder shown or typed, the file at hand or typed; what cannot be taken is said.
func (c *chooser) take() {
	dir, rest := split(c.dir, c.Home, c.field.Text)
	path := filepath.Join(dir, rest)
	switch k := kindOf(path); {
	case c.Folder && k != aFile:
		c.done(path)
	case !c.Folder && k == aFile:
		c.done(path)
	case !c.Folder && c.at >= 0 && c.at < len(c.shown) && !c.shown[c.at].folder:
		c.done(filepath.Join(c.dir, c.shown[c.at].name))
	case rest != "" && k == nothing && !c.Folder:
		c.note.Set(c.text.T("chooser.no_file"))
		c.body.Refresh()
	default:
		c.note.Set(c.text.T("chooser.choose"))
		c.body.Refresh()
	}
}

func (c *chooser) done(path string) {
	c.close()
	c.Act(path)
}
