package evidence_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"shinsa/review/fault"
	"shinsa/ui/evidence"
)

// endless returns a PDF of two pages, of which the first takes longer than anybody waits: forms that draw each other ten times over, twelve deep.
func endless() []byte {
	const deep = 12
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 17 0 R]/Count 2>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<</XObject<</F 5 0 R>>>>/Contents 4 0 R>>", "<</Length 4>>stream\n/F Do\nendstream",
	}
	draw := strings.Repeat("/F Do ", 10)
	for i := range deep {
		if i == deep-1 {
			draw = "0 0 9 9 re f"
		}
		objects = append(objects, fmt.Sprintf("<</Type/XObject/Subtype/Form/BBox[0 0 200 200]/Resources<</XObject<</F %d 0 R>>>>/Length %d>>stream\n%s\nendstream", 6+i, len(draw), draw))
	}
	return pdf(append(objects, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>")...)
}

func TestHangingPageEndsWithItsWorker(t *testing.T) {
	e, s := apart(t, 700*time.Millisecond)
	d := open(t, e, endless())
	_, err := d.Page(t.Context(), 1, 300)
	if !errors.Is(err, &fault.Error{Kind: fault.Unavailable, Code: "evidence_too_slow"}) {
		t.Fatalf("a page without end: %v", err)
	}
	if err := s.workers[0].cmd.Wait(); err == nil {
		t.Error("the worker ended by itself")
	}
	if _, err := d.Page(t.Context(), 2, 300); err != nil {
		t.Errorf("the page after: %v", err)
	}
	if len(s.workers) != 2 {
		t.Errorf("%d workers", len(s.workers))
	}
}

// Who turns away from a page that does not come sees the next one soon, and is told nothing of it.
func TestPageAfterOneThatWasLeftComesSoon(t *testing.T) {
	e, s := apart(t, time.Minute)
	d := open(t, e, tiled())
	ctx, leave := context.WithCancel(t.Context())
	go func() {
		time.Sleep(300 * time.Millisecond)
		leave()
	}()
	if _, err := d.Page(ctx, 1, 300); !errors.Is(err, context.Canceled) {
		t.Errorf("a page that was left: %v", err)
	}
	late, stop := context.WithTimeout(t.Context(), 30*time.Second)
	defer stop()
	if _, err := d.Page(late, 2, 300); err != nil || len(s.workers) != 2 {
		t.Errorf("the page after: %v, %d workers", err, len(s.workers))
	}
}

// tiled returns a PDF of two pages, of which the first is tiled with a billion squares: it takes time and no memory.
func tiled() []byte {
	return pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<</Pattern<</P 5 0 R>>>>/Contents 4 0 R>>",
		"<</Length 34>>stream\n/Pattern cs /P scn 0 0 200 200 re f\nendstream",
		"<</PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 0.001/YStep 0.001/Resources<<>>/Length 21>>stream\n1 0 0 rg 0 0 3 3 re f\nendstream",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>")
}

// pdf returns a PDF of objects, the first of which is its catalog.
func pdf(objects ...string) []byte {
	var b bytes.Buffer
	var at []int
	b.WriteString("%PDF-1.4\n")
	for _, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

// Left alone, the page without end takes all the memory there is; that ends it, and the document goes on.
func TestPageThatTakesAllMemoryIsGivenUp(t *testing.T) {
	e, s := apart(t, time.Minute)
	d := open(t, e, endless())
	if _, err := d.Page(t.Context(), 1, 300); !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: "evidence_gave_up"}) {
		t.Errorf("a page that takes all memory: %v", err)
	}
	if _, err := d.Page(t.Context(), 2, 300); err != nil || len(s.workers) != 1 {
		t.Errorf("the page after: %v, %d workers", err, len(s.workers))
	}
}

func TestLostWorkerIsReplaced(t *testing.T) {
	e, s := apart(t, time.Minute)
	d := open(t, e, paper(t, 3))
	s.workers[0].Kill()
	_ = s.workers[0].cmd.Wait()
	if _, err := d.Page(t.Context(), 1, 300); !errors.Is(err, &fault.Error{Code: "evidence_worker_lost"}) {
		t.Errorf("a page of a dead worker: %v", err)
	}
	if _, err := d.Page(t.Context(), 2, 300); err != nil {
		t.Errorf("the page after: %v", err)
	}
}

