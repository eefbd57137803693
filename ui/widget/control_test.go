package widget_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"shinsa/ui/theme"
	"shinsa/ui/uitest"
	"shinsa/ui/widget"
)

func verdicts(chosen func(string)) *widget.Choice {
	return widget.NewChoice([]widget.Option{
		{Value: "good", Word: "適合", Tone: theme.Good}, {Value: "bad", Word: "不適合", Tone: theme.Bad}, {Value: "na", Word: "該当なし", Tone: theme.Neutral},
	}, chosen)
}

func TestChoiceStartsEmptyAndCanBeTakenBack(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	var got []string
	c := verdicts(func(v string) { got = append(got, v) })
	r := uitest.Open(t, c)
	if c.Chosen() != "" {
		t.Fatalf("chosen %q before anybody chose", c.Chosen())
	}
	r.Tap("不適合").Tap("適合").Tap("適合")
	if len(got) != 3 || got[0] != "bad" || got[1] != "good" || got[2] != "" {
		t.Fatalf("told %q", got)
	}
	c.Set("na")
	if len(got) != 3 || c.Chosen() != "na" {
		t.Fatal("Set told somebody")
	}
	c.Fixed()
	r.Tap("該当なし")
	if c.Chosen() != "na" {
		t.Fatal("a fixed choice was taken back")
	}
}

func TestChoiceByKeyboard(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	c := verdicts(nil)
	r := uitest.Open(t, c)
	r.FocusOn("適合").Press("Right", "Right", "Right", "Left", "Space")
	if c.Chosen() != "na" {
		t.Fatalf("chosen %q", c.Chosen())
	}
	c.Allow(false)
	r.Press("Left", "Space")
	if c.Chosen() != "na" {
		t.Fatal("a disabled choice changed")
	}
}

func TestKeysNotUsedGoToTheScreen(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	b := widget.NewButton("開く", nil)
	r := uitest.Open(t, b)
	var keys []fyne.KeyName
	var chars []rune
	widget.BindKeys(r.Canvas(), func(ev *fyne.KeyEvent) { keys = append(keys, ev.Name) }, func(c rune) { chars = append(chars, c) }, nil, nil)
	r.FocusOn("開く").Press("J", "F6")
	if len(keys) != 2 || keys[1] != "F6" || len(chars) != 1 || chars[0] != 'j' {
		t.Fatalf("keys %v, chars %q", keys, chars)
	}
	widget.Tell(r.Canvas(), "題", "閉じる", "本文")
	r.Press("J").See("本文").Press("Escape").DontSee("本文")
	if len(chars) != 1 {
		t.Fatal("a key reached the screen below a dialog")
	}
	if r.Canvas().Focused() != fyne.Focusable(b) {
		t.Fatal("the keyboard did not come back")
	}
}

// With an input method on, keys act on the screen and are composed as well: that is told once, and not of keys whose characters come.
func TestKeysThatAreComposedAreToldOnce(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	pressed := 0
	r := uitest.Open(t, widget.NewButton("開く", func() { pressed++ }))
	composed, raw := 0, r.Canvas().Focused
	widget.BindKeys(r.Canvas(), func(*fyne.KeyEvent) {}, func(rune) {}, nil, func() { composed++ })
	r.FocusOn("開く").Press("J", "K", "J")
	if composed != 0 {
		t.Fatal("plain keys were taken for composed ones")
	}
	for range 4 {
		raw().TypedKey(&fyne.KeyEvent{Name: fyne.KeyJ})
	}
	if composed != 1 {
		t.Fatalf("told %d times", composed)
	}
	for _, k := range []fyne.KeyName{fyne.KeySpace, fyne.KeyReturn} {
		raw().TypedKey(&fyne.KeyEvent{Name: k})
	}
	if pressed != 0 {
		t.Error("what converts and commits pressed the button")
	}
	raw().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if pressed != 1 {
		t.Error("the next Return does nothing")
	}
}

func TestDisabledButtonDoesNothing(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	pressed := 0
	b := widget.NewPrimary("署名する", func() { pressed++ })
	uitest.Open(t, b)
	b.Allow(false, "未確認があります")
	b.Tapped(nil)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.Allow(true, "")
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if pressed != 1 {
		t.Fatalf("pressed %d times", pressed)
	}
}

func TestChosenButtonKeepsItsSize(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	b := widget.NewToggle("未確認 75", nil)
	before := b.MinSize()
	b.SetChosen(true)
	if b.MinSize() != before {
		t.Fatalf("%v became %v", before, b.MinSize())
	}
}

func TestCheckTicksByTapAndKey(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	var told []bool
	c := widget.NewCheck("誓約します。", func(on bool) { told = append(told, on) })
	r := uitest.Open(t, c)
	r.Tap("誓約します。").Press("Space")
	c.Disable()
	r.Press("Space")
	if len(told) != 2 || !told[0] || told[1] {
		t.Fatalf("told %v", told)
	}
}

func TestDialogOfAGraveActDoesNotActOnReturn(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	r := uitest.Open(t, widget.NewButton("消去", nil))
	acted, closed := 0, 0
	ask := func() {
		widget.Ask(r.Canvas(), widget.Question{
			Title: "消去します", Body: []string{"元に戻せません。"}, Do: "消去する", Not: "戻る", Grave: true, Type: "消去", TypeLabel: "確認",
			Act: func(string) string { acted++; return "" }, Closed: func() { closed++ },
		})
	}
	ask()
	r.Type("消").Press("Return")
	if acted != 0 {
		t.Fatal("acted on half a word")
	}
	r.Type("去").Press("Return")
	if acted != 0 {
		t.Fatal("Return acted")
	}
	r.Press("Space").DontSee("元に戻せません")
	if acted != 1 || closed != 0 {
		t.Fatalf("acted %d, closed %d", acted, closed)
	}
	ask()
	r.Press("Escape")
	if acted != 1 || closed != 1 {
		t.Fatalf("after Esc: acted %d, closed %d", acted, closed)
	}
}

func TestDialogShowsWhyItDidNotActAndAsksAgain(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	r := uitest.Open(t, widget.NewButton("署名", nil))
	var secrets []string
	widget.Ask(r.Canvas(), widget.Question{
		Title: "署名します", Do: "署名する", Not: "戻る", Secret: "パスフレーズ",
		Act: func(s string) string {
			secrets = append(secrets, s)
			if s != "正" {
				return "パスフレーズが違います。"
			}
			return ""
		},
	})
	if r.Enabled("署名する") {
		t.Fatal("possible without a passphrase")
	}
	r.Type("誤").Press("Return").See("パスフレーズが違います。")
	r.Type("正").Press("Return").DontSee("署名します")
	if len(secrets) != 2 || secrets[1] != "正" {
		t.Fatalf("secrets %q", secrets)
	}
}
