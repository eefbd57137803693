package boot_test

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/opinion"
	"shinsa/review/seal"
)

// The test runs itself again as the program that is killed: this act, in this folder.
const (
	killAct = "SHINSA_KILL_ACT"
	killDir = "SHINSA_KILL_DIR"
)

func TestMain(m *testing.M) {
	if name := os.Getenv(killAct); name != "" {
		if err := perform(name, os.Getenv(killDir), os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// act is one thing a person does, on one desk, at one point of the story. Do says "saved n" after each change that was acknowledged;
// judge looks at what is there after a kill, given how many were; redo does it to its end.
type act struct {
	name  string
	from  string // the stage it begins at
	desk  string
	do    func(context.Context, *stage, func()) error
	judge func(testing.TB, *stage, *boot.Session, int)
	redo  func(*stage, context.Context) error
}

var acts = []act{
	{"declare", "packed", atMember, once((*stage).declare), judgeDeclare, (*stage).declareAgain},
	{"mark", "declared", atMember, doMark, judgeMark, (*stage).judge},
	{"opine", "declared", atMember, doOpine, judgeOpine, (*stage).judge},
	{"back up", "declared", atMember, doBackup, judgeBackup, nothing},
	{"submit", "judged", atMember, once((*stage).submit), judgeSubmit, again((*stage).submit)},
	{"pack", "taken", atOffice, once((*stage).pack), judgePack, (*stage).pack},
	{"migrate", "amended", atOffice, once((*stage).migrate), judgeMigrate, (*stage).migrate},
	{"bring forward", "frozen", atMember, once((*stage).openFrozen), judgeFrozen, nothing},
	{"merge", "submitted", atOffice, once((*stage).merge), judgeMerge, (*stage).merge},
	{"issue", "decided", atOffice, once((*stage).issue), judgeIssue, again((*stage).issue)},
}

// large are acts of which only the memory is measured.
var large = []act{{name: "back up once", do: once((*stage).backUp)}, {name: "drop what is hostile", do: once((*stage).dropAll)}}

func (s *stage) backUp(ctx context.Context) error {
	return s.on(ctx, atMember, func(b *boot.Session, _ review.Outbox) error {
		_, err := b.Backup(ctx, s.path("once.backup"), nil)
		return err
	})
}

// tellPeak writes what the system says of this program's memory, where it says so.
func tellPeak(out io.Writer) error {
	b, err := os.ReadFile("/proc/self/status")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		_, err = out.Write(b)
	}
	return err
}

func nothing(*stage, context.Context) error { return nil }

func once(f func(*stage, context.Context) error) func(context.Context, *stage, func()) error {
	return func(ctx context.Context, s *stage, saved func()) error {
		err := f(s, ctx)
		if err == nil {
			saved()
		}
		return err
	}
}

// again does what may have been done already: the refusal that it was is no failure.
func again(f func(*stage, context.Context) error) func(*stage, context.Context) error {
	return func(s *stage, ctx context.Context) error {
		err := f(s, ctx)
		for _, code := range []string{"case_not_open", "case_not_decided", "declared_already"} {
			if err != nil && strings.Contains(err.Error(), code) {
				return nil
			}
		}
		return err
	}
}

// perform is the program that is killed.
func perform(name, dir string, out io.Writer) error {
	s, err := newStage(dir)
	if err != nil {
		return err
	}
	n := 0
	for _, a := range slices.Concat(acts, large, attending) {
		if a.name == name {
			fmt.Fprintln(out, "began")
			err := a.do(context.Background(), s, func() { fmt.Fprintln(out, "saved", n); n++ })
			return errors.Join(err, tellPeak(out))
		}
	}
	return errors.New("no such act")
}

// declareAgain signs when it was not signed; the body is open in the end.
func (s *stage) declareAgain(ctx context.Context) error {
	err := again((*stage).declare)(s, ctx)
	if err != nil {
		return err
	}
	return s.on(ctx, atMember, func(b *boot.Session, _ review.Outbox) error {
		_, err := b.Desk.File(ctx, stageCase)
		return err
	})
}

func judgeDeclare(t testing.TB, s *stage, b *boot.Session, saved int) {
	rows, err := b.Desk.Cases(t.Context())
	if err != nil || len(rows) > 1 || saved > 0 && len(rows) == 0 {
		t.Fatalf("%d cases, %d acknowledged, %v", len(rows), saved, err)
	}
	if len(rows) == 0 {
		return
	}
	st := rows[0].State
	if st != review.Sealed && st != review.Open || saved > 0 && st != review.Open {
		t.Errorf("the case is %s, %d acknowledged", st, saved)
	}
	if st == review.Open {
		whole(t, s, b, ".declaration", 1)
		if _, err := b.Desk.File(t.Context(), stageCase); err != nil {
			t.Errorf("the case is open and cannot be read: %v", err)
		}
	}
}

func doMark(ctx context.Context, s *stage, saved func()) error {
	return s.on(ctx, atMember, func(b *boot.Session, _ review.Outbox) error {
		f, err := b.Desk.File(ctx, stageCase)
		if err != nil {
			return err
		}
		for _, it := range f.Edition.Items() {
			m := checklist.Mark{Item: it.ID, Verdict: checklist.Query, Remark: "所見" + string(it.ID), Seen: true}
			if _, err := b.Desk.Mark(ctx, stageCase, m); err != nil {
				return err
			}
			saved()
		}
		return nil
	})
}

func judgeMark(t testing.TB, _ *stage, b *boot.Session, saved int) {
	f, err := b.Desk.File(t.Context(), stageCase)
	if err != nil {
		t.Fatal(err)
	}
	there := 0
	for i, it := range f.Edition.Items() {
		if m := f.Marks[it.ID]; m.Remark == "所見"+string(it.ID) && m.Verdict == checklist.Query {
			there++
		} else if i < saved {
			t.Errorf("the mark of %s was acknowledged and is missing", it.ID)
		}
	}
	if there > saved+1 {
		t.Errorf("%d marks are there, %d were acknowledged", there, saved)
	}
}

func doOpine(ctx context.Context, s *stage, saved func()) error {
	return s.on(ctx, atMember, func(b *boot.Session, _ review.Outbox) error {
		for i := range 60 {
			d := opinion.Draft{Overall: opinion.Defer, Summary: strings.Repeat("理由", i*20) + strconv.Itoa(i)}
			if _, err := b.Desk.SaveDraft(ctx, stageCase, d); err != nil {
				return err
			}
			saved()
		}
		return nil
	})
}

func judgeOpine(t testing.TB, _ *stage, b *boot.Session, saved int) {
	f, err := b.Desk.File(t.Context(), stageCase)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(strings.ReplaceAll(f.Draft.Summary, "理由", ""))
	if saved > 0 && (err != nil || n != saved-1 && n != saved) {
		t.Errorf("the draft is number %d, %d were acknowledged", n, saved)
	}
}

func doBackup(ctx context.Context, s *stage, saved func()) error {
	return s.on(ctx, atMember, func(b *boot.Session, _ review.Outbox) error {
		for i := range 4 {
			if _, err := b.Backup(ctx, s.path(fmt.Sprintf("post/%d.backup", i)), nil); err != nil {
				return err
			}
			saved()
		}
		return nil
	})
}

func judgeBackup(t testing.TB, s *stage, _ *boot.Session, saved int) {
	found, err := filepath.Glob(s.path("post/*.backup"))
	if err != nil || len(found) < saved || len(found) > saved+1 {
		t.Errorf("%d backups are there, %d were acknowledged, %v", len(found), saved, err)
	}
	for i, path := range found {
		to := s.path(fmt.Sprintf("restored-%d", i))
		o := s.options(atMember)
		o.Dir = to
		b, err := restoreQuietly(t, o, path)
		if err != nil {
			t.Errorf("backup %d: %v", i, err)
			continue
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}
}

func restoreQuietly(t testing.TB, o boot.Options, path string) (*boot.Session, error) {
	in, done, err := boot.Incoming(path)
	if err != nil {
		return nil, err
	}
	defer done()
	return boot.Restore(t.Context(), o, in, "")
}

// state returns where the case stands.
func state(t testing.TB, b *boot.Session) review.State {
	row, err := b.Desk.Case(t.Context(), stageCase)
	if err != nil {
		t.Fatal(err)
	}
	return row.State
}

// whole checks that every file of the post with this ending is genuine: none is half.
func whole(t testing.TB, s *stage, b *boot.Session, end string, least int) {
	n := 0
	err := s.post(end, func(ins []review.Incoming) error {
		for _, in := range ins {
			n++
			if v := b.Desk.Verify(t.Context(), in); v.Verdict != seal.Genuine {
				t.Errorf("%s is %s: %v", in.Name, v.Verdict, v.Reasons)
			}
		}
		return nil
	})
	if err != nil || n < least {
		t.Errorf("%d files end in %s, want %d, %v", n, end, least, err)
	}
}

func judgeSubmit(t testing.TB, s *stage, b *boot.Session, saved int) {
	st := state(t, b)
	if st != review.Open && st != review.Submitted || saved > 0 && st != review.Submitted {
		t.Errorf("the case is %s, %d acknowledged", st, saved)
	}
	least := 0
	if st == review.Submitted {
		least = 1
	}
	whole(t, s, b, ".opinion", least)
	whole(t, s, b, "_report.pdf", least)
}

func judgePack(t testing.TB, s *stage, b *boot.Session, saved int) {
	st := state(t, b)
	if st != review.Received && st != review.Sent || saved > 0 && st != review.Sent {
		t.Errorf("the case is %s, %d acknowledged", st, saved)
	}
	least := 0
	if st == review.Sent {
		least = 1
	}
	whole(t, s, b, ".dossier", least)
}

func judgeMerge(t testing.TB, _ *stage, b *boot.Session, saved int) {
	f, err := b.Desk.File(t.Context(), stageCase)
	if err != nil {
		t.Fatal(err)
	}
	taken := f.State == review.Gathered && len(f.Opinions) == 1
	if none := f.State == review.Sent && len(f.Opinions) == 0; !taken && !none || saved > 0 && !taken {
		t.Errorf("the case is %s with %d opinions, %d acknowledged", f.State, len(f.Opinions), saved)
	}
}

func judgeIssue(t testing.TB, s *stage, b *boot.Session, saved int) {
	all, err := b.Desk.Register(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	st := state(t, b)
	issued := st == review.Issued && len(all) == 1
	if none := st == review.Decided && len(all) == 0; !issued && !none || saved > 0 && !issued {
		t.Errorf("the case is %s with %d certifications, %d acknowledged", st, len(all), saved)
	}
	if issued {
		whole(t, s, b, ".pdf", 2)
	}
}

// stages makes one folder for each point of the story, each a copy of the one before with one act more.
func stages(t *testing.T) map[string]string {
	t.Helper()
	dir, made := t.TempDir(), map[string]string{}
	s, err := newStage(filepath.Join(dir, "0"))
	if err != nil {
		t.Fatal(err)
	}
	for i, step := range []struct {
		name string
		do   func(*stage, context.Context) error
	}{
		{"taken", (*stage).found},
		{"packed", (*stage).pack},
		{"declared", (*stage).declare},
		{"judged", (*stage).judge},
		{"submitted", (*stage).submit},
		{"merged", (*stage).merge},
		{"decided", (*stage).decide},
	} {
		if i > 0 {
			s = copyStage(t, s.dir, filepath.Join(dir, strconv.Itoa(i)))
		}
		if err := step.do(s, t.Context()); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		made[step.name] = s.dir
	}
	amended := copyStage(t, made["taken"], filepath.Join(dir, "amended"))
	if err := amended.amend(t.Context()); err != nil {
		t.Fatalf("amended: %v", err)
	}
	made["amended"], made["frozen"] = amended.dir, thaw(t, "desk-v1").dir
	return made
}

// TestPromise1_KilledAtWork kills the program at random moments of every act, five times each or SHINSA_TORTURE times in all, and opens the
// desk: no acknowledged change is missing, nothing is half there, the doctor is content, and the act can be done to its end. SHINSA_SEED
// draws other moments.
func TestPromise1_KilledAtWork(t *testing.T) {
	rounds := 5 * len(acts)
	if n, err := strconv.Atoi(os.Getenv("SHINSA_TORTURE")); err == nil {
		rounds = n
	}
	from := stages(t)
	seed, err := strconv.ParseUint(cmp.Or(os.Getenv("SHINSA_SEED"), "4"), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, seed))
	span := map[string]time.Duration{}
	killed, acknowledged := 0, 0
	for round := range rounds + len(acts) {
		a := acts[round%len(acts)]
		wait := time.Hour // the first time of each act it runs to its end, to learn how long it takes
		if span[a.name] > 0 {
			wait = time.Duration(r.Int64N(int64(span[a.name])))
		}
		dir := filepath.Join(t.TempDir(), "stage")
		s := copyStage(t, from[a.from], dir)
		saved, took, whole := runAndKill(t, a.name, dir, wait)
		if whole && (span[a.name] == 0 || took < span[a.name]) {
			span[a.name] = took
		}
		if !whole {
			killed++
		}
		acknowledged += saved
		afterKill(t, s, a, saved)
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		if t.Failed() {
			t.Fatalf("round %d: %s, killed %v after %v with %d acknowledged", round, a.name, !whole, took, saved)
		}
	}
	t.Logf("%d rounds over %d acts, %d killed, %d acknowledged changes; a whole run takes %v", rounds, len(acts), killed, acknowledged, span)
	if killed < rounds/2 {
		t.Errorf("only %d of %d rounds were killed in time", killed, rounds)
	}
}

func afterKill(t *testing.T, s *stage, a act, saved int) {
	t.Helper()
	err := s.on(t.Context(), a.desk, func(b *boot.Session, _ review.Outbox) error {
		for _, name := range []string{"trial", "snapshot.db"} {
			if _, err := os.Lstat(filepath.Join(s.path(a.desk), name)); err == nil {
				t.Errorf("%s of a backup that was cut off is left", name)
			}
		}
		healthy(t, b)
		a.judge(t, s, b, saved)
		return nil
	})
	if err == nil {
		err = a.redo(s, t.Context())
	}
	if err == nil {
		err = s.on(t.Context(), a.desk, func(b *boot.Session, _ review.Outbox) error { healthy(t, b); return nil })
	}
	if err != nil {
		t.Errorf("%s: %v", a.name, err)
	}
}

// runAndKill kills the program some time after it began. It returns how many changes were acknowledged, how long it ran, and whether it
// came to its end.
func runAndKill(t *testing.T, name, dir string, wait time.Duration) (saved int, took time.Duration, whole bool) {
	t.Helper()
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), killAct+"="+name, killDir+"="+dir)
	var problems strings.Builder
	program.Stderr = &problems
	out, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	var start time.Time
	for lines := bufio.NewScanner(out); lines.Scan(); {
		switch {
		case lines.Text() == "began":
			start = time.Now()
			killer := time.AfterFunc(wait, func() { _ = program.Process.Kill() }) // it may be over already
			defer killer.Stop()
		case strings.HasPrefix(lines.Text(), "saved "):
			saved++
		}
	}
	err = program.Wait()
	var exit *exec.ExitError
	switch {
	case err == nil:
		whole = true
	case !errors.As(err, &exit) || exit.Exited():
		t.Fatalf("%s: %v: %s", name, err, problems.String())
	}
	return saved, time.Since(start), whole
}
