package review_test

import (
	"bytes"
	"io"
	"slices"
	"testing"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/opinion"
)

// opened is a case open on the only member's desk.
func opened(t *testing.T) (*scheme, *seat, ident.CaseID) {
	t.Helper()
	s := newScheme(t, 1)
	id := ready(s, false)
	s.declare(id, s.members[0])
	return s, s.members[0], id
}

// mark saves a remark from the given revision.
func (s *scheme) mark(m *seat, id ident.CaseID, item ident.ItemID, remark string, revision int) review.Saved {
	s.Helper()
	saved, err := m.Mark(s.ctx, id, checklist.Mark{Item: item, Verdict: checklist.Query, Remark: remark, Seen: true, Revision: revision})
	s.must(err)
	return saved
}

func TestMark_IsAcknowledgedAndCounted(t *testing.T) {
	s, m, id := opened(t)
	saved := s.mark(m, id, "1.1", "一", 0)
	if !saved.At.Equal(s.at) || saved.Revision != 1 {
		t.Errorf("saved %+v", saved)
	}
	row, err := m.Case(s.ctx, id)
	s.must(err)
	if !row.SavedAt.Equal(saved.At) {
		t.Errorf("the row says it was saved at %v, not %v", row.SavedAt, saved.At)
	}
	if row.Judged != 1 || row.Seen != 1 || row.Total != len(smallItems) || row.Next != review.StepWalk {
		t.Errorf("the row counts %d judged, %d seen of %d, next %s", row.Judged, row.Seen, row.Total, row.Next)
	}
	s.judged(id, m)
	if row, err = m.Case(s.ctx, id); err != nil || row.Next != review.StepOpine {
		t.Errorf("with every item judged the next step is %s, %v", row.Next, err)
	}
}

func TestMark_OfAnEarlierStateIsStale(t *testing.T) {
	s, m, id := opened(t)
	s.mark(m, id, "1.1", "first window", 0)
	_, err := m.Mark(s.ctx, id, checklist.Mark{Item: "1.1", Verdict: checklist.Conforming, Remark: "second window", Revision: 0})
	if f := s.refused(err, "mark_changed_meanwhile"); f.Kind != fault.Stale {
		t.Errorf("refused as %s", f.Kind)
	}
	f, err := m.File(s.ctx, id)
	s.must(err)
	if got := f.Marks["1.1"]; got.Remark != "first window" || got.Revision != 1 {
		t.Errorf("kept %+v", got)
	}
}

func TestMark_RefusesWhatCannotBeSaved(t *testing.T) {
	s, m, id := opened(t)
	for _, c := range []struct {
		mark checklist.Mark
		code string
	}{
		{checklist.Mark{Item: "9.9", Verdict: checklist.Query}, "no_such_item"},
		{checklist.Mark{Item: "1.1", Verdict: "maybe"}, "mark_verdict_unknown"},
		{checklist.Mark{Item: "1.1", Verdict: checklist.Query, Pointers: []checklist.Pointer{{Page: 1}}}, "mark_pointer_bad"},
	} {
		_, err := m.Mark(s.ctx, id, c.mark)
		s.refused(err, c.code)
	}
	_, err := m.Mark(s.ctx, "C2026-0404", checklist.Blank("1.1"))
	s.refused(err, "no_such_case")
}

func TestMark_TiesANumberToTheDocument(t *testing.T) {
	s, m, id := opened(t)
	mark := checklist.Mark{Item: "1.1", Verdict: checklist.Conforming, Seen: true, Pointers: []checklist.Pointer{{Evidence: "資料1", Page: 1}}}
	_, err := m.MarkAll(s.ctx, id, []checklist.Mark{mark})
	s.must(err)
	f, err := m.File(s.ctx, id)
	s.must(err)
	if got := f.Marks["1.1"].Pointers; len(got) != 1 || got[0].File != f.Application.Evidence[0].Digest {
		t.Errorf("pointers %+v", got)
	}
	mark.Pointers[0].Evidence = "資料9"
	_, err = m.MarkAll(s.ctx, id, []checklist.Mark{mark})
	s.refused(err, "no_such_evidence")
}

func TestMarkAll_IsAllOrNothing(t *testing.T) {
	s, m, id := opened(t)
	_, err := m.MarkAll(s.ctx, id, []checklist.Mark{{Item: "1.1", Verdict: checklist.Query}, {Item: "9.9", Verdict: checklist.Query}})
	s.refused(err, "no_such_item")
	f, err := m.File(s.ctx, id)
	s.must(err)
	if len(f.Marks) != 0 {
		t.Errorf("%d marks were saved", len(f.Marks))
	}
}

