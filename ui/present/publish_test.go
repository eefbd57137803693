package present

import (
	"testing"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/publication"
	"shinsa/review/register"
)

func TestProposalLines_SayWhatChanges(t *testing.T) {
	text, day := i18n.New("ja"), civil.MustParse("2026-04-01")
	x := &review.Proposal{
		Entries: []publication.Entry{{
			No: "IPT0001-2604", Service: "見本基盤", State: register.InForce, From: day, To: day.AddYears(2),
			Lines: []publication.Line{{Item: "1.1", Withheld: true}, {Item: "1.2"}},
		}},
		Changes: []publication.Change{
			{No: "IPT0001-2604", Became: publication.Differs, Fields: []string{"state", "period"}, Items: []ident.ItemID{"1", "2", "3", "4", "5", "6", "7"}},
			{No: "IPT0002-2604", Became: publication.Vanishes},
		},
		Audit: publication.Audit{Texts: 10, Files: 5},
	}
	got := ProposalLines(text, x)
	if len(got) != 2 || got[0].Withheld != 1 || got[0].State.Word != "有効" || got[0].Differs != "状態　認定日・有効期間　項目1, 2, 3, 4, 5, 6 ほか1項目" {
		t.Errorf("%+v", got)
	}
	if got[1].Change != (Sign{Bad, "載らなくなる"}) || got[1].Service != "" {
		t.Errorf("%+v", got[1])
	}
	if words := ProposalCounts(text, x); words != "変わる 1件　載らなくなる 1件" {
		t.Error(words)
	}
	if s := AuditLine(text, x); s.Tone != Good {
		t.Error(s)
	}
	x.Audit.Leaks = fault.List{{Code: "private_text_published"}}
	if s := AuditLine(text, x); s.Tone != Bad {
		t.Error(s)
	}
	if a, b := LastPublishedLine(text, nil), LastPublishedLine(text, &review.Published{On: day, Entries: 2}); a == b {
		t.Errorf("%s and %s", a, b)
	}
}

func TestArt11_2_WhatWaitsStandsFirst(t *testing.T) {
	text := i18n.New("ja")
	decided := func(granted bool) *publication.Withholding {
		return &publication.Withholding{Granted: granted, Reason: "理由", Approver: "代表理事", On: civil.MustParse("2026-04-01")}
	}
	got := WithheldLines(text, []review.Withheld{
		{No: "A", WithholdRequest: review.WithholdRequest{Item: "1", Decision: decided(true)}},
		{No: "A", WithholdRequest: review.WithholdRequest{Item: "2", Decision: decided(false)}},
		{No: "B", WithholdRequest: review.WithholdRequest{Item: "3"}},
	})
	if got[0].Item != "3" || got[0].Decision != "" || got[1].Sign.Word != "留保" || got[2].Sign.Word != "公表" || got[1].Decision != "2026年4月1日 代表理事：理由" {
		t.Errorf("%+v", got)
	}
}

func TestNoteLines_SayWhatIsAwaited(t *testing.T) {
	text, on := i18n.New("ja"), civil.MustParse("2026-05-10")
	notes := []register.Note{
		{N: 1, Topic: register.Improvement, On: on.AddDays(-9), Until: on.AddDays(-1), Text: "要請", Public: true},
		{N: 2, Topic: register.Emergency, On: on.AddDays(-8), Until: on, Text: "障害", File: &register.NotedFile{Name: "a.pdf", Digest: ident.Sum(nil)}},
		{N: 3, Topic: register.Emergency, On: on, Text: "復旧", Answers: 2},
	}
	got := NoteLines(text, notes, on)
	if !got[0].Late || got[0].Rest != "回答の期限 2026年5月9日　公表する" || got[0].Article != "第16条第1項" {
		t.Errorf("%+v", got[0])
	}
	if got[1].Late || got[1].Rest == "" || got[2].Rest != "2026年5月2日の緊急事態の通知・経過の報告への回答" {
		t.Errorf("%+v", got[1:])
	}
	for due, want := range map[review.Due]string{
		{Kind: review.DueRenewal, By: on}:                                        "更新の申請を待つ：2026年5月10日まで",
		{Kind: review.DueRenewal, By: on.AddDays(-1)}:                            "更新の申請を待つ：2026年5月9日を過ぎています",
		{Kind: review.DueReturn, By: on.AddDays(-1)}:                             "認定証の返納を待つ：2026年5月9日から",
		{Kind: review.DueAnswer, Topic: register.Improvement, By: on.AddDays(1)}: "回答を待つ（改善の要請）：2026年5月11日まで",
	} {
		if words := DueWord(text, due, on); words != want || DueLate(due, on) == (due.By.After(on) || due.By == on) {
			t.Errorf("%s, want %s", words, want)
		}
	}
}
