package seal

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"fmt"
	"io"
	"slices"
	"time"

	"shinsa/review/fault"
)

// Trust is what a verifier believes before looking.
type Trust struct {
	Roots []*x509.Certificate
	// At is the instant at which the signer had to be entitled; zero means the time the signer claims, which is no more than the
	// signer's word: a lost card can be dated back to before its loss. Who knows when a file arrived asks for that instant.
	At time.Time
	// Revoked, when given, tells whether a certificate had been revoked at an instant.
	Revoked func(cert *x509.Certificate, at time.Time) bool
	// Authorities are the roots of those whose time stamps are believed; who verifies a stamp looks here, Verify does not.
	Authorities []*x509.Certificate
	// Roles, when given, are the roles that may sign.
	Roles []Role
}

// Verified is everything verification found out about one signature. What it names is only to be believed when Verdict is Genuine.
type Verified struct {
	Verdict     Verdict
	Cert        *x509.Certificate   // of the signer, nil when the signature brings none
	Chain       []*x509.Certificate // from the signer to a given root, nil when there is no way
	Subject     Subject             // who Cert names; the role is empty unless there is a chain
	SigningTime time.Time           // as claimed in the signature; zero when it claims none
	Findings    fault.List          // every reason against it, and what is merely worth knowing (fault.Info)
}

// Err returns nil when genuine, else a refusal of Kind invalid with every reason.
func (v *Verified) Err() error {
	if v.Verdict == Genuine {
		return nil
	}
	return &fault.Error{Kind: fault.Invalid, Code: "seal_not_genuine", Findings: v.Findings, Args: map[string]string{"verdict": string(v.Verdict)}}
}

func (v *Verified) add(verdict Verdict, code string, args ...string) {
	v.Verdict = Worse(v.Verdict, verdict)
	v.Findings = append(v.Findings, finding(code, args...))
}

// Verify checks a detached signature over content. The error is non-nil unless the verdict is Genuine, and the result is never nil:
// it says what is known in either case. Content is read to its end once.
func Verify(cms []byte, content io.Reader, trust Trust) (*Verified, error) {
	v := &Verified{Verdict: Genuine}
	sd, err := parseSignedData(cms)
	if err != nil {
		v.add(Invalid, "seal_malformed")
		return v, v.Err()
	}
	v.Cert = sd.cert
	if claimed, ok := sd.signingTime(); ok {
		v.SigningTime = claimed
	} else {
		v.add(Invalid, "seal_malformed")
	}
	if sd.cert == nil {
		v.add(Invalid, "seal_certificate_missing")
		return v, v.Err()
	}
	v.Subject = SubjectOf(sd.cert)
	v.checkSignature(sd)
	if err := v.checkContent(sd, content); err != nil {
		return v, err
	}
	v.checkSigner(sd.certs, trust)
	v.checkCompany(sd.certs)
	return v, v.Err()
}

// checkCompany notes certificates that lead nowhere: the signature does not cover them, and they prove nothing.
func (v *Verified) checkCompany(certs []*x509.Certificate) {
	for _, c := range certs {
		if v.Chain != nil && !slices.ContainsFunc(v.Chain, c.Equal) {
			f := finding("seal_certificate_stray")
			f.Severity = fault.Info
			v.Findings = append(v.Findings, f)
			return
		}
	}
}

// checkSignature checks that the holder of the certificate's key signed the attributes, which bind content and certificate.
func (v *Verified) checkSignature(sd *signedData) {
	if len(sd.values) == 0 {
		v.add(Invalid, "seal_attributes_missing")
		return
	}
	hash, ok := digestOf(sd.digest)
	switch {
	case sd.digest.Equal(oidSHA1), sd.digest.Equal(oidMD5):
		v.add(Invalid, "seal_algorithm_weak")
		return
	case !ok || !sd.sigNull || !matches(sd.sigAlg, hash, sd.cert.PublicKey):
		v.add(Invalid, "seal_algorithm_unsupported")
		return
	}
	if !sd.contentIsData() || len(sd.messageDigest()) == 0 {
		v.add(Invalid, "seal_attributes_missing")
	}
	switch present, bound := sd.boundCert(sd.cert); {
	case !present:
		v.add(Invalid, "seal_ess_missing")
	case !bound:
		v.add(Invalid, "seal_ess_mismatch")
	}
	h := hash.New()
	h.Write(sd.attrs)
	if !checkRaw(sd.cert.PublicKey, hash, h.Sum(nil), sd.sig) {
		v.add(Invalid, "seal_signature_bad")
	}
}