func TestArt1_Judge_TakesOnlyWhatWasOnScreenAndAllOrNothing(t *testing.T) {
	s, m, id := opened(t)
	for _, item := range []ident.ItemID{"1.1", "1.2"} {
		_, err := m.Mark(s.ctx, id, checklist.Mark{Item: item, Verdict: checklist.Unseen, Seen: true})
		s.must(err)
	}
	_, _, err := m.Judge(s.ctx, id, []ident.ItemID{"1.1", "1.2", "2.1"}, checklist.Conforming)
	f := s.refused(err, "bulk_refused")
	if f.Kind != fault.Forbidden || len(f.Findings) != 1 || f.Findings[0].Code != "bulk_never_opened" || f.Findings[0].Criterion != "2.1" {
		t.Errorf("refused as %s with %+v", f.Kind, f.Findings)
	}
	_, _, err = m.Judge(s.ctx, id, nil, checklist.Conforming)
	s.refused(err, "bulk_refused")
	file, err := m.File(s.ctx, id)
	s.must(err)
	if file.Judged != 0 {
		t.Fatalf("%d items were judged by a refused act", file.Judged)
	}
	marks, saved, err := m.Judge(s.ctx, id, []ident.ItemID{"1.1", "1.2"}, checklist.Conforming)
	s.must(err)
	if file, err = m.File(s.ctx, id); err != nil || file.Judged != 2 || len(marks) != 2 || saved.At.IsZero() {
		t.Fatalf("judged %d, told %d at %v, %v", file.Judged, len(marks), saved.At, err)
	}
	for _, x := range marks {
		if kept := file.Marks[x.Item]; kept.Verdict != checklist.Conforming || kept.Revision != 2 || x.Revision != 2 {
			t.Errorf("kept %+v, told %+v", kept, x)
		}
	}
	_, _, err = m.Judge(s.ctx, id, []ident.ItemID{"1.1"}, checklist.Nonconforming)
	s.refused(err, "bulk_judged_already")
}

func TestUndo_WalksBack(t *testing.T) {
	s, m, id := opened(t)
	s.mark(m, id, "1.1", "A", 0)
	s.mark(m, id, "1.1", "B", 1)
	undo := func() string {
		t.Helper()
		back, saved, err := m.Undo(s.ctx, id, "1.1")
		s.must(err)
		f, err := m.File(s.ctx, id)
		s.must(err)
		if kept := f.Marks["1.1"]; kept.Remark != back.Remark || kept.Revision != saved.Revision || kept.Verdict != back.Verdict {
			t.Errorf("kept %+v, told %+v", kept, back)
		}
		return string(back.Verdict) + " " + back.Remark
	}
	if got := undo(); got != "query A" {
		t.Errorf("after one undo %q", got)
	}
	if got := undo(); got != "unseen " {
		t.Errorf("after two %q, want the blank mark", got)
	}
	_, _, err := m.Undo(s.ctx, id, "1.1")
	s.refused(err, "nothing_to_undo")

	s.mark(m, id, "1.1", "C", 4)
	if got := undo(); got != "unseen " {
		t.Errorf("undoing what followed the blank mark: %q", got)
	}
	_, _, err = m.Undo(s.ctx, id, "1.1")
	s.refused(err, "nothing_to_undo")
	_, _, err = m.Undo(s.ctx, id, "1.2")
	s.refused(err, "nothing_to_undo")

	h, err := m.History(s.ctx, id, "1.1")
	s.must(err)
	var said []string
	for _, x := range h {
		said = append(said, x.Mark.Remark)
	}
	if !slices.Equal(said, []string{"A", "B", "A", "", "C", ""}) {
		t.Errorf("history %q: nothing may be forgotten", said)
	}
}

func TestUndo_BranchesAfterAChange(t *testing.T) {
	s, m, id := opened(t)
	s.mark(m, id, "1.1", "A", 0)
	s.mark(m, id, "1.1", "B", 1)
	_, _, err := m.Undo(s.ctx, id, "1.1")
	s.must(err)
	s.mark(m, id, "1.1", "C", 3)
	for _, want := range []string{"A", ""} {
		back, _, err := m.Undo(s.ctx, id, "1.1")
		s.must(err)
		if back.Remark != want {
			t.Errorf("back to %q, want %q", back.Remark, want)
		}
	}
}

