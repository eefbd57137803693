package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/journal"
	"shinsa/store/blob"
	"shinsa/store/internal/durable"
	"shinsa/store/internal/edge"
)

// The files of a desk by the names they have in a snapshot, and in a folder when they are laid out again.
const (
	keyName   = "desk.key"
	dataName  = "desk.db"
	blobsName = "blobs"
)

func snapshotPath(dir string) string { return filepath.Join(dir, "snapshot.db") }

// Snapshot is everything of a desk as it stood at one moment, every file sealed as it lies on disk. Close it.
type Snapshot struct {
	Pieces []review.Piece
	Head   journal.Head // where the journal in it ends
	data   string       // sealed copy of the database
}

// Snapshot copies the database, sealed, while nothing can change it, and lists the blobs of that moment. Blobs never change; one that
// is removed before it was read is refused with Stale "snapshot_overtaken" when it is opened.
func (s *Store) Snapshot(ctx context.Context) (*Snapshot, error) {
	n := &Snapshot{data: snapshotPath(s.dir)}
	err := s.alone(ctx, func() error {
		if err := s.copyData(n.data); err != nil {
			return err
		}
		if err := s.headInto(ctx, &n.Head); err != nil {
			return err
		}
		if err := errors.Join(n.add(keyName, keyPath(s.dir)), n.add(dataName, n.data)); err != nil {
			return err
		}
		return s.blobs.Paths(func(path string) error {
			name := filepath.Base(path)
			return n.add(blobsName+"/"+name[:2]+"/"+name, path)
		})
	})
	if err != nil {
		return nil, errors.Join(edge.Fault(err), n.Close())
	}
	return n, nil
}

// Close removes the copy of the database.
func (n *Snapshot) Close() error {
	if err := os.Remove(n.data); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return edge.Fault(fmt.Errorf("remove snapshot: %w", err))
	}
	return nil
}

func (n *Snapshot) add(name, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("look at piece: %w", err)
	}
	n.Pieces = append(n.Pieces, review.Piece{Name: name, Size: info.Size(), Open: func() (io.ReadCloser, error) {
		f, err := os.Open(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fault.Wrap(fault.Stale, "snapshot_overtaken", err)
		}
		if err != nil {
			return nil, edge.Fault(fmt.Errorf("open piece: %w", err))
		}
		return f, nil
	}})
	return nil
}

// headInto reads the journal's end while no transaction runs.
func (s *Store) headInto(ctx context.Context, h *journal.Head) error {
	err := s.conn.QueryRowContext(ctx, "select seq, hash from journal order by seq desc limit 1").Scan(&h.Seq, &h.Hash)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("read journal head: %w", err)
	}
	return nil
}

// alone runs f while no transaction runs.
func (s *Store) alone(ctx context.Context, f func() error) error {
	select {
	case _, open := <-s.turn:
		if !open {
			return fault.New(fault.Unavailable, Closed)
		}
		defer func() { s.turn <- struct{}{} }()
		return f()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// copyData puts a sealed copy of the database at a path, over what an attempt that was cut off has left there. It may be
// called while the database is not being written.
func (s *Store) copyData(to string) error {
	for _, old := range []string{to, to + "-wal"} {
		if err := os.Remove(old); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("clear unfinished copy: %w", err)
		}
	}
	if err := s.volume.Format(to); err != nil {
		return err
	}
	if err := s.conn.Raw(func(c any) error { return backup(c, address(s.volume, to)) }); err != nil {
		return fmt.Errorf("copy database: %w", err)
	}
	return nil
}

// Twin opens a copy of this desk that lies in another folder, under the keys that are open here: so a copy is examined without the
// passphrase. A copy of a desk with other keys is refused as damaged.
func (s *Store) Twin(ctx context.Context, dir string) (*Store, error) {
	if _, err := os.Stat(dataPath(dir)); err != nil {
		return nil, fault.Wrap(fault.Corrupt, DataMissing, err)
	}
	t := &Store{dir: dir, now: s.now, ready: map[string]*sql.Stmt{}, turn: make(chan struct{}, 1)}
	err := t.attach(ctx, s)
	if err != nil {
		return nil, errors.Join(err, t.shut())
	}
	t.turn <- struct{}{}
	return t, nil
}

func (s *Store) attach(ctx context.Context, to *Store) error {
	var err error
	if s.db, err = connect(ctx, to.volume, dataPath(s.dir)); err != nil {
		return err
	}
	if s.conn, err = s.db.Conn(ctx); err != nil {
		return edge.Fault(fmt.Errorf("open database: %w", err))
	}
	if s.blobs, err = to.blobs.At(blobsPath(s.dir)); err != nil {
		return err
	}
	if s.opened, err = os.Stat(dataPath(s.dir)); err != nil {
		return edge.Fault(fmt.Errorf("look at database: %w", err))
	}
	version, err := s.version(ctx)
	if err != nil {
		return err
	}
	all, err := readScripts(scripts)
	if err != nil {
		return err
	}
	if version != len(all) {
		return fault.New(fault.Corrupt, Altered)
	}
	return s.compare(ctx, all)
}

// Lay writes one piece of a desk into a folder, durably. Names that no desk has are refused with Invalid "backup_piece_unknown".
func Lay(ctx context.Context, dir, name string, r io.Reader) error {
	path, ok := layPath(dir, name)
	if !ok {
		return fault.New(fault.Invalid, "backup_piece_unknown")
	}
	if err := os.MkdirAll(filepath.Dir(path), durable.DirMode); err != nil {
		return edge.Fault(fmt.Errorf("make folder: %w", err))
	}
	f, err := durable.NewFile(filepath.Dir(path))
	if err != nil {
		return edge.Fault(err)
	}
	defer f.Discard()
	if _, err := io.Copy(f, &interruptible{ctx, r}); err != nil {
		return edge.Fault(fmt.Errorf("write piece: %w", err))
	}
	return edge.Fault(f.Commit(path))
}

func layPath(dir, name string) (string, bool) {
	switch name {
	case keyName:
		return keyPath(dir), true
	case dataName:
		return dataPath(dir), true
	}
	inner, ok := strings.CutPrefix(name, blobsName+"/")
	if !ok || !blob.Named(inner) {
		return "", false
	}
	return filepath.Join(blobsPath(dir), filepath.FromSlash(inner)), true
}

// interruptible ends a long copy when the context ends.
type interruptible struct {
	ctx context.Context //nolint:containedctx // a copy lives inside one call
	r   io.Reader
}

func (i *interruptible) Read(p []byte) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	return i.r.Read(p)
}
