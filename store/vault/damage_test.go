package vault_test

import (
	"bytes"
	"database/sql"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shinsa/review/fault"
	"shinsa/store/internal/edge"
	"shinsa/store/vault"
)

// acknowledged is how many rows the left-behind desk of the damage tests has acknowledged.
const acknowledged = 12

// leave makes a desk whose program was killed: most rows are in the log only. It returns the folder's database.
func leave(t *testing.T, v *vault.Volume) string {
	t.Helper()
	path := format(t, v)
	db := connect(t, v, path)
	exec(t, db, "create table t(a integer primary key, b text) strict")
	exec(t, db, "pragma wal_checkpoint(restart)")
	for range acknowledged {
		exec(t, db, "insert into t(b) values(?)", strings.Repeat("証", 400))
	}
	left := copyFiles(t, path, t.TempDir())
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return left
}

func rows(db *sql.DB) (int, error) {
	var n int
	err := db.QueryRow("select count(b) from t").Scan(&n)
	return n, edge.Fault(err)
}

// examine opens a copy of the desk after change has been at its files, and says what a reader finds.
func examine(t *testing.T, v *vault.Volume, left string, change func(path string)) (int, error) {
	t.Helper()
	path := copyFiles(t, left, t.TempDir())
	change(path)
	db := connect(t, v, path)
	n, err := rows(db)
	if err != nil {
		return 0, err
	}
	return n, sound(db)
}

func TestEveryFlippedBitOfTheDatabaseIsDetected(t *testing.T) {
	v := mount(t, testKey(1), "")
	path := format(t, v)
	db := connect(t, v, path)
	exec(t, db, "create table t(a integer primary key, b text) strict")
	for range 20 {
		exec(t, db, "insert into t(b) values(?)", strings.Repeat("証", 400))
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	size := fileSize(t, path)
	r := rand.New(rand.NewPCG(1, 2))
	offsets := []int64{0, 15, 18, 99, 100, 4055, 4056, 4071, 4072, 4095, 4096, size - 1}
	for len(offsets) < 60 {
		offsets = append(offsets, r.Int64N(size))
	}
	for _, off := range offsets {
		_, err := examine(t, v, path, func(p string) { flip(t, p, off, r.IntN(8)) })
		if !errors.Is(err, &fault.Error{Kind: fault.Corrupt, Code: edge.Damaged}) {
			t.Errorf("bit flipped at %d: %v, want %s", off, err, edge.Damaged)
		}
	}
}

// A flipped bit in the log of a killed program either touches nothing that was acknowledged, or is said.
func TestEveryFlippedBitOfTheLogIsDetected(t *testing.T) {
	v := mount(t, testKey(1), "")
	left := leave(t, v)
	if n, err := examine(t, v, left, func(string) {}); err != nil || n != acknowledged {
		t.Fatalf("untouched: %d rows, %v", n, err)
	}
	size := written(t, left+"-wal")
	r := rand.New(rand.NewPCG(3, 4))
	var offsets []int64
	for slot := range int64(4) { // heads and marks
		offsets = append(offsets, slot*1024, slot*1024+40)
	}
	for n := int64(4096); n < size; n += frame { // each part of each frame
		offsets = append(offsets, n, n+25, n+50, n+71, n+72, n+72+r.Int64N(4000), n+72+4060, n+frame-1)
	}
	for range 60 {
		offsets = append(offsets, r.Int64N(size))
	}
	zeroes := []int64{size + 100, size + frame, fileSize(t, left+"-wal") - 1} // they are no frames, whatever stands there
	offsets = append(offsets, zeroes...)
	detected := 0
	for _, off := range offsets {
		n, err := examine(t, v, left, func(p string) { flip(t, p+"-wal", off, r.IntN(8)) })
		switch {
		case errors.Is(err, &fault.Error{Kind: fault.Corrupt, Code: edge.Damaged}):
			detected++
		case err != nil:
			t.Errorf("bit flipped at %d of the log: %v, want %s", off, err, edge.Damaged)
		case n != acknowledged:
			t.Errorf("bit flipped at %d of the log: %d rows without a word, want %d", off, n, acknowledged)
		}
	}
	if detected < len(offsets)/2 {
		t.Errorf("only %d of %d flips were detected", detected, len(offsets))
	}
}

func TestExchangedAndOldPiecesAreDetected(t *testing.T) {
	v := mount(t, testKey(1), "")
	left := leave(t, v)
	changes := map[string]func(p string){
		"frames exchanged":         func(p string) { exchange(t, p+"-wal", 4096, 4096+frame, frame) },
		"frame pages exchanged":    func(p string) { exchange(t, p+"-wal", 4096+72, 4096+frame+72, vault.PageSize) },
		"page put into the log":    func(p string) { transplant(t, p, 0, p+"-wal", 4096+72, vault.PageSize) },
		"log cut":                  func(p string) { cut(t, p+"-wal", written(t, p+"-wal")-frame) },
		"log cut to its heads":     func(p string) { cut(t, p+"-wal", 4096) },
		"both heads overwritten":   func(p string) { overwrite(t, p+"-wal", 0, make([]byte, 2048)) },
		"heads and frames zeroed":  func(p string) { overwrite(t, p+"-wal", 4096, make([]byte, 3*frame)) },
		"database cut":             func(p string) { cut(t, p+"-wal", 0); cut(t, p, vault.PageSize) },
		"database of another desk": func(p string) { replaceDatabase(t, p) },
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			if n, err := examine(t, v, left, change); fault.KindOf(err) != fault.Corrupt {
				t.Fatalf("read %d rows, %v, want %s", n, err, fault.Corrupt)
			}
		})
	}
}

