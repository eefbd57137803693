package vault

import "shinsa/store/internal/shim"

// What a queue holds, less than the 128 KiB that SQLite's file systems write at once, and by how many times as much a log grows.
const (
	queueFrames = 16
	queueBytes  = queueFrames * frameSize
	growth      = 4
)

// queue gathers sealed frames that follow the last one in the log, so that those of a commit are written at once. They can be read as if
// they were written. The page that ends a commit empties it: nothing that SQLite has been told is committed waits here, whatever it thinks
// of flushing.
//
// What waits belongs to one unfinished transaction. When it cannot be written it is forgotten and SQLite gives the transaction up; should
// it go on all the same, the number of its next frame leaves a gap and is refused.
type queue struct {
	frames []byte
	zeroes []byte
	free   func()

	first  int64 // number of the first frame here: so many are in the log; unknown until SQLite says where it goes on
	whole  int64 // frames with head and page
	headed bool  // there is the head of one more
	ends   bool  // and it ends a commit
	length int64 // of the log, as far as it is known to reach
}

const unknown = -1

func newQueue(length int64) (*queue, shim.Code) {
	b, free := shim.Alloc(2 * queueBytes)
	if b == nil {
		return nil, shim.NoMemory
	}
	return &queue{frames: b[:queueBytes], zeroes: b[queueBytes:], free: free, first: unknown, length: length}, shim.OK
}

// restart forgets what waits; the log goes on with frame n.
func (q *queue) restart(n int64) { q.first, q.whole, q.headed = n, 0, false }

// end is the number of the frame after the last whole one.
func (q *queue) end() int64 { return q.first + q.whole }

// passed reports whether frame n is in the log already, where a part of it is written again.
func (q *queue) passed(n int64) bool { return n < q.first }

// frame is a whole frame that waits, sealed; nil for any other.
func (q *queue) frame(n int64) []byte {
	if n < q.first || n >= q.end() {
		return nil
	}
	return q.slot(n - q.first)
}

func (q *queue) slot(i int64) []byte { return q.frames[i*frameSize:][:frameSize] }

// head makes room for the head of frame n, for which frames from n on are forgotten: SQLite has taken them back. A gap is refused.
func (q *queue) head(below shim.Below, n int64, ends bool) ([]byte, shim.Code) {
	if q.first == unknown {
		q.restart(n)
	}
	if n > q.end() {
		return nil, shim.BadWrite
	}
	q.whole, q.headed = n-q.first, false
	if q.whole == queueFrames {
		if rc := q.empty(below); rc != shim.OK {
			return nil, rc
		}
	}
	q.headed, q.ends = true, ends
	return q.slot(q.whole)[:frameHeadSize], shim.OK
}

// awaits reports whether the page of frame n is what comes next.
func (q *queue) awaits(n int64) bool { return q.headed && n == q.end() }

// page says that the page of the awaited frame is in its place, and reports whether it ended a commit that is now in the log.
func (q *queue) page(below shim.Below) (committed bool, rc shim.Code) {
	q.whole, q.headed = q.whole+1, false
	if !q.ends {
		return false, shim.OK
	}
	if rc = q.empty(below); rc != shim.OK {
		return false, rc
	}
	if frameOffset(q.first) == q.length {
		q.grow(below)
	}
	return true, shim.OK
}

// empty writes the whole frames.
func (q *queue) empty(below shim.Below) shim.Code {
	n, start := q.whole*frameSize, frameOffset(q.first)
	end := q.end()
	q.whole, q.headed = 0, false
	if n == 0 {
		return shim.OK
	}
	if rc := below.Write(q.frames[:n], start); rc != shim.OK {
		return rc
	}
	q.first, q.length = end, max(q.length, start+n)
	return shim.OK
}

// grow lengthens the log by zeroes after a commit that has reached its end: flushing a file whose length stays costs less than half, and
// what has its place on the disk already is not refused for want of room. A disk that has none for the zeroes has taken the frames all the
// same.
func (q *queue) grow(below shim.Below) {
	for range growth {
		if below.Write(q.zeroes, q.length) != shim.OK {
			return
		}
		q.length += queueBytes
	}
}

// truncated says that the log was cut before frame n.
func (q *queue) truncated(n int64) {
	q.length = frameOffset(n)
	if q.first != unknown && n < q.end() {
		q.restart(min(q.first, n))
	}
}
