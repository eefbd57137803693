package review_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/conflict"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/opinion"
)

// revise puts a corrected form in the place of the application, as an intake with Revises does after reading it.
func (s *scheme) revise(id ident.CaseID, change func(*intake.Application)) {
	s.Helper()
	f, err := s.office.File(s.ctx, id)
	s.must(err)
	app := *f.Application
	app.Answers = intake.Answers{}
	for item, a := range f.Application.Answers {
		app.Answers[item] = a
	}
	change(&app)
	s.must(s.office.RecordRevision(s.ctx, id, &app))
}

func answered(s string) intake.Disclosure {
	d := intake.Disclosure{Kind: "answered", Type: "text", Value: intake.TextValue(s)}
	return d
}

func TestRound_StartsUnseenBesideTheOneBefore(t *testing.T) {
	s := newScheme(t, 2)
	id := ready(s, false)
	m, silent := s.members[0], s.members[1]
	s.merge(s.submit(id, m)...)
	s.declare(id, silent) // declared, began, and never answered
	s.alter(id, silent, "1.2", func(k *checklist.Mark) { k.Verdict, k.Remark = checklist.Query, "書きかけ" })
	_, err := silent.Note(s.ctx, id, "1.2", "私の覚え")
	s.must(err)

	s.revise(id, func(a *intake.Application) { a.Answers["2.1"] = answered("99.95") })
	office, err := s.office.File(s.ctx, id)
	s.must(err)
	if office.Round != 2 || office.State != review.Received || len(office.Opinions) != 0 || len(office.EarlierOpinions) != 1 || len(office.Rounds) != 1 {
		t.Fatalf("round %d, %s, %d opinions, %d earlier", office.Round, office.State, len(office.Opinions), len(office.EarlierOpinions))
	}
	if x := office.Rounds[0]; x.Round != 1 || len(x.Members) != 2 || x.Members[0].Outcome != "opined" {
		t.Errorf("the round before is %+v", x)
	}
	s.pack(id, false)
	for _, d := range []*seat{m, silent} {
		s.open(id, d)
		if _, err := d.File(s.ctx, id); err == nil {
			t.Fatal("the second round opens without a declaration of its own")
		}
		_, _, err := d.Declare(s.ctx, id, s.declaration(d), d.out)
		s.must(err)
		f, err := d.File(s.ctx, id)
		s.must(err)
		if len(f.Marks) != 0 || f.Judged != 0 || f.Seen != 0 || f.EarlierRound != 1 {
			t.Errorf("%d marks, %d judged, beside round %d", len(f.Marks), f.Judged, f.EarlierRound)
		}
		if f.EarlierAnswers["2.1"].Wording() == f.Application.Answers["2.1"].Wording() {
			t.Error("the earlier answer is not the one of the round before")
		}
		if c := f.Changes.Answers; len(c) != 1 || c[0].Item != "2.1" {
			t.Errorf("changes %+v", c)
		}
	}
	if form := s.exported(id, m); strings.Count(form, "【変更あり】") != 1 || strings.Count(form, "前回の判定　適合") != len(smallItems) {
		t.Errorf("the form of the second round:\n%s", form)
	}
	f, err := m.File(s.ctx, id)
	s.must(err)
	if k := f.Earlier["1.1"]; len(f.Earlier) != len(smallItems) || k.Verdict != checklist.Conforming || k.Remark != "所見REMARK1.1" {
		t.Errorf("earlier marks %+v", f.Earlier)
	}
	if d := f.EarlierDraft; d == nil || d.Overall != opinion.Recommend || d.Summary == "" || !cmp.Equal(f.Draft, opinion.Draft{}) {
		t.Errorf("the opinion of the round before %+v, the present one %+v", d, f.Draft)
	}
	if vs, err := m.Versions(s.ctx, review.Written{What: review.WrittenDraft, Case: id}); err != nil || len(vs) != 2 {
		t.Errorf("%d versions of the draft, %v", len(vs), err)
	}
	if f, err = silent.File(s.ctx, id); err != nil || f.Earlier["1.2"].Remark != "書きかけ" || f.Notes["1.2"] != "私の覚え" {
		t.Errorf("what was never handed in: %+v, notes %v (%v)", f.Earlier, f.Notes, err)
	}
}

