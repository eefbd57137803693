package store_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/store"
	"shinsa/store/internal/powerloss"
)

// onDisk makes a desk on a simulated disk.
func onDisk(t *testing.T, name string) (*powerloss.Disk, *store.Store, string) {
	t.Helper()
	disk, err := powerloss.New(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := disk.Close(); err != nil {
			t.Error(err)
		}
	})
	dir := t.TempDir()
	o := options()
	o.Over = name
	s, err := store.Create(t.Context(), dir, passphrase, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return disk, s, dir
}

func TestAFullDiskIsSaidAndTheDeskGoesOn(t *testing.T) {
	disk, s, _ := onDisk(t, "disk-full")
	put(t, s, "a", "kept")
	disk.Fill(true)
	err := s.Update(t.Context(), func(tx review.Tx) error { return tx.Put(review.KindCase, "a", "lost") })
	refused(t, err, fault.Unavailable, "disk_full")
	if text, err := get(s, "a"); text != "kept" || err != nil {
		t.Errorf("read %q, %v", text, err)
	}
	disk.Fill(false)
	put(t, s, "a", "later")
	if text, err := get(s, "a"); text != "later" || err != nil {
		t.Errorf("read %q, %v", text, err)
	}
}

func TestADiskThatCannotFlushAcknowledgesNothing(t *testing.T) {
	disk, s, _ := onDisk(t, "disk-sync")
	put(t, s, "a", "kept")
	disk.FailSync(true)
	err := s.Update(t.Context(), func(tx review.Tx) error { return tx.Put(review.KindCase, "a", "lost") })
	refused(t, err, fault.Unavailable, "disk_error")
	disk.FailSync(false)
	if text, err := get(s, "a"); text != "kept" || err != nil {
		t.Errorf("read %q, %v", text, err)
	}
	put(t, s, "a", "later")
}

func TestAReadOnlyFolderIsSaid(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("nothing is read-only for this user; the test of the edge has the error itself")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	_, err := store.Create(t.Context(), filepath.Join(dir, "desk"), passphrase, options())
	refused(t, err, fault.Unavailable, "desk_read_only")
}

// The power goes while marks are made with their journal entries: the two are always there together, nothing acknowledged is missing,
// and the invariants hold.
func TestPromise1_PowerLossOfAWholeDesk(t *testing.T) {
	disk, s, dir := onDisk(t, "disk-power")
	r := rand.New(rand.NewPCG(7, 8))
	acknowledged, shots := 0, 0
	disk.OnChange(func() {
		if acknowledged == 0 || shots >= 60 || r.IntN(10) != 0 {
			return
		}
		shots++
		left := t.TempDir()
		if err := os.CopyFS(left, os.DirFS(filepath.Join(dir, "blobs"))); err != nil {
			t.Error(err)
		}
		if err := disk.Cut(left, r, powerloss.AnyFate(r)); err != nil {
			t.Error(err)
		}
		key, err := os.ReadFile(filepath.Join(dir, "desk.key"))
		if err == nil {
			err = os.WriteFile(filepath.Join(left, "desk.key"), key, 0o600)
		}
		if err != nil {
			t.Error(err)
		}
		if err := afterPowerLoss(left, acknowledged); err != nil {
			t.Errorf("shot %d: %v", shots, err)
		}
	})
	for i := range 300 {
		err := s.Update(t.Context(), func(tx review.Tx) error {
			_, err := tx.Append(journal.Entry{Actor: string(member), Act: "mark", Case: kase, Subject: fmt.Sprint(i)})
			m := checklist.Mark{Item: ident.ItemID(fmt.Sprint(i % items)), Verdict: checklist.Query, Remark: strings.Repeat("所見", r.IntN(900))}
			return errors.Join(err, tx.PutMark(kase, member, m))
		})
		if err != nil {
			t.Fatal(err)
		}
		acknowledged = i + 1
	}
	disk.OnChange(nil)
	if shots < 60 {
		t.Errorf("only %d shots", shots)
	}
}

func afterPowerLoss(dir string, acknowledged int) error {
	s, err := store.Open(context.Background(), dir, passphrase, options())
	if err != nil {
		return err
	}
	defer s.Close()
	invariants, err := s.Check(context.Background())
	for _, i := range invariants {
		if !i.OK {
			err = errors.Join(err, errors.New(i.Name+" "+i.Detail))
		}
	}
	if err != nil {
		return err
	}
	return s.View(context.Background(), func(tx review.Tx) error {
		head, err := tx.Head()
		if err != nil {
			return err
		}
		if head.Seq < int64(acknowledged) {
			return fmt.Errorf("%d of %d acknowledged acts are there", head.Seq, acknowledged)
		}
		return sameNumber(tx)
	})
}

// A database whose file is gone, or is another one by now, acknowledges nothing: what is written to a file without a name is lost.
func TestADatabaseRemovedUnderneathIsSaid(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("an open file cannot be removed there")
	}
	dir := t.TempDir()
	s := create(t, dir)
	put(t, s, "a", "kept")
	data, aside := filepath.Join(dir, "desk.db"), filepath.Join(dir, "aside.db")
	write := func() error {
		return s.Update(t.Context(), func(tx review.Tx) error { return tx.Put(review.KindCase, "a", "lost") })
	}
	if err := os.Rename(data, aside); err != nil {
		t.Fatal(err)
	}
	refused(t, write(), fault.Unavailable, "desk_unreachable")
	if err := os.WriteFile(data, []byte("another"), 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, write(), fault.Unavailable, "desk_unreachable")
	if text, err := get(s, "a"); text != "kept" || err != nil {
		t.Errorf("read %q, %v", text, err)
	}
	if err := os.Rename(aside, data); err != nil {
		t.Fatal(err)
	}
	put(t, s, "a", "later")
}
