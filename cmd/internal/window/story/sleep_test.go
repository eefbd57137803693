package story

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"shinsa/cmd/internal/window"
)

// The desk is locked before the computer sleeps, which waits for it, and again before the next sleep.
func TestStory_DeskLocksBeforeTheComputerSleeps(t *testing.T) {
	program, ctl := os.Getenv("SHINSA_WINDOW"), os.Getenv("SHINSA_CTL")
	if program == "" {
		t.Skip("runs in make window, which builds the program and installs a display server")
	}
	w := languages[0]
	home := t.TempDir()
	desks := filepath.Join(home, "desks")
	if out, err := exec.Command(ctl, "rehearse", "-o", desks).CombinedOutput(); err != nil {
		t.Fatalf("prepare the desks: %v\n%s", err, out)
	}
	s, login := window.Open(t, "1366x768"), window.NewLogin(t)
	env := append([]string{"HOME=" + home, "XDG_CONFIG_HOME=" + filepath.Join(home, "config"), "LANG=ja_JP.UTF-8"}, login.Env()...)
	p := &player{s.Start(t, w.title, env, program, "--rehearsal", "--desk", desks, "--lang", w.lang, "--window", "1366x768"), w, filepath.Join(desks, "out"), 0}
	p.WaitTitle(p.locked)
	for night := 1; night <= 2; night++ {
		p.Type(passphrase)
		p.Key("Return")
		p.WaitTitle(p.home)
		p.Wait("the program to hold the sleep up", func() bool { return login.Asked() == night })
		if !login.Held() {
			t.Fatal("the program let go before there was a sleep")
		}
		if err := login.Sleep(true); err != nil {
			t.Fatal(err)
		}
		p.WaitTitle(p.locked)
		p.Wait("the program to let the computer sleep", func() bool { return !login.Held() })
		if err := login.Sleep(false); err != nil {
			t.Fatal(err)
		}
	}
	p.Shot("locked-for-sleep")
	p.Close()
}
