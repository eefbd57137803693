package review_test

import (
	"bytes"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/seal"
)

// amended is the small edition with a stricter level, one item withdrawn and one new, as a draft.
func amended(tb testing.TB) *criteria.Edition {
	tb.Helper()
	text := strings.NewReplacer("id: small-1", "id: small-2", "status: in_force", "status: draft", "  in_force_from: '2018-12-01'\n", "",
		"number: 99.5", "number: 99.9", "99.5％以上", "99.9％以上").Replace(smallCriteria)
	at := strings.Index(text, "- {id: '2.2'")
	e, err := criteria.Parse([]byte(text[:at] +
		"- {id: '3.1', group: G2, category: {ja: 新}, title: {ja: 生成系機能}, ask: {ja: 学習への利用の有無}, duty: mandatory, answer: {type: text}}\n"))
	if err != nil {
		tb.Fatal(err)
	}
	return e
}

// inForce takes the amended edition through Art. 22.
func (s *scheme) inForce(e *criteria.Edition) {
	s.Helper()
	s.must(s.office.ImportEdition(s.ctx, e))
	day := civil.MustParse
	for _, step := range []review.AmendmentStep{
		{To: criteria.Deliberated, On: day("2026-01-20"), Text: "第12回委員会"},
		{To: criteria.Announced, On: day("2026-02-01"), InForce: day("2026-04-01"), Text: "改正のお知らせ"},
		{To: criteria.InForce, On: day("2026-04-01")},
	} {
		_, found, err := s.office.Advance(s.ctx, e.ID(), step)
		s.must(err)
		if len(found) > 0 {
			s.Errorf("%s: findings %v", step.To, found.Codes())
		}
	}
}

func TestArt22_AnAmendmentGoesEveryStep(t *testing.T) {
	s := newScheme(t, 0)
	e := amended(t)
	s.must(s.office.ImportEdition(s.ctx, e))
	day := civil.MustParse
	for _, c := range []struct {
		step review.AmendmentStep
		code string
	}{
		{review.AmendmentStep{To: criteria.Announced, On: day("2026-02-01"), InForce: day("2026-04-01")}, "criteria_stage_skipped"},
		{review.AmendmentStep{To: criteria.Deliberated, On: day("2026-04-07")}, "amendment_day_invalid"},
		{review.AmendmentStep{To: criteria.Deliberated}, "amendment_day_invalid"},
		{review.AmendmentStep{To: criteria.Deliberated, On: day("2026-01-20")}, ""},
		{review.AmendmentStep{To: criteria.Announced, On: day("2026-01-19"), InForce: day("2026-04-01")}, "amendment_day_before_last"},
		{review.AmendmentStep{To: criteria.Announced, On: day("2026-04-01"), InForce: day("2026-04-01")}, "amendment_without_notice"},
		{review.AmendmentStep{To: criteria.Announced, On: day("2026-04-01"), InForce: day("2026-04-08")}, ""},
		{review.AmendmentStep{To: criteria.InForce, On: day("2026-04-06")}, "amendment_before_its_day"},
		{review.AmendmentStep{To: criteria.Superseded, On: day("2026-04-06")}, "criteria_stage_skipped"},
	} {
		_, found, err := s.office.Advance(s.ctx, e.ID(), c.step)
		if c.code != "" {
			s.refused(err, c.code)
			continue
		}
		s.must(err)
		if c.step.To == criteria.Announced && (!found.Has("amendment_notice_short") || !found.Has("amendment_without_text")) {
			t.Errorf("a notice of a week without a text: findings %v", found.Codes())
		}
	}
	a, err := s.office.Amendment(s.ctx, e.ID())
	s.must(err)
	if len(a.Steps) != 2 {
		t.Errorf("%d steps are recorded, want 2", len(a.Steps))
	}
	s.refused(s.office.ImportEdition(s.ctx, e), "edition_differs") // what was deliberated is frozen
	_, _, err = s.office.Advance(s.ctx, "small-1", review.AmendmentStep{To: criteria.Superseded, On: day("2026-04-01")})
	s.refused(err, "edition_shipped")
}

