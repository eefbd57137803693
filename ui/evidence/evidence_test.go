package evidence_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jung-kurt/gofpdf"

	"shinsa/review/fault"
	"shinsa/ui/evidence"
)

// engines share one compiled form, so that only the first pays for it.
var cacheDir string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "engine")
	if err != nil {
		panic(err)
	}
	cacheDir = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

func engine(t *testing.T, patience time.Duration) *evidence.Engine {
	t.Helper()
	e := evidence.New(evidence.Config{CacheDir: cacheDir, Patience: patience})
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// paper returns a PDF of n pages, each with a black square and the words "page n".
func paper(t *testing.T, n int) []byte {
	t.Helper()
	p := gofpdf.New("P", "mm", "A4", "")
	p.SetFont("Helvetica", "", 20)
	for i := range n {
		p.AddPage()
		p.Text(20, 20, fmt.Sprintf("page %d", i+1))
		p.Rect(50, 50, 100, 100, "F")
	}
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(t *testing.T, e *evidence.Engine, b []byte) evidence.Document {
	t.Helper()
	d, err := e.Open(t.Context(), bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func TestPagesAreDrawnAndRead(t *testing.T) {
	d := open(t, engine(t, 0), paper(t, 2))
	if d.Pages() != 2 {
		t.Fatalf("%d pages", d.Pages())
	}
	s, err := d.Page(t.Context(), 2, 420)
	if err != nil {
		t.Fatal(err)
	}
	if b := s.Image.Bounds(); b.Dx() != 420 || b.Dy() < 590 || b.Dy() > 597 {
		t.Errorf("drawn %v", b)
	}
	if dark(s.Image.At(200, 200)) != true || dark(s.Image.At(20, 20)) != false {
		t.Error("the square is not where it was drawn")
	}
	if s.Width < 595 || s.Width > 596 {
		t.Errorf("page is %v points wide", s.Width)
	}
	text, err := d.Text(t.Context(), 2)
	if err != nil || !strings.Contains(text, "page 2") {
		t.Errorf("text %q, %v", text, err)
	}
}

func dark(c color.Color) bool {
	r, g, b, _ := c.RGBA()
	return r+g+b < 0x8000
}

func TestHugePageIsDrawnSmaller(t *testing.T) {
	d := open(t, engine(t, 0), paper(t, 1))
	s, err := d.Page(t.Context(), 1, 60_000)
	if err != nil {
		t.Fatal(err)
	}
	if b := s.Image.Bounds(); b.Dx()*b.Dy() > evidence.MaxPixels {
		t.Errorf("drawn %v", b)
	}
}

func TestPageOutsideTheDocumentIsRefused(t *testing.T) {
	d := open(t, engine(t, 0), paper(t, 1))
	for _, n := range []int{-1, 0, 2} {
		if _, err := d.Page(t.Context(), n, 100); !errors.Is(err, &fault.Error{Code: "evidence_no_such_page"}) {
			t.Errorf("page %d: %v", n, err)
		}
	}
}

func TestCancelledPageLeavesTheDocumentUsable(t *testing.T) {
	d := open(t, engine(t, 0), paper(t, 1))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.Page(ctx, 1, 400); !errors.Is(err, context.Canceled) {
		t.Fatalf("cancelled page: %v", err)
	}
	if _, err := d.Page(t.Context(), 1, 400); err != nil {
		t.Fatalf("the page after: %v", err)
	}
}

func TestSlowFileIsStopped(t *testing.T) {
	e := engine(t, 0)
	if err := e.Warm(); err != nil {
		t.Fatal(err)
	}
	impatient := engine(t, time.Nanosecond)
	b := paper(t, 1)
	_, err := impatient.Open(t.Context(), bytes.NewReader(b), int64(len(b)))
	if !errors.Is(err, &fault.Error{Kind: fault.Unavailable}) {
		t.Fatalf("opened in no time: %v", err)
	}
}

func TestDamagedFilesAreRefusedWithoutTheirContent(t *testing.T) {
	e := engine(t, 0)
	whole := paper(t, 1)
	for name, b := range map[string][]byte{
		"empty header": []byte("%PDF-1.7\n見本クラウド株式会社"),
		"cut":          whole[:200],
		"text":         []byte("見本クラウド株式会社"),
		"png header":   []byte("\x89PNG\r\n\x1a\n見本クラウド株式会社"),
	} {
		_, err := e.Open(t.Context(), bytes.NewReader(b), int64(len(b)))
		var f *fault.Error
		if !errors.As(err, &f) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if strings.Contains(err.Error(), "見本") {
			t.Errorf("%s: content in %q", name, err)
		}
	}
	open(t, e, whole)
}

func TestPictureIsOnePage(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 200, 100))
	for x := range 100 {
		for y := range 100 {
			img.Set(x, y, color.Black)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	d := open(t, engine(t, 0), b.Bytes())
	s, err := d.Page(t.Context(), 1, 400)
	if err != nil {
		t.Fatal(err)
	}
	if s.Image.Bounds().Dx() != 400 || s.Image.Bounds().Dy() != 200 || !dark(s.Image.At(100, 100)) {
		t.Errorf("drawn %v", s.Image.Bounds())
	}
}
