package review_test

import (
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/decision"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/register"
	"shinsa/review/seal"
)

// entry returns a certification as the register has it now.
func (s *scheme) entry(no ident.CertificateNo) register.Certification {
	s.Helper()
	cs, err := s.office.Register(s.ctx)
	s.must(err)
	for _, c := range cs {
		if c.No == no {
			return c
		}
	}
	s.Fatalf("no %s in the register", no)
	return register.Certification{}
}

// genuine judges what was handed over as a stranger with the root alone would.
func (s *scheme) genuine(h review.Handed, kind string) {
	s.Helper()
	v := review.NewVerifier(s.office.Roots(), s.office.Today(), nil).Verify(s.ctx, s.office.out.file(h.Name))
	if h.Kind != kind || v.Verdict != seal.Genuine || v.Paper != kind {
		s.Errorf("%s: handed as %s, verified as %s %s: %v", h.Name, h.Kind, v.Paper, v.Verdict, v.Reasons)
	}
}

// acts counts the journal's entries of an act about a certification.
func (s *scheme) acts(act string, no ident.CertificateNo) int {
	s.Helper()
	n := 0
	s.must(s.office.store.View(s.ctx, func(tx review.Tx) error {
		es, err := tx.Journal(0, 0)
		for _, e := range es {
			if string(e.Act) == act && e.Subject == string(no) {
				n++
			}
		}
		return err
	}))
	return n
}

var breach = review.Revoking{Grounds: []int{7, 3, 3}, Facts: "改善の要請に従わず、認定マークの使用を続けた。"}

func TestArt17_RevocationIsEnteredNotifiedAndExported(t *testing.T) {
	s, certificate, c := certified(t)
	s.later(30)
	h, err := s.office.RevokeCertification(s.ctx, c.No, breach, passphrase, s.office.out)
	s.must(err)
	s.genuine(h, "revocation")
	got := s.entry(c.No)
	last := got.Events[len(got.Events)-1]
	want := register.Event{Kind: register.Revoked, On: s.office.Today(), Clause: "17-1", Paper: h.Digest}
	if last != want || got.On(s.office.Today()) != register.IsRevoked || got.On(s.office.Today().AddDays(-1)) != register.InForce {
		t.Errorf("entered %+v, want %+v", last, want)
	}
	if s.acts("revoke-certification", c.No) != 1 {
		t.Error("the journal does not have the act once")
	}
	if v := s.office.Verify(s.ctx, certificate); v.Standing == nil || v.Standing.State != register.IsRevoked {
		t.Errorf("the certificate stands %+v", v.Standing)
	}
	out, err := s.office.ExportRecords(s.ctx, s.office.out)
	s.must(err)
	b, _, err := review.ReadRecords(review.NewVerifier(s.office.Roots(), s.office.Today(), nil), s.office.out.file(out.Name))
	s.must(err)
	if x := b.Cases[0].Certificate; x == nil || x.Events[len(x.Events)-1] != want {
		t.Errorf("exported %+v", x)
	}
	_, err = s.office.RevokeCertification(s.ctx, c.No, breach, passphrase, s.office.out)
	if f := s.refused(err, "certification_not_in_force"); f.Clause != "17-1" {
		t.Errorf("refused by Art. %s", f.Clause)
	}
}

func TestArt17_RevocationRefused(t *testing.T) {
	s, _, c := certified(t)
	today, files := s.office.Today(), len(s.office.out.files)
	for _, x := range []struct {
		code, pass string
		no         ident.CertificateNo
		r          review.Revoking
	}{
		{"wrong_passphrase", "another", c.No, breach},
		{"no_such_certification", passphrase, "IPT9999-2604", breach},
		{"certification_not_in_force", passphrase, c.No, review.Revoking{On: c.From.AddDays(-1), Grounds: []int{1}, Facts: "事実"}},
		{"certification_day_ahead", passphrase, c.No, review.Revoking{On: today.AddDays(1), Grounds: []int{1}, Facts: "事実"}},
		{"paper_revocation_without_ground", passphrase, c.No, review.Revoking{Facts: "事実"}},
		{"paper_revocation_without_ground", passphrase, c.No, review.Revoking{Grounds: []int{0}, Facts: "事実"}},
		{"paper_revocation_without_ground", passphrase, c.No, review.Revoking{Grounds: []int{10}, Facts: "事実"}},
		{"paper_revocation_without_ground", passphrase, c.No, review.Revoking{Grounds: []int{1, 2}, Facts: " "}},
	} {
		_, err := s.office.RevokeCertification(s.ctx, x.no, x.r, x.pass, s.office.out)
		s.refused(err, x.code)
	}
	_, err := s.members[0].RevokeCertification(s.ctx, c.No, breach, passphrase, s.members[0].out)
	s.refused(err, "desk_other_role")
	if len(s.office.out.files) != files || len(s.entry(c.No).Events) != len(c.Events) || s.acts("revoke-certification", c.No) != 0 {
		t.Error("a refused revocation left something")
	}
}

