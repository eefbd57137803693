package main

import (
	"flag"
	"fmt"
	"io"
	"runtime"
	"slices"
	"testing"
	"time"
)

// rounds is how often both sides of a row are measured, in turn, so that a busy moment hits neither side alone.
const rounds = 5

// Row is one line of the table: work of ours, and what it is held against in the same run.
type Row struct {
	Work   string
	Ours   func(b *testing.B)
	Peer   func(b *testing.B)    // nil: the budget is a time
	Name   string                // of the peer
	Ratio  float64               // budget as a ratio to the peer; 0: there is none, the peer is for comparison
	Within time.Duration         // budget as a time, when there is no peer
	Size   func() (int64, error) // memory is measured, in place of time
	Under  int64                 // budget of memory, in bytes
	// Times measures by itself, for what is no loop: ours, and the peer's in turn; 0 when there is none.
	Times func() (ours, peer time.Duration, err error)
	// Sizes measures memory against memory, by Ratio.
	Sizes func() (ours, peer int64, err error)
}

// Result is a measured row: medians over the rounds.
type Result struct {
	Row
	OursTime, PeerTime time.Duration
	OursSize, PeerSize int64
}

// Kept reports whether the budget is kept.
func (r Result) Kept() bool {
	switch {
	case r.Size != nil:
		return r.OursSize <= r.Under
	case r.Sizes != nil:
		return r.Measured() <= r.Ratio
	case !r.held():
		return r.OursTime <= r.Within
	case r.Ratio == 0:
		return true
	}
	return r.Measured() <= r.Ratio
}

// held reports whether the time is held against a peer's.
func (r Result) held() bool { return r.Peer != nil || r.PeerTime > 0 }

// Measured returns the ratio of our time, or memory, to the peer's.
func (r Result) Measured() float64 {
	if r.Sizes != nil {
		return float64(r.OursSize) / float64(r.PeerSize)
	}
	return float64(r.OursTime) / float64(r.PeerTime)
}

// measure runs both sides of a row in turn.
func measure(r Row) (Result, error) {
	if r.Size != nil {
		size, err := r.Size()
		return Result{Row: r, OursSize: size}, err
	}
	if r.Sizes != nil {
		size, peer, err := r.Sizes()
		return Result{Row: r, OursSize: size, PeerSize: peer}, err
	}
	if r.Times != nil {
		ours, peer, err := r.Times()
		if err != nil {
			return Result{}, fmt.Errorf("measure %s: %w", r.Work, err)
		}
		return Result{Row: r, OursTime: ours, PeerTime: peer}, nil
	}
	var ours, peer []time.Duration
	for range rounds {
		d, err := once(r.Ours)
		if err != nil {
			return Result{}, fmt.Errorf("measure %s: %w", r.Work, err)
		}
		ours = append(ours, d)
		if r.Peer == nil {
			continue
		}
		if d, err = once(r.Peer); err != nil {
			return Result{}, fmt.Errorf("measure %s: %w", r.Name, err)
		}
		peer = append(peer, d)
	}
	return Result{Row: r, OursTime: median(ours), PeerTime: median(peer)}, nil
}

func once(f func(b *testing.B)) (time.Duration, error) {
	r := testing.Benchmark(f)
	if r.N == 0 {
		return 0, fmt.Errorf("the benchmark failed")
	}
	if spent, ok := r.Extra[processor]; ok {
		return time.Duration(spent), nil
	}
	return r.T / time.Duration(r.N), nil
}

// processor is the metric of a benchmark that tells processor time, which is then taken in place of time.
const processor = "cpu-ns/op"

// byProcessor makes a benchmark tell its processor time, garbage collection included, as on one core.
func byProcessor(f func(b *testing.B)) func(b *testing.B) {
	return func(b *testing.B) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
		before, ok := cpu()
		f(b)
		if after, _ := cpu(); ok {
			b.ReportMetric(float64(after-before)/float64(b.N), processor)
		}
	}
}

func median(d []time.Duration) time.Duration {
	if len(d) == 0 {
		return 0
	}
	slices.Sort(d)
	return d[len(d)/2]
}

// span sets how long one measurement takes; it has to be called before the first.
func span(d time.Duration) error {
	testing.Init()
	if err := flag.Set("test.benchtime", d.String()); err != nil {
		return fmt.Errorf("set span: %w", err)
	}
	return nil
}

// write prints the table in the form the README takes.
func write(w io.Writer, results []Result) {
	fmt.Fprintln(w, "| work | ours | held against | ratio | budget | |")
	fmt.Fprintln(w, "|---|---:|---|---:|---:|---|")
	for _, r := range results {
		verdict := "kept"
		if !r.Kept() {
			verdict = "**over**"
		}
		switch {
		case r.Size != nil:
			fmt.Fprintf(w, "| %s | %d MB | | | ≤ %d MB | %s |\n", r.Work, (r.OursSize+1<<20-1)>>20, r.Under>>20, verdict)
			continue
		case r.Sizes != nil:
			fmt.Fprintf(w, "| %s | %d MB | %s: %d MB | %.2f | ≤ %.2f | %s |\n", r.Work, r.OursSize>>20, r.Name, r.PeerSize>>20, r.Measured(), r.Ratio, verdict)
			continue
		case !r.held():
			fmt.Fprintf(w, "| %s | %s | | | ≤ %s | %s |\n", r.Work, short(r.OursTime), short(r.Within), verdict)
			continue
		case r.Ratio == 0:
			fmt.Fprintf(w, "| %s | %s | %s: %s | %.3f | | |\n", r.Work, short(r.OursTime), r.Name, short(r.PeerTime), r.Measured())
			continue
		}
		fmt.Fprintf(w, "| %s | %s | %s: %s | %.2f | ≤ %.2f | %s |\n", r.Work, short(r.OursTime), r.Name, short(r.PeerTime), r.Measured(), r.Ratio, verdict)
	}
}

// short rounds a time to three figures.
func short(d time.Duration) string {
	unit := time.Duration(1)
	for unit*1000 <= d {
		unit *= 10
	}
	return d.Round(unit).String()
}
