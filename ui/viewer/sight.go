package viewer

import (
	"context"
	"image"

	"fyne.io/fyne/v2"

	"shinsa/ui/evidence"
	"shinsa/ui/task"
)

// Sight is how a page is looked at. The zero value is a page as wide as there is room, from its top.
type Sight struct {
	Zoom  float32 // 1 fits the width, or the page; 0 is 1
	Whole bool    // the measure is the whole page
	Turns int     // quarters of a turn to the right, 0 to 3
	X, Y  float32 // where the view begins, in parts of the page and its margins
}

// Sight returns how the page on screen is looked at.
func (v *Viewer) Sight() Sight {
	s := v.sight
	if size := v.scroll.Content.MinSize(); v.begin == nil {
		s.X, s.Y = v.scroll.Offset.X/max(size.Width, 1), v.scroll.Offset.Y/max(size.Height, 1)
	}
	return s
}

// Look makes the page that is asked for next be looked at as another was before.
func (v *Viewer) Look(s Sight) {
	if s.Zoom == 0 {
		s.Zoom = 1
	}
	begin := fyne.NewPos(s.X, s.Y)
	s.Zoom, s.Turns, s.X, s.Y = min(max(s.Zoom, least), most), (s.Turns%4+4)%4, 0, 0
	v.sight, v.begin = s, &begin
}

// looked tells that the page on screen is looked at otherwise.
func (v *Viewer) looked() {
	if v.OnSight != nil && v.doc != nil && v.begin == nil && v.drawn == v.page {
		v.OnSight()
	}
}

// The limits of zoom.
const (
	least, most = 0.5, 6
	gap         = 10
)

// Zoom enlarges the page by a factor, between half of what fits and six times of it.
func (v *Viewer) Zoom(factor float32) {
	v.sight.Zoom = min(max(v.sight.Zoom*factor, least), most)
	v.lay()
	v.fresh.Touch()
	v.looked()
}

// Fit shows the page as wide as there is room.
func (v *Viewer) Fit() { v.fit(false) }

// FitPage shows the whole page.
func (v *Viewer) FitPage() { v.fit(true) }

func (v *Viewer) fit(whole bool) {
	v.sight.Zoom, v.sight.Whole = 1, whole
	v.lay()
	v.fresh.Touch()
	v.looked()
}

// Rotate turns the page a quarter to the right.
func (v *Viewer) Rotate() {
	v.sight.Turns = (v.sight.Turns + 1) % 4
	v.scroll.Offset = fyne.NewPos(0, 0)
	v.draw()
	v.looked()
}

// scrollTo scrolls to a place of what is scrolled, the nearest there is.
func (v *Viewer) scrollTo(o fyne.Position) {
	room, size := v.scroll.Size(), v.scroll.Content.MinSize()
	v.scroll.ScrollToOffset(fyne.NewPos(min(max(o.X, 0), max(size.Width-room.Width, 0)), min(max(o.Y, 0), max(size.Height-room.Height, 0))))
}

// lay places the picture at hand at the present zoom, until it is drawn anew.
func (v *Viewer) lay() {
	v.frame.Refresh()
	v.scroll.Refresh()
}

// seenSize returns the size of the page as it is turned, in points.
func (v *Viewer) seenSize() fyne.Size {
	if v.sight.Turns%2 == 1 {
		return fyne.NewSize(v.size.Height, v.size.Width)
	}
	return v.size
}

// width returns how wide the page is to be on screen.
func (v *Viewer) width() float32 {
	room := v.scroll.Size()
	w := max(room.Width-2*gap, 80)
	if s := v.seenSize(); v.sight.Whole && s.Height > 0 {
		w = min(w, max(room.Height-2*gap, 80)*s.Width/s.Height)
	}
	return w * v.sight.Zoom
}

// scale returns how many pixels of the screen make one unit of the toolkit.
func (v *Viewer) scale() float32 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v.leaf); c != nil {
		return c.Scale()
	}
	return 1
}

