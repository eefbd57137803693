package review_test

import (
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/review/decision"
	"shinsa/review/ident"
	"shinsa/review/opinion"
	"shinsa/review/register"
	"shinsa/review/seal"
)

func TestArt5_NoDossierBeforeTheFee(t *testing.T) {
	s := newScheme(t, 1)
	const id = ident.CaseID("C2026-0001")
	s.take(id, newSecrets())
	to := review.Sending{To: []ident.ReviewerID{s.members[0].Self().ID}}
	row, err := s.office.Case(s.ctx, id)
	s.must(err)
	if row.Next != review.StepFee || len(row.Blocked) != 1 || row.Blocked[0].Clause != "5" {
		t.Errorf("next %s, blocked by %+v", row.Next, row.Blocked)
	}
	_, err = s.office.Pack(s.ctx, id, to, s.office.out)
	if f := s.refused(err, "fee_not_received"); f.Clause != "5" {
		t.Errorf("refused by Art. %s", f.Clause)
	}
	for _, c := range []struct {
		on  civil.Date
		yen int64
	}{{s.office.Today(), 0}, {s.office.Today(), -1}, {s.office.Today().AddDays(1), 110_000}, {civil.Date{}, 110_000}} {
		s.refused(s.office.RecordFee(s.ctx, id, c.on, c.yen), "fee_invalid")
	}
	s.paid(id)
	s.refused(s.office.RecordFee(s.ctx, id, s.office.Today(), 110_000), "fee_already_received")
	_, err = s.office.Pack(s.ctx, id, to, s.office.out)
	s.must(err)
}

func TestPack_RefusesWhoCannotReceive(t *testing.T) {
	s := newScheme(t, 1)
	const id = ident.CaseID("C2026-0001")
	s.take(id, newSecrets())
	s.paid(id)
	_, err := s.office.Pack(s.ctx, id, review.Sending{}, s.office.out)
	s.refused(err, "pack_to_nobody")
	_, err = s.office.Pack(s.ctx, id, review.Sending{To: []ident.ReviewerID{"m-000000000000"}}, s.office.out)
	s.refused(err, "no_such_member")
	_, err = s.office.Pack(s.ctx, "C2026-0404", review.Sending{To: []ident.ReviewerID{s.members[0].Self().ID}}, s.office.out)
	s.refused(err, "no_such_case")
	s.at = s.at.AddDate(review.CardYears, 0, 1)
	_, err = s.office.Pack(s.ctx, id, review.Sending{To: []ident.ReviewerID{s.members[0].Self().ID}}, s.office.out)
	s.refused(err, "card_not_in_force")
}

// gathered is a case on which two members have answered and a third is recused.
func gathered(t *testing.T) (*scheme, ident.CaseID) {
	t.Helper()
	s := newScheme(t, 3)
	id := ready(s, false)
	_, err := s.office.Merge(s.ctx, answersOf(s, id), nil)
	s.must(err)
	return s, id
}

// session is a meeting that can be recorded: the recused member has left.
func session(s *scheme) opinion.Meeting {
	m := opinion.Meeting{On: s.office.Today(), Place: "見本会館", Chair: memberNames[0], Overall: opinion.Recommend, Summary: "認定相当と認める。"}
	for i, x := range s.members {
		a := opinion.Attendee{Reviewer: x.Self().ID, Name: memberNames[i], Attendance: opinion.Present, Votes: true}
		if i == len(s.members)-1 {
			a.Attendance, a.Votes = opinion.Left, false
		}
		m.Attendees = append(m.Attendees, a)
	}
	return m
}

func TestArt7_RecusedMemberLeavesTheMeeting(t *testing.T) {
	s, id := gathered(t)
	m := session(s)
	m.Attendees[2].Attendance = opinion.Present
	_, err := s.office.Convene(s.ctx, id, m, s.office.out)
	f := s.refused(err, "meeting_recused_present")
	if f.Clause != "7" || s.state(s.office, id) != review.Gathered {
		t.Errorf("refused by Art. %s in state %s", f.Clause, s.state(s.office, id))
	}
	l, _, err := s.office.CheckMeeting(s.ctx, id, m)
	if err != nil || !l.Has("meeting_recused_present") {
		t.Errorf("the check before says %v, %v", l.Codes(), err)
	}
}

