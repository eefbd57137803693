package walk_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/ui/route"
	"shinsa/ui/theme"
	"shinsa/ui/uitest"
)

// secondRound is a desk with a case in its second round, some of it judged again.
func secondRound(t *testing.T) *uitest.Desk {
	t.Helper()
	d := uitest.NewDesk(t, review.Open)
	f := d.Files[uitest.Case]
	for i, it := range f.Edition.Items() {
		if i <= 40 {
			f.Marks[it.ID] = checklist.Mark{Item: it.ID, Verdict: checklist.Verdicts[i%7%4], Seen: true, Revision: 1}
		}
	}
	f.Marks["27.1"] = checklist.Mark{Item: "27.1", Verdict: checklist.Query, Inquiry: "名称の読みを示してください。", Seen: true, Revision: 1}
	f.Round, f.EarlierRound = 2, 1
	f.EarlierAnswers = intake.Answers{}
	for id, a := range f.Application.Answers {
		f.EarlierAnswers[id] = a
	}
	old := f.EarlierAnswers["31.2"]
	old.Raw = &intake.Raw{Text: "99.5％（月間。計画停止を除く。算定式：（月間総稼働時間－停止時間）÷総時間×100）"}
	f.EarlierAnswers["31.2"] = old
	f.Earlier = map[ident.ItemID]checklist.Mark{
		"31.2": {Item: "31.2", Verdict: checklist.Query, Disclosed: checklist.Adequate, Level: checklist.LevelMet, Remark: "算定式の分母が明らかでない。", Inquiry: "分母を示してください。"},
		"31.1": {Item: "31.1", Verdict: checklist.Conforming, Disclosed: checklist.Adequate},
	}
	f.Changes = intake.Compare(&intake.Application{Answers: f.EarlierAnswers}, f.Application)
	f.Application.Findings = append(f.Application.Findings,
		fault.Finding{Code: "fee_not_received", Severity: fault.Should, Clause: "5", Criterion: "31.1"},
		fault.Finding{Code: "fee_not_received", Severity: fault.Must, Clause: "5", Criterion: "30.2"})
	return d
}

var looks = []struct {
	name, lang string
	uitest.Look
}{
	{"ja-light", "ja", uitest.Laptop},
	{"en-dark", "en", uitest.Look{Mode: theme.Dark, Percent: 100, Scale: 1, Width: 1366, Height: 768}},
	{"ja-wide", "ja", uitest.Look{Mode: theme.Light, Percent: 100, Scale: 1, Width: 1920, Height: 1080}},
	{"ja-small", "ja", uitest.Look{Mode: theme.Light, Percent: 100, Scale: 1, Width: 1280, Height: 720}},
	{"en-small", "en", uitest.Look{Mode: theme.Light, Percent: 100, Scale: 1, Width: 1280, Height: 720}},
	{"ja-150", "ja", uitest.Look{Mode: theme.Dark, Percent: 150, Scale: 1, Width: 1366, Height: 768}},
	{"en-150", "en", uitest.Look{Mode: theme.Light, Percent: 150, Scale: 1, Width: 1920, Height: 1080}},
	{"ja-200", "ja", uitest.Look{Mode: theme.Light, Percent: 200, Scale: 1, Width: 1366, Height: 768}},
	{"en-200", "en", uitest.Look{Mode: theme.Contrast, Percent: 200, Scale: 1, Width: 1366, Height: 768}},
	{"en-low", "en", uitest.Look{Mode: theme.Dark, Percent: 100, Scale: 1.5, Width: 910, Height: 370}},
	{"ja-contrast-sharp", "ja", uitest.Look{Mode: theme.Contrast, Percent: 100, Scale: 1.5, Width: 1280, Height: 720}},
}

func TestReadableInEveryLook(t *testing.T) {
	d := secondRound(t)
	for _, look := range looks {
		t.Run(look.name, func(t *testing.T) {
			r, _, s := open(t, look.Look, look.lang, d, route.AtItem(uitest.Case, "31.2"))
			r.Press("1", "D").Picture("walk-" + look.name)
			for _, key := range []string{"", "F6", "F6"} {
				if key != "" {
					r.Press(key)
				}
				if c := r.Flaws(); len(c) > 0 {
					t.Errorf("badly laid out after %q:\n%s", key, strings.Join(c, "\n"))
				}
			}
			r.Picture("walk-" + look.name + "-next")
			s.Leave()
		})
	}
}

