package widget

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestPage_ScrollsToWhereTheKeyboardIs(t *testing.T) {
	test.NewTempApp(t)
	var buttons []fyne.CanvasObject
	for range 30 {
		buttons = append(buttons, NewButton("b", nil))
	}
	p := NewPage(Column(10, buttons...))
	w := test.NewTempWindow(t, p)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(300, 200))
	w.Canvas().Focus(buttons[20].(*Button))
	y := fyne.CurrentApp().Driver().AbsolutePositionForObject(buttons[20]).Y
	if p.Offset() == 0 || y < 0 || y+buttons[20].Size().Height > 200 {
		t.Fatalf("the focused button is at %v, offset %v", y, p.Offset())
	}
	w.Canvas().Focus(buttons[0].(*Button))
	if p.Offset() > 1 {
		t.Errorf("back at the first button the offset is %v", p.Offset())
	}
}
