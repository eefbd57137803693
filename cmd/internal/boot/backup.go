package boot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/store"
	"shinsa/store/vault"
)

// SettingCopies is the window's setting of how many local copies of the database are kept; unset means DefaultCopies, "0" none.
const SettingCopies = "copies"

// DefaultCopies is how many local copies are kept, and copiesEvery how far they are apart.
const (
	DefaultCopies = 5
	copiesEvery   = 20 * time.Hour
)

// keep does what is due when a desk is opened: what an earlier run left undone, an old cost of the passphrase raised to today's, a local
// copy. Nothing of it keeps a desk shut: what could not be finished the doctor names, and a disk that is full or cannot be written says
// so at the first change.
func (s *Session) keep(ctx context.Context) error {
	if err := s.clear(); err != nil && fault.KindOf(err) != fault.Unavailable {
		return err
	}
	if err := s.Desk.Finish(ctx); err != nil && ctx.Err() != nil {
		return err
	}
	for _, do := range []func(context.Context) error{s.raiseCost, s.roll} {
		if err := do(ctx); err != nil && fault.KindOf(err) != fault.Unavailable {
			return err
		}
	}
	return nil
}

// clear removes what a backup that was cut off has left: it would outlive a purge.
func (s *Session) clear() error {
	return diskError(errors.Join(os.RemoveAll(s.trial()), removeFile(filepath.Join(s.options.Dir, "snapshot.db"))), s.options.Dir)
}

// trial is where a backup is laid out to be examined.
func (s *Session) trial() string { return filepath.Join(s.options.Dir, "trial") }

func (s *Session) raiseCost(context.Context) error {
	if s.options.Passphrase == "" {
		return nil // opened by a kept key: the next passphrase pays
	}
	want := s.options.cost()
	path := filepath.Join(s.options.Dir, "desk.key")
	have, err := vault.CostOf(path)
	if err != nil || have.Time >= want.Time && have.MemoryKiB >= want.MemoryKiB {
		return err
	}
	return vault.ChangePassphrase(path, s.options.Passphrase, s.options.Passphrase, want)
}

func (s *Session) roll(ctx context.Context) error {
	n := DefaultCopies
	if v := s.Desk.Setting(ctx, SettingCopies); v != "" {
		var err error
		if n, err = strconv.Atoi(v); err != nil {
			n = DefaultCopies
		}
	}
	_, err := s.store.Roll(ctx, n, copiesEvery)
	return err
}

// Backed is a backup that was made and tried.
type Backed struct {
	Path   string       `json:"path"`
	Owner  string       `json:"owner"`
	At     time.Time    `json:"at"`
	Acts   int64        `json:"acts"` // length of the journal in it
	Files  int          `json:"files"`
	Size   int64        `json:"size"`
	SHA256 ident.Digest `json:"sha256"`
}

// Backup writes everything of the desk, sealed as it is, into one file. Before the file gets its name it is read back, laid out in a
// folder of its own, opened, and held to every invariant: what is called done can be restored. Progress may be nil; it hears of bytes
// written out of all. A context that ends leaves nothing behind.
func (s *Session) Backup(ctx context.Context, path string, progress func(done, total int64)) (Backed, error) {
	if _, err := os.Lstat(path); err == nil {
		return Backed{}, fault.New(fault.Conflict, "file_exists", "name", path)
	}
	if err := makeFolder(filepath.Dir(path)); err != nil {
		return Backed{}, err
	}
	part := path + ".part"
	b, err := s.backup(ctx, part, progress)
	if err == nil {
		err = diskError(os.Rename(part, path), path)
	}
	if err != nil {
		return Backed{}, errors.Join(err, removeFile(part))
	}
	b.Path = path
	return b, nil
}

func (s *Session) backup(ctx context.Context, part string, progress func(done, total int64)) (Backed, error) {
	snap, err := s.store.Snapshot(ctx)
	if err != nil {
		return Backed{}, err
	}
	b := Backed{Files: len(snap.Pieces)}
	b.SHA256, b.Size, err = s.writeBackup(ctx, part, snap, progress)
	if err = errors.Join(err, snap.Close()); err != nil {
		return b, err
	}
	in, done, err := Incoming(part)
	if err != nil {
		return b, err
	}
	parcel, err := s.try(ctx, in)
	if err = errors.Join(err, done()); err != nil {
		return b, err
	}
	b.Owner, b.At, b.Acts = parcel.Owner, parcel.At, parcel.Journal.Seq
	return b, s.Desk.RecordBackup(ctx, parcel, b.SHA256, b.Size)
}

func (s *Session) writeBackup(ctx context.Context, part string, snap *store.Snapshot, progress func(done, total int64)) (ident.Digest, int64, error) {
	f, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return "", 0, fault.Wrap(fault.Unavailable, "folder_unwritable", err, "name", part)
	}
	w := &counted{w: f, sum: ident.NewHash(), progress: progress}
	for _, p := range snap.Pieces {
		w.total += p.Size
	}
	_, err = s.Desk.WriteBackup(ctx, w, snap.Pieces, snap.Head)
	if w.failed != nil {
		err = diskError(w.failed, part)
	}
	if err == nil {
		err = diskError(f.Sync(), part)
	}
	err = errors.Join(err, diskError(f.Close(), part))
	return w.sum.Digest(), w.done, err
}

// try restores a backup into a folder inside the desk's and examines what comes out.
func (s *Session) try(ctx context.Context, in review.Incoming) (*review.Backup, error) {
	b, err := review.ReadBackup(in)
	if err != nil {
		return nil, err
	}
	dir := s.trial()
	err = os.RemoveAll(dir) // of a trial that was cut off
	if err == nil {
		err = lay(ctx, b, dir)
	}
	if err == nil {
		err = s.examine(ctx, b, dir)
	}
	return b, errors.Join(err, os.RemoveAll(dir))
}

func lay(ctx context.Context, b *review.Backup, dir string) error {
	return b.Each(func(name string, r io.Reader) error { return store.Lay(ctx, dir, name, r) })
}

func (s *Session) examine(ctx context.Context, b *review.Backup, dir string) error {
	twin, err := s.store.Twin(ctx, dir)
	if err != nil {
		return err
	}
	services := s.Desk.Services
	services.Store = twin
	d, err := review.OpenDesk(ctx, services)
	if err == nil {
		err = b.Verify(ctx, d)
	}
	return errors.Join(err, twin.Close())
}

// counted digests and counts what is written.
type counted struct {
	w           io.Writer
	sum         ident.Hash
	done, total int64
	progress    func(done, total int64)
	failed      error // of the disk
}

// Write tells the progress after each piece of work.
func (c *counted) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	if err != nil {
		c.failed = err
		return n, err
	}
	if _, err := c.sum.Write(p); err != nil {
		return n, err
	}
	c.done += int64(n)
	if c.progress != nil {
		c.progress(min(c.done, c.total), c.total)
	}
	return n, nil
}

func removeFile(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove %s: %w", path, err)
	}
	return nil
}
