package walk_test

import (
	"errors"
	"os"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/ui/evidence"
	"shinsa/ui/route"
	"shinsa/ui/screen/walk"
	"shinsa/ui/uitest"
	"shinsa/ui/widget"
)

// pages draws real pages only when pictures are kept: the engine takes seconds to compile.
func pages() walk.Pages {
	if os.Getenv("SHINSA_SHOTS") != "" {
		return engine
	}
	return uitest.Pages{}
}

var engine = evidence.New(evidence.Config{})

func open(t *testing.T, look uitest.Look, lang string, d *uitest.Desk, at route.Route) (*uitest.Robot, *uitest.Host, *walk.Screen) {
	t.Helper()
	uitest.Setup(t, look)
	h := uitest.NewHost(t, uitest.Window(t, look), lang)
	s := walk.New(d, pages(), h, at)
	t.Cleanup(s.Close)
	return h.Show(t, s), h, s
}

func begin(t *testing.T) (*uitest.Robot, *uitest.Host, *uitest.Desk, *walk.Screen) {
	t.Helper()
	d := uitest.NewDesk(t, review.Open)
	r, h, s := open(t, uitest.Laptop, "ja", d, route.Of(route.Walk, uitest.Case))
	return r, h, d, s
}

func mark(d *uitest.Desk, item ident.ItemID) checklist.Mark { return d.Files[uitest.Case].Marks[item] }

func TestNothingIsJudgedByDefault(t *testing.T) {
	r, h, d, _ := begin(t)
	r.See("開示情報の日付", "0／136 判定済", "未確認 136")
	h.Later()
	m := mark(d, "1.1")
	if m.Judged() || m.Disclosed != "" || m.Level != "" {
		t.Fatalf("the first item was judged by opening it: %+v", m)
	}
	if !m.Seen || h.Here.Item != "1.1" {
		t.Fatalf("seen %v, here %v", m.Seen, h.Here)
	}
}

func TestVerdictKeysJudgeAndAreDurable(t *testing.T) {
	r, h, d, _ := begin(t)
	for i, want := range checklist.Verdicts {
		before := len(h.SavedAt)
		r.Press(string(rune('1' + i)))
		if got := mark(d, "1.1").Verdict; got != want {
			t.Errorf("key %d gave %q, want %q", i+1, got, want)
		}
		if len(h.SavedAt) == before {
			t.Errorf("key %d was not reported as saved", i+1)
		}
	}
	r.See("1／136 判定済")
	r.Press("4")
	if mark(d, "1.1").Judged() {
		t.Error("the same key again did not take the verdict back")
	}
}

// Return confirms one dialog after the other on the way into a case; once more, and once more again, must not judge.
func TestReturnJudgesNothing(t *testing.T) {
	r, _, d, _ := begin(t)
	r.Press("Return", "Return", "Return").FocusOn("不十分").Press("Return")
	if m := mark(d, "1.1"); m.Judged() || m.Disclosed != "" {
		t.Fatalf("%+v", m)
	}
	r.FocusOn("要確認").Press("Space")
	if m := mark(d, "1.1"); m.Verdict != checklist.Query {
		t.Fatalf("%+v", m)
	}
}

func TestKeysGoThroughTheItems(t *testing.T) {
	r, h, _, _ := begin(t)
	r.Press("J", "J").See("法人番号")
	r.Press("K").See("事業者名")
	r.Press("1", "N").See("法人番号")
	if h.Here.Item != "2.2" {
		t.Fatalf("N went to %v", h.Here.Item)
	}
	r.Press("Down", "Up")
	if h.Here.Item != "2.2" {
		t.Fatalf("the arrows ended at %v", h.Here.Item)
	}
}

