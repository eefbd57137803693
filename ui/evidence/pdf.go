package evidence

import (
	"context"
	"errors"
	"image"
	"image/draw"
	"io"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"shinsa/review/fault"
)

// pdf is a PDF in an instance of the engine of its own. When the instance is lost, the next call opens the file in a new one.
type pdf struct {
	engine *Engine
	r      io.ReaderAt
	size   int64
	pages  int

	mu       sync.Mutex
	instance pdfium.Pdfium
	doc      references.FPDF_DOCUMENT
	closed   bool
}

func (e *Engine) openPDF(ctx context.Context, r io.ReaderAt, size int64) (Document, error) {
	d := &pdf{engine: e, r: r, size: size}
	err := d.do(ctx, func(p pdfium.Pdfium) error {
		n, err := p.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: d.doc})
		if err != nil {
			return err
		}
		d.pages = n.PageCount
		return nil
	})
	if err != nil {
		return nil, err
	}
	if d.pages < 1 {
		return nil, errors.Join(fault.New(fault.Invalid, "evidence_unreadable"), d.Close())
	}
	return d, nil
}

// do runs f on the open document with the engine's patience. Whatever went wrong, the instance is not used again.
func (d *pdf) do(ctx context.Context, f func(pdfium.Pdfium) error) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return fault.New(fault.Unavailable, "evidence_unreadable")
	}
	if err := d.engine.Warm(); err != nil {
		return fault.Wrap(fault.Unavailable, "evidence_engine", err)
	}
	ctx, cancel := context.WithTimeout(ctx, d.engine.cfg.Patience)
	defer cancel()
	if err := d.open(ctx); err != nil {
		return err
	}
	p := d.instance
	stop := context.AfterFunc(ctx, func() { p.Kill() })
	err := guarded(p, f)
	if !stop() {
		d.instance = nil // killed
		return stopped(ctx)
	}
	if err != nil {
		d.drop()
		return refused(err)
	}
	return nil
}

// open gets an instance and opens the file in it, unless that is already so.
func (d *pdf) open(ctx context.Context) error {
	if d.instance != nil {
		return nil
	}
	p, err := d.engine.pool.GetInstance(time.Until(deadline(ctx)))
	if err != nil {
		return fault.Wrap(fault.Unavailable, "evidence_engine", err)
	}
	stop := context.AfterFunc(ctx, func() { p.Kill() })
	err = guarded(p, func(p pdfium.Pdfium) error {
		resp, err := p.OpenDocument(&requests.OpenDocument{FileReader: io.NewSectionReader(d.r, 0, d.size), FileReaderSize: d.size})
		if err == nil {
			d.doc = resp.Document
		}
		return err
	})
	if !stop() {
		return stopped(ctx)
	}
	d.instance = p
	if err != nil {
		d.drop()
		return refused(err)
	}
	return nil
}

func deadline(ctx context.Context) time.Time {
	t, _ := ctx.Deadline()
	return t
}

// errTrap is a fault inside the engine: the file broke it.
var errTrap = errors.New("page engine trapped")

// guarded runs f and turns a trap that surfaces as a panic into an error without its text, which may quote the file.
func guarded(p pdfium.Pdfium, f func(pdfium.Pdfium) error) (err error) {
	defer func() {
		if recover() != nil {
			err = errTrap
		}
	}()
	return f(p)
}

func (d *pdf) drop() {
	if d.instance != nil {
		d.instance.Kill()
		d.instance = nil
	}
}

func stopped(ctx context.Context) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return fault.New(fault.Unavailable, "evidence_too_slow")
	}
	return context.Canceled
}

// refused names what the engine said; its own text stays out of it.
func refused(err error) error {
	if errors.Is(err, pdfiumerrors.ErrPassword) {
		return fault.New(fault.Invalid, "evidence_password")
	}
	return fault.New(fault.Invalid, "evidence_unreadable")
}

func (d *pdf) Pages() int { return d.pages }

func (d *pdf) page(n int) (requests.Page, error) {
	if n < 1 || n > d.pages {
		return requests.Page{}, fault.New(fault.Missing, "evidence_no_such_page")
	}
	return requests.Page{ByIndex: &requests.PageByIndex{Document: d.doc, Index: n - 1}}, nil
}

func (d *pdf) Page(ctx context.Context, n, width int) (Sheet, error) {
	if _, err := d.page(n); err != nil {
		return Sheet{}, err
	}
	var s Sheet
	err := d.do(ctx, func(p pdfium.Pdfium) error {
		page, err := d.page(n)
		if err != nil {
			return err
		}
		size, err := p.GetPageSize(&requests.GetPageSize{Page: page})
		if err != nil {
			return err
		}
		s.Width, s.Height = size.Width, size.Height
		w, h := fit(size.Width, size.Height, width)
		drawn, err := p.RenderPageInPixels(&requests.RenderPageInPixels{Page: page, Width: w, Height: h})
		if err != nil {
			return err
		}
		defer drawn.Cleanup()
		s.Image = keep(drawn.Result.RenderedImage)
		return nil
	})
	return s, err
}

// keep copies a picture out of the engine's memory.
func keep(img image.Image) image.Image {
	out := image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx(), img.Bounds().Dy()))
	draw.Draw(out, out.Bounds(), img, img.Bounds().Min, draw.Src)
	return out
}

func (d *pdf) Text(ctx context.Context, n int) (string, error) {
	if _, err := d.page(n); err != nil {
		return "", err
	}
	var text string
	err := d.do(ctx, func(p pdfium.Pdfium) error {
		page, err := d.page(n)
		if err != nil {
			return err
		}
		resp, err := p.GetPageText(&requests.GetPageText{Page: page})
		if err == nil {
			text = resp.Text
		}
		return err
	})
	return text, err
}

func (d *pdf) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
	if d.instance == nil {
		return nil
	}
	p := d.instance
	d.instance = nil
	return p.Close()
}
