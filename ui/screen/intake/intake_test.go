package intake

import (
	"context"
	"fmt"
	"testing"

	"shinsa/assets"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

// desk is a stand-in for a secretariat's desk.
type desk struct {
	app    *intake.Application
	file   *review.File
	cards  []review.Card
	kept   bool
	packed []ident.ReviewerID
	strict bool
	gated  []review.Gated
}

func str(s string) intake.Entry { return intake.Entry{Value: &s, At: "申請書A!C5"} }

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
	four, yes := 4, true
	app := &intake.Application{
		Load: intake.LoadedWithFindings,
		Header: intake.Header{
			Kind: str("new"), OperatorName: str("見本クラウド株式会社"), ServiceName: str("見本IoTプラットフォーム"), ApplicationDate: str("2024-04-15"),
			ServiceOutline: str("IoT機器からのデータ収集、蓄積、可視化及び機器管理の基盤を、閉域の携帯電話網とクラウド基盤を組み合わせて提供するサービス。"),
		},
		Counts: intake.Counts{Answered: 120, Blank: 9, ByReference: 4, NotApplicable: 3, MandatoryBlank: 1},
		Evidence: []intake.Evidence{
			{No: "資料1", Title: "履歴事項全部証明書", File: "01_履歴事項全部証明書.pdf", Present: true, Pages: &four},
			{No: "資料2", Title: "サービス仕様書", File: "02_サービス仕様書.pdf", Confidential: &yes},
		},
		Findings: fault.List{
			{Code: "fee_not_received", Severity: fault.Must, Clause: "5"},
			{Code: "mark_query_without_words", Severity: fault.Should, Clause: "4-1(3)", Criterion: "31.2", At: "申請書B!F112"},
		},
	}
	return &desk{
		app:  app,
		file: &review.File{Row: review.Row{Case: review.Case{ID: "C2026-0001", State: review.Received}}, Application: app, Edition: e},
		cards: []review.Card{
			{ID: "m-aaaaaaaa", Name: "審査 花子", NotAfter: civil.MustParse("2031-01-01")},
			{ID: "m-bbbbbbbb", Name: "監査 次郎", NotAfter: civil.MustParse("2031-01-01")},
			{ID: "m-cccccccc", Name: "退任 三郎", NotAfter: civil.MustParse("2020-01-01")},
		},
	}
}

func (d *desk) Today() civil.Date       { return civil.MustParse("2026-04-01") }
func (d *desk) Profile() review.Profile { return review.SampleProfile() }
func (d *desk) ReadApplication(context.Context, review.Submission) (*intake.Application, error) {
	return d.app, nil
}

func (d *desk) Intake(context.Context, review.Submission) (ident.CaseID, *intake.Application, error) {
	d.kept = true
	return d.file.ID, d.app, nil
}
func (d *desk) File(context.Context, ident.CaseID) (*review.File, error) { return d.file, nil }
func (d *desk) RecordFee(_ context.Context, _ ident.CaseID, on civil.Date, yen int64) error {
	d.file.Fee = &review.Fee{On: on, Amount: yen}
	return nil
}
func (d *desk) Gated(context.Context, ident.CaseID) ([]review.Gated, error) { return d.gated, nil }

func (d *desk) ReleaseKey(_ context.Context, _ ident.CaseID, m ident.ReviewerID, _ review.Outbox) (review.Handed, error) {
	for i := range d.gated {
		if d.gated[i].Reviewer == m {
			d.gated[i].Released = d.Today()
		}
	}
	return review.Handed{Path: "out/" + string(m) + ".release"}, nil
}

func (d *desk) Members(context.Context) ([]review.Card, error) { return d.cards, nil }

func (d *desk) Pack(_ context.Context, _ ident.CaseID, s review.Sending, _ review.Outbox) ([]review.Handed, error) {
	d.packed, d.strict = s.To, s.Strict
	d.file.State, d.file.Due = review.Sent, s.Due
	var out []review.Handed
	for _, id := range s.To {
		d.file.Members = append(d.file.Members, review.Assignment{Reviewer: id, Name: string(id)})
		out = append(out, review.Handed{Name: string(id) + ".dossier", Path: "out/" + string(id) + ".dossier", Kind: "dossier", Verdict: "genuine"})
	}
	return out, nil
}

func (d *desk) Cases(context.Context) ([]review.Row, error) { return []review.Row{d.file.Row}, nil }
func (d *desk) Editions(context.Context) ([]*criteria.Edition, error) {
	return []*criteria.Edition{d.file.Edition}, nil
}

func (d *desk) EditionOn(context.Context, civil.Date) (*criteria.Edition, error) {
	return d.file.Edition, nil
}

func (d *desk) EditionChoice(context.Context, ident.CaseID) (review.Choice, bool, error) {
	return review.Choice{}, false, nil
}

func (d *desk) Corrections(context.Context, ident.CaseID) ([]review.Correction, error) {
	return nil, nil
}

func (d *desk) TypedApplications(context.Context) ([]review.Typed, error) { return nil, nil }