func (v *Verified) checkContent(sd *signedData, content io.Reader) error {
	hash, ok := digestOf(sd.digest)
	if !ok {
		return nil // refused above
	}
	h := hash.New()
	if _, err := io.Copy(h, content); err != nil {
		return fmt.Errorf("read signed content: %w", err)
	}
	if want := sd.messageDigest(); len(want) > 0 && !bytes.Equal(want, h.Sum(nil)) {
		v.add(Altered, "seal_content_altered")
	}
	return nil
}

// checkSigner checks whether the signer was entitled: a chain to a root at the instant, key usage, role, strength, revocation.
func (v *Verified) checkSigner(others []*x509.Certificate, trust Trust) {
	if err := supported(v.Cert.PublicKey); err != nil {
		v.add(Invalid, "seal_key_weak")
	}
	const signing = x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
	if v.Cert.IsCA || v.Cert.KeyUsage != 0 && v.Cert.KeyUsage&signing == 0 {
		v.add(Invalid, "seal_key_usage")
	}
	at := trust.At
	if at.IsZero() {
		at = v.SigningTime
	}
	if at.IsZero() {
		v.add(Invalid, "seal_time_unknown")
		return
	}
	chain, inForce := findChain(v.Cert, others, trust.Roots, at)
	if chain == nil {
		v.Subject.Role = None
		v.add(UnknownSigner, "seal_signer_unknown", "name", v.Subject.Name)
		return
	}
	v.Chain = chain
	if !inForce {
		v.add(Invalid, "seal_certificate_not_in_force", "name", v.Subject.Name)
	}
	for i, c := range chain {
		if i > 0 && supported(c.PublicKey) != nil {
			v.add(Invalid, "seal_key_weak")
		}
		if trust.Revoked != nil && trust.Revoked(c, at) {
			v.add(Invalid, "seal_certificate_revoked", "name", SubjectOf(c).Name)
		}
	}
	if !allowed(v.Subject.Role, trust.Roles) {
		v.add(Invalid, "seal_role_not_allowed", "role", string(v.Subject.Role))
	}
}

// findChain returns a way from cert to a root, preferring one in force at the instant. SHA-1 and MD5 signatures are no way (crypto/x509).
func findChain(cert *x509.Certificate, others, roots []*x509.Certificate, at time.Time) (chain []*x509.Certificate, inForce bool) {
	opts := x509.VerifyOptions{Roots: x509.NewCertPool(), Intermediates: x509.NewCertPool(), CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}}
	for _, r := range roots {
		opts.Roots.AddCert(r)
	}
	for _, c := range others {
		opts.Intermediates.AddCert(c)
	}
	if chains, err := cert.Verify(opts); err == nil {
		return chains[0], true
	}
	// A way that existed while the card was in force, but not at the instant, tells who it is all the same.
	for _, t := range []time.Time{cert.NotBefore, cert.NotAfter} {
		opts.CurrentTime = t
		if chains, err := cert.Verify(opts); err == nil {
			return chains[0], false
		}
	}
	return nil, false
}

func allowed(r Role, roles []Role) bool {
	return len(roles) == 0 || slices.Contains(roles, r)
}

// matches reports whether a signature algorithm is the one of this digest and key.
func matches(oid asn1.ObjectIdentifier, h crypto.Hash, pub crypto.PublicKey) bool {
	switch pub.(type) {
	case *rsa.PublicKey:
		want := map[crypto.Hash]asn1.ObjectIdentifier{crypto.SHA256: oidRSASHA256, crypto.SHA384: oidRSASHA384, crypto.SHA512: oidRSASHA512}[h]
		return oid.Equal(oidRSA) || oid.Equal(want)
	case *ecdsa.PublicKey:
		want := map[crypto.Hash]asn1.ObjectIdentifier{crypto.SHA256: oidECDSASHA256, crypto.SHA384: oidECDSASHA384, crypto.SHA512: oidECDSASHA512}[h]
		return oid.Equal(want)
	}
	return false
}

// checkRaw checks one signature value over a digest.
func checkRaw(pub crypto.PublicKey, h crypto.Hash, digest, sig []byte) bool {
	if supported(pub) != nil {
		return false
	}
	switch k := pub.(type) {
	case *rsa.PublicKey:
		return rsa.VerifyPKCS1v15(k, h, digest, sig) == nil
	case *ecdsa.PublicKey:
		return ecdsa.VerifyASN1(k, digest, sig)
	}
	return false
}
