package seal

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"math/big"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Claim is what a certificate's QR code says, small enough to be read by a telephone from paper and signed so that paper can be
// checked without a network.
//
// The text is "SHINSA1:" and the base45 (RFC 9285) of: the payload, one NUL, the first 8 bytes of the SHA-256 of the signing
// certificate, the signature. The payload is UTF-8, one value a line, in the order of the fields below, the last without line end:
//
//	C-2026-0001
//	見本クラウド
//	見本クラウド株式会社
//	2026-04-01
//	2028-03-31
//	https://example.jp/c/C-2026-0001
//
// The signature is over "shinsa claim 1", a line end and the payload: r and s of ECDSA, each in the curve's length, or RSA PKCS#1 v1.5.
// The payload above is a text of 292 characters, a QR code of 57 × 57 modules at level M.
type Claim struct {
	No       ident.CertificateNo
	Service  string
	Operator string
	From     civil.Date // first day of validity
	To       civil.Date // last day of validity
	Status   string     // where its present state can be asked; may be empty
}

const (
	claimPrefix  = "SHINSA1:"
	claimContext = "shinsa claim 1\n"
	claimFields  = 6
	claimKeyID   = 8
	claimMax     = 2900 // more does not fit a QR code of level M
)

// SignClaim writes the text of the QR code. It refuses, with Kind invalid, values with line ends or other control characters
// (seal_claim_text), dates that are none or out of order (seal_claim_period), and what no QR code can hold (seal_claim_too_long).
func (s *Signer) SignClaim(c Claim) (string, error) {
	payload, err := c.payload()
	if err != nil {
		return "", err
	}
	how, err := schemeOf(s.Cert.PublicKey)
	if err != nil {
		return "", err
	}
	h := how.hash.New()
	h.Write([]byte(claimContext + payload))
	sig, err := s.sign(h.Sum(nil), how.hash)
	if err != nil {
		return "", err
	}
	if k, ok := s.Cert.PublicKey.(*ecdsa.PublicKey); ok {
		if sig, err = rawECDSA(sig, size(k)); err != nil {
			return "", err
		}
	}
	id := sha256.Sum256(s.Cert.Raw)
	text := claimPrefix + encode45(bytes.Join([][]byte{[]byte(payload), {0}, id[:claimKeyID], sig}, nil))
	if len(text) > claimMax {
		return "", fault.New(fault.Invalid, "seal_claim_too_long")
	}
	return text, nil
}

// VerifyClaim reads the text of a QR code and checks it. The signer's certificate is looked for in signers by its id; it must chain to
// a root, be in force at trust.At (zero: the claim's first day) and have an allowed role. The claim is returned whenever it can be
// read; the error is non-nil unless it is genuine.
func VerifyClaim(text string, signers []*x509.Certificate, trust Trust) (Claim, *Verified, error) {
	v := &Verified{Verdict: Genuine}
	c, payload, id, sig, ok := parseClaim(text)
	if !ok {
		v.add(Invalid, "seal_claim_unreadable")
		return Claim{}, v, v.Err()
	}
	for _, s := range signers {
		if sum := sha256.Sum256(s.Raw); bytes.Equal(sum[:claimKeyID], id) {
			v.Cert, v.Subject = s, SubjectOf(s)
			break
		}
	}
	if v.Cert == nil {
		v.add(UnknownSigner, "seal_claim_signer_unknown")
		return c, v, v.Err()
	}
	how, err := schemeOf(v.Cert.PublicKey)
	if err != nil {
		v.add(Invalid, "seal_key_weak")
		return c, v, v.Err()
	}
	h := how.hash.New()
	h.Write([]byte(claimContext + payload))
	if k, ok := v.Cert.PublicKey.(*ecdsa.PublicKey); ok {
		sig = derECDSA(sig, size(k))
	}
	if !checkRaw(v.Cert.PublicKey, how.hash, h.Sum(nil), sig) {
		v.add(Invalid, "seal_signature_bad")
	}
	v.SigningTime = time.Date(c.From.Year, c.From.Month, c.From.Day, 23, 59, 59, 0, civil.Japan) // no earlier than any hour of issue
	v.checkSigner(signers, trust)
	return c, v, v.Err()
}

func (c Claim) payload() (string, error) {
	if !c.From.Valid() || !c.To.Valid() || c.To.Before(c.From) {
		return "", fault.New(fault.Invalid, "seal_claim_period")
	}
	values := []string{string(c.No), c.Service, c.Operator, c.From.String(), c.To.String(), c.Status}
	for i, s := range values {
		if !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl) || s == "" && i < claimFields-1 {
			return "", fault.New(fault.Invalid, "seal_claim_text")
		}
	}
	return strings.Join(values, "\n"), nil
}

// parseClaim reads a claim only when it is exactly what SignClaim would have written.
func parseClaim(text string) (c Claim, payload string, id, sig []byte, ok bool) {
	body, found := strings.CutPrefix(text, claimPrefix)
	if !found || len(text) > claimMax {
		return Claim{}, "", nil, nil, false
	}
	raw, ok := decode45(body)
	p, rest, found := bytes.Cut(raw, []byte{0})
	if !ok || !found || len(rest) <= claimKeyID {
		return Claim{}, "", nil, nil, false
	}
	f := strings.Split(string(p), "\n")
	if len(f) != claimFields {
		return Claim{}, "", nil, nil, false
	}
	from, err1 := civil.Parse(f[3])
	to, err2 := civil.Parse(f[4])
	c = Claim{No: ident.CertificateNo(f[0]), Service: f[1], Operator: f[2], From: from, To: to, Status: f[5]}
	if again, err := c.payload(); err1 != nil || err2 != nil || err != nil || again != string(p) {
		return Claim{}, "", nil, nil, false
	}
	return c, string(p), rest[:claimKeyID], rest[claimKeyID:], true
}

// size is the length of a coordinate of the key's curve.
func size(k *ecdsa.PublicKey) int { return (k.Curve.Params().BitSize + 7) / 8 }

type ecdsaValue struct{ R, S *big.Int }

func rawECDSA(der []byte, n int) ([]byte, error) {
	var v ecdsaValue
	if rest, err := asn1.Unmarshal(der, &v); err != nil || len(rest) > 0 || v.R.BitLen() > 8*n || v.S.BitLen() > 8*n || v.R.Sign() < 0 || v.S.Sign() < 0 {
		return nil, fault.Wrap(fault.Internal, "seal_key_unsupported", err)
	}
	out := make([]byte, 2*n)
	v.R.FillBytes(out[:n])
	v.S.FillBytes(out[n:])
	return out, nil
}

// derECDSA returns nil for a signature of the wrong length, which no key accepts.
func derECDSA(raw []byte, n int) []byte {
	if len(raw) != 2*n {
		return nil
	}
	b, err := asn1.Marshal(ecdsaValue{new(big.Int).SetBytes(raw[:n]), new(big.Int).SetBytes(raw[n:])})
	if err != nil {
		return nil
	}
	return b
}