// The act itself starts the year: an application for the service is barred until the day of the same number, and cannot be granted.
func TestArt8_RevocationBarsTheNextApplication(t *testing.T) {
	s, _, c := certified(t)
	_, err := s.office.RevokeCertification(s.ctx, c.No, review.Revoking{Grounds: []int{2}, Facts: "事実"}, passphrase, s.office.out)
	s.must(err)
	gone := s.office.Today()
	if e := s.entry(c.No).Events; e[len(e)-1].Clause != "17-1(2)" {
		t.Errorf("by Art. %s", e[len(e)-1].Clause)
	}
	rule := s.office.Profile().Term
	if free := rule.FreeFrom(gone); !rule.Barred(gone, free.AddDays(-1)) || rule.Barred(gone, free) {
		t.Errorf("free from %s", free)
	}
	const again = ident.CaseID("C2026-0002") // of the same operator, applied for on 2026-04-01
	s.take(again, newSecrets())
	l, err := s.office.CheckDecision(s.ctx, decision.Decision{Case: again, Outcome: decision.Grant, On: gone, By: "代表理事"})
	s.must(err)
	if !l.Has("grant_barred_by_revocation") {
		t.Errorf("the next application meets %v", l.Codes())
	}
}

func TestArt9_2_Lapse(t *testing.T) {
	for _, event := range []review.LapseEvent{review.Transfer, review.Merger, review.Split, review.Inheritance} {
		s, _, c := certified(t)
		s.later(10)
		on := s.office.Today().AddDays(-3)
		s.refused(s.office.Lapse(s.ctx, c.No, review.Lapsing{On: on, Event: "sale"}), "lapse_event_unknown")
		s.refused(s.office.Lapse(s.ctx, c.No, review.Lapsing{On: s.office.Today().AddDays(1), Event: event}), "certification_day_ahead")
		s.refused(s.office.Lapse(s.ctx, "IPT9999-2604", review.Lapsing{Event: event}), "no_such_certification")
		s.refused(s.members[0].Lapse(s.ctx, c.No, review.Lapsing{Event: event}), "desk_other_role")
		s.must(s.office.Lapse(s.ctx, c.No, review.Lapsing{On: on, Event: event}))
		got := s.entry(c.No)
		if e := got.Events[len(got.Events)-1]; e != (register.Event{Kind: register.Lapsed, On: on, Clause: "9-2", Text: string(event)}) {
			t.Errorf("entered %+v", e)
		}
		if got.On(on) != register.IsLapsed || got.On(on.AddDays(-1)) != register.InForce || s.acts("lapse", c.No) != 1 {
			t.Errorf("%s on the day, %d acts", got.On(on), s.acts("lapse", c.No))
		}
		s.refused(s.office.Lapse(s.ctx, c.No, review.Lapsing{On: on.AddDays(-1), Event: event}), "certification_not_in_force")
		_, err := s.office.RevokeCertification(s.ctx, c.No, breach, passphrase, s.office.out)
		s.refused(err, "certification_not_in_force")
	}
}

// TestArt10_8_TheCertificateComesBack: after the certification is over, once, and named under the clause that asks for it.
func TestArt10_8_TheCertificateComesBack(t *testing.T) {
	for clause, end := range map[string]func(s *scheme, no ident.CertificateNo, on civil.Date) error{
		"10-8": func(s *scheme, no ident.CertificateNo, on civil.Date) error {
			return s.office.Lapse(s.ctx, no, review.Lapsing{On: on, Event: review.Merger})
		},
		"13-3": func(s *scheme, no ident.CertificateNo, on civil.Date) error {
			return s.office.EndService(s.ctx, no, review.Ending{On: on})
		},
	} {
		s, _, c := certified(t)
		s.later(10)
		today := s.office.Today()
		s.refused(s.office.ReturnCertificate(s.ctx, c.No, today), "certificate_still_needed")
		s.must(end(s, c.No, today.AddDays(-3)))
		s.refused(s.office.ReturnCertificate(s.ctx, c.No, today.AddDays(-4)), "certificate_still_needed")
		s.refused(s.office.ReturnCertificate(s.ctx, c.No, today.AddDays(1)), "certification_day_ahead")
		s.refused(s.office.ReturnCertificate(s.ctx, "IPT9999-2604", today), "no_such_certification")
		s.refused(s.members[0].ReturnCertificate(s.ctx, c.No, today), "desk_other_role")
		s.must(s.office.ReturnCertificate(s.ctx, c.No, today.AddDays(-1)))
		got := s.entry(c.No)
		if e := got.Events[len(got.Events)-1]; e != (register.Event{Kind: register.Returned, On: today.AddDays(-1), Clause: clause}) {
			t.Errorf("entered %+v", e)
		}
		if on, back := got.ReturnedOn(); !back || on != today.AddDays(-1) || s.acts("return-certificate", c.No) != 1 {
			t.Errorf("returned on %s (%t), %d acts", on, back, s.acts("return-certificate", c.No))
		}
		s.refused(s.office.ReturnCertificate(s.ctx, c.No, today), "certificate_returned")
	}
}

