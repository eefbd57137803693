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
