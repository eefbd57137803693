package review_test

import (
	"bytes"
	"io"
	"testing"

	"shinsa/review"
	"shinsa/review/conflict"
	"shinsa/review/ident"
)

// late is a declaration that finds an interest in mid-review.
func (s *scheme) late(m *seat, held ...conflict.Kind) conflict.Declaration {
	d := s.declaration(m, held...)
	d.Late = &conflict.Late{Reason: "配偶者の転職により判明した。"}
	return d
}

// declareLate signs it and returns the file for the secretariat.
func (s *scheme) declareLate(id ident.CaseID, m *seat, d conflict.Declaration) (review.Incoming, review.State) {
	s.Helper()
	h, state, err := m.DeclareLate(s.ctx, id, d, m.out)
	s.must(err)
	return m.out.file(h.Name), state
}

func (s *scheme) merge(files ...review.Incoming) *review.Merged {
	s.Helper()
	m, err := s.office.Merge(s.ctx, files, s.office.out)
	s.must(err)
	return m
}

// An interest found in mid-review withdraws the opinion, keeps the trail, and destroys the content on the member's desk.
func TestArt7_LateDeclarationWithdrawsTheOpinion(t *testing.T) {
	s := newScheme(t, 2)
	id := ready(s, false)
	m := s.members[0]
	first := s.submit(id, m)
	s.merge(first...)
	s.merge(s.submit(id, s.members[1])...)
	if st := s.state(s.office, id); st != review.Gathered {
		t.Fatalf("the case is %s", st)
	}
	s.later(2)
	file, state := s.declareLate(id, m, s.late(m, conflict.Post))
	if state != review.Recused {
		t.Errorf("the member's case is %s", state)
	}
	_, err := m.File(s.ctx, id)
	s.refused(err, "case_recused")
	for _, word := range newSecrets().all() {
		for _, b := range s.contents(m) {
			if bytes.Contains(b, []byte(word)) {
				t.Fatalf("%s is still on the member's desk", word)
			}
		}
	}

	got := s.merge(file)
	if got.Withdrawn != 1 || got.Recusals != 1 || got.Declarations != 1 {
		t.Errorf("merged %+v", got)
	}
	x, err := s.office.Matrix(s.ctx, id)
	s.must(err)
	for _, c := range x.Columns {
		if gone := c.Reviewer == m.Self().ID; c.Recused != gone || gone && c.Overall != "" {
			t.Errorf("column %+v", c)
		}
	}
	for _, l := range x.Lines {
		for i, c := range l.Cells {
			if x.Columns[i].Recused && c.Verdict != "" {
				t.Errorf("item %s counts the withdrawn verdict %s", l.Item, c.Verdict)
			}
		}
	}
	f, err := s.office.File(s.ctx, id)
	s.must(err)
	if len(f.Opinions) != 1 || f.State != review.Gathered {
		t.Errorf("%d opinions count, the case is %s", len(f.Opinions), f.State)
	}
	// The trail: withdrawn, not gone; and every file again changes nothing.
	trail, err := s.office.Withdrawn(s.ctx, id)
	s.must(err)
	if len(trail) != 1 || trail[0].Reviewer != m.Self().ID || len(trail[0].Marks) == 0 {
		t.Errorf("the trail is %+v", trail)
	}
	again := s.merge(append(first, file)...)
	if again.Known != 3 || again.Opinions+again.Declarations+again.Withdrawn != 0 {
		t.Errorf("merged again %+v", again)
	}
}

// Before the opinion was taken in, all three files may come together, in any order.
func TestArt7_LateDeclarationComesWithTheOpinion(t *testing.T) {
	s := newScheme(t, 2)
	id := ready(s, false)
	m := s.members[0]
	files := s.submit(id, m)
	late, _ := s.declareLate(id, m, s.late(m, conflict.Post))
	got := s.merge(late, files[1], files[0])
	if got.Withdrawn != 1 || got.Opinions != 1 || got.Declarations != 2 || got.Recusals != 1 {
		t.Errorf("merged %+v", got)
	}
}

// After the committee's opinion it is refused, and the secretariat is told why: the committee sits again.
func TestArt7_LateDeclarationAfterTheCommittee(t *testing.T) {
	s := newScheme(t, 2)
	id := ready(s, false)
	for _, m := range s.members {
		s.merge(s.submit(id, m)...)
	}
	s.setState(id, review.Convened)
	late, _ := s.declareLate(id, s.members[0], s.late(s.members[0], conflict.Post))
	_, err := s.office.Merge(s.ctx, []review.Incoming{late}, s.office.out)
	f := s.refused(err, "late_after_committee")
	if len(f.Findings) != 1 || f.Findings[0].Clause != "7" {
		t.Errorf("findings %+v", f.Findings)
	}
}