func TestNextOpenAfterTheLastLeadsToTheOpinion(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	for _, it := range uitest.Edition(t).Items() {
		d.Files[uitest.Case].Marks[it.ID] = checklist.Mark{Item: it.ID, Verdict: checklist.Conforming, Seen: true, Revision: 1}
	}
	r, h, _ := open(t, uitest.Laptop, "ja", d, route.Of(route.Walk, uitest.Case))
	r.See("136／136 判定済").Press("N").See("すべての項目を判定しました").Press("1", "Escape")
	if len(h.Went) != 0 || mark(d, "1.1").Verdict != checklist.Conforming {
		t.Fatalf("went %v", h.Went)
	}
	r.Press("N", "Return")
	if len(h.Went) != 1 || h.Went[0] != route.Of(route.Opine, uitest.Case) {
		t.Fatalf("went %v", h.Went)
	}
}

func TestWordsAreKeptWhenTheItemIsLeft(t *testing.T) {
	r, _, d, s := begin(t)
	r.Press("R").Type("計測期間の記載がない。1234").Press("Escape", "J")
	if got := mark(d, "1.1").Remark; got != "計測期間の記載がない。1234" {
		t.Fatalf("remark %q", got)
	}
	if mark(d, "1.1").Judged() {
		t.Fatal("digits typed into the remark judged the item")
	}
	r.Press("I").Type("計測期間を示してください。")
	s.Leave()
	if got := mark(d, "2.1").Inquiry; got != "計測期間を示してください。" {
		t.Fatalf("inquiry %q", got)
	}
}

func TestPrivateNoteIsNoPartOfTheMark(t *testing.T) {
	r, _, d, s := begin(t)
	r.Press("M").Type("前任者に聞く")
	s.Leave()
	if d.Files[uitest.Case].Notes["1.1"] != "前任者に聞く" {
		t.Fatalf("notes %v", d.Files[uitest.Case].Notes)
	}
	if m := mark(d, "1.1"); m.Remark != "" || m.Inquiry != "" {
		t.Fatalf("the note is in the mark: %+v", m)
	}
}

func TestEvidenceOfTheItemOpensByItself(t *testing.T) {
	_, _, d, _ := begin(t)
	at := route.AtItem(uitest.Case, "31.2")
	r, h, _ := open(t, uitest.Laptop, "ja", d, at)
	r.See("サービス稼働率", "資料3", "1／2頁", "満たす（自動照合）")
	if h.Here.Evidence != "資料3" || h.Here.Page != 1 {
		t.Fatalf("here %v", h.Here)
	}
	r.Press("Right").See("2／2頁")
	if !slices.Contains(d.Seen, "資料3/2") {
		t.Fatalf("pages noted as seen: %v", d.Seen)
	}
	r.Press("P")
	ps := mark(d, "31.2").Pointers
	if len(ps) != 1 || ps[0].Evidence != "資料3" || ps[0].Page != 2 || !ps[0].File.Valid() {
		t.Fatalf("pointers %+v", ps)
	}
	r.Press("P")
	if len(mark(d, "31.2").Pointers) != 1 {
		t.Fatal("the same page became a ground twice")
	}
}

func TestTwoFindingsByKey(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	r, _, _ := open(t, uitest.Laptop, "ja", d, route.AtItem(uitest.Case, "31.2"))
	r.Press("D", "L")
	if m := mark(d, "31.2"); m.Disclosed != checklist.Adequate || m.Level != checklist.LevelMet || m.Judged() {
		t.Fatalf("mark %+v", m)
	}
	r.Press("D", "L")
	if m := mark(d, "31.2"); m.Disclosed != checklist.Insufficient || m.Level != checklist.LevelNotMet {
		t.Fatalf("mark %+v", m)
	}
	r.Press("D", "D", "L")
	if m := mark(d, "31.2"); m.Disclosed != "" || m.Level != "" {
		t.Fatalf("the findings were not taken back: %+v", m)
	}
}

func TestSearchAndFiltersNarrowTheOutline(t *testing.T) {
	r, h, _, _ := begin(t)
	r.Press("/").Type("ｶﾄﾞｳﾘﾂ").DontSee("法人番号")
	r.Press("Escape").Press("/").Type("稼働率").Press("Return").Press("J")
	if h.Here.Item == "1.1" {
		t.Fatal("J did not follow the search")
	}
	r.Tap("水準あり 30").See("サービス稼働率")
}

