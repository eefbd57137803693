package story

import (
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"shinsa/cmd/internal/window"
)

// A new member's desk is led from nothing to its first cases by files that are dropped on the window: a dossier that comes too early, a card that
// is looked at before it is believed, a folder with good files and bad ones and one of them twice, a dossier that is here already.
func TestStory_ANewDeskAndWhatIsDroppedOnIt(t *testing.T) {
	program, ctl := os.Getenv("SHINSA_WINDOW"), os.Getenv("SHINSA_CTL")
	if program == "" {
		t.Skip("runs in make window, which builds the program and installs a display server")
	}
	w := languages[0]
	home := t.TempDir()
	made := filepath.Join(home, "made")
	if out, err := exec.Command(ctl, "rehearse", "-o", made).CombinedOutput(); err != nil {
		t.Fatalf("prepare the desks: %v\n%s", err, out)
	}
	office, desk, post := filepath.Join(made, "desks", "secretariat"), filepath.Join(home, "desk"), filepath.Join(home, "post")
	foreign := theFile(t, filepath.Join(made, "dossiers", "C2026-0001_*"))
	command(t, ctl, desk, "init", "--role", "member", "--name", "新任 四郎", "--rehearsal")
	command(t, ctl, desk, "enrol", "request", "-o", home)
	command(t, ctl, office, "enrol", "approve", theFile(t, filepath.Join(home, "*.enrol")), "-o", home)
	card := theFile(t, filepath.Join(home, "*.card"))
	member, _, _ := strings.Cut(filepath.Base(card), ".")
	for _, c := range []string{"C2026-0001", "C2026-0002"} {
		command(t, ctl, office, "pack", c, "--to", member, "-o", post)
	}
	first := theFile(t, filepath.Join(post, "C2026-0001_*"))
	whole, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"copy.dossier": whole, "cut.dossier": whole[:len(whole)/2], "note.txt": []byte("見本\n")} {
		if err := os.WriteFile(filepath.Join(post, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}

	s := window.Open(t, "1280x720")
	env := []string{"HOME=" + home, "XDG_CONFIG_HOME=" + filepath.Join(home, "config"), "LANG=ja_JP.UTF-8"}
	p := &player{s.Start(t, w.title, env, program, "--desk", desk, "--lang", w.lang, "--window", "1280x720"), w, filepath.Join(home, "out"), 300}
	p.WaitTitle(p.locked)
	p.Type(passphrase)
	p.Key("Return")
	p.WaitTitle(p.home)
	p.keep("drop-enrol-first")
	p.drop("drop-too-early", first)
	p.Key("Return")
	p.drop("drop-card", card)
	p.Key("Tab", "Return") // the way out has the keyboard first
	p.keep("drop-enrolled")
	p.Key("ctrl+1")
	p.WaitTitle(p.home)
	p.drop("drop-mixed", post, foreign)
	p.Key("Return")
	p.keep("drop-cases")
	p.drop("drop-known", first)
	p.WaitTitle(p.words.declare)
	p.Close()
	for _, c := range []string{"C2026-0001", "C2026-0002"} {
		if out := command(t, ctl, desk, "case", "list"); strings.Count(out, c) != 1 {
			t.Errorf("the desk holds\n%s", out)
		}
	}
}

// drop lets files go over the window and keeps a picture of what becomes of them.
func (p *player) drop(name string, files ...string) {
	before := p.Shot("before-drop")
	p.Drop(image.Pt(400, 300), files...)
	p.WaitOther(before)
	p.keep(name)
}

// theFile returns the first file of a pattern.
func theFile(t *testing.T, pattern string) string {
	t.Helper()
	found, err := filepath.Glob(pattern)
	if err != nil || len(found) == 0 {
		t.Fatalf("%s: %v, %v", pattern, found, err)
	}
	return found[0]
}
