package declare_test

import (
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/ui/route"
	"shinsa/ui/screen/declare"
	"shinsa/ui/theme"
	"shinsa/ui/uitest"
)

func open(t *testing.T, look uitest.Look, lang string, d *uitest.Desk) (*uitest.Robot, *uitest.Host, *declare.Screen) {
	t.Helper()
	uitest.Setup(t, look)
	h := uitest.NewHost(t, uitest.Window(t, look), lang)
	h.Out = uitest.Nowhere{}
	s := declare.New(d, h, route.Of(route.Declare, uitest.Case))
	return h.Show(t, s), h, s
}

func TestPictures(t *testing.T) {
	d := uitest.NewDesk(t, review.Sealed)
	d.Matches = []conflict.Match{{ID: "x", Kind: conflict.Competitor, How: conflict.ByName, Mine: "㈱例示クラウド", Theirs: "例示クラウド株式会社"}}
	r, _, _ := open(t, uitest.Laptop, "ja", d)
	r.Picture("declare-ja")
	r.Press("P", "P").Picture("declare-ja-end")
	r, _, _ = open(t, uitest.Look{Mode: theme.Dark, Percent: 125, Scale: 1, Width: 1366, Height: 768}, "en", d)
	r.Picture("declare-en-dark")
}

// answerAll fills the form in as a member without any interest does, up to the pledge.
func answerAll(r *uitest.Robot) {
	r.TapAll("該当なし").TapAll("なし")
}

func TestArt7_NothingIsAnsweredForTheMember(t *testing.T) {
	d := uitest.NewDesk(t, review.Sealed)
	r, h, _ := open(t, uitest.Laptop, "ja", d)
	r.See("見本クラウド株式会社", "7999901000001", "見本 太郎", "申告に署名するまで", "記入中", "未記入 11件")
	r.DontSee("固定部分") // nothing of the disclosures
	if r.Enabled("申告して審査に進む") {
		t.Fatal("an empty form can be signed")
	}
	if r.Enabled("上記のとおり誓約します。") {
		t.Fatal("the pledge can be agreed to unread")
	}
	r.Tap("運用規程 第7条・第20条を読む")
	if len(h.Clauses) != 1 || h.Clauses[0] != "7" {
		t.Fatalf("clauses %v", h.Clauses)
	}
}

func TestMemberWithoutInterestDeclaresAndGoesOn(t *testing.T) {
	d := uitest.NewDesk(t, review.Sealed)
	r, h, _ := open(t, uitest.Laptop, "ja", d)
	answerAll(r)
	r.See("未記入 1件").Press("P", "P", "P", "Space")
	r.See("審査に参加できます").DontSee("未記入")
	r.Tap("申告して審査に進む").See("あとから変更できません").Tap("署名する")
	if len(d.Declared) != 1 || !d.Declared[0].Pledge.Agreed || d.Declared[0].Withdraw || len(d.Declared[0].Interests) != len(conflict.Kinds()) {
		t.Fatalf("declared %+v", d.Declared)
	}
	r.See("申告書に署名しました", "C2026-0001.declaration").Press("Return")
	if len(h.Went) != 1 || h.Went[0] != route.Of(route.Walk, uitest.Case) {
		t.Fatalf("went %v", h.Went)
	}
}

func TestHeldInterestIsDescribedAndLeadsToRecusal(t *testing.T) {
	d := uitest.NewDesk(t, review.Sealed)
	r, h, _ := open(t, uitest.Laptop, "ja", d)
	answerAll(r)
	r.TapNth("該当あり", 0).See("相手方の名称", "終了日（続いていれば空欄）")
	r.FocusOn("相手方の名称").Type("見本クラウド株式会社").FocusOn("内容（役職、時期など）").Type("技術顧問")
	r.Press("Escape", "P", "P", "P").Tap("上記のとおり誓約します。").See("回避が必要です")
	r.Tap("申告する（回避となります）").Tap("署名する")
	i := d.Declared[0].Interests[0]
	if i.Kind != conflict.Post || !i.Held || i.Party != "見本クラウド株式会社" || i.Detail != "技術顧問" {
		t.Fatalf("interest %+v", i)
	}
	r.Press("Return")
	if h.Went[0] != route.To(route.Home) || d.Files[uitest.Case].State != review.Recused {
		t.Fatalf("went %v, state %v", h.Went, d.Files[uitest.Case].State)
	}
}

func TestMoneyBandsDecideTheVote(t *testing.T) {
	d := uitest.NewDesk(t, review.Sealed)
	r, _, _ := open(t, uitest.Laptop, "ja", d)
	answerAll(r)
	r.TapNth("50万円超500万円以下", 1).See("審査できますが、議決には加われません", "支払者")
	r.TapNth("500万円を超える", 1).See("回避が必要です")
}

