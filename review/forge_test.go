package review_test

import (
	"bytes"
	"io"

	"shinsa/review"
	"shinsa/review/conflict"
	"shinsa/review/dossier"
	"shinsa/review/ident"
	"shinsa/review/opinion"
)

// parcel signs a parcel in a desk's name, as a manipulated program could: everything about it may be a lie but the signature.
func (s *scheme) parcel(d *seat, kind dossier.Kind, id ident.CaseID, shape func(*dossier.Outgoing)) []byte {
	s.Helper()
	o, err := d.Outgoing(kind, id, 1, s.at)
	s.must(err)
	shape(&o)
	signer, err := d.Signer()
	s.must(err)
	var b bytes.Buffer
	_, err = dossier.Create(&b, o, signer)
	s.must(err)
	return b.Bytes()
}

// json is a file of a parcel.
func (s *scheme) json(name string, v any) dossier.File {
	s.Helper()
	f, err := dossier.JSONFile(name, v)
	s.must(err)
	return f
}

// forgeOpinion signs another member's opinion in m's own name.
func (s *scheme) forgeOpinion(id ident.CaseID, m *seat, other review.Incoming) review.Incoming {
	s.Helper()
	p, err := s.office.Unpack(other, dossier.Opinion)
	s.must(err)
	var o opinion.Opinion
	_, err = p.Decode(review.FileOpinion, opinion.Format, opinion.Version, &o)
	s.must(err)
	report, err := p.Open(review.FileReport)
	s.must(err)
	pdf, err := io.ReadAll(report)
	s.must(err)
	row, err := m.Case(s.ctx, id)
	s.must(err)
	o.Reviewer, o.Name, o.Dossier = m.Self().ID, m.Self().Name, row.Dossier
	return incoming("forged.opinion", s.parcel(m, dossier.Opinion, id, func(x *dossier.Outgoing) {
		x.Answers = row.Dossier
		x.Payload = []dossier.File{s.json(review.FileOpinion, o), dossier.BytesFile(review.FileReport, pdf)}
	}))
}

// forgeDeclaration signs any declaration.
func (s *scheme) forgeDeclaration(id ident.CaseID, m *seat, decl conflict.Declaration) review.Incoming {
	s.Helper()
	row, err := m.Case(s.ctx, id)
	s.must(err)
	return incoming("forged.declaration", s.parcel(m, dossier.Declaration, id, func(x *dossier.Outgoing) {
		x.Answers = row.Dossier
		x.Payload = []dossier.File{s.json(review.FileDeclaration, decl)}
	}))
}