func TestNextKeepsToTheListAndSaysWhereItEnds(t *testing.T) {
	r, h, d, s := begin(t)
	r.Tap("水準あり 30").See("該当30件・判定済0件").Press("N")
	if it, _ := d.Files[uitest.Case].Edition.Item(h.Here.Item); it.Level == nil {
		t.Fatalf("N left the list for %s", h.Here.Item)
	}
	r.Tap("要確認 0").Press("N")
	if !h.Said("絞り込んだ一覧に未確認の項目はありません。案件全体ではあと136件です") {
		t.Error("nobody said that others are left")
	}
	was := h.Here.Item
	r.Press("J", "K")
	do(t, s, "次の要対応の項目へ（未確認・要確認・食い違い）")
	if h.Here.Item != was || !h.Said("絞り込んだ一覧の最後") || !h.Said("絞り込んだ一覧の最初") || !h.Said("絞り込んだ一覧に、要対応") {
		t.Errorf("at %s, told %q", h.Here.Item, h.Told)
	}
	r.Press("X").DontSee("すべて表示").Press("J")
	if h.Here.Item == was {
		t.Error("the list is not whole again")
	}
}

func TestANumberSearchedForIsAPlaceToGoTo(t *testing.T) {
	r, h, _, _ := begin(t)
	r.Press("/").Type("31.2").Press("Return").DontSee("すべて表示").InView("サービス稼働率（目標値）").Press("J")
	if h.Here.Item != "31.3" {
		t.Fatalf("after 31.2 came %s", h.Here.Item)
	}
	r.Press("/").Type("稼働率").Press("Return").See("すべて表示").Press("Escape", "/", "Escape").DontSee("すべて表示").InView("サービス稼働率（実績値）")
}

func TestGoingToAFoldedItemOpensItsHeading(t *testing.T) {
	r, h, _, _ := begin(t)
	r.Press("J", "Z").DontSee("法人番号").Press("J")
	if h.Here.Item != "6.1" {
		t.Fatalf("after the folded heading came %s", h.Here.Item)
	}
	r.Press("/").Type("2.2").Press("Return").See("法人番号", "設立年月日")
	r.Press("Z").DontSee("設立年月日").Press("X").See("設立年月日")
}

func TestEvidenceKeyGoesThereAndBack(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	r, _, s := open(t, uitest.Laptop, "ja", d, route.AtItem(uitest.Case, "31.2"))
	focused := func() any { return s.Content().(*fyne.Container).Objects[0].(*widget.Panes).Active() }
	r.Press("E")
	if focused() != 2 {
		t.Fatalf("E gave the keyboard to part %v", focused())
	}
	r.Press("E")
	if focused() != 1 {
		t.Fatalf("E once more gave it to part %v", focused())
	}
	r.FocusOn("項目を検索")
	if focused() != 0 {
		t.Errorf("the mark stayed at part %v", focused())
	}
	r.FocusOn("2つ並べる").Press("E")
	if focused() != 2 {
		t.Errorf("E left the evidence for part %v before the page had the keyboard", focused())
	}
}

func TestWordsAreTakenUpAtTheirEnd(t *testing.T) {
	r, _, d, s := begin(t)
	r.Press("R").Type("計測期間の記載がない。").Press("Escape", "I").Type("何").Press("Escape", "R").Type("至急。")
	s.Leave()
	if got := mark(d, "1.1").Remark; got != "計測期間の記載がない。至急。" {
		t.Errorf("%q", got)
	}
}

func TestFailedSaveIsShownAndNothingIsLost(t *testing.T) {
	r, h, d, s := begin(t)
	d.Fail = fault.New(fault.Unavailable, "store_full")
	r.Press("2")
	if len(h.Lost) == 0 || mark(d, "1.1").Judged() {
		t.Fatalf("lost %v, kept %+v", h.Lost, mark(d, "1.1"))
	}
	d.Fail = nil
	s.Leave()
	if mark(d, "1.1").Verdict != checklist.Query {
		t.Fatalf("the verdict was dropped: %+v", mark(d, "1.1"))
	}
}

