package main

import (
	"context"
	"errors"
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

// fullDisk makes the test, run again, a program on a disk of its own that is full: a desk is copied onto it before, its folder is the value.
// fullLang is the language it speaks.
const (
	fullDisk = "SHINSA_TEST_FULL_DISK"
	fullLang = "SHINSA_TEST_FULL_LANG"
	noDisk   = 77 // the status when the system lets the test mount nothing
)

func init() {
	if dir := os.Getenv(fullDisk); dir != "" {
		os.Exit(onFullDisk(dir, os.Getenv(fullLang)))
	}
}

// onFullDisk tries to write, makes room again, and looks the desk over. It returns the status of the first.
func onFullDisk(desk, lang string) int {
	disk := filepath.Join(filepath.Dir(desk), "disk")
	filler := filepath.Join(disk, "filler")
	err := errors.Join(os.Mkdir(disk, 0o700), syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""))
	if err == nil {
		err = syscall.Mount("full", disk, "tmpfs", 0, "size=8m")
	}
	if errors.Is(err, syscall.EPERM) {
		return noDisk
	}
	if err == nil {
		err = os.CopyFS(filepath.Join(disk, "desk"), os.DirFS(desk))
	}
	if err != nil {
		fmt.Println(err)
		return i18n.ExitUsage
	}
	if err := os.WriteFile(filler, make([]byte, 9<<20), 0o600); !errors.Is(err, syscall.ENOSPC) {
		fmt.Println("the disk is not full:", err)
		return i18n.ExitUsage
	}
	run := func(args ...string) int {
		r := &runner{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv, now: func() time.Time { return noon }}
		return r.run(context.Background(), append(args, "--desk", filepath.Join(disk, "desk"), "--lang", lang))
	}
	status := run("numbers", "--settle", "--last", "keys=7")
	if err := os.Remove(filler); err != nil {
		fmt.Println(err)
		return i18n.ExitUsage
	}
	if after := run("doctor"); after != i18n.ExitDone {
		fmt.Println("with room again the desk is not sound:", after)
	}
	return status
}

// A disk that is really full: the person is told, nothing is half done, and with room again the desk is sound.
func TestPromise1_AFullDiskIsToldInBothLanguages(t *testing.T) {
	dir := office(t)
	for lang, phrases := range map[string][]string{
		i18n.Japanese: {"ディスクに空きがないため、保存できませんでした。", "不要なファイルを移すか消すかして空きを作り、もう一度行ってください。"},
		i18n.English:  {"The disk is full, so the change was not saved.", "Move or delete files to make room and try again."},
	} {
		if err := os.RemoveAll(filepath.Join(filepath.Dir(dir), "disk")); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), fullDisk+"="+dir, fullLang+"="+lang, "SHINSA_PASSPHRASE="+passphrase, "HOME="+t.TempDir())
		cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
		if os.Geteuid() != 0 {
			cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
			cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Geteuid(), Size: 1}}
			cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getegid(), Size: 1}}
		}
		var said strings.Builder
		cmd.Stdout, cmd.Stderr = &said, &said
		err := cmd.Start()
		if err == nil {
			_ = cmd.Wait() // its status is judged below
		}
		if errors.Is(err, syscall.EPERM) || err == nil && cmd.ProcessState.ExitCode() == noDisk {
			t.Skip("this system lets a test mount no disk of its own; the store meets a full one in its own tests")
		}
		if err != nil {
			t.Fatal(err)
		}
		says(t, cmd.ProcessState.ExitCode(), i18n.ExitRefused, said.String(), phrases...)
		if strings.Contains(said.String(), "with room again") {
			t.Error(said.String())
		}
	}
}