func TestConvene_RecordsAndSigns(t *testing.T) {
	s, id := gathered(t)
	hs, err := s.office.Convene(s.ctx, id, session(s), s.office.out)
	s.must(err)
	if len(hs) != 2 || s.state(s.office, id) != review.Convened {
		t.Fatalf("handed %+v in state %s", hs, s.state(s.office, id))
	}
	s.genuine(hs[0], "committee")
	s.genuine(hs[1], "minutes")
	m, ok, err := s.office.Meeting(s.ctx, id)
	if err != nil || !ok || m.Case != id || m.Round != 1 {
		t.Errorf("kept %+v, %v, %v", m, ok, err)
	}
	_, err = s.office.Convene(s.ctx, id, session(s), s.office.out)
	s.refused(err, "case_past_committee")
}

func TestArt6_DecisionNeedsEveryMandatoryItem(t *testing.T) {
	s, id := gathered(t)
	s.contest(id, "2.1")
	m := session(s)
	_, err := s.office.Convene(s.ctx, id, m, s.office.out)
	s.refused(err, "meeting_item_unsettled")
	m.Settled = []opinion.Settled{{Item: "2.1", Verdict: checklist.Query, How: opinion.Agreed, Text: "未解決"}}
	_, err = s.office.Convene(s.ctx, id, m, s.office.out)
	s.must(err)

	grant := decision.Decision{Case: id, Outcome: decision.Grant, By: "代表理事"}
	err = s.office.Decide(s.ctx, grant)
	f := s.refused(err, "grant_item_unresolved")
	if f.Clause != "6" || f.Findings[0].Criterion != "2.1" {
		t.Errorf("refused by Art. %s: %+v", f.Clause, f.Findings)
	}
	grant.Despite = []opinion.Reason{{Item: "2.1", Text: "更新後の提出を条件とする。"}}
	s.must(s.office.Decide(s.ctx, grant))
	kept, ok, err := s.office.Decision(s.ctx, id)
	if err != nil || !ok || kept.On != s.office.Today() || len(kept.Basis) < 5 {
		t.Errorf("kept %+v, %v, %v: want the grounds with it", kept, ok, err)
	}
	s.refused(s.office.Decide(s.ctx, grant), "case_decided")
}

// contest changes one member's sealed word on an item, so that the members differ.
func (s *scheme) contest(id ident.CaseID, item ident.ItemID) {
	s.Helper()
	s.must(s.office.store.Update(s.ctx, func(tx review.Tx) error {
		recs, err := tx.List(review.KindOpinion, string(id)+"/")
		if err != nil {
			return err
		}
		var held struct {
			Opinion opinion.Opinion `json:"opinion"`
			Parcel  ident.Digest    `json:"parcel"`
			Digest  ident.Digest    `json:"digest"`
		}
		if err := tx.Get(review.KindOpinion, recs[0].ID, &held); err != nil {
			return err
		}
		for i, m := range held.Opinion.Marks {
			if m.Item == item {
				held.Opinion.Marks[i].Verdict = checklist.Query
			}
		}
		return tx.Put(review.KindOpinion, recs[0].ID, held)
	}))
}

func TestArt6_2_CommitteeIsHeardOrTheDecisionSaysSo(t *testing.T) {
	s, id := gathered(t)
	l, err := s.office.CheckDecision(s.ctx, decision.Decision{Case: id, Outcome: decision.Grant, On: s.office.Today(), By: "代表理事"})
	if err != nil || !l.Has("decision_without_committee") || len(review.Musts(l)) > 0 {
		t.Errorf("findings %+v, %v: want the note and nothing that refuses", l, err)
	}
}