func TestChangeMadeElsewhereIsNotOverwritten(t *testing.T) {
	r, h, d, _ := begin(t)
	elsewhere := checklist.Mark{Item: "1.1", Verdict: checklist.Nonconforming, Remark: "別の窓で", Seen: true, Revision: 9}
	d.Files[uitest.Case].Marks["1.1"] = elsewhere
	r.Press("1")
	if len(h.Problems) != 1 || !errors.Is(h.Problems[0], &fault.Error{Kind: fault.Stale}) {
		t.Fatalf("problems %v", h.Problems)
	}
	if mark(d, "1.1").Verdict != checklist.Nonconforming {
		t.Fatal("the other change was overwritten")
	}
	r.See("別の窓で")
}

func TestArt7_ClosedCaseShowsNothing(t *testing.T) {
	d := uitest.NewDesk(t, review.Sealed)
	r, h, _ := open(t, uitest.Laptop, "ja", d, route.Of(route.Walk, uitest.Case))
	if len(h.Problems) != 1 || !errors.Is(h.Problems[0], &fault.Error{Code: "declare_first"}) {
		t.Fatalf("problems %v", h.Problems)
	}
	r.DontSee("開示情報の日付").Press("1", "J", "R")
}

func TestSubmittedCaseCanBeReadButNotChanged(t *testing.T) {
	d := uitest.NewDesk(t, review.Submitted)
	r, h, _ := open(t, uitest.Laptop, "ja", d, route.Of(route.Walk, uitest.Case))
	r.See("開示情報の日付").Press("1", "J").See("事業者名")
	if len(d.Files[uitest.Case].Marks) != 0 || h.Savings != 0 {
		t.Fatal("a submitted case was changed")
	}
}

func TestPlaceIsKeptAndRestored(t *testing.T) {
	_, h, d, s := begin(t)
	if !s.Move(route.AtItem(uitest.Case, "31.2")) || h.Here.Item != "31.2" {
		t.Fatalf("here %v", h.Here)
	}
	if s.Move(route.AtItem("C2026-0009", "31.2")) {
		t.Fatal("moved into another case")
	}
	r, _, _ := open(t, uitest.Laptop, "ja", d, h.Here)
	r.See("サービス稼働率", "資料3")
}

// BenchmarkNextItem goes to the next item with its evidence already on screen.
func BenchmarkNextItem(b *testing.B) {
	uitest.Setup(b, uitest.Laptop)
	h := uitest.NewHost(b, uitest.Window(b, uitest.Laptop), "ja")
	d := uitest.NewDesk(b, review.Submitted) // nothing is saved: the screen alone
	s := walk.New(d, pages(), h, route.Of(route.Walk, uitest.Case))
	b.Cleanup(s.Close)
	r := h.Show(b, s)
	for i := 0; b.Loop(); i++ {
		if i%20 < 10 {
			r.Press("J")
		} else {
			r.Press("K")
		}
	}
}

// Enter in the search goes to the item that was meant, not to the first that mentions it.
func TestSearchGoesToTheItemThatWasMeant(t *testing.T) {
	r, h, _ := open(t, uitest.Laptop, "ja", uitest.NewDesk(t, review.Open), route.Of(route.Walk, uitest.Case))
	r.Press("/").Type("30").Press("Return").See("サービス変更・終了時の")
	if h.Here.Item != "30.1" {
		t.Fatalf("stands at %s", h.Here.Item)
	}
}

func TestNothingIsAskedBeforeTheCaseWasRead(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	h := uitest.NewHost(t, uitest.Window(t, uitest.Laptop), "ja")
	s := walk.New(uitest.NewDesk(t, review.Open), pages(), h, route.Of(route.Walk, uitest.Case))
	t.Cleanup(s.Close)
	h.Unread(t, s)
}
