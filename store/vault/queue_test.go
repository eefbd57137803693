package vault_test

import (
	"database/sql"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shinsa/review/fault"
	"shinsa/store/internal/edge"
	"shinsa/store/internal/powerloss"
	"shinsa/store/vault"
)

// frame is the length of a sealed frame of the log, and grown by how much the log is lengthened at once.
const (
	frame = 72 + vault.PageSize
	grown = 64 * frame
)

// simulated makes a disk and a desk on it with a table.
func simulated(t *testing.T) (*powerloss.Disk, *sql.DB, string) {
	t.Helper()
	disk, err := powerloss.New(t.Name())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := disk.Close(); err != nil {
			t.Error(err)
		}
	})
	v := mount(t, testKey(1), t.Name())
	path := format(t, v)
	db := connect(t, v, path)
	exec(t, db, "create table t(a integer primary key, b text) strict")
	return disk, db, path
}

// fill makes n rows of several pages together.
func fill(t *testing.T, db *sql.DB, n int) {
	t.Helper()
	const rows = "with recursive s(i) as (select 1 union all select i + 1 from s where i < ?) insert into t select i, ? from s where true on conflict do nothing"
	exec(t, db, rows, n, strings.Repeat("証", 1000))
}

// left opens what a killed program would leave of the desk at path.
func left(t *testing.T, path string) *sql.DB {
	t.Helper()
	return connect(t, mount(t, testKey(1), ""), copyFiles(t, path, t.TempDir()))
}

// A commit is one write whatever it holds, one flush and one mark: that is what it costs.
func TestACommitIsOneWrite(t *testing.T) {
	disk, db, path := simulated(t)
	fill(t, db, 12)
	size := fileSize(t, path+"-wal")
	look := func(when string, disk *powerloss.Disk, db *sql.DB) {
		t.Helper()
		before := disk.Calls()
		exec(t, db, "update t set b = ? where a in (1, 6, 12)", when+strings.Repeat("査", 1000))
		if done := disk.Calls() - before; done != 3 {
			t.Errorf("%s: %d writes and flushes, want the frames, the flush and the mark", when, done)
		}
	}
	look("at first", disk, db)
	exec(t, db, "pragma wal_checkpoint(restart)")
	fill(t, db, 14) // begins the log again
	look("after a checkpoint", disk, db)
	if now := fileSize(t, path+"-wal"); now != size {
		t.Errorf("the log grew from %d to %d bytes though there was room in it", size, now)
	}
	other, err := powerloss.New(t.Name() + "-again")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { other.Close() })
	again := connect(t, mount(t, testKey(1), t.Name()+"-again"), copyFiles(t, path, t.TempDir()))
	if n := count(t, again, "select count(*) from t"); n != 14 {
		t.Errorf("%d rows after a kill, want 14", n)
	}
	look("after a kill", other, again)
}

func TestTheLogGoesWhenTheDeskCloses(t *testing.T) {
	_, db, path := simulated(t)
	exec(t, db, "insert into t values(1, 'x')")
	if n := fileSize(t, path+"-wal"); n < grown || n > 2*grown {
		t.Errorf("the log has %d bytes, want between %d and %d", n, grown, 2*grown)
	}
	fill(t, db, 500) // a large commit does not write twice what it holds
	if n := fileSize(t, path+"-wal") - written(t, path+"-wal"); n > grown+frame {
		t.Errorf("%d bytes of zeroes follow a large commit, want %d", n, grown)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + "-wal"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the log is still there: %v", err)
	}
}

