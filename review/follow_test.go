package review_test

import (
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/decision"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/opinion"
	"shinsa/review/register"
	"shinsa/review/term"
)

// followUp takes in a renewal or a change that names a certification as its form wrote it, with the fee paid.
func (s *scheme) followUp(id ident.CaseID, kind, no string) {
	s.Helper()
	s.take(id, newSecrets())
	s.must(s.office.store.Update(s.ctx, func(tx review.Tx) error {
		var c review.Case
		if err := tx.Get(review.KindCase, string(id), &c); err != nil {
			return err
		}
		var app intake.Application
		if err := tx.Get(review.KindApplication, string(id), &app); err != nil {
			return err
		}
		c.Kind, c.Received, c.Service = kind, s.office.Today(), "見本クラウド基盤・改"
		on := s.office.Today().String()
		app.Received, app.Header.CertificationNumber, app.Header.ApplicationDate = c.Received, intake.Entry{Value: &no}, intake.Entry{Value: &on}
		if err := tx.Put(review.KindCase, string(id), c); err != nil {
			return err
		}
		return tx.Put(review.KindApplication, string(id), app)
	}))
	s.paid(id)
}

// decided decides a case whatever is open in it, and issues its papers.
func (s *scheme) decided(id ident.CaseID, o decision.Outcome) []review.Handed {
	s.Helper()
	b, err := s.office.DecisionBasis(s.ctx, id)
	s.must(err)
	x := decision.Decision{Case: id, Outcome: o, By: "代表理事", Reasons: []opinion.Reason{{Item: "1.1", Text: "理由"}}}
	for _, item := range b.Open {
		x.Despite = append(x.Despite, opinion.Reason{Item: item, Text: "別に確かめた"})
	}
	s.must(s.office.Decide(s.ctx, x))
	hs, err := s.office.Issue(s.ctx, []ident.CaseID{id}, passphrase, s.office.out, nil)
	s.must(err)
	return hs
}

func TestArt12_RenewalKeepsItsNumberAndBeginsAnotherPeriod(t *testing.T) {
	s, _, c := certified(t)
	s.later(c.From.DaysUntil(c.To) - 45) // in the window
	s.followUp("C2028-0002", intake.RenewalApplication, "ＩＰＴ０００１ー２６０４")
	s.later(20)
	on := s.office.Today()
	hs := s.decided("C2028-0002", decision.Grant)
	got := s.entry(c.No)
	want := term.Default().Validity(on)
	if got.First != c.First || got.From != want.First || got.To != want.Last || got.Case != "C2028-0002" || got.Service != "見本クラウド基盤・改" {
		t.Fatalf("renewed to %+v", got)
	}
	if len(got.Earlier) != 1 || got.Earlier[0] != (term.Period{First: c.From, Last: c.To}) || len(got.Before) != 1 || got.Before[0] != c.Case {
		t.Errorf("what was before: %+v, %v", got.Earlier, got.Before)
	}
	for _, x := range []struct {
		on   civil.Date
		want register.State
	}{
		{c.From.AddDays(-1), register.NotYet},
		{c.From, register.InForce},
		{on.AddDays(-1), register.InForce},
		{on, register.InForce},
		{got.To, register.InForce},
		{got.To.AddDays(1), register.Expired},
	} {
		if st := got.On(x.on); st != x.want {
			t.Errorf("on %s it is %s, not %s", x.on, st, x.want)
		}
	}
	for _, h := range hs {
		s.genuine(h, map[string]string{"certificate": "certificate", "notice": "notice"}[h.Kind])
	}
	page, letter := text(t, s.office.out.files[hs[0].Name]), text(t, s.office.out.files[hs[1].Name])
	if !strings.Contains(page, string(c.No)) || !strings.Contains(page, "初回認定日") || !strings.Contains(letter, "認定の更新") {
		t.Errorf("the papers do not say that it is a renewal:\n%s\n%s", page, letter)
	}
	s.followUp("C2028-0003", "new", "")
	s.decided("C2028-0003", decision.Grant)
	cs, err := s.office.Register(s.ctx)
	s.must(err)
	if len(cs) != 2 || cs[1].Serial != 2 {
		t.Errorf("the next new one has serial %d", cs[1].Serial)
	}
}

