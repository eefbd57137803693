package viewer

import (
	"context"
	"errors"
	"strconv"

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
	at     int   // the hit at hand, -1 for none
	counts []int // by page, nil until all pages were read
	first  bool  // the page asked for shows its first hit, else its last
	chosen bool  // a hit is to be chosen when the page is there
}

// leave forgets what belongs to the page that was on screen.
func (h *hits) leave() { h.boxes, h.texts, h.spans, h.at = nil, nil, nil, -1 }

// Find looks for words from the page on screen on, going round at the end, whatever their width, kana or case. Asked for the same words
// again, it goes to the next hit. It says so when there is none; no words end the search.
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
	v.hits = hits{words: want, typed: words, at: -1}
	v.showFind()
	v.search.count.SetText(v.text.T("viewer.searching"))
	v.look(v.page, 1, true)
	v.countHits()
}

// EndFind takes the hits off the page.
func (v *Viewer) EndFind() {
	v.hits = hits{at: -1}
	v.search.count.SetText("")
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
	v.look(v.page+by, by, by > 0)
}

// look goes to the first page from one on, in a direction and going round, that has the words.
func (v *Viewer) look(from, by int, first bool) {
	doc, want := v.doc, v.hits.words
	v.stopLook()
	v.search.stop = task.Quiet(v.tasks, func(ctx context.Context) (int, error) { return pageWith(ctx, doc, from, by, want) }, func(page int, err error) {
		switch {
		case doc != v.doc || string(want) != string(v.hits.words) || errors.Is(err, context.Canceled):
		case err != nil:
			v.fail(err)
		case page == 0:
			v.search.count.SetText(v.text.T("viewer.not_found"))
			v.search.bar.Refresh()
		case page == v.page && v.drawn == page && v.glyphs != nil:
			v.hits.first, v.hits.chosen = first, true
			v.showHits()
		default:
			v.hits.first, v.hits.chosen = first, true
			v.GoTo(page)
		}
	})
}

func (v *Viewer) stopLook() {
	if v.search.stop != nil {
		v.search.stop()
	}
}

// pageWith returns the first page that has the words, from one on and going round; 0 when none has.
func pageWith(ctx context.Context, d evidence.Document, from, by int, want []rune) (int, error) {
	pages := d.Pages()
	for k := range pages {
		n := ((from-1+k*by)%pages+pages)%pages + 1
		s, err := d.Text(ctx, n)
		if err != nil {
			return 0, err
		}
		if len(comparable([]rune(s)).find(want)) > 0 {
			return n, nil
		}
	}
	return 0, nil
}

// countHits reads all pages, to say how many hits there are.
func (v *Viewer) countHits() {
	doc, want := v.doc, v.hits.words
	task.Quiet(v.tasks, func(ctx context.Context) ([]int, error) {
		counts := make([]int, doc.Pages())
		for i := range counts {
			s, err := doc.Text(ctx, i+1)
			if err != nil {
				return nil, err
			}
			counts[i] = len(comparable([]rune(s)).find(want))
		}
		return counts, nil
	}, func(counts []int, err error) {
		if err == nil && doc == v.doc && string(want) == string(v.hits.words) {
			v.hits.counts = counts
			v.sayHits()
		}
	})
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

// sayHits shows which hit of how many is at hand.
func (v *Viewer) sayHits() {
	h := v.hits
	if h.at < 0 || h.counts == nil {
		return
	}
	n, total := h.at+1, 0
	for i, c := range h.counts {
		if i+1 < v.page {
			n += c
		}
		total += c
	}
	v.search.count.SetText(strconv.Itoa(min(n, total)) + "／" + v.text.T("viewer.hits", "n", total))
	v.search.bar.Refresh()
}
