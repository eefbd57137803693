package review_test

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/opinion"
	"shinsa/review/seal"
)

func TestSubmit_RefusesWithEveryContradiction(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.declare(id, m)
	_, err := m.MarkAll(s.ctx, id, []checklist.Mark{
		{Item: "1.1", Verdict: checklist.Nonconforming, Seen: true},
		{Item: "2.1", Verdict: checklist.Conforming, Level: checklist.LevelNotMet, Disclosed: checklist.Adequate, Seen: true},
	})
	s.must(err)
	_, err = m.SaveDraft(s.ctx, id, opinion.Draft{Overall: opinion.Recommend})
	s.must(err)
	_, err = m.Submit(s.ctx, id, passphrase, m.out)
	f := s.refused(err, "opinion_not_ready")
	for _, code := range []string{
		"mark_without_verdict", "mark_nonconforming_without_remark", "mark_conforming_below_level", "opinion_recommends_nonconforming",
	} {
		if !f.Findings.Has(code) {
			t.Errorf("%s is missing from %v", code, f.Findings.Codes())
		}
	}
	if f.Findings.Count(fault.Must) != len(f.Findings) {
		t.Error("what only deserves a look keeps from sealing")
	}
	if s.state(m, id) != review.Open || len(m.out.files) != 2 {
		t.Errorf("after the refusal the case is %s with %d files out", s.state(m, id), len(m.out.files))
	}
}

func TestSubmit_SealsForGood(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	files := s.submit(id, m)
	_, err := m.Mark(s.ctx, id, checklist.Mark{Item: "1.1", Verdict: checklist.Query, Revision: 1})
	s.refused(err, "case_not_open")
	_, err = m.SaveDraft(s.ctx, id, opinion.Draft{})
	s.refused(err, "case_not_open")
	_, err = m.Submit(s.ctx, id, passphrase, m.out)
	s.refused(err, "case_not_open")
	f, err := m.File(s.ctx, id)
	s.must(err)
	if !f.Readonly || f.State != review.Submitted {
		t.Errorf("read-only %v, %s", f.Readonly, f.State)
	}
	p, err := s.office.Unpack(files[1], dossier.Opinion)
	s.must(err)
	var o opinion.Opinion
	_, err = p.Decode(review.FileOpinion, opinion.Format, opinion.Version, &o)
	s.must(err)
	if len(o.Marks) != len(smallItems) || o.Draft.Summary == "" || o.Reviewer != m.Self().ID || o.Edition != "small-1" {
		t.Errorf("sealed %+v", o)
	}
	report, err := p.ReadFile(review.FileReport, 1<<24)
	s.must(err)
	if ident.Sum(report) != o.Report || s.office.Verify(s.ctx, incoming("report.pdf", report)).Verdict != seal.Genuine {
		t.Error("the report in the parcel is not the one the opinion names, or not genuine")
	}
}

func TestSubmit_NeedsThePassphrase(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.declare(id, m)
	s.judged(id, m)
	_, err := m.Submit(s.ctx, id, "another", m.out)
	if f := s.refused(err, "wrong_passphrase"); f.Kind != fault.Locked || s.state(m, id) != review.Open {
		t.Errorf("refused as %s in state %s", f.Kind, s.state(m, id))
	}
}

func TestSubmit_NotesStayOnTheDesk(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.declare(id, m)
	_, err := m.Note(s.ctx, id, "1.1", "PRIVATENOTE")
	s.must(err)
	s.judged(id, m)
	_, err = m.Submit(s.ctx, id, passphrase, m.out)
	s.must(err)
	var out [][]byte
	for _, b := range m.out.files {
		out = append(out, b)
	}
	if got := leaks(out, []string{"PRIVATENOTE", "REMARK1.1"}); len(got) != 1 || got[0] != "REMARK1.1" {
		t.Errorf("found %q in what was handed out, want the remark only", got)
	}
}

func TestPreview_IsTheReportWithoutASignature(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.declare(id, m)
	s.judged(id, m)
	b, err := m.Preview(s.ctx, id)
	s.must(err)
	if v := m.Verify(s.ctx, incoming("preview.pdf", b)); v.Verdict != seal.Unsigned {
		t.Errorf("the preview is %s", v.Verdict)
	}
	if !strings.Contains(text(t, b), "REMARK1.1") {
		t.Error("the preview does not show the remark")
	}
}

// text is what a PDF reader reads, without white space.
func text(tb testing.TB, pdf []byte) string {
	tb.Helper()
	cmd := exec.Command("pdftotext", "-raw", "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		tb.Fatalf("pdftotext: %v", err)
	}
	return strings.Join(strings.Fields(string(out)), "")
}

// receipts merges a member's files and returns the receipts the office wrote, for the declaration and the opinion.
func (s *scheme) receipts(files []review.Incoming) (declaration, opinion review.Incoming) {
	s.Helper()
	m, err := s.office.Merge(s.ctx, files, s.office.out)
	s.must(err)
	return s.office.out.file(m.Receipts[0].Name), s.office.out.file(m.Receipts[1].Name)
}