func TestNote_IsKeptAndRemoved(t *testing.T) {
	s, m, id := opened(t)
	_, err := m.Note(s.ctx, id, "1.1", "覚書")
	s.must(err)
	f, err := m.File(s.ctx, id)
	s.must(err)
	if f.Notes["1.1"] != "覚書" {
		t.Errorf("notes %v", f.Notes)
	}
	_, err = m.Note(s.ctx, id, "1.1", "  ")
	s.must(err)
	if f, err = m.File(s.ctx, id); err != nil || len(f.Notes) != 0 {
		t.Errorf("after emptying it the notes are %v, %v", f.Notes, err)
	}
}

func TestSawPage_CountsAPageOnce(t *testing.T) {
	s, m, id := opened(t)
	for _, page := range []int{2, 1, 2, 0} {
		s.must(m.SawPage(s.ctx, id, "資料1", page, 99)) // 99 is not what was counted
	}
	f, err := m.File(s.ctx, id)
	s.must(err)
	use := f.EvidenceUse["資料1"]
	if !slices.Equal(use.Seen, []int{1, 2}) || use.Pages != 2 || f.Opened != 1 || f.Row.Evidence != 2 {
		t.Errorf("seen %+v, opened %d of %d", use, f.Opened, f.Row.Evidence)
	}
	s.refused(m.SawPage(s.ctx, id, "資料9", 1, 0), "no_such_evidence")
}

// Only the pages of a PDF are counted when an application comes in. Of other documents whoever shows them knows how many there are, and the opinion
// says so: one page of twelve is not all of it.
func TestSawPage_CountsWhatIntakeCouldNot(t *testing.T) {
	s := newScheme(t, 1)
	const id = ident.CaseID("C2026-0001")
	s.take(id, newSecrets())
	f, err := s.office.File(s.ctx, id)
	s.must(err)
	f.Application.Evidence[1].Pages = nil
	s.must(s.office.store.Update(s.ctx, func(tx review.Tx) error { return tx.Put(review.KindApplication, string(id), f.Application) }))
	s.paid(id)
	s.pack(id, false)
	m := s.members[0]
	s.declare(id, m)
	for _, of := range []int{0, 12, 0} {
		s.must(m.SawPage(s.ctx, id, "資料2", 1, of))
	}
	f, err = m.File(s.ctx, id)
	s.must(err)
	if use := f.EvidenceUse["資料2"]; use.Pages != 12 || !slices.Equal(use.Seen, []int{1}) {
		t.Errorf("seen %+v", use)
	}
	if uses := review.EvidenceUses(f); len(uses) != 2 || uses[0].Pages != 2 || uses[1].Pages != 12 {
		t.Errorf("the opinion says %+v", uses)
	}
}

func TestEvidence_IsTheFileAsReceived(t *testing.T) {
	s, m, id := opened(t)
	e, err := m.Evidence(s.ctx, id, "資料2")
	s.must(err)
	b, err := io.ReadAll(io.NewSectionReader(e, 0, e.Size))
	s.must(err)
	s.must(e.Close())
	f, err := m.File(s.ctx, id)
	s.must(err)
	if !bytes.HasPrefix(b, []byte("%PDF")) || ident.Sum(b) != f.Application.Evidence[1].Digest {
		t.Error("the document is not the one the application names")
	}
}

func TestContradictions_NameWhatWasNeverOpened(t *testing.T) {
	s, m, id := opened(t)
	s.must(m.SawPage(s.ctx, id, "資料1", 1, 0))
	s.judged(id, m)
	l, err := m.Contradictions(s.ctx, id)
	s.must(err)
	if l.Count(fault.Must) != 0 || !l.Has("evidence_never_opened") || l[len(l)-1].Evidence != "資料2" || l[len(l)-1].Severity != fault.Info {
		t.Errorf("findings %+v", l)
	}
}

func TestSaveDraft_IsThereAfterReopening(t *testing.T) {
	s, m, id := opened(t)
	draft := opinion.Draft{Overall: opinion.Defer, Summary: "途中", Reasons: []opinion.Reason{{Item: "2.1", Text: "理由"}}}
	_, err := m.SaveDraft(s.ctx, id, draft)
	s.must(err)
	s.mark(m, id, "2.2", "所見", 0)
	d, err := review.OpenDesk(s.ctx, s.services(m.store))
	s.must(err)
	f, err := d.File(s.ctx, id)
	s.must(err)
	if f.Draft.Summary != "途中" || len(f.Draft.Reasons) != 1 || f.Marks["2.2"].Remark != "所見" {
		t.Errorf("reopened with %+v and %+v", f.Draft, f.Marks)
	}
}