// draw asks for the picture of the present page at the present zoom.
func (v *Viewer) draw() {
	if v.doc == nil {
		return
	}
	v.stop()
	v.turn++
	turn, doc, page, turns := v.turn, v.doc, v.page, v.sight.Turns
	pixels := v.pixelsWide()
	v.top.figures.SetText(v.text.T("viewer.page", "n", page, "total", doc.Pages()))
	v.leaveNumber()
	v.top.bar.Refresh()
	v.strip.at(page)
	if v.drawn != page {
		v.slow.Touch()
	}
	if page != v.next.page {
		v.next.leave() // one that does not come must not hold this one up
	}
	if k, ok := doc.(evidence.Keeper); ok && turns == 0 {
		if s, ok := k.Kept(page, pixels); ok {
			v.put(page, pixels, s, s.Image)
			return
		}
	}
	type result struct {
		sheet evidence.Sheet
		img   image.Image
	}
	v.stop = task.Quiet(v.tasks, func(ctx context.Context) (result, error) {
		s, err := doc.Page(ctx, page, pixels)
		if err != nil {
			return result{}, err
		}
		if turns%2 == 1 { // it was drawn as wide as it is high now: the size was not known before
			s.Release()
			s, err = doc.Page(ctx, page, int(float64(pixels)*s.Width/s.Height))
			if err != nil {
				return result{}, err
			}
		}
		return result{s, turned(s.Image, turns)}, nil
	}, func(r result, err error) {
		if turn != v.turn {
			r.sheet.Release()
			return
		}
		if err != nil {
			v.fail(err)
			return
		}
		v.put(page, pixels, r.sheet, r.img)
	})
}

// pixelsWide is how wide a page is drawn now.
func (v *Viewer) pixelsWide() int { return int(v.width() * v.scale()) }

// next is the page that is drawn before it is asked for.
type next struct {
	page int
	stop func()
}

// leave says that nobody waits for it any more.
func (n *next) leave() {
	if n.stop != nil {
		n.stop()
	}
	*n = next{}
}

// saySlow says that a page is on its way in place of the one before, which is not the one that was asked for.
func (v *Viewer) saySlow() {
	if v.doc != nil && v.drawn != v.page {
		v.Say(v.text.T("viewer.drawing", "n", v.page))
	}
}

// put shows a page that was drawn, and asks for what stands on it and for the page after it.
func (v *Viewer) put(page, pixels int, s evidence.Sheet, img image.Image) {
	was := v.drawn
	v.slow.Stop()
	v.size, v.drawn, v.pixels = fyne.NewSize(float32(s.Width), float32(s.Height)), page, pixels
	v.leaf.image.Image = img
	v.sheet.Release()
	v.sheet = s
	v.leaf.Show()
	v.words.Hide()
	v.leaf.image.Refresh()
	v.lay()
	if v.sight.Whole && v.pixelsWide() != pixels {
		v.fresh.Touch() // the shape of the page was not known before
	}
	if was != page {
		v.glyphs, v.flows = nil, nil
		v.unpick() // it was picked on the page before
		if v.end {
			v.scroll.ScrollToBottom()
		}
	}
	v.end = false
	if b := v.begin; b != nil {
		v.begin = nil
		size := v.scroll.Content.MinSize()
		v.scrollTo(fyne.NewPos(b.X*size.Width, b.Y*size.Height))
	}
	v.show(v.reveal)
	if v.enter {
		v.enter = false
		v.Enter()
	}
	if v.OnPage != nil {
		v.OnPage(page)
	}
	if v.glyphs == nil {
		v.readGlyphs(page)
	} else {
		v.showHits()
	}
}

