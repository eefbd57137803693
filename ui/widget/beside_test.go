package widget_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"shinsa/ui/theme"
	"shinsa/ui/uitest"
	"shinsa/ui/widget"
)

func TestBesideSetsHalvesWhereThereIsRoom(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	long, short := widget.Full("稼働率の目標値と実績値、計測の期間を、月ごとに、計画停止を除いて示す。"), widget.Full("なし")
	both := widget.Beside(40, 10, long, short)
	both.Resize(fyne.NewSize(610, 400))
	if long.Size().Width != 300 || short.Position() != fyne.NewPos(310, 0) {
		t.Errorf("with room the second stands at %v, the first is %v wide", short.Position(), long.Size().Width)
	}
	if got, want := widget.HeightFor(both, 610), long.HeightFor(300); got != want {
		t.Errorf("beside each other they are %v high, want %v", got, want)
	}
	both.Resize(fyne.NewSize(590, 400))
	if long.Size().Width != 590 || short.Position() != fyne.NewPos(0, long.HeightFor(590)+10) {
		t.Errorf("without room the second stands at %v", short.Position())
	}
	short.Hide()
	both.Resize(fyne.NewSize(610, 400))
	if long.Size().Width != 610 || widget.HeightFor(both, 610) != long.HeightFor(610) {
		t.Errorf("alone the first is %v wide", long.Size().Width)
	}
}

func TestWrapGivesAParagraphInAMarginTheWidthOfItsText(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	note := widget.NewNote("開示 99.9%、下限 99.5%")
	row := widget.Wrap(8, widget.NewChip("満たす", theme.Good), widget.Inset(4, 3, note))
	row.Resize(fyne.NewSize(400, 100))
	if got := note.Lines(); len(got) != 1 {
		t.Errorf("the note became %q", got)
	}
}

func TestWrapBreaksNoTextThatHasRoom(t *testing.T) {
	for _, percent := range []int{100, 125, 150, 175, 200} {
		uitest.Setup(t, uitest.Look{Mode: theme.Light, Percent: percent, Scale: 1, Width: 1366, Height: 768})
		for _, text := range []string{"Nothing was found.", "Disclosed 99.9%, at least 99.5%", "AVAILABILITY TO WAVE", "指摘はありません。"} {
			words := widget.NewText(text, widget.Body, theme.ColorInk)
			words.Full = true
			widget.Wrap(8, words).Resize(fyne.NewSize(1300, 100))
			if got := words.Lines(); len(got) != 1 {
				t.Errorf("at %d%% it became %q", percent, got)
			}
		}
	}
}

func TestPanesMarkTheOneTheKeyboardCameTo(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	var came []int
	p := widget.NewPanes(
		widget.Pane{Content: widget.Column(0, widget.NewToggle("左", nil)), Share: 1, Least: 100},
		widget.Pane{Content: widget.Column(0, widget.NewEntry("中", nil)), Share: 1, Least: 100},
		widget.Pane{Content: widget.Column(0, widget.NewToggle("右", nil)), Share: 1, Least: 100})
	p.OnActive = func(i int) { came = append(came, i) }
	r := uitest.Open(t, p)
	r.FocusOn("右").FocusOn("中")
	if p.Active() != 1 || len(came) != 2 || came[0] != 2 {
		t.Errorf("active is %d, told of %v", p.Active(), came)
	}
	widget.Ask(r.Canvas(), widget.Question{Title: "題", Do: "はい", Not: "いいえ"})
	if p.Active() != 1 {
		t.Error("a dialog over the panes is none of them")
	}
}

func TestButtonKeepsTheRoomOfItsWidestWord(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	b := widget.NewToggle("未確認 136", nil)
	b.Room = "未確認 136"
	wide := b.MinSize()
	b.SetText("未確認 7")
	if b.MinSize() != wide {
		t.Errorf("%v with fewer figures, %v with more", b.MinSize(), wide)
	}
}

func TestEntryHintIsWholeAgainWhenThereIsRoom(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	e := widget.NewEntry("項目を検索", nil)
	r := uitest.Open(t, e)
	drawn := func() (n int) {
		for _, w := range r.Words() {
			if w == "項目を検索" {
				n++
			}
		}
		return n
	}
	e.Resize(fyne.NewSize(300, 40))
	whole := drawn()
	e.Resize(fyne.NewSize(10, 40))
	e.Refresh()
	e.Resize(fyne.NewSize(300, 40))
	if got := drawn(); got != whole {
		t.Errorf("the hint is drawn %d times, before it was %d", got, whole)
	}
}

func TestEntryEndIsBehindTheLastCharacter(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	e := widget.NewTextArea("", 2, nil)
	uitest.Open(t, e)
	e.SetText("一行目\n二行目\n三行目")
	e.End()
	e.TypedRune('末')
	if e.Text != "一行目\n二行目\n三行目末" {
		t.Errorf("%q", e.Text)
	}
}
