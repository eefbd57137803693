package evidence

import (
	"context"
	"io"
	"sync"
	"time"

	"shinsa/review/fault"
)

// MemoryLimit is the most memory a PDF may take inside the worker, in bytes. A worker whose engine comes to it takes up to three times as much for a
// moment, because the engine's memory is copied when it grows.
const MemoryLimit = 256 << 20

// Worker is a page worker that runs: what is written to it reaches the In of Serve, what is read from it comes from its Out.
type Worker interface {
	io.Reader
	io.Writer
	// Kill ends the worker at once, whatever it is doing, and makes a pending Read or Write return. It may be called twice.
	Kill()
}

// Config says how pages are drawn, and how patient the reader is.
type Config struct {
	// Start starts a page worker; nil reads documents in this process, guarded.
	Start func() (Worker, error)
	// CacheDir is a folder for the compiled engine when documents are read in this process; "" compiles anew each time.
	CacheDir string
	// Patience is how long opening a document or drawing a page may take; DefaultPatience when zero.
	Patience time.Duration
}

// DefaultPatience ends a page that hangs before a person gives up; who goes elsewhere does not wait for it. A sheet of A0 scanned in colour at 300
// dots to the inch takes 1.5 s in the worker on two quiet cores, and 4 s on busy ones.
const DefaultPatience = 10 * time.Second

// Engine opens documents. It is made without cost; the first document starts it. Safe for concurrent use.
type Engine struct {
	cfg   Config
	local *engine // for documents read in this process

	mu      sync.Mutex
	idle    []*link       // workers that wait for a document
	leaving int           // documents that are being closed
	left    chan struct{} // closed when the next of them was
	warming chan struct{} // closed when the worker that Warm started is ready; nil before
	turn    int           // how often Forget was called
	lang    string        // of who reads
	closed  bool
}

// New returns an engine.
func New(cfg Config) *Engine {
	if cfg.Patience <= 0 {
		cfg.Patience = DefaultPatience
	}
	return &Engine{cfg: cfg, local: &engine{cacheDir: cfg.CacheDir, patience: cfg.Patience, guarded: true}}
}

// Warm starts a worker now, so that the first document does not wait for it, and returns when it is ready. It is meant for a
// background task: the first time on a machine the page engine is compiled, which takes seconds.
func (e *Engine) Warm() error {
	if e.cfg.Start == nil {
		return e.local.warm()
	}
	l, err := e.worker(context.Background())
	if err != nil {
		return fault.Wrap(fault.Unavailable, "evidence_engine", err)
	}
	ready := make(chan struct{})
	defer close(ready)
	e.mu.Lock()
	e.warming = ready
	e.mu.Unlock()
	if _, err := l.call(context.Background(), startPatience, message{Do: doWarm}, nil); err != nil {
		l.kill()
		return fault.Wrap(fault.Unavailable, "evidence_engine", err)
	}
	e.rest(l)
	return nil
}

// startPatience is how long a worker may take for its first word, the compiling of the engine included.
const startPatience = 3 * time.Minute

// Open opens a file by its first bytes: PDF; PNG, JPEG, GIF, TIFF, BMP, WebP; text and CSV in UTF-8, CP932 or UTF-16; DOCX, XLSX, PPTX. Anything
// else is refused with fault.Invalid "evidence_media_unknown", a file that cannot be read with "evidence_unreadable", one that needs a
// password with "evidence_password" (see Unlock; "evidence_password_wrong" where it came with another), one that is larger than can be held with
// "evidence_too_large", an empty one with "evidence_empty". r must stay open as long as the document.
func (e *Engine) Open(ctx context.Context, r io.ReaderAt, size int64) (Document, error) {
	if len(Password(r)) > maxPassword {
		return nil, fault.New(fault.Invalid, "evidence_password_wrong")
	}
	d, err := e.open(ctx, r, size)
	if err != nil {
		return nil, err
	}
	return keep(d), nil
}

