package powerloss_test

import (
	"bytes"
	"database/sql"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	_ "modernc.org/sqlite"

	"shinsa/store/internal/powerloss"
)

func disk(t *testing.T) (*powerloss.Disk, *sql.DB, string) {
	t.Helper()
	d, err := powerloss.New(t.Name())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "x.db")
	db, err := sql.Open("sqlite", "file:"+path+"?vfs="+t.Name()+"&_pragma=journal_mode(OFF)&_pragma=synchronous(OFF)")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d, db, path
}

func exec(t *testing.T, db *sql.DB, q string) {
	t.Helper()
	if _, err := db.Exec(q); err != nil {
		t.Fatalf("%s: %v", q, err)
	}
}

// left cuts the power and returns what is left of the database.
func left(t *testing.T, d *powerloss.Disk, fate powerloss.Fate, seed uint64) ([]byte, bool) {
	t.Helper()
	dir := t.TempDir()
	if err := d.Cut(dir, rand.New(rand.NewPCG(seed, 0)), fate); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(dir, "x.db"))
	if os.IsNotExist(err) {
		return nil, false
	}
	if err != nil {
		t.Fatal(err)
	}
	return b, true
}

func TestWhatWasNotFlushedMayBeGone(t *testing.T) {
	d, db, path := disk(t)
	exec(t, db, "create table t(a)")
	if _, there := left(t, d, powerloss.Drop, 1); there {
		t.Error("a file whose name was never flushed is there")
	}
	exec(t, db, "pragma synchronous=FULL")
	exec(t, db, "insert into t values(1)") // flushes
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, fate := range []powerloss.Fate{powerloss.Drop, powerloss.Keep, powerloss.Tear} {
		if b, there := left(t, d, fate, 2); !there || !bytes.Equal(b, whole) {
			t.Errorf("fate %d: a flushed file changed", fate)
		}
	}
	exec(t, db, "pragma synchronous=OFF")
	exec(t, db, "insert into t values(zeroblob(40000))")
	if b, _ := left(t, d, powerloss.Drop, 3); !bytes.Equal(b, whole) {
		t.Error("dropping what was not flushed left something of it")
	}
	seen := map[string]bool{}
	for seed := range uint64(20) {
		b, _ := left(t, d, powerloss.Tear, seed)
		seen[string(b)] = true
	}
	if len(seen) < 10 {
		t.Errorf("20 torn disks hold %d different things", len(seen))
	}
}

func TestARefusingDiskRefuses(t *testing.T) {
	d, db, _ := disk(t)
	exec(t, db, "create table t(a)")
	d.Fill(true)
	if _, err := db.Exec("insert into t values(zeroblob(40000))"); err == nil {
		t.Error("written to a full disk")
	}
	d.Fill(false)
	exec(t, db, "pragma synchronous=FULL")
	d.FailSync(true)
	if _, err := db.Exec("insert into t values(1)"); err == nil {
		t.Error("flushed by a disk that cannot")
	}
	d.FailSync(false)
}

func TestEveryChangeIsToldOf(t *testing.T) {
	d, db, _ := disk(t)
	told := 0
	d.OnChange(func() { told++; left(t, d, powerloss.Tear, 1) }) // the power may go inside it
	exec(t, db, "create table t(a)")
	if told == 0 {
		t.Error("nothing was told")
	}
	d.OnChange(nil)
}
