package home_test

import (
	"testing"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/ui/route"
	"shinsa/ui/screen/home"
	"shinsa/ui/theme"
	"shinsa/ui/uitest"
)

// row returns a case in a state.
func row(n, service string, state review.State, next review.Step, due string, judged int) review.Row {
	return review.Row{
		Case: review.Case{ID: ident.CaseID("C2026-" + n), Kind: "new", State: state, Operator: "見本クラウド株式会社", Service: service, Due: civil.MustParse(due)},
		Seen: judged, Judged: judged, Total: 136, Evidence: 8, Opened: 3, Next: next,
	}
}

func several() []review.Row {
	return []review.Row{
		row("0001", "見本IoTプラットフォーム", review.Open, review.StepWalk, "2026-11-24", 61),
		row("0002", "例示クラウド基盤", review.Sealed, review.StepDeclare, "2026-12-05", 0),
		row("0003", "サンプルIoT基盤サービス", review.Open, review.StepOpine, "2026-11-18", 136),
		row("0004", "模擬プラットフォーム", review.Submitted, review.StepNone, "2026-11-10", 136),
		row("0005", "試作クラウド", review.Recused, review.StepNone, "2026-11-10", 0),
	}
}

func open(t *testing.T, look uitest.Look, lang string, rows []review.Row) (*uitest.Robot, *uitest.Host) {
	t.Helper()
	uitest.Setup(t, look)
	h := uitest.NewHost(t, uitest.Window(t, look), lang)
	d := uitest.NewDesk(t, review.Open)
	d.Rows = rows
	return h.Show(t, home.New(d, h, route.To(route.Home))), h
}

func TestSearchGoesThroughTheContentOfEveryCase(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	h := uitest.NewHost(t, uitest.Window(t, uitest.Laptop), "ja")
	d := uitest.NewDesk(t, review.Open)
	d.Rows = several()
	d.Files[uitest.Case].Marks["31.2"] = checklist.Mark{Item: "31.2", Verdict: checklist.Query, Remark: "実績値の計測期間が示されていない。", Revision: 1}
	r := h.Show(t, home.New(d, h, route.To(route.Home)))
	r.Press("/").Type("計測期間")
	h.Later()
	r.See("内容で見つかった箇所 1件", "31.2", "実績値の計測期間").Picture("home-search-ja").Press("Return", "Return")
	if len(h.Went) != 1 || h.Went[0] != route.AtItem(uitest.Case, "31.2") {
		t.Fatalf("went %v", h.Went)
	}
}

func TestEveryCaseShowsWhereItStandsAndWhatComesNext(t *testing.T) {
	r, _ := open(t, uitest.Laptop, "ja", several())
	r.See("見本IoTプラットフォーム", "審査中", "あと4日", "判定 61／136項目", "審査する", "申告待ち", "申告する", "2日超過", "回避")
	r.Picture("home-ja-light")
}

func TestButtonOfARowGoesToTheNextStep(t *testing.T) {
	r, h := open(t, uitest.Laptop, "ja", several())
	r.Tap("審査する").Tap("申告する").Tap("意見書を書く")
	want := []route.Route{route.Of(route.Walk, "C2026-0001"), route.Of(route.Declare, "C2026-0002"), route.Of(route.Opine, "C2026-0003")}
	if len(h.Went) != 3 || h.Went[0] != want[0] || h.Went[1] != want[1] || h.Went[2] != want[2] {
		t.Fatalf("went %v", h.Went)
	}
}

func TestKeyboardAloneOpensACase(t *testing.T) {
	r, h := open(t, uitest.Laptop, "ja", several())
	r.Press("Down", "Return")
	if len(h.Went) != 1 || h.Went[0] != route.Of(route.Declare, "C2026-0002") {
		t.Fatalf("went %v", h.Went)
	}
}

func TestSearchAndFiltersNarrowTheList(t *testing.T) {
	r, h := open(t, uitest.Laptop, "ja", several())
	r.Press("/").Type("さんぷる")
	r.See("サンプルIoT基盤サービス").DontSee("例示クラウド基盤　")
	r.Tap("済み 2").See("条件に合う案件がありません")
	r.Tap("すべて表示する").See("模擬プラットフォーム")
	if h.Here.Filter != "all" {
		t.Errorf("the place does not remember the filter: %v", h.Here)
	}
}

func TestEmptyDeskSaysHowToBegin(t *testing.T) {
	r, h := open(t, uitest.Laptop, "ja", nil)
	h.File = "/usb/C2026-0001.dossier"
	r.See("まだ案件がありません", "申請パッケージ").Picture("home-empty")
	r.FocusOn("ファイルを選ぶ").Press("Return")
	if len(h.Received) != 1 || h.Received[0] != h.File {
		t.Fatalf("received %v", h.Received)
	}
}

func TestADeskWithoutACardSaysToEnrolFirst(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	h := uitest.NewHost(t, uitest.Window(t, uitest.Laptop), "ja")
	d := uitest.NewDesk(t, review.Open)
	d.Rows, d.Who.Enrolled = nil, false
	r := h.Show(t, home.New(d, h, route.To(route.Home)))
	r.See("まず、事務局に登録を申し込みます", "委員証（.card）が届いたら").DontSee("まだ案件がありません", "申請パッケージ（.dossier）をこの画面のどこかへ", "いま行うことはありません").Picture("home-enrol-ja")
	r.Tap("登録申込へ進む").Tap("事務局に登録を申し込む")
	want := route.Route{Screen: route.Setup, Filter: "people"}
	if len(h.Went) != 2 || h.Went[0] != want || h.Went[1] != want {
		t.Fatalf("went %v", h.Went)
	}
}

func TestReadableInEnglishLargeAndDark(t *testing.T) {
	for name, look := range map[string]uitest.Look{
		"dark":  {Mode: theme.Dark, Percent: 100, Scale: 1, Width: 1366, Height: 768},
		"large": {Mode: theme.Light, Percent: 150, Scale: 1, Width: 1366, Height: 768},
		"huge":  {Mode: theme.Contrast, Percent: 200, Scale: 1, Width: 1366, Height: 768},
	} {
		t.Run(name, func(t *testing.T) {
			r, _ := open(t, look, "en", several())
			r.See("Examine", "4 days left").Picture("home-en-" + name)
			if c := r.Clipped(); len(c) > 0 {
				t.Errorf("beyond the window: %v", c)
			}
		})
	}
}
