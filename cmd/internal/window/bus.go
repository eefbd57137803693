package window

import (
	"bufio"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// bus starts a message bus (D-Bus) that ends with the test, and returns its address; before is what its command begins with.
func bus(tb testing.TB, env []string, before ...string) string {
	tb.Helper()
	line := append(before, "dbus-daemon", "--session", "--nofork", "--print-address=1")
	cmd := exec.Command(line[0], line[1:]...)
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatalf("start message bus: %v", err)
	}
	tb.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		tb.Fatalf("start message bus: %v", err)
	}
	return strings.TrimSpace(address)
}