// What does not recuse replaces the declaration and leaves the opinion.
func TestArt7_LateDeclarationThatDoesNotRecuse(t *testing.T) {
	s := newScheme(t, 2)
	id := ready(s, false)
	m := s.members[0]
	s.merge(s.submit(id, m)...)
	d := s.late(m)
	d.Money[0].Band, d.Money[0].From, d.Money[0].For = conflict.BandMinor, "見本クラウド株式会社", "講演料"
	file, state := s.declareLate(id, m, d)
	if state != review.Submitted {
		t.Errorf("the member's case is %s", state)
	}
	if got := s.merge(file); got.Withdrawn != 0 || got.Declarations != 1 || got.Recusals != 0 {
		t.Errorf("merged %+v", got)
	}
}

func TestArt7_LateDeclarationIsRefused(t *testing.T) {
	s := newScheme(t, 2)
	id := ready(s, false)
	m := s.members[0]
	s.open(id, m)
	_, _, err := m.DeclareLate(s.ctx, id, s.late(m, conflict.Post), m.out)
	s.refused(err, "late_without_declaration")
	s.must(errOf2(m.Declare(s.ctx, id, s.declaration(m), m.out)))
	d := s.late(m, conflict.Post)
	d.Late.Reason = " "
	_, _, err = m.DeclareLate(s.ctx, id, d, m.out)
	s.refused(err, "conflict_late_reason_missing")
	d = s.late(m, conflict.Post)
	d.Late.Discovered = m.Today().AddDays(1)
	_, _, err = m.DeclareLate(s.ctx, id, d, m.out)
	s.refused(err, "conflict_late_date")
	if st := s.state(m, id); st != review.Open {
		t.Errorf("the case is %s", st)
	}
	file, _ := s.declareLate(id, m, s.late(m, conflict.Post))
	_, err = s.office.Merge(s.ctx, []review.Incoming{file}, s.office.out)
	s.refused(err, "late_replaces_other") // the first declaration has not arrived
	_, _, err = m.DeclareLate(s.ctx, id, s.late(m, conflict.Post), m.out)
	s.refused(err, "late_without_declaration")
}

func errOf2[A, B any](_ A, _ B, err error) error { return err }

// setState puts a case where another act would.
func (s *scheme) setState(id ident.CaseID, st review.State) {
	s.Helper()
	s.must(s.office.store.Update(s.ctx, func(tx review.Tx) error {
		var c review.Case
		if err := tx.Get(review.KindCase, string(id), &c); err != nil {
			return err
		}
		c.State = st
		return tx.Put(review.KindCase, string(id), c)
	}))
}

// contents is everything a desk holds now: documents and blobs.
func (s *scheme) contents(m *seat) [][]byte {
	s.Helper()
	var all [][]byte
	s.must(m.store.View(s.ctx, func(tx review.Tx) error {
		for _, k := range []review.Kind{
			review.KindCase, review.KindApplication, review.KindCover, review.KindDossier, review.KindDeclaration, review.KindEvidenceUse,
			review.KindDraft, review.KindNote, review.KindOpinion, review.KindPaper, review.KindParcel, review.KindReceipt, review.KindSetting,
		} {
			recs, err := tx.List(k, "")
			if err != nil {
				return err
			}
			for _, r := range recs {
				all = append(all, r.Body)
			}
		}
		return nil
	}))
	s.must(m.store.Blobs().Each(func(d ident.Digest) error {
		b, err := m.store.Blobs().Open(d)
		if err != nil {
			return err
		}
		defer b.Close()
		content, err := io.ReadAll(b)
		all = append(all, content)
		return err
	}))
	return all
}

func TestPrepared_NamesTheDeclarationThatALateOneReplaces(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.declare(id, m)
	decl := s.declaration(m, conflict.Post)
	decl.Late = &conflict.Late{Discovered: s.office.Today(), Reason: "役職に就いていたことが分かった"}
	_, a, found, err := m.Prepared(s.ctx, id, decl)
	if err != nil || len(found) > 0 || a.Outcome != conflict.Recuse {
		t.Fatalf("prepared: %v, %v, %v", a, found, err)
	}
}
