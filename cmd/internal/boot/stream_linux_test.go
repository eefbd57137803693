package boot_test

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"testing"

	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/intake"
)

// The limit of memory, and the sizes of the dossier: a small one always, that of the promise under SHINSA_TORTURE.
const (
	memoryKiB  = 64 << 10
	streamPart = 4 << 20
)

// TestPromise7_ALargeDossierInLittleMemory packs and opens a dossier that is far larger than the memory it may take. What the program
// needs by itself, for its fonts above all, is in the limit too; the passphrase, whose cost is memory by design, is not.
func TestPromise7_ALargeDossierInLittleMemory(t *testing.T) {
	files := 32
	if os.Getenv("SHINSA_TORTURE") != "" {
		files = 500
	}
	s, err := newStage(t.TempDir())
	if err == nil {
		err = s.found(t.Context())
	}
	if err == nil {
		err = s.fill(t.Context(), files)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"pack", "declare", "back up once"} {
		peak := s.measured(t, name)
		t.Logf("%s: %d files of %d MB, at most %d MB of memory", name, files, streamPart>>20, peak>>10)
		if peak > memoryKiB {
			t.Errorf("%s took %d KiB of memory, more than %d", name, peak, memoryKiB)
		}
	}
}

// fill adds documents of evidence to the case, as an applicant with much to show would bring.
func (s *stage) fill(ctx context.Context, files int) error {
	return s.on(ctx, atOffice, func(b *boot.Session, _ review.Outbox) error {
		var all []intake.Evidence
		for i := range files {
			noise := rand.NewChaCha8([32]byte{byte(i), byte(i >> 8)})
			d, _, err := b.Desk.Store.Blobs().Put(ctx, io.LimitReader(noise, streamPart))
			if err != nil {
				return err
			}
			no := fmt.Sprintf("資料%d", 100+i)
			all = append(all, intake.Evidence{No: no, Title: no, File: no + ".pdf", Present: true, Digest: d})
		}
		return b.Desk.Store.Update(ctx, func(tx review.Tx) error {
			var app intake.Application
			if err := tx.Get(review.KindApplication, string(stageCase), &app); err != nil {
				return err
			}
			app.Evidence = append(app.Evidence, all...)
			return tx.Put(review.KindApplication, string(stageCase), &app)
		})
	})
}

var peakLine = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

// measured runs an act in a program of its own and returns the most memory it held, in KiB.
func (s *stage) measured(t *testing.T, name string) int {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), killAct+"="+name, killDir+"="+s.dir)
	out, err := cmd.CombinedOutput()
	m := peakLine.FindSubmatch(out)
	if err != nil || m == nil {
		t.Fatalf("%s: %v: %s", name, err, out)
	}
	n, err := strconv.Atoi(string(m[1]))
	if err != nil {
		t.Fatal(err)
	}
	return n
}
