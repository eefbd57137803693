package story

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shinsa/cmd/internal/window"
)

// bad is what the bad days read in one language.
type bad struct{ form, verdict, typed string }

var bads = map[string]bad{
	"ja": {"様式", "要確認", "電源が落ちる前に書いた所見"},
	"en": {"Form", "要確認", "written before the power failed"},
}

// victim is a member on a bad day.
type victim struct {
	*player
	bad
	t      *testing.T
	screen *window.Screen
	home   string // of the computer
	made   string // what was prepared for all days
}

const (
	badCase   = "C2026-0001"
	otherCase = "C2026-0002"
)

// prepared is a folder with the desk of a member who has declared, with what it was before, the dossiers, and a form of another case.
func prepared(t *testing.T) string {
	t.Helper()
	dir, ctl := t.TempDir(), os.Getenv("SHINSA_CTL")
	if out, err := exec.Command(ctl, "rehearse", "-o", dir).CombinedOutput(); err != nil {
		t.Fatalf("prepare the desks: %v\n%s", err, out)
	}
	desk := filepath.Join(dir, "desks", "member-1")
	copied(t, desk, filepath.Join(dir, "sealed"))
	command(t, ctl, desk, "declare", badCase, "--file", noInterests(t), "-o", dir)
	elsewhere := filepath.Join(dir, "elsewhere")
	copied(t, desk, elsewhere)
	command(t, ctl, elsewhere, "declare", otherCase, "--file", noInterests(t), "-o", filepath.Join(dir, "out"))
	command(t, ctl, elsewhere, "form", "export", otherCase, "-o", filepath.Join(dir, "other.txt"))
	return dir
}

func copied(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

// prefer keeps the look of the window before it is first opened, as an earlier day did.
func (v *victim) prefer() {
	mode := "light"
	if v.look.dark {
		mode = "dark"
	}
	file := filepath.Join(v.home, "config", "fyne", "jp.shinsa.desk", "preferences.json")
	err := os.MkdirAll(filepath.Dir(file), 0o700)
	if err == nil {
		err = os.WriteFile(file, []byte(`{"look.mode":"`+mode+`"}`), 0o600)
	}
	if err != nil {
		v.t.Fatal(err)
	}
}

// desk is a fresh copy of the member's desk in a folder.
func (v *victim) desk(dir string) string {
	desk := filepath.Join(dir, "desk")
	copied(v.t, filepath.Join(v.made, "desks", "member-1"), desk)
	return desk
}

// start opens the program on a desk where no language is set: nothing is to be complained of.
func (v *victim) start(desk, title string) *window.Program {
	env := []string{
		"FYNE_SCALE=" + v.look.scale, "HOME=" + v.home, "XDG_CONFIG_HOME=" + filepath.Join(v.home, "config"),
		"XDG_CACHE_HOME=" + filepath.Join(v.made, "cache"), "LANG=C.UTF-8", "LC_ALL=", "LC_MESSAGES=",
	}
	p := v.screen.Start(v.t, title, env, os.Getenv("SHINSA_WINDOW"), "--desk", desk, "--lang", v.lang, "--window", "1366x768")
	v.Program = p
	v.WaitTitle(v.locked)
	return p
}

// enter opens the desk.
func (v *victim) enter(title string) {
	v.Type(passphrase)
	v.Key("Return")
	v.WaitTitle(title)
	time.Sleep(pause) // the title is there before the picture
}

// refused gives a passphrase that does not open the desk, and waits until the log has it: what one try costs, the program takes its time for.
func (v *victim) refused(secret, name string) {
	before := len(v.Output())
	v.Type(secret)
	v.Key("Return")
	v.Wait("the refusal", func() bool { return len(v.Output()) > before })
	time.Sleep(pause)
	v.keep(name)
}

// begin opens the walk of the first case; its page is there when everything else is.
func (v *victim) begin() {
	v.Wait("the walk", func() bool { // the cases may still be read when the list is there
		if !strings.Contains(v.Title(), v.walk) {
			v.Key("l", "space")
			time.Sleep(2 * pause)
		}
		return strings.Contains(v.Title(), v.walk)
	})
	v.WaitPage()
}

// back returns from the forms to the walk.
func (v *victim) back() {
	v.Key("w")
	v.WaitTitle(v.walk)
	v.WaitPage()
}

// forms goes from the walk to the forms.
func (v *victim) forms(name string) {
	v.Key("f")
	v.WaitTitle(v.form)
	v.keep(name)
}

// take brings a file to the screen shown, with the key that asks for one, and keeps a picture of what is said.
func (v *victim) take(key, path, name string) {
	v.Key(key)
	v.Paste(path)
	v.Key("Return")
	v.keep(name)
}

// dossierName is the file that was packed for the member.
func (v *victim) dossierName() string {
	found, err := filepath.Glob(filepath.Join(v.made, "*.declaration"))
	if err != nil || len(found) == 0 {
		v.t.Fatalf("the declarations: %v, %v", found, err)
	}
	return strings.TrimSuffix(filepath.Base(found[0]), ".declaration") + ".dossier"
}

// lose damages one half of what a desk got with its opened cases, and removes the other.
func (v *victim) lose(desk string) {
	v.t.Helper()
	n := 0
	err := fs.WalkDir(os.DirFS(desk), "blobs", func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		if _, err := os.Stat(filepath.Join(v.made, "sealed", name)); err == nil {
			return nil // the dossiers as they came
		}
		path := filepath.Join(desk, name)
		if n++; n%2 == 0 {
			return os.Remove(path)
		}
		b, err := os.ReadFile(path)
		if err == nil {
			b[len(b)-3] ^= 1
			err = os.WriteFile(path, b, 0o600)
		}
		return err
	})
	if err != nil || n == 0 {
		v.t.Fatalf("lose %d files: %v", n, err)
	}
}

// contents is everything of a desk.
func contents(t *testing.T, desk string) []byte {
	t.Helper()
	var all bytes.Buffer
	err := fs.WalkDir(os.DirFS(desk), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(desk, name))
		all.WriteString(name)
		all.Write(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.Bytes()
}

// doctor checks a desk.
func (v *victim) doctor(desk string) (string, error) {
	cmd := exec.Command(os.Getenv("SHINSA_CTL"), "--desk", desk, "doctor")
	cmd.Env = append(os.Environ(), "SHINSA_PASSPHRASE="+passphrase)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// smallDisk is a folder on a disk that is soon full. Who may not mount one gets any folder, and the day of the full disk is reported as skipped.
func (v *victim) smallDisk() (dir string, small bool) {
	dir = v.t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", dir).CombinedOutput(); err != nil {
		v.t.Run("full-disk", func(t *testing.T) { t.Skipf("a small disk needs the right to mount: %v\n%s", err, out) })
		return dir, false
	}
	v.t.Cleanup(func() { _ = exec.Command("umount", "-l", dir).Run() })
	return dir, true
}

// fill leaves no room on a disk.
func fill(file string) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	for err == nil {
		_, err = f.Write(make([]byte, 1<<10))
	}
	return f.Close()
}

// export is the desk's case as its plain-text form shows it.
func (v *victim) export(desk string) string {
	file := filepath.Join(v.t.TempDir(), "form.txt")
	command(v.t, os.Getenv("SHINSA_CTL"), desk, "form", "export", badCase, "-o", file)
	b, err := os.ReadFile(file)
	if err != nil {
		v.t.Fatal(err)
	}
	return string(b)
}
