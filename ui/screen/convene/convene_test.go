package convene

import (
	"context"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"shinsa/assets"
	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/opinion"
	"shinsa/ui/route"
	"shinsa/ui/uitest"
	"shinsa/ui/widget"
)

// desk is a stand-in: two members gave opinions that differ on 31.8, a third is recused.
type desk struct {
	file     *review.File
	matrix   *opinion.Matrix
	settings map[string]string
	meeting  *opinion.Meeting
	refuse   error
	asked    []civil.Date // the days by which letters ask for an answer
	waiting  []review.AgendaItem
}

func (d *desk) Inquiries(context.Context, ident.CaseID) ([]review.Inquiry, error) {
	return []review.Inquiry{{
		Item: "31.8", Title: "認証取得", Text: "ISMS認証の更新審査の予定時期をお知らせください。", From: []string{"監査 次郎"},
	}, {
		Item: "40.2", Title: "不正侵入対策", Text: "検知の対象範囲をお知らせください。", From: []string{"審査 花子", "監査 次郎"},
	}}, nil
}

func (d *desk) InquiryLetter(_ context.Context, _ ident.CaseID, due civil.Date, _ review.Outbox) (review.Handed, error) {
	d.asked = append(d.asked, due)
	return review.Handed{Name: "inquiry_C2026-0001.pdf", Path: "out/inquiry_C2026-0001.pdf", Kind: "inquiry", Verdict: "genuine"}, d.refuse
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	b, err := assets.Criteria(assets.SampleCriteria)
	if err != nil {
		t.Fatal(err)
	}
	e, err := criteria.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	columns := []opinion.Column{
		{Reviewer: "m-aaaaaaaa", Name: "審査 花子"}, {Reviewer: "m-bbbbbbbb", Name: "監査 次郎"}, {Reviewer: "m-cccccccc", Name: "利害 三郎", Recused: true},
	}
	opinions := []opinion.Opinion{
		{Reviewer: "m-aaaaaaaa", Draft: opinion.Draft{Overall: opinion.Recommend}},
		{Reviewer: "m-bbbbbbbb", Draft: opinion.Draft{Overall: opinion.Conditional}},
	}
	for _, it := range e.Items() {
		m := checklist.Mark{Item: it.ID, Verdict: checklist.Conforming, Disclosed: checklist.Adequate}
		opinions[0].Marks = append(opinions[0].Marks, m)
		if it.ID == "31.8" {
			m.Verdict, m.Remark = checklist.Query, "登録証は画像のみで、有効期限が2025年11月30日である。更新の予定を確認したい。"
			m.Inquiry = "ISMS認証の更新審査の予定時期と、更新後の登録証の提出の可否をお知らせください。"
		}
		opinions[1].Marks = append(opinions[1].Marks, m)
	}
	return &desk{
		file:     &review.File{Row: review.Row{Case: review.Case{ID: "C2026-0001", State: review.Gathered}}, Edition: e},
		matrix:   opinion.NewMatrix("C2026-0001", e, columns, opinions),
		settings: map[string]string{},
	}
}

func (d *desk) Agenda(context.Context) ([]review.AgendaItem, error) { return d.waiting, nil }

func (d *desk) Today() civil.Date { return civil.MustParse("2026-05-17") }

func (d *desk) Profile() review.Profile                                       { return review.SampleProfile() }
func (d *desk) File(context.Context, ident.CaseID) (*review.File, error)      { return d.file, nil }
func (d *desk) Matrix(context.Context, ident.CaseID) (*opinion.Matrix, error) { return d.matrix, nil }

func (d *desk) Meeting(context.Context, ident.CaseID) (opinion.Meeting, bool, error) {
	if d.meeting == nil {
		return opinion.Meeting{}, false, nil
	}
	return *d.meeting, true, nil
}

