package unlock

import (
	"context"
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/uitest"
)

// gate is a stand-in for the desks of a computer.
type gate struct {
	places []Place
	opened string
	hint   string
	kept   bool
	made   review.Role
	last   string
	copies []present.Copy
	did    []string // what was opened another way
	err    error    // what those ways answer
	paper  int      // sheets printed
}

const sheet = "1: QXKL4 9PZRT 7YUWM - 3F"

func (g *gate) Remembered(string) bool                { return g.kept }
func (g *gate) Last() string                          { return g.last }
func (g *gate) SheetLines(string) []string            { return []string{sheet, "2: 00000 00000 00000 - QQ"} }
func (g *gate) CanPrint() bool                        { return true }
func (g *gate) RestoreTo() string                     { return "/home/hanako/.local/share/shinsa" }
func (g *gate) Copies(string) ([]present.Copy, error) { return g.copies, nil }

func (g *gate) PrintSheet(context.Context, string) error {
	g.paper++
	return g.err
}

func (g *gate) Recover(_ context.Context, folder, typed, pass string) error {
	g.did = append(g.did, "recover "+folder+" "+typed+" "+pass)
	return g.err
}

func (g *gate) Restore(_ context.Context, r Restoring) error {
	g.did = append(g.did, "restore "+r.Backup+" "+r.Passphrase+" "+r.Sheet)
	return g.err
}

func (g *gate) ReturnToCopy(_ context.Context, folder, name, pass string) error {
	g.did = append(g.did, "return "+folder+" "+name+" "+pass)
	return g.err
}

func (g *gate) Places() []Place { return g.places }
func (g *gate) Hint() string    { return g.hint }

func (g *gate) Open(_ context.Context, folder, pass string) error {
	if g.err != nil {
		return g.err
	}
	if pass != "mihon-no-tsukue" && !(pass == "" && g.kept) {
		return fault.New(fault.Locked, "wrong_passphrase")
	}
	g.opened = folder
	return nil
}

func (g *gate) Found(_ context.Context, role review.Role, _, _ string) (string, error) {
	g.made = role
	return "AGE-SECRET-KEY-1EXAMPLE", nil
}

type host struct {
	text       *i18n.Text
	window     fyne.Window
	tasks      *task.Runner
	opened     bool
	err        error
	help       string // what was offered with it
	overlooked int
	word       string
	act        func()
}

func (h *host) Text() *i18n.Text    { return h.text }
func (h *host) Canvas() fyne.Canvas { return h.window.Canvas() }
func (h *host) Tasks() *task.Runner { return h.tasks }
func (h *host) Problem(err error)   { h.err = err }
func (h *host) Overlook(error)      { h.overlooked++ }
func (h *host) Offer(err error, help, word string, act func()) {
	h.err, h.help, h.word, h.act = err, help, word, act
}
func (h *host) Opened()                               { h.opened = true }
func (h *host) BrowseFile(_ []string, f func(string)) { f("/usb/desk.backup") }

func show(t *testing.T, g *gate, lang string) (*uitest.Robot, *host) {
	t.Helper()
	r, h, _ := showIn(t, g, uitest.Laptop, lang)
	return r, h
}

func showIn(t *testing.T, g *gate, look uitest.Look, lang string) (*uitest.Robot, *host, *Screen) {
	t.Helper()
	uitest.Setup(t, look)
	h := &host{text: i18n.New(lang), window: uitest.Window(t, look), tasks: task.Inline(t.Context())}
	s := New(g, h)
	r := uitest.At(t, h.window, s.Content())
	s.Reload()
	s.Enter()
	return r, h, s
}

func TestArt20_WrongPassphraseOpensNothing(t *testing.T) {
	g := &gate{places: []Place{{Folder: "/desk"}}}
	r, h := show(t, g, "ja")
	r.Type("chigau").Tap("デスクを開く").See("パスフレーズ")
	if h.opened || h.err != nil {
		t.Fatal("a wrong passphrase opened the desk or was shown as a fault of the program")
	}
	r.Type("mihon-no-tsukue").Press("Return")
	if !h.opened || g.opened != "/desk" {
		t.Fatal("the right passphrase did not open the desk")
	}
}

func TestFound_WhatWasTypedStaysWithTheOtherLanguage(t *testing.T) {
	g := &gate{}
	r, _, was := showIn(t, g, uitest.Laptop, "ja")
	r.Tap("委員").FocusOn("例：審査 花子").Type("審査 花子").FocusOn("新しいパスフレーズ").Type("mihon-no-tsukue")
	r, _, now := showIn(t, g, uitest.Laptop, "en")
	now.TakeOver(was)
	r.FocusOn("New passphrase again").Type("mihon-no-tsukue").Press("Return")
	if g.made != review.Member {
		t.Error("role, name or passphrase were lost")
	}
}

func TestBack_LeavesAnotherWay(t *testing.T) {
	r, _, s := showIn(t, &gate{places: []Place{{Folder: "/desk"}}}, uitest.Laptop, "ja")
	r.Tap("バックアップから復元する").DontSee("デスクを開く")
	s.Back()
	r.See("デスクを開く")
}

// A hidden field shows nothing of what is wrong with the keyboard: a new passphrase typed with Caps Lock would open nothing later.
func TestFound_CapsLockIsToldBeforeItIsSet(t *testing.T) {
	r, _, _ := showIn(t, &gate{}, uitest.Laptop, "ja")
	r.FocusOn("新しいパスフレーズ").Type("M").See("Caps Lock がオンになっているようです。")
}