func TestArt6_4_RefusalNeedsReasonsTiedToItems(t *testing.T) {
	s, id := gathered(t)
	_, err := s.office.Convene(s.ctx, id, session(s), s.office.out)
	s.must(err)
	x := decision.Decision{Case: id, Outcome: decision.Refuse, By: "代表理事", Reasons: []opinion.Reason{{Text: "全般に不十分"}}}
	s.refused(s.office.Decide(s.ctx, x), "refusal_without_reasons")
	x.Reasons = []opinion.Reason{{Item: "2.1", Text: "稼働率の算定式がREASONWORD開示されていない。"}}
	s.must(s.office.Decide(s.ctx, x))
	hs, err := s.office.Issue(s.ctx, []ident.CaseID{id}, passphrase, s.office.out, nil)
	s.must(err)
	if len(hs) != 1 || hs[0].Kind != "refusal" || !strings.Contains(text(t, s.office.out.files[hs[0].Name]), "REASONWORD") {
		t.Errorf("issued %+v without the reason", hs)
	}
	if cs, err := s.office.Register(s.ctx); err != nil || len(cs) > 0 {
		t.Errorf("a refusal is in the register: %+v, %v", cs, err)
	}
}

// granted is a case whose certification was decided.
func granted(t *testing.T) (*scheme, ident.CaseID) {
	t.Helper()
	s, id := gathered(t)
	_, err := s.office.Convene(s.ctx, id, session(s), s.office.out)
	s.must(err)
	s.must(s.office.Decide(s.ctx, decision.Decision{Case: id, Outcome: decision.Grant, By: "代表理事"}))
	return s, id
}

func TestArt6_5_CertificateAndRegister(t *testing.T) {
	s, id := granted(t)
	_, err := s.office.Issue(s.ctx, []ident.CaseID{id}, "another", s.office.out, nil)
	s.refused(err, "wrong_passphrase")
	preview, err := s.office.PreviewIssue(s.ctx, id)
	s.must(err)
	if len(preview) != 2 || s.office.Verify(s.ctx, incoming("preview.pdf", preview[0].PDF)).Verdict != seal.Unsigned {
		t.Errorf("%d papers in the preview, or signed", len(preview))
	}
	done := 0
	hs, err := s.office.Issue(s.ctx, []ident.CaseID{id}, passphrase, s.office.out, func(n, of int) { done = n*10 + of })
	s.must(err)
	if len(hs) != 2 || hs[0].Kind != "certificate" || hs[1].Kind != "notice" || done != 11 {
		t.Fatalf("issued %+v, progress %d", hs, done)
	}
	cs, err := s.office.Register(s.ctx)
	s.must(err)
	if len(cs) != 1 || cs[0].No != "IPT0001-2604" || cs[0].Case != id || cs[0].From != s.office.Today() {
		t.Fatalf("register %+v", cs)
	}
	page := text(t, s.office.out.files[hs[0].Name])
	for _, want := range []string{"IPT0001-2604", "見本クラウド株式会社", "見本クラウド基盤"} {
		if !strings.Contains(page, want) {
			t.Errorf("the certificate does not show %s", want)
		}
	}
	_, err = s.office.Issue(s.ctx, []ident.CaseID{id}, passphrase, s.office.out, nil)
	s.refused(err, "case_not_decided")
	if s.state(s.office, id) != review.Issued {
		t.Errorf("the case is %s", s.state(s.office, id))
	}
}

func TestArt9_ValidityAsTheProfileCounts(t *testing.T) {
	s, id := granted(t)
	_, err := s.office.Issue(s.ctx, []ident.CaseID{id}, passphrase, s.office.out, nil)
	s.must(err)
	cs, err := s.office.Register(s.ctx)
	s.must(err)
	want := s.office.Profile().Term.Validity(s.office.Today())
	if cs[0].From != want.First || cs[0].To != want.Last || cs[0].To.String() != "2028-04-05" {
		t.Errorf("valid %s to %s, want %s to %s", cs[0].From, cs[0].To, want.First, want.Last)
	}
}

