package widget_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/ui/theme"
	"shinsa/ui/uitest"
	"shinsa/ui/widget"
)

const legal = "この規程は、IaaS・PaaS（IoT クラウドサービス）のうち、安全・信頼性に係る情報を適切に開示し、かつ一定のサービス水準を満たすものに関する認定の制度を定めることにより、" +
	"利用者による比較、評価又は選択を容易にする。稼働率は99.9％以上（2025年度実績 99.97％）とする。"

func gallery() fyne.CanvasObject {
	verdict := widget.NewChoice([]widget.Option{
		{Value: "conforming", Word: "適合", Key: "1", Tone: theme.Good},
		{Value: "query", Word: "要確認", Key: "2", Tone: theme.Caution},
		{Value: "nonconforming", Word: "不適合", Key: "3", Tone: theme.Bad},
		{Value: "na", Word: "該当なし", Key: "4", Tone: theme.Neutral},
	}, nil)
	chosen := widget.NewChoice([]widget.Option{
		{Value: "a", Word: "適切"}, {Value: "b", Word: "不十分"}, {Value: "c", Word: "なし"},
	}, nil)
	chosen.Set("a")
	bar := widget.NewProgress()
	bar.Set(61, 80, 136)
	stamp := widget.NewStamp()
	stamp.Saved("保存済 21:04:32")
	area := widget.NewTextArea("所見を書く", 3, nil)
	area.SetText("稼働率の実績について、計測期間の記載がない。")
	chips := widget.Wrap(8, widget.NewChip("適合", theme.Good), widget.NewChip("要確認", theme.Caution), widget.NewChip("不適合", theme.Bad),
		widget.NewChip("該当なし", theme.Neutral), widget.NewChip("未確認", theme.Hollow), widget.NewChip("審査中", theme.Active))
	disabled := widget.NewPrimary("署名して提出", nil)
	disabled.Allow(false, "未確認があります")
	left := widget.NewPage(widget.Inset(16, 16, widget.Column(14,
		widget.NewHeading("見出し 24", widget.Title), widget.NewHeading("見出し 18", widget.Heading),
		widget.NewParagraph(legal), widget.NewNote("補足：開示・水準の二つの判断から判定します。"),
		widget.NewRule(), chips, verdict, chosen, area,
		widget.Trailing(8, widget.NewQuiet("やめる", nil), widget.NewGrave("取り消す", nil), widget.NewButton("下書きを保存", nil), disabled, widget.NewPrimary("審査を始める", nil)),
	)))
	right := widget.NewPage(widget.Inset(16, 16, widget.Column(14,
		widget.NewDropZone("申請パッケージをここへ", "ファイルを選ぶ", func() {}),
		widget.NewCard(widget.Column(8, widget.NewHeading("見本クラウド株式会社", widget.Heading), widget.NewNote("法人番号 7999901000001"))),
		widget.NewCheck(legal, nil), widget.Cells(8, nil, bar, widget.Wide("61/136 判定済", widget.Caption, theme.ColorInkSoft)), stamp,
		widget.NewLink("第7条", widget.Body, nil),
	)))
	panes := widget.NewPanes(widget.Pane{Content: left, Share: 0.6, Least: 300}, widget.Pane{Content: right, Share: 0.4, Least: 300})
	hints := widget.NewHints(widget.Hint{Key: "1", Word: "適合"}, widget.Hint{Key: "J", Word: "次"}, widget.Hint{Key: "N", Word: "未確認へ"}, widget.Hint{Key: "Ctrl+K", Word: "操作を検索"})
	return container.NewBorder(nil, widget.NewSurface(theme.ColorDesk, widget.Inset(12, 4, hints)), nil, nil, panes)
}

func TestGallery(t *testing.T) {
	for _, look := range []struct {
		name string
		uitest.Look
	}{
		{"light", uitest.Laptop},
		{"dark-150", uitest.Look{Mode: theme.Dark, Percent: 150, Scale: 1, Width: 1366, Height: 768}},
		{"contrast", uitest.Look{Mode: theme.Contrast, Percent: 100, Scale: 1, Width: 1366, Height: 768}},
	} {
		t.Run(look.name, func(t *testing.T) {
			uitest.Setup(t, look.Look)
			r := uitest.At(t, uitest.Window(t, look.Look), gallery())
			r.See("見出し 24", "適合", "審査を始める", "保存済 21:04:32")
			if c := r.Clipped(); len(c) > 0 {
				t.Errorf("beyond the window: %v", c)
			}
			r.Tap("要確認").Picture("gallery-" + look.name)
			widget.Ask(r.Canvas(), widget.Question{
				Title: "意見書に署名します", Body: []string{legal, "署名後は変更できません。"}, Do: "署名して封をする", Not: "戻る",
				Grave: true, Type: "署名", TypeLabel: "確認のため「署名」と入力してください", Secret: "パスフレーズ",
			})
			r.See("署名後は変更できません。").Picture("dialog-" + look.name)
			r.Press("Escape").DontSee("署名後は変更できません。")
		})
	}
}
