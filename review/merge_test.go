package review_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/conflict"
	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// answersOf has every member of the scheme do their part: the last is recused.
func answersOf(s *scheme, id ident.CaseID) []review.Incoming {
	s.Helper()
	var files []review.Incoming
	for i, m := range s.members {
		if i == len(s.members)-1 {
			files = append(files, m.out.file(s.declare(id, m, conflict.Post).Name))
			continue
		}
		files = append(files, s.submit(id, m)...)
	}
	return files
}

// picture is everything the office knows of its cases, in one text.
func picture(s *scheme) string {
	s.Helper()
	var b strings.Builder
	s.must(s.office.store.View(s.ctx, func(tx review.Tx) error {
		for _, k := range []review.Kind{review.KindCase, review.KindDeclaration, review.KindOpinion} {
			recs, err := tx.List(k, "")
			if err != nil {
				return err
			}
			for _, r := range recs {
				b.WriteString(string(k) + " " + r.ID + " " + string(r.Body) + "\n")
			}
		}
		return nil
	}))
	return b.String()
}

// blobs counts what the office holds beside its documents.
func blobs(s *scheme, d *seat) int {
	s.Helper()
	n := 0
	s.must(d.store.Blobs().Each(func(ident.Digest) error { n++; return nil }))
	return n
}

func journalLength(s *scheme, d *seat) int {
	s.Helper()
	n := 0
	s.must(d.store.View(s.ctx, func(tx review.Tx) error {
		all, err := tx.Journal(0, 0)
		n = len(all)
		return err
	}))
	return n
}

func TestMerge_TakesInAndIsRepeatable(t *testing.T) {
	s := newScheme(t, 2)
	id := ready(s, false)
	files := answersOf(s, id)
	m, err := s.office.Merge(s.ctx, files, s.office.out)
	s.must(err)
	if m.Opinions != 1 || m.Declarations != 2 || m.Recusals != 1 || m.Known != 0 || len(m.Receipts) != 3 || !slices.Equal(m.Cases, []ident.CaseID{id}) {
		t.Errorf("merged %+v", m)
	}
	if s.state(s.office, id) != review.Gathered {
		t.Errorf("the case is %s, want gathered", s.state(s.office, id))
	}
	was, held, acts := picture(s), blobs(s, s.office), journalLength(s, s.office)
	again, err := s.office.Merge(s.ctx, files, nil)
	s.must(err)
	if again.Known != len(files) || again.Opinions+again.Declarations != 0 {
		t.Errorf("merged again %+v", again)
	}
	if picture(s) != was || blobs(s, s.office) != held || journalLength(s, s.office) != acts {
		t.Error("merging again has changed something")
	}
}

func TestMerge_OrderMakesNoDifference(t *testing.T) {
	s := newScheme(t, 3)
	id := ready(s, false)
	files := answersOf(s, id)
	before := s.office.store.snapshot()
	var want string
	for _, order := range [][]int{{0, 1, 2, 3, 4}, {4, 3, 2, 1, 0}, {1, 3, 0, 4, 2}, {3, 1, 4, 2, 0}} {
		s.office.store.restore(before)
		var turned []review.Incoming
		for _, i := range order {
			turned = append(turned, files[i])
		}
		_, err := s.office.Merge(s.ctx, turned, nil)
		s.must(err)
		if got := picture(s); want == "" {
			want = got
		} else if got != want {
			t.Errorf("in the order %v the office knows\n%s\nwant\n%s", order, got, want)
		}
	}
}

func TestMerge_AllOrNothing(t *testing.T) {
	for _, c := range []struct {
		name string
		bad  func(*scheme, ident.CaseID, []review.Incoming) review.Incoming
		code string
	}{
		{"changed byte", func(_ *scheme, _ ident.CaseID, f []review.Incoming) review.Incoming { return flipped(f[1], 700) }, ""},
		{"not a parcel", func(*scheme, ident.CaseID, []review.Incoming) review.Incoming {
			return incoming("x.opinion", []byte("no parcel"))
		}, ""},
		{"opinion without its declaration", func(s *scheme, id ident.CaseID, f []review.Incoming) review.Incoming {
			return s.forgeOpinion(id, s.members[1], f[1])
		}, "opinion_without_declaration"},
		{"report of another", func(s *scheme, id ident.CaseID, f []review.Incoming) review.Incoming {
			return s.otherReport(id, s.members[0], f[1])
		}, "opinion_report_differs"},
		{"dossier", func(s *scheme, id ident.CaseID, _ []review.Incoming) review.Incoming {
			return s.dossier(id, s.members[0])
		}, ""},
		{"of a case unknown here", func(s *scheme, id ident.CaseID, _ []review.Incoming) review.Incoming {
			m := s.members[0]
			decl, _, _, err := m.Prepared(s.ctx, id, s.declaration(m))
			s.must(err)
			decl.Case = "C2026-0009"
			return incoming("other.declaration", s.parcel(m, dossier.Declaration, "C2026-0009", func(o *dossier.Outgoing) {
				o.Answers = ident.Sum(nil)
				o.Payload = []dossier.File{s.json(review.FileDeclaration, decl)}
			}))
		}, "no_such_case"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScheme(t, 2)
			id := ready(s, false)
			good := s.submit(id, s.members[0])
			s.open(id, s.members[1])
			bad := c.bad(s, id, good)
			was, held, acts := picture(s), blobs(s, s.office), journalLength(s, s.office)
			_, err := s.office.Merge(s.ctx, append(good, bad), s.office.out)
			f := s.refused(err, "merge_refused")
			if len(f.Findings) == 0 || !strings.HasPrefix(f.Findings[0].File, bad.Name) || c.code != "" && !f.Findings.Has(c.code) {
				t.Errorf("findings %+v: want %s on %s", f.Findings, c.code, bad.Name)
			}
			if picture(s) != was || blobs(s, s.office) != held || journalLength(s, s.office) != acts {
				t.Error("a refused merge has left something behind")
			}
			if _, err := s.office.Merge(s.ctx, good, s.office.out); err != nil {
				t.Errorf("without the bad file: %v", err)
			}
		})
	}
}