func TestIssue_FailureTakesNoNumber(t *testing.T) {
	s, id := granted(t)
	bad := newFolder()
	bad.full = true
	if _, err := s.office.Issue(s.ctx, []ident.CaseID{id}, passphrase, bad, nil); err == nil {
		t.Fatal("issued into a folder that takes nothing")
	}
	if cs, err := s.office.Register(s.ctx); err != nil || len(cs) > 0 || s.state(s.office, id) != review.Decided {
		t.Fatalf("register %+v, %v, state %s", cs, err, s.state(s.office, id))
	}
	_, err := s.office.Issue(s.ctx, []ident.CaseID{id}, passphrase, s.office.out, nil)
	s.must(err)
	if cs, err := s.office.Register(s.ctx); err != nil || cs[0].Serial != 1 {
		t.Errorf("the first certification is %+v, %v", cs, err)
	}
}

func TestArt8_RevokedWithinTheYearIsBarred(t *testing.T) {
	for _, c := range []struct {
		revoked string
		barred  bool
	}{
		{"2025-04-02", true}, // the application is of 2026-04-01
		{"2025-04-01", false},
		{"2025-03-31", false},
		{"2026-03-31", true},
	} {
		t.Run(c.revoked, func(t *testing.T) {
			s, id := gathered(t)
			s.revoked("見本クラウド基盤", "1234567890123", civil.MustParse(c.revoked))
			s.revoked("別のサービス", "1234567890123", civil.MustParse("2026-03-01"))
			l, err := s.office.CheckDecision(s.ctx, decision.Decision{Case: id, Outcome: decision.Grant, On: s.office.Today(), By: "代表理事"})
			s.must(err)
			if got := l.Has("grant_barred_by_revocation"); got != c.barred {
				t.Errorf("barred %v, want %v", got, c.barred)
			}
			err = s.office.Decide(s.ctx, decision.Decision{Case: id, Outcome: decision.Grant, By: "代表理事"})
			if c.barred != (err != nil) {
				t.Errorf("decided: %v", err)
			}
		})
	}
}

// revoked puts a certification that was revoked into the register.
func (s *scheme) revoked(service, corporate string, on civil.Date) {
	s.Helper()
	s.must(s.office.store.Update(s.ctx, func(tx review.Tx) error {
		c := register.Certification{
			No: ident.CertificateNo("IPT0099-2401-" + service), Service: service, Corporate: corporate, Operator: "見本クラウド株式会社",
			Events: []register.Event{{Kind: register.Granted, On: civil.MustParse("2024-01-10")}, {Kind: register.Revoked, On: on, Clause: "17"}},
		}
		return tx.Put(review.KindCertification, string(c.No), c)
	}))
}

func TestDecisionBasis_ListsWhatItRestsOn(t *testing.T) {
	s, id := gathered(t)
	b, err := s.office.DecisionBasis(s.ctx, id)
	s.must(err)
	kinds := map[string]int{}
	for _, g := range b.Grounds {
		kinds[g.Kind]++
		if g.Digest == "" {
			t.Errorf("the ground %s %s has no digest", g.Kind, g.ID)
		}
	}
	if kinds["application"] != 1 || kinds["opinion"] != 2 || kinds["recusal"] != 1 || b.Committee || !b.FeeReceived || len(b.Open) > 0 {
		t.Errorf("basis %+v", b)
	}
	_, err = s.members[0].DecisionBasis(s.ctx, id)
	s.refused(err, "desk_other_role")
}

func TestMatrix_HasAColumnForEveryMember(t *testing.T) {
	s := newScheme(t, 3)
	id := ready(s, false)
	files := s.submit(id, s.members[0])
	files = append(files, s.members[1].out.file(s.declare(id, s.members[1], conflict.Post).Name))
	_, err := s.office.Merge(s.ctx, files, nil)
	s.must(err)
	x, err := s.office.Matrix(s.ctx, id)
	s.must(err)
	if len(x.Columns) != 3 || x.Columns[0].Pending || !x.Columns[1].Recused || !x.Columns[2].Pending || len(x.Lines) != len(smallItems) {
		t.Errorf("columns %+v", x.Columns)
	}
	row, err := s.office.Case(s.ctx, id)
	s.must(err)
	if row.State != review.Sent || row.Judged != 2 || row.Total != 3 {
		t.Errorf("the row says %s, %d of %d", row.State, row.Judged, row.Total)
	}
}
