package widget_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"shinsa/ui/theme"
	"shinsa/ui/uitest"
	"shinsa/ui/widget"
)

func TestParagraphBreaksByJapaneseRulesAndLosesNothing(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	p := widget.NewParagraph(legal)
	for _, width := range []float32{120, 200, 333, 480, 900} {
		p.Resize(fyne.NewSize(width, p.HeightFor(width)))
		lines := p.Lines()
		if got := strings.Join(lines, ""); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(legal, " ", "") {
			t.Fatalf("at %v the text became %q", width, got)
		}
		for i, l := range lines {
			if strings.ContainsRune("、。）」", []rune(l)[0]) {
				t.Errorf("at %v line %d begins with %q", width, i, l)
			}
			if w := fyne.MeasureText(l, 15, fyne.TextStyle{}).Width; w > min(width, 600)+16 {
				t.Errorf("at %v line %d is %v wide", width, i, w)
			}
		}
	}
}

func TestParagraphHeightFollowsWidth(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	p := widget.NewParagraph(legal)
	if p.HeightFor(200) <= p.HeightFor(600) {
		t.Fatal("narrower is not higher")
	}
	short := widget.NewParagraph("短い。")
	if h := short.HeightFor(600); h != 24 {
		t.Fatalf("a line is %v high, want 24", h)
	}
}

func TestColumnAndPageGiveTextTheHeightItNeeds(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	first, second := widget.NewParagraph(legal), widget.NewParagraph("次")
	first.Full = true
	page := widget.NewPage(widget.Inset(10, 10, widget.Column(8, first, second)))
	page.Resize(fyne.NewSize(300, 400))
	if want := first.HeightFor(280); first.Size().Height != want || second.Position().Y != want+8 {
		t.Fatalf("first %v high, second at %v, want %v", first.Size().Height, second.Position().Y, want)
	}
	first.Set("短い。")
	page.Reflow()
	if second.Position().Y != 24+8 {
		t.Fatalf("after the text became shorter the second stands at %v", second.Position().Y)
	}
}

func TestPageTellsOnceThatItsEndWasOnScreen(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	text := widget.NewParagraph(strings.Repeat(legal, 5))
	page := widget.NewPage(text)
	told := 0
	page.OnEnd = func() { told++ }
	page.Resize(fyne.NewSize(400, 200))
	if told != 0 {
		t.Fatal("the end was on screen at once")
	}
	for range 30 {
		page.By(1)
	}
	if told != 1 {
		t.Fatalf("told %d times", told)
	}
	short := widget.NewPage(widget.NewParagraph("短い。"))
	short.OnEnd = func() { told++ }
	short.Resize(fyne.NewSize(400, 200))
	if told != 2 {
		t.Fatal("a text shorter than its page has no end")
	}
}

func TestKeyboardBringsItsControlIntoView(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	var rows []fyne.CanvasObject
	for range 40 {
		rows = append(rows, widget.NewCard(verdicts(nil)), widget.NewParagraph(legal))
	}
	last := widget.NewEntry("最後の欄", nil)
	page := widget.NewPage(widget.Column(10, append(rows, last)...))
	r := uitest.Open(t, page)
	r.Canvas().Focus(last)
	if page.Offset() == 0 {
		t.Fatal("the field below the page was not brought into view")
	}
	low := page.Offset()
	r.Canvas().Unfocus()
	r.FocusOn("適合") // the first
	if page.Offset() != 0 {
		t.Fatalf("the first control is still above the page: %v of %v", page.Offset(), low)
	}
}

func TestWrapGoesOnBelow(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	a, b, c := widget.NewToggle("未確認 75", nil), widget.NewToggle("要確認 6", nil), widget.NewToggle("不適合 2", nil)
	row := widget.Wrap(8, a, b, c)
	w := a.MinSize().Width + b.MinSize().Width + 8
	row.Resize(fyne.NewSize(w+1, 100))
	if b.Position().Y != 0 || c.Position().Y <= 0 || c.Position().X != 0 {
		t.Fatalf("second at %v, third at %v", b.Position(), c.Position())
	}
	if got, want := widget.HeightFor(row, w+1), c.Position().Y+c.Size().Height; got != want {
		t.Fatalf("height %v, want %v", got, want)
	}
}

func TestWrapGivesAParagraphTheWidthOfItsText(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	chip, note := widget.NewChip("あと5日", theme.Caution), widget.NewNote("2026年11月28日まで")
	row := widget.Wrap(8, chip, note)
	for _, width := range []float32{60, 400} { // first pressed, then with room
		row.Resize(fyne.NewSize(width, 100))
	}
	if got := note.Lines(); len(got) != 1 || note.Position().Y != 0 {
		t.Fatalf("the note became %q at %v", got, note.Position())
	}
}