func TestLayoutFollowsTheRoomUntilOneIsChosen(t *testing.T) {
	for _, c := range []struct {
		percent int
		width   float32
		see     []string
		dont    string
	}{
		{100, 1366, []string{"項目を検索", "開示を求める内容", "回転"}, "項目を選んで"},
		{150, 1366, []string{"一覧", "開示を求める内容", "回転"}, "項目を検索"},
		{200, 1366, []string{"一覧", "資料", "開示を求める内容"}, "回転"},
	} {
		d := uitest.NewDesk(t, review.Open)
		look := uitest.Look{Mode: theme.Light, Percent: c.percent, Scale: 1, Width: c.width, Height: 768}
		r, _, s := open(t, look, "ja", d, route.AtItem(uitest.Case, "31.2"))
		r.See(c.see...).DontSee(c.dont)
		do(t, s, "三分割で見る（一覧・項目・資料）")
		r.See("項目を検索", "開示を求める内容", "回転")
		do(t, s, "一つずつ大きく見る（大きな文字向け）")
		r.See("開示を求める内容").DontSee("回転", "項目を検索")
		r.Press("E").See("回転").DontSee("開示を求める内容").Press("Escape", "E").See("開示を求める内容")
		r, _, s = open(t, look, "ja", d, route.AtItem(uitest.Case, "31.2"))
		r.See("開示を求める内容").DontSee("回転") // remembered
		do(t, s, "窓の広さに合わせて分割する")
		r.See(c.see...).DontSee(c.dont)
	}
}

func TestAnItemUnderAnotherPartWasNotOnScreen(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	look := uitest.Look{Mode: theme.Light, Percent: 200, Scale: 1, Width: 1366, Height: 768}
	r, h, s := open(t, look, "ja", d, route.AtItem(uitest.Case, "1.1"))
	h.Later()
	r.Tap("一覧").Press("Down", "Down")
	h.Later()
	if h.Here.Item != "2.2" || mark(d, "2.1").Seen || mark(d, "2.2").Seen {
		t.Fatalf("at %s, seen %v %v", h.Here.Item, mark(d, "2.1").Seen, mark(d, "2.2").Seen)
	}
	r.Press("Return").See("開示を求める内容")
	h.Later()
	if mark(d, "2.1").Seen || !mark(d, "2.2").Seen {
		t.Fatal("what came on screen and what did not are mixed up")
	}
	s.Leave()
}

func TestNothingIsTypedIntoAPartThatIsCovered(t *testing.T) {
	for _, layout := range []string{"二分割で見る（項目・資料）", "一つずつ大きく見る（大きな文字向け）"} {
		d := uitest.NewDesk(t, review.Open)
		r, h, s := open(t, uitest.Laptop, "ja", d, route.AtItem(uitest.Case, "1.1"))
		do(t, s, layout)
		r.Press("/").Type("31.2").Press("Return", "R").Type("記載がない。").Press("Escape")
		if got := mark(d, "31.2").Remark; got != "記載がない。" || h.Here.Item != "31.2" {
			t.Errorf("%s: %q at %s", layout, got, h.Here.Item)
		}
		r.Press("/")
		do(t, s, "次の項目")
		if h.Canvas().Focused() != nil {
			t.Errorf("%s: what is typed next goes where nobody sees it", layout)
		}
		r.Press("/").Type("31.3").Press("Return").See("開示を求める内容").Press("/").Type("31.3").Press("Return").See("開示を求める内容")
		r.Tap("一覧").Press("J", "R").Type("ここに").See("ここに")
		s.Leave()
	}
}

func TestSizesAreRememberedForEachLayout(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	_, _, s := open(t, uitest.Laptop, "ja", d, route.AtItem(uitest.Case, "31.2"))
	do(t, s, "いまの区画を広くする")
	do(t, s, "二分割で見る（項目・資料）")
	do(t, s, "いまの区画を広くする")
	was := map[string]string{}
	for k, v := range d.Settings {
		was[k] = v
	}
	if was["walk.panes.three"] == "" || was["walk.panes.two"] == "" || was["walk.layout"] != "two" {
		t.Fatalf("remembered %v", was)
	}
	_, _, s = open(t, uitest.Laptop, "ja", d, route.AtItem(uitest.Case, "31.2"))
	do(t, s, "いまの区画を広くする")
	do(t, s, "いまの区画を狭くする")
	if d.Settings["walk.panes.two"] != was["walk.panes.two"] || d.Settings["walk.panes.three"] != was["walk.panes.three"] {
		t.Errorf("came back as %v, was %v", d.Settings, was)
	}
}