func TestOpen_ChoosesAmongSeveralDesks(t *testing.T) {
	g := &gate{hint: "mihon-no-tsukue", places: []Place{
		{Folder: "/a", Name: "見本認定機構 事務局", Role: review.Secretariat}, {Folder: "/b", Name: "審査 花子", Role: review.Member},
	}}
	r, _ := show(t, g, "ja")
	r.See("練習用", "事務局　見本認定機構 事務局").Picture("unlock-several-ja")
	r.Tap("委員　審査 花子").FocusOn("パスフレーズ").Type("mihon-no-tsukue").Press("Return")
	if g.opened != "/b" {
		t.Fatalf("opened %q", g.opened)
	}
}

func TestOpen_SpaceThatChoosesIsNoPartOfThePassphrase(t *testing.T) {
	g := &gate{places: []Place{{Folder: "/a", Name: "事務局"}, {Folder: "/b", Name: "花子"}}}
	r, h := show(t, g, "ja")
	r.FocusOn("花子").Press("Space").Type(" ") // the toolkit sends the key first and then its character, to whatever has the keyboard
	r.See("/b").FocusOn("パスフレーズ").Type("mihon-no-tsukue").Press("Return")
	if !h.opened || g.opened != "/b" {
		t.Fatalf("opened %v %q", h.opened, g.opened)
	}
}

func TestFound_AsksUntilEverythingIsThere(t *testing.T) {
	g := &gate{}
	r, h := show(t, g, "en")
	r.Picture("unlock-found-en")
	if r.Enabled("Make the desk") {
		t.Fatal("a desk could be made from nothing")
	}
	r.See("Choose a role.").Tap("Member").FocusOn("e.g. Hanako Shinsa").Type("Hanako")
	r.See("Enter a passphrase of at least 10 characters.")
	r.FocusOn("New passphrase").Type("mihon-no-tsukue").FocusOn("New passphrase again").Type("mihon")
	r.See("The two passphrases differ.").Type("-no-tsukue").Press("Return")
	r.See(sheet).DontSee("AGE-SECRET").Tap("Print the recovery sheet").See("Fetch the paper").Picture("unlock-recovery-en")
	if r.Enabled("Begin") {
		t.Fatal("the desk opened before the recovery key was noted")
	}
	r.Tap("I have the recovery sheet on paper").Tap("Begin")
	if g.paper != 1 || !h.opened || g.made != review.Member {
		t.Fatalf("opened %v, made for %q", h.opened, g.made)
	}
}

func TestOpen_SaysHowOftenAndThatNothingIsLost(t *testing.T) {
	g := &gate{places: []Place{{Folder: "/desk"}}}
	r, h := show(t, g, "ja")
	r.Type("chigau").Press("Return").See("パスフレーズが違います。").DontSee("回目")
	r.Type("mata-chigau").Press("Return").See("パスフレーズが違います（2回目）。", "デスクの内容は変わりません", "復旧鍵があれば")
	if h.overlooked != 2 {
		t.Errorf("%d refusals noted", h.overlooked)
	}
}

func TestOpen_SaysWhatNobodySeesInAHiddenField(t *testing.T) {
	g := &gate{places: []Place{{Folder: "/desk"}}}
	r, h := show(t, g, "ja")
	field := h.window.Canvas().Focused().(desktop.Keyable)
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	r.Type("m").DontSee("Caps Lock")
	field.KeyDown(shift)
	r.Type("M").DontSee("Caps Lock")
	field.KeyUp(shift)
	r.Type("M").See("Caps Lock がオンになっているようです。").Picture("unlock-caps-ja")
	field.KeyDown(&fyne.KeyEvent{Name: desktop.KeyCapsLock})
	r.DontSee("Caps Lock").Type("み").See("日本語入力がオンになっているようです。")
}

func TestOpen_ADamagedDeskLeadsToWhatHelps(t *testing.T) {
	at := time.Date(2026, 4, 1, 0, 15, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		err    error
		copies []present.Copy
		word   string
		see    string
	}{
		"copies":    {fault.New(fault.Corrupt, "desk_altered"), []present.Copy{{Name: "1.db", Acts: 12, At: at}}, "手元の複製に戻す", "この複製に戻して開く"},
		"no copies": {fault.New(fault.Corrupt, "desk_data_missing"), nil, "バックアップから復元する", "復元して開く"},
		"no key":    {fault.New(fault.Missing, "desk_key_missing"), []present.Copy{{Name: "1.db", At: at}}, "バックアップから復元する", "復元して開く"},
		"bad key":   {fault.New(fault.Corrupt, "desk_key_damaged"), []present.Copy{{Name: "1.db", At: at}}, "バックアップから復元する", "復元して開く"},
		"in use":    {fault.New(fault.Unavailable, "desk_in_use"), nil, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			r, h := show(t, &gate{places: []Place{{Folder: "/desk"}}, err: c.err, copies: c.copies}, "ja")
			r.Type("mihon-no-tsukue").Press("Return")
			if !errors.Is(h.err, c.err) || h.word != c.word {
				t.Fatalf("offered %q for %v", h.word, h.err)
			}
			if h.act != nil {
				h.act()
				r.See(c.see)
			}
		})
	}
}
