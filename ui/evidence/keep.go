package evidence

import (
	"context"
	"errors"
	"slices"
	"sync"
)

// CacheBytes is how much memory the pages that were drawn of one document may take; the last ones stay.
const CacheBytes = 48 << 20

// textBytes is how much the searched text of one document may take.
const textBytes = 32 << 20

// kept is a document with the pages drawn last, its text, and the characters of the pages used last. All of it is in memory only, and is let go
// with the document.
type kept struct {
	Document

	mu     sync.Mutex
	pages  []keptPage // the one used last comes first
	under  []*drawing // being drawn
	texts  map[int]string
	spent  int
	glyphs []keptGlyphs
}

type keptPage struct {
	n, width int
	sheet    Sheet
}

type keptGlyphs struct {
	n  int
	gs []Glyph
}

// keptGlyphPages is of how many pages the characters stay.
const keptGlyphPages = 8

// drawing is a page that is being drawn.
type drawing struct {
	n, width int
	over     chan struct{} // closed when it ended
	err      error         // how, then
}

func keep(d Document) Document { return &kept{Document: d, texts: map[int]string{}} }

// Keeper is a Document that knows which pages it has in memory.
type Keeper interface {
	Document
	// Kept returns page n as Page would, where it was drawn so wide before and is still there; false otherwise. It waits for nothing.
	Kept(n, width int) (Sheet, bool)
}

// Kept implements Keeper.
func (k *kept) Kept(n, width int) (Sheet, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.have(n, width)
}

func (k *kept) have(n, width int) (Sheet, bool) {
	for i, p := range k.pages {
		if p.n == n && p.width == width {
			copy(k.pages[1:i+1], k.pages[:i])
			k.pages[0] = p
			p.sheet.share()
			return p.sheet, true
		}
	}
	return Sheet{}, false
}

// Page implements Document. A page that is being drawn for somebody else is waited for, not drawn again.
func (k *kept) Page(ctx context.Context, n, width int) (Sheet, error) {
	for {
		k.mu.Lock()
		if s, ok := k.have(n, width); ok {
			k.mu.Unlock()
			return s, ctx.Err()
		}
		at := slices.IndexFunc(k.under, func(d *drawing) bool { return d.n == n && d.width == width })
		if at < 0 {
			break
		}
		d := k.under[at]
		k.mu.Unlock()
		select {
		case <-d.over:
			if d.err != nil && !errors.Is(d.err, context.Canceled) {
				return Sheet{}, d.err
			}
		case <-ctx.Done():
			return Sheet{}, stopped(ctx)
		}
	}
	d := &drawing{n: n, width: width, over: make(chan struct{})}
	k.under = append(k.under, d)
	k.mu.Unlock()
	s, err := k.Document.Page(ctx, n, width)
	k.mu.Lock()
	defer k.mu.Unlock()
	k.under = slices.DeleteFunc(k.under, func(o *drawing) bool { return o == d })
	d.err = err
	close(d.over)
	if err == nil {
		k.take(keptPage{n, width, s})
	}
	return s, err
}

// take keeps a page, and forgets those used longest ago where there are too many.
func (k *kept) take(p keptPage) {
	p.sheet.share()
	k.pages = append([]keptPage{p}, k.pages...)
	total := 0
	for i, p := range k.pages {
		if total += len(p.sheet.Image.Pix); i > 0 && total > CacheBytes {
			k.drop(i)
			break
		}
	}
}

// drop forgets the pages used longest ago, from the i-th on.
func (k *kept) drop(i int) {
	for _, p := range k.pages[i:] {
		p.sheet.Release()
	}
	clear(k.pages[i:])
	k.pages = k.pages[:i]
}

// Text implements Document.
func (k *kept) Text(ctx context.Context, n int) (string, error) {
	k.mu.Lock()
	s, ok := k.texts[n]
	k.mu.Unlock()
	if ok {
		return s, ctx.Err()
	}
	s, err := k.Document.Text(ctx, n)
	if err != nil {
		return "", err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.spent+len(s) <= textBytes {
		k.texts[n] = s
		k.spent += len(s)
	}
	return s, nil
}

// Glyphs implements Document.
func (k *kept) Glyphs(ctx context.Context, n int) ([]Glyph, error) {
	k.mu.Lock()
	for _, g := range k.glyphs {
		if g.n == n {
			k.mu.Unlock()
			return g.gs, ctx.Err()
		}
	}
	k.mu.Unlock()
	gs, err := k.Document.Glyphs(ctx, n)
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.glyphs) == keptGlyphPages {
		k.glyphs = append([]keptGlyphs(nil), k.glyphs[1:]...)
	}
	k.glyphs = append(k.glyphs, keptGlyphs{n, gs})
	return gs, nil
}

// Close implements Document.
func (k *kept) Close() error {
	k.mu.Lock()
	k.drop(0)
	k.texts, k.glyphs = map[int]string{}, nil
	k.mu.Unlock()
	return k.Document.Close()
}
