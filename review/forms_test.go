package review_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/conflict"
	"shinsa/review/fault"
	"shinsa/review/form"
	"shinsa/review/ident"
)

// atWork is a scheme of one member whose case is open.
func atWork(t *testing.T) (*scheme, ident.CaseID, *seat) {
	t.Helper()
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.declare(id, m)
	return s, id, m
}

// exported is the form of a case in plain text, as a person edits it.
func (s *scheme) exported(id ident.CaseID, m *seat) string {
	s.Helper()
	h, err := m.ExportForm(s.ctx, id, form.Text, m.out)
	s.must(err)
	return strings.ReplaceAll(string(m.out.files[h.Name]), "\r\n", "\n")
}

// write changes the line of a field in the block of an item.
func (s *scheme) write(text string, item ident.ItemID, field form.Field, value string) string {
	s.Helper()
	from := strings.Index(text, "■ "+string(item)+" ")
	if from < 0 {
		s.Fatalf("no item %s in the form", item)
	}
	label := "\n【" + form.Label(field) + "】"
	at := from + strings.Index(text[from:], label) + len(label)
	end := at + strings.Index(text[at:], "\n")
	return text[:at] + value + text[end:]
}

func (s *scheme) alter(id ident.CaseID, m *seat, item ident.ItemID, change func(*checklist.Mark)) {
	s.Helper()
	f, err := m.File(s.ctx, id)
	s.must(err)
	k := f.Sheet().Mark(item)
	change(&k)
	_, err = m.Mark(s.ctx, id, k)
	s.must(err)
}

func (s *scheme) marksOf(id ident.CaseID, m *seat) map[ident.ItemID]checklist.Mark {
	s.Helper()
	f, err := m.File(s.ctx, id)
	s.must(err)
	return f.Marks
}

func typed(s string) review.Incoming { return incoming("form.txt", []byte(s)) }

func TestForm_BothKindsComeBackAsTheyWere(t *testing.T) {
	s, id, m := atWork(t)
	s.alter(id, m, "1.1", func(k *checklist.Mark) {
		k.Verdict, k.Remark = checklist.Nonconforming, "一行目\n■ 2.1 [1]\n二行目"
	})
	for _, kind := range []form.Kind{form.Sheet, form.Text} {
		h, err := m.ExportForm(s.ctx, id, kind, m.out)
		s.must(err)
		if h.Size != int64(len(m.out.files[h.Name])) || h.Digest != ident.Sum(m.out.files[h.Name]) || h.Verdict != "unsigned" {
			t.Errorf("%s: handed %+v", kind, h)
		}
		p, err := m.PreviewForm(s.ctx, id, m.out.file(h.Name))
		s.must(err)
		if p.Items != len(smallItems) || len(p.Lines) != 0 {
			t.Errorf("%s: preview %+v", kind, p)
		}
		before := journalLength(s, m)
		saved, err := m.ImportForm(s.ctx, id, m.out.file(h.Name), form.Choices{})
		if err != nil || saved.Revision != 0 || journalLength(s, m) != before {
			t.Errorf("%s: an untouched form changed %d marks (%v)", kind, saved.Revision, err)
		}
	}
	out := newFolder()
	out.spoil = func(_ string, b []byte) { b[len(b)/2] ^= 1 }
	_, err := m.ExportForm(s.ctx, id, form.Sheet, out)
	s.refused(err, "file_not_good_after_writing")
	if len(out.files) != 0 {
		t.Error("the damaged form was left")
	}
}

