package vault_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"shinsa/store/internal/powerloss"
	"shinsa/store/vault"
)

// shots is how often the power goes: a few hundred times, or SHINSA_TORTURE times.
func shots(t *testing.T) int {
	t.Helper()
	s := os.Getenv("SHINSA_TORTURE")
	if s == "" {
		return 300
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatalf("SHINSA_TORTURE: %v", err)
	}
	return n
}

// TestPromise1_PowerLoss cuts the power at random writes, truncations, flushes and removals, in commits and in the middle of checkpoints,
// and opens what is left: every acknowledged change is there, and the desk is sound.
func TestPromise1_PowerLoss(t *testing.T) {
	want, done := shots(t), 0
	for seed := uint64(0); done < want && !t.Failed(); seed++ {
		run := newRun(t, seed, min(60, want-done))
		run.work()
		run.end()
		done += run.taken
		for _, loss := range run.losses {
			t.Errorf("seed %d: %s", seed, loss)
		}
	}
	t.Logf("%d times without power", done)
}

// Without the flush at every commit acknowledged changes are lost: a simulator that does not see that sees nothing.
func TestTheSimulatorSeesWhatIsLost(t *testing.T) {
	run := newRun(t, 1, 200)
	exec(t, run.db, "pragma synchronous=normal")
	run.work()
	run.end()
	if len(run.losses) == 0 {
		t.Fatalf("nothing was lost in %d shots without flushing", run.taken)
	}
}

// powerRun works on one desk and cuts the power up to limit times.
type powerRun struct {
	t     *testing.T
	r     *rand.Rand
	disk  *powerloss.Disk
	vault *vault.Volume // above the disk
	plain *vault.Volume // above the machine's own file system, to open what is left
	db    *sql.DB

	limit, taken int
	acked        int
	losses       []string
}

func newRun(t *testing.T, seed uint64, limit int) *powerRun {
	t.Helper()
	run := &powerRun{t: t, r: rand.New(rand.NewPCG(seed, 1)), limit: limit}
	name := fmt.Sprintf("power-%s-%d", t.Name(), seed)
	var err error
	if run.disk, err = powerloss.New(name); err != nil {
		t.Fatal(err)
	}
	if run.vault, err = vault.Mount(testKey(1), name); err != nil {
		t.Fatal(err)
	}
	if run.plain, err = vault.Mount(testKey(1), ""); err != nil {
		t.Fatal(err)
	}
	run.db = connect(t, run.vault, format(t, run.vault))
	exec(t, run.db, fmt.Sprintf("pragma wal_autocheckpoint=%d", 4+run.r.IntN(20)))
	exec(t, run.db, "pragma cache_size=10")
	exec(t, run.db, "create table t(a integer primary key, b text, seq integer) strict")
	run.disk.OnChange(run.perhapsCut)
	return run
}

// work makes transactions of one or many rows, some of which are rolled back.
func (run *powerRun) work() {
	for i := 1; i <= 60 && run.taken < run.limit; i++ {
		n := 1
		if run.r.IntN(8) == 0 {
			n = 12 // more pages than the cache holds: the log gets uncommitted frames
		}
		tx, err := run.db.Begin()
		if err != nil {
			run.t.Fatal(err)
		}
		for k := range n {
			_, err := tx.Exec("insert into t values(?,?,?) on conflict do update set b=excluded.b, seq=excluded.seq",
				(i+k)%25, strings.Repeat("あ", run.r.IntN(3000)), i)
			if err != nil {
				run.t.Fatal(err)
			}
		}
		if run.r.IntN(6) == 0 {
			if err := tx.Rollback(); err != nil {
				run.t.Fatal(err)
			}
			continue
		}
		if err := tx.Commit(); err != nil {
			run.t.Fatal(err)
		}
		run.acked = i
	}
}

// end closes the desk; the last checkpoint and the removal of the log are shot at too.
func (run *powerRun) end() {
	if err := run.db.Close(); err != nil {
		run.t.Fatal(err)
	}
	run.disk.OnChange(nil)
	for _, done := range []func() error{run.vault.Close, run.plain.Close, run.disk.Close} {
		if err := done(); err != nil {
			run.t.Error(err)
		}
	}
}

// perhapsCut takes the power away at one change in twelve and looks at what is left.
func (run *powerRun) perhapsCut() {
	if run.taken >= run.limit || run.r.IntN(12) != 0 {
		return
	}
	run.taken++
	dir, err := os.MkdirTemp("", "shinsa-power-")
	if err != nil {
		run.t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	fate := powerloss.AnyFate(run.r)
	if err := run.disk.Cut(dir, run.r, fate); err != nil {
		run.t.Fatal(err)
	}
	if loss := run.inspect(filepath.Join(dir, "desk.db")); loss != "" {
		run.losses = append(run.losses, fmt.Sprintf("shot %d, fate %d: %s", run.taken, fate, loss))
	}
}

func (run *powerRun) inspect(path string) string {
	db := connect(run.t, run.plain, path)
	defer db.Close()
	if err := sound(db); err != nil {
		return err.Error()
	}
	if run.acked == 0 {
		return ""
	}
	if last := count(run.t, db, "select coalesce(max(seq), 0) from t"); last < run.acked {
		return fmt.Sprintf("change %d was acknowledged, %d is the last there", run.acked, last)
	}
	return ""
}

// A commit that the disk refuses is not acknowledged, and the desk goes on once the disk does.
func TestAFullDiskLosesNothing(t *testing.T) {
	const name = "power-full"
	disk, err := powerloss.New(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { disk.Close() })
	v := mount(t, testKey(1), name)
	path := format(t, v)
	db := connect(t, v, path)
	exec(t, db, "create table t(a integer primary key, b text, seq integer) strict")
	for i := range 30 {
		disk.Fill(i%3 == 1)
		disk.FailSync(i%5 == 2)
		_, err := db.Exec("insert into t values(?,?,?)", i, strings.Repeat("あ", 2000), i)
		if refuses := i%3 == 1 || i%5 == 2; (err != nil) != refuses {
			t.Fatalf("row %d: %v", i, err)
		}
	}
	disk.Fill(false)
	disk.FailSync(false)
	if err := sound(db); err != nil {
		t.Fatal(err)
	}
	if n := count(t, db, "select count(*) from t where a % 3 <> 1 and a % 5 <> 2"); n != 16 {
		t.Fatalf("%d acknowledged rows, want 16", n)
	}
	left := copyFiles(t, path, t.TempDir())
	again := connect(t, mount(t, testKey(1), ""), left)
	if err := sound(again); err != nil {
		t.Fatal(err)
	}
	if n := count(t, again, "select count(*) from t where a % 3 <> 1 and a % 5 <> 2"); n != 16 {
		t.Fatalf("%d acknowledged rows after reopening, want 16", n)
	}
}
