package intake_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/intake"
)

// The bounds of reading one form, whatever it is, in a process of its own: the most memory it ever held, the program itself included, and the
// processor time it took. Processor time, because a test shares its machine.
const (
	mostMemory = 256 << 20
	mostTime   = 5 * time.Second
)

// childForm names the form that a child process of the tests reads instead of running tests.
const childForm = "SHINSA_TEST_READS"

// outcome is what a child process says of a form.
type outcome struct {
	Refused bool
	Codes   []string
	Answers int
	Target  string // the answer to 31.2
	Peak    int64  // most memory ever held, in bytes; 0 where the system does not tell
}

func TestMain(m *testing.M) {
	if path := os.Getenv(childForm); path != "" {
		if err := readAsChild(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func readAsChild(path string) error {
	form, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	e, err := shipped()
	if err != nil {
		return err
	}
	app, err := intake.Read(context.Background(), intake.Package{Form: form, FormName: "form", Received: civil.MustParse("2026-04-21"), Edition: e})
	if err != nil && fault.KindOf(err) != fault.Invalid {
		return err
	}
	o := outcome{Refused: err != nil, Codes: app.Findings.Codes(), Answers: len(app.Answers)}
	if d, ok := app.Answers["31.2"]; ok && d.Kind == criteria.StateAnswered {
		o.Target = d.Value.String()
	}
	o.Peak = peakMemory()
	return json.NewEncoder(os.Stdout).Encode(o)
}

// peakMemory is the most memory that this process ever held. Linux tells it of the program itself; what it tells the parent afterwards also counts
// the moment before the program began.
func peakMemory() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	var kib int64
	for line := range strings.Lines(string(status)) {
		if n, err := fmt.Sscanf(line, "VmHWM: %d kB", &kib); n == 1 && err == nil {
			return kib << 10
		}
	}
	return 0
}

// bounded reads a form in a process of its own and fails the test when that takes more time or memory than any form may.
func bounded(t *testing.T, form []byte) outcome {
	t.Helper()
	path := filepath.Join(t.TempDir(), "form")
	if err := os.WriteFile(path, form, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	var out, complaint bytes.Buffer
	cmd := exec.CommandContext(ctx, os.Args[0], "-test.run=^$")
	cmd.Env, cmd.Stdout, cmd.Stderr = append(slices.Clone(os.Environ()), childForm+"="+path), &out, &complaint
	if err := cmd.Run(); err != nil {
		t.Fatalf("the reader ended by %v\n%s", err, complaint.String())
	}
	var o outcome
	if err := json.Unmarshal(out.Bytes(), &o); err != nil {
		t.Fatal(err)
	}
	took, peak := cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime(), o.Peak
	t.Logf("%v of processor time, at most %d MiB", took.Round(time.Millisecond), peak>>20)
	if took > mostTime || peak > mostMemory {
		t.Errorf("took %v and %d MiB; a form may take %v and %d MiB", took, peak>>20, mostTime, int64(mostMemory)>>20)
	}
	return o
}
