package decide

import (
	"context"
	"testing"

	"shinsa/assets"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/decision"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/opinion"
	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

// desk is a stand-in with one case before its decision.
type desk struct {
	file     *review.File
	basis    *decision.Basis
	made     *decision.Decision
	settings map[string]string
	refuse   error
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
	day := civil.MustParse("2026-05-17")
	return &desk{
		file: &review.File{Row: review.Row{Case: review.Case{
			ID: "C2026-0001", State: review.Convened, Operator: "見本クラウド株式会社", Service: "見本IoTプラットフォーム",
		}}, Edition: e},
		basis: &decision.Basis{
			Case: "C2026-0001", FeeReceived: true, Committee: true, Overall: opinion.Recommend, Open: []ident.ItemID{"31.2"}, Earliest: day,
			Grounds: []decision.Ground{
				{Kind: "application", Name: "見本クラウド株式会社", On: civil.MustParse("2026-04-01"), Digest: ident.Sum([]byte("a"))},
				{Kind: "opinion", Name: "審査 花子", On: civil.MustParse("2026-05-02"), Digest: ident.Sum([]byte("b"))},
				{Kind: "recusal", Name: "利害 三郎", On: civil.MustParse("2026-04-23"), Digest: ident.Sum([]byte("c"))},
				{Kind: "committee", Name: "審査 花子", On: day, Digest: ident.Sum([]byte("d"))},
			},
		},
		settings: map[string]string{},
	}
}

func (d *desk) Today() civil.Date { return civil.MustParse("2026-05-24") }

func (d *desk) Profile() review.Profile                                  { return review.SampleProfile() }
func (d *desk) File(context.Context, ident.CaseID) (*review.File, error) { return d.file, nil }
func (d *desk) DecisionBasis(context.Context, ident.CaseID) (*decision.Basis, error) {
	return d.basis, nil
}

func (d *desk) Decision(context.Context, ident.CaseID) (decision.Decision, bool, error) {
	if d.made == nil {
		return decision.Decision{}, false, nil
	}
	return *d.made, true, nil
}

func (d *desk) Decide(_ context.Context, x decision.Decision) error {
	if d.refuse != nil {
		return d.refuse
	}
	d.made = &x
	return nil
}
func (d *desk) Setting(_ context.Context, name string) string      { return d.settings[name] }
func (d *desk) SetSetting(_ context.Context, name, v string) error { d.settings[name] = v; return nil }

func play(t *testing.T, d *desk, lang string) (*uitest.Robot, *uitest.Stage) {
	t.Helper()
	st := uitest.NewStage(t, uitest.Laptop, lang)
	return st.Play(New(d, st, route.Of(route.Decide, "C2026-0001"))), st
}

func TestArt6_1_GrantNeedsAReasonPerOpenItem(t *testing.T) {
	d := newDesk(t)
	r, st := play(t, d, "ja")
	r.See("委員会意見：認定相当", "解決していない必須項目が1件あります。", "「認定」か「不認定」かが選ばれていません。")
	r.Press("1").See("31.2　サービス稼働率（目標値）").Picture("decide-grant-ja")
	if r.Enabled("決定を記録する") {
		t.Fatal("a grant was possible without a reason for the open item")
	}
	s := New(d, st, route.Of(route.Decide, "C2026-0001"))
	r = st.Play(s)
	s.form.Despite["31.2"] = "実績が目標を上回るため。"
	s.changed()
	r.Tap("決定を記録する").See("記録した後は変更できません。").Press("Return")
	if d.made == nil || d.made.Outcome != decision.Grant || len(d.made.Despite) != 1 {
		t.Fatalf("made %+v", d.made)
	}
	r.See("「認定」と決定済みです").Tap("交付へ進む")
	if st.Went[0] != route.Of(route.Print, "C2026-0001") {
		t.Errorf("went %v", st.Went)
	}
}

func TestArt6_4_RefusalNeedsReasonsTiedToItems(t *testing.T) {
	d := newDesk(t)
	r, _ := play(t, d, "en")
	r.Press("2").See("Reasons of the refusal")
	if r.Enabled("Record the decision") {
		t.Fatal("a refusal was possible without a reason")
	}
	r.Tap("Add a reason").Picture("decide-refuse-en")
}

func TestDecide_WhatWasTypedSurvives(t *testing.T) {
	d := newDesk(t)
	r, st := play(t, d, "ja")
	r.Press("2")
	r = st.Play(New(d, st, route.Of(route.Decide, "C2026-0001")))
	r.See("不認定の理由")
	if d.made != nil {
		t.Fatal("choosing decided")
	}
}

func TestDecide_ARefusalOfTheDeskStaysInTheDialog(t *testing.T) {
	d := newDesk(t)
	d.basis.Open = nil
	d.refuse = fault.New(fault.Forbidden, "grant_barred_by_revocation")
	r, _ := play(t, d, "ja")
	r.Press("1").Tap("決定を記録する").Press("Return").See("過去1年以内に認定を取り消された")
	if d.made != nil {
		t.Fatal("a refused decision was made")
	}
}