func TestMerge_AnotherAnswerOfTheSameMemberIsRefused(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	files := s.submit(id, m)
	_, err := s.office.Merge(s.ctx, files, s.office.out)
	s.must(err)
	s.later(1)
	_, err = s.office.Merge(s.ctx, []review.Incoming{s.forgeOpinion(id, m, files[1])}, nil)
	s.refused(err, "opinion_differs")
	var kept struct {
		Declaration conflict.Declaration `json:"declaration"`
	}
	s.must(m.store.View(s.ctx, func(tx review.Tx) error {
		return tx.Get(review.KindDeclaration, string(id)+"/"+string(m.Self().ID), &kept)
	}))
	_, err = s.office.Merge(s.ctx, []review.Incoming{s.forgeDeclaration(id, m, kept.Declaration)}, nil)
	s.refused(err, "declaration_differs")
}

func TestMerge_AnswersToAnEarlierDossierAreStale(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	decl := s.declare(id, s.members[0])
	s.later(1)
	s.pack(id, false) // sent anew: the member has not answered yet
	_, err := s.office.Merge(s.ctx, []review.Incoming{s.members[0].out.file(decl.Name)}, nil)
	f := s.refused(err, "answer_to_other_dossier")
	if f.Kind != fault.Conflict {
		t.Errorf("refused as %s", f.Kind)
	}
}

func TestMerge_StrangerIsRefused(t *testing.T) {
	s := newScheme(t, 2)
	const id = ident.CaseID("C2026-0001")
	s.take(id, newSecrets())
	s.paid(id)
	_, err := s.office.Pack(s.ctx, id, review.Sending{To: []ident.ReviewerID{s.members[0].Self().ID}}, s.office.out)
	s.must(err)
	decl := s.declare(id, s.members[0])
	p, err := s.office.Unpack(s.members[0].out.file(decl.Name), dossier.Declaration)
	s.must(err)
	signed, _, _, err := s.members[0].Prepared(s.ctx, id, s.declaration(s.members[0]))
	s.must(err)
	signed.Reviewer = s.members[1].Self().ID
	file := incoming("stranger.declaration", s.parcel(s.members[1], dossier.Declaration, id, func(o *dossier.Outgoing) {
		o.Answers = p.Answers
		o.Payload = []dossier.File{s.json(review.FileDeclaration, signed)}
	}))
	_, err = s.office.Merge(s.ctx, []review.Incoming{file}, nil)
	s.refused(err, "sender_not_assigned")
}

func TestMerge_BelongsToTheSecretariat(t *testing.T) {
	s := newScheme(t, 1)
	_, err := s.members[0].Merge(s.ctx, nil, s.members[0].out)
	s.refused(err, "desk_other_role")
}

func TestMerge_ReceiptsComeAgainWhenTheyCouldNotBeWritten(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, true)
	decl := s.declare(id, s.members[0])
	files := []review.Incoming{s.members[0].out.file(decl.Name)}
	s.office.out.full = true
	if _, err := s.office.Merge(s.ctx, files, s.office.out); err == nil {
		t.Fatal("receipts were written into a folder that takes nothing")
	}
	s.office.out.full = false
	m, err := s.office.Merge(s.ctx, files, s.office.out)
	s.must(err)
	if m.Known != 1 || len(m.Receipts) != 1 || len(m.Released) != 1 {
		t.Errorf("merged again %+v: want the file known, its receipt and the key", m)
	}
}

// flipped is a file with one byte changed.
func flipped(in review.Incoming, at int64) review.Incoming {
	b := make([]byte, in.Size)
	if _, err := in.R.ReadAt(b, 0); err != nil && int64(len(b)) != in.Size {
		panic(err)
	}
	b[at%in.Size] ^= 0x10
	return incoming(in.Name, b)
}

// otherReport sends a member's opinion with a report that is not the one it names.
func (s *scheme) otherReport(id ident.CaseID, m *seat, file review.Incoming) review.Incoming {
	s.Helper()
	p, err := s.office.Unpack(file, dossier.Opinion)
	s.must(err)
	b, err := p.ReadFile(review.FileOpinion, 1<<20)
	s.must(err)
	return incoming("otherreport.opinion", s.parcel(m, dossier.Opinion, id, func(x *dossier.Outgoing) {
		x.Answers = p.Answers
		x.Payload = []dossier.File{dossier.BytesFile(review.FileOpinion, b), dossier.BytesFile(review.FileReport, bytes.Repeat([]byte("x"), 10))}
	}))
}

func TestMerge_ReasonsAreErrorsOfTheDesk(t *testing.T) {
	s := newScheme(t, 1)
	_, err := s.office.Merge(s.ctx, []review.Incoming{{Name: "broken", R: brokenReader{}, Size: 10}}, nil)
	var f *fault.Error
	if !errors.As(err, &f) || len(f.Findings) == 0 || f.Findings[0].File != "broken" {
		t.Errorf("an unreadable file is refused as %v", err)
	}
}

// brokenReader is a file on a disk that fails.
type brokenReader struct{}

func (brokenReader) ReadAt([]byte, int64) (int, error) { return 0, errors.New("disk fails") }
