package evidence

import (
	"context"
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

func keep(d Document) Document { return &kept{Document: d, texts: map[int]string{}} }

// Page implements Document.
func (k *kept) Page(ctx context.Context, n, width int) (Sheet, error) {
	k.mu.Lock()
	for i, p := range k.pages {
		if p.n == n && p.width == width {
			copy(k.pages[1:i+1], k.pages[:i])
			k.pages[0] = p
			p.sheet.share()
			k.mu.Unlock()
			return p.sheet, ctx.Err()
		}
	}
	k.mu.Unlock()
	s, err := k.Document.Page(ctx, n, width)
	if err != nil {
		return s, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	s.share()
	k.pages = append([]keptPage{{n, width, s}}, k.pages...)
	total := 0
	for i, p := range k.pages {
		if total += len(p.sheet.Image.Pix); i > 0 && total > CacheBytes {
			k.drop(i)
			break
		}
	}
	return s, nil
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
