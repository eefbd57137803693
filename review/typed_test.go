package review_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"

	"github.com/xuri/excelize/v2"
)

// retyped is the sample application as a person types it in from paper: the words of the form, cell by cell.
func retyped(s *scheme, by string) intake.Typed {
	s.Helper()
	sub := sample(s.TB.(*testing.T))
	app, err := s.office.ReadApplication(s.ctx, sub)
	s.must(err)
	t := intake.Typed{By: by, FormA: map[string]string{}, Answers: map[ident.ItemID]intake.TypedAnswer{}}
	for _, e := range app.Header.Entries() {
		t.FormA[e.Name] = e.Entry.Text()
		if e.Entry.Raw != nil && e.Entry.Raw.Number == nil {
			t.FormA[e.Name] = e.Entry.Raw.Text
		}
	}
	t.FormA["service_class"], t.FormA["pledge"], t.FormA["revoked_past_year"] = "IaaS・PaaS", "誓約する", "無"
	for id, d := range app.Answers {
		a := intake.TypedAnswer{Text: d.Wording(), Evidence: d.EvidenceRaw}
		if a.Evidence == "" && len(d.Evidence) > 0 {
			a.Evidence = d.Evidence[0].No
		}
		t.Answers[id] = a
	}
	for _, e := range app.Evidence {
		t.Evidence = append(t.Evidence, intake.TypedEvidence{No: e.Raw.No, Title: e.Title, File: e.File, Pages: e.Raw.Pages, Confidential: e.Raw.Confidential})
	}
	return t
}

// TestArt4_PaperIsTypedIn: an application that came by post is typed in, typed again, compared, and becomes a case like any other.
func TestArt4_PaperIsTypedIn(t *testing.T) {
	s := sampleScheme(t, 0)
	kept, err := s.office.Type(s.ctx, review.Typed{Received: civil.MustParse("2024-04-16"), First: intake.Typed{By: "受付 一郎"}})
	s.must(err)
	if kept.ID == "" || kept.At.IsZero() {
		t.Fatalf("kept %+v", kept)
	}
	kept.First = retyped(s, "受付 一郎")
	kept, err = s.office.Type(s.ctx, kept)
	s.must(err)

	second := retyped(s, "受付 二子")
	a := second.Answers["8.1"]
	a.Text = "321人"
	second.Answers["8.1"] = a
	_, err = s.office.SecondEntry(s.ctx, kept.ID, &second)
	s.must(err)
	_, err = s.office.AddScan(s.ctx, kept.ID, incoming("申請書.pdf", []byte("%PDF-1.4\nscan")))
	s.must(err)

	sub := review.Submission{Typed: kept.ID, Evidence: sample(t).Evidence}
	app, err := s.office.ReadApplication(s.ctx, sub)
	s.must(err)
	var found fault.List
	for _, f := range app.Findings {
		if f.Code == "typed_entries_differ" {
			found = append(found, f)
		}
	}
	if len(found) != 1 || found[0].Criterion != "8.1" || found[0].Args["second"] != "321人" {
		t.Errorf("differences: %+v", found)
	}
	var refused *fault.Error
	if _, _, err := s.office.Intake(s.ctx, sub); !errors.As(err, &refused) || refused.Code != "typed_entries_unsettled" || len(refused.Findings) != 1 {
		t.Errorf("taken in although the entries differ: %v", err)
	}

	second = retyped(s, "受付 二子")
	_, err = s.office.SecondEntry(s.ctx, kept.ID, &second)
	s.must(err)
	id, app, err := s.office.Intake(s.ctx, sub)
	s.must(err)
	want, err := s.office.ReadApplication(s.ctx, sample(t))
	s.must(err)
	for item, d := range want.Answers {
		if got := app.Answers[item]; got.Kind != d.Kind || got.Value.String() != d.Value.String() || len(got.Evidence) != len(d.Evidence) {
			t.Errorf("%s: %s %q, want %s %q", item, got.Kind, got.Value, d.Kind, d.Value)
		}
	}
	if app.Typed == nil || app.Typed.First != "受付 一郎" || app.Typed.Second != "受付 二子" || app.Header.CorporateNumber.Text() != want.Header.CorporateNumber.Text() {
		t.Errorf("typed %+v, header %+v", app.Typed, app.Header)
	}
	if rows, err := s.office.TypedApplications(s.ctx); err != nil || len(rows) != 0 {
		t.Errorf("still to be typed: %v, %v", rows, err)
	}
	paper, err := s.office.Evidence(s.ctx, id, "申請書原本1")
	s.must(err)
	if b, err := io.ReadAll(io.NewSectionReader(paper, 0, paper.Size)); err != nil || string(b) != "%PDF-1.4\nscan" {
		t.Errorf("the scan: %q, %v", b, err)
	}
	s.must(paper.Close())
	for _, err := range []error{
		func() error { _, err := s.office.Type(s.ctx, kept); return err }(),
		func() error { _, _, err := s.office.Intake(s.ctx, sub); return err }(),
		s.office.DropTyped(s.ctx, kept.ID),
	} {
		if fault.KindOf(err) != fault.Sealed {
			t.Errorf("after it became a case: %v", err)
		}
	}
	checked, err := s.office.Doctor(s.ctx)
	s.must(err)
	for _, i := range checked {
		if !i.OK {
			t.Errorf("%s: %s", i.Name, i.Detail)
		}
	}
}