func (d *desk) Setting(_ context.Context, name string) string { return d.settings[name] }
func (d *desk) SetSetting(_ context.Context, name, v string) error {
	if d.refuse != nil {
		return d.refuse
	}
	d.settings[name] = v
	return nil
}

func (d *desk) Convene(_ context.Context, _ ident.CaseID, m opinion.Meeting, _ review.Outbox) ([]review.Handed, error) {
	d.meeting, d.file.State = &m, review.Convened
	return []review.Handed{{Name: "委員会意見書.pdf", Path: "out/委員会意見書.pdf", Kind: "committee", Verdict: "genuine"}}, nil
}

func play(t *testing.T, d *desk, lang string) (*uitest.Robot, *uitest.Stage) {
	t.Helper()
	st := uitest.NewStage(t, uitest.Laptop, lang)
	return st.Play(New(d, st, route.Of(route.Convene, "C2026-0001"))), st
}

func TestArt7_TheHeadNamesWhoMustLeave(t *testing.T) {
	r, _ := play(t, newDesk(t), "ja")
	r.See("退席すべき委員：利害 三郎", "定足数を満たしています", "判定が分かれた項目 1件　うち未了 1件")
	r.See("31.8", "更新の予定を確認したい", "ISMS認証の更新審査の予定時期").DontSee("31.2")
	r.Picture("convene-ja")
}

func TestConvene_RecordsOnlyWhenEverythingIsSettled(t *testing.T) {
	d := newDesk(t)
	r, st := play(t, d, "ja")
	if r.Enabled("委員会意見を記録する") {
		t.Fatal("the opinion could be recorded with an item unsettled and no conclusion")
	}
	r.Press("1", "G")
	if got, ok := d.settledOn("31.8"); !ok || got.Verdict != checklist.Conforming || got.How != opinion.Agreed {
		t.Fatalf("settled %+v", got)
	}
	r.See("合意・適合", "うち未了 0件")
	r.Tap("認定相当")
	st.Play(New(d, st, route.Of(route.Convene, "C2026-0001"))) // started again: what was typed is still there
	r.See("合意・適合")
	s := New(d, st, route.Of(route.Convene, "C2026-0001"))
	r = st.Play(s)
	s.form.Summary, s.form.Chair = "審議した。認定相当と認める。", "審査 花子"
	s.changed()
	r.Tap("委員会意見を記録する").See("記録した後は変更できません。").Picture("convene-ask-ja")
	r.Press("Return")
	if d.meeting == nil || d.meeting.Overall != opinion.Recommend || len(d.meeting.Settled) != 1 {
		t.Fatalf("meeting %+v", d.meeting)
	}
	r.See("記録済みです", "out/委員会意見書.pdf", "決定へ進む").Picture("convene-recorded-ja")
}

// settledOn reads the minutes as they are kept on the desk.
func (d *desk) settledOn(item ident.ItemID) (opinion.Settled, bool) {
	s := &Screen{desk: d, c: "C2026-0001"}
	if err := s.load(context.Background()); err != nil {
		return opinion.Settled{}, false
	}
	for _, x := range s.form.Settled {
		if x.Item == item {
			return x, true
		}
	}
	return opinion.Settled{}, false
}

func TestConvene_MinorityGetsItsWords(t *testing.T) {
	r, _ := play(t, newDesk(t), "en")
	r.DontSee("The minority's words")
	r.Press("2", "D").See("The minority's words", "With dissent・Query").Picture("convene-en")
}

func TestConvene_SaysWhenMinutesAreNotKept(t *testing.T) {
	d := newDesk(t)
	d.refuse = fault.New(fault.Unavailable, "disk_full")
	r, st := play(t, d, "ja")
	r.Press("1")
	if len(st.Problems) == 0 || len(st.Stamps) == 0 || st.Stamps[0] != "unsaved" {
		t.Errorf("stamps %v", st.Stamps)
	}
}

