package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen/setup"
	"shinsa/ui/screen/unlock"
	"shinsa/ui/task"
	"shinsa/ui/uitest"
	"shinsa/ui/widget"
)

// lockable returns a started frame that can be locked, and where the reason goes.
func lockable(t *testing.T) (*Frame, *uitest.Robot, *Locking) {
	t.Helper()
	uitest.Setup(t, uitest.Laptop)
	w := uitest.Window(t, uitest.Laptop)
	f := NewFrame(t.Context(), Config{App: fyne.CurrentApp(), Machine: &machine{dir: t.TempDir()}, Look: DefaultLook}, w, newDesk(review.Member))
	f.tasks = task.Inline(t.Context())
	var locked Locking
	f.lock = func(why Locking) { locked = why }
	f.Start()
	return f, uitest.At(t, w, w.Content()), &locked
}

func TestLock_WhenNobodyWasThereForAWhile(t *testing.T) {
	f, _, locked := lockable(t)
	if f.IdleMinutes() != 10 {
		t.Errorf("locks after %d minutes", f.IdleMinutes())
	}
	f.tasks.Settle()
	if *locked != Idle || f.shown != nil || f.ctx.Err() == nil {
		t.Fatalf("locked %q, shows %v", *locked, f.shown)
	}
}

func TestLock_NeverWhereThePersonSaidSo(t *testing.T) {
	f, _, locked := lockable(t)
	f.SetIdleMinutes(0)
	f.tasks.Settle()
	if *locked != "" {
		t.Fatalf("locked %q", *locked)
	}
	f.SetIdleMinutes(3)
	if f.IdleMinutes() != 3 || f.watch.idle == nil {
		t.Errorf("locks after %d minutes", f.IdleMinutes())
	}
}

func TestLock_NothingUnsavedIsLostToIt(t *testing.T) {
	f, r, locked := lockable(t)
	f.Unsaved(fault.New(fault.Unavailable, "disk_full"))
	f.tasks.Settle()
	if *locked != "" {
		t.Fatal("a desk with unsaved words was closed")
	}
	r.See("保存できていません")
}

func TestLock_WaitsForWorkUnderWayUnlessThePersonComesBack(t *testing.T) {
	f, _, locked := lockable(t)
	f.watch.due, f.running = Idle, 1
	f.noticed()
	f.settled(nil)
	if *locked != "" {
		t.Fatal("locked although the person came back")
	}
	f.watch.due, f.running = Sleep, 1
	f.noticed()
	f.settled(nil)
	if *locked != Sleep {
		t.Fatalf("locked %q after the work", *locked)
	}
}

func TestNoticed_KeysPointerAndControlsAreSigns(t *testing.T) {
	f, r, _ := lockable(t)
	f.Go(route.To(route.Setup))
	for _, c := range []struct {
		name string
		sign func()
	}{
		{"a key on the screen", func() { r.Press("PageDown") }},
		{"a control", func() { r.Tap("検証") }},
		{"a character in a field", func() { r.FocusOn("ファイルの場所").Type("a") }},
		{"the pointer", func() { f.window.Content().(*widget.Watch).MouseMoved(&desktop.MouseEvent{}) }},
	} {
		f.watch.due = Idle
		c.sign()
		if f.watch.due != "" {
			t.Errorf("%s is no sign of a person", c.name)
		}
	}
}

// gate is a stand-in for the desks of a computer, and for the lock of the open one.
type gate struct {
	unlock.Gate
	setup.Safe
	closed int
}

func (g *gate) Places() []unlock.Place { return []unlock.Place{{Folder: "/desk"}} }
func (g *gate) Hint() string           { return "" }
func (g *gate) Last() string           { return "/desk" }
func (g *gate) Copies(string) ([]present.Copy, error) {
	return []present.Copy{{Name: "7.db", Acts: 7}}, nil
}
func (g *gate) Desk() Desk                               { return nil }
func (g *gate) Close() error                             { g.closed++; return nil }
func (g *gate) SheetLines(string) []string               { return nil }
func (g *gate) CanPrint() bool                           { return false }
func (g *gate) PrintSheet(context.Context, string) error { return nil }

// engine is a stand-in for what draws pages, which is told of languages and of desks that are closed.
type engine struct {
	uitest.Pages
	told []string
}

func (e *engine) Speak(lang string) { e.told = append(e.told, lang) }
func (e *engine) Forget()           { e.told = append(e.told, "forget") }

func TestProgram_LockClosesTheDeskAndSaysWhy(t *testing.T) {
	f, r, _ := lockable(t)
	g, e := &gate{}, &engine{}
	f.pages = e
	f.switchLang()
	f.switchLang()
	p := &Program{Config: Config{App: f.app, Machine: f.machine, Gate: g, Look: f.look, Pages: e}, ctx: t.Context(), text: i18n.New("ja"), tasks: f.tasks, window: f.window, frame: f}
	f.lock = p.Lock
	widget.Tell(f.Canvas(), "題", "閉じる", "申請者の名前") // whatever stands over the window goes with it
	p.slept(func() {})
	r.See("コンピューターが休止したため", "パスフレーズ").DontSee("申請者の名前", "案件一覧").Picture("locked-sleep-ja")
	if g.closed != 1 || p.frame != nil {
		t.Fatalf("closed %d times", g.closed)
	}
	if got := strings.Join(e.told, " "); got != "en ja forget" {
		t.Errorf("what draws pages was told %q", got)
	}
}

func TestProgram_ReturnToACopyClosesTheDeskFirst(t *testing.T) {
	f, r, _ := lockable(t)
	g := &gate{}
	p := &Program{Config: Config{App: f.app, Machine: f.machine, Gate: g, Look: f.look}, ctx: t.Context(), text: i18n.New("ja"), tasks: f.tasks, window: f.window, frame: f}
	f.lock = p.Lock
	f.ReturnToCopy("7.db")
	r.See("記録 7件まで", "desk-replaced.db")
	if g.closed != 1 {
		t.Fatalf("closed %d times", g.closed)
	}
}

func TestLock_ByHandWaitsForWorkUnderWay(t *testing.T) {
	f, _, locked := lockable(t)
	f.watch.due, f.running = ByHand, 1
	f.noticed() // moving the pointer changes nothing of what was asked
	f.settled(nil)
	if *locked != ByHand {
		t.Fatalf("locked %q", *locked)
	}
	f, r, locked := lockable(t)
	f.Unsaved(fault.New(fault.Unavailable, "disk_full"))
	f.shut()
	r.See("まだ保存できていない入力があります")
	if *locked != "" {
		t.Fatal("a desk with unsaved words was closed")
	}
}
