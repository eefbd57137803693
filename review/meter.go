package review

import (
	"context"
	"io"
	"sync"
)

// Meter hears how far a long act is: of all the bytes that have to be read, so many are. It hears of whole hundredths only, one after the
// other, from any goroutine.
type Meter func(done, total int64)

type (
	meterKey struct{}
	gaugeKey struct{}
)

// WithMeter returns a context whose long acts (Pack, Receive, OpenDossier, Declare, Release) tell how far they are. They end with the context, and
// then leave nothing of what was under way.
func WithMeter(ctx context.Context, m Meter) context.Context {
	return context.WithValue(ctx, meterKey{}, m)
}

// gauge counts what is read for one act.
type gauge struct {
	mu    sync.Mutex
	meter Meter
	done  int64
	total int64
	told  int64
}

// gauged returns the gauge of the act under way, or begins one of an act that reads total bytes.
func gauged(ctx context.Context, total int64) (context.Context, *gauge) {
	if g, ok := ctx.Value(gaugeKey{}).(*gauge); ok {
		return ctx, g
	}
	g := &gauge{total: total, told: -1}
	g.meter, _ = ctx.Value(meterKey{}).(Meter)
	return context.WithValue(ctx, gaugeKey{}, g), g
}

func (g *gauge) add(n int) {
	if g.meter == nil || g.total <= 0 {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.done = min(g.done+int64(n), g.total) // directories are read more than once
	if hundredths := 100 * g.done / g.total; hundredths != g.told {
		g.told = hundredths
		g.meter(g.done, g.total)
	}
}

// over counts the reading of a file, which ends with the context.
func (g *gauge) over(ctx context.Context, in Incoming) Incoming {
	if _, already := in.R.(*counted); !already {
		in.R = &counted{ctx, g, in.R}
	}
	return in
}

type counted struct {
	ctx context.Context //nolint:containedctx // a reader lives inside one call
	g   *gauge
	r   io.ReaderAt
}

// ReadAt implements io.ReaderAt.
func (c *counted) ReadAt(p []byte, off int64) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.r.ReadAt(p, off)
	c.g.add(n)
	return n, err
}

// along counts the reading of a stream.
func (g *gauge) along(r io.ReadCloser) io.ReadCloser { return &stream{r, g} }

type stream struct {
	io.ReadCloser
	g *gauge
}

// Read implements io.Reader.
func (s *stream) Read(p []byte) (int, error) {
	n, err := s.ReadCloser.Read(p)
	s.g.add(n)
	return n, err
}

// stopped prefers the context's end to what it brought about.
func stopped(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}
