package evidence

import (
	"bufio"
	"context"
	"errors"
	"image"
	"io"
	"runtime/debug"

	"shinsa/review/fault"
)

// WorkerMemory is where a worker begins to give memory back, in bytes: a PDF at MemoryLimit and the pictures drawn of it.
const WorkerMemory = 512 << 20

// Serve is the page worker: it answers what comes from in until in ends, then calls quit, which ends the process whatever it is doing.
// cacheDir is a folder for the compiled engine; "" compiles anew each time. The process must write nothing else to out.
func Serve(in io.Reader, out io.Writer, cacheDir string, quit func()) {
	debug.SetMemoryLimit(WorkerMemory)
	s := &server{out: out, asked: make(chan asked), engine: &engine{cacheDir: cacheDir}}
	go func() {
		defer close(s.asked)
		defer quit() // also while a page hangs: a window that is gone waits for nothing
		r := bufio.NewReaderSize(in, 64<<10)
		for {
			m, body, err := receive(r)
			if err != nil {
				return
			}
			s.asked <- asked{m, body}
		}
	}()
	for q := range s.asked {
		if s.answer(q.message) != nil {
			break
		}
	}
	s.shut()
}

type asked struct {
	message
	body []byte
}

// server is the worker's side of one link, with the document at hand.
type server struct {
	out    io.Writer
	asked  chan asked
	engine *engine
	doc    Document
	packed []byte // room for a band as it travels
}

// answer answers one question. Its error is that of the link; what goes wrong with the document is an answer too.
func (s *server) answer(q message) error {
	m, body, err := message{Do: doDone}, []byte(nil), error(nil)
	ctx := context.Background()
	switch q.Do {
	case doWarm:
		err = s.engine.warm()
		debug.FreeOSMemory() // what compiling took, the first time on a machine
	case doOpen:
		s.shut()
		s.doc, err = openHere(ctx, s.engine, Unlock(newSource(s, q.Size), q.Password), q.Size)
		if err == nil {
			speak(s.doc, q.Lang)
			m.Pages = s.doc.Pages()
		}
	case doClose:
		s.shut()
	default:
		if s.doc == nil {
			err = fault.New(fault.Unavailable, "evidence_unreadable")
			break
		}
		switch q.Do {
		case doPage:
			return s.page(ctx, q)
		case doText:
			var text string
			text, err = s.doc.Text(ctx, q.Page)
			body = []byte(text)
		case doGlyphs:
			var gs []Glyph
			gs, err = s.doc.Glyphs(ctx, q.Page)
			body = packGlyphs(gs)
		default:
			return errWire
		}
	}
	if err != nil {
		return s.fail(err)
	}
	return send(s.out, m, body)
}

// page sends a page, that of a PDF straight out of the engine's memory.
func (s *server) page(ctx context.Context, q message) error {
	var broken error // of the link
	size := func(d Sheet, w, h int) error {
		broken = send(s.out, message{Do: doCanvas, W: d.Width, H: d.Height, Wide: w, High: h}, nil)
		return broken
	}
	pixels := func(img *image.RGBA) error {
		broken = s.sendBands(img.Pix[:4*img.Rect.Dx()*img.Rect.Dy()])
		return broken
	}
	var err error
	if p, ok := s.doc.(*pdf); ok {
		err = p.draw(ctx, q.Page, q.Width, size, pixels)
	} else {
		var d Sheet
		if d, err = s.doc.Page(ctx, q.Page, q.Width); err == nil {
			if err = size(d, d.Image.Rect.Dx(), d.Image.Rect.Dy()); err == nil {
				err = pixels(d.Image)
			}
		}
	}
	switch {
	case broken != nil:
		return broken
	case err != nil:
		return s.fail(err)
	}
	return send(s.out, message{Do: doDone}, nil)
}

// fail says why there is no answer, by its code alone.
func (s *server) fail(err error) error {
	m := message{Do: doFail, Kind: fault.Invalid, Code: "evidence_unreadable"}
	var f *fault.Error
	if errors.As(err, &f) {
		m.Kind, m.Code = f.Kind, f.Code
	}
	if m.Code == "evidence_gave_up" {
		debug.FreeOSMemory() // what the engine took goes with it
	}
	return send(s.out, m, nil)
}

func (s *server) shut() {
	if s.doc != nil {
		_ = s.doc.Close() // the worker forgets the document whatever happens
		s.doc = nil
	}
}
