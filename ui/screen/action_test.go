package screen_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"shinsa/ui/screen"
)

func actions(ran *string) []screen.Action {
	act := func(name, why string, keys ...screen.Key) screen.Action {
		return screen.Action{Word: name, Hint: name, Why: why, Keys: keys, Run: func() { *ran = name }}
	}
	return []screen.Action{
		act("next", "", screen.Plain("N")), act("next open", "", screen.Shift("N")), act("one", "", screen.Plain("1")),
		act("down", "", screen.Plain(fyne.KeyDown)), act("search", "", screen.Char('/')), act("seal", "", screen.Ctrl(fyne.KeyReturn)),
		act("shut", "not now", screen.Plain("X")),
	}
}

func TestKeysRunTheirAction(t *testing.T) {
	for _, c := range []struct {
		char  rune
		name  fyne.KeyName
		shift bool
		want  string
	}{
		{char: 'n', want: "next"},
		{char: 'N', want: "next open"},
		{char: '1', want: "one"},
		{char: '１', want: "one"},
		{char: '/', want: "search"},
		{name: fyne.KeyDown, want: "down"},
		{name: fyne.KeyDown, shift: true},
		{name: "N"},
		{name: fyne.KeyReturn},
		{char: 'x'},
		{char: 'q'},
	} {
		ran := ""
		if c.char != 0 {
			screen.Type(actions(&ran), c.char)
		} else {
			screen.Press(actions(&ran), c.name, c.shift)
		}
		if ran != c.want {
			t.Errorf("%q %q shift=%v ran %q, want %q", c.char, c.name, c.shift, ran, c.want)
		}
	}
}

func TestCapsLockStillReachesAnActionWithoutShift(t *testing.T) {
	ran := ""
	screen.Type([]screen.Action{{Keys: []screen.Key{screen.Plain("J")}, Run: func() { ran = "J" }}}, 'J')
	if ran != "J" {
		t.Fatal("nothing ran")
	}
}

func TestBlockedActionTakesItsKeyAndDoesNothing(t *testing.T) {
	ran := ""
	if !screen.Type(actions(&ran), 'x') || ran != "" {
		t.Fatalf("ran %q", ran)
	}
}

func TestShortcutsOnlyForKeysThatTypeNothing(t *testing.T) {
	for _, k := range []screen.Key{screen.Plain("J"), screen.Shift("N"), screen.Char('/'), screen.Plain(fyne.KeyF6)} {
		if k.Shortcut() != nil {
			t.Errorf("%s would be taken from text fields", k)
		}
	}
	if screen.Ctrl("Z").Shortcut() == nil {
		t.Error("Ctrl+Z is no shortcut")
	}
}

func TestHintsAndCommandsSayTheKeys(t *testing.T) {
	ran := ""
	hints := screen.Hints(actions(&ran))
	if hints[1].Key != "Shift+N" || hints[3].Key != "↓" || hints[5].Key != "Ctrl+Enter" {
		t.Fatalf("hints %v", hints)
	}
	if c := screen.Commands(actions(&ran)); c[6].Why != "not now" || c[0].Key != "N" {
		t.Fatalf("commands %+v", c)
	}
}
