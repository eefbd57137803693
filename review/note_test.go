package review_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/publication"
	"shinsa/review/register"
)

func TestArt14_WhatComesInIsNotedAndStaysAtTheBody(t *testing.T) {
	s, _, c := certified(t)
	file := incoming("報告.pdf", []byte("%PDF-1.7 障害の報告"))
	n, err := s.office.NoteCertification(s.ctx, register.Note{No: c.No, Topic: register.Emergency, Text: " 秘密の障害 ", Until: s.office.Today().AddDays(7), Public: true}, &file)
	s.must(err)
	if n.N != 1 || n.Text != "秘密の障害" || n.On != s.office.Today() || n.Public || n.File.Digest != ident.Sum([]byte("%PDF-1.7 障害の報告")) || s.acts("note", c.No) != 1 {
		t.Errorf("noted %+v", n)
	}
	_, err = s.office.NoteCertification(s.ctx, register.Note{No: c.No, Topic: register.Emergency, Text: "復旧した", Answers: 1}, nil)
	s.must(err)
	for code, bad := range map[string]register.Note{
		"note_incomplete":         {No: c.No, Topic: register.Report, Text: "x", Answers: 1},
		"note_by_its_act":         {No: c.No, Topic: register.Improvement, Text: "x"},
		"no_such_certification":   {No: "IPT9999-2604", Topic: register.Question, Text: "x"},
		"certification_day_ahead": {No: c.No, Topic: register.Question, Text: "x", On: s.office.Today().AddDays(1)},
	} {
		_, err := s.office.NoteCertification(s.ctx, bad, nil)
		s.refused(err, code)
	}
	_, err = s.members[0].NoteCertification(s.ctx, n, nil)
	s.refused(err, "desk_other_role")
	notes, err := s.office.CertificationNotes(s.ctx, c.No)
	s.must(err)
	all, err := s.office.RegisterNotes(s.ctx)
	s.must(err)
	if len(notes) != 2 || len(all[c.No]) != 2 || len(register.Awaited(notes)) != 0 {
		t.Errorf("notes %+v of %+v", notes, all)
	}
	out := newFolder()
	_, _, err = s.office.Publish(s.ctx, review.Publishing{}, out, nil)
	s.must(err)
	_, err = s.office.ExportRegister(s.ctx, out)
	s.must(err)
	_, err = s.office.ExportRecords(s.ctx, out)
	s.must(err)
	for name, b := range out.files {
		if bytes.Contains(deep(b), []byte("秘密の障害")) {
			t.Errorf("%s tells a note", name)
		}
	}
}

func TestArt16_ARequestIsNotedAndPublishedWhereTheBodySaysSo(t *testing.T) {
	s, _, c := certified(t)
	for public, text := range map[bool]string{true: "公にする措置", false: "秘密の措置"} {
		_, err := s.office.RequestImprovement(s.ctx, c.No, review.Improving{Facts: "秘密の事実", Text: text, Publish: public}, s.office.out)
		s.must(err)
	}
	notes, err := s.office.CertificationNotes(s.ctx, c.No)
	s.must(err)
	if len(notes) != 2 || len(register.Awaited(notes)) != 2 || notes[0].File == nil || notes[0].Until != s.office.Today().AddDays(s.office.Profile().DueDays) {
		t.Fatalf("noted %+v", notes)
	}
	out := newFolder()
	_, _, err = s.office.Publish(s.ctx, review.Publishing{}, out, nil)
	s.must(err)
	page := string(out.files["IPT0001-2604.html"])
	if !strings.Contains(page, "公にする措置") || strings.Contains(page, "秘密の") {
		t.Errorf("the page says %s", page)
	}
}

func TestArt11_ProposalSaysWhatWouldChange(t *testing.T) {
	s, _, c := certified(t)
	s.asks(c.Case, "1.1")
	x, err := s.office.ProposePublication(s.ctx, s.office.Today())
	s.must(err)
	if x.Open != 1 || len(x.Withheld) != 1 || !x.Entries[0].Lines[0].Withheld || x.Changes[0].Became != publication.Appears || x.Last != nil || x.Audit.Texts == 0 {
		t.Fatalf("proposed %+v", x)
	}
	granted := []publication.Withholding{{Item: "1.1", Granted: true, Reason: "理由", Approver: "決めた人の名"}}
	s.must(s.office.DecideWithholding(s.ctx, c.Case, granted))
	out := newFolder()
	_, _, err = s.office.Publish(s.ctx, review.Publishing{Seen: ident.Sum([]byte("x"))}, out, nil)
	s.refused(err, "publication_changed")
	x, err = s.office.ProposePublication(s.ctx, s.office.Today())
	s.must(err)
	out.full = true
	_, _, err = s.office.Publish(s.ctx, review.Publishing{Seen: x.Digest}, out, nil)
	s.refused(err, "folder_unwritable")
	if _, ok, err := s.office.LastPublished(s.ctx); ok || err != nil {
		t.Errorf("what could not be written counts as published: %v", err)
	}
	out.full = false
	steps := 0
	hs, _, err := s.office.Publish(s.ctx, review.Publishing{Seen: x.Digest}, out, func(done, total int) { steps++ })
	s.must(err)
	last, ok, err := s.office.LastPublished(s.ctx)
	s.must(err)
	if !ok || last.Entries != 1 || len(last.Files) != len(hs) || steps != len(hs) || last.Texts != x.Audit.Texts {
		t.Errorf("published %+v in %d steps", last, steps)
	}
	x, err = s.office.ProposePublication(s.ctx, s.office.Today())
	s.must(err)
	if x.Changes[0].Became != publication.Stays || x.Last == nil {
		t.Errorf("nothing changed, and yet %+v", x.Changes)
	}
	granted[0].Granted = false // taken back
	granted[0].Item = "1.1"
	s.must(s.office.DecideWithholding(s.ctx, c.Case, granted))
	s.refused(s.office.DecideWithholding(s.ctx, c.Case, []publication.Withholding{{Item: "1.2", Granted: true, Reason: "r", Approver: "a"}}), "withhold_not_requested")
	s.refused(s.office.DecideWithholding(s.ctx, c.Case, []publication.Withholding{{Item: "9.9", Granted: true, Reason: "r", Approver: "a", Asked: "x"}}), "no_such_item")
	s.must(s.office.DecideWithholding(s.ctx, c.Case, []publication.Withholding{{Item: "1.2", Granted: true, Reason: "理由", Approver: "決めた人の名", Asked: "後からの理由"}}))
	x, err = s.office.ProposePublication(s.ctx, s.office.Today())
	s.must(err)
	if ch := x.Changes[0]; len(ch.Items) != 2 || x.Entries[0].Lines[0].Withheld || !x.Entries[0].Lines[1].Withheld || len(x.Withheld) != 2 || !x.Withheld[1].Late {
		t.Errorf("taken back and asked later: %+v %+v", ch, x.Withheld)
	}
}

