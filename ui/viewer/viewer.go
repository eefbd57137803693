// Package viewer shows the pages of a document in the window: page turning, zoom, turning, thumbnails, search with the hits on the page, and
// places to point at, at the sharpness of the screen.
//
// A page is drawn away from the window's thread and replaces the one before when it is ready; a page asked for later wins over one still
// being drawn. The viewer knows nothing of cases: it tells which page is on screen and which place was picked, and outlines the places it is
// given. Places are in points of the page as the document has it, however the page is turned on screen.
package viewer

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/ui/evidence"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/widget"
)

// Opener opens a document with a password, "" where none was given; it is called away from the window's thread. A refusal evidence_password makes
// the viewer ask for one.
type Opener func(ctx context.Context, password string) (evidence.Document, error)

// Box is a place on a page, in points from its top left.
type Box struct{ X, Y, W, H float64 }

// Place is a page, a place on it, or words on it: what a finding can rest on. Box is nil for the page as a whole.
type Place struct {
	Page  int
	Box   *Box
	Quote string
}

// Outline is a place that is shown on its page, with a word at its corner.
type Outline struct {
	Page int
	Box  Box
	Word string
}

// Viewer is one document on screen. Its methods belong to the window's thread.
type Viewer struct {
	// OnPage is called when a page came on screen.
	OnPage func(page int)
	// OnPick is called when a place was picked, or no longer is.
	OnPick func(place Place, picked bool)
	// OnPoint is called when a person asks, on the page, to point at what is picked.
	OnPoint func()
	// OnUsed is called when the viewer gets the keyboard or the pointer.
	OnUsed func()
	// OnFail is called when a document or a page cannot be shown, after the reason was said; it may Offer what helps.
	OnFail func(err error)
	// OnSight is called when the page on screen is looked at otherwise: larger, turned, scrolled.
	OnSight func()

	text  present.Text
	tasks *task.Runner
	doc   evidence.Document
	page  int
	first int // of the document that is being opened: the page that comes up; 0 while none is
	sight Sight
	begin *fyne.Position // where the view is to begin once the page is there, in parts of what is scrolled
	turn  int            // of what was asked for last
	stop  func()
	fresh *task.Delay
	next  next
	slow  *task.Delay // says so when a page takes its time

	size     fyne.Size // of the page on screen in points, as the document has it
	drawn    int       // the page that is on screen
	sheet    evidence.Sheet
	pixels   int // how wide it was drawn
	glyphs   []evidence.Glyph
	outlines []Outline
	reveal   *Box // to scroll to once the page is there
	end      bool // of a page turned back by scrolling: its end comes first
	enter    bool // the page gets the keyboard when it is there
	picked   *Place
	span     *span  // of text that is picked
	flows    []flow // of the glyphs, once they were needed
	hits     hits

	content fyne.CanvasObject
	top     topBar
	search  findBar
	lock    lock
	leaf    *leaf
	scroll  *container.Scroll
	frame   *fyne.Container
	strip   *strip
	words   *fyne.Container // in place of a page
	message *widget.Paragraph
	remedy  *fyne.Container
}

// New returns an empty viewer.
func New(text present.Text, tasks *task.Runner) *Viewer {
	v := &Viewer{text: text, tasks: tasks, sight: Sight{Zoom: 1}, stop: func() {}}
	v.fresh = tasks.NewDelay(150*time.Millisecond, v.draw)
	v.slow = tasks.NewDelay(800*time.Millisecond, v.saySlow)
	v.compose()
	return v
}

// Content returns what is to be placed on a screen.
func (v *Viewer) Content() fyne.CanvasObject { return v.content }

// Say shows words in place of a page.
func (v *Viewer) Say(words string) {
	v.message.Set(words)
	v.remedy.RemoveAll()
	v.words.Show()
	v.leaf.Hide()
	v.content.Refresh()
}

// Offer puts a button under the words that stand in place of a page.
func (v *Viewer) Offer(word string, act func()) {
	v.remedy.Objects = []fyne.CanvasObject{widget.NewButton(word, act)}
	v.content.Refresh()
}

// Page returns the page on screen, 0 when there is none.
func (v *Viewer) Page() int {
	if v.doc == nil {
		return 0
	}
	return v.page
}

// Opening reports whether a document is on its way.
func (v *Viewer) Opening() bool { return v.first > 0 }

// Pages returns how many pages the document has, 0 when there is none.
func (v *Viewer) Pages() int {
	if v.doc == nil {
		return 0
	}
	return v.doc.Pages()
}

// Document returns the document on screen, nil when there is none. It is the viewer's, which closes it.
func (v *Viewer) Document() evidence.Document { return v.doc }

// Enter gives the page the keyboard, or the field for the password it waits for. Where no page is on screen the keys go to the screen around the
// viewer, not into a field.
func (v *Viewer) Enter() {
	if v.lock.row.Visible() {
		widget.Focus(v.lock.field)
		return
	}
	if v.leaf.Visible() {
		widget.Focus(v.leaf)
		return
	}
	widget.Unfocus(v.content)
}

