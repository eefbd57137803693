package evidence_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"
	"os"
	"os/exec"
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
	if len(os.Args) == 3 && os.Args[1] == "page-worker" { // started by child below
		evidence.Serve(os.Stdin, os.Stdout, os.Args[2], func() { os.Exit(0) })
		os.Exit(0)
	}
	dir, err := os.MkdirTemp("", "engine")
	if err != nil {
		panic(err)
	}
	cacheDir = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// child is a page worker in a process of its own: this test program once more.
type child struct {
	io.Reader
	io.Writer
	cmd *exec.Cmd
}

func (c *child) Kill() { _ = c.cmd.Process.Kill() }

// started are the workers a test started, oldest first.
type started struct{ workers []*child }

func (s *started) start() (evidence.Worker, error) {
	c := &child{cmd: exec.Command(os.Args[0], "page-worker", cacheDir)}
	in, err := c.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	c.Reader, c.Writer = out, in
	s.workers = append(s.workers, c)
	return c, c.cmd.Start()
}

// engine reads documents in this process, guarded.
func engine(t *testing.T, patience time.Duration) *evidence.Engine {
	t.Helper()
	return newEngine(t, evidence.Config{CacheDir: cacheDir, Patience: patience})
}

// apart reads documents in a worker.
func apart(t *testing.T, patience time.Duration) (*evidence.Engine, *started) {
	t.Helper()
	s := &started{}
	e := newEngine(t, evidence.Config{Start: s.start, CacheDir: cacheDir, Patience: patience})
	t.Cleanup(func() {
		for _, c := range s.workers {
			c.Kill()
			_ = c.cmd.Wait()
		}
	})
	return e, s
}

func newEngine(t *testing.T, cfg evidence.Config) *evidence.Engine {
	e := evidence.New(cfg)
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// both runs a test with documents read here and in a worker.
func both(t *testing.T, f func(*testing.T, *evidence.Engine)) {
	t.Run("here", func(t *testing.T) { f(t, engine(t, time.Minute)) })
	t.Run("worker", func(t *testing.T) {
		e, _ := apart(t, time.Minute)
		f(t, e)
	})
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

func TestPagesAreDrawnAndRead(t *testing.T) { both(t, pagesAreDrawnAndRead) }

func pagesAreDrawnAndRead(t *testing.T, e *evidence.Engine) {
	d := open(t, e, paper(t, 2))
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

// glass returns a PDF of one page with a square one can see through, and a stamp that is an annotation.
func glass(t *testing.T) []byte {
	t.Helper()
	p := gofpdf.New("P", "mm", "A4", "")
	p.AddPage()
	p.SetAlpha(0.5, "Normal")
	p.Rect(50, 50, 100, 100, "F")
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		t.Fatal(err)
	}
	// The page gets an annotation whose appearance is the one form of the file: a black square of 100 points at its lower left.
	form := "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 12>>stream\n0 0 9 9 re f\nendstream"
	stamp := "<</Type/Annot/Subtype/Stamp/F 4/Rect[0 0 100 100]/AP<</N 91 0 R>>>>"
	s := strings.Replace(b.String(), "/Type /Page\n", "/Type /Page /Annots[90 0 R]\n", 1)
	at := strings.LastIndex(s, "xref\n0 ") // without a table the engine looks for the objects itself
	root := s[strings.Index(s, "/Root "):]
	return []byte(s[:at] + "90 0 obj\n" + stamp + "\nendobj\n91 0 obj\n" + form + "\nendobj\ntrailer\n<<" + root[:strings.Index(root, " R")+2] + ">>\n%%EOF\n")
}

func TestPagesStandOnPaperWithTheirStamps(t *testing.T) { both(t, pagesStandOnPaperWithTheirStamps) }

func pagesStandOnPaperWithTheirStamps(t *testing.T, e *evidence.Engine) {
	s, err := open(t, e, glass(t)).Page(t.Context(), 1, 595)
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[image.Point]byte{{20, 20}: 0xff, {300, 300}: 0x80, {50, 800}: 0} {
		if c := s.Image.RGBAAt(at.X, at.Y); c.A != 0xff || max(c.R, want)-min(c.R, want) > 2 {
			t.Errorf("%v: %v, want %#x", at, c, want)
		}
	}
}

func TestReleasedPagesLeaveTheOthersAlone(t *testing.T) {
	e, _ := apart(t, time.Minute)
	d := open(t, e, paper(t, 2))
	held, err := d.Page(t.Context(), 1, 400)
	if err != nil {
		t.Fatal(err)
	}
	for width := range 60 { // more than the cache holds
		s, err := d.Page(t.Context(), 2, 1200+width)
		if err != nil {
			t.Fatal(err)
		}
		if !dark(s.Image.At(600, 600)) || dark(s.Image.At(20, 20)) {
			t.Fatalf("%d wide: another picture", 1200+width)
		}
		s.Release()
	}
	if !dark(held.Image.At(200, 200)) || dark(held.Image.At(20, 20)) {
		t.Error("a page somebody looks at was drawn over")
	}
}

func TestHugePageIsDrawnSmaller(t *testing.T) {
	d := open(t, engine(t, time.Minute), paper(t, 1))
	s, err := d.Page(t.Context(), 1, 60_000)
	if err != nil {
		t.Fatal(err)
	}
	if b := s.Image.Bounds(); b.Dx()*b.Dy() > evidence.MaxPixels {
		t.Errorf("drawn %v", b)
	}
}

// A page that is very long or very wide is drawn within what graphics hold: beyond that a screen is black.
func TestLongPageIsDrawnWithinWhatGraphicsHold(t *testing.T) {
	p := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: 100, Ht: 14_000}})
	p.AddPage()
	p.AddPageFormat("P", gofpdf.SizeType{Wd: 14_000, Ht: 100})
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		t.Fatal(err)
	}
	d := open(t, engine(t, time.Minute), b.Bytes())
	for n, width := range map[int]int{1: 400, 2: 50_000} {
		s, err := d.Page(t.Context(), n, width)
		if err != nil {
			t.Fatal(err)
		}
		if b := s.Image.Bounds(); max(b.Dx(), b.Dy()) != evidence.MaxSide || min(b.Dx(), b.Dy()) != evidence.MaxSide/140 {
			t.Errorf("page %d: drawn %v", n, b)
		}
	}
}

