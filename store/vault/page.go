package vault

import (
	"encoding/binary"

	sqlite3 "modernc.org/sqlite/lib"

	"shinsa/store/internal/shim"
)

// databaseFile is the main database: one sealed page in each slot of PageSize.
type databaseFile struct {
	sealer *sealer
	buffer []byte // one page
	free   func()
}

func openDatabase(s *sealer) (shim.File, shim.Code) {
	b, free := shim.Alloc(PageSize)
	if b == nil {
		return nil, shim.NoMemory
	}
	return &databaseFile{sealer: s, buffer: b, free: free}, shim.OK
}

func pagePlace(off int64) place { return place{letter: 'd', index: uint64(off / PageSize)} }

func (f *databaseFile) Close() { f.free() }

// Read serves whole pages, and parts of one page, which SQLite asks for before it knows the page size.
func (f *databaseFile) Read(below shim.Below, p []byte, off int64) shim.Code {
	start := off - off%PageSize
	if off+int64(len(p)) > start+PageSize {
		return shim.BadRead
	}
	page := f.buffer
	if len(p) == PageSize {
		page = p
	}
	if rc := below.Read(page, start); rc != shim.OK {
		clear(p)
		return rc
	}
	if !f.sealer.openPage(page, pagePlace(start)) {
		return tornFirstPage(p, off)
	}
	if len(p) < PageSize {
		copy(p, page[off-start:])
	}
	return shim.OK
}

// tornFirstPage answers a read from a page that does not open: parts of page 0 are asked for before the log is recovered and get
// the header of an empty database; everything else is damage.
func tornFirstPage(p []byte, off int64) shim.Code {
	if off+int64(len(p)) <= 100 {
		blank := emptyPage()
		copy(p, blank[off:])
		return shim.OK
	}
	clear(p)
	return shim.BadData
}

func (f *databaseFile) Write(below shim.Below, p []byte, off int64) shim.Code {
	if len(p) != PageSize || off%PageSize != 0 || !f.sealer.sealPage(f.buffer, p, pagePlace(off)) {
		return shim.BadWrite
	}
	return below.Write(f.buffer, off)
}

func (f *databaseFile) Truncate(below shim.Below, size int64) shim.Code { return below.Truncate(size) }
func (f *databaseFile) Sync(below shim.Below, flags int32) shim.Code    { return below.Sync(flags) }
func (f *databaseFile) Size(below shim.Below) (int64, shim.Code)        { return below.Size() }

// emptyPage is page 0 of an empty database in write-ahead mode with Overhead reserved bytes a page.
// Layout: https://www.sqlite.org/fileformat2.html#the_database_header
func emptyPage() []byte {
	b := make([]byte, PageSize)
	copy(b, "SQLite format 3\x00")
	binary.BigEndian.PutUint16(b[16:], PageSize)
	b[18], b[19] = 2, 2 // written and read through a write-ahead log
	b[20] = Overhead
	b[21], b[22], b[23] = 64, 32, 32            // payload fractions, fixed
	binary.BigEndian.PutUint32(b[24:], 1)       // change counter
	binary.BigEndian.PutUint32(b[28:], 1)       // pages
	binary.BigEndian.PutUint32(b[44:], 4)       // schema format
	binary.BigEndian.PutUint32(b[56:], 1)       // UTF-8
	binary.BigEndian.PutUint32(b[92:], 1)       // version-valid-for: the change counter
	binary.BigEndian.PutUint32(b[96:], version) // written by
	b[100] = 0x0d                               // empty leaf of the schema table
	binary.BigEndian.PutUint16(b[105:], PageSize-Overhead)
	return b
}

const version = sqlite3.SQLITE_VERSION_NUMBER
