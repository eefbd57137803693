package evidence

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// MemoryLimit is the most memory one document may take, in bytes.
const MemoryLimit = 256 << 20

const pageOfMemory = 64 << 10 // of WebAssembly

// Config says where the engine keeps its compiled form and how patient it is.
type Config struct {
	// CacheDir is a folder for the compiled engine; "" compiles anew each time.
	CacheDir string
	// Patience is how long opening a document or drawing a page may take; 20 seconds when zero.
	Patience time.Duration
}

// Engine opens documents. It is made without cost; the first document starts it. Safe for concurrent use.
type Engine struct {
	cfg   Config
	start sync.Once
	pool  pdfium.Pool
	cache wazero.CompilationCache
	err   error
}

// New returns an engine.
func New(cfg Config) *Engine {
	if cfg.Patience <= 0 {
		cfg.Patience = 20 * time.Second
	}
	return &Engine{cfg: cfg}
}

// Warm starts the engine now, so that the first document does not wait for it. It is meant for a background task.
func (e *Engine) Warm() error {
	e.start.Do(func() { e.err = e.init() })
	return e.err
}

func (e *Engine) init() error {
	cfg := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(MemoryLimit / pageOfMemory).
		WithCloseOnContextDone(true)
	if e.cfg.CacheDir != "" {
		cache, err := wazero.NewCompilationCacheWithDir(e.cfg.CacheDir)
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

// Close stops the engine; documents still open become unusable.
func (e *Engine) Close() error {
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
