package window

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// engine is the conversion engine of the input method. Mozc, which more people have, refuses to run for root, as CI runs.
const engine = "anthy"

// InputMethod is a real input method on a display, as a Japanese desktop has one: fcitx5 with a conversion engine, on a message bus of
// its own. Switch it off where no Japanese is typed.
type InputMethod struct {
	*Screen
	env []string
}

// profile makes the engine known to fcitx5 beside the plain keyboard.
const profile = `[Groups/0]
Name=Default
Default Layout=us
DefaultIM=anthy

[Groups/0/Items/0]
Name=keyboard-us
Layout=

[Groups/0/Items/1]
Name=anthy
Layout=

[GroupOrder]
0=Default
`

// InputMethod starts an input method that programs on the display reach with the environment of Env.
func (s *Screen) InputMethod(tb testing.TB) *InputMethod {
	tb.Helper()
	home := tb.TempDir()
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
	m := &InputMethod{Screen: s, env: []string{
		"HOME=" + home, "XDG_CONFIG_HOME=" + filepath.Join(home, "config"), "XDG_RUNTIME_DIR=" + home, "LANG=C.UTF-8", "XMODIFIERS=@im=fcitx",
	}}
	m.env = append(m.env, "DBUS_SESSION_BUS_ADDRESS="+bus(tb, m.env))
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

// daemon starts a program that ends with the test.
func (m *InputMethod) daemon(tb testing.TB, name string, args ...string) {
	tb.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(append(os.Environ(), "DISPLAY="+m.display), m.env...)
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
	cmd := exec.Command("fcitx5-remote", args...)
	cmd.Env = append(append(os.Environ(), "DISPLAY="+m.display), m.env...)
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
