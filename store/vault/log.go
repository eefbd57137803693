package vault

import (
	"encoding/binary"

	sqlite3 "modernc.org/sqlite/lib"

	"shinsa/store/internal/shim"
)

// SQLite's own view of the log (https://www.sqlite.org/fileformat2.html#walformat): a header, then frames of header and page.
const (
	plainHead      = 32
	plainFrameHead = 24
	plainFrame     = plainFrameHead + PageSize
)

// The sealed log, as the package comment lays it out.
const (
	slotSize   = 1024
	frameStart = 4 * slotSize

	headUnit  = plainHead + 8
	markUnit  = 24
	frameUnit = plainFrameHead + 8

	frameHeadSize = frameUnit + Overhead
	frameSize     = frameHeadSize + PageSize
)

// logFile is the write-ahead log.
type logFile struct {
	sealer *sealer
	buffer []byte // one sealed frame
	free   func()
	queue  *queue // frames that are not in the file yet

	begun      bool // there is a head
	head       [plainHead]byte
	generation uint64
	headSynced bool

	committed int64 // frames up to the end of the last whole commit written
	durable   int64 // of these, known to be on disk
	serial    uint64
	written   bool // recovery is over: every frame read from here on has to open
	damaged   bool // acknowledged frames do not open
}

func openLog(s *sealer, below shim.Below) (shim.File, shim.Code) {
	size, rc := below.Size()
	if rc != shim.OK {
		return nil, rc
	}
	b, free := shim.Alloc(frameSize)
	if b == nil {
		return nil, shim.NoMemory
	}
	q, rc := newQueue(size)
	if rc != shim.OK {
		free()
		return nil, rc
	}
	f := &logFile{sealer: s, buffer: b, free: free, queue: q}
	if rc := f.survey(below, size); rc != shim.OK {
		f.Close()
		return nil, rc
	}
	return f, shim.OK
}

// Close forgets what waits: it belongs to a transaction that was not committed.
func (f *logFile) Close() {
	f.free()
	f.queue.free()
}

func frameOffset(n int64) int64 { return frameStart + n*frameSize }
func framePlace(n int64) place  { return place{letter: 'f', index: uint64(n)} }
func (f *logFile) page(n int64) place {
	return place{letter: 'p', generation: f.generation, index: uint64(n)}
}

// Read answers for the header, a whole frame (recovery), a page (reading and checkpoints) or a part of a frame header.
func (f *logFile) Read(below shim.Below, p []byte, off int64) shim.Code {
	if f.damaged {
		clear(p)
		return shim.BadData
	}
	if off+int64(len(p)) <= plainHead {
		return f.readHead(p, off)
	}
	n, at := (off-plainHead)/plainFrame, (off-plainHead)%plainFrame
	end := at + int64(len(p))
	switch {
	case off < plainHead || end > plainFrame:
		return shim.BadRead
	case at == 0 && end == plainFrame:
		return f.readFrame(below, p, n)
	case end <= plainFrameHead:
		return f.readFrameHead(below, p, n, at)
	case at >= plainFrameHead:
		return f.readPage(below, p, n, at-plainFrameHead)
	}
	return shim.BadRead
}

func (f *logFile) readHead(p []byte, off int64) shim.Code {
	if !f.begun {
		clear(p)
		return shim.ShortRead
	}
	copy(p, f.head[off:])
	return shim.OK
}

// fetch brings a part of the sealed frame n, from the queue or the file.
func (f *logFile) fetch(below shim.Below, p []byte, n, at int64) shim.Code {
	if waiting := f.queue.frame(n); waiting != nil {
		copy(p, waiting[at:])
		return shim.OK
	}
	return below.Read(p, frameOffset(n)+at)
}

