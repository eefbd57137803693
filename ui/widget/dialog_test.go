package widget

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

// Where a dialog comes back to be tried again, only the field shows that it has the keyboard, not the button that was pressed before.
func TestDialog_ComesBackWithOneKeyboard(t *testing.T) {
	test.NewTempApp(t)
	c := test.NewTempWindow(t, NewLine("", Body, "")).Canvas()
	var d *Dialog
	d = Ask(c, Question{Title: "t", Do: "do", Not: "not", Grave: true, Secret: "s", Act: func(string) string {
		if d.do.focused {
			t.Error("the button of a dialog that is closed shows the keyboard")
		}
		return "wrong"
	}})
	test.Type(d.secret, "secret")
	c.Focus(d.do)
	if !d.do.focused {
		t.Fatal("the button does not have the keyboard")
	}
	d.do.press()
	if c.Focused() != d.secret || d.do.focused {
		t.Fatalf("the keyboard is on %T, the button shows it too: %v", c.Focused(), d.do.focused)
	}
}
