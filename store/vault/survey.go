package vault

import (
	"encoding/binary"

	"shinsa/store/internal/shim"
)

// survey reads a log that another run has left, finds its head and its newest mark, and decides whether what does not open is the
// torn end of unfinished work or damage to acknowledged work.
func (f *logFile) survey(below shim.Below, size int64) shim.Code {
	if rc := f.findHead(below); rc != shim.OK {
		return rc
	}
	if rc := f.findMark(below); rc != shim.OK {
		return rc
	}
	frames := max(size-frameStart, 0) / frameSize
	if frames < f.durable {
		f.damaged = true
		return shim.OK
	}
	for n := range frames {
		if rc := below.Read(f.buffer, frameOffset(n)); rc != shim.OK {
			return rc
		}
		f.judge(n)
		if f.damaged {
			return shim.OK
		}
	}
	f.committed, f.headSynced = f.durable, true
	return shim.OK
}

// findHead takes the newest head that opens.
func (f *logFile) findHead(below shim.Below) shim.Code {
	for slot := range int64(2) {
		unit := f.buffer[:headUnit+Overhead]
		if rc := below.Read(unit, slot*slotSize); rc != shim.OK && rc != shim.ShortRead {
			return rc
		}
		if !f.sealer.open(unit, unit, place{letter: 'h', index: uint64(slot)}) {
			continue
		}
		if g := binary.BigEndian.Uint64(unit[plainHead:]); !f.begun || g > f.generation {
			f.begun, f.generation = true, g
			copy(f.head[:], unit)
		}
	}
	return shim.OK
}

// findMark takes the newest mark, if it is of this generation; a mark of a newer one tells that the newest head is lost.
func (f *logFile) findMark(below shim.Below) shim.Code {
	for slot := range int64(2) {
		unit := f.buffer[:markUnit+Overhead]
		if rc := below.Read(unit, (2+slot)*slotSize); rc != shim.OK && rc != shim.ShortRead {
			return rc
		}
		if !f.sealer.open(unit, unit, place{letter: 'm', index: uint64(slot)}) {
			continue
		}
		serial := binary.BigEndian.Uint64(unit)
		if serial <= f.serial {
			continue
		}
		f.serial, f.durable = serial, 0
		switch g := binary.BigEndian.Uint64(unit[8:]); {
		case g == f.generation:
			f.durable = int64(binary.BigEndian.Uint64(unit[16:]))
		case g > f.generation:
			f.damaged = true
		}
	}
	return shim.OK
}

// judge looks at frame n in the buffer. A frame of a newer generation tells that the newest head is lost; a durable frame that does not
// open tells itself.
func (f *logFile) judge(n int64) {
	head := f.buffer[:frameHeadSize]
	genuine := f.sealer.open(head, head, framePlace(n))
	generation := binary.BigEndian.Uint64(head[plainFrameHead:])
	if genuine && (!f.begun || generation > f.generation) {
		f.damaged = true
		return
	}
	if n >= f.durable {
		return
	}
	if !genuine || generation != f.generation || !f.sealer.openPage(f.buffer[frameHeadSize:], f.page(n)) {
		f.damaged = true
	}
}