// readFrame hands out zeroes for a frame that does not open during recovery: to SQLite that is the end of the log. Whether it may be
// the end has been decided when the log was opened.
func (f *logFile) readFrame(below shim.Below, p []byte, n int64) shim.Code {
	if rc := f.fetch(below, f.buffer, n, 0); rc != shim.OK {
		clear(p)
		return rc
	}
	page := f.buffer[frameHeadSize:]
	if !f.openFrameHead(n) || !f.sealer.openPage(page, f.page(n)) {
		clear(p)
		if f.written {
			return shim.BadData
		}
		return shim.OK
	}
	copy(p, f.buffer[:plainFrameHead])
	copy(p[plainFrameHead:], page)
	return shim.OK
}

// openFrameHead opens the head in the buffer and reports whether it belongs to this generation.
func (f *logFile) openFrameHead(n int64) bool {
	head := f.buffer[:frameHeadSize]
	return f.sealer.open(head, head, framePlace(n)) && binary.BigEndian.Uint64(head[plainFrameHead:]) == f.generation
}

func (f *logFile) readFrameHead(below shim.Below, p []byte, n, at int64) shim.Code {
	if rc := f.fetch(below, f.buffer[:frameHeadSize], n, 0); rc != shim.OK {
		clear(p)
		return rc
	}
	if !f.openFrameHead(n) {
		clear(p)
		return shim.BadData
	}
	copy(p, f.buffer[at:plainFrameHead])
	return shim.OK
}

func (f *logFile) readPage(below shim.Below, p []byte, n, at int64) shim.Code {
	page := f.buffer[:PageSize]
	if len(p) == PageSize {
		page = p
	}
	if rc := f.fetch(below, page, n, frameHeadSize); rc != shim.OK {
		clear(p)
		return rc
	}
	if !f.sealer.openPage(page, f.page(n)) {
		clear(p)
		return shim.BadData
	}
	if len(p) < PageSize {
		copy(p, page[at:])
	}
	return shim.OK
}

// Write takes what SQLite writes: the header, a frame header or a page.
func (f *logFile) Write(below shim.Below, p []byte, off int64) shim.Code {
	if f.damaged {
		return shim.BadData
	}
	f.written = true
	if off == 0 && len(p) == plainHead {
		return f.begin(below, p)
	}
	n, at := (off-plainHead)/plainFrame, (off-plainHead)%plainFrame
	switch {
	case off < plainHead || !f.begun:
		return shim.BadWrite
	case at == 0 && len(p) == plainFrameHead:
		return f.writeFrameHead(below, p, n)
	case at == plainFrameHead && len(p) == PageSize:
		return f.writePage(below, p, n)
	}
	return shim.BadWrite
}

// begin starts a generation. Its head goes into the slot that does not hold the last durable one.
func (f *logFile) begin(below shim.Below, p []byte) shim.Code {
	if f.begun && !f.headSynced {
		f.generation++ // twice: the head before this one may be torn, its slot is taken again
	}
	f.generation++
	copy(f.head[:], p)
	f.queue.restart(0)
	f.begun, f.headSynced = true, false
	f.committed, f.durable = 0, 0

	unit := f.buffer[:headUnit+Overhead]
	copy(unit, p)
	binary.BigEndian.PutUint64(unit[plainHead:], f.generation)
	slot := int64(f.generation % 2)
	f.sealer.seal(unit, unit[:headUnit], place{letter: 'h', index: uint64(slot)})
	return below.Write(unit, slot*slotSize)
}

// writeFrameHead takes the head of a frame: into the queue, or to its place when it is only written again because the checksums of a
// transaction have changed.
func (f *logFile) writeFrameHead(below shim.Below, p []byte, n int64) shim.Code {
	f.committed = min(f.committed, n)
	if n < f.durable {
		if rc := f.lower(below, n); rc != shim.OK {
			return rc
		}
	}
	ends := binary.BigEndian.Uint32(p[4:]) != 0 // database size after a commit; zero in other frames
	if !f.queue.passed(n) {
		unit, rc := f.queue.head(below, n, ends)
		if rc == shim.OK {
			f.sealFrameHead(unit, p, n)
		}
		return rc
	}
	unit := f.buffer[:frameHeadSize]
	f.sealFrameHead(unit, p, n)
	rc := below.Write(unit, frameOffset(n))
	if ends && rc == shim.OK {
		f.committed = n + 1
	}
	return rc
}

