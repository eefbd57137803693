package review_test

import (
	"bytes"
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/review/seal"
)

func TestVerify_TellsWhatAFileIs(t *testing.T) {
	s, id := granted(t)
	hs, err := s.office.Issue(s.ctx, []ident.CaseID{id}, passphrase, s.office.out, nil)
	s.must(err)
	certificate := s.office.out.file(hs[0].Name)
	m := s.members[0]
	sealed := m.out.ending(t, ".opinion")
	pdf := m.out.ending(t, ".pdf")
	request, err := m.EnrolRequest(s.ctx, newFolder())
	s.must(err)
	stranger := newScheme(t, 0).office
	for _, c := range []struct {
		name    string
		by      *seat
		in      review.Incoming
		kind    string
		verdict seal.Verdict
	}{
		{"certificate", s.office, certificate, "pdf", seal.Genuine},
		{"report", s.office, pdf, "pdf", seal.Genuine},
		{"opinion", s.office, sealed, "opinion", seal.Genuine},
		{"on a member's desk", m, certificate, "pdf", seal.Genuine},
		{"certificate with a changed byte", s.office, flipped(certificate, certificate.Size/3), "pdf", seal.Altered},
		{"opinion with a changed byte", s.office, flipped(sealed, inside(t, sealed, review.FileReport)), "opinion", seal.Altered},
		{"certificate to a stranger", stranger, certificate, "pdf", seal.UnknownSigner},
		{"opinion to a stranger", stranger, sealed, "opinion", seal.UnknownSigner},
		{"text", s.office, incoming("a.txt", []byte("text")), "", seal.Unsigned},
		{"nothing", s.office, incoming("empty", nil), "", seal.Unsigned},
		{"half a parcel", s.office, cutShort(t, sealed), "", seal.Invalid},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := c.by.Verify(s.ctx, c.in)
			if v.Verdict != c.verdict || v.Kind != c.kind || v.Name != c.in.Name {
				t.Errorf("%s is %q, %s; want %q, %s: %v", v.Name, v.Kind, v.Verdict, c.kind, c.verdict, v.Reasons)
			}
			if !v.Good() && len(v.Reasons) == 0 {
				t.Error("no reason is given")
			}
			if v.Good() && (len(v.Signers) == 0 || v.Signers[0].Name == "" || v.Signers[0].Role == "") {
				t.Errorf("signers %+v", v.Signers)
			}
		})
	}
	if request.Verdict != string(seal.Unsigned) {
		t.Errorf("a request is %s", request.Verdict)
	}
}

func cutShort(tb testing.TB, in review.Incoming) review.Incoming {
	tb.Helper()
	b := make([]byte, in.Size/2)
	if _, err := in.R.ReadAt(b, 0); err != nil {
		tb.Fatal(err)
	}
	return incoming(in.Name, b)
}

func TestVerify_AppendedPagesAreAlterations(t *testing.T) {
	s, id := granted(t)
	hs, err := s.office.Issue(s.ctx, []ident.CaseID{id}, passphrase, s.office.out, nil)
	s.must(err)
	b := append(bytes.Clone(s.office.out.files[hs[0].Name]), "\n% appended\n"...)
	if v := s.office.Verify(s.ctx, incoming("c.pdf", b)); v.Good() {
		t.Errorf("with appended bytes the certificate is %s", v.Verdict)
	}
}

func TestVerifier_OnADayAfterTheCardEnded(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	decl := s.declare(id, s.members[0])
	file := s.members[0].out.file(decl.Name)
	for on, want := range map[string]bool{"2026-04-06": true, "2031-04-05": true, "2031-04-07": false, "2026-04-01": false} {
		v := review.NewVerifier(s.office.Roots(), civil.MustParse(on), nil).Verify(s.ctx, file)
		if v.Good() != want {
			t.Errorf("on %s the file is %s, want genuine: %v", on, v.Verdict, want)
		}
	}
}
