package review_test

import (
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/criteria"
)

func TestArt22_ADraftIsWrittenSavedAndTakenBack(t *testing.T) {
	s := newScheme(t, 0)
	e, err := s.office.StartDraft(s.ctx, review.Drafting{ID: "small-2", Title: criteria.Text{JA: "改正案"}, From: "small-1"})
	s.must(err)
	if e.Status() != criteria.Draft || len(e.Items()) == 0 || !e.InForceFrom().IsZero() {
		t.Fatalf("draft %+v", e.Head())
	}
	_, err = s.office.StartDraft(s.ctx, review.Drafting{ID: "small-2", Title: criteria.Text{JA: "改正案"}, From: "small-1"})
	s.refused(err, "edition_exists")
	it := e.Items()[0]
	it.Title.JA = "改めた項目"
	out, err := s.office.AlterDraft(s.ctx, "small-2", criteria.Alteration{Kind: criteria.PutItem, Was: it.ID, Item: it})
	s.must(err)
	kept, err := s.office.Edition(s.ctx, "small-2")
	s.must(err)
	if kept.Digest() != out.Edition.Digest() || kept.Items()[0].Title.JA != "改めた項目" || out.At.IsZero() {
		t.Error("the change is not kept")
	}
	out, err = s.office.AlterDraft(s.ctx, "small-2", out.Back)
	s.must(err)
	if out.Edition.Digest() != e.Digest() {
		t.Error("the change is not taken back")
	}
	blank := it
	blank.Title.JA = ""
	_, err = s.office.AlterDraft(s.ctx, "small-2", criteria.Alteration{Kind: criteria.PutItem, Was: it.ID, Item: blank})
	s.refused(err, "criteria_text_missing")
	_, err = s.office.AlterDraft(s.ctx, "small-1", criteria.Alteration{Kind: criteria.WithdrawItem, Was: it.ID})
	s.refused(err, "edition_shipped")

	_, _, err = s.office.Advance(s.ctx, "small-2", review.AmendmentStep{To: criteria.Draft, On: civil.MustParse("2026-01-10"), Text: "稼働率の見直し"})
	s.must(err)
	agenda, err := s.office.Agenda(s.ctx)
	s.must(err)
	if len(agenda) != 1 || agenda[0].Edition != "small-2" || agenda[0].Text != "稼働率の見直し" {
		t.Errorf("agenda %+v", agenda)
	}
	_, _, err = s.office.Advance(s.ctx, "small-2", review.AmendmentStep{To: criteria.Deliberated, On: civil.MustParse("2026-01-20")})
	s.must(err)
	_, err = s.office.AlterDraft(s.ctx, "small-2", criteria.Alteration{Kind: criteria.WithdrawItem, Was: it.ID})
	s.refused(err, "edition_frozen")
	s.refused(s.office.DropDraft(s.ctx, "small-2"), "edition_frozen")
	empty, err := s.office.StartDraft(s.ctx, review.Drafting{ID: "fresh", Title: criteria.Text{JA: "新規"}, First: criteria.Text{JA: "新しい項目"}})
	s.must(err)
	if len(empty.Items()) != 1 {
		t.Errorf("%d items", len(empty.Items()))
	}
	s.must(s.office.DropDraft(s.ctx, "fresh"))
	if _, err := s.office.Edition(s.ctx, "fresh"); err == nil {
		t.Error("the draft is still there")
	}
}

func TestArt22_TheOperatingRulesAreAmendedLikewise(t *testing.T) {
	s := newScheme(t, 0)
	day := civil.MustParse
	step := func(to criteria.Status, on, inForce, text string) review.AmendmentStep {
		out := review.AmendmentStep{To: to, On: day(on), Text: text}
		if inForce != "" {
			out.InForce = day(inForce)
		}
		return out
	}
	all, err := s.office.RulesEditions(s.ctx)
	s.must(err)
	if len(all) != 3 || all[0].Status != criteria.Superseded || all[2].Status != criteria.InForce || all[2].InForceFrom != day("2022-04-01") {
		t.Fatalf("editions %+v", all)
	}
	title := criteria.Text{JA: "令和8年改正"}
	s.refused(s.office.ProposeRules(s.ctx, " ", title, step("", "2026-01-10", "", "")), "rules_without_name")
	s.refused(s.office.ProposeRules(s.ctx, "rules-2022-04-01", title, step("", "2026-01-10", "", "")), "edition_exists")
	s.must(s.office.ProposeRules(s.ctx, "rules-2026", title, step("", "2026-01-10", "", "審査料の改定")))
	agenda, err := s.office.Agenda(s.ctx)
	s.must(err)
	if len(agenda) != 1 || agenda[0].Rules != "rules-2026" {
		t.Errorf("agenda %+v", agenda)
	}
	_, _, err = s.office.AdvanceRules(s.ctx, "rules-2026", step(criteria.Announced, "2026-02-01", "2026-04-01", ""))
	s.refused(err, "criteria_stage_skipped")
	_, _, err = s.office.AdvanceRules(s.ctx, "rules-2026", step(criteria.Deliberated, "2026-01-20", "", "第12回委員会"))
	s.must(err)
	_, found, err := s.office.AdvanceRules(s.ctx, "rules-2026", step(criteria.Announced, "2026-02-01", "2026-02-15", ""))
	s.must(err)
	if !found.Has("amendment_notice_short") || !found.Has("amendment_without_text") {
		t.Errorf("findings %v", found.Codes())
	}
	_, _, err = s.office.AdvanceRules(s.ctx, "rules-2026", step(criteria.InForce, "2026-02-14", "", ""))
	s.refused(err, "amendment_before_its_day")
	_, _, err = s.office.AdvanceRules(s.ctx, "rules-2026", step(criteria.InForce, "2026-02-15", "", ""))
	s.must(err)
	all, err = s.office.RulesEditions(s.ctx)
	s.must(err)
	if last := all[len(all)-1]; last.Status != criteria.InForce || len(last.Steps) != 4 || all[2].Status != criteria.Superseded {
		t.Errorf("editions %+v", all)
	}
}
