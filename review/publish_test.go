package review_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/publication"
	"shinsa/review/register"
)

// asks puts requests to withhold, and a marker into every field of the application that is not public, into a case.
func (s *scheme) asks(id ident.CaseID, items ...string) (private []string) {
	s.Helper()
	s.must(s.office.store.Update(s.ctx, func(tx review.Tx) error {
		var app intake.Application
		if err := tx.Get(review.KindApplication, string(id), &app); err != nil {
			return err
		}
		public := map[string]bool{"operator_name": true, "service_name": true, "service_outline": true, "service_url": true}
		for _, e := range app.Header.Entries() {
			if mark := "秘密" + e.Name; !public[e.Name] && e.Name != "application_date" {
				e.Entry.Value, e.Entry.Raw = &mark, nil
				private = append(private, mark)
			}
		}
		app.Header.Withhold = []intake.Withholding{{Items: items, Reason: "秘密の理由"}}
		private = append(private, "秘密の理由")
		for item, a := range app.Answers {
			a.Remark, a.Comment, a.EvidenceRaw = "秘密の備考"+string(item), "秘密のコメント", "秘密の資料番号"
			a.Value = intake.TextValue("=公の回答" + string(item))
			app.Answers[item] = a
			private = append(private, a.Remark, a.Comment, a.EvidenceRaw)
		}
		for _, e := range app.Evidence {
			private = append(private, e.File, e.Title)
		}
		return tx.Put(review.KindApplication, string(id), app)
	}))
	return private
}

func TestArt11_NothingButWhatIsPublicLeaves(t *testing.T) {
	s, _, c := certified(t)
	private := s.asks(c.Case, "1.1", "1.2", "9.9") // the last is no item of the edition
	out := newFolder()
	_, _, err := s.office.Publish(s.ctx, review.Publishing{}, out, nil)
	s.refused(err, "withhold_undecided")
	if len(out.files) != 0 {
		t.Error("files were written although a request is open")
	}
	s.refused(s.office.DecideWithholding(s.ctx, c.Case, []publication.Withholding{{Item: "2.1", Reason: "x", Approver: "y"}}), "withhold_not_requested")
	f := s.refused(s.office.DecideWithholding(s.ctx, c.Case, []publication.Withholding{{Item: "1.1"}}), "withhold_decision_incomplete")
	if len(f.Findings) != 2 {
		t.Errorf("incomplete: %v", f.Findings)
	}
	s.must(s.office.DecideWithholding(s.ctx, c.Case, []publication.Withholding{
		{Item: "1.1", Granted: true, Reason: "決定の理由", Approver: "決定した人"}, {Item: "1.2", Granted: false, Reason: "決定の理由", Approver: "決定した人"},
	}))
	hs, found, err := s.office.Publish(s.ctx, review.Publishing{}, out, nil)
	s.must(err)
	if len(hs) != 5 || len(found) != 0 || hs[4].Name != "index.html" || hs[4].Digest != ident.Sum(out.files["index.html"]) {
		t.Fatalf("handed out %+v, found %v", hs, found)
	}
	private = append(private, "決定の理由", "決定した人", "所見REMARK", "SUMMARY", "公の回答1.1")
	for _, m := range s.members {
		private = append(private, m.Self().Name)
	}
	for name, b := range out.files {
		for _, secret := range private {
			if bytes.Contains(b, []byte(secret)) {
				t.Errorf("%s tells %s", name, secret)
			}
		}
	}
	page := string(out.files["IPT0001-2604.html"])
	for _, want := range []string{"公表を留保", "=公の回答1.2", "=公の回答2.1", string(c.No), c.Operator, "2026年4月6日から", "有効", "見本"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of the service does not say %s", want)
		}
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(out.files["items.csv"], []byte("\uFEFF")))).ReadAll()
	s.must(err)
	if len(rows) != 1+len(smallItems) || rows[1][7] != "留保" || rows[1][6] != "" || rows[2][6] != "'=公の回答1.2" {
		t.Errorf("items: %q", rows)
	}
	if s.acts("publish", "") != 1 || s.acts("withhold", "") != 1 {
		t.Error("the journal does not have the acts once")
	}
	_, _, err = s.members[0].Publish(s.ctx, review.Publishing{}, out, nil)
	s.refused(err, "desk_other_role")
}

func TestArt11_3_WhatBecameOfACertificationIsPublic(t *testing.T) {
	s, _, c := certified(t)
	published := func(on civil.Date) publication.Entry {
		t.Helper()
		out := newFolder()
		_, _, err := s.office.Publish(s.ctx, review.Publishing{On: on}, out, nil)
		s.must(err)
		var p publication.Publication
		s.must(json.Unmarshal(out.files["publication.json"], &p))
		if p.Format != publication.Format || len(p.Entries) != 1 {
			t.Fatalf("published %+v", p)
		}
		return p.Entries[0]
	}
	if e := published(c.To); e.State != register.InForce {
		t.Errorf("on its last day: %+v", e)
	}
	if e := published(c.To.AddDays(1)); e.State != register.Expired || e.Since != c.To.AddDays(1) || len(e.Lines) != len(smallItems) {
		t.Errorf("after its last day: %+v", e)
	}
	_, err := s.office.RevokeCertification(s.ctx, c.No, review.Revoking{Grounds: []int{3}, Facts: "秘密の事実"}, passphrase, s.office.out)
	s.must(err)
	e := published(s.office.Today())
	if e.State != register.IsRevoked || e.Clause != "17-1(3)" || e.Since != s.office.Today() {
		t.Errorf("revoked: %+v", e)
	}
	s.must(s.office.store.Update(s.ctx, func(tx review.Tx) error { // as after the end of what Art. 20 lets the body keep
		return tx.Delete(review.KindApplication, string(c.Case))
	}))
	if again := published(s.office.Today()); len(again.Lines) != len(smallItems) || again.Outline != e.Outline {
		t.Errorf("after the application was destroyed: %+v", again)
	}
}

func TestArt11_2_AWithheldTextElsewhereIsTold(t *testing.T) {
	s, _, c := certified(t)
	s.asks(c.Case, "1.1")
	s.must(s.office.store.Update(s.ctx, func(tx review.Tx) error {
		var app intake.Application
		if err := tx.Get(review.KindApplication, string(c.Case), &app); err != nil {
			return err
		}
		for item, text := range map[ident.ItemID]string{"1.1": "監視拠点は見本市内にある", "2.1": "詳細：監視拠点は見本市内にある。"} {
			a := app.Answers[item]
			a.Value = intake.TextValue(text)
			app.Answers[item] = a
		}
		return tx.Put(review.KindApplication, string(c.Case), app)
	}))
	s.must(s.office.DecideWithholding(s.ctx, c.Case, []publication.Withholding{{Item: "1.1", Granted: true, Reason: "理由", Approver: "人"}}))
	_, found, err := s.office.Publish(s.ctx, review.Publishing{}, newFolder(), nil)
	s.must(err)
	if len(found) != 1 || found[0].Code != "withheld_text_elsewhere" || found[0].Criterion != "2.1" {
		t.Errorf("found %v", found)
	}
}
