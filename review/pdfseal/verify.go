package pdfseal

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"slices"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
	"shinsa/review/fault"
	"shinsa/review/pdfseal/object"
	"shinsa/review/seal"
)

// maxSignatures bounds the work of verifying; each signature means reading the file once more.
const maxSignatures = 64

// Verify tells what a file's signatures are worth, by the rules in the package comment. It has no error: what cannot be read is a
// finding. The signer must be entitled at trust.At, or, when that is zero, at the time each signature claims.
func Verify(pdf []byte, trust seal.Trust) Report {
	r := Report{Verdict: seal.Genuine}
	f, err := object.Open(pdf)
	var fields []sigField
	if err == nil {
		fields, _, err = sigFields(f)
	}
	if err != nil {
		return salvage(pdf, trust, err)
	}
	v := &verification{pdf: pdf, file: f, trust: trust}
	filled, stamps := v.sort(fields, &r)
	if len(filled)+len(stamps) > maxSignatures {
		r.add(seal.Invalid, "pdf_too_complex")
		return r
	}
	v.trust.Revoked = v.revoked()
	for _, field := range stamps { // first: what they say counts for the signatures that they cover
		v.stamps = append(v.stamps, v.signature(field, v.checkDocument))
	}
	for _, field := range filled {
		r.Signatures = append(r.Signatures, v.signature(field, v.checkCMS))
	}
	r.Stamps = v.stamps
	slices.SortStableFunc(r.Stamps, func(a, b Signature) int { return cmp.Compare(a.Covered, b.Covered) })
	slices.SortStableFunc(r.Signatures, func(a, b Signature) int { return cmp.Compare(a.Covered, b.Covered) })
	for _, s := range r.Stamps {
		r.Verdict = seal.Worse(r.Verdict, s.Verdict)
	}
	if len(r.Signatures) == 0 {
		return unsigned(pdf, trust, r)
	}
	if last := r.Signatures[len(r.Signatures)-1]; last.Covered > 0 && !last.Whole && !last.keptUp() {
		r.add(seal.Altered, "pdf_not_whole_file")
	}
	for i, s := range r.Signatures {
		r.Verdict = seal.Worse(r.Verdict, s.Verdict)
		if s.Permission != Approval && i > 0 {
			r.add(seal.Invalid, "pdf_certification_not_first")
		}
	}
	return r
}

// verification is a file while its signatures are looked at.
type verification struct {
	pdf    []byte
	file   *object.File
	trust  seal.Trust
	stamps []Signature // document time stamps, looked at before the signatures
}

// sort tells signatures from time stamps and notes the empty fields.
func (v *verification) sort(fields []sigField, r *Report) (filled, stamps []sigField) {
	for _, field := range fields {
		if field.dict.Get("V") == nil {
			r.Empty = append(r.Empty, field.name)
			continue
		}
		sig, err := v.file.Dict(field.dict.Get("V"))
		if err == nil && sig.Get("SubFilter") == subFilterStamp {
			stamps = append(stamps, field)
		} else {
			filled = append(filled, field)
		}
	}
	return filled, stamps
}

// signature checks what all have in common, then the rest by the way given.
func (v *verification) signature(field sigField, check func(s *Signature, cms []byte, content io.Reader)) Signature {
	s := Signature{Field: field.name, Verdict: seal.Genuine}
	sig, err := v.file.Dict(field.dict.Get("V"))
	if err != nil || sig == nil {
		s.add(seal.Invalid, "pdf_signature_unreadable")
		return s
	}
	s.describe(v.file, sig)
	if !v.checkKind(&s, sig) {
		return s
	}
	start, end, size, ok := coverage(sig, len(v.pdf))
	if !ok {
		s.add(seal.Invalid, "pdf_byte_range")
		return s
	}
	if !plainHex(v.pdf[start:end]) {
		s.add(seal.Invalid, "pdf_contents_padding")
	}
	s.Covered, s.Whole = size, size == len(v.pdf)
	contents, _ := sig.Get("Contents").(object.String)
	if cms, ok := unpad(contents); ok {
		check(&s, cms, io.MultiReader(bytes.NewReader(v.pdf[:start]), bytes.NewReader(v.pdf[end:size])))
	} else {
		s.add(seal.Invalid, "pdf_contents_padding")
	}
	v.checkRevision(&s, field, sig)
	return s
}

// checkKind reads what a certification permits, and refuses a kind of signature that is not known.
func (v *verification) checkKind(s *Signature, sig *object.Dict) bool {
	if p, certified, err := docMDP(v.file, sig); err != nil {
		s.add(seal.Invalid, "pdf_signature_unreadable")
	} else if certified {
		s.Permission = p
	}
	switch sig.Get("SubFilter") {
	case object.Name("ETSI.CAdES.detached"), object.Name("adbe.pkcs7.detached"), subFilterStamp:
		return true
	}
	s.add(seal.Invalid, "pdf_signature_kind")
	return false
}

