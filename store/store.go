// Package store is the durable, encrypted memory of one desk: review.Store on an embedded SQLite database.
//
// # Folder
//
//	desk.key          the master key, wrapped by the passphrase (see vault)
//	desk.db           the database, every page sealed (see vault); desk.db-wal beside it while it is open
//	desk-v<n>.db      the database as it was before it was brought from version n to a newer one, sealed likewise
//	blobs/            evidence, parcels and papers, each sealed (see blob)
//	desk.key.new      only while a desk is being made: what is left of an unfinished attempt is cleared by the next
//
// # Rules
//
//   - A change is acknowledged when it is on disk: write-ahead log, a flush at every commit (synchronous=FULL), one transaction for
//     the change and its journal entry.
//   - Transactions of a desk never overlap, in this program or in another: the database is locked for as long as it is open, and a
//     second program is refused with Locked "desk_in_use". A killed program leaves no lock behind.
//   - Nothing is ever plain on disk. When the database would not go through the vault, the desk is not opened.
//   - Driver and system errors become refusals in one function (see edge); no error carries content (Art. 20).
//   - The journal is append-only in the database itself, and every entry names the hash of the one before it.
//
// A complete old copy of the folder, put back, is consistent in itself and opens. It shows only against a journal head that has left
// the desk with an export.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/journal"
	"shinsa/store/blob"
	"shinsa/store/internal/edge"
	"shinsa/store/vault"
)

// Options are what a desk is opened with besides its folder and passphrase.
type Options struct {
	Now  func() time.Time // the desk's clock; required
	Cost vault.Cost       // of the passphrase of a new desk; StandardCost when zero
	Over string           // SQLite file system below the vault; the machine's own when empty
}

// Store is an open desk. It may be used from several goroutines.
type Store struct {
	dir    string
	now    func() time.Time
	volume *vault.Volume
	db     *sql.DB
	conn   *sql.Conn            // the only connection; it holds the lock
	ready  map[string]*sql.Stmt // statements of conn, by their text
	turn   chan struct{}        // holds one token: who has it may use the connection
	blobs  *blob.Store
	opened os.FileInfo   // the database's file as it was opened
	head   *journal.Head // of the journal as it was last committed; nil: not read yet
}

var _ review.Store = (*Store)(nil)

// keyPath and the functions beside it name every path of a desk.
func keyPath(dir string) string   { return filepath.Join(dir, "desk.key") }
func dataPath(dir string) string  { return filepath.Join(dir, "desk.db") }
func blobsPath(dir string) string { return filepath.Join(dir, "blobs") }
func copyPath(dir string, version int) string {
	return filepath.Join(dir, fmt.Sprintf("desk-v%d.db", version))
}

// Open opens the desk in dir. It refuses with Locked "wrong_passphrase", Locked "desk_in_use", Missing "desk_key_missing", Corrupt for
// damage and another key, Unavailable "desk_newer" for a desk of a newer program and "encryption_unavailable".
func Open(ctx context.Context, dir, passphrase string, o Options) (*Store, error) {
	key, err := vault.Unlock(keyPath(dir), passphrase)
	if err != nil {
		return nil, err
	}
	defer key.Forget()
	return open(ctx, dir, key, o)
}

// OpenKept is Open with what the operating system kept in place of a passphrase: Missing "keyring_not_used" when the desk has no such key,
// Locked "keyring_key_wrong" when it is another one.
func OpenKept(ctx context.Context, dir, secret string, o Options) (*Store, error) {
	key, err := vault.UnlockKept(keyPath(dir), secret)
	if err != nil {
		return nil, err
	}
	defer key.Forget()
	return open(ctx, dir, key, o)
}

func open(ctx context.Context, dir string, key *vault.Key, o Options) (*Store, error) {
	s := &Store{dir: dir, now: o.Now, ready: map[string]*sql.Stmt{}, turn: make(chan struct{}, 1)}
	if err := s.start(ctx, key, o); err != nil {
		return nil, errors.Join(err, s.shut())
	}
	s.turn <- struct{}{}
	return s, nil
}