func TestConvene_FilterShowsAllItems(t *testing.T) {
	r, _ := play(t, newDesk(t), "ja")
	r.Tap("すべて 136").See("1.1")
	r.Press("J").Picture("convene-all-ja")
}

func TestInquiriesOfEveryMemberBecomeOneLetter(t *testing.T) {
	d := newDesk(t)
	stage := uitest.NewStage(t, uitest.Laptop, "ja")
	r := stage.Play(New(d, stage, route.Of(route.Convene, "C2026-0001")))
	r.See("2件の照会", "検知の対象範囲をお知らせください。", "照会した委員：審査 花子、監査 次郎").Picture("convene-inquiries-ja")
	if r.Press("Q"); len(d.asked) != 1 || d.asked[0] != d.Today().AddDays(d.Profile().DueDays) {
		t.Fatalf("asked by %v", d.asked)
	}
	r.See("inquiry_C2026-0001.pdf").FocusOn("2026-06-07")
	r.Canvas().Focused().(*widget.Entry).TypedShortcut(&fyne.ShortcutSelectAll{})
	r.Type("2026-05-01").Press("Return")
	if len(d.asked) != 1 || !slices.Contains(stage.Told, "回答の期限を、今日以降の日付で入力してください。") {
		t.Errorf("a day that is past: asked by %v, told %v", d.asked, stage.Told)
	}
}

// amendments are two that wait for the committee.
func amendments() []review.AgendaItem {
	return []review.AgendaItem{
		{Edition: "iaas-2026", Title: criteria.Text{JA: "令和8年改正案", EN: "2026 draft"}, Proposed: civil.MustParse("2026-05-01"), Text: "稼働率の計測期間を明示する。"},
		{Rules: "rules-2026", Title: criteria.Text{JA: "運用規程 令和8年改正"}, Proposed: civil.MustParse("2026-05-02"), Text: "審査料の改定"},
	}
}

func TestArt22_AmendmentsAreTickedOffInTheOrderOfTheSession(t *testing.T) {
	d := newDesk(t)
	d.waiting = amendments()
	r, st := play(t, d, "ja")
	r.See("案件 C2026-0001", "第1回審査", "審査基準の改正「令和8年改正案」", "2026年5月1日提案", "審査料の改定").TapNth("審議した", 1)
	r.FocusOn("審議の結果（議事録に載ります）").Type("提案のとおり了承した。")
	r.TapNth("上へ", 1).TapNth("上へ", 0).Picture("convene-agenda-ja")
	d.waiting = d.waiting[1:] // the other one was deliberated elsewhere
	s := New(d, st, route.Of(route.Convene, "C2026-0001"))
	r = st.Play(s)
	s.form.Summary, s.form.Chair, s.form.Overall = "審議した。", "審査 花子", opinion.Recommend
	s.changed()
	r.Press("1", "G").DontSee("令和8年改正案").Tap("委員会意見を記録する").See("改正1件を、この会議で審議した").Press("Return")
	if d.meeting == nil {
		t.Fatal("nothing is recorded")
	}
	if a := d.meeting.Agenda; len(a) != 2 || a[0].Rules != "rules-2026" || a[0].Text != "提案のとおり了承した。" || !a[1].Case() {
		t.Errorf("agenda %+v", d.meeting.Agenda)
	}
	r.See("運用規程の改正", "提案のとおり了承した。").DontSee("上へ")
	r.Picture("convene-agenda-recorded-ja")
}

func TestConvene_WithoutAmendmentsTheCaseIsTheAgenda(t *testing.T) {
	d := newDesk(t)
	r, _ := play(t, d, "en")
	r.See("Examination of", "No amendment of the criteria")
	s := &Screen{desk: d, c: "C2026-0001"}
	if err := s.load(context.Background()); err != nil || s.form.Meeting(s.matrix).Agenda != nil {
		t.Errorf("the agenda is %+v, %v", s.form.Meeting(s.matrix).Agenda, err)
	}
}