// Held reports whether the page has the keyboard.
func (v *Viewer) Held() bool { return v.leaf.focused }

// Locked reports whether the document waits for its password.
func (v *Viewer) Locked() bool { return v.lock.row.Visible() }

// EnterFind shows the search field and gives it the keyboard, its words ready to be typed over.
func (v *Viewer) EnterFind() {
	v.showFind()
	widget.Focus(v.search.field)
	v.search.field.TypedShortcut(&fyne.ShortcutSelectAll{})
}

func (v *Viewer) showFind() {
	if !v.search.bar.Visible() {
		v.search.bar.Show()
		v.content.Refresh()
	}
}

// leaveFind gives the page the keyboard again. The hits stay, to be pointed at, and the field with them; an empty field leaves its room to
// the page.
func (v *Viewer) leaveFind() {
	if v.search.field.Text == "" {
		v.EndFind()
		v.search.bar.Hide()
		v.content.Refresh()
	}
	v.Enter()
}

// Show opens a document under a title at a page; what was shown before is released.
func (v *Viewer) Show(title string, page int, open Opener) {
	v.Close()
	v.top.title.SetText(title)
	v.open(max(page, 1), open, "")
}

func (v *Viewer) open(page int, open Opener, password string) {
	v.Say(v.text.T("viewer.opening"))
	v.turn++
	turn := v.turn
	v.first = page
	ahead := v.aheadOf(page)
	v.stop = task.Quiet(v.tasks, func(ctx context.Context) (evidence.Document, error) {
		d, err := open(ctx, password)
		if err == nil {
			ahead(d)
		}
		return d, err
	}, func(d evidence.Document, err error) {
		if turn != v.turn {
			release(v.tasks, d)
			return
		}
		page := v.first
		v.first = 0
		if err != nil {
			v.fail(err)
			if locked(err) {
				v.askPassword(password != "", func(password string) { v.open(page, open, password) })
			}
			return
		}
		v.doc, v.enter = d, password != ""
		v.strip.show(d)
		v.GoTo(page)
	})
}

// Close releases the document and empties the viewer.
func (v *Viewer) Close() {
	v.stop()
	v.slow.Stop()
	v.next.leave()
	v.turn++
	release(v.tasks, v.doc)
	v.first = 0
	v.doc, v.page, v.drawn, v.glyphs, v.flows, v.outlines, v.reveal = nil, 0, 0, nil, nil, nil, nil
	v.stopRead()
	v.hits = hits{at: -1}
	v.enter = false
	v.hideLock()
	v.leaveNumber()
	v.leaf.image.Image = nil
	v.size = fyne.Size{} // nothing is left to scroll
	v.sheet.Release()
	v.sheet = evidence.Sheet{}
	v.top.title.SetText("")
	v.top.figures.SetText("")
	v.sayFind("")
	v.strip.show(nil)
	v.unpick()
	v.Say(v.text.T("viewer.empty"))
}

func release(r *task.Runner, d evidence.Document) {
	if d != nil {
		task.Quiet(r, func(context.Context) (struct{}, error) { return struct{}{}, d.Close() }, func(struct{}, error) {})
	}
}

func (v *Viewer) fail(err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	v.slow.Stop()
	p := present.ProblemOf(v.text, err)
	v.Say(p.Sentence + "\n" + p.Hint)
	if v.OnFail != nil {
		v.OnFail(err)
	}
}

// Turn goes some pages on, or back.
func (v *Viewer) Turn(by int) {
	if v.doc != nil {
		v.GoTo(v.page + by)
	}
}

// GoTo shows a page, the nearest there is, of the document on screen or on its way.
func (v *Viewer) GoTo(page int) {
	if v.doc == nil {
		if v.Opening() {
			v.first = max(page, 1)
		}
		return
	}
	page = min(max(page, 1), v.doc.Pages())
	if page != v.page {
		v.page = page
		v.scroll.Offset = fyne.NewPos(0, 0)
		v.unpick()
		v.hits.leave()
	}
	v.draw()
}

// Reveal shows a place: its page, scrolled to where it is.
func (v *Viewer) Reveal(page int, box *Box) {
	if v.doc == nil && !v.Opening() {
		return
	}
	v.reveal = box
	v.GoTo(page)
}

// RevealThen shows a place on the first page that comes up, of a document that is being opened.
func (v *Viewer) RevealThen(box *Box) { v.reveal = box }

// Outline shows places on their pages, in place of those shown before.
func (v *Viewer) Outline(list []Outline) {
	v.outlines = list
	v.leaf.Refresh()
	v.strip.refresh()
}

// Seen tells which pages were on screen before, for the thumbnails.
func (v *Viewer) Seen(pages map[int]bool) { v.strip.seen = pages; v.strip.refresh() }