func (s *Store) start(ctx context.Context, key *vault.Key, o Options) error {
	if info, err := os.Stat(dataPath(s.dir)); errors.Is(err, os.ErrNotExist) || err == nil && info.Size() == 0 {
		return fault.New(fault.Corrupt, DataMissing)
	}
	pages, err := key.Derive(vault.ForDatabase)
	if err != nil {
		return err
	}
	defer clear(pages)
	if s.volume, err = vault.Mount(pages, o.Over); err != nil {
		return err
	}
	if s.db, err = connect(ctx, s.volume, dataPath(s.dir)); err != nil {
		return err
	}
	if s.conn, err = s.db.Conn(ctx); err != nil {
		return edge.Fault(fmt.Errorf("open database: %w", err))
	}
	if s.opened, err = os.Stat(dataPath(s.dir)); err != nil {
		return edge.Fault(fmt.Errorf("look at database: %w", err))
	}
	if err := s.migrate(ctx, scripts); err != nil {
		return err
	}
	s.blobs, err = openBlobs(s.dir, key) // after the lock: it clears unfinished files
	return err
}

func openBlobs(dir string, key *vault.Key) (*blob.Store, error) {
	contents, err := key.Derive(vault.ForBlobs)
	if err != nil {
		return nil, err
	}
	names, err := key.Derive(vault.ForBlobNames)
	if err != nil {
		return nil, err
	}
	return blob.Open(blobsPath(dir), contents, names)
}

// connect opens the database through the volume and takes its lock.
func connect(ctx context.Context, v *vault.Volume, path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", address(v, path))
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	db.SetMaxOpenConns(1)
	db.SetConnMaxIdleTime(0) // never closed for being idle: that would give the lock away
	db.SetConnMaxLifetime(0)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(edge.Fault(fmt.Errorf("open database: %w", err)), db.Close())
	}
	if v.Files() == 0 {
		return nil, errors.Join(fault.New(fault.Unavailable, vault.NotStarted), db.Close())
	}
	return db, nil
}

// address is the DSN of a desk's database. The path may hold any character; every setting is in the address, so that a connection
// that is made anew has it too. The driver runs the pragmas sorted by name and the mode of the journal after them: the log has to
// begin in exclusive mode, because the vault has no shared memory.
func address(v *vault.Volume, path string) string {
	q := url.Values{
		"vfs":           {v.Name()},
		"_journal_mode": {"WAL"},
		"_synchronous":  {"FULL"},
		"_txlock":       {"immediate"},
		"_dqs":          {"0"},
		"_defensive":    {"1"},
		"_pragma": {
			"locking_mode(EXCLUSIVE)", "temp_store(MEMORY)", "foreign_keys(1)", "trusted_schema(0)", "recursive_triggers(1)",
			"secure_delete(1)", "busy_timeout(0)",
		},
	}
	u := url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(path), RawQuery: q.Encode()}
	return u.String()
}

// Blobs keeps evidence, parcels and papers by digest.
func (s *Store) Blobs() review.Blobs { return blobs{s.blobs} }

// Close releases the desk. Closing twice does nothing.
func (s *Store) Close() error {
	if _, open := <-s.turn; !open {
		return nil
	}
	close(s.turn)
	return s.shut()
}

func (s *Store) shut() error {
	var errs []error
	for _, q := range s.ready {
		errs = append(errs, q.Close())
	}
	if s.conn != nil {
		errs = append(errs, s.conn.Close())
	}
	if s.db != nil {
		errs = append(errs, edge.Fault(s.db.Close()))
	}
	if s.volume != nil {
		errs = append(errs, s.volume.Close())
	}
	return errors.Join(errs...)
}

// blobs is the blob store as the desk sees it.
type blobs struct{ *blob.Store }
