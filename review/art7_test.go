package review_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/conflict"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/opinion"
)

func TestArt7_BodyIsNotDecryptedBeforeTheDeclaration(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m, words := s.members[0], newSecrets().all()

	s.open(id, m)
	if _, _, err := m.Cover(s.ctx, id); err != nil {
		t.Fatal(err)
	}
	if got := leaks(m.store.everything(), words); len(got) > 0 {
		t.Fatalf("before the declaration the desk has written %q", got)
	}
	_, err := m.File(s.ctx, id)
	if f := s.refused(err, "declare_first"); f.Clause != "7" || f.Kind != fault.Forbidden {
		t.Errorf("refused as %s by Art. %s", f.Kind, f.Clause)
	}

	m.out.full = true
	if _, _, err := m.Declare(s.ctx, id, s.declaration(m), m.out); err == nil {
		t.Fatal("declared into a folder that takes nothing")
	}
	if s.state(m, id) != review.Sealed || len(leaks(m.store.everything(), words)) > 0 {
		t.Fatal("a declaration that was not handed over has opened the body")
	}

	m.out.full = false
	if _, state, err := m.Declare(s.ctx, id, s.declaration(m), m.out); err != nil || state != review.Open {
		t.Fatalf("declared: %s, %v", state, err)
	}
	if got := leaks(m.store.everything(), words); len(got) != len(words) {
		t.Fatalf("the open desk holds %d of %d words: this test would not notice a leak", len(got), len(words))
	}
}

func TestArt7_DeclarationIsKeptBeforeTheBodyIsOpened(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.declare(id, m)
	declared, opened := -1, -1
	for i, b := range m.store.everything() {
		if declared < 0 && len(b) > 12 && string(b[:12]) == "declaration " {
			declared = i
		}
		if opened < 0 && len(leaks([][]byte{b}, newSecrets().all())) > 0 {
			opened = i
		}
	}
	if declared < 0 || opened < 0 || opened < declared {
		t.Errorf("declaration is write %d, content is write %d", declared, opened)
	}
}

func TestArt7_RecusalEndsInADeclarationAndNothingElse(t *testing.T) {
	for _, gate := range []struct {
		name   string
		strict bool
	}{{"recorded", false}, {"strict", true}} {
		t.Run(gate.name, func(t *testing.T) {
			s := newScheme(t, 2)
			id := ready(s, gate.strict)
			m, words := s.members[1], newSecrets().all()
			h := s.declare(id, m, conflict.Post)
			if s.state(m, id) != review.Recused {
				t.Fatal("not recused")
			}
			got, err := s.office.Merge(s.ctx, []review.Incoming{m.out.file(h.Name)}, s.office.out)
			s.must(err)
			if got.Recusals != 1 || len(got.Released) != 0 {
				t.Errorf("merged %+v: want one recusal and no key", got)
			}
			said := s.tryEverything(id, m)
			s.open(id, m) // the same file once more
			said = append(said, s.tryEverything(id, m)...)

			seen := append(m.store.everything(), said...)
			for name, b := range m.out.files {
				seen = append(seen, []byte(name), b)
			}
			if found := leaks(seen, words); len(found) > 0 {
				t.Errorf("the recused desk has written or said %q", found)
			}
			s.must(m.store.Blobs().Each(func(d ident.Digest) error {
				b, err := m.store.Blobs().Open(d)
				if err != nil {
					return err
				}
				defer b.Close()
				if p, _ := m.Unpack(review.Incoming{Name: "kept", R: b, Size: b.Size()}); p != nil && p.Kind == "dossier" {
					t.Error("the recused desk still holds the dossier")
				}
				return nil
			}))
		})
	}
}

// tryEverything calls every act of a member's desk on a case that is closed to it. It fails the test when one succeeds in showing
// something, and returns all that was said.
func (s *scheme) tryEverything(id ident.CaseID, m *seat) [][]byte {
	s.Helper()
	ctx, item := s.ctx, ident.ItemID("1.1")
	acts := map[string]func() error{
		"File":           func() error { _, err := m.File(ctx, id); return err },
		"Evidence":       func() error { _, err := m.Evidence(ctx, id, "資料1"); return err },
		"SawPage":        func() error { return m.SawPage(ctx, id, "資料1", 1, 0) },
		"Mark":           func() error { _, err := m.Mark(ctx, id, checklist.Blank(item)); return err },
		"MarkAll":        func() error { _, err := m.MarkAll(ctx, id, []checklist.Mark{checklist.Blank(item)}); return err },
		"Undo":           func() error { _, _, err := m.Undo(ctx, id, item); return err },
		"History":        func() error { _, err := m.History(ctx, id, item); return err },
		"Note":           func() error { _, err := m.Note(ctx, id, item, "x"); return err },
		"SaveDraft":      func() error { _, err := m.SaveDraft(ctx, id, opinion.Draft{}); return err },
		"Contradictions": func() error { _, err := m.Contradictions(ctx, id); return err },
		"Preview":        func() error { _, err := m.Preview(ctx, id); return err },
		"Submit":         func() error { _, err := m.Submit(ctx, id, passphrase, m.out); return err },
		"Declare":        func() error { _, _, err := m.Declare(ctx, id, s.declaration(m), m.out); return err },
		"Purge":          func() error { return m.Purge(ctx, id) },
		"Matrix":         func() error { _, err := m.Matrix(ctx, id); return err },
	}
	var said [][]byte
	for name, act := range acts {
		err := act()
		var f *fault.Error
		if !errors.As(err, &f) {
			s.Errorf("%s: %v, want a refusal", name, err)
			continue
		}
		said = append(said, []byte(err.Error()), fmt.Appendf(nil, "%+v %+v", f.Args, f.Findings))
	}
	hits, err := m.Search(ctx, "MARK")
	s.must(err)
	rows, err := m.Cases(ctx)
	s.must(err)
	return append(said, fmt.Appendf(nil, "%+v %+v", hits, rows))
}

