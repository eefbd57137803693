package evidence

import (
	"context"
	"errors"
	"image"
	"io"
	"sync"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"shinsa/review/fault"
)

// pdf is a PDF in an instance of the engine of its own. When the instance is lost, the next call opens the file in a new one.
type pdf struct {
	engine *engine
	r      io.ReaderAt
	size   int64
	pages  int

	mu       sync.Mutex
	instance pdfium.Pdfium
	doc      references.FPDF_DOCUMENT
	form     references.FPDF_FORMHANDLE // "" where it has none
	closed   bool
}

func openPDF(ctx context.Context, e *engine, r io.ReaderAt, size int64) (Document, error) {
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

// do runs f on the open document. Whatever went wrong, the instance is not used again.
func (d *pdf) do(ctx context.Context, f func(pdfium.Pdfium) error) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return fault.New(fault.Unavailable, "evidence_unreadable")
	}
	if err := d.engine.warm(); err != nil {
		return fault.Wrap(fault.Unavailable, "evidence_engine", err)
	}
	ctx, cancel := d.engine.patient(ctx)
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
	p, err := d.engine.instance(ctx)
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { p.Kill() })
	err = guarded(p, func(p pdfium.Pdfium) error {
		open := requests.OpenDocument{FileReader: io.NewSectionReader(d.r, 0, d.size), FileReaderSize: d.size}
		if word := Password(d.r); word != "" {
			open.Password = &word
		}
		resp, err := p.OpenDocument(&open)
		if err != nil {
			return err
		}
		d.doc = resp.Document
		d.form, err = formOf(p, d.doc)
		return err
	})
	if !stop() {
		return stopped(ctx)
	}
	d.instance = p
	if err != nil {
		d.drop()
		err = refused(err)
		if errors.Is(err, errLocked) && Password(d.r) != "" {
			err = fault.New(fault.Invalid, "evidence_password_wrong")
		}
		return err
	}
	return nil
}

func (d *pdf) drop() {
	if d.instance != nil {
		d.instance.Kill()
		d.instance = nil
	}
}

func (d *pdf) Pages() int { return d.pages }

func (d *pdf) page(n int) (requests.Page, error) {
	if n < 1 || n > d.pages {
		return requests.Page{}, fault.New(fault.Missing, "evidence_no_such_page")
	}
	return requests.Page{ByIndex: &requests.PageByIndex{Document: d.doc, Index: n - 1}}, nil
}

// on runs f on page n.
func (d *pdf) on(ctx context.Context, n int, f func(pdfium.Pdfium, requests.Page) error) error {
	if _, err := d.page(n); err != nil {
		return err
	}
	return d.do(ctx, func(p pdfium.Pdfium) error {
		page, err := d.page(n) // the document may have been opened anew
		if err != nil {
			return err
		}
		return f(p, page)
	})
}

// draw draws page n: it tells the size, in pixels too, before it begins, and gives the picture to use, which must copy it, for it lies in the
// engine's memory. Their errors end it and are returned.
func (d *pdf) draw(ctx context.Context, n, width int, size func(s Sheet, w, h int) error, use func(*image.RGBA) error) error {
	var failed error
	err := d.on(ctx, n, func(p pdfium.Pdfium, page requests.Page) error {
		points, err := p.GetPageSize(&requests.GetPageSize{Page: page})
		if err != nil {
			return err
		}
		w, h := fit(points.Width, points.Height, width)
		if failed = size(Sheet{Width: points.Width, Height: points.Height}, w, h); failed != nil {
			return nil
		}
		return paint(p, d.form, page, image.Pt(w, h), func(img *image.RGBA) { failed = use(img) })
	})
	if err == nil {
		err = failed
	}
	return err
}

// paint draws a page on white paper, stamps, marks and the fields of forms included, and gives it to use.
func paint(p pdfium.Pdfium, form references.FPDF_FORMHANDLE, page requests.Page, size image.Point, use func(*image.RGBA)) (err error) {
	const opaque, white = 1, 0xffffffff
	b, err := p.FPDFBitmap_Create(&requests.FPDFBitmap_Create{Width: size.X, Height: size.Y, Alpha: opaque})
	if err != nil {
		return err
	}
	defer func() {
		if _, derr := p.FPDFBitmap_Destroy(&requests.FPDFBitmap_Destroy{Bitmap: b.Bitmap}); err == nil {
			err = derr
		}
	}()
	if _, err := p.FPDFBitmap_FillRect(&requests.FPDFBitmap_FillRect{Bitmap: b.Bitmap, Width: size.X, Height: size.Y, Color: white}); err != nil {
		return err
	}
	draw := requests.FPDF_RenderPageBitmap{
		Bitmap: b.Bitmap, Page: page, SizeX: size.X, SizeY: size.Y,
		Flags: enums.FPDF_RENDER_FLAG_ANNOT | enums.FPDF_RENDER_FLAG_REVERSE_BYTE_ORDER,
	}
	if _, err := p.FPDF_RenderPageBitmap(&draw); err != nil {
		return err
	}
	if form != "" {
		if err := paintFields(p, form, draw); err != nil {
			return err
		}
	}
	drawn, err := p.FPDFBitmap_GetBuffer(&requests.FPDFBitmap_GetBuffer{Bitmap: b.Bitmap})
	if err != nil {
		return err
	}
	if len(drawn.Buffer) != 4*size.X*size.Y {
		return errTrap // no memory for it
	}
	use(&image.RGBA{Pix: drawn.Buffer, Stride: 4 * size.X, Rect: image.Rectangle{Max: size}})
	return nil
}

func (d *pdf) Page(ctx context.Context, n, width int) (Sheet, error) {
	var s Sheet
	err := d.draw(ctx, n, width, func(size Sheet, _, _ int) error {
		s = size
		return nil
	}, func(img *image.RGBA) error {
		own := *img
		own.Pix = append([]byte(nil), img.Pix...)
		s.Image = &own
		return nil
	})
	return s, err
}

func (d *pdf) Text(ctx context.Context, n int) (string, error) {
	var text string
	err := d.on(ctx, n, func(p pdfium.Pdfium, page requests.Page) error {
		resp, err := p.GetPageText(&requests.GetPageText{Page: page})
		if err == nil {
			text = cut(resp.Text)
		}
		return err
	})
	return text, err
}

// cut keeps a text within maxText.
func cut(s string) string {
	if len(s) <= maxText {
		return s
	}
	at := maxText
	for at > 0 && s[at]&0xc0 == 0x80 {
		at--
	}
	return s[:at]
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
