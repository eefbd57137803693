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
