package story

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"shinsa/cmd/internal/window"
)

var internet = regexp.MustCompile(`AF_(INET6?|PACKET|NETLINK|VSOCK)`)

// From the first start over a new desk, its settings, its lock and its passphrase to the end, the window opens no socket but that of its display.
func TestStory_TheWindowOpensNoInternetSocket(t *testing.T) {
	if os.Getenv("SHINSA_WINDOW") == "" {
		t.Skip("runs in make window, which builds the program and installs a display server")
	}
	s := window.Open(t, "1366x768")
	log := filepath.Join(t.TempDir(), "calls")
	// The tracer steps aside: the program is the child of this test, as without it.
	k := start(t, s, languages[0], 70, "strace", "-D", "-f", "-q", "-e", "trace=%network", "-e", "signal=none", "-o", log)
	k.found()
	k.act("setup")
	k.WaitTitle(settings)
	k.Key("ctrl+l")
	k.WaitTitle(k.locked)
	k.Type(firstPassphrase)
	k.Key("Return")
	k.WaitTitle(settings)
	k.Close()

	opensNoSocket(t, traced(t, log))
}