// describe takes over what the signature dictionary says, none of it believed.
func (s *Signature) describe(f *object.File, sig *object.Dict) {
	text := func(k object.Name) object.String {
		v, err := f.Resolve(sig.Get(k))
		if err != nil {
			return nil
		}
		t, _ := v.(object.String)
		return t
	}
	s.Reason, s.Location = object.TextOf(text("Reason")), object.TextOf(text("Location"))
	s.Time, _ = object.DateOf(text("M"))
}

// coverage reads ByteRange, which must leave out exactly the Contents string of the same dictionary and nothing else.
func coverage(sig *object.Dict, size int) (start, end, covered int, ok bool) {
	a, _ := sig.Get("ByteRange").(object.Array)
	if len(a) != 4 {
		return 0, 0, 0, false
	}
	var n [4]int
	for i := range n {
		if n[i], ok = object.Int(a[i]); !ok || n[i] < 0 || n[i] > size {
			return 0, 0, 0, false
		}
	}
	from, to, ok := sig.Span("Contents")
	if !ok || n[0] != 0 || n[1] != from || n[2] != to || n[3] == 0 || n[2]+n[3] > size {
		return 0, 0, 0, false
	}
	return from, to, n[2] + n[3], true
}

// plainHex reports whether a string is spelt in one way: hexadecimal digits in pairs and one case. These are the only bytes of the file
// that are not signed, so a reader has no freedom in them.
func plainHex(raw []byte) bool {
	if len(raw) < 2 || len(raw)%2 != 0 || raw[0] != '<' || raw[len(raw)-1] != '>' {
		return false
	}
	digits := raw[1 : len(raw)-1]
	return !bytes.ContainsFunc(digits, notLowerHex) || !bytes.ContainsFunc(digits, notUpperHex)
}

func notLowerHex(r rune) bool { return (r < '0' || r > '9') && (r < 'a' || r > 'f') }

func notUpperHex(r rune) bool { return (r < '0' || r > '9') && (r < 'A' || r > 'F') }

func (v *verification) checkCMS(s *Signature, cms []byte, content io.Reader) {
	v.checkStamp(s, cms)
	trust := v.trust
	if trust.At.IsZero() {
		trust.At = s.Time
	}
	if at := s.Stamp.At; !at.IsZero() && (trust.At.IsZero() || at.Before(trust.At)) {
		trust.At = at // it was there by then, whatever else is claimed or asked
	}
	result, err := seal.Verify(cms, content, trust)
	s.Signed = result
	s.Verdict = seal.Worse(s.Verdict, result.Verdict)
	for _, f := range result.Findings {
		f.At = s.Field
		s.Findings = append(s.Findings, f)
	}
	var known *fault.Error
	if err != nil && !errors.As(err, &known) {
		s.add(seal.Invalid, "pdf_signature_unreadable")
	}
	if s.Time.IsZero() {
		s.Time = result.SigningTime
	}
	if at := s.Stamp.At; !at.IsZero() && s.Time.After(at.Add(skew)) {
		s.note("pdf_stamp_before_claim")
	}
}

// unpad takes the zeros after the signature off; anything else there could be anything.
func unpad(b []byte) ([]byte, bool) {
	rest := cryptobyte.String(b)
	var cms cryptobyte.String
	if !rest.ReadASN1Element(&cms, cbasn1.SEQUENCE) {
		return nil, false
	}
	return cms, len(bytes.Trim(rest, "\x00")) == 0
}

// checkRevision reads the signed revision by itself and compares it with the file.
func (v *verification) checkRevision(s *Signature, field sigField, sig *object.Dict) {
	if s.Whole || s.Covered == 0 {
		return // what is read is what was signed
	}
	old, err := object.Open(v.pdf[:s.Covered])
	if err != nil { // something follows that is no revision of its own
		s.add(seal.Altered, "pdf_coverage_not_revision")
		return
	}
	before, err := signedAs(old, field, sig)
	if err != nil || !before {
		s.add(seal.Invalid, "pdf_coverage_not_revision")
		return
	}
	c := &comparison{old: old, now: v.file, sig: sig, permission: s.Permission}
	if s.Changes, err = c.run(); err != nil {
		s.add(seal.Altered, "pdf_comparison_failed")
		return
	}
	for _, ch := range s.Changes {
		if !ch.Allowed {
			s.Verdict = seal.Worse(s.Verdict, seal.Altered)
			f := fault.Finding{Code: ch.Code, Severity: fault.Must, At: s.Field}
			if ch.Name != "" {
				f.Args = map[string]string{"name": ch.Name}
			}
			s.Findings = append(s.Findings, f)
		}
	}
}

// signedAs reports whether a revision has the same field, filled with the same signature at the same place.
func signedAs(old *object.File, field sigField, sig *object.Dict) (bool, error) {
	fields, _, err := sigFields(old)
	if err != nil {
		return false, err
	}
	i := slices.IndexFunc(fields, func(f sigField) bool { return f.ref == field.ref && f.name == field.name })
	if i < 0 {
		return false, nil
	}
	then, err := old.Dict(fields[i].dict.Get("V"))
	if err != nil || then == nil {
		return false, err
	}
	a, b, ok1 := then.Span("Contents")
	c, d, ok2 := sig.Span("Contents")
	return ok1 && ok2 && a == c && b == d && object.Equal(then, sig), nil
}
