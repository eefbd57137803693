package home

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// manyHits is how many hits the desk returns at most; as many mean that there are more.
const manyHits = 500

// hits is the lower part of the list while something is searched: places in the content of the cases, each with a jump.
type hits struct {
	s       *Screen
	lines   []present.HitLine
	head    *widget.Paragraph
	list    *widget.List
	wait    *task.Delay
	turn    int    // of the search whose answer counts
	stop    func() // ends the search under way
	content fyne.CanvasObject
}

func newHits(s *Screen) *hits {
	h := &hits{s: s, head: widget.NewNote(""), stop: func() {}}
	h.list = widget.NewList(func() int { return len(h.lines) }, newHitRow, h.fill)
	h.list.OnOpen = h.open
	h.wait = s.host.Tasks().NewDelay(200*time.Millisecond, h.search)
	h.content = widget.Between(widget.Column(6, widget.NewRule(), widget.Inset(8, 4, h.head)), nil, h.list)
	h.content.Hide()
	return h
}

// ask searches soon for what stands in the field now; one character finds too much to be of use, but for a kanji.
func (h *hits) ask() {
	h.turn++
	h.stop()
	if q := present.Fold(h.s.query); len(q) < 2 {
		h.show(nil)
		return
	}
	h.wait.Touch()
}

func (h *hits) search() {
	turn, query := h.turn, h.s.query
	h.stop = task.Quiet(h.s.host.Tasks(), func(ctx context.Context) ([]review.Hit, error) { return h.s.desk.Search(ctx, query) }, func(found []review.Hit, err error) {
		switch {
		case turn != h.turn: // something else is searched by now
		case err != nil:
			h.s.host.Problem(err)
		default:
			h.show(present.Hits(h.s.host.Text(), found, query))
		}
	})
}

func (h *hits) show(lines []present.HitLine) {
	t := h.s.host.Text()
	h.lines = lines
	words := t.N("home.hits", len(lines))
	if len(lines) >= manyHits/2 && len(lines) >= manyHits-len(h.s.all) {
		words += "　" + t.T("home.hits_many", "n", len(lines))
	}
	h.head.Set(words)
	widget.Visible(h.content, len(lines) > 0)
	h.list.ScrollToTop()
	h.list.Refresh()
	h.s.body.Refresh()
}

// open goes to the item: the member's walk, the secretariat's matrix.
func (h *hits) open(i int) {
	if i >= len(h.lines) {
		return
	}
	l := h.lines[i]
	if h.s.desk.Self().Role == review.Secretariat {
		h.s.host.Go(route.Of(route.Convene, l.Case))
		return
	}
	h.s.host.Go(route.AtItem(l.Case, l.Item))
}

// hitRow is one place.
type hitRow struct {
	widget.Surface
	title, where, text *widget.Line
}

func newHitRow() fyne.CanvasObject {
	r := &hitRow{
		title: widget.NewAbridged("見", widget.Caption, theme.ColorInkSoft), where: widget.NewAbridged("見", widget.Caption, theme.ColorInkSoft),
		text: widget.NewAbridged("見", widget.Body, theme.ColorInk),
	}
	r.Surface = widget.Ground(theme.ColorPaper, widget.Inset(8, 4, widget.Column(1, widget.Cells(12, []widget.Cell{{Share: 1}, {Ems: 7}}, r.title, r.where), r.text)))
	r.ExtendBaseWidget(r)
	return r
}

func (h *hits) fill(i int, o fyne.CanvasObject) {
	if i >= len(h.lines) {
		return
	}
	r, l := o.(*hitRow), h.lines[i]
	r.title.SetText(l.Title)
	r.where.SetText(l.Where)
	r.text.SetText(l.Text)
	r.Refresh()
}

// upperAndLower gives the lower object, while it is shown, the lower half, or all of it when the upper has nothing to show.
type upperAndLower struct{ upper func() bool }

func (l *upperAndLower) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	at := s.Height
	if objects[1].Visible() {
		at = s.Height / 2
		if !l.upper() {
			at = 0
		}
	}
	widget.Visible(objects[0], at > 0)
	objects[0].Resize(fyne.NewSize(s.Width, at))
	objects[1].Move(fyne.NewPos(0, at))
	objects[1].Resize(fyne.NewSize(s.Width, s.Height-at))
}

func (l *upperAndLower) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 160) }