func TestNew_NothingIsKeptBeforeItWasLookedAt(t *testing.T) {
	d, st := newDesk(t), uitest.NewStage(t, uitest.Laptop, "ja")
	st.Files["form.xlsx"] = []byte("PK")
	r := st.Play(New(d, st, route.To(route.Intake)))
	r.See("ここに示します")
	if r.Enabled("受け付ける") {
		t.Fatal("an application could be taken in unseen")
	}
	r.Type("form.xlsx").Tap("内容を確かめる")
	r.See("見本クラウド株式会社", "書類の確認", "第4条第1項第2号", "要対応　1件", "資料2").Picture("intake-new-ja")
	if d.kept {
		t.Fatal("looking kept the application")
	}
	r.Tap("受け付ける")
	if !d.kept || len(st.Went) != 1 || st.Went[0] != route.Of(route.Intake, "C2026-0001") {
		t.Fatalf("kept %v, went %v", d.kept, st.Went)
	}
}

func TestNew_AFindingSaysWhatStandsBehindIt(t *testing.T) {
	d, st := newDesk(t), uitest.NewStage(t, uitest.Laptop, "ja")
	st.Files["form.xlsx"] = []byte("PK")
	r := st.Play(New(d, st, route.To(route.Intake)))
	r.Type("form.xlsx").Tap("内容を確かめる").DontSee("fee_not_received")
	r.FocusOn("この指摘とは").See("fee_not_received", "申請全体", "デスクの記録と照らして").Picture("intake-why-ja")
	r.FocusOn("内容を確かめる").DontSee("fee_not_received")
	r.Tap("この指摘とは").FocusOn("内容を確かめる").See("fee_not_received")
}

func TestNew_ConvertedNamesAreConfirmed(t *testing.T) {
	d, st := newDesk(t), uitest.NewStage(t, uitest.Laptop, "ja")
	st.Files["form.xlsx"] = []byte("PK")
	for i := range 10 {
		d.app.Findings = append(d.app.Findings, fault.Finding{
			Code: "evidence_name_decoded", Severity: fault.Info, Clause: "4-1(3)", Args: map[string]string{"name": fmt.Sprintf("%02d_ＳＬＡ（表）.pdf", i)},
		})
	}
	r := st.Play(New(d, st, route.To(route.Intake)))
	r.Type("form.xlsx").Tap("内容を確かめる").Tap("受け付ける").See("ファイルの名前を確かめます", "07_ＳＬＡ（表）.pdf", "ほか2個").Picture("intake-names-ja")
	if r.Press("Return"); d.kept {
		t.Fatal("kept before the names were confirmed")
	}
	r.Tap("受け付ける").Tap("名前は正しい")
	if !d.kept {
		t.Fatal("not kept")
	}
}

func TestNew_MissingFileIsAProblemNotACase(t *testing.T) {
	d, st := newDesk(t), uitest.NewStage(t, uitest.Laptop, "en")
	r := st.Play(New(d, st, route.To(route.Intake)))
	r.Tap("Look inside")
	if len(st.Told) != 1 {
		t.Fatalf("told %v", st.Told)
	}
	r.Type("nowhere.xlsx").Tap("Look inside")
	if fault.KindOf(st.Problems[0]) != fault.Missing || d.kept {
		t.Fatalf("problems %v", st.Problems)
	}
}

func TestArt5_NoDossierBeforeTheFee(t *testing.T) {
	d, st := newDesk(t), uitest.NewStage(t, uitest.Laptop, "ja")
	r := st.Play(New(d, st, route.Of(route.Intake, "C2026-0001")))
	r.Tap("審査 花子").See("審査手数料の受領を記録すると送付できます（第5条）。").Picture("intake-case-ja")
	if r.Enabled("申請パッケージを作る") {
		t.Fatal("dossiers could be made before the fee was received")
	}
	r.FocusOn("例：110,000").Type("ひゃく").Tap("受領を記録する")
	if d.file.Fee != nil {
		t.Fatal("an unreadable amount was recorded")
	}
	r.FocusOn("ひゃく").Press("BackSpace", "BackSpace", "BackSpace").Type("110,000").Press("Return")
	r.See("2026年4月1日に110,000円を受領")
	r.Tap("審査 花子").Tap("監査 次郎").Tap("厳格方式").See("暗号による保証").Tap("申請パッケージを作る")
	if len(d.packed) != 2 || !d.strict || d.file.Due.String() != "2026-04-22" {
		t.Fatalf("packed %v, strict %v, due %v", d.packed, d.strict, d.file.Due)
	}
	r.See("out/m-aaaaaaaa.dossier", "真正", "未着").Picture("intake-sent-ja")
}

func TestPack_ExpiredCardCannotBeChosen(t *testing.T) {
	d, st := newDesk(t), uitest.NewStage(t, uitest.Laptop, "en")
	r := st.Play(New(d, st, route.Of(route.Intake, "C2026-0001")))
	if r.Enabled("退任 三郎") {
		t.Fatal("a member whose card has expired can be chosen")
	}
	r.Picture("intake-case-en")
}
