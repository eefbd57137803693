package story

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"shinsa/cmd/internal/window"
)

// The passphrases of a desk that is no rehearsal: the one it was made with, and the one it is changed to.
const (
	firstPassphrase  = "first-morning-2026"
	secondPassphrase = "second-evening-2026"
)

// settings is part of the window's title there.
const settings = "設定"

// keeper is a person who looks after a desk.
type keeper struct {
	player
	t   *testing.T
	dir string // of the computer
}

// start opens the program on a computer of its own; under is a command that runs it.
func start(t *testing.T, s *window.Screen, w words, step int, under ...string) *keeper {
	t.Helper()
	home := t.TempDir()
	env := []string{"HOME=" + home, "XDG_CONFIG_HOME=" + filepath.Join(home, "config"), "LANG=ja_JP.UTF-8"}
	command := append(under, os.Getenv("SHINSA_WINDOW"), "--desk", filepath.Join(home, "desk"), "--lang", w.lang, "--window", "1366x768")
	p := s.Start(t, w.title, env, command...)
	return &keeper{player{Program: p, words: w, out: filepath.Join(home, "Shinsa"), step: step}, t, home}
}

func (k *keeper) desk() string { return filepath.Join(k.dir, "desk") }

// keyFile returns what opens the desk, as it lies on the disk.
func (k *keeper) keyFile() []byte {
	b, err := os.ReadFile(filepath.Join(k.desk(), "desk.key"))
	if err != nil {
		return nil
	}
	return b
}

// A desk is made with its recovery sheet, gets another passphrase and a backup, is locked and opened again where the person stood, and
// is restored on another computer.
func TestStory_DeskIsMadeKeptAndRestored(t *testing.T) {
	if os.Getenv("SHINSA_WINDOW") == "" {
		t.Skip("runs in make window, which builds the program and installs a display server")
	}
	s := window.Open(t, "1366x768")
	k := start(t, s, languages[0], 40)
	k.found()
	k.changePassphrase()
	backup := k.backUp()
	k.lockAndReturn()
	k.Close()

	other := start(t, s, languages[0], k.step)
	other.restore(backup)
	other.Close()
	other.healthy()
}

// found makes the desk of an office. The sheet is on screen when the key file knows of it.
func (k *keeper) found() {
	k.WaitTitle(k.locked)
	k.Key("Tab", "space", "Tab") // the role comes first, a member's before the other
	k.Type("Office")
	k.Key("Tab")
	k.Type(firstPassphrase)
	k.Key("Tab")
	k.Type(firstPassphrase)
	k.keep("found")
	k.Key("Return")
	k.Wait("the recovery key", func() bool { return bytes.Contains(k.keyFile(), []byte("recovery")) })
	k.keep("recovery-sheet")
	k.Key("space", "Tab")
	k.Key("Return")
	k.WaitTitle(k.words.home)
}

// changePassphrase does so in the settings; the key file is another one then.
func (k *keeper) changePassphrase() {
	k.act("setup")
	k.WaitTitle(settings)
	before := k.keyFile()
	k.Key("2", "Tab")
	k.Type(firstPassphrase)
	k.Key("Tab")
	k.Type(secondPassphrase)
	k.Key("Tab")
	k.Type(secondPassphrase)
	k.keep("passphrase")
	k.Key("Return")
	k.Wait("the other passphrase", func() bool { return !bytes.Equal(before, k.keyFile()) })
}

// backUp makes a backup and returns its path.
func (k *keeper) backUp() string {
	k.Key("Escape", "3")
	k.Key("F6")
	path := ""
	k.Wait("the backup", func() bool {
		found, err := filepath.Glob(filepath.Join(k.out, "*.backup"))
		if err == nil && len(found) == 1 {
			path = found[0]
		}
		return path != ""
	})
	k.keep("backed-up")
	return path
}

// lockAndReturn closes the desk and comes back to the same place with the new passphrase.
func (k *keeper) lockAndReturn() {
	k.Key("ctrl+l")
	k.WaitTitle(k.locked)
	k.Type(secondPassphrase)
	k.keep("locked")
	k.Key("Return")
	k.WaitTitle(settings)
}

// restore makes the desk of a backup on a computer that has none.
func (k *keeper) restore(backup string) {
	k.WaitTitle(k.locked)
	k.Key("Tab", "Tab", "Tab", "Tab", "Tab", "Return") // past the role, the name and the passphrase
	k.Paste(backup)
	k.Key("Tab", "Tab", "Tab", "Tab")
	k.Type(secondPassphrase)
	k.keep("restore")
	k.Key("Return")
	k.WaitTitle(settings)
	k.keep("restored")
}

// healthy lets the command line check the restored desk.
func (k *keeper) healthy() {
	file := filepath.Join(k.dir, "passphrase")
	if err := os.WriteFile(file, []byte(secondPassphrase), 0o600); err != nil {
		k.t.Fatal(err)
	}
	out, err := exec.Command(os.Getenv("SHINSA_CTL"), "doctor", "--desk", k.desk(), "--passphrase-file", file).CombinedOutput()
	if err != nil {
		k.t.Fatalf("the restored desk: %v\n%s", err, out)
	}
}