func TestForm_MergesFieldByField(t *testing.T) {
	s, id, m := atWork(t)
	s.alter(id, m, "1.1", func(k *checklist.Mark) { k.Verdict, k.Remark = checklist.Conforming, "初め" })
	f := s.exported(id, m)
	f = s.write(f, "1.1", form.Verdict, "要確認")   // the desk does not touch it
	f = s.write(f, "1.1", form.Remark, "様式で書いた") // and this it does
	f = s.write(f, "2.1", form.Level, "満たす")
	s.alter(id, m, "1.1", func(k *checklist.Mark) { k.Remark, k.Inquiry = "机で書いた", "机の照会" })

	p, err := m.PreviewForm(s.ctx, id, typed(f))
	s.must(err)
	want := []form.Line{
		{Item: "1.1", Field: form.Verdict, Base: "conforming", Desk: "conforming", Form: "query", Outcome: form.Take},
		{Item: "1.1", Field: form.Remark, Base: "初め", Desk: "机で書いた", Form: "様式で書いた", Outcome: form.Conflict},
		{Item: "1.1", Field: form.Inquiry, Base: "", Desk: "机の照会", Form: "", Outcome: form.Keep},
		{Item: "2.1", Field: form.Level, Base: "", Desk: "", Form: "met", Outcome: form.Take},
	}
	if d := cmp.Diff(want, p.Lines); d != "" {
		t.Errorf("preview: %s", d)
	}
	before := s.marksOf(id, m)
	_, err = m.ImportForm(s.ctx, id, typed(f), form.Choices{})
	if e := s.refused(err, "offline_conflicts"); e.Kind != fault.Conflict || len(e.Findings) != 1 {
		t.Errorf("open conflict: %+v", e)
	}
	if d := cmp.Diff(before, s.marksOf(id, m)); d != "" {
		t.Errorf("the refused form changed something: %s", d)
	}
	saved, err := m.ImportForm(s.ctx, id, typed(f), form.Choices{All: form.FromForm})
	s.must(err)
	got := s.marksOf(id, m)
	if k := got["1.1"]; saved.Revision != 2 || k.Verdict != checklist.Query || k.Remark != "様式で書いた" || k.Inquiry != "机の照会" || k.Revision != 3 || !k.Seen {
		t.Errorf("saved %d, mark %+v", saved.Revision, k)
	}
	if k := got["2.1"]; k.Level != checklist.LevelMet || k.Verdict != checklist.Unseen || k.Revision != 1 {
		t.Errorf("mark %+v", k)
	}
	if again, err := m.ImportForm(s.ctx, id, typed(f), form.Choices{All: form.FromForm}); err != nil || again.Revision != 0 {
		t.Errorf("the same form again changed %d marks (%v)", again.Revision, err)
	}
	back, _, err := m.Undo(s.ctx, id, "1.1")
	if err != nil || back.Remark != "机で書いた" {
		t.Errorf("undone to %+v (%v)", back, err)
	}
}

func TestForm_OfAnotherExaminationIsRefused(t *testing.T) {
	s, id, m := atWork(t)
	f := s.exported(id, m)
	for _, c := range []struct{ name, old, new, code string }{
		{"case", string(id), "C2026-0999", "offline_other_case"},
		{"edition", "【審査基準】small-1", "【審査基準】small-2", "offline_other_edition"},
		{"edition of the same name", string(mustEdition(s).Digest()), strings.Repeat("0", 64), "offline_other_edition"},
		{"round", "【回】1", "【回】2", "offline_other_round"},
		{"reviewer", string(m.Self().ID), "m-00000000", "offline_other_reviewer"},
		{"item", "■ 1.2 [0]", "■ 9.9 [0]", "offline_item_unknown"},
		{"tail", "■ 終わり", "", "offline_form_cut_off"},
	} {
		bad := strings.Replace(f, c.old, c.new, 1)
		if bad == f {
			t.Fatalf("%s: nothing to replace", c.name)
		}
		_, err := m.PreviewForm(s.ctx, id, typed(bad))
		s.refused(err, c.code)
		_, err = m.ImportForm(s.ctx, id, typed(bad), form.Choices{All: form.FromForm})
		s.refused(err, c.code)
	}
	_, err := m.ImportForm(s.ctx, id, incoming("x", bytes.Repeat([]byte("a"), form.MaxBytes+1)), form.Choices{})
	s.refused(err, "file_too_large")
	if len(s.marksOf(id, m)) != 0 {
		t.Error("a refused form left marks")
	}
}

func mustEdition(s *scheme) interface{ Digest() ident.Digest } {
	e, err := smallEdition()
	s.must(err)
	return e
}

