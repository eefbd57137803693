//go:build unix

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"shinsa/i18n"
)

// asProgram makes the test, run again, the program itself; its value is the command line, an argument to a line.
const asProgram = "SHINSA_TEST_PROGRAM"

// dialOut makes the test, run again, a program that does open an internet socket: the control of the tracing.
const dialOut = "SHINSA_TEST_DIAL"

func TestMain(m *testing.M) {
	if os.Getenv(dialOut) != "" {
		if _, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_DGRAM, 0); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	if line := os.Getenv(asProgram); line != "" {
		r := &runner{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv, now: func() time.Time { return noon }}
		os.Exit(r.run(context.Background(), strings.Split(line, "\n")))
	}
	os.Exit(m.Run())
}

// Permission was taken away, or the medium is read-only: what the person sees, also when the test itself runs as root.
func TestPermissionLost(t *testing.T) {
	for _, c := range []struct {
		name         string
		folder, file os.FileMode
		ja, en       []string
	}{
		{
			"may look, not write", 0o555, 0o444,
			[]string{"書き込みが許されていないため、保存できません。", "フォルダーの権限と、媒体の書込み禁止を確かめてください。"},
			[]string{"Writing is not permitted, so nothing can be saved.", "Check the permissions of the folder and the write protection of the medium."},
		},
		{
			"may not look", 0o555, 0o000,
			[]string{"デスクのファイルを開けません。", "権限"},
			[]string{"The files of the desk cannot be opened.", "Check that the folder exists, that its medium is connected, and that you may use it."},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := office(t)
			for at := filepath.Dir(dir); at != "/" && at != os.TempDir(); at = filepath.Dir(at) {
				open(t, at, 0o755)
			}
			entries, err := os.ReadDir(dir)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range entries {
				if !e.IsDir() {
					open(t, filepath.Join(dir, e.Name()), c.file)
				}
			}
			open(t, filepath.Join(dir, "blobs"), c.folder)
			open(t, dir, c.folder)
			t.Cleanup(func() { open(t, dir, 0o755) })
			for locale, phrases := range map[string][]string{"ja_JP.UTF-8": c.ja, "en_GB.UTF-8": c.en} {
				status, said := nobody(t, dir, locale)
				says(t, status, i18n.ExitRefused, said, phrases...)
			}
		})
	}
}

func open(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

// nobody runs the program in a locale as the user nobody when we are root, else as ourselves, who have no more rights than the modes say.
func nobody(t *testing.T, dir, locale string) (int, string) {
	t.Helper()
	self := os.Args[0]
	cmd := exec.Command(self)
	if os.Geteuid() == 0 {
		b, err := os.ReadFile(self)
		if err != nil {
			t.Fatal(err)
		}
		copied := filepath.Join(filepath.Dir(dir), "program")
		if err := os.WriteFile(copied, b, 0o755); err != nil {
			t.Fatal(err)
		}
		cmd = exec.Command(copied)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	cmd.Dir = filepath.Dir(dir)
	cmd.Env = append(os.Environ(), asProgram+"=members\n--desk\n"+dir, "SHINSA_PASSPHRASE="+passphrase, "HOME="+os.TempDir(), "LANG="+locale)
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatal(fmt.Errorf("run as nobody: %w", err))
	}
	return cmd.ProcessState.ExitCode(), string(out)
}