// The sealed marks come back even to a desk that destroyed the round before on its receipt.
func TestRound_AfterAPurge(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	merged := s.merge(s.submit(id, m)...)
	for _, h := range merged.Receipts {
		_, err := m.TakeReceipt(s.ctx, s.office.out.file(h.Name))
		s.must(err)
	}
	s.must(m.Purge(s.ctx, id))
	s.again(id, m)
	f, err := m.File(s.ctx, id)
	s.must(err)
	if d := f.EarlierDraft; d == nil || d.Overall != opinion.Recommend {
		t.Errorf("the opinion of the round before %+v", d)
	}
	if len(f.Earlier) != len(smallItems) || f.Earlier["2.1"].Level != checklist.LevelMet || len(f.Marks) != 0 {
		t.Errorf("earlier %+v, marks %+v", f.Earlier, f.Marks)
	}
}

// again begins another round with the same form and brings it to the member.
func (s *scheme) again(id ident.CaseID, m *seat) review.Handed {
	s.Helper()
	_, err := s.office.Pack(s.ctx, id, review.Sending{To: []ident.ReviewerID{m.Self().ID}, Round: true}, s.office.out)
	s.must(err)
	s.open(id, m)
	h, _, err := m.Declare(s.ctx, id, s.declaration(m), m.out)
	s.must(err)
	return h
}

func TestRound_TheSecretariatKeepsEveryOpinion(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	first := s.submit(id, m)
	s.merge(first...)
	before := s.office.out.files

	decl := s.again(id, m)
	s.judged(id, m)
	_, err := m.SaveDraft(s.ctx, id, opinion.Draft{Overall: opinion.Defer, Reasons: []opinion.Reason{{Text: "二回目"}}})
	s.must(err)
	hs, err := m.Submit(s.ctx, id, passphrase, m.out)
	s.must(err)
	second := []review.Incoming{m.out.file(decl.Name), m.out.file(hs[1].Name)}
	if merged := s.merge(second...); merged.Opinions != 1 || merged.Declarations != 1 {
		t.Errorf("merged %+v", merged)
	}
	if merged := s.merge(append(first, second...)...); merged.Known != 4 || merged.Opinions != 0 {
		t.Errorf("all again: %+v", merged)
	}
	f, err := s.office.File(s.ctx, id)
	s.must(err)
	if len(f.Opinions) != 1 || f.Opinions[0].Draft.Overall != opinion.Defer || len(f.EarlierOpinions) != 1 || f.EarlierOpinions[0].Draft.Overall != opinion.Recommend {
		t.Errorf("%d opinions, %d earlier", len(f.Opinions), len(f.EarlierOpinions))
	}
	matrix, err := s.office.Matrix(s.ctx, id)
	s.must(err)
	if len(matrix.Columns) != 1 || matrix.Columns[0].Overall != opinion.Defer {
		t.Errorf("the matrix is of the columns %+v", matrix.Columns)
	}
	for name := range before {
		if len(s.office.out.files[name]) == 0 {
			t.Errorf("%s was written over", name)
		}
	}
	h, err := s.office.ExportRecords(s.ctx, s.office.out)
	s.must(err)
	b, _, err := review.ReadRecords(s.office.Verifier(s.office.Today()), s.office.out.file(h.Name))
	s.must(err)
	var rounds []int
	for _, o := range b.Cases[0].Opinions {
		rounds = append(rounds, o.Round)
	}
	if !slices.Equal(rounds, []int{1, 2}) {
		t.Errorf("the records have the rounds %v", rounds)
	}
}

func TestRound_LateAnswersToTheRoundBefore(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	files := s.submit(id, s.members[0])
	_, err := s.office.Pack(s.ctx, id, review.Sending{To: []ident.ReviewerID{s.members[0].Self().ID}, Round: true}, s.office.out)
	s.must(err)
	_, err = s.office.Merge(s.ctx, files, nil)
	s.refused(err, "answer_to_other_dossier")
}

