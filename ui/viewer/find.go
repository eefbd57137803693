package viewer

import (
	"context"
	"errors"
	"strconv"
	"time"

	"shinsa/ui/evidence"
	"shinsa/ui/task"
)

// hits are where the words looked for stand.
type hits struct {
	words  []rune // comparable; nil when nothing is looked for
	typed  string
	boxes  [][]Box // of the hits on the page on screen
	texts  []string
	spans  [][2]int
	at     int  // the hit at hand, -1 for none
	first  bool // the page asked for shows its first hit, else its last
	chosen bool // a hit is to be chosen when the page is there

	counts  []int   // by page, unread until it was read
	read    int     // how many pages were read
	blind   int     // how many of them could not be
	sought  *sought // nil when no page is to be found
	reading bool
	stopped bool
}

// sought is the way to the next page with a hit: from one on, in a direction and going round.
type sought struct {
	from, by int
	first    bool
}

const unread = -1

// leave forgets what belongs to the page that was on screen.
func (h *hits) leave() { h.boxes, h.texts, h.spans, h.at = nil, nil, nil, -1 }

// page returns the k-th page on the way.
func (s *sought) page(k, pages int) int { return ((s.from-1+k*s.by)%pages+pages)%pages + 1 }

// Find looks for words from the page on screen on, going round at the end, whatever their width, kana or case. Asked for the same words
// again, it goes to the next hit. It says so when there is none, and how far it is while a long document is read; no words end the search.
func (v *Viewer) Find(words string) {
	want := comparable([]rune(words)).runes
	if v.doc == nil {
		return
	}
	if len(want) == 0 {
		v.EndFind()
		return
	}
	if string(want) == string(v.hits.words) {
		v.FindNext(1)
		return
	}
	v.stopRead()
	v.hits = hits{words: want, typed: words, at: -1, counts: make([]int, v.doc.Pages())}
	for i := range v.hits.counts {
		v.hits.counts[i] = unread
	}
	v.showFind()
	v.sayFind(v.text.T("viewer.searching"))
	v.seek(v.page, 1, true)
}

// EndFind takes the hits off the page.
func (v *Viewer) EndFind() {
	v.stopRead()
	v.hits = hits{at: -1}
	v.sayFind("")
	v.leaf.Refresh()
	v.told()
}

// FindNext goes to the next hit, or the one before with -1, on to other pages where the page has no more.
func (v *Viewer) FindNext(by int) {
	h := &v.hits
	if v.doc == nil || h.words == nil {
		v.Find(v.search.field.Text)
		return
	}
	if n := len(h.boxes); n > 0 && h.at >= 0 && h.at+by >= 0 && h.at+by < n {
		v.choose(h.at + by)
		return
	}
	v.seek(v.page+by, by, by > 0)
}

// Finding reports whether the document is being read for words.
func (v *Viewer) Finding() bool { return v.hits.reading }

// StopFind leaves the pages unread that were not read yet; what was found stays.
func (v *Viewer) StopFind() {
	if !v.hits.reading {
		return
	}
	v.hits.stopped, v.hits.reading, v.hits.sought = true, false, nil
	v.stopRead()
	v.sayHits()
}

// seek goes to the first page on the way that has the words, once it is known which that is.
func (v *Viewer) seek(from, by int, first bool) {
	v.hits.sought, v.hits.stopped = &sought{from, by, first}, false
	v.follow()
}

// follow goes on the way as far as pages are known, and has the next ones read.
func (v *Viewer) follow() {
	h := &v.hits
	for k := range h.counts {
		switch page := h.sought.page(k, len(h.counts)); {
		case h.counts[page-1] == unread:
			v.readOn()
			return
		case h.counts[page-1] > 0:
			v.arrive(page, h.sought.first)
			v.readOn()
			return
		}
	}
	h.sought = nil
	v.sayHits()
}

// arrive shows a page with a hit.
func (v *Viewer) arrive(page int, first bool) {
	h := &v.hits
	h.sought, h.first, h.chosen = nil, first, true
	if page == v.page && v.drawn == page && v.glyphs != nil {
		v.showHits()
		return
	}
	v.GoTo(page)
}

// stretch bounds how many pages are read at once, and moment for how long, before the window hears of it.
const (
	stretch = 256
	moment  = 200 * time.Millisecond
)

