package register

import (
	"context"
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/review/register"
	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

// desk is a stand-in with four certifications in four states.
type desk struct {
	cs    []register.Certification
	today string

	revoked  []review.Revoking
	reminded int
	improved []review.Improving
	refuse   error

	continued   []review.Continuing
	ended       []review.Ending
	entered     []review.Existing
	notes       map[ident.CertificateNo][]register.Note
	files       []string // names of the files that came with an act
	unpublished bool
}

func cert(no, service, from string, events ...register.Event) register.Certification {
	first := civil.MustParse(from)
	return register.Certification{
		Serial: len(no), Operator: "見本クラウド株式会社", Corporate: "7999901000001", Service: service,
		Classes: []string{"IaaS", "PaaS"}, First: first, From: first, To: first.AddYears(2).AddDays(-1), Case: "C2026-0001",
		Events: append([]register.Event{{Kind: register.Granted, On: first, Clause: "6-1"}}, events...),
	}
}

func newDesk() *desk {
	d := &desk{today: "2026-05-27", cs: []register.Certification{
		cert("1", "見本IoTプラットフォーム", "2025-05-24"),
		cert("2", "見本センサー基盤", "2024-07-01"),
		cert("3", "見本データ基盤", "2025-01-10", register.Event{Kind: register.Revoked, On: civil.MustParse("2026-02-01"), Clause: "17-1(3)"}),
		cert("4", "見本ストレージ", "2022-04-01"),
	}}
	for i := range d.cs {
		d.cs[i].No = register.Pattern("IPT{serial:4}-{yy}{mm}").Number(i+1, d.cs[i].First)
	}
	return d
}

func (d *desk) Today() civil.Date                                          { return civil.MustParse(d.today) }
func (d *desk) Register(context.Context) ([]register.Certification, error) { return d.cs, nil }
func (d *desk) ExportRecords(context.Context, review.Outbox) (review.Handed, error) {
	return review.Handed{Path: "out/records.parcel", Verdict: "genuine"}, nil
}

func TestRegister_ShowsStatesOfToday(t *testing.T) {
	st := uitest.NewStage(t, uitest.Laptop, "ja")
	r := st.Play(New(newDesk(), st, route.To(route.Register)))
	r.See("IPT0001-2505", "有効", "取消し", "満了", "あと361日", "認定　2025年5月24日", "有効期間の末日").Picture("register-ja")
	r.Press("J", "J").See("第17条第1項第3号").Picture("register-revoked-ja")
}

func TestRegister_DueListCallsForRenewals(t *testing.T) {
	st := uitest.NewStage(t, uitest.Laptop, "en")
	r := st.Play(New(newDesk(), st, route.To(route.Register)))
	r.Tap("Due").See("見本センサー基盤").DontSee("見本ストレージ")
	if w := st.Went[len(st.Went)-1]; w.Filter != "due" {
		t.Errorf("the filter is not kept in the route: %v", w)
	}
	st.Play(New(newDesk(), st, route.Route{Screen: route.Register, Filter: "past"})).See("見本ストレージ").DontSee("見本IoTプラットフォーム").Picture("register-past-en")
}

func TestRegister_EmptySaysHowToBegin(t *testing.T) {
	st := uitest.NewStage(t, uitest.Laptop, "ja")
	st.Play(New(&desk{today: "2026-05-27"}, st, route.To(route.Register))).See("台帳はまだ空です").DontSee("認定番号")
}

func TestRegister_ExportIsToldWithItsPath(t *testing.T) {
	st := uitest.NewStage(t, uitest.Laptop, "ja")
	st.Chosen = "usb"
	st.Play(New(newDesk(), st, route.To(route.Register))).Press("F8")
	if len(st.Told) != 1 {
		t.Errorf("told %v", st.Told)
	}
}
