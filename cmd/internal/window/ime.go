package window

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// engine is the conversion engine of the input method, the one most people have.
const engine = "mozc"

// mozcServer converts; fcitx5 would start one that outlives it.
const mozcServer = "/usr/lib/mozc/mozc_server"

// nobody is whom the input method belongs to where the tests run as root, as in CI: Mozc refuses root. The program is reached through the
// display, whoever it belongs to.
const nobody = 65534

// InputMethod is a real input method on a display, as a Japanese desktop has one: fcitx5 with Mozc, on a message bus of its own. Switch it off
// where no Japanese is typed.
type InputMethod struct {
	*Screen
	env []string
}

// profile makes the engine known to fcitx5 beside the plain keyboard.
const profile = `[Groups/0]
Name=Default
Default Layout=us
DefaultIM=mozc

[Groups/0/Items/0]
Name=keyboard-us
Layout=

[Groups/0/Items/1]
Name=mozc
Layout=

[GroupOrder]
0=Default
`

// InputMethod starts an input method that programs on the display reach with the environment of Env.
func (s *Screen) InputMethod(tb testing.TB) *InputMethod {
	tb.Helper()
	home := ownHome(tb)
	m := &InputMethod{Screen: s, env: []string{
		"HOME=" + home, "XDG_CONFIG_HOME=" + filepath.Join(home, "config"), "XDG_RUNTIME_DIR=" + home, "LANG=C.UTF-8", "XMODIFIERS=@im=fcitx",
	}}
	m.env = append(m.env, "DBUS_SESSION_BUS_ADDRESS="+bus(tb, m.env, asNobody()...))
	m.daemon(tb, mozcServer)
	m.daemon(tb, "fcitx5", "--disable=wayland,clipboard,notifications,quickphrase")
	// A program started before it is ready would not find it; asked before it is on the bus, the bus would start another without a display.
	late := time.After(Patience)
	for !m.announced() || m.remote() == "" {
		select {
		case <-time.After(200 * time.Millisecond):
		case <-late:
			tb.Fatal("the input method does not answer")
		}
	}
	return m
}

// ownHome makes the folder of who owns the input method, with its settings; nobody else's folder of the test could be entered by them.
func ownHome(tb testing.TB) string {
	tb.Helper()
	home, err := os.MkdirTemp("", "input-method")
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = os.RemoveAll(home) })
	for name, content := range map[string]string{
		"config/fcitx5/profile": profile,
		"config/fcitx5/config":  "[Behavior]\nActiveByDefault=True\nShareInputState=All\n",
	} {
		file := filepath.Join(home, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	if len(asNobody()) > 0 {
		err := filepath.WalkDir(home, func(path string, _ os.DirEntry, err error) error {
			if err != nil {
				return err
			}
			return os.Chown(path, nobody, nobody)
		})
		if err != nil {
			tb.Fatal(err)
		}
	}
	return home
}

// asNobody is what a command that must not be root's begins with; nothing where nobody is root.
func asNobody() []string {
	if os.Getuid() != 0 {
		return nil
	}
	id := strconv.Itoa(nobody)
	return []string{"setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups"}
}

// command is one of the input method's owner.
func (m *InputMethod) command(name string, args ...string) *exec.Cmd {
	line := append(append(asNobody(), name), args...)
	cmd := exec.Command(line[0], line[1:]...)
	cmd.Env = append(append(os.Environ(), "DISPLAY="+m.display), m.env...)
	return cmd
}

// daemon starts a program that ends with the test.
func (m *InputMethod) daemon(tb testing.TB, name string, args ...string) {
	tb.Helper()
	cmd := m.command(name, args...)
	if err := cmd.Start(); err != nil {
		tb.Fatalf("start %s: %v", name, err)
	}
	tb.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
}

// Env is what a program needs in its environment to find the input method.
func (m *InputMethod) Env() []string { return m.env[3:] }

// remote talks to the input method.
func (m *InputMethod) remote(args ...string) string {
	cmd := m.command("fcitx5-remote", args...)
	out, _ := cmd.Output() // it fails while the input method is not there yet; who waits asks again
	return strings.TrimSpace(string(out))
}

// announced reports whether the display names the input method to the programs that start on it.
func (m *InputMethod) announced() bool {
	servers, err := m.tool("", "xprop", "-root", "XIM_SERVERS")
	return err == nil && strings.Contains(servers, "fcitx")
}

// On switches conversion on for the field that has the keyboard, as the key 半角/全角 does, and waits until it is.
func (m *InputMethod) On(p *Program) {
	p.Wait("conversion by "+engine, func() bool {
		m.remote("-o")
		m.remote("-s", engine)
		return m.remote() == "2" && m.remote("-n") == engine
	})
}

// Off switches conversion off.
func (m *InputMethod) Off(p *Program) {
	p.Wait("no conversion", func() bool {
		m.remote("-c")
		return m.remote() == "1"
	})
}