// A transaction larger than the cache puts frames into the log before it ends, reads them back, writes some again and takes some back;
// what waits to be written has to be read as if it were there.
func TestWhatWaitsIsReadBack(t *testing.T) {
	_, db, path := simulated(t)
	exec(t, db, "pragma cache_size=10")
	fill(t, db, 60)
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	run := func(q string, args ...any) {
		t.Helper()
		if _, err := tx.Exec(q, args...); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
	r := rand.New(rand.NewPCG(5, 6))
	for i := range 300 {
		run("savepoint s")
		run("update t set b = ? where a = ?", strings.Repeat("査", r.IntN(1300)), 1+r.IntN(60))
		run("update t set b = b || '。' where a between ? and ?", r.IntN(60), r.IntN(60))
		if i%3 == 0 {
			run("rollback to s")
		}
		run("release s")
	}
	var want, got int
	if err := tx.QueryRow("select sum(length(b) * a) from t").Scan(&want); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	for name, db := range map[string]*sql.DB{"going on": db, "after a kill": left(t, path)} {
		if got = count(t, db, "select sum(length(b) * a) from t"); got != want {
			t.Errorf("%s: %d, want %d", name, got, want)
		}
		if err := sound(db); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A transaction that writes its own pages again has its checksums written again; it is marked as durable like any other, so that a log
// that is cut shows.
func TestACutAfterRewrittenFramesIsDetected(t *testing.T) {
	_, db, path := simulated(t)
	exec(t, db, "pragma cache_size=10")
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for i := range 200 {
		if _, err := tx.Exec("insert into t values(?,?) on conflict do update set b=excluded.b", i%40, strings.Repeat(string(rune('あ'+i/40)), 900)); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	whole := copyFiles(t, path, t.TempDir())
	v := mount(t, testKey(1), "")
	if n, err := examine(t, v, whole, func(string) {}); n != 40 || err != nil {
		t.Fatalf("untouched: %d rows, %v", n, err)
	}
	for name, change := range map[string]func(p string){
		"cut":    func(p string) { cut(t, p+"-wal", written(t, p+"-wal")-frame) },
		"zeroed": func(p string) { overwrite(t, p+"-wal", written(t, p+"-wal")-frame, make([]byte, frame)) },
	} {
		if n, err := examine(t, v, whole, change); !errors.Is(err, &fault.Error{Kind: fault.Corrupt, Code: edge.Damaged}) {
			t.Errorf("last frame %s: %d rows, %v, want %s", name, n, err, edge.Damaged)
		}
	}
}

// The disk fills in the middle of the frames of a commit: the commit fails, what was acknowledged stays, and once there is room the desk
// goes on. In between, and afterwards, a kill loses nothing either.
func TestADiskThatFillsInACommit(t *testing.T) {
	disk, db, path := simulated(t)
	exec(t, db, "pragma cache_size=10")
	exec(t, db, "insert into t values(0, 'kept')")
	r, rows, refused := rand.New(rand.NewPCG(9, 9)), 1, 0
	for i := range 60 {
		disk.Room(int64(r.IntN(grown)))
		tx, err := db.Begin()
		if err != nil {
			t.Fatal(err)
		}
		n := 1 + r.IntN(80)
		for k := range n {
			_, err = tx.Exec("insert into t values(?, ?)", 1000*(i+1)+k, strings.Repeat("証", r.IntN(2600)))
			if err == nil && k%5 == 0 { // a read between the writes must not hide a refusal
				_, err = tx.Exec("update t set b = b || '。' where a >= ?", 1000*(i+1))
			}
			if err != nil {
				break
			}
		}
		if err == nil {
			err = tx.Commit()
		} else if again := tx.Commit(); again == nil {
			t.Fatalf("transaction %d was refused a write and committed: %v", i, err)
		}
		if err == nil {
			rows += n
		} else if err = edge.Fault(err); !errors.Is(err, &fault.Error{Kind: fault.Unavailable, Code: edge.DiskFull}) {
			t.Fatalf("transaction %d: %v, want %s", i, err, edge.DiskFull)
		} else {
			refused++
		}
		disk.Room(-1)
		for name, db := range map[string]*sql.DB{"going on": db, "after a kill": left(t, path)} {
			if err := sound(db); err != nil {
				t.Fatalf("transaction %d, %s: %v", i, name, err)
			}
			if got := count(t, db, "select count(*) from t"); got != rows {
				t.Fatalf("transaction %d, %s: %d rows, want %d", i, name, got, rows)
			}
		}
	}
	if refused < 10 || refused > 50 {
		t.Errorf("%d of 60 transactions were refused", refused)
	}
}

// Room for the frames is enough: the log does not have to grow by more.
func TestALogThatCannotGrowTakesTheCommit(t *testing.T) {
	disk, db, path := simulated(t)
	exec(t, db, "pragma wal_checkpoint(truncate)")
	for i := range 20 {
		disk.Room(4096 + 3*frame)
		exec(t, db, "insert into t values(?, 'x')", i)
	}
	disk.Room(-1)
	again := left(t, path)
	if n := count(t, again, "select count(*) from t"); n != 20 {
		t.Errorf("%d rows, want 20", n)
	}
}

// A commit that fails after its flush is taken back; the power goes while its frames are written over, and that must not look like damage.
func TestFramesThatWereMarkedAreWrittenOver(t *testing.T) {
	disk, db, path := simulated(t)
	acked := map[int]bool{}
	r, shots, v := rand.New(rand.NewPCG(3, 1)), 0, mount(t, testKey(1), "")
	for i := range 42 {
		before, dies := disk.Calls(), i%3 != 2
		disk.Fill(i%3 == 1) // nor can the mark be taken back
		disk.OnChange(func() {
			disk.Fill(dies && disk.Calls()-before == 2) // after the flush, before the mark
			shots++
			dir := t.TempDir()
			if err := disk.Cut(dir, r, powerloss.AnyFate(r)); err != nil {
				t.Fatal(err)
			}
			db := connect(t, v, filepath.Join(dir, "desk.db"))
			defer db.Close()
			if err := sound(db); err != nil {
				t.Fatalf("shot %d: %v", shots, err)
			}
			for a := range acked {
				if count(t, db, "select count(*) from t where a = ?", a) != 1 {
					t.Fatalf("shot %d: row %d was acknowledged and is gone", shots, a)
				}
			}
		})
		_, err := db.Exec("insert into t values(?, ?)", i, strings.Repeat("証", 1000))
		disk.OnChange(nil)
		disk.Fill(false)
		if dies != (err != nil) {
			t.Fatalf("row %d: %v", i, err)
		}
		if err == nil {
			acked[i] = true
		}
	}
	if n := count(t, left(t, path), "select count(*) from t"); n != len(acked) {
		t.Errorf("%d rows, want %d", n, len(acked))
	}
}
