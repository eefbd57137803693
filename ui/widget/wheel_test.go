package widget

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestWheel_OverAFieldTurnsThePage: what the toolkit finds under the pointer to scroll is the page, but for an area with the keyboard.
func TestWheel_OverAFieldTurnsThePage(t *testing.T) {
	test.NewTempApp(t)
	line, area := NewEntry("", nil), NewTextArea("", 2, nil)
	rows := []fyne.CanvasObject{line, area}
	for range 30 {
		rows = append(rows, NewButton("b", nil))
	}
	p := NewPage(Column(10, rows...))
	w := test.NewTempWindow(t, p)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(300, 200))
	area.SetText(strings.Repeat("text\n", 40))
	turn := func(e *Entry) float32 {
		before := p.Offset()
		objects := test.WidgetRenderer(e).Objects()
		top, ok := objects[len(objects)-1].(fyne.Scrollable)
		if !ok || objects[len(objects)-1].Size() != e.Size() {
			t.Fatalf("over the field lies %T of %v", objects[len(objects)-1], objects[len(objects)-1].Size())
		}
		top.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -20)})
		return p.Offset() - before
	}
	if by := turn(line); by != 20 {
		t.Errorf("over a line the page moves by %v", by)
	}
	if by := turn(area); by != 20 {
		t.Errorf("over an area the page moves by %v", by)
	}
	w.Canvas().Focus(area)
	if by := turn(area); by != 0 {
		t.Errorf("over an area at work the page moves by %v", by)
	}
}