// readGlyphs fetches what stands on the page, then draws the next page ahead.
func (v *Viewer) readGlyphs(page int) {
	doc, pixels := v.doc, v.pixels
	task.Quiet(v.tasks, func(ctx context.Context) ([]evidence.Glyph, error) { return doc.Glyphs(ctx, page) }, func(gs []evidence.Glyph, err error) {
		if doc != v.doc || v.drawn != page || err != nil {
			return // a page without its letters can be looked at and pointed at all the same
		}
		v.glyphs = gs
		if v.glyphs == nil {
			v.glyphs = []evidence.Glyph{}
		}
		v.showHits()
		v.repick()
		if page < doc.Pages() && v.sight.Turns%2 == 0 {
			v.ahead(doc, page+1, pixels)
		}
	})
}

// ahead draws a page before it is asked for; it waits in the document's memory.
func (v *Viewer) ahead(doc evidence.Document, page, pixels int) {
	v.next.leave()
	v.next.page = page
	v.next.stop = task.Quiet(v.tasks, func(ctx context.Context) (struct{}, error) {
		s, err := doc.Page(ctx, page, pixels)
		s.Release()
		return struct{}{}, err
	}, func(struct{}, error) {})
}

// aheadOf returns what begins with a page of a document as soon as that is open, on the thread that opened it, and waits a glance for it: the window
// may be drawing something else meanwhile.
func (v *Viewer) aheadOf(page int) func(evidence.Document) {
	pixels := v.pixelsWide()
	if v.scroll.Size().Width <= 0 {
		return func(evidence.Document) {} // not on a screen yet
	}
	ctx, stop := v.tasks.Context()
	v.next.leave()
	v.next = next{page, stop}
	return func(d evidence.Document) {
		if _, ok := d.(evidence.Keeper); !ok {
			return // drawn ahead, it would be drawn twice
		}
		task.Glance(task.Ahead(func() {
			if s, err := d.Page(ctx, page, pixels); err == nil {
				s.Release()
			}
		}))
	}
}

// show scrolls to a place on the page on screen.
func (v *Viewer) show(b *Box) {
	v.reveal = nil
	if b == nil {
		return
	}
	at, size := v.onScreen(*b)
	room := v.scroll.Size()
	o := v.scroll.Offset
	if at.Y < o.Y+gap || at.Y+size.Height > o.Y+room.Height-gap {
		o.Y = at.Y + size.Height/2 - room.Height/2
	}
	if at.X < o.X+gap || at.X+size.Width > o.X+room.Width-gap {
		o.X = at.X + size.Width/2 - room.Width/2
	}
	v.scroll.ScrollToOffset(fyne.NewPos(max(o.X, 0), max(o.Y, 0)))
}

// onScreen returns where a place stands in what is scrolled.
func (v *Viewer) onScreen(b Box) (fyne.Position, fyne.Size) {
	x, y, w, h := v.toSight(b)
	at, size := v.leaf.Position(), v.place()
	return fyne.NewPos(at.X+x*size.Width, at.Y+y*size.Height), fyne.NewSize(w*size.Width, h*size.Height)
}

// place returns the size of the page on screen.
func (v *Viewer) place() fyne.Size {
	s := v.seenSize()
	if s.Width <= 0 {
		return fyne.NewSize(0, 0)
	}
	w := v.width()
	return fyne.NewSize(w, w*s.Height/s.Width)
}

// sheet places the page in the scrolled area, centred when it is smaller.
type sheet struct {
	viewer *Viewer
	last   fyne.Size
}

func (l *sheet) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	v := l.viewer
	p := v.place()
	objects[0].Move(fyne.NewPos(max((s.Width-p.Width)/2, gap), max((s.Height-p.Height)/2*b2f(v.sight.Whole), gap)))
	objects[0].Resize(p)
	room := v.scroll.Size()
	if !l.last.IsZero() && (l.last.Width != room.Width || v.sight.Whole && l.last.Height != room.Height) {
		v.fresh.Touch() // the pane became wider or narrower
	}
	l.last = room
}

func b2f(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

func (l *sheet) MinSize([]fyne.CanvasObject) fyne.Size {
	p := l.viewer.place()
	if l.viewer.sight.Zoom <= 1 {
		p.Width = 0
	} else {
		p.Width += 2 * gap
	}
	return fyne.NewSize(p.Width, p.Height+2*gap)
}
