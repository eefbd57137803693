package boot_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/ident"
	"shinsa/review/intake"
)

// attending are what a member does with the dossier, in a program that then stays open to be looked at.
var attending = []act{{name: "recuse and stay", do: attend(true)}, {name: "examine and stay", do: attend(false)}}

// attend declares, tries to read the case, makes a backup, and stays until its input ends.
func attend(held bool) func(context.Context, *stage, func()) error {
	return func(ctx context.Context, s *stage, saved func()) error {
		if err := s.receive(ctx, atMember, ".dossier"); err != nil {
			return err
		}
		return s.on(ctx, atMember, func(b *boot.Session, out review.Outbox) error {
			decl := s.script.Members[0].Declaration(b.Desk.Profile().Conflict, b.Desk.Today())
			if held {
				decl.Interests[0].Held, decl.Interests[0].Party, decl.Interests[0].Detail = true, "見本ホールディングス", "技術顧問"
			}
			_, state, err := b.Desk.Declare(ctx, stageCase, decl, out)
			if err != nil || held != (state == review.Recused) {
				return fmt.Errorf("declared: %s, %w", state, err)
			}
			f, err := b.Desk.File(ctx, stageCase)
			if held != (err != nil) {
				return fmt.Errorf("read the case: %w", err)
			}
			if held {
				fmt.Fprintln(os.Stderr, err)
			}
			if _, err := b.Backup(ctx, s.path("post/member.backup"), nil); err != nil {
				return err
			}
			saved()
			_, err = io.Copy(io.Discard, os.Stdin)
			runtime.KeepAlive(f)
			return err
		})
	}
}