func (e *Engine) open(ctx context.Context, r io.ReaderAt, size int64) (Document, error) {
	if e.cfg.Start == nil {
		return e.openHere(ctx, r, size)
	}
	if err := e.warmed(ctx); err != nil {
		return nil, err
	}
	d := &remote{engine: e, r: r, size: size, sheets: &shelf{}}
	err := d.ready(ctx)
	if err == errNoWorker { // no worker on this machine: slower, and as safe
		return e.openHere(ctx, r, size)
	}
	if err != nil {
		return nil, err
	}
	return d, nil
}

// openHere opens a file in this process.
func (e *Engine) openHere(ctx context.Context, r io.ReaderAt, size int64) (Document, error) {
	d, err := openHere(ctx, e.local, r, size)
	if err != nil {
		return nil, err
	}
	speak(d, e.language())
	return d, nil
}

// Speak says in which language documents that are opened from now on say what they do not show; Japanese where nobody said.
func (e *Engine) Speak(lang string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.lang = lang
}

func (e *Engine) language() string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.lang
}

// opening is how long a file may take to be opened. A picture is decoded then: 139 million pixels take three seconds on two quiet cores, and the largest
// PNG or TIFF that is shown takes ten.
func (e *Engine) opening(r io.ReaderAt, size int64) time.Duration {
	const picture = 2
	head := make([]byte, min(headBytes, max(size, 0)))
	if n, _ := r.ReadAt(head, 0); media(head[:n]) == isPicture { // what cannot be read the worker says
		return picture * e.cfg.Patience
	}
	return e.cfg.Patience
}

// warmed waits for the worker that is getting ready, rather than start another beside it.
func (e *Engine) warmed(ctx context.Context) error {
	e.mu.Lock()
	ready := e.warming
	e.mu.Unlock()
	if ready == nil {
		return nil
	}
	select {
	case <-ready:
		return nil
	case <-ctx.Done():
		return stopped(ctx)
	}
}

// worker returns one that waits, or a new one. The worker of a document that is being closed is waited for a moment: that takes less than a start.
func (e *Engine) worker(ctx context.Context) (*link, error) {
	moment := time.NewTimer(leavePatience)
	defer moment.Stop()
	for waited := false; ; {
		e.mu.Lock()
		if n := len(e.idle); n > 0 {
			l := e.idle[n-1]
			e.idle = e.idle[:n-1]
			e.mu.Unlock()
			return l, nil
		}
		closed, turn, leaving, left := e.closed, e.turn, e.leaving, e.left
		e.mu.Unlock()
		if closed {
			return nil, errNoWorker
		}
		if leaving == 0 || waited {
			w, err := e.cfg.Start()
			if err != nil {
				return nil, errNoWorker
			}
			return newLink(w, turn), nil
		}
		select {
		case <-left:
		case <-moment.C:
			waited = true
		case <-ctx.Done():
			return nil, stopped(ctx)
		}
	}
}

// leavePatience is how long the worker of a document that is being closed is waited for: it may have a page to end.
const leavePatience = 60 * time.Millisecond

// leave says that a document is being closed, until gone is called.
func (e *Engine) leave() (gone func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.leaving++; e.leaving == 1 {
		e.left = make(chan struct{})
	}
	return func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.leaving--
		close(e.left)
		e.left = make(chan struct{})
	}
}

// spare is how many workers wait for the next document; each takes some 60 MB.
const spare = 1

// rest lets a worker wait for the next document, unless enough of them wait.
func (e *Engine) rest(l *link) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed || l.turn != e.turn || len(e.idle) >= spare || l.dead() {
		l.kill()
		return
	}
	e.idle = append(e.idle, l)
}

// Forget ends the workers that wait, and those at work as soon as their documents are closed: a worker's memory may still hold what it read. It is
// called when a desk is closed; the next document starts a new worker.
func (e *Engine) Forget() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.turn++
	for _, l := range e.idle {
		l.kill()
	}
	e.idle, e.warming = nil, nil
}

// Close stops the engine; documents still open become unusable.
func (e *Engine) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.closed = true
	for _, l := range e.idle {
		l.kill()
	}
	e.idle = nil
	return e.local.close()
}
