package evidence

import (
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"

	"shinsa/review/fault"
)

// remote is a document in a worker. When the worker is lost, the next call opens the file in another.
type remote struct {
	engine *Engine
	r      io.ReaderAt
	size   int64
	sheets *shelf

	pages  atomic.Int64          // known without waiting for the worker
	broke  atomic.Pointer[error] // why the file could not be read
	mu     sync.Mutex
	link   *link
	closed bool
}

// ready opens the file in a worker, unless that is already so. A first document may have to wait for the engine to be compiled.
func (d *remote) ready(ctx context.Context) error {
	_, err := d.linked(ctx)
	return err
}

func (d *remote) linked(ctx context.Context) (*link, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return nil, fault.New(fault.Unavailable, "evidence_unreadable")
	}
	if d.link != nil && !d.link.dead() {
		return d.link, nil
	}
	l, err := d.engine.worker(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := l.call(ctx, startPatience, message{Do: doWarm}, nil); err != nil {
		l.kill()
		if errors.Is(err, context.Canceled) {
			return nil, err
		}
		return nil, errNoWorker
	}
	a, err := l.call(ctx, d.engine.opening(d.r, d.size), message{Do: doOpen, Size: d.size, Password: Password(d.r), Lang: d.engine.language()}, d)
	if err == nil && a.Pages < 1 {
		err = errLost
	}
	if err != nil {
		if fault.KindOf(err) == fault.Invalid || d.broke.Load() != nil {
			d.engine.rest(l) // it refused, and is as good as before
		} else {
			l.kill()
		}
		return nil, err
	}
	d.link = l
	d.pages.Store(int64(a.Pages))
	return l, nil
}

// because returns why a worker refused: where the file could not be read, that is the reason, and the worker cannot know it.
func (d *remote) because(refusal error) error {
	if d == nil {
		return refusal
	}
	if why := d.broke.Load(); why != nil {
		return *why
	}
	return refusal
}

// ask brings a question about a page to the worker.
func (d *remote) ask(ctx context.Context, m message) (answer, error) {
	if m.Page < 1 || m.Page > d.Pages() {
		return answer{}, fault.New(fault.Missing, "evidence_no_such_page")
	}
	for {
		l, err := d.linked(ctx)
		if err != nil {
			if errors.Is(err, errNoWorker) {
				err = fault.Wrap(fault.Unavailable, "evidence_engine", err)
			}
			return answer{}, err
		}
		a, err := l.call(ctx, d.engine.cfg.Patience, m, d)
		if err != errGone { // that was the question before; this one goes to another worker
			return a, err
		}
	}
}

func (d *remote) Pages() int { return int(d.pages.Load()) }

func (d *remote) Page(ctx context.Context, n, width int) (Sheet, error) {
	a, err := d.ask(ctx, message{Do: doPage, Page: n, Width: width})
	if err != nil {
		return Sheet{}, err
	}
	if a.canvas == nil {
		return Sheet{}, errLost
	}
	return a.canvas.Sheet, nil
}

func (d *remote) Text(ctx context.Context, n int) (string, error) {
	a, err := d.ask(ctx, message{Do: doText, Page: n})
	return string(a.body), err
}

func (d *remote) Glyphs(ctx context.Context, n int) ([]Glyph, error) {
	a, err := d.ask(ctx, message{Do: doGlyphs, Page: n})
	if err != nil {
		return nil, err
	}
	gs, err := unpackGlyphs(a.body)
	if err != nil {
		return nil, errLost
	}
	return gs, nil
}

// Close lets the worker rest; one that does not answer is killed. It waits for the question at hand no longer than that may take.
func (d *remote) Close() error {
	defer d.engine.leave()()
	d.mu.Lock()
	l := d.link
	d.link, d.closed = nil, true
	d.mu.Unlock()
	d.sheets.clear()
	if l == nil {
		return nil
	}
	if _, err := l.call(context.Background(), d.engine.cfg.Patience, message{Do: doClose}, d); err != nil {
		l.kill()
		return nil // the worker is gone, and the document with it
	}
	d.engine.rest(l)
	return nil
}
