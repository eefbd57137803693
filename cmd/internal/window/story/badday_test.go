package story

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shinsa/cmd/internal/boot"
	"shinsa/cmd/internal/window"
	"shinsa/review"
)

// On bad days a member types the wrong passphrase, loses files and the database, brings a stale form back, fills the disk, loses power,
// starts the program twice, and has a wrong clock. What is said is looked at in the pictures; that following it helps is held here.
func TestStory_BadDays(t *testing.T) {
	if os.Getenv("SHINSA_WINDOW") == "" {
		t.Skip("runs in make window, which builds the program and installs a display server")
	}
	made := prepared(t)
	for _, w := range languages {
		t.Run(w.lang, func(t *testing.T) {
			v := &victim{bad: bads[w.lang], t: t, screen: window.Open(t, w.look.screen), home: t.TempDir(), made: made}
			v.player = &player{nil, w, filepath.Join(v.home, "Shinsa"), 180}
			v.prefer()
			v.wrongPassphraseAndLostFiles()
			v.damagedDatabase()
			v.staleFormFullDiskAndNoPower()
			v.wrongClock()
		})
	}
}

func (v *victim) wrongPassphraseAndLostFiles() {
	desk := v.desk(v.t.TempDir())
	before := contents(v.t, desk)
	p := v.start(desk, v.title)
	v.refused("wrong", "wrong-passphrase")
	v.refused("again", "wrong-again")
	v.Key("Caps_Lock")
	v.Type("third")
	v.keep("caps-lock")
	v.Key("Caps_Lock")
	v.refused("", "wrong-third")
	if !bytes.Equal(before, contents(v.t, desk)) {
		v.t.Error("wrong passphrases changed the desk")
	}
	v.Paste(strings.Map(func(r rune) rune { return r + 0xfee0 }, passphrase)) // in full-width letters, as an input method leaves them
	v.Key("Return")
	v.WaitTitle(v.words.home)

	v.begin()
	v.lose(desk)
	v.Key("period")
	v.keep("lost-evidence")
	dossier := filepath.Join(v.made, "dossiers", v.dossierName())
	whole, err := os.ReadFile(dossier)
	cut := filepath.Join(v.home, "cut.dossier")
	if err == nil {
		err = os.WriteFile(cut, whole[:len(whole)/2], 0o600)
	}
	if err != nil {
		v.t.Fatal(err)
	}
	v.take("ctrl+o", cut, "cut-dossier")
	v.Key("Return")
	v.Key("ctrl+o")
	v.Paste(filepath.Dir(dossier) + "/")
	v.keep("chooser")
	v.Type(filepath.Base(dossier)[:20])
	v.keep("chooser-narrowed")
	v.Key("Return")
	v.WaitPage()
	v.keep("mended")
	v.lose(desk)
	v.Key("period")
	v.act("lost documents")
	v.WaitPage()
	v.Close()
	if out := p.Output(); strings.Contains(out, "locale") {
		v.t.Errorf("the program complains:\n%s", out)
	}
	if out, _ := v.doctor(desk); !strings.Contains(out, "ok\tfiles_held") {
		v.t.Errorf("after mending the desk is\n%s", out)
	}
}

func (v *victim) damagedDatabase() {
	desk := v.desk(v.t.TempDir())
	file := filepath.Join(desk, "desk.db")
	b, err := os.ReadFile(file)
	if err == nil {
		for i := 20_000; i < 24_000; i++ {
			b[i] ^= 0x55
		}
		err = os.WriteFile(file, b, 0o600)
	}
	if err != nil {
		v.t.Fatal(err)
	}
	v.start(desk, v.title)
	v.Type(passphrase)
	v.Key("Return")
	v.WaitOutput("joinError") // the log names the error without its text
	v.keep("damaged-database")
	v.Key("Return") // the way out that is offered
	v.keep("local-copies")
	v.Type(passphrase)
	v.Key("Return", "Return")
	v.WaitTitle(v.words.home)
	v.Close()
	if out, err := v.doctor(desk); err != nil {
		v.t.Errorf("after going back to a copy: %v\n%s", err, out)
	}
}

