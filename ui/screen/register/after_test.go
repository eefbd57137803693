package register

import (
	"context"
	"slices"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/register"
	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

func (d *desk) ContinuationOf(_ context.Context, no ident.CertificateNo, _ civil.Date) (review.Prospect, error) {
	if d.refuse != nil {
		return review.Prospect{}, d.refuse
	}
	return review.Prospect{Last: civil.MustParse("2026-06-30"), Case: "C2026-0007", Applied: civil.MustParse("2026-05-20")}, nil
}

func (d *desk) ContinueEffect(_ context.Context, no ident.CertificateNo, x review.Continuing) error {
	d.continued = append(d.continued, x)
	d.add(no, register.Event{Kind: register.Continue, On: x.On, Clause: "12-2"})
	return nil
}

func (d *desk) EndService(_ context.Context, no ident.CertificateNo, x review.Ending) error {
	if x.File != nil {
		d.files = append(d.files, x.File.Name)
	}
	d.ended = append(d.ended, x)
	d.add(no, register.Event{Kind: register.Ended, On: x.On, Clause: "13-2"})
	return nil
}

func (d *desk) CheckExisting(_ context.Context, x review.Existing) (review.Existing, fault.List, error) {
	if x.First.IsZero() {
		x.First = x.From
	}
	if x.To.IsZero() && !x.From.IsZero() {
		x.To = x.From.AddYears(2).AddDays(-1)
	}
	var l fault.List
	if serial, ok := d.Profile().Number.Serial(x.No); !ok {
		l = append(l, fault.Finding{Code: "existing_number", Severity: fault.Must, Field: "no"})
	} else {
		x.No = d.Profile().Number.Number(serial, x.First)
	}
	if x.From.IsZero() {
		l = append(l, fault.Finding{Code: "existing_period", Severity: fault.Must, Field: "from"})
	}
	if x.Corporate != "" && x.Corporate != "7999901000001" {
		l = append(l, fault.Finding{Code: "existing_corporate", Severity: fault.Must, Field: "corporate"})
	}
	for field, v := range map[string]string{"operator": x.Operator, "service": x.Service} {
		if strings.TrimSpace(v) == "" {
			l = append(l, fault.Finding{Code: "existing_blank", Severity: fault.Must, Field: field, Args: map[string]string{"field": field}})
		}
	}
	return x, l, nil
}

func (d *desk) EnterCertification(ctx context.Context, x review.Existing) error {
	if d.refuse != nil {
		return d.refuse
	}
	if x.Scan != nil {
		d.files = append(d.files, x.Scan.Name)
	}
	x, _, _ = d.CheckExisting(ctx, x)
	d.entered = append(d.entered, x)
	d.cs = append(d.cs, register.Certification{
		No: x.No, Operator: x.Operator, Service: x.Service, Classes: x.Classes, First: x.First, From: x.From, To: x.To,
		Events: []register.Event{{Kind: register.Granted, On: x.First, Clause: "6-1"}},
	})
	return nil
}

func (d *desk) RegisterNotes(context.Context) (map[ident.CertificateNo][]register.Note, error) {
	return d.notes, nil
}

func (d *desk) NoteCertification(_ context.Context, n register.Note, file *review.Incoming) (register.Note, error) {
	n.N = len(d.notes[n.No]) + 1
	if file != nil {
		n.File = &register.NotedFile{Name: file.Name, Digest: ident.Sum([]byte(file.Name)), Size: file.Size}
	}
	if d.notes == nil {
		d.notes = map[ident.CertificateNo][]register.Note{}
	}
	d.notes[n.No] = append(d.notes[n.No], n)
	return n, nil
}

func (d *desk) Due(_ context.Context, on civil.Date) ([]review.Due, error) {
	var out []review.Due
	if len(d.cs) > 1 {
		out = append(out, review.Due{No: d.cs[1].No, Kind: review.DueReminder, By: civil.MustParse("2026-05-01"), Clause: "12-1"},
			review.Due{No: d.cs[1].No, Kind: review.DueRenewal, By: civil.MustParse("2026-05-31"), Clause: "12-1"})
	}
	for no, notes := range d.notes {
		for _, n := range register.Awaited(notes) {
			out = append(out, review.Due{No: no, Kind: review.DueAnswer, By: n.Until, Clause: n.Topic.Clause(), Topic: n.Topic, Note: n.N})
		}
	}
	return out, nil
}

func (d *desk) LastPublished(context.Context) (review.Published, bool, error) {
	return review.Published{On: civil.MustParse("2026-04-01"), Entries: 3, Texts: 210, Files: make([]review.PublicFile, 7)}, !d.unpublished, nil
}

func TestArt12_2_WhatGoesOnIsSaidBefore(t *testing.T) {
	st, d := uitest.NewStage(t, uitest.Laptop, "ja"), newDesk()
	r := st.Play(New(d, st, route.To(route.Register)))
	r.Press("J", "C").See("C2026-0007", "2026年5月20日", "2026年7月1日から", "更新の申請を審査中のため").Picture("register-continue-ja").
		Press("Tab").Press(blank...).Type("2026-06-01").Press("Return").See("今日までの日").Press("Tab").Press(blank...).Type("2026-05-26").Press("Return")
	if len(d.continued) != 1 || d.continued[0].On != civil.MustParse("2026-05-26") || d.continued[0].Reason != "更新の申請を審査中のため" || len(st.Told) != 1 {
		t.Errorf("continued %+v, told %v", d.continued, st.Told)
	}
	r.See("末日の後の破線").Picture("register-continued-ja")
	d.refuse = &fault.Error{Kind: fault.Forbidden, Code: "continuation_refused", Clause: "12-2"}
	r.Press("C")
	if len(st.Problems) != 1 {
		t.Errorf("problems %v", st.Problems)
	}
}

func TestArt13_2_TheEndIsEnteredWithItsNotice(t *testing.T) {
	st, d := uitest.NewStage(t, uitest.Laptop, "en"), newDesk()
	st.Files["/scan/end.pdf"] = []byte("notice")
	r := st.Play(New(d, st, route.To(route.Register)))
	r.Press("E").See("End of the service", "Art. 13-2", "cannot be undone").Picture("register-end-en").Press(blank...).Type("2026-05-20").Press("Tab").Press(blank...).Type("2026-05-25").
		Press("Tab").Type("The service closed.").Press("Tab").Type("/scan/no.pdf").Tap("The certificate came with it (Art. 13-3)").Tap("Record the end").See("no.pdf")
	if len(d.ended) != 0 {
		t.Fatal("ended although the file is not there")
	}
	r.FocusOn("/scan/no.pdf").Press(blank...).Type("/scan/end.pdf").Tap("Record the end")
	if len(d.ended) != 1 || d.ended[0].On != civil.MustParse("2026-05-20") || d.ended[0].Noticed != civil.MustParse("2026-05-25") || !d.ended[0].Returned ||
		d.ended[0].Notice != "The service closed." || !slices.Equal(d.files, []string{"end.pdf"}) {
		t.Errorf("ended %+v with %v", d.ended, d.files)
	}
	r.Press("E").See("not in force")
}

func TestEnter_APaperCertificationIsHeldAgainstTheSchemeAsItIsTyped(t *testing.T) {
	st, d := uitest.NewStage(t, uitest.Laptop, "ja"), newDesk()
	d.cs = d.cs[:2]
	r := st.Play(New(d, st, route.To(route.Register)))
	r.Press("N").See("この台帳より前の認定の登録").Type("第41号").See("この制度の番号の形ではありません")
	if r.Enabled("台帳に登録する") {
		t.Error("goes on with a number that is none")
	}
	r.Press("BackSpace", "BackSpace", "BackSpace", "BackSpace").Type("ＩＰＴ００４１−２４０５").Press("Tab").Type("IaaS・PaaS").Press("Tab").Type("見本データ株式会社").
		Press("Tab").Type("123").See("検査用数字").Press("BackSpace", "BackSpace", "BackSpace").Press("Tab").Type("見本倉庫").Press("Tab").Press("Tab").Press("Tab").Type("２０２４").See("日付として読めません").
		Type("-05-20").See("IPT0041-2405", "2026年5月19日まで", "根拠とした紙が書かれていません").Press("Tab").Press("Tab").Type("認定証の写し（棚3）").DontSee("根拠とした紙が書かれていません").Picture("register-enter-ja")
	d.refuse = fault.New(fault.Conflict, "existing_overlaps", "no", "IPT0001-2505", "from", "2025-05-24", "to", "2027-05-23")
	r.Tap("台帳に登録する").See("有効期間の重なる認定IPT0001-2505").Picture("register-enter-overlap-ja")
	d.refuse = nil
	r.Tap("台帳に登録する")
	if len(d.entered) != 1 || d.entered[0].No != "IPT0041-2405" || !slices.Equal(d.entered[0].Classes, []string{"IaaS", "PaaS"}) || d.entered[0].Source != "認定証の写し（棚3）" {
		t.Fatalf("entered %+v", d.entered)
	}
	r.See("見本倉庫").Picture("register-entered-ja")
}

func TestEnter_TheEmptyRegisterSaysHowToBegin(t *testing.T) {
	st := uitest.NewStage(t, uitest.Laptop, "en")
	st.Play(New(&desk{today: "2026-05-27", unpublished: true}, st, route.To(route.Register))).Tap("Enter from paper…").See("Entering a certification older than the register")
}

func TestArt14_WhatComesInIsNotedAndAnswered(t *testing.T) {
	st, d := uitest.NewStage(t, uitest.Laptop, "ja"), newDesk()
	st.Files["/in/report.pdf"] = []byte("report")
	r := st.Play(New(d, st, route.To(route.Register)))
	r.See("記録はまだありません", "前回の公表").Press("R").See("台帳への記録").DontSee("どの求めへの回答か（あれば）")
	if r.Enabled("記録する") {
		t.Error("a note without kind and text")
	}
	r.Tap("緊急事態の通知・経過の報告").Press("Tab", "Tab", "Tab", "Tab", "Tab").Type("基盤の障害で3時間停止した。").FocusOn("なければ空のまま").Type("2026-05-20").
		FocusOn("なし").Type("/in/report.pdf").Picture("register-note-ja").Tap("記録する")
	no := d.cs[0].No
	if n := d.notes[no]; len(n) != 1 || n[0].Topic != register.Emergency || n[0].File == nil || n[0].Until != civil.MustParse("2026-05-20") {
		t.Fatalf("noted %+v", d.notes)
	}
	r.See("基盤の障害で3時間停止した。", "report.pdf", "2026年5月20日を過ぎています").Picture("register-noted-ja")
	r.Press("R").See("どの求めへの回答か").Tap("緊急事態の通知・経過の報告").Tap("2026年5月27日の緊急事態の通知・経過の報告").Picture("register-answer-ja")
}

func TestRegister_TheDueListSaysWhatAndUntilWhen(t *testing.T) {
	st := uitest.NewStage(t, uitest.Laptop, "ja")
	r := st.Play(New(newDesk(), st, route.To(route.Register)))
	r.Tap("期限あり").See("更新案内を送る：2026年5月1日を過ぎています", "更新の申請を待つ：2026年5月31日まで").DontSee("見本ストレージ").Picture("register-due-ja")
	r.Press("P")
	if w := st.Went[len(st.Went)-1]; w != route.To(route.Publish) {
		t.Errorf("went to %v", w)
	}
}