// A member who recuses never holds a byte of the body: 50 words of it are looked for, drawn anew so that they stand in no program, in every
// file that is left, in what the program said, in its memory, and behind the encryption: on the desk, in its backup and in its local copy.
// A member who examines has them all, so the search would find them.
func TestArt7_ARecusedMemberHoldsNothing(t *testing.T) {
	from, err := newStage(filepath.Join(t.TempDir(), "packed"))
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	words := make([]string, 50)
	for i := range words {
		words[i] = "MARKER" + rand.Text()
	}
	for _, step := range []func() error{
		func() error { return from.found(ctx) }, func() error { return from.plant(ctx, words) }, func() error { return from.pack(ctx) },
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("recused", func(t *testing.T) {
		s := copyStage(t, from.dir, t.TempDir())
		s.attended(t, "recuse and stay", words, 0)
		s.everywhere(t, words, 0)
	})
	t.Run("examining", func(t *testing.T) {
		s := copyStage(t, from.dir, t.TempDir())
		s.attended(t, "examine and stay", words, len(words)/2) // those of the application; the evidence was not opened
		s.everywhere(t, words, len(words))
	})
}

// plant puts the words into the application, half of them in its record and half in files of evidence.
func (s *stage) plant(ctx context.Context, words []string) error {
	return s.on(ctx, atOffice, func(b *boot.Session, _ review.Outbox) error {
		var all []intake.Evidence
		for i := 0; i < len(words); i += 2 {
			d, _, err := b.Desk.Store.Blobs().Put(ctx, strings.NewReader("本文 "+words[i+1]))
			if err != nil {
				return err
			}
			no := "資料" + strconv.Itoa(100+i)
			all = append(all, intake.Evidence{No: no, Title: words[i], File: no + ".txt", Present: true, Digest: d})
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

// attended runs the act in a program of its own and looks for the words in its memory while it is open, and in what it said.
func (s *stage) attended(t *testing.T, name string, words []string, want int) {
	t.Helper()
	if err := os.MkdirAll(s.path("tmp"), 0o700); err != nil {
		t.Fatal(err)
	}
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), killAct+"="+name, killDir+"="+s.dir, "TMPDIR="+s.path("tmp"))
	var said, told bytes.Buffer // to either stream
	program.Stderr = &said
	in, err := program.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := program.StdoutPipe()
	if err == nil {
		err = program.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	lines, ready := bufio.NewScanner(io.TeeReader(out, &told)), false
	for !ready && lines.Scan() {
		ready = strings.HasPrefix(lines.Text(), "saved ")
	}
	if ready {
		seen, err := memory(program.Process.Pid, words)
		switch {
		case errors.Is(err, errors.ErrUnsupported):
			t.Logf("the memory of another program is not shown on %s: it was not searched", runtime.GOOS)
		case errors.Is(err, fs.ErrPermission) && os.Getenv("SHINSA_JUDGES") == "":
			t.Logf("this system refuses the memory of another program: it was not searched; SHINSA_JUDGES=1 makes this fail")
		case err != nil:
			t.Errorf("search the memory: %v", err)
		case want == 0 && seen > 0 || seen < want:
			t.Errorf("its memory holds %d of the words, want %d", seen, want)
		default:
			t.Logf("its memory holds %d of %d words", seen, len(words))
		}
	}
	err = in.Close()
	for lines.Scan() { // until it ends
	}
	if err := errors.Join(err, program.Wait()); err != nil || !ready {
		t.Fatalf("%v: %s", err, said.String())
	}
	if n := count(append(said.Bytes(), told.Bytes()...), words); n > 0 {
		t.Errorf("it said %d of the words", n)
	}
}

// count returns how many of the words stand in b.
func count(b []byte, words []string) (n int) {
	for _, w := range words {
		if bytes.Contains(b, []byte(w)) {
			n++
		}
	}
	return n
}

// memory returns how many of the words stand in what a running program can read of its own memory, as a core of it would hold it.
func memory(pid int, words []string) (int, error) {
	if runtime.GOOS != "linux" {
		return 0, errors.ErrUnsupported
	}
	dir := filepath.Join("/proc", strconv.Itoa(pid))
	maps, err := os.ReadFile(filepath.Join(dir, "maps"))
	if err != nil {
		return 0, err
	}
	mem, err := os.Open(filepath.Join(dir, "mem"))
	if err != nil {
		return 0, err
	}
	defer mem.Close()
	found, read := map[string]bool{}, 0
	for line := range strings.Lines(string(maps)) {
		var from, to uint64
		var may string
		if _, err := fmt.Sscanf(line, "%x-%x %s", &from, &to, &may); err != nil {
			return 0, err
		}
		if !strings.HasPrefix(may, "rw") { // what cannot be written was mapped from the program's own file
			continue
		}
		b := make([]byte, to-from)
		n, err := mem.ReadAt(b, int64(from))
		if err != nil && n == 0 {
			continue // reserved by the kernel, such as its clock
		}
		read += n
		for _, w := range words {
			if bytes.Contains(b[:n], []byte(w)) {
				found[w] = true
			}
		}
	}
	if read < 1<<20 {
		return 0, fmt.Errorf("only %d bytes could be read", read)
	}
	return len(found), nil
}

// everywhere looks for the words in every file as it lies, and for as many as wanted on the member's desk, in its backup and in its copy.
func (s *stage) everywhere(t *testing.T, words []string, want int) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(s.dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		files++
		b, err := os.ReadFile(path)
		if n := count(b, words); n > 0 {
			t.Errorf("%s holds %d of the words in the open", path, n)
		}
		return err
	})
	if err != nil || files < 12 {
		t.Fatalf("%d files, %v", files, err)
	}
	check := func(where string, b *boot.Session, want int) {
		t.Helper()
		if n := count(held(t, b), words); n != want {
			t.Errorf("%s holds %d of the words, want %d", where, n, want)
		}
	}
	err = s.on(t.Context(), atMember, func(b *boot.Session, _ review.Outbox) error { check("the desk", b, want); return nil })
	if err != nil {
		t.Fatal(err)
	}
	o := s.options("restored")
	b, err := restore(t, o, s.path("post/member.backup"), "")
	if err != nil {
		t.Fatal(err)
	}
	check("the backup", b, want)
	closed(t, b)
	// The copy is of the database before the declaration; the files, where there are any, lie beside it.
	if _, err := boot.ReturnToCopy(t.Context(), s.options(atMember), ""); err != nil {
		t.Fatal(err)
	}
	err = s.on(t.Context(), atMember, func(b *boot.Session, _ review.Outbox) error { check("the local copy", b, want/2); return nil })
	if err != nil {
		t.Fatal(err)
	}
}

// held is everything a member's desk can hold of a case: documents and files, as they are behind the encryption.
func held(t *testing.T, b *boot.Session) []byte {
	t.Helper()
	var all []byte
	err := b.Desk.Store.View(t.Context(), func(tx review.Tx) error {
		for _, k := range []review.Kind{
			review.KindCase, review.KindApplication, review.KindCover, review.KindDossier, review.KindDeclaration, review.KindEvidenceUse, review.KindDraft,
			review.KindForm, review.KindEarlier, review.KindNote, review.KindOpinion, review.KindMeeting, review.KindPaper, review.KindParcel,
			review.KindReceipt, review.KindChoice, review.KindMapping, review.KindMigration, review.KindCorrection, review.KindSetting,
		} {
			recs, err := tx.List(k, "")
			if err != nil {
				return err
			}
			for _, r := range recs {
				all = append(all, r.Body...)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	err = b.Desk.Store.Blobs().Each(func(d ident.Digest) error {
		f, err := b.Desk.Store.Blobs().Open(d)
		if err != nil {
			return err
		}
		content, err := io.ReadAll(f)
		all = append(all, content...)
		return errors.Join(err, f.Close())
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