func TestArt7_FormNeedsADeclaredCase(t *testing.T) {
	s := newScheme(t, 2)
	id := ready(s, false)
	sealed, recused := s.members[0], s.members[1]
	s.open(id, sealed)
	s.declare(id, recused, conflict.Post)
	for m, code := range map[*seat]string{sealed: "declare_first", recused: "case_recused"} {
		_, err := m.ExportForm(s.ctx, id, form.Text, m.out)
		s.refused(err, code)
	}
	_, err := s.office.ExportFormFor(s.ctx, id, sealed.Self().ID, form.Text, s.office.out)
	s.refused(err, "declare_first")
	s.merge(recused.out.ending(t, ".declaration"))
	_, err = s.office.ExportFormFor(s.ctx, id, recused.Self().ID, form.Text, s.office.out)
	s.refused(err, "case_recused")
	_, err = s.office.ExportFormFor(s.ctx, id, "m-00000000", form.Text, s.office.out)
	s.refused(err, "offline_member_not_assigned")
	_, err = s.office.ExportForm(s.ctx, id, form.Text, s.office.out)
	s.refused(err, "desk_other_role")
	for _, out := range []*folder{sealed.out, recused.out, s.office.out} {
		for name := range out.files {
			if strings.HasSuffix(name, ".txt") {
				t.Errorf("the form %s was handed out", name)
			}
		}
	}
}

// What the secretariat writes for a member is recorded by name and becomes an opinion under the member's own signature only.
func TestForm_WrittenForTheMember(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	decl := s.declare(id, m)
	s.merge(m.out.file(decl.Name))
	h, err := s.office.ExportFormFor(s.ctx, id, m.Self().ID, form.Text, s.office.out)
	s.must(err)
	f := strings.ReplaceAll(string(s.office.out.files[h.Name]), "\r\n", "\n")
	for _, item := range smallItems {
		f = s.write(f, item, form.Verdict, "適合")
		f = s.write(f, item, form.Disclosed, "適切")
	}
	_, err = s.office.ImportForm(s.ctx, id, typed(f), form.Choices{})
	s.refused(err, "desk_other_role")

	p, err := m.PreviewForm(s.ctx, id, typed(f))
	s.must(err)
	if p.Head.Scribe != "見本事務局" {
		t.Errorf("the scribe is %q", p.Head.Scribe)
	}
	saved, err := m.ImportForm(s.ctx, id, typed(f), form.Choices{})
	if err != nil || saved.Revision != len(smallItems) {
		t.Fatalf("%d marks (%v)", saved.Revision, err)
	}
	for item, k := range s.marksOf(id, m) {
		if k.Seen {
			t.Errorf("item %s counts as seen by the member", item)
		}
	}
	l, err := m.Contradictions(s.ctx, id)
	if err != nil || !l.Has("opinion_by_scribe") {
		t.Errorf("before sealing the member is not told: %v (%v)", l.Codes(), err)
	}
	s.judged(id, m)
	_, err = m.Submit(s.ctx, id, "何か", m.out)
	s.refused(err, "wrong_passphrase")
	_, err = m.Submit(s.ctx, id, passphrase, m.out)
	s.must(err)
	for name, b := range m.out.files {
		if strings.HasSuffix(name, "_report.pdf") && !strings.Contains(text(t, b), "代筆者見本事務局") {
			t.Errorf("%s does not say who wrote for the member", name)
		}
	}
	m.out.ending(t, "_report.pdf") // there is one
	s.merge(m.out.ending(t, ".opinion"))
	file, err := s.office.File(s.ctx, id)
	s.must(err)
	if o := file.Opinions[0]; !slices.Equal(o.Scribes, []string{"見本事務局"}) || o.Reviewer != m.Self().ID {
		t.Errorf("opinion by %s, scribes %v", o.Reviewer, o.Scribes)
	}
	_, err = m.ImportForm(s.ctx, id, typed(f), form.Choices{All: form.FromForm})
	s.refused(err, "case_not_open")
}

func TestForm_AFullDiskLeavesNothing(t *testing.T) {
	s, id, m := atWork(t)
	f := s.write(s.exported(id, m), "1.1", form.Verdict, "適合")
	full := fault.New(fault.Unavailable, "disk_full")
	m.store.fail = full
	_, err := m.ImportForm(s.ctx, id, typed(f), form.Choices{})
	if !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
	m.store.fail = nil
	if len(s.marksOf(id, m)) != 0 {
		t.Error("half a form was taken in")
	}
}
