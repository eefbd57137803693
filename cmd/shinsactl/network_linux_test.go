package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// judged skips what takes a whole demonstration, unless outside judges are asked for.
func judged(t *testing.T) {
	t.Helper()
	if os.Getenv("SHINSA_JUDGES") == "" {
		t.Skip("the demonstration is played under SHINSA_JUDGES=1")
	}
}

// The whole loop, from the workbook to the records, plays in a network namespace that has no interface up, not even the loopback.
func TestPromise4_TheLoopPlaysWithoutANetwork(t *testing.T) {
	judged(t)
	cmd := demonstration(t, os.Args[0])
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNET}
	if os.Geteuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Geteuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getegid(), Size: 1}}
	}
	var said strings.Builder
	cmd.Stdout, cmd.Stderr = &said, &said
	err := cmd.Start()
	if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.ENOSPC) { // forbidden, or none left to give
		t.Skipf("this machine gives no network namespace (%v); TestPromise4_NoInternetSocket traces the system calls and is never skipped here", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("%v: %s", err, said.String())
	}
}

// demonstration is the program playing the sample case.
func demonstration(t *testing.T, name string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), asProgram+"=demo\n-o\n"+filepath.Join(t.TempDir(), "demo"))
	return cmd
}

var internet = regexp.MustCompile(`AF_(INET6?|PACKET|NETLINK|VSOCK)`)

// No system call of the whole loop names an internet address family.
func TestPromise4_NoInternetSocket(t *testing.T) {
	judged(t)
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Fatal("strace is missing; .ci/setup judges installs it")
	}
	dir := t.TempDir()
	trace := func(name string, env ...string) string {
		log := filepath.Join(dir, name)
		cmd := demonstration(t, strace, "-f", "-qq", "-e", "trace=%network", "-e", "signal=none", "-o", log, os.Args[0])
		if len(env) > 0 {
			cmd.Env = append(os.Environ(), env...)
		}
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v: %s", name, err, out)
		}
		b, err := os.ReadFile(log)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if seen := trace("control", dialOut+"=1"); !internet.MatchString(seen) {
		t.Fatalf("the tracing sees no socket where there is one: %q", seen)
	}
	if seen := trace("demonstration"); internet.MatchString(seen) {
		t.Errorf("the program opened a socket:\n%s", seen)
	}
}
