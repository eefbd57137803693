package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/store"
)

// The test runs itself again as the program that is killed: in this folder, from this round on.
const (
	killDir   = "SHINSA_KILL_DIR"
	killRound = "SHINSA_KILL_ROUND"

	items  = 136
	member = ident.ReviewerID("m-00000001")
	kase   = ident.CaseID("C2026-0001")
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(killDir); dir != "" {
		if err := markAll(dir, os.Getenv(killRound), os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// markAll marks 136 items one by one, in one durable transaction each with its journal entry, and says each after it was acknowledged.
func markAll(dir, round string, out io.Writer) error {
	s, err := store.Open(context.Background(), dir, passphrase, options())
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "open")
	for i := range items {
		item := ident.ItemID(strconv.Itoa(i))
		m := checklist.Mark{Item: item, Verdict: checklist.Query, Remark: round + " " + strings.Repeat("所見", i*3), Seen: true, Revision: 1}
		err := s.Update(context.Background(), func(tx review.Tx) error {
			_, err := tx.Append(journal.Entry{Actor: string(member), Act: "mark", Case: kase, Subject: string(item)})
			return errors.Join(err, tx.PutMark(kase, member, m))
		})
		if err != nil {
			return err
		}
		fmt.Fprintln(out, "saved", i)
	}
	return s.Close()
}

// TestPromise1_Killed kills the program with SIGKILL at a random moment, 50 times or SHINSA_TORTURE times, and opens the desk: no
// acknowledged mark is missing, none is half there, and every invariant holds.
func TestPromise1_Killed(t *testing.T) {
	rounds := 50
	if n, err := strconv.Atoi(os.Getenv("SHINSA_TORTURE")); err == nil {
		rounds = n
	}
	dir := t.TempDir()
	closed(t, create(t, dir))
	r := rand.New(rand.NewPCG(1, 2))
	killed, total := 0, 0
	var span time.Duration // how long a whole run takes; the moment is drawn from it
	for round := range rounds {
		wait := time.Hour
		if span > 0 {
			wait = time.Duration(r.Int64N(int64(span)))
		}
		saved, took, whole := runAndKill(t, dir, strconv.Itoa(round), wait)
		if whole && (span == 0 || took < span) {
			span = took
		}
		if !whole {
			killed++
		}
		total += saved
		examine(t, dir, strconv.Itoa(round), saved)
	}
	t.Logf("%d rounds, %d killed, %d acknowledged marks, %v a whole run", rounds, killed, total, span)
	if killed < rounds/2 {
		t.Errorf("only %d of %d rounds were killed in time", killed, rounds)
	}
}

// runAndKill returns how many marks were acknowledged, how long it ran, and whether it came to its end.
func runAndKill(t *testing.T, dir, round string, wait time.Duration) (saved int, took time.Duration, whole bool) {
	t.Helper()
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), killDir+"="+dir, killRound+"="+round)
	var problems strings.Builder
	program.Stderr = &problems
	out, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	killer := time.AfterFunc(wait, func() { _ = program.Process.Kill() }) // it may be over already
	defer killer.Stop()
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "saved ") {
			saved++
		}
	}
	err = program.Wait()
	var exit *exec.ExitError
	switch {
	case err == nil:
		whole = true
	case !errors.As(err, &exit) || exit.Exited():
		t.Fatalf("round %s: %v: %s", round, err, problems.String())
	}
	return saved, time.Since(start), whole
}

func examine(t *testing.T, dir, round string, saved int) {
	t.Helper()
	s := reopen(t, dir)
	defer closed(t, s)
	for _, i := range check(t, s) {
		if !i.OK {
			t.Errorf("round %s: %s: %s", round, i.Name, i.Detail)
		}
	}
	err := s.View(t.Context(), func(tx review.Tx) error {
		found := 0
		for i := range items {
			h, err := tx.MarkHistory(kase, member, ident.ItemID(strconv.Itoa(i)))
			if err != nil {
				return err
			}
			if n := len(h); n > 0 && strings.HasPrefix(h[n-1].Mark.Remark, round+" ") {
				found++
			} else if i < saved {
				t.Errorf("round %s: mark %d was acknowledged and is missing", round, i)
			}
		}
		if found < saved || found > saved+1 { // the last may be on disk and not yet said
			t.Errorf("round %s: %d acknowledged, %d there", round, saved, found)
		}
		return sameNumber(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// sameNumber checks that marks and journal entries, made together, are there together.
func sameNumber(tx review.Tx) error {
	head, err := tx.Head()
	if err != nil {
		return err
	}
	states := 0
	for i := range items {
		h, err := tx.MarkHistory(kase, member, ident.ItemID(strconv.Itoa(i)))
		if err != nil {
			return err
		}
		states += len(h)
	}
	if int64(states) != head.Seq {
		return fault.New(fault.Corrupt, fmt.Sprintf("%d marks and %d journal entries", states, head.Seq))
	}
	return nil
}

// The lock holds between programs, not only within one.
func TestAnotherProcessIsRefused(t *testing.T) {
	dir := t.TempDir()
	s := create(t, dir)
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), killDir+"="+dir, killRound+"=0")
	said, err := program.CombinedOutput()
	if err == nil || !strings.Contains(string(said), "locked: desk_in_use") {
		t.Errorf("the other program said %q, %v", said, err)
	}
	put(t, s, "a", "still mine")
	closed(t, s)
	again := exec.Command(os.Args[0])
	again.Env = program.Env
	if said, err := again.CombinedOutput(); err != nil || !strings.Contains(string(said), "saved 135") {
		t.Errorf("once the desk was free, the other program said %q, %v", said, err)
	}
}
