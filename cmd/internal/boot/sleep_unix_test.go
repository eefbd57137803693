//go:build unix

package boot_test

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"shinsa/cmd/internal/boot"
	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/fault"
)

// A computer that sleeps in the middle of its work stops the program between any two instructions and wakes it later: nothing is lost,
// and a second program that tries meanwhile is told that the desk is in use.
func TestPromise1_AsleepAtWork(t *testing.T) {
	s, err := newStage(filepath.Join(t.TempDir(), "stage"))
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	for _, step := range []func() error{
		func() error { return s.found(ctx) }, func() error { return s.pack(ctx) }, func() error { return s.declare(ctx) },
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), killAct+"=mark", killDir+"="+s.dir)
	out, err := program.StdoutPipe()
	if err == nil {
		err = program.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	saved, naps := 0, 0
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if !strings.HasPrefix(lines.Text(), "saved ") {
			continue
		}
		if saved++; saved%40 != 0 {
			continue
		}
		naps++
		sleep(t, program, s)
	}
	if err := program.Wait(); err != nil {
		t.Fatal(err)
	}
	if saved < 100 || naps < 2 {
		t.Errorf("%d saved, slept %d times", saved, naps)
	}
	err = s.on(ctx, atMember, func(b *boot.Session, _ review.Outbox) error {
		healthy(t, b)
		judgeMark(t, s, b, saved)
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// sleep stops the program for a moment and tries the desk meanwhile.
func sleep(t *testing.T, program *exec.Cmd, s *stage) {
	t.Helper()
	if err := program.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	_, err := boot.Open(t.Context(), s.options(atMember))
	var known *fault.Error
	if !errors.As(err, &known) {
		t.Fatalf("while the other program sleeps: %v", err)
	}
	for lang, want := range map[string]i18n.Refusal{
		i18n.Japanese: {Sentence: "このデスクは、別のプログラムが使っています。", Hint: "もう一つの画面又はコマンドを終えてから、開き直してください。", Exit: i18n.ExitLocked},
		i18n.English:  {Sentence: "Another program is using this desk.", Hint: "Close the other window or command, then open it again.", Exit: i18n.ExitLocked},
	} {
		if got := i18n.New(lang).Refuse(string(known.Kind), known.Code, known.Args); got != want {
			t.Errorf("while the other program sleeps it says %+v", got)
		}
	}
	if err := program.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
}