func TestArt12_2_EffectContinuesUntilTheRenewalIsDecided(t *testing.T) {
	for outcome, after := range map[decision.Outcome]register.State{decision.Grant: register.InForce, decision.Refuse: register.Expired} {
		s, _, c := certified(t)
		s.later(c.From.DaysUntil(c.To) - 45)
		s.refused(s.office.ContinueEffect(s.ctx, c.No, review.Continuing{}), "continuation_refused")
		s.followUp("C2028-0002", intake.RenewalApplication, string(c.No))
		s.must(s.office.ContinueEffect(s.ctx, c.No, review.Continuing{}))
		s.refused(s.office.ContinueEffect(s.ctx, c.No, review.Continuing{}), "continuation_known")
		s.refused(s.members[0].ContinueEffect(s.ctx, c.No, review.Continuing{}), "desk_other_role")
		s.later(60)
		on := s.office.Today()
		if got := s.entry(c.No).On(on); got != register.Continued {
			t.Errorf("past its last day it is %s", got)
		}
		s.decided("C2028-0002", outcome)
		got := s.entry(c.No)
		if st := got.On(on); st != after {
			t.Errorf("%s: on the day of the decision it is %s, not %s", outcome, st, after)
		}
		if st := got.On(on.AddDays(-1)); st != register.Continued {
			t.Errorf("%s: the day before the decision it was %s", outcome, st)
		}
	}
}

func TestArt13_ChangeKeepsThePeriod(t *testing.T) {
	s, _, c := certified(t)
	s.later(100)
	s.followUp("C2026-0002", intake.ChangeApplication, string(c.No))
	hs := s.decided("C2026-0002", decision.Grant)
	got := s.entry(c.No)
	if got.From != c.From || got.To != c.To || len(got.Earlier) != 0 || got.Service == c.Service || got.Events[len(got.Events)-1].Kind != register.Changed {
		t.Errorf("changed to %+v", got)
	}
	if letter := text(t, s.office.out.files[hs[1].Name]); !strings.Contains(letter, "変更後の内容") || strings.Contains(letter, "申請のありました") {
		t.Errorf("the letter says %s", letter)
	}
}

func TestArt12_GrantNeedsTheCertificationItFollows(t *testing.T) {
	for kind, code := range map[string]string{intake.RenewalApplication: "followed_certification_over", intake.ChangeApplication: "followed_certification_over"} {
		s, _, c := certified(t)
		s.followUp("C2026-0002", kind, string(c.No))
		s.must(s.office.EndService(s.ctx, c.No, review.Ending{}))
		s.followUp("C2026-0003", kind, "IPT0777-2604")
		for id, code := range map[ident.CaseID]string{"C2026-0002": code, "C2026-0003": "followed_certification_unknown"} {
			l, err := s.office.CheckDecision(s.ctx, decision.Decision{Case: id, Outcome: decision.Grant, On: s.office.Today(), By: "代表理事"})
			s.must(err)
			if !l.Has(code) {
				t.Errorf("%s %s: %v", kind, id, l.Codes())
			}
		}
	}
}

func TestArt13_2_ServiceEnds(t *testing.T) {
	s, _, c := certified(t)
	s.later(10)
	s.refused(s.office.EndService(s.ctx, c.No, review.Ending{On: s.office.Today().AddDays(1)}), "certification_day_ahead")
	s.must(s.office.EndService(s.ctx, c.No, review.Ending{On: s.office.Today().AddDays(-2), Returned: true}))
	got := s.entry(c.No)
	if got.On(s.office.Today().AddDays(-2)) != register.HasEnded || got.On(s.office.Today().AddDays(-3)) != register.InForce {
		t.Errorf("ended: %+v", got.Events)
	}
	if last := got.Events[len(got.Events)-1]; last.Kind != register.Returned || last.Clause != "13-3" {
		t.Errorf("returned: %+v", last)
	}
	s.refused(s.office.EndService(s.ctx, c.No, review.Ending{}), "certification_not_in_force")
}