func (v *victim) staleFormFullDiskAndNoPower() {
	disk, small := v.smallDisk()
	desk := v.desk(disk)
	v.start(desk, v.title)
	v.enter(v.words.home)
	v.begin()
	v.staleForm()

	v.back()
	v.Key("j", "2", "r")
	v.Type("on a full disk ")
	if small {
		v.fullDisk(filepath.Join(disk, "filler"))
	}
	v.Paste(v.typed)
	time.Sleep(5 * pause) // the stamp says 保存中 before it says 保存済; only what was acknowledged has to be there
	v.keep("typing")
	v.Type(" lost")
	v.Kill()

	first := v.start(desk, v.title)
	v.enter(v.walk)
	v.WaitPage()
	v.keep("after-the-power-failed")
	v.start(desk, v.title+".*"+v.locked)
	v.refused(passphrase, "second-program")
	v.Close()
	v.Program = first
	v.Focus()
	v.Key("j")
	v.Close()
	text := v.export(desk)
	if !strings.Contains(text, "on a full disk ") || !strings.Contains(text, v.typed) || !strings.Contains(text, "window") || strings.Contains(text, "form only") {
		v.t.Errorf("of what was written is there\n%s", text)
	}
	if out, err := v.doctor(desk); err != nil {
		v.t.Errorf("the desk is\n%s", out)
	}
}

// fullDisk lets saving fail for want of room, and makes room again: the window asks by itself until everything is safe.
func (v *victim) fullDisk(filler string) {
	if err := fill(filler); err != nil {
		v.t.Fatal(err)
	}
	v.Wait("a save that fails", func() bool { // the log has the reason that the window shows
		if strings.Contains(v.Output(), "disk_full") {
			return true
		}
		v.Type("more ") // what the journal of the database has allocated is used up soon
		time.Sleep(2 * pause)
		return false
	})
	full := v.keep("full-disk")
	if err := os.Remove(filler); err != nil {
		v.t.Fatal(err)
	}
	v.WaitOther(full)
	v.keep("room-again")
}

// staleForm writes a form out, changes the item in the window, and lays the form beside it.
func (v *victim) staleForm() {
	v.forms("forms")
	v.Key("t")
	v.Key("Return") // into the folder offered
	found := ""
	v.Wait("the form", func() bool {
		names, err := filepath.Glob(filepath.Join(v.out, "*.txt"))
		if err == nil && len(names) == 1 {
			found = names[0]
		}
		return found != ""
	})
	v.keep("form-written")
	b, err := os.ReadFile(found)
	if err != nil {
		v.t.Fatal(err)
	}
	items := strings.Split(string(b), "\n■ ")
	items[1] = strings.NewReplacer("【判定】未確認", "【判定】要確認", "【所見】", "【所見】form only").Replace(items[1])
	items[2] = strings.Replace(items[2], "【判定】未確認", "【判定】適合", 1)
	filled := strings.Join(items, "\n■ ")
	stale, cut := filepath.Join(v.home, "stale.txt"), filepath.Join(v.home, "cut.txt")
	for path, text := range map[string]string{stale: filled, cut: filled[:len(filled)/2]} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			v.t.Fatal(err)
		}
	}

	v.back()
	v.Key("3", "r")
	v.Type("window")
	v.Key("Escape")
	v.forms("forms-again")
	v.take("o", filepath.Join(v.made, "other.txt"), "form-of-another-case")
	v.Key("Return")
	v.take("o", cut, "form-cut")
	v.Key("Return")
	v.take("o", stale, "form-three-ways")
	v.Key("1", "2") // the form's verdict, the window's remark
	v.keep("form-settled")
	v.Key("ctrl+Return")
	v.keep("form-taken")
}

// wrongClock opens a desk whose last act lies a year ahead.
func (v *victim) wrongClock() {
	desk := filepath.Join(v.t.TempDir(), "desk")
	ahead := func() time.Time { return time.Now().AddDate(1, 0, 0) }
	s, err := boot.Create(v.t.Context(), boot.Options{Dir: desk, Passphrase: passphrase, Now: ahead}, review.Founding{Role: review.Member, Name: "審査 花子"})
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		v.t.Fatal(err)
	}
	v.start(desk, v.title)
	v.enter(v.words.home)
	v.keep("clock-behind")
	v.Close()
}
