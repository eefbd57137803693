package uitest

import (
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	toolkit "fyne.io/fyne/v2/widget"

	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

func TestFlawsNamesWhatIsLaidOutBadly(t *testing.T) {
	Setup(t, Laptop)
	place := func(o fyne.CanvasObject, x, y, w, h float32) fyne.CanvasObject {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
		return o
	}
	button := func(word string, x, w, h float32) fyne.CanvasObject {
		return place(widget.NewButton(word, func() {}), x, 0, w, h)
	}
	for _, c := range []struct {
		want string
		o    []fyne.CanvasObject
	}{
		{"", []fyne.CanvasObject{button("保存", 0, 80, 40), button("取消", 90, 80, 40)}},
		{`"保存" lies over "取消" by 20 × 40`, []fyne.CanvasObject{button("保存", 0, 80, 40), button("取消", 60, 80, 40)}},
		{"too small to hit", []fyne.CanvasObject{button("", 0, 16, 40)}},
		{"", []fyne.CanvasObject{button("言葉が長ければ短くするボタン", 0, 80, 40)}},
		{`"とても長い言葉の書かれた札" is`, []fyne.CanvasObject{place(widget.NewChip("とても長い言葉の書かれた札", theme.Good), 0, 0, 80, 40)}},
		{"high in", []fyne.CanvasObject{place(widget.Wide("高さの足りない行", widget.Title, theme.ColorInk), 0, 60, 400, 12)}},
		{`"とても長い…" is all that is drawn of "とても長い言葉の書かれた行"`, []fyne.CanvasObject{place(widget.NewLine("とても長い言葉の書かれた行", widget.Body, theme.ColorInk), 0, 60, 100, 24)}},
		{"", []fyne.CanvasObject{place(widget.NewAbridged("とても長い言葉の書かれた行", widget.Body, theme.ColorInk), 0, 60, 100, 24)}},
		{`"下の行" lies over "上の行"`, []fyne.CanvasObject{
			place(widget.NewLine("下の行", widget.Body, theme.ColorInk), 0, 60, 100, 24), place(widget.NewLine("上の行", widget.Body, theme.ColorInk), 20, 64, 100, 24),
		}},
		{"against its ground", []fyne.CanvasObject{place(widget.NewLine("淡い", widget.Body, theme.ColorHairline), 0, 60, 100, 24)}},
		{"for which the font has no glyph", []fyne.CanvasObject{place(widget.NewLine("☑", widget.Body, theme.ColorInk), 0, 60, 100, 24)}},
		{"is not held by", []fyne.CanvasObject{place(widget.NewLine("窓の下", widget.Body, theme.ColorInk), 0, 760, 100, 24)}},
		{"ends at", []fyne.CanvasObject{place(widget.NewLine("窓の外", widget.Body, theme.ColorInk), 1300, 0, 100, 24)}},
	} {
		got := strings.Join(Open(t, container.NewWithoutLayout(c.o...)).Flaws(), "\n")
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("want %q, got %q", c.want, got)
		}
	}
}

func TestKeyboardFlawsNamesWhatTheKeyboardCannotDo(t *testing.T) {
	Setup(t, Laptop)
	button := func(word string) *widget.Button { return widget.NewButton(word, func() {}) }
	for _, c := range []struct {
		want string
		o    fyne.CanvasObject
	}{
		{"", widget.Column(8, button("先"), button("後"))},
		{`Tab goes from "後" up to "先"`, widget.Between(nil, nil, reversed(button("先"), button("後")))},
		{"does not show that it has the keyboard", container.NewVBox(newMute())},
	} {
		got := strings.Join(Open(t, c.o).KeyboardFlaws(), "\n")
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("want %q, got %q", c.want, got)
		}
	}
}

// reversed lays the second object out above the first, and has them in the order of the words.
func reversed(upper, lower fyne.CanvasObject) fyne.CanvasObject {
	upper.Move(fyne.NewPos(0, 0))
	upper.Resize(fyne.NewSize(80, 40))
	lower.Move(fyne.NewPos(0, 60))
	lower.Resize(fyne.NewSize(80, 40))
	return container.NewWithoutLayout(lower, upper)
}

// mute takes the keyboard and does not say so.
type mute struct{ toolkit.BaseWidget }

func newMute() *mute {
	m := &mute{}
	m.ExtendBaseWidget(m)
	return m
}

func (m *mute) CreateRenderer() fyne.WidgetRenderer {
	return toolkit.NewSimpleRenderer(canvas.NewRectangle(color.Black))
}
func (m *mute) FocusGained()            {}
func (m *mute) FocusLost()              {}
func (m *mute) TypedRune(rune)          {}
func (m *mute) TypedKey(*fyne.KeyEvent) {}
