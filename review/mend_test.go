package review_test

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/conflict"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// onOwnDisk is an open case on a member's desk in the encrypted store, and its folder.
func onOwnDisk(t *testing.T) (*scheme, *seat, string, ident.CaseID) {
	s := newScheme(t, 0)
	m, dir := s.onDisk(review.Founding{Role: review.Member, Name: memberNames[0], Rehearsal: true})
	s.enrol(m)
	s.members = append(s.members, m)
	id := ready(s, false)
	s.declare(id, m)
	return s, m, dir, id
}

// rot changes a byte in the last chunk of every blob of a desk, so that only reading it shows.
func (s *scheme) rot(dir string) {
	s.Helper()
	s.must(filepath.WalkDir(filepath.Join(dir, "blobs"), func(p string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(p)
		if err == nil {
			b[len(b)-3] ^= 1
			err = os.WriteFile(p, b, 0o600)
		}
		return err
	}))
}

// packed returns the bytes of the dossier for a member.
func (s *scheme) packed(id ident.CaseID, m *seat) []byte {
	s.Helper()
	in := s.dossier(id, m)
	b, err := io.ReadAll(io.NewSectionReader(in.R, 0, in.Size))
	s.must(err)
	return b
}

// read returns the first document of a case as the desk has it.
func (s *scheme) read(id ident.CaseID, m *seat) error {
	e, err := m.Evidence(s.ctx, id, "資料1")
	if err != nil {
		return err
	}
	defer e.Close()
	_, err = io.ReadAll(io.NewSectionReader(e, 0, e.Size))
	return err
}

func TestMend_TakesLostDocumentsOutOfTheDossierAgain(t *testing.T) {
	s, m, dir, id := onOwnDisk(t)
	_, err := m.Mark(s.ctx, id, checklist.Mark{Item: "1.1", Verdict: checklist.Query, Remark: "所見", Seen: true})
	s.must(err)
	if n, err := m.Mend(s.ctx, id); n != 0 || err != nil {
		t.Fatalf("of a sound case %d documents were mended, %v", n, err)
	}
	s.rot(dir)
	_, _, err = m.store.Blobs().Put(s.ctx, bytes.NewReader(s.packed(id, m))) // the dossier alone is sound
	s.must(err)
	if f := s.refused(s.read(id, m), "evidence_lost"); f.Kind != fault.Corrupt || f.Args["evidence"] != "資料1" {
		t.Errorf("refused as %+v", f)
	}
	acts := journalLength(s, m)
	if n, err := m.Mend(s.ctx, id); n != 2 || err != nil || journalLength(s, m) != acts+1 {
		t.Fatalf("%d documents mended, %v", n, err)
	}
	s.must(s.read(id, m))
	if got := s.marksOf(id, m)["1.1"]; got.Remark != "所見" || s.state(m, id) != review.Open {
		t.Errorf("after mending: %+v, %s", got, s.state(m, id))
	}
}

func TestMend_TheSameDossierAgainMendsBoth(t *testing.T) {
	s, m, dir, id := onOwnDisk(t)
	s.rot(dir)
	s.refused(s.read(id, m), "evidence_lost")
	_, err := m.Mend(s.ctx, id)
	if f := s.refused(err, "dossier_lost"); f.Kind != fault.Corrupt {
		t.Errorf("refused as %+v", f)
	}
	got, err := m.Receive(s.ctx, []review.Incoming{s.dossier(id, m)}, m.out)
	s.must(err)
	if len(got.Taken) != 1 || !got.Taken[0].Known || got.Taken[0].Mended != 2 || got.Taken[0].Case != id {
		t.Fatalf("received %+v", got)
	}
	s.must(s.read(id, m))
	got, err = m.Receive(s.ctx, []review.Incoming{s.dossier(id, m)}, m.out)
	s.must(err)
	if !got.Taken[0].Known || got.Taken[0].Mended != 0 {
		t.Errorf("once more: %+v", got.Taken)
	}
}

func TestMend_UnderTheStrictGateNeedsTheKeyAgain(t *testing.T) {
	s := newScheme(t, 1)
	id, m, decl := awaiting(s)
	got, err := s.office.Merge(s.ctx, []review.Incoming{decl}, s.office.out)
	s.must(err)
	key := s.office.out.file(got.Released[0].Name)
	_, err = m.Release(s.ctx, key)
	s.must(err)
	f, err := m.File(s.ctx, id)
	s.must(err)
	s.must(m.store.Blobs().Remove(f.Application.Evidence[0].Digest))
	s.refused(s.read(id, m), "evidence_lost")
	_, err = m.Mend(s.ctx, id)
	s.refused(err, "mend_needs_key")
	again, err := m.Receive(s.ctx, []review.Incoming{s.dossier(id, m), key}, m.out)
	s.must(err)
	if len(again.Taken) != 2 || again.Taken[0].Mended != 0 || again.Taken[1].Mended != 1 {
		t.Fatalf("received %+v", again)
	}
	s.must(s.read(id, m))
}

func TestMend_ADossierLostBeforeTheDeclarationIsAskedFor(t *testing.T) {
	s := newScheme(t, 2)
	id := ready(s, false)
	for i, held := range [][]conflict.Kind{nil, {conflict.Post}} {
		m := s.members[i]
		s.open(id, m)
		s.must(m.store.Blobs().Remove(ident.Sum(s.packed(id, m))))
		_, state, err := m.Declare(s.ctx, id, s.declaration(m, held...), m.out)
		if held != nil { // who leaves the case needs no dossier for it
			if err != nil || state != review.Recused {
				t.Errorf("recusing without the dossier: %s, %v", state, err)
			}
			continue
		}
		s.refused(err, "dossier_lost")
		if len(m.out.files) != 1 || s.state(m, id) != review.Sealed {
			t.Errorf("after the refusal %d files are out and the case is %s", len(m.out.files), s.state(m, id))
		}
		s.open(id, m)
		_, _, err = m.Declare(s.ctx, id, s.declaration(m), m.out)
		s.must(err)
		s.must(s.read(id, m))
	}
}

func TestMend_TheOfficeIsToldOfItsOwnWay(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	f, err := s.office.File(s.ctx, id)
	s.must(err)
	s.must(s.office.store.Blobs().Remove(f.Application.Evidence[0].Digest))
	_, err = s.office.Evidence(s.ctx, id, "資料1")
	s.refused(err, "evidence_lost_office")
	_, err = s.office.Mend(s.ctx, id)
	s.refused(err, "desk_other_role")
}
