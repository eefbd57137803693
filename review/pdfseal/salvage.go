package pdfseal

import (
	"bytes"
	"encoding/hex"
	"errors"
	"io"
	"regexp"
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

// lastSignature finds the signature that covers most of the file, by its marks alone, and checks it against the bytes at hand.
func lastSignature(pdf []byte, trust seal.Trust) (Signature, bool) {
	var best []int
	for _, m := range rangePattern.FindAllSubmatchIndex(pdf, maxSignatures) {
		n := []int{m[0]}
		for i := 2; i < 8; i += 2 {
			v, err := strconv.Atoi(string(pdf[m[i]:m[i+1]]))
			if err != nil {
				v = 0
			}
			n = append(n, v)
		}
		if fits := n[1] > 0 && n[2] > n[1]+2 && n[2] <= len(pdf) && n[2]+n[3] > 0; fits && (best == nil || n[2] > best[2]) {
			best = n
		}
	}
	if best == nil {
		return Signature{}, false
	}
	start, end := best[1], best[2]
	s := Signature{Verdict: seal.Genuine, Covered: min(end+best[3], len(pdf))}
	raw := pdf[start:end]
	contents := make([]byte, hex.DecodedLen(len(raw)-2))
	if raw[0] != '<' || raw[len(raw)-1] != '>' {
		return Signature{}, false
	}
	if _, err := hex.Decode(contents, raw[1:len(raw)-1]); err != nil {
		return Signature{}, false
	}
	if m := timePattern.FindSubmatch(pdf[best[0]:min(best[0]+len(raw)+4096, len(pdf))]); m != nil {
		s.Time, _ = object.DateOf(m[1])
	}
	v := &verification{pdf: pdf, trust: trust}
	v.checkCMS(&s, contents, io.MultiReader(bytes.NewReader(pdf[:start]), bytes.NewReader(pdf[end:s.Covered])))
	return s, s.Signed != nil && s.Signed.Cert != nil
}
