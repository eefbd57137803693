package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/store/internal/durable"
	"shinsa/store/internal/edge"
	"shinsa/store/vault"
)

// Codes of the refusals made here; others come from vault, blob and edge.
const (
	Exists      = "desk_exists"       // Conflict
	DataMissing = "desk_data_missing" // Corrupt: the key is there, the database is not
	KeyLost     = "desk_key_missing"  // Missing: the database is there, the key is not
)

// Create makes an empty desk in dir, which may exist, and opens it. A folder that holds a desk is refused with Conflict "desk_exists", one
// that holds a database without its key with Missing "desk_key_missing": its key may be found again. The key file gets its name last;
// until then there is no desk, and an unfinished attempt is cleared by the next.
func Create(ctx context.Context, dir, passphrase string, o Options) (*Store, error) {
	if o.Cost == (vault.Cost{}) {
		o.Cost = vault.StandardCost
	}
	if err := prepare(dir); err != nil {
		return nil, edge.Fault(err)
	}
	unfinished := keyPath(dir) + ".new"
	key, err := vault.Create(unfinished, passphrase, o.Cost)
	if err != nil {
		return nil, err
	}
	defer key.Forget()
	if err := format(dir, key); err != nil {
		return nil, edge.Fault(err)
	}
	s, err := open(ctx, dir, key, o)
	if err != nil {
		return nil, err
	}
	if err := os.Rename(unfinished, keyPath(dir)); err != nil {
		return nil, errors.Join(edge.Fault(fmt.Errorf("name key file: %w", err)), s.Close())
	}
	if err := durable.SyncDir(dir); err != nil {
		return nil, errors.Join(edge.Fault(err), s.Close())
	}
	return s, nil
}

// prepare makes the folder, refuses one that is taken, and clears what an unfinished attempt has left.
func prepare(dir string) error {
	if err := os.MkdirAll(dir, durable.DirMode); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	if there, err := exists(keyPath(dir)); err != nil || there {
		return errors.Join(err, fault.New(fault.Conflict, Exists))
	}
	unfinished, err := exists(keyPath(dir) + ".new")
	if err != nil {
		return err
	}
	if !unfinished {
		if there, err := exists(dataPath(dir)); err != nil || there {
			return errors.Join(err, fault.New(fault.Missing, KeyLost))
		}
		return nil
	}
	// The key file goes last: while it is there, what stands beside it is known to be unfinished.
	for _, path := range []string{dataPath(dir), dataPath(dir) + "-wal", keyPath(dir) + ".new"} {
		if err := durable.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func exists(path string) (bool, error) {
	switch _, err := os.Lstat(path); {
	case err == nil:
		return true, nil
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	default:
		return false, fmt.Errorf("look for file: %w", err)
	}
}

// format writes the empty database. It goes through the machine's own file system, as every first byte of a desk does.
func format(dir string, key *vault.Key) error {
	pages, err := key.Derive(vault.ForDatabase)
	if err != nil {
		return err
	}
	defer clear(pages)
	v, err := vault.Mount(pages, "")
	if err != nil {
		return err
	}
	return errors.Join(v.Format(dataPath(dir)), v.Close())
}

// Found reports whether dir holds a desk, also one that lost its key file; what an unfinished attempt to make one has left is none.
func Found(dir string) (bool, error) {
	there, err := exists(keyPath(dir))
	if err != nil || there {
		return there, edge.Fault(err)
	}
	if unfinished, err := exists(keyPath(dir) + ".new"); err != nil || unfinished {
		return false, edge.Fault(err)
	}
	there, err = exists(dataPath(dir))
	return there, edge.Fault(err)
}

// Open returns the blob as the desk sees it.
func (b blobs) Open(d ident.Digest) (review.Blob, error) {
	r, err := b.Store.Open(d)
	if err != nil {
		return nil, err // not r: a nil pointer in an interface is not nil
	}
	return r, nil
}

// Keeper knows the passphrase of a desk.
type Keeper struct {
	path string
}

var _ review.Keeper = Keeper{}

// NewKeeper returns the keeper of the desk in dir.
func NewKeeper(dir string) Keeper { return Keeper{keyPath(dir)} }

// Check returns Locked "wrong_passphrase" when it is not the desk's.
func (k Keeper) Check(passphrase string) error {
	key, err := vault.Unlock(k.path, passphrase)
	if err != nil {
		return err
	}
	key.Forget()
	return nil
}

// Change sets a new passphrase; the old one opens the desk until it returns nil.
func (k Keeper) Change(old, passphrase string, c vault.Cost) error {
	return vault.ChangePassphrase(k.path, old, passphrase, c)
}
