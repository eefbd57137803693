package review_test

import (
	"testing"

	"shinsa/review"
	"shinsa/review/conflict"
	"shinsa/review/dossier"
)

func TestPassed_TellsWhatWentOutWhatCameBackAndWhatIsLeft(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.declare(id, m)
	s.judged(id, m)
	got, err := m.Passed(s.ctx, id)
	s.must(err)
	if len(got.Handed) != 1 || got.Handed[0].Kind != dossier.Declaration || got.Handed[0].Receipt != nil || got.Held.Documents == 0 || got.Held.Marks == 0 || !got.Held.Dossier {
		t.Fatalf("after declaring: %+v", got)
	}
	handed, err := m.Submit(s.ctx, id, passphrase, m.out)
	s.must(err)
	merged := s.merge(m.out.ending(t, ".declaration"), m.out.file(handed[1].Name))
	for _, r := range merged.Receipts {
		_, err := m.TakeReceipt(s.ctx, s.office.out.file(r.Name))
		s.must(err)
	}
	if got, err = m.Passed(s.ctx, id); err != nil || len(got.Handed) != 2 || got.Handed[0].Receipt == nil || got.Handed[1].Receipt == nil || got.Purged != nil {
		t.Fatalf("after the receipts: %+v, %v", got, err)
	}
	s.must(m.Purge(s.ctx, id))
	got, err = m.Passed(s.ctx, id)
	s.must(err)
	if !got.Held.Empty() || got.Purged == nil || got.Purged.Act != "purge" || len(got.Handed) != 2 {
		t.Fatalf("after the purge: %+v", got)
	}
}

func TestPassed_ALateRecusalLeavesTheTrail(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.declare(id, m)
	decl := s.declaration(m, conflict.Post)
	decl.Late = &conflict.Late{Reason: "役職に就いていたことが分かった"}
	if _, state := s.declareLate(id, m, decl); state != review.Recused {
		t.Fatalf("the case is %s", state)
	}
	got, err := m.Passed(s.ctx, id)
	s.must(err)
	if len(got.Handed) != 2 || !got.Handed[0].Late || !got.Handed[1].Late || !got.Held.Empty() || got.Purged == nil || got.Purged.Act != "declare-late" {
		t.Fatalf("after the late declaration: %+v", got)
	}
}
