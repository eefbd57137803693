package unlock

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

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
	text   *i18n.Text
	window fyne.Window
	tasks  *task.Runner
	opened bool
	err    error
}

func (h *host) Text() *i18n.Text                      { return h.text }
func (h *host) Canvas() fyne.Canvas                   { return h.window.Canvas() }
func (h *host) Tasks() *task.Runner                   { return h.tasks }
func (h *host) Problem(err error)                     { h.err = err }
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
