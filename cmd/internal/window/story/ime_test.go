package story

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shinsa/cmd/internal/window"
)

// pause lets the input method take a key before the next: a person's hands are no faster.
const pause = 400 * time.Millisecond

// Text from a real input method arrives whole: a passphrase in full-width letters, words to search for, a remark. The keys of a composition are
// not the field's: the Return that commits breaks no line, Backspace takes back what is being composed and not what stands before it, Tab
// and Escape stay in the field. Where no field has the keyboard, the window says that an input method is on.
func TestStory_InputMethodWritesARemark(t *testing.T) {
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
	desk := filepath.Join(desks, "desks", "member-1")
	command(t, ctl, desk, "declare", "C2026-0001", "--file", noInterests(t), "-o", home)
	s := window.Open(t, "1366x768")
	im := s.InputMethod(t)
	env := append([]string{"HOME=" + home, "XDG_CONFIG_HOME=" + filepath.Join(home, "config")}, im.Env()...)
	p := &player{s.Start(t, w.title, env, program, "--rehearsal", "--desk", desks, "--lang", w.lang, "--window", "1366x768"), w, filepath.Join(desks, "out"), 0}
	p.WaitTitle(p.locked)
	im.On(p.Program)
	p.hands(passphrase, "F9", "Return") // F9 makes full-width letters of what was typed
	p.Shot("ime-passphrase")
	p.Key("Return")
	p.WaitTitle(p.home)
	p.search(im)
	p.WaitTitle(p.walk)
	p.WaitPage()
	im.On(p.Program)
	p.hands("jk")
	p.Shot("ime-on-screen")
	im.Off(p.Program)
	p.Key("r")
	im.On(p.Program)
	p.hands("shinsa", "space")
	p.Shot("ime-composing")
	p.hands("", "Return")
	p.hands("kekkaa", "BackSpace", "space", "Return")
	p.hands("nihon", "space", "Escape", "Escape") // what was converted, what was typed, nothing
	p.hands("ni", "Tab", "Escape", "Escape")
	p.hands("shinsa", "space")
	p.hands("k", "BackSpace") // typing on commits what was converted
	im.Off(p.Program)
	p.Shot("ime-written")
	p.Key("Escape", "ctrl+l")
	p.WaitTitle(p.locked)
	p.Close()
	if remark := strings.TrimSpace(written(t, ctl, desk)); remark != "審査結果審査" {
		t.Errorf("the remark is %q", remark)
	}
	if marks := command(t, ctl, desk, "history", "mark", "C2026-0001", "--item", "1.1"); strings.Contains(marks, `"conforming"`) {
		t.Errorf("keys of the input method judged:\n%s", marks)
	}
}

// search finds the case by a word of its name and opens it.
func (p *player) search(im *window.InputMethod) {
	p.Shot("ime-home") // the list is there
	im.Off(p.Program)
	p.Key("slash")
	im.On(p.Program)
	p.hands("mihon", "space", "Return")
	p.Shot("ime-searched")
	im.Off(p.Program)
	p.Key("Return", "space")
}

// hands types as fast as a person with an input method: letters, then keys that wait for what the letters did.
func (p *player) hands(letters string, keys ...string) {
	names := map[rune]string{'-': "minus"}
	for _, r := range letters {
		name, ok := names[r]
		if !ok {
			name = string(r)
		}
		p.Key(name)
		time.Sleep(pause / 4)
	}
	for _, k := range keys {
		time.Sleep(pause)
		p.Key(k)
	}
	time.Sleep(pause)
}

// command runs a command on a rehearsal desk.
func command(t *testing.T, ctl, desk string, args ...string) string {
	t.Helper()
	cmd := exec.Command(ctl, append([]string{"--desk", desk}, args...)...)
	cmd.Env = append(os.Environ(), "SHINSA_PASSPHRASE="+passphrase)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", args[0], err, out)
	}
	return string(out)
}

// noInterests is a declaration of a member without any interest, as a file.
func noInterests(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("pledge: {agreed: true}\nmoney:\n")
	for _, year := range []string{"2026", "2025", "2024"} {
		b.WriteString("- {band: none, year: " + year + "}\n")
	}
	b.WriteString("interests:\n")
	for _, kind := range []string{"post", "kin_post", "organization", "joint_work", "competitor", "shares", "other"} {
		b.WriteString("- {held: false, kind: " + kind + "}\n")
	}
	file := filepath.Join(t.TempDir(), "declaration.yaml")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// written returns the first remark of the desk's case, as its plain-text form shows it.
func written(t *testing.T, ctl, desk string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "form.txt")
	command(t, ctl, desk, "form", "export", "C2026-0001", "-o", file)
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for item := range strings.SplitSeq(string(b), "\n■ ") {
		_, remark, _ := strings.Cut(item, "\n【所見】")
		remark, _, _ = strings.Cut(remark, "\n【照会】")
		if remark != "" {
			return remark
		}
	}
	return ""
}
