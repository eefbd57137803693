package uitest

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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
		{"ends at", []fyne.CanvasObject{place(widget.NewLine("窓の外", widget.Body, theme.ColorInk), 1300, 0, 100, 24)}},
	} {
		got := strings.Join(Open(t, container.NewWithoutLayout(c.o...)).Flaws(), "\n")
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("want %q, got %q", c.want, got)
		}
	}
}