func TestPlaceFiltersAndScrollComeBackAnotherDay(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	r, _, s := open(t, uitest.Laptop, "ja", d, route.AtItem(uitest.Case, "31.2"))
	r.Tap("水準あり 30").Press("Right").See("2／2頁")
	s.Leave()
	r, h, _ := open(t, uitest.Laptop, "ja", d, route.Of(route.Walk, uitest.Case))
	r.See("サービス稼働率", "2／2頁").DontSee("法人番号")
	if h.Here.Item != "31.2" || h.Here.Page != 2 {
		t.Errorf("came back to %v", h.Here)
	}
}

func TestTheItemStandsWhereItWasReadTo(t *testing.T) {
	d := secondRound(t)
	look := uitest.Look{Mode: theme.Light, Percent: 100, Scale: 1, Width: 1280, Height: 600}
	r, _, s := open(t, look, "ja", d, route.AtItem(uitest.Case, "31.2"))
	top := r.Where("開示を求める内容")
	r.Press(string(fyne.KeyPageDown))
	read := r.Where("開示を求める内容")
	if read.Y >= top.Y {
		t.Fatalf("the item is not scrolled: %v, %v", top, read)
	}
	s.Leave()
	r, _, _ = open(t, look, "ja", d, route.Of(route.Walk, uitest.Case))
	if back := r.Where("開示を求める内容"); back != read {
		t.Errorf("it came back at %v, was read to %v", back, read)
	}
}

func TestFiguresSayWhatTheyCount(t *testing.T) {
	d := secondRound(t)
	r, _, _ := open(t, uitest.Laptop, "ja", d, route.AtItem(uitest.Case, "31.2"))
	r.DontSee("審査基準の項目は全部で136件").FocusOn("41／136 判定済").See("審査基準の項目は全部で136件", "照会のある1件", "「サービス基本特性」：この見出しの項目は全部で27件")
	r.FocusOn("水準あり 30").See("一定の要件（水準）が定められた項目：全136件のうち30件").DontSee("審査基準の項目は全部で136件")
	r.FocusOn("項目を検索").DontSee("一定の要件（水準）が定められた項目")
}

func TestSecondRoundShowsOnlyChangesAsChanges(t *testing.T) {
	d := secondRound(t)
	r, _, s := open(t, uitest.Laptop, "ja", d, route.AtItem(uitest.Case, "31.2"))
	r.See("変更あり 1", "第1回の審査", "あなたの判定：要確認", "算定式の分母が明らかでない。", "分母を示してください。", "前回から変更あり", "÷総時間×100")
	r.Press("K").See("あなたの判定：適合", "前回から変更なし").DontSee("前回から変更あり")
	if mark(d, "31.1").Judged() {
		t.Error("the verdict of the round before was taken over")
	}
	r.Tap("変更あり 1").Press("J", "J")
	s.Leave()
	r.See("サービス稼働率（目標値）")
}

func TestEarlierAnswerStandsBesideThePresentOneWhereThereIsRoom(t *testing.T) {
	for _, c := range []struct {
		width  float32
		beside bool
	}{{1920, true}, {1280, false}} {
		look := uitest.Look{Mode: theme.Light, Percent: 100, Scale: 1, Width: c.width, Height: 1080}
		r, _, _ := open(t, look, "ja", secondRound(t), route.AtItem(uitest.Case, "31.2"))
		now, was := r.Where("開示された内容"), r.Where("第1回の審査")
		if beside := was.X > now.X+200 && was.Y < now.Y+40; beside != c.beside {
			t.Errorf("at a width of %v the present answer stands at %v, the earlier one at %v", c.width, now, was)
		}
	}
}

// However low the window, what is judged stays in view over the judgement, and what the keyboard goes to comes into view.
func TestItemStaysInViewInALowWindow(t *testing.T) {
	look := uitest.Look{Mode: theme.Light, Percent: 100, Scale: 1.5, Width: 910, Height: 370}
	r, _, _ := open(t, look, "en", uitest.NewDesk(t, review.Open), route.AtItem(uitest.Case, "31.2"))
	r.InView("What is to be disclosed", "Conforming").Press("R").Type("why").InView("What is to be disclosed", "3 chars")
}
