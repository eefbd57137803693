package publication_test

import (
	"slices"
	"strings"
	"testing"

	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/review/publication"
	"shinsa/review/register"
)

// audited are a publication and its finished files.
func audited(t *testing.T) (*publication.Publication, []publication.File) {
	t.Helper()
	p := &publication.Publication{Scheme: "見本制度", Body: "見本認定機構", Entries: []publication.Entry{entry("IPT0001-2604", register.InForce)}}
	p.Entries[0].Lines[0].Answer = "窓口は見本 花子（03-0000-1234）、\"24時間\"対応"
	fs, err := p.Files(func(d civil.Date) string { return d.String() })
	if err != nil {
		t.Fatal(err)
	}
	return p, fs
}

func TestArt20_APrivateTextInAFileIsFoundThroughItsEscapes(t *testing.T) {
	const secret = `内部の<所見> "A&B" 一式`
	leak := map[string]func(string) string{
		"index.html": func(s string) string { return s + "<p>内部の&lt;所見&gt; &#34;A&amp;B&#34; 一式</p>" },
		"publication.json": func(s string) string {
			return strings.Replace(s, `"title"`, `"内部の\u003c所見\u003e \"A\u0026B\" 一式": "", "title"`, 1)
		},
		"items.csv": func(s string) string { return s + `"内部の<所見> ""A&B"" 一式"` },
	}
	for name, spoil := range leak {
		p, fs := audited(t)
		private := []publication.Private{{No: "IPT0001-2604", Field: "remark", Item: "1.1", Text: secret}, {Field: "reviewer", Text: "見本 一郎"}}
		if a := p.Check(t.Context(), fs, private); len(a.Leaks) != 0 || a.Texts != 2 || a.Files != len(fs) {
			t.Fatalf("a clean publication: %+v", a)
		}
		i := slices.IndexFunc(fs, func(f publication.File) bool { return f.Name == name })
		fs[i].Content = []byte(spoil(string(fs[i].Content)))
		a := p.Check(t.Context(), fs, private)
		if len(a.Leaks) != 1 || a.Leaks[0].Code != "private_text_published" || a.Leaks[0].Args["file"] != name || a.Leaks[0].Args["field"] != "remark" {
			t.Errorf("%s: %+v", name, a.Leaks)
		}
	}
}

func TestArt11_WhatTheApplicantWroteIntoAnAnswerIsNoLeak(t *testing.T) {
	p, fs := audited(t)
	a := p.Check(t.Context(), fs, []publication.Private{
		{No: "IPT0001-2604", Field: "contact_name", Text: "見本 花子"},
		{No: "IPT0001-2604", Field: "contact_phone", Text: " 03-0000-1234 "},
		{No: "IPT0001-2604", Field: "representative_name", Text: "見本"},
		{Field: "remark", Text: "審査対象項目"},
		{Field: "remark", Text: "2026-04-01"},
		{Field: "asked", Text: "有効な認定"},
		{Field: "evidence", Text: ""},
	})
	if len(a.Leaks) != 0 || len(a.Doubts) != 2 || a.Doubts[0].Code != "contact_in_answer" {
		t.Errorf("%+v", a)
	}
}

func TestCompare_TellsWhatAPublicationChanges(t *testing.T) {
	same, other, fresh, gone := entry("IPT0001-2604", register.InForce), entry("IPT0002-2604", register.InForce), entry("IPT0003-2604", register.InForce), entry("IPT0004-2604", register.InForce)
	now := other
	now.State, now.Operator, now.Lines = register.IsRevoked, "別の名", slices.Clone(other.Lines)
	now.Lines[1].Withheld, now.Lines[1].Answer = true, ""
	now.Improvements = []publication.Improvement{{Text: "体制を整えること。"}}
	got := publication.Compare([]publication.Entry{same, other, gone}, []publication.Entry{same, now, fresh})
	want := []publication.Became{publication.Stays, publication.Differs, publication.Appears, publication.Vanishes}
	for i, c := range got {
		if c.Became != want[i] {
			t.Errorf("%s is %s, want %s", c.No, c.Became, want[i])
		}
	}
	if c := got[1]; !slices.Equal(c.Fields, []string{"operator", "state", "improvements"}) || !slices.Equal(c.Items, []ident.ItemID{"2.1"}) {
		t.Errorf("differs in %+v", c)
	}
}

func TestArt16_2_ARequestIsPublicWhereTheBodySaidSo(t *testing.T) {
	day := civil.MustParse("2026-05-01")
	note := func(n int, topic register.Topic, public bool, answers int) register.Note {
		return register.Note{N: n, Topic: topic, On: day.AddDays(n), Until: day.AddDays(30), Text: "措置" + string(rune('0'+n)), Public: public, Answers: answers}
	}
	c := register.Certification{No: "IPT0001-2604", First: day, From: day, To: day.AddYears(2)}
	e, _, err := publication.EntryOf(publication.Source{Certification: c, Notes: []register.Note{
		note(1, register.Improvement, true, 0), note(2, register.Improvement, false, 0), note(3, register.Report, false, 1), note(4, register.Emergency, true, 0),
	}}, day)
	if err != nil || len(e.Improvements) != 1 || e.Improvements[0].Text != "措置1" || e.Improvements[0].Reported != day.AddDays(3) {
		t.Fatalf("%+v, %v", e.Improvements, err)
	}
	page := files(t, &publication.Publication{Entries: []publication.Entry{e}})["IPT0001-2604.html"]
	for _, want := range []string{"改善の要請", "措置1", "2026-05-04に報告"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %s", want)
		}
	}
	if strings.Contains(page, "措置2") || strings.Contains(page, "措置4") {
		t.Error("the page tells what is not public")
	}
}
