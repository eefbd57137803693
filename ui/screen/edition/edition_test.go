package edition

import (
	"slices"
	"testing"

	"shinsa/review"
	"shinsa/review/criteria"
	"shinsa/review/criteria/criteriatest"
	"shinsa/review/ident"
	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

const sample = ident.EditionID("iaas-paas-iot-sample-1")

// begun is an office with a draft of the sample edition.
func begun(t *testing.T) *review.Desk {
	t.Helper()
	d := uitest.Office(t)
	if _, err := d.StartDraft(t.Context(), review.Drafting{ID: "amend-2", Title: criteria.Text{JA: "令和8年改正案"}, From: sample}); err != nil {
		t.Fatal(err)
	}
	return d
}

func kept(t *testing.T, d *review.Desk, id ident.ItemID) (criteria.Item, *criteria.Edition) {
	t.Helper()
	e, err := d.Edition(t.Context(), "amend-2")
	if err != nil {
		t.Fatal(err)
	}
	it, _ := e.Item(id)
	return it, e
}

func TestArt22_AnEditionInForceIsOnlyRead(t *testing.T) {
	d, st := uitest.Office(t), uitest.NewStage(t, uitest.Laptop, "ja")
	s := New(d, st, route.OfEdition(route.Edition, sample))
	r := st.Play(s)
	r.See("見本", "施行中", "書き出し", "ダイジェスト").Picture("edition-about-ja")
	s.goTo("31.2")
	r.See("サービス稼働率", "99.5", "記述内容").DontSee("項目を加える").Picture("edition-item-ja")
	for _, a := range s.Actions() {
		if a.Word == "項目を加える" {
			t.Error("an edition in force offers to be edited")
		}
	}
	r.Press("J")
	if s.at.Item == "31.2" {
		t.Error("J goes nowhere")
	}
	st.Chosen = "out"
	s.goTo("")
	r.Tap("OSCAL").Tap("空の申請書様式")
	if len(st.Written) != 2 || len(st.Problems) > 0 {
		t.Errorf("written %d files, problems %v", len(st.Written), st.Problems)
	}
}

func TestDraft_IsSavedAtOnceAndTakenBack(t *testing.T) {
	d, st := begun(t), uitest.NewStage(t, uitest.Laptop, "ja")
	s := New(d, st, route.Route{Screen: route.Edition, Edition: "amend-2", Item: "31.2"})
	r := st.Play(s)
	r.Picture("edition-editor-ja")
	was, _ := kept(t, d, "31.2")
	r.FocusOn(was.Title.JA).Type("改").Press("Return")
	if it, _ := kept(t, d, "31.2"); it.Title.JA == was.Title.JA {
		t.Fatalf("the title is not saved: %v", st.Problems)
	}
	s.keep.undo()
	if it, _ := kept(t, d, "31.2"); it.Title.JA != was.Title.JA {
		t.Error("the title is not taken back")
	}
	s.keep.redo()
	if it, _ := kept(t, d, "31.2"); it.Title.JA == was.Title.JA {
		t.Error("the title is not made again")
	}
	r.Tap("選択")
	if it, _ := kept(t, d, "31.2"); it.Duty != criteria.Optional {
		t.Error("the duty is not saved")
	}
	_, e := kept(t, d, "31.2")
	n, at := len(e.Items()), e.Position("31.2")
	r.Tap("上へ")
	if _, e := kept(t, d, "31.2"); e.Position("31.2") != at-1 {
		t.Errorf("moved to %d from %d", e.Position("31.2"), at)
	}
	r.Tap("項目を加える")
	if _, e := kept(t, d, "31.2"); len(e.Items()) != n+1 || e.Position(s.at.Item) != at {
		t.Errorf("%d items, the new one at %d", len(e.Items()), e.Position(s.at.Item))
	}
	r.Tap("項目を削除").Tap("取り消す").Tap("項目を削除")
	if _, e := kept(t, d, "31.2"); len(e.Items()) != n {
		t.Errorf("%d items after withdrawing", len(e.Items()))
	}
	if len(st.Problems) > 0 {
		t.Errorf("problems %v", st.Problems)
	}
}

func TestDraft_WordsItCannotBearStayInTheField(t *testing.T) {
	d, st := begun(t), uitest.NewStage(t, uitest.Laptop, "ja")
	s := New(d, st, route.Route{Screen: route.Edition, Edition: "amend-2", Item: "31.2"})
	r := st.Play(s)
	s.editor.id.SetText("31.1")
	s.editor.delay.Touch()
	s.editor.flush()
	r.See("同じ番号が2回使われています").Picture("edition-refused-ja")
	r.Press("J")
	if s.at.Item != "31.2" || s.editor.id.Text != "31.1" {
		t.Fatalf("left to %s", s.at.Item)
	}
	r.Tap("保存した内容に戻す").DontSee("同じ番号が2回使われています")
	s.editor.id.SetText("31.2a")
	s.editor.delay.Touch()
	s.goTo("30.1")
	if it, _ := kept(t, d, "31.2a"); it.ID == "" || s.at.Item != "30.1" {
		t.Errorf("the new number is not kept; at %s", s.at.Item)
	}
	s.goTo("31.2a")
	s.editor.terms.SetText("たくさん")
	s.editor.delay.Touch()
	s.editor.flush()
	r.See("自動照合の基準値を読み取れません")
}

func TestArt22_AnAmendmentIsTakenIntoForce(t *testing.T) {
	d, st := begun(t), uitest.NewStage(t, uitest.Laptop, "ja")
	s := New(d, st, route.OfEdition(route.Edition, "amend-2"))
	r := st.Play(s)
	r.See("提案（議題）", "委員会の審議", "周知").Picture("edition-way-ja")
	r.Tap("委員会の議題にする")
	agenda, err := d.Agenda(t.Context())
	if err != nil || len(agenda) != 1 {
		t.Fatalf("agenda %v, %v", agenda, err)
	}
	r.Tap("審議済にする").See("変更できなくなります").Tap("審議済にする")
	r.See("周知の文").DontSee("改正案を破棄する").Picture("edition-announce-ja")
	s.about.inForce.SetText("2026-04-10")
	r.Tap("周知済にする").See("周知期間が4日です")
	r.Tap("施行する")
	if len(st.Problems) != 1 {
		t.Errorf("an edition came into force before its day: %v", st.Problems)
	}
	e, err := d.Edition(t.Context(), "amend-2")
	if err != nil || e.Status() != criteria.Announced || e.InForceFrom().String() != "2026-04-10" {
		t.Errorf("the edition is %s from %s", e.Status(), e.InForceFrom())
	}
}

// TestEdition_TheNextStepByKeyboard: F9 leads to the form of the next step from wherever one stands, and takes the step from there.
func TestEdition_TheNextStepByKeyboard(t *testing.T) {
	d, st := begun(t), uitest.NewStage(t, uitest.Laptop, "ja")
	s := New(d, st, route.Route{Screen: route.Edition, Edition: "amend-2", Item: "31.2"})
	r := st.Play(s)
	r.Press("F9").FocusOn("2026-04-06")
	if a, err := d.Agenda(t.Context()); err != nil || len(a) != 0 {
		t.Fatalf("the step was taken unseen: %v, %v", a, err)
	}
	r.Press("F9")
	if a, err := d.Agenda(t.Context()); err != nil || len(a) != 1 {
		t.Errorf("agenda %v, %v", a, err)
	}
	shipped := New(d, st, route.OfEdition(route.Edition, "iaas-paas-iot-sample-1"))
	st.Play(shipped).Press("F9")
	if !slices.Contains(st.Told, "この版には、次の段階はありません。") {
		t.Errorf("told %v", st.Told)
	}
	var words []string
	for _, a := range s.Actions() {
		words = append(words, a.Word)
	}
	for _, want := range []string{"書き出す（CSV）", "空の申請書様式", "「IaaS・PaaS（IoTクラウドサービス）審査基準【見本】」と比べる"} {
		if !slices.Contains(words, want) {
			t.Errorf("no action %s among %v", want, words)
		}
	}
}

func TestOutline_SixThousandItemsStayQuick(t *testing.T) {
	d, st := uitest.Office(t), uitest.NewStage(t, uitest.Laptop, "ja")
	e, err := criteriatest.Edition(criteriatest.LargeItems, criteriatest.LargeLevels)
	if err != nil {
		t.Fatal(err)
	}
	h := e.Head()
	h.Status = criteria.Draft
	if e, err = criteria.Compose(h, e.Groups(), e.Items()); err != nil {
		t.Fatal(err)
	}
	if err := d.ImportEdition(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	last := e.Items()[5999].ID
	s := New(d, st, route.Route{Screen: route.Edition, Edition: e.ID(), Item: last})
	r := st.Play(s)
	r.See(string(last)).Picture("edition-large-ja")
	if n := len(r.Words()); n > 400 {
		t.Errorf("%d texts are drawn for 6,000 items", n)
	}
	r.Press("K")
	if s.at.Item == last {
		t.Error("K goes nowhere")
	}
	s.outline.foldAll()
	if len(s.outline.rows) > 20 {
		t.Errorf("%d rows when all is folded", len(s.outline.rows))
	}
}

func TestLooks(t *testing.T) {
	for _, look := range []struct {
		name, lang string
		look       uitest.Look
	}{
		{"en-dark", "en", uitest.Look{Mode: "dark", Percent: 100, Scale: 1, Width: 1366, Height: 768}},
		{"ja-150", "ja", uitest.Look{Mode: "light", Percent: 150, Scale: 1, Width: 1366, Height: 768}},
	} {
		d, st := begun(t), uitest.NewStage(t, look.look, look.lang)
		s := New(d, st, route.OfEdition(route.Edition, "amend-2"))
		r := st.Play(s)
		r.Picture("edition-about-" + look.name)
		s.goTo("31.2")
		r.Picture("edition-editor-" + look.name)
		if c := r.Clipped(); len(c) > 0 {
			t.Errorf("%s: %v", look.name, c)
		}
	}
}