// TestArt4_PaperGoesBackAsTheForm: what is asked about an application on paper goes out at the cells of the form of its edition, filled in with what
// was typed; the form that comes back is the next revision, and shows what changed.
func TestArt4_PaperGoesBackAsTheForm(t *testing.T) {
	s := sampleScheme(t, 0)
	kept, err := s.office.Type(s.ctx, review.Typed{Received: civil.MustParse("2024-04-16"), First: retyped(s, "受付 一郎")})
	s.must(err)
	_, err = s.office.AddScan(s.ctx, kept.ID, incoming("申請書.pdf", []byte("%PDF-1.4\nscan")))
	s.must(err)
	id, was, err := s.office.Intake(s.ctx, review.Submission{Typed: kept.ID, Evidence: sample(t).Evidence})
	s.must(err)
	hs, err := s.office.Correct(s.ctx, id, review.Correcting{
		Pick: func(fault.Finding) bool { return false }, Say: func(fault.Finding) string { return "" },
		Own: []review.OwnPoint{{Item: "8.1", Text: "従業員数の時点を記入してください。"}},
	}, s.office.out)
	s.must(err)
	if len(hs) != 2 || hs[1].Kind != "marked-form" {
		t.Fatalf("handed over %+v", hs)
	}
	form := incoming("correction.xlsx", s.office.out.files[hs[1].Name])
	app, err := s.office.ReadApplication(s.ctx, review.Submission{Form: form, Revises: id})
	s.must(err)
	f, err := excelize.OpenReader(bytes.NewReader(s.office.out.files[hs[1].Name]))
	s.must(err)
	sheet, cell, _ := strings.Cut(app.Answers["8.1"].At, "!")
	comments, err := f.GetComments(sheet)
	s.must(err)
	if len(comments) != 1 || comments[0].Cell != cell || !strings.Contains(comments[0].Text, "従業員数の時点") {
		t.Errorf("comments %+v at %s", comments, cell)
	}
	s.must(f.SetCellStr(sheet, cell, "999名（2024年3月末現在）"))
	var b bytes.Buffer
	s.must(errors.Join(f.Write(&b), f.Close()))
	_, now, err := s.office.Intake(s.ctx, review.Submission{Form: incoming("correction.xlsx", b.Bytes()), Revises: id})
	s.must(err)
	c := intake.Compare(was, now)
	if len(c.Answers) != 1 || c.Answers[0].Item != "8.1" || !c.Answers[0].Value || len(c.Header) > 0 || now.Findings.Has("form_altered") {
		t.Errorf("changes %+v, findings %v", c, now.Findings.Codes())
	}
}

func TestTyped_WhoAndWhat(t *testing.T) {
	s := sampleScheme(t, 1)
	if _, err := s.office.Type(s.ctx, review.Typed{}); fault.KindOf(err) != fault.Invalid {
		t.Errorf("nobody typed it: %v", err)
	}
	if _, err := s.members[0].Type(s.ctx, review.Typed{First: intake.Typed{By: "委員"}}); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("a member types: %v", err)
	}
	if _, err := s.office.SecondEntry(s.ctx, "", &intake.Typed{By: "二子"}); fault.KindOf(err) != fault.Missing {
		t.Errorf("a second entry of nothing: %v", err)
	}
	kept, err := s.office.Type(s.ctx, review.Typed{First: intake.Typed{By: "一郎"}})
	s.must(err)
	kept, err = s.office.AddScan(s.ctx, kept.ID, incoming("a.pdf", []byte("%PDF-1.4 a")))
	s.must(err)
	again, err := s.office.AddScan(s.ctx, kept.ID, incoming("b.pdf", []byte("%PDF-1.4 a")))
	s.must(err)
	if len(again.Scans) != 1 {
		t.Errorf("the same scan twice: %+v", again.Scans)
	}
	scan, err := s.office.Scan(s.ctx, kept.ID, 0)
	s.must(err)
	s.must(scan.Close())
	if _, err := s.office.Scan(s.ctx, kept.ID, 1); fault.KindOf(err) != fault.Missing {
		t.Errorf("a scan that is not there: %v", err)
	}
	s.must(s.office.DropTyped(s.ctx, kept.ID))
	if held, err := s.office.store.Blobs().Has(kept.Scans[0].Digest); err != nil || held {
		t.Errorf("the scan of what was thrown away is held: %v", err)
	}
	if _, err := s.office.TypedApplication(s.ctx, kept.ID); fault.KindOf(err) != fault.Missing {
		t.Errorf("thrown away: %v", err)
	}
}
