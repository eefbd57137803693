package widget_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"shinsa/ui/theme"
	"shinsa/ui/uitest"
	"shinsa/ui/widget"
)

func TestYielding_GivesWayBeforeTheMainPartBreaks(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	tabs := widget.NewTabs(func(string) {}, nil)
	tabs.Set([]widget.TabItem{{Value: "a", Word: "案件一覧"}, {Value: "b", Word: "審査"}, {Value: "c", Word: "意見書"}}, "a")
	first, last := widget.Wide("操作を検索", widget.Caption, theme.ColorInk), widget.Wide("運用規程", widget.Caption, theme.ColorInk)
	row := widget.Yielding(6, tabs, first, last)
	one := widget.HeightFor(tabs, 1e5)
	shown := func(width float32) [2]bool {
		row.Resize(fyne.NewSize(width, widget.HeightFor(row, width)))
		return [2]bool{first.Visible(), last.Visible()}
	}
	both := float32(0)
	for width := float32(1000); width > 60; width -= 10 {
		s := shown(width)
		if !s[0] && s[1] {
			t.Fatalf("at %v the first gave way before the last", width)
		}
		if (s[0] || s[1]) && tabs.Size().Height > one {
			t.Fatalf("at %v the tabs break beside what could give way", width)
		}
		if s[0] && s[1] {
			both = width
		}
	}
	if s := shown(both); s != [2]bool{true, true} {
		t.Fatalf("what gave way does not come back at %v: %v", both, s)
	}
}
