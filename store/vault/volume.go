package vault

import (
	"bytes"
	"errors"
	"fmt"
	"sync/atomic"

	sqlite3 "modernc.org/sqlite/lib"

	"shinsa/review/fault"
	"shinsa/store/internal/durable"
	"shinsa/store/internal/shim"
)

// NotStarted is the code of the refusal to store anything because sealing could not be started.
const NotStarted = "encryption_unavailable"

// Volume is a sealing file system registered with SQLite: connections choose it by Name in the DSN parameter "vfs".
type Volume struct {
	mount *shim.Mount
	pages *sealer
}

var volumes atomic.Int64

// Mount registers a file system that seals under key (32 bytes, see Key.Derive) above the one called over: empty for the machine's own.
// When sealing cannot be started it refuses with Unavailable "encryption_unavailable"; nothing may be stored then.
func Mount(key []byte, over string) (*Volume, error) {
	s, err := newSealer(key)
	if err == nil {
		err = s.prove()
	}
	if err != nil {
		return nil, fault.Wrap(fault.Unavailable, NotStarted, err)
	}
	v := &Volume{pages: s}
	name := fmt.Sprintf("shinsa-vault-%d", volumes.Add(1))
	if v.mount, err = shim.Register(name, over, layer{pages: s}); err != nil {
		return nil, fault.Wrap(fault.Unavailable, NotStarted, err)
	}
	return v, nil
}

// prove seals and opens a page, and checks that a changed one is refused.
func (s *sealer) prove() error {
	page, out := emptyPage(), make([]byte, PageSize)
	if !s.sealPage(out, page, pagePlace(0)) || bytes.Contains(out, []byte("SQLite")) {
		return errors.New("prove sealing: a page was not sealed")
	}
	changed := bytes.Clone(out)
	changed[17] ^= 1
	if s.openPage(changed, pagePlace(0)) || s.openPage(bytes.Clone(out), pagePlace(PageSize)) {
		return errors.New("prove sealing: a changed page was opened")
	}
	if !s.openPage(out, pagePlace(0)) || !bytes.Equal(out, page) {
		return errors.New("prove sealing: a page came back different")
	}
	return nil
}

// Name is the value of the DSN parameter "vfs".
func (v *Volume) Name() string { return v.mount.Name() }

// Files reports how many files are open through the volume. Zero after a connection was opened means that it went past the volume.
func (v *Volume) Files() int { return v.mount.Open() }

// Close takes the volume out of SQLite. It fails while one of its files is open.
func (v *Volume) Close() error { return v.mount.Close() }

// Format creates an empty sealed database at path, in write-ahead mode, durable when it returns. It refuses with fs.ErrExist when there
// is a file already.
func (v *Volume) Format(path string) error {
	page := emptyPage()
	if !v.pages.sealPage(page, bytes.Clone(page), pagePlace(0)) {
		return fault.New(fault.Internal, NotStarted)
	}
	if err := durable.Create(path, page); err != nil {
		return fmt.Errorf("format database: %w", err)
	}
	return nil
}

// layer is what SQLite sees of a volume.
type layer struct {
	pages *sealer
}

// Admit keeps rollback journals out: they are not needed, and what does not exist cannot leak.
func (l layer) Admit(k shim.Kind) bool { return k != shim.Journal }

func (l layer) Open(_ string, k shim.Kind, below shim.Below) (shim.File, shim.Code) {
	switch k {
	case shim.Database:
		return openDatabase(l.pages)
	case shim.WAL:
		return openLog(l.pages, below)
	default:
		return openTemp()
	}
}

func (l layer) Deleted(string) {}

// Traits promises what holds for sealed units too: a write that is cut off does not touch bytes beside it.
func (l layer) Traits(below int32) int32 {
	return below&sqlite3.SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN | sqlite3.SQLITE_IOCAP_POWERSAFE_OVERWRITE
}
