package pdfseal

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"

	"shinsa/review/pdfseal/object"
	"shinsa/review/seal"
)

var (
	rangePattern = regexp.MustCompile(`/ByteRange\s*\[\s*0\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]`)
	timePattern  = regexp.MustCompile(`/M\s*\((D:[0-9+\-'Z]{15,22})\)`)
)

// salvage says of a file that cannot be read whether it once was signed: bytes damaged, cut off or appended leave a signature behind
// that is sound but for the bytes it covers. It never calls anything genuine.
func salvage(pdf []byte, trust seal.Trust, cause error) Report {
	r := Report{Verdict: seal.Invalid}
	if s, ok := lastSignature(pdf, trust); ok {
		r.Signatures = []Signature{s}
		switch {
		case s.Covered < len(pdf) && s.Verdict != seal.Invalid:
			r.Verdict = seal.Altered
			r.add(r.Verdict, "pdf_not_whole_file")
		case s.Verdict == seal.Altered:
			r.Verdict = seal.Altered
		}
	}
	switch {
	case errors.Is(cause, object.ErrEncrypted):
		r.add(r.Verdict, "pdf_encrypted")
	case errors.Is(cause, object.ErrLimit):
		r.add(r.Verdict, "pdf_too_complex")
	default:
		r.add(r.Verdict, "pdf_unreadable")
	}
	return r
}

// unsigned completes the report on a file whose form has no signature. One that is there all the same was hidden after signing.
func unsigned(pdf []byte, trust seal.Trust, r Report) Report {
	s, found := lastSignature(pdf, trust)
	if !found {
		r.add(seal.Unsigned, "pdf_unsigned")
		return r
	}
	r.Signatures = []Signature{s}
	r.add(seal.Altered, "pdf_signature_hidden")
	r.Verdict = seal.Worse(r.Verdict, s.Verdict)
	return r
}

// maxTries bounds how many marks of signatures are followed; document time stamps after the last signature are a few.
const maxTries = 4

// lastSignature finds the signature that covers most of the file, by its marks alone, and checks it against the bytes at hand.
func lastSignature(pdf []byte, trust seal.Trust) (Signature, bool) {
	var found []mark
	for _, m := range rangePattern.FindAllSubmatchIndex(pdf, maxSignatures) {
		n := mark{at: m[0]}
		for i, part := range []*int{&n.start, &n.end, &n.rest} {
			v, err := strconv.Atoi(string(pdf[m[2+2*i]:m[3+2*i]]))
			if err != nil {
				v = 0
			}
			*part = v
		}
		if n.start > 0 && n.end > n.start+2 && n.end <= len(pdf) && n.end+n.rest > 0 {
			found = append(found, n)
		}
	}
	slices.SortStableFunc(found, func(a, b mark) int { return cmp.Compare(b.end, a.end) })
	for _, m := range found[:min(len(found), maxTries)] {
		if s, ok := m.check(pdf, trust); ok {
			return s, true
		}
	}
	return Signature{}, false
}

// mark is a ByteRange found in a file, wherever it stands.
type mark struct{ at, start, end, rest int }

// check reads what the range leaves out as a signature.
func (m mark) check(pdf []byte, trust seal.Trust) (Signature, bool) {
	s := Signature{Verdict: seal.Genuine, Covered: min(m.end+m.rest, len(pdf))}
	raw := pdf[m.start:m.end]
	contents := make([]byte, hex.DecodedLen(len(raw)-2))
	if raw[0] != '<' || raw[len(raw)-1] != '>' {
		return Signature{}, false
	}
	if _, err := hex.Decode(contents, raw[1:len(raw)-1]); err != nil {
		return Signature{}, false
	}
	if t := timePattern.FindSubmatch(pdf[m.at:min(m.at+len(raw)+4096, len(pdf))]); t != nil {
		s.Time, _ = object.DateOf(t[1])
	}
	cms, ok := unpad(contents)
	if !ok {
		return Signature{}, false
	}
	v := &verification{pdf: pdf, trust: trust}
	v.checkCMS(&s, cms, io.MultiReader(bytes.NewReader(pdf[:m.start]), bytes.NewReader(pdf[m.end:s.Covered])))
	return s, s.Signed != nil && s.Signed.Cert != nil
}