func TestCellsShareAndDropColumns(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	cell := func() *widget.Line { return widget.NewLine("文字", widget.Body, theme.ColorInk) }
	a, b, c := cell(), cell(), cell()
	row := widget.Cells(10, []widget.Cell{{Share: 1}, {Ems: 4}, {Fixed: 50, From: 40}}, a, b, c)
	row.Resize(fyne.NewSize(700, 30))
	if a.Size().Width != 700-60-50-20 || b.Size().Width != 60 || !c.Visible() {
		t.Fatalf("widths %v %v, third shown %v", a.Size().Width, b.Size().Width, c.Visible())
	}
	row.Resize(fyne.NewSize(300, 30))
	if c.Visible() || a.Size().Width != 300-60-10 {
		t.Fatalf("narrow: third shown %v, first %v", c.Visible(), a.Size().Width)
	}
}

func TestLineIsCutWithDots(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	l := widget.NewLine("プラットフォーム・サーバ・ストレージ等", widget.Body, theme.ColorInk)
	r := uitest.Open(t, l)
	l.Resize(fyne.NewSize(120, 24))
	drawn := ""
	for _, w := range r.Words() {
		if w != l.Text() {
			drawn = w
		}
	}
	if !strings.HasSuffix(drawn, "…") || fyne.MeasureText(drawn, 15, fyne.TextStyle{}).Width > 120.5 {
		t.Fatalf("drawn %q", drawn)
	}
}

func TestPanesKeepTheirLeastAndRemember(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	var told []float32
	entered := -1
	pane := func(i int, share float32) widget.Pane {
		return widget.Pane{Content: widget.NewSurface(theme.ColorPaper, widget.NewNote("区画")), Share: share, Least: 200, Enter: func() { entered = i }}
	}
	p := widget.NewPanes(pane(0, 0.1), pane(1, 0.6), pane(2, 0.3))
	p.OnMoved = func(s []float32) { told = s }
	uitest.Open(t, p)
	p.Next(1)
	p.Next(1)
	p.Next(1)
	if entered != 0 {
		t.Fatalf("F6 three times entered pane %d", entered)
	}
	p.Grow(0.1)
	if len(told) != 3 || told[0] <= 0.1 {
		t.Fatalf("shares %v", told)
	}
	q := widget.NewPanes(pane(0, 0.1), pane(1, 0.6), pane(2, 0.3))
	q.Restore(told)
	if got := q.Shares(); got[0] != told[0] || got[2] != told[2] {
		t.Fatalf("restored %v of %v", got, told)
	}
	q.Restore([]float32{1, 2})
	q.Restore([]float32{1, 0, 2})
	if got := q.Shares(); got[0] != told[0] {
		t.Fatalf("nonsense was restored: %v", got)
	}
	q.SetVisible(2, false)
	q.Activate(2)
	if q.Active() == 2 {
		t.Fatal("a hidden pane has the keyboard")
	}
}

func TestPaletteFindsByReadingAndRuns(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	r := uitest.Open(t, widget.NewButton("下", nil))
	ran := ""
	commands := []widget.Command{
		{Word: "次の未確認へ", Reading: "つぎのみかくにん next open", Key: "N", Run: func() { ran = "next" }},
		{Word: "署名して提出", Reading: "しょめい seal", Why: "未確認があります", Run: func() { ran = "seal" }},
		{Word: "資料へ移る", Reading: "しりょう evidence", Run: func() { ran = "evidence" }},
	}
	words := widget.PaletteWords{Placeholder: "操作を検索", Nothing: "ありません"}
	widget.OpenPalette(r.Canvas(), words, commands)
	r.See("次の未確認へ", "未確認があります").Type("ｼﾘｮｳ").DontSee("次の未確認へ").Press("Return")
	if ran != "evidence" {
		t.Fatalf("ran %q", ran)
	}
	ran = ""
	widget.OpenPalette(r.Canvas(), words, commands)
	r.Press("Down", "Return").See("署名して提出")
	if ran != "" {
		t.Fatalf("ran %q, which cannot be done now", ran)
	}
	r.Press("Up", "Return")
	if ran != "next" {
		t.Fatalf("ran %q", ran)
	}
	widget.OpenPalette(r.Canvas(), words, commands)
	r.Type("ありえない").See("ありません").Press("Escape").DontSee("ありません")
}

func TestListMovesTheScreensRow(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	var moves []int
	entered := 0
	l := widget.NewList(func() int { return 5 }, func() fyne.CanvasObject { return widget.NewLine("", widget.Body, theme.ColorInk) },
		func(i int, o fyne.CanvasObject) { o.(*widget.Line).SetText("行") })
	l.OnMove = func(by int) { moves = append(moves, by) }
	l.OnEnter = func() { entered++ }
	r := uitest.Open(t, l)
	r.Canvas().Focus(l)
	r.Press("Down", "Up", "Return")
	if len(moves) != 2 || moves[0] != 1 || moves[1] != -1 || entered != 1 || !l.Held() {
		t.Fatalf("moves %v, entered %d, held %v", moves, entered, l.Held())
	}
}

func TestStampSaysWhatIsOnDisk(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	s := widget.NewStamp()
	r := uitest.Open(t, s)
	s.Saving("保存中")
	s.Saved("保存済 21:04:32")
	r.See("保存済 21:04:32")
	if s.Tone() != theme.Good {
		t.Fatalf("tone %s", s.Tone())
	}
	s.Failed("保存できません")
	if s.Tone() != theme.Bad || s.Text() != "保存できません" {
		t.Fatalf("%s %s", s.Tone(), s.Text())
	}
}
