package evidence

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"shinsa/review/fault"
)

const pageOfMemory = 64 << 10 // of WebAssembly

// engine is PDFium in this process. Guarded, it stops by itself at the end of patience; the guard looks at the clock in every loop and makes
// a page take four times as long, so that the worker, which is killed from outside, goes without.
type engine struct {
	cacheDir string
	patience time.Duration
	guarded  bool

	start sync.Once
	pool  pdfium.Pool
	cache wazero.CompilationCache
	err   error
}

func (e *engine) warm() error {
	e.start.Do(func() { e.err = e.init() })
	return e.err
}

func (e *engine) init() error {
	cfg := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(MemoryLimit / pageOfMemory).
		WithCloseOnContextDone(e.guarded)
	if e.cacheDir != "" {
		cache, err := wazero.NewCompilationCacheWithDir(e.cacheDir)
		if err != nil {
			return fmt.Errorf("open engine cache: %w", err)
		}
		e.cache = cache
		cfg = cfg.WithCompilationCache(cache)
	}
	pool, err := webassembly.Init(webassembly.Config{
		MaxIdle: 1, MaxTotal: 4,
		FSConfig:      wazero.NewFSConfig(), // no folder of the machine
		RuntimeConfig: cfg,
		Stdout:        io.Discard, Stderr: io.Discard, // may quote the document (Art. 20)
	})
	if err != nil {
		return fmt.Errorf("start page engine: %w", err)
	}
	e.pool = pool
	return nil
}

func (e *engine) close() error {
	e.start.Do(func() {})
	if e.pool == nil {
		return nil
	}
	err := e.pool.Close()
	if e.cache != nil {
		if cerr := e.cache.Close(context.Background()); err == nil {
			err = cerr
		}
	}
	return err
}

// patient bounds a call of a guarded engine; in the worker the window does.
func (e *engine) patient(ctx context.Context) (context.Context, context.CancelFunc) {
	if e.guarded {
		return context.WithTimeout(ctx, e.patience)
	}
	return context.WithCancel(ctx)
}

// instance returns an instance for one document.
func (e *engine) instance(ctx context.Context) (pdfium.Pdfium, error) {
	wait := startPatience
	if t, ok := ctx.Deadline(); ok {
		wait = time.Until(t)
	}
	p, err := e.pool.GetInstance(wait)
	if err != nil {
		return nil, fault.Wrap(fault.Unavailable, "evidence_engine", err)
	}
	return p, nil
}

// errTrap is a fault inside the engine: the file broke it.
var errTrap = errors.New("page engine trapped")

// trapped is how the text of such a fault begins when it comes as an error, which has no other sign: no more memory, or an error of the engine.
const trapped = "wasm error: "

// guarded runs f and turns a trap that surfaces as a panic into an error without its text, which may quote the file.
func guarded(p pdfium.Pdfium, f func(pdfium.Pdfium) error) (err error) {
	defer func() {
		if recover() != nil {
			err = errTrap
		}
	}()
	return f(p)
}

func stopped(ctx context.Context) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return fault.New(fault.Unavailable, "evidence_too_slow")
	}
	return context.Canceled
}

// errLocked is a file that opens with a password.
var errLocked = fault.New(fault.Invalid, "evidence_password")

// refused names what the engine said; its own text stays out of it.
func refused(err error) error {
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword):
		return errLocked
	case err == errTrap, strings.HasPrefix(err.Error(), trapped):
		return fault.New(fault.Invalid, "evidence_gave_up")
	}
	return fault.New(fault.Invalid, "evidence_unreadable")
}