func TestReceipt_IsAboutExactlyTheFileHandedIn(t *testing.T) {
	s := newScheme(t, 2)
	id := ready(s, false)
	m, other := s.members[0], s.members[1]
	files := s.submit(id, m)
	others := s.submit(id, other)
	forDecl, forOpinion := s.receipts(files)
	_, forOther := s.receipts(others)

	_, err := m.TakeReceipt(s.ctx, forOther)
	s.refused(err, "parcel_not_taken")
	_, err = m.TakeReceipt(s.ctx, s.forgeReceipt(id, m, ident.Sum([]byte("another file"))))
	s.refused(err, "receipt_does_not_match")
	_, err = m.TakeReceipt(s.ctx, flipped(forOpinion, 800))
	s.refused(err, "parcel_not_taken")
	if s.state(m, id) != review.Submitted {
		t.Fatalf("a wrong receipt has made the case %s", s.state(m, id))
	}
	if _, err := m.TakeReceipt(s.ctx, forDecl); err != nil || s.state(m, id) != review.Submitted {
		t.Errorf("the declaration's receipt: %v, %s", err, s.state(m, id))
	}
	if c, err := m.TakeReceipt(s.ctx, forOpinion); err != nil || c != id || s.state(m, id) != review.Receipted {
		t.Errorf("the opinion's receipt: %v, %s", err, s.state(m, id))
	}
	acts := journalLength(s, m)
	if _, err := m.TakeReceipt(s.ctx, forOpinion); err != nil || journalLength(s, m) != acts {
		t.Errorf("the same receipt again: %v, %d acts more", err, journalLength(s, m)-acts)
	}
}

// forgeReceipt confirms any file in the office's name.
func (s *scheme) forgeReceipt(id ident.CaseID, m *seat, parcel ident.Digest) review.Incoming {
	s.Helper()
	return incoming("forged.receipt", s.parcel(s.office, dossier.Receipt, id, func(o *dossier.Outgoing) {
		o.Answers, o.Recipient = parcel, dossier.Party{ID: string(m.Self().ID), Name: m.Self().Name}
		o.Payload = []dossier.File{s.json(review.FileReceipt, review.Receipt{
			Format: review.ReceiptFormat, Version: review.ReceiptVersion, Case: id, Reviewer: m.Self().ID, Kind: dossier.Opinion, Parcel: parcel,
			On: s.office.Today(), By: "見本事務局",
		})}
	}))
}

func TestArt20_PurgeLeavesNoContent(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	_, err := m.EnrolRequest(s.ctx, m.out)
	s.must(err)
	s.declare(id, m)
	s.must(m.SawPage(s.ctx, id, "資料1", 1, 0))
	_, err = m.Note(s.ctx, id, "1.1", "PRIVATENOTE")
	s.must(err)
	s.judged(id, m)
	hs, err := m.Submit(s.ctx, id, passphrase, m.out)
	s.must(err)
	if f := s.refused(m.Purge(s.ctx, id), "purge_without_receipt"); f.Clause != "20-1" {
		t.Errorf("refused by Art. %s", f.Clause)
	}
	decl := m.out.ending(t, ".declaration")
	_, receipt := s.receipts([]review.Incoming{decl, m.out.file(hs[1].Name)})
	_, err = m.TakeReceipt(s.ctx, receipt)
	s.must(err)

	words := append(newSecrets().all(), "PRIVATENOTE", "REMARK", "SUMMARY")
	if got := leaks(s.held(m), words); len(got) != len(words) {
		t.Fatalf("before the purge %d of %d words are held", len(got), len(words))
	}
	s.must(m.Purge(s.ctx, id))
	if got := leaks(s.held(m), words); len(got) > 0 {
		t.Errorf("after the purge the desk holds %q", got)
	}
	if n := blobs(s, m); n != 1 {
		t.Errorf("%d files are left, want the declaration alone", n)
	}
	_, err = m.File(s.ctx, id)
	s.refused(err, "case_purged")
	s.refused(m.Purge(s.ctx, id), "purge_without_receipt")
	if got, err := m.OpenDossier(s.ctx, s.dossier(id, m)); err != nil || got != id || blobs(s, m) != 1 {
		t.Errorf("the dossier comes back after the purge: %v, %d files", err, blobs(s, m))
	}
	if checks, err := m.Doctor(s.ctx); err != nil || !allGood(checks) {
		t.Errorf("doctor: %+v, %v", checks, err)
	}
}

func allGood(checks []review.Invariant) bool {
	for _, c := range checks {
		if !c.OK {
			return false
		}
	}
	return len(checks) > 0
}

// held returns everything a desk holds now.
func (s *scheme) held(d *seat) [][]byte {
	s.Helper()
	var all [][]byte
	s.must(d.store.View(s.ctx, func(tx review.Tx) error {
		for _, k := range everyKind {
			recs, err := tx.List(k, "")
			if err != nil {
				return err
			}
			for _, r := range recs {
				all = append(all, []byte(r.ID), r.Body)
			}
		}
		entries, err := tx.Journal(0, 0)
		for _, e := range entries {
			all = append(all, []byte(e.Subject))
		}
		if err != nil {
			return err
		}
		for _, it := range smallItems {
			h, err := tx.MarkHistory("C2026-0001", d.Self().ID, it)
			if err != nil {
				return err
			}
			for _, m := range h {
				all = append(all, []byte(m.Mark.Remark))
			}
		}
		return nil
	}))
	s.must(d.store.Blobs().Each(func(x ident.Digest) error {
		b, err := d.store.Blobs().Open(x)
		if err != nil {
			return err
		}
		defer b.Close()
		buf := make([]byte, b.Size())
		if _, err := b.ReadAt(buf, 0); err != nil && len(buf) == 0 {
			return err
		}
		all = append(all, buf)
		return nil
	}))
	return all
}

var everyKind = []review.Kind{
	review.KindSelf, review.KindProfile, review.KindKey, review.KindCard, review.KindEdition, review.KindCase, review.KindApplication,
	review.KindCover, review.KindDossier, review.KindDeclaration, review.KindEvidenceUse, review.KindDraft, review.KindNote,
	review.KindOpinion, review.KindMeeting, review.KindDecision, review.KindCertification, review.KindPaper, review.KindParcel,
	review.KindReceipt, review.KindSetting, review.KindCounter,
}