func TestArt22_TheDayDecidesTheEdition(t *testing.T) {
	s := newScheme(t, 0)
	s.inForce(amended(t))
	old, err := s.office.Edition(s.ctx, "small-1")
	s.must(err)
	if got, err := s.office.Standing(s.ctx, old); err != nil || got != criteria.Superseded {
		t.Errorf("the edition before stands as %s, %v", got, err)
	}
	h, err := s.office.EmptyForm(s.ctx, "small-2", s.office.out, "form.xlsx")
	s.must(err)
	form := s.office.out.file(h.Name)
	for _, c := range []struct {
		sub  review.Submission
		want ident.EditionID
		code string
	}{
		{review.Submission{Received: civil.MustParse("2026-03-31")}, "small-1", ""},
		{review.Submission{Received: civil.MustParse("2026-04-01")}, "small-2", ""},
		{review.Submission{Received: civil.MustParse("2026-04-02"), Edition: "small-1"}, "", "edition_choice_without_reason"},
		{review.Submission{Received: civil.MustParse("2026-04-02"), Edition: "small-1", Reason: "受付前に旧様式で準備したため"}, "small-1", ""},
	} {
		c.sub.Form = form
		id, app, err := s.office.Intake(s.ctx, c.sub)
		if c.code != "" {
			s.refused(err, c.code)
			continue
		}
		s.must(err)
		if app.Edition.ID != c.want {
			t.Errorf("received %s: read against %s, want %s", c.sub.Received, app.Edition.ID, c.want)
		}
		choice, ok, err := s.office.EditionChoice(s.ctx, id)
		s.must(err)
		if ok != (c.sub.Edition != "") || ok && (choice.Reason != c.sub.Reason || choice.ByDate != "small-2") {
			t.Errorf("choice %+v, %t", choice, ok)
		}
	}
}

func TestArt3_EveryFormatOfAnEditionReadsBack(t *testing.T) {
	s := newScheme(t, 0)
	own, err := smallEdition()
	s.must(err)
	for _, f := range []review.EditionFormat{review.FormatYAML, review.FormatXLSX, review.FormatCSV, review.FormatOSCAL} {
		h, err := s.office.ExportEdition(s.ctx, own.ID(), f, s.office.out, "e."+string(f))
		s.must(err)
		e, found, err := s.office.ReadEdition(s.ctx, s.office.out.file(h.Name), review.Reading{ID: "read-back"})
		s.must(err)
		if f == review.FormatYAML && (e.Digest() != own.Digest() || len(found) > 0) {
			t.Error("the edition's own format loses something")
		}
		if f != review.FormatYAML && (e.Status() != criteria.Draft || len(found) > 0) {
			t.Errorf("%s: status %s, findings %v", f, e.Status(), found.Codes())
		}
		was, err := own.Content()
		s.must(err)
		if now, err := e.Content(); err != nil || now != was {
			t.Errorf("%s reads back as another content", f)
		}
		if len(e.Items()) != len(own.Items()) || e.Items()[2].Title.JA != own.Items()[2].Title.JA {
			t.Errorf("%s: %d items", f, len(e.Items()))
		}
	}
	_, err = s.office.ExportEdition(s.ctx, own.ID(), "docx", s.office.out, "e.docx")
	s.refused(err, "edition_format_unknown")
}