func TestArt16_ImprovementIsAskedFor(t *testing.T) {
	s, _, c := certified(t)
	today := s.office.Today()
	ask := review.Improving{Facts: "障害の報告が遅れた。", Text: "報告の体制を整えること。", Due: today.AddDays(14), Publish: true}
	for i := range 2 { // another request is another letter
		h, err := s.office.RequestImprovement(s.ctx, c.No, ask, s.office.out)
		s.must(err)
		s.genuine(h, "improvement")
		if s.acts("improve", c.No) != i+1 {
			t.Errorf("%d acts after %d requests", s.acts("improve", c.No), i+1)
		}
	}
	for code, x := range map[string]review.Improving{
		"paper_improvement_without_ground": {Text: ask.Text, Due: ask.Due},
		"improvement_due_past":             {Facts: ask.Facts, Text: ask.Text, Due: today},
	} {
		_, err := s.office.RequestImprovement(s.ctx, c.No, x, s.office.out)
		s.refused(err, code)
	}
	_, err := s.office.RequestImprovement(s.ctx, c.No, review.Improving{Facts: "事実", Text: " "}, s.office.out)
	s.refused(err, "paper_improvement_without_ground")
	s.must(s.office.Lapse(s.ctx, c.No, review.Lapsing{Event: review.Merger}))
	_, err = s.office.RequestImprovement(s.ctx, c.No, ask, s.office.out)
	if f := s.refused(err, "certification_not_in_force"); f.Clause != "16" || fault.KindOf(f) != fault.Forbidden {
		t.Errorf("refused as %+v", f)
	}
}

func TestArt12_RemindedOnceInTheWindow(t *testing.T) {
	s, _, c := certified(t)
	w := s.office.Profile().Term.Window(c.To)
	for on, want := range map[civil.Date]int{w.Remind.AddDays(-1): 0, w.Remind: 1, w.Closes: 1, w.Closes.AddDays(1): 0} {
		due, err := s.office.RemindersDue(s.ctx, on)
		s.must(err)
		if len(due) != want {
			t.Errorf("on %s: %d due, want %d", on, len(due), want)
		}
	}
	_, err := s.office.RemindRenewal(s.ctx, []ident.CertificateNo{c.No}, w.Remind.AddDays(-1), s.office.out)
	s.refused(err, "reminder_not_due")
	hs, err := s.office.RemindRenewal(s.ctx, nil, civil.Date{}, s.office.out)
	if err != nil || len(hs) != 0 {
		t.Errorf("today: %+v, %v", hs, err)
	}
	s.later(s.office.Today().DaysUntil(w.Remind))
	hs, err = s.office.RemindRenewal(s.ctx, nil, civil.Date{}, s.office.out)
	s.must(err)
	if len(hs) != 1 || s.acts("remind", c.No) != 1 {
		t.Fatalf("handed %+v", hs)
	}
	s.genuine(hs[0], "renewal")
	if hs, err = s.office.RemindRenewal(s.ctx, nil, w.Opens, s.office.out); err != nil || len(hs) != 0 {
		t.Errorf("again: %+v, %v", hs, err)
	}
	_, err = s.office.RemindRenewal(s.ctx, []ident.CertificateNo{c.No}, civil.Date{}, s.office.out)
	s.refused(err, "reminder_sent")
	_, err = s.members[0].RemindRenewal(s.ctx, nil, civil.Date{}, s.members[0].out)
	s.refused(err, "desk_other_role")
}

// A letter whose number another act took meanwhile is taken back.
func TestAfter_NothingHalf(t *testing.T) {
	s, _, c := certified(t)
	files := len(s.office.out.files)
	s.must(s.office.store.Update(s.ctx, func(tx review.Tx) error {
		return tx.Put(review.KindSetting, "numbers-unsure", review.Doubt{Made: s.at, At: s.at})
	}))
	_, err := s.office.RevokeCertification(s.ctx, c.No, breach, passphrase, s.office.out)
	s.refused(err, "numbers_unsure")
	if len(s.office.out.files) != files || s.entry(c.No).On(s.office.Today()) != register.InForce {
		t.Error("a revocation without a number left something")
	}
}