func TestExisting_IsRenewedUnderItsNumber(t *testing.T) {
	s := newScheme(t, 1)
	today := s.office.Today()
	x := review.Existing{
		No: "IPT0041-2404", Operator: "見本クラウド株式会社", Service: "見本クラウド基盤", First: civil.MustParse("2024-04-20"), From: civil.MustParse("2024-04-20"),
		To: civil.MustParse("2026-05-19"),
	}
	for name, spoil := range map[string]func(*review.Existing){
		"existing_number": func(x *review.Existing) { x.No = "第41号" },
		"existing_blank":  func(x *review.Existing) { x.Service = "　" },
		"existing_period": func(x *review.Existing) { x.To = x.From.AddDays(-1) },
	} {
		bad := x
		spoil(&bad)
		f := s.refused(s.office.EnterCertification(s.ctx, bad), "existing_incomplete")
		if len(f.Findings) != 1 || f.Findings[0].Code != name {
			t.Errorf("%s: %v", name, f.Findings)
		}
	}
	s.must(s.office.EnterCertification(s.ctx, x))
	s.refused(s.office.EnterCertification(s.ctx, x), "certification_known")
	hs, err := s.office.RemindRenewal(s.ctx, []ident.CertificateNo{x.No}, today, s.office.out)
	s.must(err)
	s.genuine(hs[0], "renewal")
	if page := text(t, s.office.out.files[hs[0].Name]); !strings.Contains(page, x.Operator) {
		t.Errorf("the reminder is addressed to nobody: %s", page)
	}
	s.followUp("C2026-0002", intake.RenewalApplication, string(x.No))
	s.decided("C2026-0002", decision.Grant)
	if got := s.entry(x.No); got.First != x.First || got.From != today || len(got.Earlier) != 1 || len(got.Before) != 0 {
		t.Errorf("renewed to %+v", got)
	}
	s.followUp("C2026-0003", "new", "")
	s.decided("C2026-0003", decision.Grant)
	cs, err := s.office.Register(s.ctx)
	s.must(err)
	if len(cs) != 2 || cs[1].Serial != 42 {
		t.Errorf("a new one after it has serial %d", cs[1].Serial)
	}
}

// A renewal is read beside the certification that its form names, chosen by nobody: one with its case, and one older than the register.
func TestArt12_TheFormNamesWhatItRenews(t *testing.T) {
	const no = "IoT-IP 9001-2406" // as the sample's form writes it
	renewal := sampleOf(t, "case-3", "2026-04-24")
	for name, entered := range map[string]bool{"of a case": false, "entered from papers": true} {
		s := sampleScheme(t, 0)
		c := register.Certification{No: no, Serial: 9001, From: civil.MustParse("2024-06-10"), To: civil.MustParse("2026-06-09")}
		if !entered {
			id, _, err := s.office.Intake(s.ctx, sample(t))
			s.must(err)
			c.Case = id
		}
		app, err := s.office.ReadApplication(s.ctx, renewal)
		s.must(err)
		if app.Findings.Has("follows_recognised") {
			t.Errorf("%s: recognised what is not in the register", name)
		}
		s.must(s.office.store.Update(s.ctx, func(tx review.Tx) error { return tx.Put(review.KindCertification, no, c) }))
		id, app, err := s.office.Intake(s.ctx, renewal)
		s.must(err)
		if !app.Findings.Has("follows_recognised") || app.Window == nil || !app.Window.Within || app.Window.Expiry != c.To {
			t.Errorf("%s: window %+v, %v", name, app.Window, app.Findings.Codes())
		}
		if changed := app.Changes != nil && len(app.Changes.Answers) > 0; changed == entered {
			t.Errorf("%s: compared with the application before: %t", name, changed)
		}
		row, err := s.office.Case(s.ctx, id)
		s.must(err)
		if row.Previous != c.Case {
			t.Errorf("%s: follows %q, want %q", name, row.Previous, c.Case)
		}
	}
}