func TestArt11_TheFolderIsAsItWasWhenOneFileFails(t *testing.T) {
	s, _, _ := certified(t)
	out := newFolder()
	_, _, err := s.office.Publish(s.ctx, review.Publishing{}, out, nil)
	s.must(err)
	before := string(out.files["index.html"])
	s.later(1)
	out.full = true
	_, _, err = s.office.Publish(s.ctx, review.Publishing{}, out, nil)
	if s.refused(err, "folder_unwritable"); errors.Is(err, &fault.Error{Kind: fault.Internal}) || string(out.files["index.html"]) != before {
		t.Error("the files of the last publication changed")
	}
}

func TestArt12_2_TheProspectSaysWhatWouldGoOn(t *testing.T) {
	s, _, c := certified(t)
	s.later(c.From.DaysUntil(c.To) - 45)
	_, err := s.office.ContinuationOf(s.ctx, c.No, s.office.Today())
	s.refused(err, "continuation_refused")
	s.followUp("C2028-0002", "renewal", string(c.No))
	p, err := s.office.ContinuationOf(s.ctx, c.No, s.office.Today())
	s.must(err)
	if p.Case != "C2028-0002" || p.Applied != s.office.Today() || p.Last != c.To || len(p.Doubts) != 0 {
		t.Errorf("prospect %+v", p)
	}
	s.must(s.office.ContinueEffect(s.ctx, c.No, review.Continuing{Reason: "審査中のため"}))
	_, err = s.office.ContinuationOf(s.ctx, c.No, s.office.Today())
	s.refused(err, "continuation_known")
	notes, err := s.office.CertificationNotes(s.ctx, c.No)
	s.must(err)
	if len(notes) != 1 || notes[0].Topic != register.Continuation || notes[0].Text != "審査中のため" {
		t.Errorf("noted %+v", notes)
	}
}

func TestExisting_IsHeldAgainstTheRegister(t *testing.T) {
	s, _, c := certified(t)
	scan := incoming("認定証.pdf", []byte("scan"))
	x := review.Existing{
		No: "ＩＰＴ００４１−２４０５", Operator: "見本データ株式会社", Service: "見本倉庫", Corporate: "７９９９９０１００００２４", From: s.office.Today().AddDays(-300),
		First: civil.MustParse("2024-05-20"), Source: "認定証の写し", Scan: &scan,
	}
	filled, l, err := s.office.CheckExisting(s.ctx, x)
	s.must(err)
	if filled.No != "IPT0041-2405" || filled.To.IsZero() {
		t.Errorf("filled to %+v", filled)
	}
	if !l.Has("existing_corporate") || len(l) != 1 {
		t.Errorf("found %v", l.Codes())
	}
	x.Corporate = ""
	same := x
	same.No, same.Operator, same.Service = "IPT0042-2405", c.Operator, c.Service
	same.From, same.To = c.From.AddDays(-900), c.From
	same.First = same.From
	if _, l, err := s.office.CheckExisting(s.ctx, same); err != nil || !l.Has("existing_overlaps") {
		t.Errorf("found %v, %v", l.Codes(), err)
	}
	s.refused(s.office.EnterCertification(s.ctx, same), "existing_overlaps")
	same.To = c.From.AddDays(-1)
	s.must(s.office.EnterCertification(s.ctx, same))
	s.must(s.office.EnterCertification(s.ctx, x))
	if _, l, err := s.office.CheckExisting(s.ctx, x); err != nil || !l.Has("certification_known") {
		t.Errorf("found %v, %v", l.Codes(), err)
	}
	notes, err := s.office.CertificationNotes(s.ctx, "IPT0041-2405")
	s.must(err)
	if len(notes) != 1 || notes[0].Topic != register.FromPaper || notes[0].File.Name != "認定証.pdf" {
		t.Errorf("noted %+v", notes)
	}
}
