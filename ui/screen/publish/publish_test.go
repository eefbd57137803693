package publish

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/publication"
	"shinsa/review/register"
	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

// desk is a stand-in with three certifications: a new one with a request that waits, a changed one, one that stays.
type desk struct {
	requests  []review.WithholdRequest
	leak      bool
	last      *review.Published
	decided   []publication.Withholding
	published []review.Publishing
	refuse    error
}

func newDesk() *desk {
	return &desk{requests: []review.WithholdRequest{{Item: "2.1", Title: "サービス稼働率", Asked: "競争上の理由から公にしたくない。"}}}
}

func (d *desk) Today() civil.Date { return civil.MustParse("2026-05-27") }

func entry(n int, service string, state register.State) publication.Entry {
	day := civil.MustParse("2025-05-24")
	return publication.Entry{
		No: ident.CertificateNo(fmt.Sprintf("IPT%04d-2505", n)), Service: service, Operator: "見本クラウド株式会社", Outline: "見本の概要", Site: "https://example.jp/", First: day, Certified: day,
		From: day, To: day.AddYears(2).AddDays(-1), State: state,
		Lines: []publication.Line{
			{Group: "事業", Item: "1.1", Title: "事業の概要", Ask: "事業の概要", Duty: criteria.Mandatory, Answer: "クラウドサービスの提供"},
			{Group: "サービス", Item: "2.1", Title: "サービス稼働率", Ask: "稼働率の目標値", Duty: criteria.Mandatory, Answer: "99.9％"},
		},
	}
}

