package opine_test

import (
	"context"
	"os"
	"testing"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/opinion"
	"shinsa/ui/evidence"
	"shinsa/ui/route"
	"shinsa/ui/screen/opine"
	"shinsa/ui/theme"
	"shinsa/ui/uitest"
)

// pages draws real pages only when pictures are kept: the engine takes seconds to compile.
func pages() opine.Pages {
	if os.Getenv("SHINSA_SHOTS") != "" {
		return engine
	}
	return uitest.Pages{}
}

var engine = evidence.New(evidence.Config{})

func open(t *testing.T, look uitest.Look, lang string, d *uitest.Desk) (*uitest.Robot, *uitest.Host, *opine.Screen) {
	t.Helper()
	uitest.Setup(t, look)
	h := uitest.NewHost(t, uitest.Window(t, look), lang)
	h.Out = uitest.Nowhere{}
	s := opine.New(d, pages(), h, route.Of(route.Opine, uitest.Case))
	t.Cleanup(s.Close)
	return h.Show(t, s), h, s
}

// judged returns a desk on which every item is conforming, but for the first few.
func judged(t *testing.T) *uitest.Desk {
	t.Helper()
	d := uitest.NewDesk(t, review.Open)
	for i, it := range uitest.Edition(t).Items() {
		m := checklist.Mark{Item: it.ID, Verdict: checklist.Conforming, Disclosed: checklist.Adequate, Seen: true, Revision: 1}
		if it.Level != nil {
			m.Level = checklist.LevelMet
		}
		if i == 40 {
			m.Verdict, m.Remark = checklist.Query, "実績値の計測期間が示されていない。"
		}
		d.Files[uitest.Case].Marks[it.ID] = m
	}
	return d
}

func TestPictures(t *testing.T) {
	d := judged(t)
	for i, it := range uitest.Edition(t).Items() {
		if i > 100 {
			delete(d.Files[uitest.Case].Marks, it.ID)
		}
	}
	d.Files[uitest.Case].Draft = opinion.Draft{Overall: opinion.Conditional, Summary: "開示はおおむね適切である。", Reasons: []opinion.Reason{{Item: "31.2", Text: "稼働率の実績値について、計測期間の記載がない。"}}}
	r, _, _ := open(t, uitest.Laptop, "ja", d)
	r.Picture("opine-ja")
	r, _, _ = open(t, uitest.Look{Mode: theme.Dark, Percent: 100, Scale: 1, Width: 1366, Height: 768}, "en", d)
	r.Picture("opine-en-dark")
}

func TestOpenItemsAreListedAndJump(t *testing.T) {
	d := judged(t)
	delete(d.Files[uitest.Case].Marks, "49.3")
	r, h, _ := open(t, uitest.Laptop, "ja", d)
	r.See("判定していない項目 1", "署名の前に解消が必要 2件")
	r.Tap("49.3")
	if len(h.Went) != 1 || h.Went[0] != route.AtItem(uitest.Case, "49.3") {
		t.Fatalf("went %v", h.Went)
	}
}

func TestConclusionByKeyIsKept(t *testing.T) {
	d := judged(t)
	r, h, _ := open(t, uitest.Laptop, "ja", d)
	r.Press("1")
	h.Later()
	if got := d.Files[uitest.Case].Draft.Overall; got != opinion.Recommend {
		t.Fatalf("overall %q", got)
	}
	if len(h.SavedAt) != 1 {
		t.Fatalf("saved %v", h.SavedAt)
	}
	r.See("署名できます")
}

func TestReasonsAreTiedToItemsAndTakenFromRemarks(t *testing.T) {
	d := judged(t)
	r, h, s := open(t, uitest.Laptop, "ja", d)
	r.Press("4", "M").See("実績値の計測期間が示されていない。")
	r.Press("A").FocusOn("項目番号").Type("31.2").See("サービス稼働率")
	r.FocusOn("理由").Type("目標値のみで実績値がない。")
	h.Later()
	s.Leave()
	got := d.Files[uitest.Case].Draft.Reasons
	if len(got) != 2 || got[1] != (opinion.Reason{Item: "31.2", Text: "目標値のみで実績値がない。"}) {
		t.Fatalf("reasons %+v", got)
	}
}

