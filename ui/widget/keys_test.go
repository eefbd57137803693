package widget_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"shinsa/ui/uitest"
	"shinsa/ui/widget"
)

// forgetful is a driver that does not know where anything is, as that of a real window a while after an object was taken away.
type forgetful struct {
	fyne.Driver
	window fyne.Window
}

func (forgetful) CanvasForObject(fyne.CanvasObject) fyne.Canvas { return nil }

func (d forgetful) AllWindows() []fyne.Window { return []fyne.Window{d.window} }

type forgetfulApp struct {
	fyne.App
	driver fyne.Driver
}

func (a forgetfulApp) Driver() fyne.Driver { return a.driver }

func TestKeysReachTheWindowAfterWhatHadTheKeyboardIsGone(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	link := widget.NewToggle("資料3 1頁", nil)
	r := uitest.Open(t, widget.Column(0, link))
	app := fyne.CurrentApp()
	all := app.Driver().AllWindows()
	at := slices.IndexFunc(all, func(w fyne.Window) bool { return w.Canvas() == r.Canvas() })
	fyne.SetCurrentApp(forgetfulApp{app, forgetful{app.Driver(), all[at]}})
	t.Cleanup(func() { fyne.SetCurrentApp(app) })
	var keys, chars int
	widget.BindKeys(r.Canvas(), func(*fyne.KeyEvent) { keys++ }, func(rune) { chars++ }, nil, nil)
	r.Canvas().Focus(link)
	link.TypedKey(&fyne.KeyEvent{Name: fyne.Key1})
	if keys != 1 || r.Canvas().Focused() != nil {
		t.Fatalf("%d keys came, %T has the keyboard", keys, r.Canvas().Focused())
	}
	r.Press("1")
	if keys != 2 || chars != 1 {
		t.Errorf("%d keys and %d characters came", keys, chars)
	}
}

func TestWhoPressesSomethingElseHasFinishedTyping(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	field, left := widget.NewTextArea("", 2, nil), 0
	field.OnLeft = func() { left++ }
	chosen := ""
	verdict := widget.NewChoice([]widget.Option{{Value: "query", Word: "要確認"}}, func(v string) { chosen = v })
	rows := widget.NewList(func() int { return 3 }, func() fyne.CanvasObject { return widget.NewNote("行") }, func(int, fyne.CanvasObject) {})
	r := uitest.Open(t, widget.Column(0, field, verdict, widget.Tall(100, rows)))
	for name, press := range map[string]func(){
		"a button": func() { verdict.First().(fyne.Tappable).Tapped(&fyne.PointEvent{}) },
		"a row":    func() { rows.Select(1) },
	} {
		r.Canvas().Focus(field)
		left = 0
		press()
		if r.Canvas().Focused() == fyne.Focusable(field) || left != 1 {
			t.Errorf("after pressing %s %T has the keyboard, left %d times", name, r.Canvas().Focused(), left)
		}
	}
	if chosen != "query" {
		t.Error("the button did nothing")
	}
}