func TestArt7_OpinionOfARecusedMemberIsRefused(t *testing.T) {
	s := newScheme(t, 2)
	id := ready(s, false)
	files := s.submit(id, s.members[0])
	recusal := s.declare(id, s.members[1], conflict.KinPost)
	// A manipulated program of the recused member signs the other's opinion in its own name.
	forged := s.forgeOpinion(id, s.members[1], files[1])
	_, err := s.office.Merge(s.ctx, []review.Incoming{files[0], files[1], s.members[1].out.file(recusal.Name), forged}, s.office.out)
	f := s.refused(err, "opinion_without_declaration")
	if i := slices.IndexFunc(f.Findings, func(x fault.Finding) bool { return x.Code == "opinion_without_declaration" }); i < 0 || f.Findings[i].Clause != "7" || f.Findings[i].File != forged.Name {
		t.Errorf("findings %+v: want the file and Art. 7", f.Findings)
	}
	if x, err := s.office.Matrix(s.ctx, id); err != nil || !x.Columns[0].Pending || !x.Columns[1].Pending {
		t.Errorf("a refused merge has left columns %+v, %v", x.Columns, err)
	}
}

func TestArt7_SecretariatAssessesByItself(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, true)
	m := s.members[0]
	s.open(id, m)
	decl, _, found, err := m.Prepared(s.ctx, id, s.declaration(m, conflict.Post))
	if err != nil || len(found) > 0 {
		t.Fatal(found, err)
	}
	// A manipulated program leaves out, or makes milder, what follows from the interest it declares.
	for outcome, code := range map[conflict.Outcome]string{"": "json_schema", conflict.Clear: "conflict_outcome_too_mild"} {
		forged := decl
		forged.Outcome = outcome
		_, err := s.office.Merge(s.ctx, []review.Incoming{s.forgeDeclaration(id, m, forged)}, s.office.out)
		if f := s.refused(err, "merge_refused"); !f.Findings.Has(code) {
			t.Errorf("outcome %q is refused with %v, want %s", outcome, f.Findings, code)
		}
	}
	file := s.forgeDeclaration(id, m, decl)
	got, err := s.office.Merge(s.ctx, []review.Incoming{file}, s.office.out)
	s.must(err)
	if got.Recusals != 1 || len(got.Released) > 0 {
		t.Errorf("merged %+v: want a recusal without a key", got)
	}
	again, err := s.office.Merge(s.ctx, []review.Incoming{file}, s.office.out)
	s.must(err)
	if again.Known != 1 || len(again.Released) > 0 {
		t.Errorf("merged again %+v: want it known, without a key", again)
	}
}

func TestArt7_EveryKindOfInterestIsAnswered(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.open(id, m)
	decl := s.declaration(m)
	decl.Interests = decl.Interests[1:] // one kind without an answer
	_, _, err := m.Declare(s.ctx, id, decl, m.out)
	f := s.refused(err, "conflict_declaration_unusable")
	if f.Clause != "7" || !f.Findings.Has("conflict_kind_unanswered") || s.state(m, id) != review.Sealed {
		t.Errorf("refused %v in state %s", f, s.state(m, id))
	}
}

func TestArt20_PledgeIsNeededBeforeContent(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.open(id, m)
	decl := s.declaration(m)
	decl.Pledge.Agreed = false
	_, _, err := m.Declare(s.ctx, id, decl, m.out)
	f := s.refused(err, "conflict_pledge_missing")
	if f.Findings[0].Clause != "20-1" {
		t.Errorf("refused by Art. %s", f.Findings[0].Clause)
	}
	if len(leaks(m.store.everything(), newSecrets().all())) > 0 || len(m.out.files) != 1 {
		t.Error("content or a declaration without a pledge")
	}
	decl.Pledge.Agreed = true
	_, state, err := m.Declare(s.ctx, id, decl, m.out)
	if err != nil || state != review.Open {
		t.Errorf("with the pledge: %s, %v", state, err)
	}
	file, err := m.File(s.ctx, id)
	s.must(err)
	if p := file.Declaration.Pledge; p.Text != file.Cover.Pledge.Digest() || p.On != m.Today() {
		t.Errorf("kept pledge %+v", p)
	}
}

func TestOpening_GoesOnAfterACrash(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.open(id, m)
	// The desk goes down between the declaration and the unpacking of the body.
	m.store.failFrom(2, fault.New(fault.Unavailable, "disk_full"))
	if _, _, err := m.Declare(s.ctx, id, s.declaration(m), m.out); err == nil {
		t.Fatal("the disk was not full")
	}
	m.store.failFrom(0, nil)
	d, err := review.OpenDesk(s.ctx, s.services(m.store))
	s.must(err)
	f, err := d.File(context.Background(), id)
	s.must(err)
	if f.State != review.Open || f.Application == nil || f.Declaration == nil {
		t.Errorf("reopened in state %s", f.State)
	}
}