func TestExchangedPagesAreDetected(t *testing.T) {
	v := mount(t, testKey(1), "")
	path := format(t, v)
	db := connect(t, v, path)
	exec(t, db, "create table t(a integer primary key, b text) strict")
	for range acknowledged {
		exec(t, db, "insert into t(b) values(?)", strings.Repeat("証", 400))
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, pair := range [][2]int64{{0, 1}, {1, 2}, {2, 3}} {
		_, err := examine(t, v, path, func(p string) {
			exchange(t, p, pair[0]*vault.PageSize, pair[1]*vault.PageSize, vault.PageSize)
		})
		if fault.KindOf(err) != fault.Corrupt {
			t.Errorf("pages %v exchanged: %v, want %s", pair, err, fault.Corrupt)
		}
	}
}

// A torn first page is what a loss of power in a checkpoint leaves; the log has the page. It must not look like damage, and without
// a log it must.
func TestATornFirstPageIsRecoveredFromTheLog(t *testing.T) {
	v := mount(t, testKey(1), "")
	path := format(t, v)
	db := connect(t, v, path)
	exec(t, db, "create table t(a integer primary key, b text) strict") // page 0 is in the log
	exec(t, db, "insert into t(b) values('x')")
	left := copyFiles(t, path, t.TempDir())
	tear := func(p string) { overwrite(t, p, 512, make([]byte, 1024)) }
	if n, err := examine(t, v, left, tear); err != nil || n != 1 {
		t.Fatalf("with the log: %d rows, %v", n, err)
	}
	if err := os.Remove(left + "-wal"); err != nil {
		t.Fatal(err)
	}
	if _, err := examine(t, v, left, tear); fault.KindOf(err) != fault.Corrupt {
		t.Fatalf("without the log: %v, want %s", err, fault.Corrupt)
	}
}

func fileSize(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// written is how much of a log holds frames; zeroes follow, into which it grows.
func written(t *testing.T, path string) int64 {
	t.Helper()
	return int64(len(bytes.TrimRight(read(t, path), "\x00")))
}

func flip(t *testing.T, path string, off int64, bit int) {
	t.Helper()
	b := read(t, path)
	b[off] ^= 1 << bit
	write(t, path, b)
}

func exchange(t *testing.T, path string, one, other, n int64) {
	t.Helper()
	b := read(t, path)
	kept := append([]byte(nil), b[one:one+n]...)
	copy(b[one:one+n], b[other:other+n])
	copy(b[other:other+n], kept)
	write(t, path, b)
}

func transplant(t *testing.T, from string, at int64, to string, off, n int64) {
	t.Helper()
	overwrite(t, to, off, read(t, from)[at:at+n])
}

func overwrite(t *testing.T, path string, off int64, with []byte) {
	t.Helper()
	b := read(t, path)
	copy(b[off:], with)
	write(t, path, b)
}

func cut(t *testing.T, path string, size int64) {
	t.Helper()
	if err := os.Truncate(path, size); err != nil {
		t.Fatal(err)
	}
}

func replaceDatabase(t *testing.T, path string) {
	t.Helper()
	other := filepath.Join(t.TempDir(), "other.db")
	if err := mount(t, testKey(9), "").Format(other); err != nil {
		t.Fatal(err)
	}
	write(t, path, read(t, other))
	cut(t, path+"-wal", 0)
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}