func TestArt7_RecusedInTheSecondRound(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.merge(s.submit(id, m)...)
	_, err := s.office.Pack(s.ctx, id, review.Sending{To: []ident.ReviewerID{m.Self().ID}, Round: true}, s.office.out)
	s.must(err)
	s.open(id, m)
	_, state, err := m.Declare(s.ctx, id, s.declaration(m, conflict.Post), m.out)
	if err != nil || state != review.Recused {
		t.Fatalf("%s, %v", state, err)
	}
	_, err = m.File(s.ctx, id)
	s.refused(err, "case_recused")
	s.must(m.store.View(s.ctx, func(tx review.Tx) error {
		for _, k := range []review.Kind{review.KindApplication, review.KindEarlier, review.KindDraft, review.KindNote} {
			if recs, err := tx.List(k, string(id)); err != nil || len(recs) > 0 {
				t.Errorf("%d documents %s are left (%v)", len(recs), k, err)
			}
		}
		return nil
	}))
}

func TestRound_OnlyUnderExamination(t *testing.T) {
	s := newScheme(t, 1)
	const id = ident.CaseID("C2026-0001")
	s.take(id, newSecrets())
	s.paid(id)
	to := review.Sending{To: []ident.ReviewerID{s.members[0].Self().ID}, Round: true}
	_, err := s.office.Pack(s.ctx, id, to, s.office.out)
	s.refused(err, "case_not_under_examination")
	s.pack(id, false)
	s.setState(id, review.Decided)
	_, err = s.office.Pack(s.ctx, id, to, s.office.out)
	s.refused(err, "case_not_under_examination")
	s.setState(id, review.Sent)
	f, err := s.office.File(s.ctx, id)
	s.must(err)
	other, number := *f.Application, "9999999999999"
	other.Header.CorporateNumber = intake.Entry{Value: &number}
	s.refused(s.office.RecordRevision(s.ctx, id, &other), "revision_of_other_applicant")
}

// A renewal shows what was certified before, and what the committee found then.
func TestRenewal_BesideWhatWasCertified(t *testing.T) {
	s := newScheme(t, 2)
	first, id := ready(s, false), ident.CaseID("C2026-0002")
	for i, m := range s.members {
		s.declare(first, m)
		s.judged(first, m)
		s.alter(first, m, "1.2", func(k *checklist.Mark) { k.Verdict = []checklist.Verdict{checklist.Conforming, checklist.Query}[i] })
		s.alter(first, m, "2.2", func(k *checklist.Mark) { k.Verdict = []checklist.Verdict{checklist.Conforming, checklist.Query}[i] })
		hs, err := m.Submit(s.ctx, first, passphrase, m.out)
		s.must(err)
		s.merge(m.out.ending(t, string(first)+"_"+string(m.Self().ID)+".declaration"), m.out.file(hs[1].Name))
	}
	s.must(s.office.store.Update(s.ctx, func(tx review.Tx) error {
		settled := opinion.Meeting{Settled: []opinion.Settled{{Item: "2.2", Verdict: checklist.NotApplicable}}}
		return tx.Put(review.KindMeeting, string(first), settled)
	}))
	s.take(id, newSecrets())
	s.must(s.office.store.Update(s.ctx, func(tx review.Tx) error {
		var c review.Case
		if err := tx.Get(review.KindCase, string(id), &c); err != nil {
			return err
		}
		c.Kind, c.Previous = "renewal", first
		return tx.Put(review.KindCase, string(id), c)
	}))
	s.paid(id)
	s.pack(id, false)
	m := s.members[0]
	s.declare(id, m)
	for _, d := range []*seat{s.office, m} {
		f, err := d.File(s.ctx, id)
		s.must(err)
		if f.Previous == nil || len(f.Previous.Answers) != len(smallItems) || f.EarlierRound != 0 || f.Earlier != nil {
			t.Fatalf("certified before: %+v, round %d", f.Previous, f.EarlierRound)
		}
		want := map[ident.ItemID]checklist.Verdict{"1.1": checklist.Conforming, "2.1": checklist.Conforming, "2.2": checklist.NotApplicable}
		if d := cmp.Diff(want, f.PreviousVerdicts); d != "" {
			t.Errorf("found then: %s", d)
		}
	}
}