func TestArt22_ComparisonIsHandedOver(t *testing.T) {
	s := newScheme(t, 0)
	s.must(s.office.ImportEdition(s.ctx, amended(t)))
	c, err := s.office.CompareEditions(s.ctx, "small-1", "small-2")
	s.must(err)
	if c.Counts[criteria.Unchanged] != 2 || c.Counts[criteria.Modified] != 1 || c.Counts[criteria.New] != 1 || c.Counts[criteria.Withdrawn] != 1 {
		t.Errorf("counts %v", c.Counts)
	}
	pdf, err := s.office.ComparisonPDF(s.ctx, c, s.office.out, "c.pdf")
	s.must(err)
	xlsx, err := s.office.ComparisonXLSX(s.ctx, c, s.office.out, "c.xlsx")
	s.must(err)
	if !bytes.HasPrefix(s.office.out.files[pdf.Name], []byte("%PDF")) || !bytes.HasPrefix(s.office.out.files[xlsx.Name], []byte("PK")) {
		t.Error("the files are not what their names say")
	}
}

func TestArt22_AMigratedCaseKeepsEveryAnswer(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	s.inForce(amended(t))
	m, err := s.office.ProposeMapping(s.ctx, id, "small-2")
	s.must(err)
	_, err = s.office.Migrate(s.ctx, id, "small-2", m)
	s.refused(err, "mapping_unconfirmed")
	for i := range m.Lines {
		m.Lines[i].Confirmed = true
	}
	app, err := s.office.Migrate(s.ctx, id, "small-2", m)
	s.must(err)
	if len(app.Migrations) != 1 || len(app.Migrations[0].Lines) != 4 || len(app.Migrations[0].Dropped) != 1 {
		t.Fatalf("migrations %+v", app.Migrations)
	}
	row, err := s.office.Case(s.ctx, id)
	s.must(err)
	if row.Edition != "small-2" || row.Round != 2 || row.State != review.Received {
		t.Errorf("the case is %+v: members had it, so another round begins", row.Case)
	}
	f, err := s.office.File(s.ctx, id)
	s.must(err)
	if f.EarlierRound != 1 || f.EarlierAnswers["1.1"].Wording() != app.Answers["1.1"].Wording() {
		t.Error("the round before is gone")
	}
	if o := app.Origin("2.1"); len(o) != 1 || o[0].Kind != criteria.Modified {
		t.Errorf("origin of 2.1 %v", o)
	}
}

func TestArt4_CorrectionIsALetterAndTheMarkedForm(t *testing.T) {
	s := newScheme(t, 0)
	h, err := s.office.EmptyForm(s.ctx, "small-1", s.office.out, "form.xlsx")
	s.must(err)
	form := s.office.out.file(h.Name)
	id, app, err := s.office.Intake(s.ctx, review.Submission{Form: form})
	s.must(err)
	say := func(f fault.Finding) string { return "指摘 " + f.Code }
	_, err = s.office.Correct(s.ctx, id, review.Correcting{Say: say, Pick: func(fault.Finding) bool { return false }}, s.office.out)
	s.refused(err, "correction_without_point")
	hs, err := s.office.Correct(s.ctx, id, review.Correcting{Say: say, Pick: func(f fault.Finding) bool { return f.Code == "mandatory_blank" }}, s.office.out)
	s.must(err)
	if len(hs) != 2 || hs[0].Verdict != string(seal.Genuine) {
		t.Fatalf("handed %+v", hs)
	}
	all, err := s.office.Corrections(s.ctx, id)
	s.must(err)
	blank := 0
	for _, f := range app.Findings {
		if f.Code == "mandatory_blank" {
			blank++
		}
	}
	if len(all) != 1 || len(all[0].Points) != blank || all[0].Cells != blank || blank == 0 || all[0].Letter != hs[0].Digest {
		t.Errorf("kept %+v, %d mandatory items are blank", all, blank)
	}
	_, back, err := s.office.Intake(s.ctx, review.Submission{Form: s.office.out.file(hs[1].Name)})
	s.must(err)
	if c := intake.Compare(app, back); len(c.Answers) > 0 || len(c.Header) > 0 {
		t.Errorf("the marked copy reads otherwise: %+v", c)
	}
}