func (f *logFile) sealFrameHead(unit, p []byte, n int64) {
	copy(unit, p)
	binary.BigEndian.PutUint64(unit[plainFrameHead:], f.generation)
	f.sealer.seal(unit, unit[:frameUnit], framePlace(n))
}

// writePage takes the page after its frame's head, or one that is written again within its transaction.
func (f *logFile) writePage(below shim.Below, p []byte, n int64) shim.Code {
	if f.queue.passed(n) {
		page, rc := f.buffer[:PageSize], shim.BadWrite
		if f.sealer.sealPage(page, p, f.page(n)) {
			rc = below.Write(page, frameOffset(n)+frameHeadSize)
		}
		if rc != shim.OK {
			f.committed = min(f.committed, n)
		}
		return rc
	}
	awaited := f.queue.awaits(n)
	if !awaited && f.queue.frame(n) == nil {
		return shim.BadWrite
	}
	if !f.sealer.sealPage(f.queue.slot(n - f.queue.first)[frameHeadSize:], p, f.page(n)) {
		return shim.BadWrite
	}
	if !awaited {
		return shim.OK
	}
	committed, rc := f.queue.page(below)
	if committed {
		f.committed = n + 1
	}
	return rc
}

// lower takes frames from n on out of the durable ones, which happens only after a commit that failed once it was flushed. The mark is
// on disk before the frames are written again: a loss of power between the two would look like damage.
func (f *logFile) lower(below shim.Below, n int64) shim.Code {
	marked := f.durable
	f.durable = n
	rc := f.mark(below)
	if rc == shim.OK {
		rc = below.Sync(sqlite3.SQLITE_SYNC_NORMAL)
	}
	if rc != shim.OK {
		f.durable = marked // to be lowered again
	}
	return rc
}

// mark records how many frames are durable, in the slot that does not hold the last mark.
func (f *logFile) mark(below shim.Below) shim.Code {
	f.serial++
	unit := f.buffer[:markUnit+Overhead]
	binary.BigEndian.PutUint64(unit, f.serial)
	binary.BigEndian.PutUint64(unit[8:], f.generation)
	binary.BigEndian.PutUint64(unit[16:], uint64(f.durable))
	slot := int64(f.serial % 2)
	f.sealer.seal(unit, unit[:markUnit], place{letter: 'm', index: uint64(slot)})
	return below.Write(unit, (2+slot)*slotSize)
}

func (f *logFile) Sync(below shim.Below, flags int32) shim.Code {
	if rc := f.queue.empty(below); rc != shim.OK {
		return rc
	}
	if rc := below.Sync(flags); rc != shim.OK {
		return rc
	}
	f.headSynced = f.begun
	if f.committed <= f.durable {
		return shim.OK
	}
	f.durable = f.committed
	return f.mark(below)
}

// Truncate cuts at a whole frame.
func (f *logFile) Truncate(below shim.Below, size int64) shim.Code {
	if size <= 0 {
		f.begun, f.committed, f.durable = false, 0, 0
		f.queue.restart(0)
		f.queue.length = 0
		return below.Truncate(0)
	}
	n := (max(size-plainHead, 0) + plainFrame - 1) / plainFrame
	f.queue.truncated(n)
	return below.Truncate(frameOffset(n))
}

// Size is the length SQLite would see: whole frames only, those that wait included.
func (f *logFile) Size(below shim.Below) (int64, shim.Code) {
	if f.damaged {
		return 0, shim.BadData
	}
	size, rc := below.Size()
	if rc != shim.OK || !f.begun {
		return 0, rc
	}
	frames := max(size-frameStart, 0) / frameSize
	return plainHead + max(frames, f.queue.end())*plainFrame, shim.OK
}
