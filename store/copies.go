package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/store/internal/durable"
	"shinsa/store/internal/edge"
	"shinsa/store/vault"
)

// Local copies stand in copies/, each a sealed database named after the journal's length and the desk's time when it was made, such as
// 00000123-20261123T091500Z.db. The length orders them: a clock that was set back does not. They guard against a damaged
// database, not against a lost computer; blobs never change and are not copied.
const copiesName = "copies"

const copyTime = "20060102T150405Z"

// CopyBad is the code of a copy that does not hold what was copied: Corrupt.
const CopyBad = "copy_bad"

// Copy is one local copy of the database.
type Copy struct {
	Name string    `json:"name"`
	Seq  int64     `json:"seq"` // of the last journal entry in it
	At   time.Time `json:"at"`
}

// Copies returns the local copies of the desk in dir, the fullest first.
func Copies(dir string) ([]Copy, error) {
	entries, err := os.ReadDir(filepath.Join(dir, copiesName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, edge.Fault(fmt.Errorf("list copies: %w", err))
	}
	var out []Copy
	for _, e := range entries {
		if c, ok := parseCopy(e.Name()); ok {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b Copy) int { return strings.Compare(b.Name, a.Name) })
	return out, nil
}

func parseCopy(name string) (Copy, bool) {
	stem, ok := strings.CutSuffix(name, ".db")
	seq, at, dashed := strings.Cut(stem, "-")
	if !ok || !dashed || len(seq) != 8 {
		return Copy{}, false
	}
	n, err := strconv.ParseInt(seq, 10, 64)
	if err != nil {
		return Copy{}, false
	}
	t, err := time.Parse(copyTime, at)
	return Copy{Name: name, Seq: n, At: t}, err == nil
}

// Roll keeps a new local copy when something was done since the newest one and that one is older than every, and then removes all but
// the newest keep. The copy is opened and compared before an older one goes. It reports whether a copy was made; keep 0 makes none.
func (s *Store) Roll(ctx context.Context, keep int, every time.Duration) (made bool, err error) {
	if keep <= 0 {
		return false, nil
	}
	head, at, err := s.stand(ctx)
	if err != nil {
		return false, err
	}
	have, err := Copies(s.dir)
	if err != nil {
		return false, err
	}
	if len(have) > 0 {
		age := at.Sub(have[0].At)
		if have[0].Seq >= head || age >= 0 && age < every {
			return false, nil
		}
	}
	folder := filepath.Join(s.dir, copiesName)
	if err := os.MkdirAll(folder, durable.DirMode); err != nil {
		return false, edge.Fault(fmt.Errorf("make folder: %w", err))
	}
	name := fmt.Sprintf("%08d-%s.db", head, at.UTC().Format(copyTime))
	if err := s.alone(ctx, func() error { return s.copyTo(ctx, filepath.Join(folder, name), head) }); err != nil {
		return false, edge.Fault(err)
	}
	for i, c := range have {
		if i < keep-1 {
			continue
		}
		if err := durable.Remove(filepath.Join(folder, c.Name)); err != nil {
			return true, edge.Fault(err)
		}
	}
	return true, nil
}

// stand returns the length of the journal and the desk's time.
func (s *Store) stand(ctx context.Context) (seq int64, at time.Time, err error) {
	err = s.View(ctx, func(tx review.Tx) error {
		h, err := tx.Head()
		seq, at = h.Seq, tx.Now()
		return err
	})
	return seq, at, err
}

// copyTo makes a copy under another name, compares it, and names it.
func (s *Store) copyTo(ctx context.Context, path string, head int64) error {
	unfinished := path + ".new"
	err := s.copyData(unfinished)
	if err == nil {
		err = s.compareCopy(ctx, unfinished, head)
	}
	if err == nil {
		err = os.Rename(unfinished, path)
	}
	if err != nil {
		return errors.Join(err, dropFile(unfinished))
	}
	return durable.SyncDir(filepath.Dir(path))
}

// compareCopy opens a copy through the same volume: every page has to open, the structure to be whole, and the journal to be as long.
func (s *Store) compareCopy(ctx context.Context, path string, head int64) (err error) {
	db, err := connect(ctx, s.volume, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return examineCopy(ctx, db, head)
}

func examineCopy(ctx context.Context, db *sql.DB, head int64) error {
	var sound string
	var last int64
	if err := db.QueryRowContext(ctx, "pragma integrity_check(1)").Scan(&sound); err != nil {
		return edge.Fault(fmt.Errorf("check copy: %w", err))
	}
	if err := db.QueryRowContext(ctx, "select coalesce(max(seq), 0) from journal").Scan(&last); err != nil {
		return edge.Fault(fmt.Errorf("check copy: %w", err))
	}
	if sound != "ok" || last != head {
		return fault.New(fault.Corrupt, CopyBad)
	}
	return nil
}

// Scrub removes what a destroyed document would outlive in: the local copies, the databases kept when the desk was brought forward or
// replaced, and the write-ahead log, whose pages go with their file.
func (s *Store) Scrub(ctx context.Context) error {
	for _, pattern := range []string{copiesName + "/*.db", "desk-v*.db", "desk-replaced.db*"} {
		have, err := fs.Glob(os.DirFS(s.dir), pattern)
		if err != nil {
			return fmt.Errorf("list copies: %w", err)
		}
		for _, name := range have {
			if err := durable.Remove(filepath.Join(s.dir, filepath.FromSlash(name))); err != nil {
				return edge.Fault(err)
			}
		}
	}
	return s.alone(ctx, func() error {
		var busy, frames, done int
		err := s.conn.QueryRowContext(ctx, "pragma wal_checkpoint(truncate)").Scan(&busy, &frames, &done)
		if err != nil {
			return edge.Fault(fmt.Errorf("empty log: %w", err))
		}
		return nil
	})
}

// Return puts a local copy in place of the database of the desk in dir; "" takes the fullest. The database that was there is kept beside
// it as desk-replaced.db. It is for a desk whose database is damaged: everything done since the copy was made is lost.
func Return(ctx context.Context, dir, passphrase, name string) (Copy, error) {
	c, err := choose(dir, name)
	if err != nil {
		return c, err
	}
	key, err := vault.Unlock(keyPath(dir), passphrase)
	if err != nil {
		return c, err
	}
	defer key.Forget()
	pages, err := key.Derive(vault.ForDatabase)
	if err != nil {
		return c, err
	}
	defer clear(pages)
	v, err := vault.Mount(pages, "")
	if err != nil {
		return c, err
	}
	s := &Store{dir: dir, volume: v}
	err = s.unused(ctx)
	path := filepath.Join(dir, copiesName, c.Name)
	if err == nil {
		err = s.compareCopy(ctx, path, c.Seq)
	}
	if err = errors.Join(err, v.Close()); err != nil {
		return c, err
	}
	return c, edge.Fault(replaceData(ctx, dir, path))
}

func choose(dir, name string) (Copy, error) {
	have, err := Copies(dir)
	if err != nil {
		return Copy{}, err
	}
	for _, c := range have {
		if name == "" || c.Name == name {
			return c, nil
		}
	}
	return Copy{}, fault.New(fault.Missing, "no_such_copy", "name", name)
}

// unused refuses a desk that another program holds; a database that does not open is why this is done.
func (s *Store) unused(ctx context.Context) error {
	db, err := connect(ctx, s.volume, dataPath(s.dir))
	if fault.KindOf(err) == fault.Locked {
		return err
	}
	if err != nil {
		return nil //nolint:nilerr // damage is expected here
	}
	return edge.Fault(db.Close())
}

// replaceData sets the database and its log aside and puts a copy of the copy in its place.
func replaceData(ctx context.Context, dir, path string) error {
	aside := filepath.Join(dir, "desk-replaced.db")
	for _, suffix := range []string{"", "-wal"} {
		if err := dropFile(aside + suffix); err != nil {
			return err
		}
		if err := os.Rename(dataPath(dir)+suffix, aside+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("set database aside: %w", err)
		}
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open copy: %w", err)
	}
	defer f.Close()
	return Lay(ctx, dir, dataName, f)
}

func dropFile(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove file: %w", err)
	}
	return nil
}