// What stands against sealing in the draft itself is led to in the draft; a reason's number may be typed as an input method leaves it.
func TestWhatStandsInTheDraftIsLedTo(t *testing.T) {
	d := judged(t)
	d.Files[uitest.Case].Draft = opinion.Draft{
		Overall: opinion.Conditional, Reasons: []opinion.Reason{{Item: "31.2", Text: "計測期間がない。"}, {Item: "31.", Text: "番号の誤り"}},
	}
	r, h, s := open(t, uitest.Laptop, "ja", d)
	r.See("この番号の項目は、審査基準にありません").Tap("理由 2").Press("End").Type("１")
	h.Later()
	r.DontSee("この番号の項目は、審査基準にありません")
	r.Tap("条件").Type("実績値を開示すること。")
	h.Later()
	s.Leave()
	got := d.Files[uitest.Case].Draft
	if got.Reasons[1].Item != "31.1" || len(got.Conditions) != 1 || got.Conditions[0] != "実績値を開示すること。" {
		t.Fatalf("draft %+v", got)
	}
	if len(h.Went) != 0 {
		t.Fatalf("went %v", h.Went)
	}
}

// In the second round the conclusion is chosen anew; the opinion of the first stands above it, and its words can be copied.
func TestTheOpinionOfTheRoundBeforeStandsBeside(t *testing.T) {
	d := judged(t)
	f := d.Files[uitest.Case]
	f.EarlierRound, f.EarlierDraft = 1, &opinion.Draft{
		Overall: opinion.Conditional, Summary: "第1回の所見。", Reasons: []opinion.Reason{{Item: "31.2", Text: "計測期間がない。"}}, Conditions: []string{"実績値を開示すること。"},
	}
	r, h, s := open(t, uitest.Laptop, "ja", d)
	r.See("第1回の意見書", "条件付", "第1回の所見。", "理由 31.2　サービス稼働率", "：計測期間がない。", "条件：実績値を開示すること。", "総合意見が選ばれていません。").Picture("opine-second-round-ja")
	r.Press("R").Type("第2回。").Press("Escape", "B", "B")
	h.Later()
	s.Leave()
	got := f.Draft
	if got.Overall != "" || got.Summary != "第2回。\n第1回の所見。" || len(got.Reasons) != 1 || len(got.Conditions) != 1 {
		t.Fatalf("draft %+v", got)
	}
	f.Readonly = true
	r, _, _ = open(t, uitest.Laptop, "ja", d)
	r.See("第1回の意見書").DontSee("前回の文章を写す")
}

// A new reason or condition has the keyboard at once.
func TestNewLinesHaveTheKeyboard(t *testing.T) {
	d := judged(t)
	r, h, s := open(t, uitest.Laptop, "ja", d)
	r.Press("2", "A").Type("31.2").Press("Escape", "C").Type("実績値を開示すること。")
	h.Later()
	s.Leave()
	got := d.Files[uitest.Case].Draft
	if len(got.Reasons) != 1 || got.Reasons[0].Item != "31.2" || len(got.Conditions) != 1 || got.Conditions[0] != "実績値を開示すること。" {
		t.Fatalf("draft %+v", got)
	}
}

func TestConditionalOpinionNeedsACondition(t *testing.T) {
	d := judged(t)
	r, h, _ := open(t, uitest.Laptop, "ja", d)
	r.Press("2")
	h.Later()
	r.See("「条件付」とするには、条件の記載が必要です。").Tap("署名して提出").See("まだ署名できません").Press("Escape")
	r.Press("C").FocusOn("認定の条件").Type("実績値を開示すること。")
	h.Later()
	r.DontSee("「条件付」とするには").See("署名できます")
}

// Sealing right after a change judges the change, not what was shown before it.
func TestSealingJudgesWhatStandsOnTheScreen(t *testing.T) {
	d := judged(t)
	r, _, _ := open(t, uitest.Laptop, "ja", d)
	r.Tap("署名して提出").See("まだ署名できません").Press("Escape")
	r.Press("1").Tap("署名して提出").DontSee("まだ署名できません").See("変更できなくなります")
}

func TestSealingNeedsTheWordAndThePassphrase(t *testing.T) {
	d := judged(t)
	d.Files[uitest.Case].Scribes = []string{"見本認定機構 事務局"}
	r, h, _ := open(t, uitest.Laptop, "ja", d)
	r.Press("1")
	h.Later()
	r.Tap("署名して提出").See("見本認定機構 事務局が代筆した内容を含みます").See("136項目の判定", "認定相当", "変更できなくなります").Picture("opine-seal")
	if r.Enabled("署名して提出する") {
		t.Fatal("sealing is possible without word and passphrase")
	}
	r.Type("署名").Press("Escape")
	if len(d.Sealed) != 0 {
		t.Fatal("Esc sealed")
	}
	seal := func(passphrase string) {
		r.Tap("署名して提出").Type("署名").Press("Tab").Type(passphrase).Tap("署名して提出する")
	}
	seal("ちがう")
	r.See("パスフレーズ")
	if len(d.Sealed) != 0 {
		t.Fatal("a wrong passphrase sealed")
	}
	r.Type(uitest.Passphrase).Tap("署名して提出する")
	if len(d.Sealed) != 1 || d.Settings["handed."+string(uitest.Case)] == "" {
		t.Fatalf("sealed %v", d.Sealed)
	}
	if len(h.Went) != 1 || h.Went[0] != route.Of(route.Handover, uitest.Case) {
		t.Fatalf("went %v", h.Went)
	}
}