func (d *desk) ProposePublication(context.Context, civil.Date) (*review.Proposal, error) {
	x := &review.Proposal{
		On: d.Today(), Digest: ident.Sum([]byte(fmt.Sprint(d.requests))), Last: d.last,
		Entries: []publication.Entry{entry(1, "見本IoTプラットフォーム", register.InForce), entry(2, "見本センサー基盤", register.IsRevoked), entry(3, "見本ストレージ", register.Expired)},
		Changes: []publication.Change{
			{No: "IPT0001-2505", Became: publication.Appears},
			{No: "IPT0002-2505", Became: publication.Differs, Fields: []string{"state", "improvements"}, Items: []ident.ItemID{"1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "2.5"}},
			{No: "IPT0003-2505", Became: publication.Stays},
		},
		Audit: publication.Audit{Texts: 412, Files: 7}, Cases: map[ident.CertificateNo]ident.CaseID{"IPT0001-2505": "C2025-0001"},
		Notes: fault.List{{Code: "contact_in_answer", Severity: fault.Info, Clause: "11-1", Field: "contact_email", Args: map[string]string{"no": "IPT0001-2505"}}},
	}
	x.Entries[1].Clause, x.Entries[1].Improvements = "17-1(3)", []publication.Improvement{{On: d.Today(), Text: "体制を整えること。", Due: d.Today()}}
	if d.leak {
		x.Audit.Leaks = fault.List{{Code: "private_text_published", Severity: fault.Must, Clause: "20", Field: "remark", Args: map[string]string{"no": "IPT0001-2505", "file": "index.html"}}}
	}
	for _, r := range d.requests {
		x.Withheld = append(x.Withheld, review.Withheld{No: "IPT0001-2505", Service: "見本IoTプラットフォーム", Case: "C2025-0001", WithholdRequest: r})
		if r.Decision == nil {
			x.Open++
		}
	}
	return x, nil
}

func (d *desk) Publish(_ context.Context, p review.Publishing, _ review.Outbox, progress func(int, int)) ([]review.Handed, fault.List, error) {
	if d.refuse != nil {
		return nil, nil, d.refuse
	}
	progress(0, 4)
	d.published = append(d.published, p)
	d.last = &review.Published{On: d.Today(), Entries: 3, Texts: 412, Files: make([]review.PublicFile, 7)}
	var hs []review.Handed
	for _, name := range []string{"IPT0001-2505.html", "IPT0002-2505.html", "publication.json", "index.html"} {
		hs = append(hs, review.Handed{Name: name, Path: "out/www/" + name, Kind: "publication", Size: 2048, Verdict: "unsigned"})
	}
	return hs, nil, nil
}

func (d *desk) DecideWithholding(_ context.Context, id ident.CaseID, ws []publication.Withholding) error {
	if id != "C2025-0001" {
		return fault.New(fault.Missing, "no_such_case", "case", string(id))
	}
	for _, w := range ws {
		w.On = d.Today()
		d.decided = append(d.decided, w)
		r := review.WithholdRequest{Item: w.Item, Title: "事業の概要", Asked: w.Asked, Late: w.Asked != "", Decision: &w}
		if i := slices.IndexFunc(d.requests, func(r review.WithholdRequest) bool { return r.Item == w.Item }); i >= 0 {
			d.requests[i].Decision = &w
		} else {
			d.requests = append(d.requests, r)
		}
	}
	return nil
}

func TestArt11_NothingIsPublishedBeforeWhatWaitsIsDecided(t *testing.T) {
	st, d := uitest.NewStage(t, uitest.Laptop, "ja"), newDesk()
	r := st.Play(New(d, st, route.To(route.Publish)))
	r.See("2026年5月27日", "新しく載る", "変わる", "変わらない", "漏えいなし", "412件", "まだ公表のファイルを作っていません", "ほか2項目", "1件が未決定").Picture("publish-ja")
	if r.Enabled("公表のファイルを書き出す") {
		t.Error("goes on while a request waits")
	}
	r.Press("W").See("競争上の理由").Picture("publish-decide-ja")
	if r.Enabled("決定を記録する") {
		t.Error("a decision without a choice")
	}
	r.Tap("留保").Press("Tab", "Tab").Type("競争上の正当な理由がある。").Press("Tab").Type("代表理事").Tap("決定を記録する")
	if len(d.decided) != 1 || !d.decided[0].Granted || d.decided[0].Approver != "代表理事" || len(st.Told) != 1 {
		t.Fatalf("decided %+v, told %v", d.decided, st.Told)
	}
	r.See("代表理事").Press("F9").See("置き換えます", "3件の認定").Picture("publish-ask-ja").Tap("公表のファイルを書き出す")
	if len(d.published) != 1 || d.published[0].Seen == "" || len(st.Told) != 2 {
		t.Fatalf("published %+v, told %v", d.published, st.Told)
	}
	r.See("書き出したファイル 4個", "index.html", "IPT0002-2505.html", "前回の公表").Picture("publish-done-ja")
}

func TestArt11_2_ADecisionIsTakenBackAndALaterRequestTaken(t *testing.T) {
	st, d := uitest.NewStage(t, uitest.Laptop, "en"), newDesk()
	d.requests[0].Decision = &publication.Withholding{Item: "2.1", Granted: true, Reason: "A good reason.", Approver: "Director", On: d.Today()}
	r := st.Play(New(d, st, route.To(route.Publish)))
	r.Press("W").See("Decided before").Tap("Public").Press("Tab").Type("The reason is gone.").Press("Tab").Type("Director").Press("Return")
	if len(d.decided) != 1 || d.decided[0].Granted {
		t.Fatalf("decided %+v", d.decided)
	}
	r.Press("A").See("Withholding requested later").Type("9.9").See("Enter the number of an item").Press("BackSpace", "BackSpace", "BackSpace").Type("1.1").See("事業の概要").
		Press("Tab").Type("A customer asked for it.").Press("Tab").Tap("Withheld").Press("Tab", "Tab").Type("It is one.").Picture("publish-later-en").Tap("Record the decision")
	if len(d.decided) != 2 || d.decided[1].Asked != "A customer asked for it." || d.decided[1].Item != "1.1" || d.decided[1].Approver != "Director" {
		t.Errorf("decided %+v", d.decided)
	}
	r.Press("J", "A")
	if last := st.Told[len(st.Told)-1]; last != "There is no item of this certification to withhold." {
		t.Errorf("told %q", last)
	}
}

func TestArt20_ALeakStopsThePublication(t *testing.T) {
	st, d := uitest.NewStage(t, uitest.Laptop, "ja"), newDesk()
	d.requests, d.leak = nil, true
	r := st.Play(New(d, st, route.To(route.Publish)))
	r.See("漏えいあり", "index.html", "備考").Picture("publish-leak-ja").Press("F9")
	if len(d.published) != 0 || r.Enabled("公表のファイルを書き出す") {
		t.Error("a leak is published")
	}
}

func TestPublish_WhatFailsIsTold(t *testing.T) {
	st, d := uitest.NewStage(t, uitest.Laptop, "en"), newDesk()
	d.requests, d.refuse = nil, fault.New(fault.Unavailable, "folder_unwritable", "name", "out/www")
	r := st.Play(New(d, st, route.To(route.Publish)))
	r.Press("F9").Tap("Write the publication")
	if len(st.Problems) != 1 || len(st.Told) != 0 {
		t.Errorf("problems %v, told %v", st.Problems, st.Told)
	}
	r.Press("J", "E").See("体制を整えること。", "99.9％").Picture("publish-entry-en")
}

func TestNothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "publish", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		st := uitest.NewStage(t, l, lang)
		return st.Play(New(newDesk(), st, route.To(route.Publish)))
	})
}