func TestMatchIsConfirmedOrDismissedWithAReason(t *testing.T) {
	d := uitest.NewDesk(t, review.Sealed)
	d.Matches = []conflict.Match{{ID: "x", Kind: conflict.Competitor, How: conflict.ByName, Mine: "㈱例示クラウド", Theirs: "例示クラウド株式会社"}}
	r, _, s := open(t, uitest.Laptop, "ja", d)
	answerAll(r)
	r.See("一致の候補").Tap("該当しない").Type("同名の別会社")
	s.Leave()
	r, _, _ = open(t, uitest.Laptop, "ja", d)
	r.See("「㈱例示クラウド」と、表紙の「例示クラウド株式会社」は、同じ名称です", "同名の別会社", "未記入 1件")
}

// What was dismissed before stands there with its reason and its day; it is the member's to leave or to change.
func TestMatchThatWasDismissedBeforeIsAnsweredAlready(t *testing.T) {
	d := uitest.NewDesk(t, review.Sealed)
	d.Matches = []conflict.Match{{
		ID: "x", Kind: conflict.Shares, Part: conflict.PartOperator, How: conflict.ByNear, Mine: "見本クラウト", Theirs: "見本クラウド株式会社",
		State: conflict.Dismissed, Reason: "別の会社である", Since: civil.MustParse("2026-05-01"),
	}}
	r, _, _ := open(t, uitest.Laptop, "ja", d)
	r.See("名称がよく似ています", "2026年5月1日の申告での回答です", "別の会社である").Picture("declare-dismissed-before")
	answerAll(r)
	r.See("未記入 1件").Press("P", "P", "P", "Space").See("審査に参加できます")
	r.Tap("申告して審査に進む").Tap("署名する")
	if m := d.Declared[0].Matches; len(m) != 1 || m[0].State != conflict.Dismissed || m[0].Reason != "別の会社である" {
		t.Fatalf("declared %+v", m)
	}
	if draft := d.Settings["declare."+string(uitest.Case)]; draft != "" {
		t.Errorf("what was signed is still filled in for the next round: %s", draft)
	}
}

func TestRecusalNeedsAReasonAndOpensNothing(t *testing.T) {
	d := uitest.NewDesk(t, review.Sealed)
	r, h, _ := open(t, uitest.Laptop, "ja", d)
	r.Tap("回避する").See("申請の内容は一切開きません")
	if r.Enabled("署名して回避する") {
		t.Fatal("a recusal without a reason can be signed")
	}
	r.Type("共同研究の予定がある").Tap("署名して回避する")
	if len(d.Declared) != 1 || !d.Declared[0].Withdraw || d.Declared[0].Reason != "共同研究の予定がある" {
		t.Fatalf("declared %+v", d.Declared)
	}
	r.Press("Return")
	if len(h.Went) != 1 || h.Went[0] != route.To(route.Home) {
		t.Fatalf("went %v", h.Went)
	}
}

func TestEscapeInTheDialogSignsNothing(t *testing.T) {
	d := uitest.NewDesk(t, review.Sealed)
	r, _, _ := open(t, uitest.Laptop, "ja", d)
	r.Tap("回避する").Press("Escape").DontSee("申請の内容は一切開きません")
	if len(d.Declared) != 0 {
		t.Fatal("something was signed")
	}
}

func TestWhatWasFilledInSurvivesLeaving(t *testing.T) {
	d := uitest.NewDesk(t, review.Sealed)
	r, h, s := open(t, uitest.Laptop, "ja", d)
	answerAll(r)
	s.Leave()
	if len(h.SavedAt) == 0 {
		t.Fatal("nothing was reported as saved")
	}
	r, _, _ = open(t, uitest.Laptop, "ja", d)
	r.See("未記入 1件")
}

func TestSignedDeclarationIsNotAskedAgain(t *testing.T) {
	r, h, _ := open(t, uitest.Laptop, "ja", uitest.NewDesk(t, review.Open))
	r.See("この案件の申告は済んでいます").Tap("審査へ")
	if h.Went[0] != route.Of(route.Walk, uitest.Case) {
		t.Fatalf("went %v", h.Went)
	}
}

// Nothing is signed about a cover nobody has seen yet.
func TestNothingIsAskedBeforeTheCoverWasRead(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	h := uitest.NewHost(t, uitest.Window(t, uitest.Laptop), "ja")
	h.Unread(t, declare.New(uitest.NewDesk(t, review.Sealed), h, route.Of(route.Declare, uitest.Case)))
}