func TestPageOutsideTheDocumentIsRefused(t *testing.T) { both(t, pageOutsideTheDocumentIsRefused) }

func pageOutsideTheDocumentIsRefused(t *testing.T, e *evidence.Engine) {
	d := open(t, e, paper(t, 1))
	for _, n := range []int{-1, 0, 2} {
		if _, err := d.Page(t.Context(), n, 100); !errors.Is(err, &fault.Error{Code: "evidence_no_such_page"}) {
			t.Errorf("page %d: %v", n, err)
		}
	}
}

func TestCancelledPageLeavesTheDocumentUsable(t *testing.T) {
	both(t, cancelledPageLeavesTheDocumentUsable)
}

func cancelledPageLeavesTheDocumentUsable(t *testing.T, e *evidence.Engine) {
	d := open(t, e, paper(t, 1))
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
	e := engine(t, time.Minute)
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

func TestDamagedFilesAreRefusedWithoutTheirContent(t *testing.T) { both(t, damagedFilesAreRefused) }

func damagedFilesAreRefused(t *testing.T, e *evidence.Engine) {
	whole := paper(t, 1)
	for name, b := range map[string][]byte{
		"empty header": []byte("%PDF-1.7\n見本クラウド株式会社"),
		"cut":          whole[:200],
		"bytes":        []byte("\x00\x01\x02見本クラウド株式会社"),
		"old office":   []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1見本クラウド株式会社"),
		"empty zip":    []byte("PK\x03\x04見本クラウド株式会社"),
		"nothing":      {},
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
	if _, err := e.Open(t.Context(), strings.NewReader(""), 0); !errors.Is(err, &fault.Error{Code: "evidence_empty"}) {
		t.Errorf("nothing: %v", err)
	}
}
