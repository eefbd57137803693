package viewer_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shinsa/i18n"
	"shinsa/ui/evidence"
	"shinsa/ui/task"
	"shinsa/ui/uitest"
	"shinsa/ui/viewer"
)

// sheet is the page on screen of the document that letters shows, 600 by 800 points.
func sheet(t *testing.T, r *uitest.Robot) func(x, y float32) fyne.Position {
	t.Helper()
	for _, o := range test.LaidOutObjects(r.Canvas().Content()) {
		_, field := o.(fyne.Validatable)
		if _, ok := o.(fyne.DoubleTappable); !ok || field {
			continue
		}
		if _, ok := o.(fyne.Draggable); ok {
			at, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size()
			return func(x, y float32) fyne.Position { return fyne.NewPos(at.X+x/600*size.Width, at.Y+y/800*size.Height) }
		}
	}
	t.Fatal("no page on screen")
	return nil
}

func TestTextIsSelectedWithThePointer(t *testing.T) {
	r, v, _ := letters(t, "稼働率は月間\n99.9%以上とする")
	at := sheet(t, r)
	r.Drag(at(61, 108), at(80, 108), at(99, 128))
	if p, ok := v.Picked(); !ok || p.Quote != "働率は月間99.9%" {
		t.Errorf("selected %q", p.Quote)
	}
	if got := v.SelectedText(); got != "働率は月間99.9%" {
		t.Errorf("Ctrl+C takes %q", got)
	}
	r.Drag(at(20, 90), at(80, 130)) // beside the writing
	if p, _ := v.Picked(); p.Box == nil || p.Box.X > 21 || p.Box.W < 55 || p.Quote != "稼働率99." {
		t.Errorf("picked %+v %+v", p, p.Box)
	}
}

func TestThePageScrollsUnderAPointerBeyondItsEdge(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	tasks := task.Inline(t.Context())
	v := viewer.New(i18n.New("ja"), tasks)
	r := uitest.Open(t, v.Content())
	lines := strings.TrimSuffix(strings.Repeat("稼働率\n", 30), "\n")
	p := &page{book: book{words: []string{lines}}}
	v.Show("資料3", 1, func(context.Context, string) (evidence.Document, error) { return p, nil })
	at := sheet(t, r)
	bottom := r.Canvas().Size().Height
	x := at(79, 0).X
	release := r.Hold(at(51, 108), at(79, 120), fyne.NewPos(x, bottom+30))
	first, _ := v.Picked()
	for range 200 {
		tasks.Settle()
	}
	if p, _ := v.Picked(); p.Quote != strings.Repeat("稼働率", 30) || len(p.Quote) <= len(first.Quote) {
		t.Errorf("selected %d characters, %d before the page was scrolled", len([]rune(p.Quote)), len([]rune(first.Quote)))
	}
	release()
	if !v.Held() {
		t.Error("the page has lost the keyboard")
	}
	down := v.Sight().Y
	tasks.Settle()
	if down <= 0 || v.Sight().Y != down {
		t.Errorf("scrolled to %v, then to %v without a pointer", down, v.Sight().Y)
	}
	release = r.Hold(fyne.NewPos(x, bottom-40), fyne.NewPos(x, 0))
	for range 200 {
		tasks.Settle()
	}
	release()
	if v.Sight().Y != 0 {
		t.Errorf("scrolled back to %v", v.Sight().Y)
	}
}
