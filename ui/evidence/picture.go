package evidence

import (
	"context"
	"errors"
	"image"
	"io"
	"sync"

	"shinsa/review/fault"
	"shinsa/ui/evidence/raster"
)

// picture is a file of pictures as a document, each a page; 96 pixels are an inch.
type picture struct {
	from *candid
	file *raster.File

	mu   sync.Mutex
	kept []decoded // the one used last comes first
}

type decoded struct {
	n  int
	of *raster.Picture
}

// decodedBytes is what the pictures of a file may take beside the one at hand, so that leafing through a fax does not read its pages again.
const decodedBytes = 128 << 20

// openPicture opens a file of pictures. A single one is decoded now, so that who opens it learns whether it can be seen.
func openPicture(r io.ReaderAt, size int64) (Document, error) {
	from := &candid{r: r}
	f, err := raster.Open(from, size, raster.Most)
	if err != nil {
		return nil, from.because(err)
	}
	p := &picture{from: from, file: f}
	if _, err := p.decode(1); err != nil && (p.Pages() == 1 || from.broke() != nil) {
		return nil, err
	}
	return p, nil
}

func (p *picture) Pages() int { return p.file.Pictures() }

// decode returns the n-th picture.
func (p *picture) decode(n int) (*raster.Picture, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, k := range p.kept {
		if k.n == n {
			copy(p.kept[1:i+1], p.kept[:i])
			p.kept[0] = k
			return k.of, nil
		}
	}
	total := 0
	for i, k := range p.kept {
		if total += k.of.Bytes(); total > decodedBytes { // before there is another one
			clear(p.kept[i:])
			p.kept = p.kept[:i]
			break
		}
	}
	of, err := p.file.Read(n)
	if err != nil {
		return nil, p.from.because(err)
	}
	p.kept = append([]decoded{{n, of}}, p.kept...)
	return of, nil
}

func (p *picture) check(n int) error {
	if n < 1 || n > p.Pages() {
		return fault.New(fault.Missing, "evidence_no_such_page")
	}
	return nil
}

func (p *picture) Page(ctx context.Context, n, width int) (Sheet, error) {
	if err := p.check(n); err != nil {
		return Sheet{}, err
	}
	of, err := p.decode(n)
	if err != nil {
		return Sheet{}, err
	}
	size := of.Size()
	w, h := float64(size.X), float64(size.Y)*of.Stretch()
	pw, ph := fit(w, h, width)
	dst := image.NewRGBA(image.Rect(0, 0, pw, ph))
	of.Draw(dst, dst.Rect)
	return Sheet{Image: dst, Width: w * 72 / 96, Height: h * 72 / 96}, ctx.Err()
}

func (p *picture) Text(_ context.Context, n int) (string, error) { return "", p.check(n) }

func (p *picture) Glyphs(_ context.Context, n int) ([]Glyph, error) { return nil, p.check(n) }

func (p *picture) Close() error { return nil }

// candid remembers why a file could not be read, which who reads pictures cannot tell from one that is broken.
type candid struct {
	r   io.ReaderAt
	mu  sync.Mutex
	err error
}

// ReadAt implements io.ReaderAt.
func (c *candid) ReadAt(b []byte, at int64) (int, error) {
	n, err := c.r.ReadAt(b, at)
	if err != nil && !errors.Is(err, io.EOF) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.err = err
	}
	return n, err
}

func (c *candid) broke() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

// because returns why a picture was refused: where the file could not be read, that is the reason.
func (c *candid) because(refusal error) error {
	if err := c.broke(); err != nil {
		return unread(err)
	}
	return refusal
}
