package register

import (
	"context"
	"slices"
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/register"
	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

const phrase = "mihon-no-tsukue-2026"

func (d *desk) Confirm(passphrase string) error {
	if passphrase != phrase {
		return fault.New(fault.Locked, "wrong_passphrase")
	}
	return nil
}

func (d *desk) RevokeCertification(_ context.Context, no ident.CertificateNo, r review.Revoking, _ string, _ review.Outbox) (review.Handed, error) {
	i := slices.IndexFunc(d.cs, func(c register.Certification) bool { return c.No == no })
	d.cs[i].Events = append(d.cs[i].Events, register.Event{Kind: register.Revoked, On: r.On, Clause: "17-1"})
	d.revoked = append(d.revoked, r)
	return review.Handed{Path: "out/revocation.pdf", Verdict: "genuine"}, nil
}

func (d *desk) RemindersDue(context.Context, civil.Date) ([]register.Certification, error) {
	if d.reminded > 0 {
		return nil, nil
	}
	return d.cs[1:2], nil
}

func (d *desk) RemindRenewal(context.Context, []ident.CertificateNo, civil.Date, review.Outbox) ([]review.Handed, error) {
	d.reminded++
	return []review.Handed{{Path: "out/renewal.pdf", Verdict: "genuine"}}, nil
}

func TestArt17_RevokedWithWordAndPassphrase(t *testing.T) {
	st, d := uitest.NewStage(t, uitest.Laptop, "ja"), newDesk()
	st.Chosen = "usb"
	r := st.Play(New(d, st, route.To(route.Register)))
	r.Press("F9").See("取消しの事由").Picture("register-revoke-ja")
	if r.Enabled("確認へ進む") {
		t.Error("goes on without a ground")
	}
	r.Tap("7").Tap("3").Tap("1").Tap("1").See("第3号　認定マーク", "第7号").DontSee("第1号").FocusOn("事由に当たる事実").Type("要請に従わなかった。").Tap("確認へ進む").See("見本IoTプラットフォーム", "元に戻せません").Picture("register-revoke-confirm-ja")
	if r.Enabled("取り消す") || len(d.revoked) > 0 {
		t.Error("revokes without the word and the passphrase")
	}
	r.Type("取消し").Press("Tab").Type("chigau").Tap("取り消す").See("パスフレーズが違います")
	if len(d.revoked) > 0 {
		t.Fatal("revoked by a wrong passphrase")
	}
	r.Press("BackSpace", "BackSpace", "BackSpace", "BackSpace", "BackSpace", "BackSpace").Type(phrase).Tap("取り消す")
	if len(d.revoked) != 1 || !slices.Equal(d.revoked[0].Grounds, []int{3, 7}) || d.revoked[0].Facts != "要請に従わなかった。" || len(st.Told) != 1 {
		t.Errorf("revoked %+v, told %v", d.revoked, st.Told)
	}
	r.Press("F9").See("有効ではない")
}

func TestArt12_RemindersAreAskedForOnce(t *testing.T) {
	st, d := uitest.NewStage(t, uitest.Laptop, "en"), newDesk()
	st.Chosen = "usb"
	r := st.Play(New(d, st, route.To(route.Register)))
	r.Press("F7").See("Make renewal reminders").Picture("register-remind-en").Tap("Sign and write")
	if d.reminded != 1 || len(st.Told) != 1 {
		t.Errorf("reminded %d times, told %v", d.reminded, st.Told)
	}
	r.Press("F7").See("No renewal reminder is due.")
}

// blank empties the field of a day.
var blank = slices.Repeat([]string{"Delete", "BackSpace"}, 16)

func (d *desk) Profile() review.Profile { return review.SampleProfile() }

func (d *desk) add(no ident.CertificateNo, e register.Event) {
	i := slices.IndexFunc(d.cs, func(c register.Certification) bool { return c.No == no })
	d.cs[i].Events = append(d.cs[i].Events, e)
}

func (d *desk) Lapse(_ context.Context, no ident.CertificateNo, l review.Lapsing) error {
	if d.refuse != nil {
		return d.refuse
	}
	d.add(no, register.Event{Kind: register.Lapsed, On: l.On, Clause: "9-2", Text: string(l.Event)})
	return nil
}

func (d *desk) ReturnCertificate(_ context.Context, no ident.CertificateNo, on civil.Date) error {
	d.add(no, register.Event{Kind: register.Returned, On: on, Clause: "10-8"})
	return nil
}

func (d *desk) RequestImprovement(_ context.Context, _ ident.CertificateNo, i review.Improving, _ review.Outbox) (review.Handed, error) {
	d.improved = append(d.improved, i)
	return review.Handed{Path: "out/improvement.pdf", Verdict: "genuine"}, nil
}

func TestArt17_TheDayOfARevocationIsChosen(t *testing.T) {
	st, d := uitest.NewStage(t, uitest.Laptop, "en"), newDesk()
	st.Chosen = "usb"
	r := st.Play(New(d, st, route.To(route.Register)))
	r.Press("F9").Tap("7").FocusOn("Facts that fall under them").Type("Did not follow the request.").Press("Tab").Press(blank...).Type("2026-06-01")
	if r.Enabled("Go on") {
		t.Error("a day to come is taken")
	}
	r.Press(blank...).Type("2026-05-20").Tap("Go on").See("2026").Type("revoke").Press("Tab").Type(phrase).Tap("Revoke")
	if len(d.revoked) != 1 || d.revoked[0].On != civil.MustParse("2026-05-20") {
		t.Errorf("revoked %+v", d.revoked)
	}
}

func TestArt9_2_LapseIsEnteredAndTheCertificateComesBack(t *testing.T) {
	st, d := uitest.NewStage(t, uitest.Laptop, "ja"), newDesk()
	r := st.Play(New(d, st, route.To(route.Register)))
	r.Press("F2").See("まだ効力があるか").Press("Return")
	r.Press("F4").See("失効の事由", "元に戻せません").Picture("register-lapse-ja")
	if r.Enabled("失効を記録する") {
		t.Error("goes on without an event")
	}
	d.refuse = fault.New(fault.Forbidden, "certification_not_in_force", "no", "x", "on", "y")
	r.Tap("合併").Tap("失効を記録する").See("有効ではありません")
	d.refuse = nil
	r.Tap("失効を記録する").See("失効", "まだ返納されていません")
	r.Press("F4").See("有効ではありません").Press("Return")
	r.Press("F2").See("返納された日").Picture("register-return-ja").Press(blank...).Type("2027-01-01").Press("Return").See("今日までの日")
	r.Press(blank...).Type("令和8年5月26日").Tap("返納を記録する").See("2026年5月26日に返納").Picture("register-returned-ja")
	if e := d.cs[0].Events; len(e) != 3 || e[1].Text != "merger" || e[2].On != civil.MustParse("2026-05-26") || len(st.Told) != 2 {
		t.Errorf("events %+v, told %v", e, st.Told)
	}
}

func TestArt16_ImprovementIsRequested(t *testing.T) {
	st, d := uitest.NewStage(t, uitest.Laptop, "en"), newDesk()
	st.Chosen = "usb"
	r := st.Play(New(d, st, route.To(route.Register)))
	r.Press("F6").See("Request for improvement").Type("An outage was reported late.")
	if r.Enabled("Sign and write") {
		t.Error("goes on without measures")
	}
	r.Press("Tab").Type("Report within an hour.").Tap("Put the measures into the next publication (Art. 16-2)").Picture("register-improve-en").Tap("Sign and write")
	want := review.Improving{Facts: "An outage was reported late.", Text: "Report within an hour.", Due: d.Today().AddDays(d.Profile().DueDays), Publish: true}
	if len(d.improved) != 1 || d.improved[0] != want || len(st.Told) != 1 {
		t.Errorf("asked %+v, told %v", d.improved, st.Told)
	}
	r.Press("J", "J").Press("F6").See("not in force")
}
