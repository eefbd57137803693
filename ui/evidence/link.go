package evidence

import (
	"bufio"
	"context"
	"errors"
	"io"
	"sync/atomic"
	"time"

	"shinsa/review/fault"
)

// errNoWorker says that this machine starts no page worker.
var errNoWorker = errors.New("no page worker")

// link is the window's end of a worker. It carries one question at a time.
type link struct {
	w      Worker
	in     *bufio.Reader
	busy   chan struct{} // held by the question at hand
	turn   int           // of the engine when it was started
	killed atomic.Bool
	asked  atomic.Int64 // the number of the question at hand
	left   atomic.Int64 // the number of the last one whose answer nobody waited for
}

func newLink(w Worker, turn int) *link {
	return &link{w: w, in: bufio.NewReaderSize(w, 64<<10), busy: make(chan struct{}, 1), turn: turn}
}

func (l *link) dead() bool { return l.killed.Load() }

func (l *link) kill() {
	if !l.killed.Swap(true) {
		l.w.Kill()
	}
}

// answer is what the worker said.
type answer struct {
	message
	body   []byte
	canvas *canvas // of a page
}

// call asks and waits for the answer until ctx ends. The worker is killed when it takes longer than patience. When ctx ends before, the question is
// left to end by itself, so that turning pages quickly does not cost a new worker each time, unless another one waits for it. of is the document
// whose file it may read, nil for none. errGone says that the worker ended before it was asked.
func (l *link) call(ctx context.Context, patience time.Duration, m message, of *remote) (answer, error) {
	if err := l.wait(ctx); err != nil {
		return answer{}, err
	}
	if l.dead() {
		<-l.busy
		return answer{}, errGone
	}
	number := l.asked.Add(1)
	type result struct {
		answer
		err error
	}
	done := make(chan result, 1)
	end, stop := context.WithTimeout(context.WithoutCancel(ctx), patience)
	go func() {
		defer stop()
		slow := context.AfterFunc(end, l.kill)
		a, err := l.exchange(m, of)
		if !slow() {
			err = fault.New(fault.Unavailable, "evidence_too_slow")
		}
		<-l.busy
		done <- result{a, err}
	}()
	select {
	case r := <-done:
		return r.answer, r.err
	case <-ctx.Done():
		l.left.Store(number)
		return answer{}, stopped(ctx)
	}
}

// wait waits for the question at hand. Where nobody waits for its answer any more it gets a moment to end, and no more: the page that a person
// turned away from because it does not come must not hold the next one up.
func (l *link) wait(ctx context.Context) error {
	moment := time.NewTicker(leftPatience)
	defer moment.Stop()
	for {
		select {
		case l.busy <- struct{}{}:
			return nil
		case <-ctx.Done():
			return stopped(ctx)
		case <-moment.C:
			if l.left.Load() == l.asked.Load() {
				l.kill()
			}
		}
	}
}

// leftPatience is how long a question that nobody waits for holds up the next: longer than most pages take, for a new worker costs as much.
const leftPatience = 1500 * time.Millisecond

// errGone is a worker that ended before a question came to it.
var errGone = errors.New("page worker has ended")

// errLost is a worker that ended by itself: the file was too much for it, or somebody killed it.
var errLost = fault.New(fault.Unavailable, "evidence_worker_lost")

// exchange asks, hands the worker what it wants of the file, and returns the answer. A worker that does otherwise is killed.
func (l *link) exchange(m message, of *remote) (answer, error) {
	if err := send(l.w, m, nil); err != nil {
		l.kill()
		return answer{}, errLost
	}
	var a answer
	for {
		got, size, err := receiveHead(l.in)
		if err != nil {
			l.kill()
			return answer{}, errLost
		}
		switch got.Do {
		case doDone:
			a.message, a.body = got, make([]byte, size)
			if err := receiveBody(l.in, a.body); err == nil && a.canvas.full() {
				return a, nil
			}
		case doFail:
			if size == 0 {
				return answer{}, of.because(failure(got))
			}
		case doRead:
			if err := l.hand(got, of); err == nil && size == 0 {
				continue
			}
		case doCanvas:
			if a.canvas, err = newCanvas(got, of.sheets); err == nil && size == 0 && m.Do == doPage {
				continue
			}
		case doBand:
			if err := a.canvas.take(l.in, size); err == nil {
				continue
			}
		}
		l.kill()
		return answer{}, errLost
	}
}

// hand gives the worker a stretch of the file.
func (l *link) hand(want message, of *remote) error {
	if of == nil || want.Off < 0 || want.Len < 0 || want.Len > maxRead {
		return errWire
	}
	b := make([]byte, want.Len)
	n, err := of.r.ReadAt(b, want.Off)
	if err != nil && !errors.Is(err, io.EOF) {
		of.broke.CompareAndSwap(nil, &err)
		return send(l.w, message{Do: doFail, Kind: fault.Unavailable, Code: "evidence_unreadable"}, nil)
	}
	return send(l.w, message{Do: doData}, b[:n])
}

// failures are the refusals a worker may answer with; it has no others to say.
var failures = map[string]bool{
	"evidence_media_unknown": true, "evidence_unreadable": true, "evidence_password": true, "evidence_too_large": true, "evidence_engine": true,
	"evidence_no_such_page": true, "evidence_legacy_office": true, "evidence_password_wrong": true, "evidence_gave_up": true,
	"evidence_picture_foreign": true, "evidence_empty": true,
}

func failure(m message) error {
	if !failures[m.Code] {
		return errLost
	}
	switch m.Kind {
	case fault.Invalid, fault.Missing, fault.Unavailable:
		return fault.New(m.Kind, m.Code)
	}
	return errLost
}