func TestWorkerIsUsedAgain(t *testing.T) {
	e, s := apart(t, time.Minute)
	if err := e.Warm(); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		d := open(t, e, paper(t, 1))
		if _, err := e.Open(t.Context(), strings.NewReader("\x00\x00"), 2); err == nil {
			t.Error("nothing known was opened")
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
	// Each document takes the worker that rests; what is opened beside it takes a second one, and of the two one rests after it.
	if n := len(s.workers); n > 4 {
		t.Errorf("%d workers for three documents and three beside them", n)
	}
}

// What a desk's evidence was read by ends with the desk: the worker that waits at once, one with a document when that is closed.
func TestForgottenWorkersEnd(t *testing.T) {
	e, s := apart(t, time.Minute)
	if err := e.Warm(); err != nil {
		t.Fatal(err)
	}
	first, second := open(t, e, paper(t, 1)), open(t, e, paper(t, 1))
	if err := second.Close(); err != nil {
		t.Fatal(err)
	}
	e.Forget()
	_ = s.workers[1].cmd.Wait()
	if _, err := first.Page(t.Context(), 1, 300); err != nil {
		t.Errorf("a document that is still open: %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	_ = s.workers[0].cmd.Wait()
	if d := open(t, e, paper(t, 1)); d.Pages() != 1 || len(s.workers) != 3 {
		t.Errorf("%d workers", len(s.workers))
	}
}

func TestWithoutWorkersDocumentsAreReadHere(t *testing.T) {
	none := func() (evidence.Worker, error) { return nil, errors.New("no program") }
	e := newEngine(t, evidence.Config{Start: none, CacheDir: cacheDir, Patience: time.Minute})
	d := open(t, e, paper(t, 1))
	if s, err := d.Page(t.Context(), 1, 300); err != nil || !dark(s.Image.At(150, 150)) {
		t.Errorf("page: %v", err)
	}
}

// liar is a worker that answers what a test puts in its mouth.
type liar struct {
	io.Reader
	killed chan struct{}
}

func (l *liar) Write(p []byte) (int, error) { return len(p), nil }

func (l *liar) Kill() {
	select {
	case <-l.killed:
	default:
		close(l.killed)
	}
}

func say(head string, body int, bytes ...byte) []byte {
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(head)))
	b = binary.LittleEndian.AppendUint32(b, uint32(body))
	return append(append(b, head...), bytes...)
}

func TestWorkerThatLiesIsEnded(t *testing.T) {
	warm, opened := say(`{"do":"done"}`, 0), say(`{"do":"done","pages":2}`, 0)
	for name, words := range map[string][]byte{
		"a picture without its pixels":       append(say(`{"do":"canvas","w":9,"h":9,"wide":100,"high":100}`, 0), say(`{"do":"done"}`, 0)...),
		"a picture of no canvas":             say(`{"do":"done"}`, 0),
		"pixels of no canvas":                say(`{"do":"band"}`, 4, 1, 2, 3, 4),
		"pixels beyond the canvas":           append(say(`{"do":"canvas","w":9,"h":9,"wide":1,"high":1}`, 0), say(`{"do":"band"}`, 8, 1, 2, 3, 4, 5, 6, 7, 8)...),
		"a band that is too long":            append(say(`{"do":"canvas","w":9,"h":9,"wide":9,"high":9}`, 0), say(`{"do":"band"}`, 0x3ffffff)...),
		"a canvas beyond any page":           say(`{"do":"canvas","w":9,"h":9,"wide":65536,"high":65536}`, 0),
		"a canvas without a page":            say(`{"do":"canvas","wide":1,"high":1}`, 0),
		"a canvas that overflows":            say(`{"do":"canvas","w":9,"h":9,"wide":4611686018427387904,"high":4}`, 0),
		"a body beyond any page":             say(`{"do":"done"}`, 0x7fffffff),
		"no message":                         []byte("hello, window"),
		"half a message":                     say(`{"do":"done"}`, 10)[:9],
		"no JSON":                            say(`]`, 0),
		"a read outside all bounds":          say(`{"do":"read","off":-1,"len":5}`, 0),
		"a read that is too long":            say(`{"do":"read","off":0,"len":1073741824}`, 0),
		"a question back":                    say(`{"do":"open"}`, 0),
		"a refusal in words that are not in": say(`{"do":"fail","kind":"forbidden","code":"見本クラウド"}`, 0),
	} {
		t.Run(name, func(t *testing.T) {
			l := &liar{Reader: io.MultiReader(bytes.NewReader(warm), bytes.NewReader(opened), bytes.NewReader(words)), killed: make(chan struct{})}
			e := newEngine(t, evidence.Config{Start: func() (evidence.Worker, error) { return l, nil }})
			d, err := e.Open(t.Context(), strings.NewReader("%PDF-"), 5)
			if err != nil {
				t.Fatal(err)
			}
			_, err = d.Page(t.Context(), 1, 100)
			if !errors.Is(err, &fault.Error{Kind: fault.Unavailable, Code: "evidence_worker_lost"}) {
				t.Errorf("%v", err)
			}
			if strings.Contains(fmt.Sprint(err), "見本") {
				t.Errorf("the worker's words in %q", err)
			}
		})
	}
}

func TestTurningPagesQuicklyCostsNoWorker(t *testing.T) {
	e, s := apart(t, time.Minute)
	d := open(t, e, paper(t, 9))
	for i := range 9 {
		ctx, cancel := context.WithCancel(t.Context())
		go cancel()
		if _, err := d.Page(ctx, i+1, 900); err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
	}
	if _, err := d.Page(t.Context(), 9, 300); err != nil || len(s.workers) != 1 {
		t.Errorf("%v, %d workers", err, len(s.workers))
	}
}

func TestGlyphsStandWhereTheyAreDrawn(t *testing.T) { both(t, glyphsStandWhereTheyAreDrawn) }

func glyphsStandWhereTheyAreDrawn(t *testing.T, e *evidence.Engine) {
	upright := paper(t, 1) // "page 1" in 20 points, its base line 20 mm from the top and left
	turned := bytes.Replace(upright, []byte("/Type /Page\n"), []byte("/Type /Page /Rotate 90\n"), 1)
	const mm = 72 / 25.4
	for name, c := range map[string]struct {
		file   []byte
		inside func(g evidence.Glyph) bool
	}{
		"upright": {upright, func(g evidence.Glyph) bool {
			return near(g.X, 20*mm) && g.Y > 12*mm && g.Y+g.H > 19*mm && g.Y+g.H < 23*mm && g.W > 5
		}},
		"turned": {turned, func(g evidence.Glyph) bool { // clockwise: what was at the top is at the right
			right := float32(297 * mm)
			return near(g.Y, 20*mm) && g.X < right-18*mm && g.X+g.W < right-12*mm && g.H > 5
		}},
	} {
		d := open(t, e, c.file)
		gs, err := d.Glyphs(t.Context(), 1)
		if err != nil || len(gs) < 6 {
			t.Fatalf("%s: %d glyphs, %v", name, len(gs), err)
		}
		if gs[0].Rune != 'p' || !c.inside(gs[0]) {
			t.Errorf("%s: %q at %+v", name, gs[0].Rune, gs[0])
		}
		s, err := d.Page(t.Context(), 1, 1240)
		if err != nil {
			t.Fatal(err)
		}
		scale := 1240 / float32(s.Width)
		ink := false
		for x := gs[0].X; x < gs[0].X+gs[0].W; x += 0.2 {
			for y := gs[0].Y; y < gs[0].Y+gs[0].H; y += 0.2 {
				ink = ink || dark(s.Image.At(int(x*scale), int(y*scale)))
			}
		}
		if !ink {
			t.Errorf("%s: nothing is drawn where the first letter should be", name)
		}
	}
}

func near(a float32, b float64) bool { return float64(a) > b-2 && float64(a) < b+2 }

// torn is a file that cannot be read.
type torn struct{ why error }

func (f torn) ReadAt([]byte, int64) (int, error) { return 0, f.why }

func TestAFileThatCannotBeReadSaysWhyAndCostsNoWorker(t *testing.T) { both(t, unreadable) }

func unreadable(t *testing.T, e *evidence.Engine) {
	why := fault.New(fault.Corrupt, "evidence_lost", "evidence", "資料1")
	if _, err := e.Open(t.Context(), torn{why}, 100); !errors.Is(err, why) {
		t.Errorf("refused with %v", err)
	}
	open(t, e, endless()) // and the next document opens
}
