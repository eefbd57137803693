package vault_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"shinsa/store/internal/shim"
	"shinsa/store/vault"
)

// spy stands below the vault and sees every byte that would reach the disk, temporary files included.
type spy struct {
	mu    sync.Mutex
	temps int
	leaks int
	wrote int
}

func (s *spy) Admit(shim.Kind) bool     { return true }
func (s *spy) Deleted(string)           {}
func (s *spy) Traits(below int32) int32 { return below }

func (s *spy) Open(_ string, k shim.Kind, _ shim.Below) (shim.File, shim.Code) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if k == shim.Temp {
		s.temps++
	}
	return &watched{s}, shim.OK
}

type watched struct{ spy *spy }

func (f *watched) Close() {}

func (f *watched) Read(below shim.Below, p []byte, off int64) shim.Code { return below.Read(p, off) }

func (f *watched) Write(below shim.Below, p []byte, off int64) shim.Code {
	f.spy.mu.Lock()
	f.spy.wrote += len(p)
	if bytes.Contains(p, []byte("SECRET")) || bytes.Contains(p, []byte("SQLite")) {
		f.spy.leaks++
	}
	f.spy.mu.Unlock()
	return below.Write(p, off)
}

func (f *watched) Truncate(below shim.Below, size int64) shim.Code { return below.Truncate(size) }
func (f *watched) Sync(below shim.Below, flags int32) shim.Code    { return below.Sync(flags) }
func (f *watched) Size(below shim.Below) (int64, shim.Code)        { return below.Size() }

// The desk keeps temporary tables and sorts in memory. Should SQLite ever write them to a file, the file is sealed like the rest.
func TestArt20_TemporaryFilesAreSealed(t *testing.T) {
	s := &spy{}
	m, err := shim.Register("spy", "", s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := m.Close(); err != nil {
			t.Error(err)
		}
	})
	v := mount(t, testKey(1), m.Name())
	db := connect(t, v, format(t, v))
	t.Cleanup(func() { db.Close() })
	exec(t, db, "pragma temp_store=file")
	exec(t, db, "pragma temp.cache_size=10")
	exec(t, db, "create temp table scratch(a integer primary key, b text)")

	// A model in memory says what the temporary table has to hold.
	r := rand.New(rand.NewPCG(1, 1))
	model := map[int]string{}
	for i := range 600 {
		k := r.IntN(200)
		switch r.IntN(5) {
		case 0:
			exec(t, db, "delete from scratch where a=?", k)
			delete(model, k)
		case 1:
			exec(t, db, "savepoint s")
			exec(t, db, "update scratch set b='undone'")
			exec(t, db, "rollback to s")
			exec(t, db, "release s")
		default:
			text := fmt.Sprint(i, strings.Repeat(marker, r.IntN(100)))
			exec(t, db, "insert into scratch values(?,?) on conflict do update set b=excluded.b", k, text)
			model[k] = text
		}
	}
	for k, want := range model {
		var got string
		if err := db.QueryRow("select b from scratch where a=?", k).Scan(&got); err != nil || got != want {
			t.Fatalf("row %d: %d bytes, %v, want %d bytes", k, len(got), err, len(want))
		}
	}
	if n := count(t, db, "select count(*) from scratch"); n != len(model) {
		t.Errorf("%d rows, want %d", n, len(model))
	}
	// A sort too large for the cache goes to a file of its own.
	exec(t, db, "create table big(b text)")
	exec(t, db, "insert into big select b from scratch, (select 1 union all select 2 union all select 3 union all select 4)")
	exec(t, db, "pragma cache_size=10")
	if n := count(t, db, "select count(*) from (select b from big order by b desc, rowid limit -1 offset 1)"); n != 4*len(model)-1 {
		t.Errorf("sorted %d rows, want %d", n, 4*len(model)-1)
	}
	if s.temps == 0 || s.leaks > 0 {
		t.Errorf("%d temporary files, %d plain writes of %d bytes in all", s.temps, s.leaks, s.wrote)
	}
}

func BenchmarkSave(b *testing.B) {
	v, err := vault.Mount(testKey(1), "")
	if err != nil {
		b.Fatal(err)
	}
	defer v.Close()
	path := b.TempDir() + "/desk.db"
	if err := v.Format(path); err != nil {
		b.Fatal(err)
	}
	db := connect(b, v, path)
	defer db.Close()
	exec(b, db, "create table t(a integer primary key, b text) strict")
	for i := 0; b.Loop(); i++ {
		exec(b, db, "insert into t values(?,?) on conflict do update set b=excluded.b", i%100, "開示項目の記載は確認済み。根拠資料3頁。")
	}
}