// readOn has the pages read that were not, those on the way first.
func (v *Viewer) readOn() {
	h := &v.hits
	way := h.sought
	if way == nil {
		way = &sought{from: v.page, by: 1}
	}
	var pages []int
	for k := 0; k < len(h.counts) && len(pages) < stretch; k++ {
		if page := way.page(k, len(h.counts)); h.counts[page-1] == unread {
			pages = append(pages, page)
		}
	}
	if h.reading || h.stopped || len(pages) == 0 {
		v.sayHits()
		return
	}
	h.reading = true
	v.sayHits()
	doc, want := v.doc, h.words
	v.search.stop = task.Quiet(v.tasks, func(ctx context.Context) ([]found, error) { return countOn(ctx, doc, pages, want) }, func(list []found, err error) {
		if doc == v.doc && string(want) == string(v.hits.words) && v.hits.reading && !errors.Is(err, context.Canceled) {
			v.wasRead(list)
		}
	})
}

// wasRead takes what was found on some pages, and goes on.
func (v *Viewer) wasRead(list []found) {
	h := &v.hits
	h.reading = false
	for _, f := range list {
		h.counts[f.page-1] = f.n
		h.read++
		if f.blind {
			h.blind++
		}
	}
	if h.sought != nil {
		v.follow()
		return
	}
	v.readOn()
}

func (v *Viewer) stopRead() {
	if v.search.stop != nil {
		v.search.stop()
	}
}

// found is how often words stand on a page; blind is a page that could not be read.
type found struct {
	page, n int
	blind   bool
}

// countOn counts words on pages, at least on one of them, until a moment has passed. A page that cannot be read has none.
func countOn(ctx context.Context, d evidence.Document, pages []int, want []rune) ([]found, error) {
	late, stop := context.WithTimeout(ctx, moment)
	defer stop()
	var out []found
	for _, page := range pages {
		s, err := d.Text(ctx, page)
		if ctx.Err() != nil {
			return nil, context.Canceled
		}
		out = append(out, found{page, len(comparable([]rune(s)).find(want)), err != nil})
		if late.Err() != nil {
			break
		}
	}
	return out, nil
}

// showHits finds the words on the page on screen and chooses one of them where that was asked for.
func (v *Viewer) showHits() {
	h := &v.hits
	if h.words == nil || v.glyphs == nil {
		v.leaf.Refresh()
		return
	}
	if h.boxes == nil {
		h.at = -1
		for _, span := range comparable(runesOf(v.glyphs)).find(h.words) {
			gs := v.glyphs[span[0]:span[1]]
			if boxes := boxesOf(gs); len(boxes) > 0 {
				h.boxes = append(h.boxes, boxes)
				h.texts = append(h.texts, tidy(runesOf(gs)))
				h.spans = append(h.spans, span)
			}
		}
	}
	if h.chosen && len(h.boxes) > 0 {
		h.chosen = false
		at := 0
		if !h.first {
			at = len(h.boxes) - 1
		}
		v.choose(at)
		return
	}
	v.sayHits()
	v.leaf.Refresh()
}

// choose makes a hit the one at hand.
func (v *Viewer) choose(i int) {
	v.hits.at = i
	v.unpick()
	b := v.hits.boxes[i][0]
	v.show(&b)
	v.sayHits()
	v.leaf.Refresh()
	v.told()
}

// sayHits shows which hit of how many is at hand or, until all pages were read, how far the search is.
func (v *Viewer) sayHits() {
	h := v.hits
	before, total := 0, 0
	for i, c := range h.counts {
		if c = max(c, 0); i+1 < v.page {
			before += c
		}
		total += c
	}
	switch t := v.text; {
	case h.words == nil:
	case h.read < len(h.counts) && h.stopped:
		v.sayFind(t.T("viewer.stopped_at", "n", h.read, "total", len(h.counts), "hits", total))
	case h.read < len(h.counts) && h.read > 0:
		v.sayFind(t.T("viewer.searching_at", "n", h.read, "total", len(h.counts)))
	case h.read < len(h.counts):
	case total == 0 && h.blind > 0:
		v.sayFind(t.T("viewer.not_found_blind", "n", h.blind))
	case total == 0:
		v.sayFind(t.T("viewer.not_found"))
	case h.at >= 0 && h.blind > 0:
		v.sayFind(t.T("viewer.hits_blind", "at", before+h.at+1, "n", total, "blind", h.blind))
	case h.at >= 0:
		v.sayFind(strconv.Itoa(min(before+h.at+1, total)) + "／" + t.T("viewer.hits", "n", total))
	default: // a person turned the page
		v.sayFind(t.T("viewer.hits", "n", total))
	}
}

// sayFind shows how the search stands.
func (v *Viewer) sayFind(words string) {
	v.search.count.SetText(words)
	if on := v.hits.reading && v.hits.read > 0; on != v.search.halt.Visible() {
		if on {
			v.search.halt.Show()
		} else {
			v.search.halt.Hide()
		}
	}
	v.search.bar.Refresh()
}