func TestSubmittedOpinionCannotBeChanged(t *testing.T) {
	d := judged(t)
	d.Files[uitest.Case].State, d.Files[uitest.Case].Readonly = review.Submitted, true
	d.Files[uitest.Case].Draft = opinion.Draft{Overall: opinion.Recommend}
	r, h, _ := open(t, uitest.Laptop, "ja", d)
	r.See("提出済").Press("3", "A", "C")
	h.Later()
	if h.Savings != 0 || d.Files[uitest.Case].Draft.Overall != opinion.Recommend {
		t.Fatal("a submitted opinion was changed")
	}
	if r.Enabled("署名して提出") {
		t.Fatal("a submitted opinion can be sealed again")
	}
}

func TestPreviewIsTheReport(t *testing.T) {
	r, _, _ := open(t, uitest.Laptop, "ja", judged(t))
	r.See("審査報告書（署名前の見本）", "1／2頁").Press("Next").See("2／2頁")
}

// signing is a desk that looks at the screen while it signs, and then cannot write.
type signing struct {
	*uitest.Desk
	during func()
}

func (d *signing) Submit(context.Context, ident.CaseID, string, review.Outbox) ([]review.Handed, error) {
	d.during()
	return nil, fault.New(fault.Unavailable, "disk_full")
}

func TestNothingCanBeChangedWhileItIsSigned(t *testing.T) {
	d := &signing{Desk: judged(t)}
	uitest.Setup(t, uitest.Laptop)
	h := uitest.NewHost(t, uitest.Window(t, uitest.Laptop), "ja")
	h.Out = uitest.Nowhere{}
	s := opine.New(d, pages(), h, route.Of(route.Opine, uitest.Case))
	t.Cleanup(s.Close)
	r := h.Show(t, s).Press("1")
	h.Later()
	d.during = func() {
		if r.Enabled("署名して提出") || r.Enabled("審査の全体を通した所見を書きます。") {
			t.Error("the opinion can be changed while it is signed")
		}
		r.Press("4")
	}
	r.Tap("署名して提出").Type("署名").Press("Tab").Type(uitest.Passphrase).Tap("署名して提出する")
	if got := d.Files[uitest.Case].Draft.Overall; got != opinion.Recommend || len(h.Problems) != 1 {
		t.Fatalf("overall %q, problems %v", got, h.Problems)
	}
	if !r.Enabled("署名して提出") || !r.Enabled("審査の全体を通した所見を書きます。") {
		t.Fatal("after a failure the opinion stays closed")
	}
}

func TestEarlierVersionsAreShownAndBroughtBack(t *testing.T) {
	d := judged(t)
	r, h, s := open(t, uitest.Laptop, "ja", d)
	for _, words := range []string{"開示は適切である。", "水準も満たす。"} {
		r.Press("R").Type(words)
		h.Later()
		r.Press("Escape")
	}
	r.Press("1")
	h.Later()
	for _, a := range s.Actions() {
		if a.Word == "意見書の変更を取り消す" {
			a.Run()
		}
	}
	if got := d.Files[uitest.Case].Draft; got.Overall != "" || got.Summary == "" {
		t.Fatalf("after undo %+v", got)
	}
	r.Press("H").See("意見書の前の版", "認定相当", "開示は適切である。").Picture("opine-versions-ja")
	r.TapNth("この版に戻す", 3)
	if got := d.Files[uitest.Case].Draft.Summary; got != "開示は適切である。" {
		t.Fatalf("brought back %q", got)
	}
	r.DontSee("意見書の前の版")
}

func TestNothingIsAskedBeforeTheCaseWasRead(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	h := uitest.NewHost(t, uitest.Window(t, uitest.Laptop), "ja")
	s := opine.New(uitest.NewDesk(t, review.Open), pages(), h, route.Of(route.Opine, uitest.Case))
	t.Cleanup(s.Close)
	h.Unread(t, s)
}
