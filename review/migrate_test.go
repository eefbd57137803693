package review_test

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/criteria"
	"shinsa/review/opinion"
)

// TestArt22_AMemberFindsTheEarlierRoundUnderTheNewNumbers: after a case went to another edition in mid-examination, every verdict starts
// unseen, the member's own marks of the round before stand beside the items they went to, and the answers carry their line.
func TestArt22_AMemberFindsTheEarlierRoundUnderTheNewNumbers(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.merge(s.submit(id, m)...)
	e := amended(t)
	renamed, _ := e.Item("1.2")
	renamed.ID = "9.9"
	e, _, err := e.Alter(criteria.Alteration{Kind: criteria.PutItem, Was: "1.2", Item: renamed})
	s.must(err)
	s.inForce(e)
	p, err := s.office.Mapping(s.ctx, id, "small-2")
	s.must(err)
	for i := range p.Lines {
		p = p.Confirm(i, true)
	}
	_, err = s.office.Migrate(s.ctx, id, "small-2", p)
	s.must(err)
	s.pack(id, false)
	s.open(id, m)
	s.declare(id, m)
	f, err := m.File(s.ctx, id)
	s.must(err)
	if f.Edition.ID() != "small-2" || f.Round != 2 || f.EarlierRound != 1 || len(f.Marks) != 0 || f.State != review.Open {
		t.Fatalf("round %d by %s, earlier %d, %d marks", f.Round, f.Edition.ID(), f.EarlierRound, len(f.Marks))
	}
	if k, ok := f.Earlier["9.9"]; !ok || k.Item != "9.9" || k.Verdict != checklist.Conforming {
		t.Errorf("the mark of 1.2 stands under 9.9 as %+v, %t", k, ok)
	}
	if _, ok := f.Earlier["1.2"]; ok {
		t.Error("a mark stands under a number that is gone")
	}
	if o := f.Application.Origin("9.9"); len(o) != 1 || o[0].Kind != criteria.Moved || o[0].From[0] != "1.2" {
		t.Errorf("the answer to 9.9 comes from %+v", o)
	}
	if d := f.Application.Migrations[0].Dropped; len(d) != 1 {
		t.Errorf("%d answers are kept aside", len(d))
	}
	var marks []checklist.Mark
	for _, it := range f.Edition.Items() {
		marks = append(marks, checklist.Mark{Item: it.ID, Verdict: checklist.Conforming, Disclosed: checklist.Adequate, Seen: true})
		if it.Level != nil {
			marks[len(marks)-1].Level = checklist.LevelMet
		}
	}
	_, err = m.MarkAll(s.ctx, id, marks)
	s.must(err)
	_, err = m.SaveDraft(s.ctx, id, opinion.Draft{Overall: opinion.Recommend, Summary: "認定相当"})
	s.must(err)
	hs, err := m.Submit(s.ctx, id, passphrase, m.out)
	s.must(err)
	report := printed(t, m.out.file(hs[0].Name))
	dropped := f.Application.Migrations[0].Dropped["2.2"]
	for _, want := range []string{"旧1.1→新1.1（変更なし）", "旧1.2→新9.9（移動）", "旧2.1→新2.1（変更）", "旧2.2（削除）", strings.Join(strings.Fields(dropped.Wording()), "")} {
		if want == "" || !strings.Contains(report, want) {
			t.Errorf("the signed report of the migrated round does not say %q", want)
		}
	}
}

// printed is the text of a PDF as a reader finds it, without its spaces.
func printed(t *testing.T, in review.Incoming) string {
	t.Helper()
	b, err := io.ReadAll(io.NewSectionReader(in.R, 0, in.Size))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-raw", "-enc", "UTF-8", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext is needed (poppler-utils): %v", err)
	}
	return strings.Join(strings.Fields(string(text)), "")
}
