package boot

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/store"
	"shinsa/store/vault"
)

// Restore makes the desk of a backup in o.Dir, which must not be there or be empty, and opens it. It is laid out beside that folder and gets
// its name when the passphrase has opened it and every invariant holds: a wrong passphrase, a damaged file or a full disk leaves nothing.
// With a recovery key, o.Passphrase becomes the new passphrase.
func Restore(ctx context.Context, o Options, in review.Incoming, recovery string) (*Session, error) {
	if err := vacant(o.Dir); err != nil {
		return nil, err
	}
	b, err := review.ReadBackup(in)
	if err != nil {
		return nil, err
	}
	staged := o
	staged.Dir = o.Dir + ".restoring"
	if err := os.RemoveAll(staged.Dir); err != nil { // of a restoration that was cut off
		return nil, diskError(err, staged.Dir)
	}
	if err := staged.prove(ctx, b, recovery); err != nil {
		return nil, errors.Join(err, os.RemoveAll(staged.Dir))
	}
	if err := os.Remove(o.Dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(diskError(err, o.Dir), os.RemoveAll(staged.Dir))
	}
	if err := os.Rename(staged.Dir, o.Dir); err != nil {
		return nil, errors.Join(diskError(err, o.Dir), os.RemoveAll(staged.Dir))
	}
	return Open(ctx, o)
}

// vacant refuses a folder that holds anything: a desk by its name, everything else as taken.
func vacant(dir string) error {
	if there, err := Found(dir); err != nil {
		return err
	} else if there {
		return fault.New(fault.Conflict, "desk_exists")
	}
	switch entries, err := os.ReadDir(dir); {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return diskError(err, dir)
	case len(entries) > 0:
		return fault.New(fault.Conflict, "restore_folder_taken", "name", dir)
	}
	return nil
}

// prove lays a backup out in o.Dir: the key first, so that a wrong passphrase is told before gigabytes are written.
func (o Options) prove(ctx context.Context, b *review.Backup, recovery string) error {
	err := b.Piece("desk.key", func(r io.Reader) error { return store.Lay(ctx, o.Dir, "desk.key", r) })
	if err != nil {
		return err
	}
	path := filepath.Join(o.Dir, "desk.key")
	key, err := unlock(path, o.Passphrase, recovery)
	if err != nil {
		return err
	}
	key.Forget()
	if err := lay(ctx, b, o.Dir); err != nil {
		return err
	}
	if recovery != "" {
		if err := vault.ResetPassphrase(path, recovery, o.Passphrase, o.cost()); err != nil {
			return err
		}
	}
	if _, err := vault.DropKept(path); err != nil { // another computer's key: this one would ask for it in vain
		return err
	}
	clock, err := o.clock()
	if err != nil {
		return err
	}
	st, err := store.Open(ctx, o.Dir, o.Passphrase, store.Options{Now: clock})
	if err != nil {
		return err
	}
	return errors.Join(o.proveDesk(ctx, b, st), st.Close())
}

func (o Options) proveDesk(ctx context.Context, b *review.Backup, st *store.Store) error {
	clock, err := o.clock()
	if err != nil {
		return err
	}
	services, err := o.services(st, clock, equip())
	if err != nil {
		return err
	}
	d, err := review.OpenDesk(ctx, services)
	if err != nil {
		return err
	}
	if err := b.Verify(ctx, d); err != nil {
		return err
	}
	return d.RecordRestore(ctx, b)
}

func unlock(path, passphrase, recovery string) (*vault.Key, error) {
	if recovery != "" {
		return vault.Recover(path, recovery)
	}
	return vault.Unlock(path, passphrase)
}

// cost is what a passphrase set now costs.
func (o Options) cost() vault.Cost {
	if o.Cost == (vault.Cost{}) {
		return vault.StandardCost
	}
	return o.Cost
}

// ReturnToCopy puts a local copy in place of a damaged database; "" takes the fullest. What was done since it was made is lost, which the
// desk then journals.
func ReturnToCopy(ctx context.Context, o Options, name string) (store.Copy, error) {
	c, err := store.Return(ctx, o.Dir, o.Passphrase, name)
	if err != nil {
		return c, err
	}
	s, err := Open(ctx, o)
	if err != nil {
		return c, err
	}
	return c, errors.Join(s.Desk.RecordReturn(ctx, c.Name, c.At), s.Close())
}

// Copies returns the local copies of a desk, the fullest first.
func Copies(dir string) ([]store.Copy, error) { return store.Copies(dir) }
