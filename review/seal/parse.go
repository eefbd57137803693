package seal

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"math/big"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// Limits of what is read as a signature; no honest one comes near.
const (
	MaxCMS   = 1 << 20
	maxCerts = 32
	maxAttrs = 32
)

var (
	errMalformed = errors.New("not a detached CMS SignedData of one signer in DER")
	tagImplicit0 = cbasn1.Tag(0).ContextSpecific()
	tagCons1     = cbasn1.Tag(1).ContextSpecific().Constructed()
)

// signedData is a parsed CMS, nothing in it believed yet.
type signedData struct {
	version  int
	certs    []*x509.Certificate
	cert     *x509.Certificate // the one the signer info names
	digest   asn1.ObjectIdentifier
	sigAlg   asn1.ObjectIdentifier
	sigNull  bool // parameters absent or NULL
	attrs    []byte
	values   map[string][]byte // attribute oid → its one value
	sig      []byte
	unsigned bool // unsigned attributes present
}

// signerID names the signer's certificate, one way or the other.
type signerID struct {
	issuer []byte
	serial *big.Int
	keyID  []byte
}

// parseSignedData reads strictly: DER, one signer, no content inside, no trailing byte.
func parseSignedData(b []byte) (*signedData, error) {
	if len(b) > MaxCMS {
		return nil, errMalformed
	}
	in, info, wrapped, body := cryptobyte.String(b), cryptobyte.String{}, cryptobyte.String{}, cryptobyte.String{}
	var kind asn1.ObjectIdentifier
	if !in.ReadASN1(&info, cbasn1.SEQUENCE) || !in.Empty() || !info.ReadASN1ObjectIdentifier(&kind) || !kind.Equal(oidSignedData) ||
		!info.ReadASN1(&wrapped, tagCons0) || !info.Empty() || !wrapped.ReadASN1(&body, cbasn1.SEQUENCE) || !wrapped.Empty() {
		return nil, errMalformed
	}
	sd := &signedData{}
	var digests, encap, certs, signers, crls cryptobyte.String
	var hasCerts, hasCRLs bool
	if !body.ReadASN1Integer(&sd.version) || !body.ReadASN1(&digests, cbasn1.SET) ||
		!body.ReadASN1(&encap, cbasn1.SEQUENCE) || !encap.ReadASN1ObjectIdentifier(&kind) || !kind.Equal(oidData) || !encap.Empty() ||
		!body.ReadOptionalASN1(&certs, &hasCerts, tagCons0) || !body.ReadOptionalASN1(&crls, &hasCRLs, tagCons1) ||
		!body.ReadASN1(&signers, cbasn1.SET) || !body.Empty() {
		return nil, errMalformed
	}
	if err := sd.readCerts(certs); err != nil {
		return nil, err
	}
	var si cryptobyte.String
	if !signers.ReadASN1(&si, cbasn1.SEQUENCE) || !signers.Empty() {
		return nil, errMalformed
	}
	if err := sd.readSigner(si); err != nil {
		return nil, err
	}
	announced, _, ok := readAlgorithm(&digests)
	if !ok || !digests.Empty() || !announced.Equal(sd.digest) {
		return nil, errMalformed
	}
	return sd, nil
}

func (sd *signedData) readCerts(s cryptobyte.String) error {
	for !s.Empty() {
		var raw cryptobyte.String
		if !s.ReadASN1Element(&raw, cbasn1.SEQUENCE) || len(sd.certs) == maxCerts { // attribute certificates have no place here
			return errMalformed
		}
		c, err := x509.ParseCertificate(raw)
		if err != nil {
			return errMalformed
		}
		sd.certs = append(sd.certs, c)
	}
	return nil
}

func (sd *signedData) readSigner(s cryptobyte.String) error {
	var version int
	var id signerID
	var attrs, unsigned cryptobyte.String
	var hasAttrs, ok bool
	if !s.ReadASN1Integer(&version) || sd.version != 1 && sd.version != version || !readSignerID(&s, version, &id) {
		return errMalformed
	}
	if sd.digest, _, ok = readAlgorithm(&s); !ok {
		return errMalformed
	}
	if !s.ReadOptionalASN1(&attrs, &hasAttrs, tagCons0) {
		return errMalformed
	}
	if sd.sigAlg, sd.sigNull, ok = readAlgorithm(&s); !ok {
		return errMalformed
	}
	if !s.ReadASN1Bytes(&sd.sig, cbasn1.OCTET_STRING) || !s.ReadOptionalASN1(&unsigned, &sd.unsigned, tagCons1) || !s.Empty() {
		return errMalformed
	}
	for _, c := range sd.certs {
		if id.names(c) {
			sd.cert = c
			break
		}
	}
	if !hasAttrs {
		return nil
	}
	return sd.readAttributes(attrs)
}

func readSignerID(s *cryptobyte.String, version int, id *signerID) bool {
	if version == 3 {
		return s.ReadASN1Bytes(&id.keyID, tagImplicit0)
	}
	var seq, issuer cryptobyte.String
	id.serial = new(big.Int)
	if version != 1 || !s.ReadASN1(&seq, cbasn1.SEQUENCE) || !seq.ReadASN1Element(&issuer, cbasn1.SEQUENCE) ||
		!seq.ReadASN1Integer(id.serial) || !seq.Empty() {
		return false
	}
	id.issuer = issuer
	return true
}

func (id signerID) names(c *x509.Certificate) bool {
	if id.serial != nil {
		return id.serial.Cmp(c.SerialNumber) == 0 && bytes.Equal(id.issuer, c.RawIssuer)
	}
	return len(id.keyID) > 0 && bytes.Equal(id.keyID, c.SubjectKeyId)
}

func readAlgorithm(s *cryptobyte.String) (oid asn1.ObjectIdentifier, plain, ok bool) {
	var seq cryptobyte.String
	if !s.ReadASN1(&seq, cbasn1.SEQUENCE) || !seq.ReadASN1ObjectIdentifier(&oid) {
		return nil, false, false
	}
	return oid, seq.Empty() || bytes.Equal(seq, asn1.NullBytes), true
}

// readAttributes keeps the attributes as they are signed: in DER, sorted, each kind once with one value.
func (sd *signedData) readAttributes(s cryptobyte.String) error {
	sd.attrs = tlv(cbasn1.SET, s)
	sd.values = map[string][]byte{}
	var before []byte
	for !s.Empty() {
		var raw, attr, set, value cryptobyte.String
		var oid asn1.ObjectIdentifier
		var tag cbasn1.Tag
		if !s.ReadASN1Element(&raw, cbasn1.SEQUENCE) || bytes.Compare(before, raw) >= 0 || len(sd.values) == maxAttrs {
			return errMalformed
		}
		before = raw
		if !raw.ReadASN1(&attr, cbasn1.SEQUENCE) || !attr.ReadASN1ObjectIdentifier(&oid) || !attr.ReadASN1(&set, cbasn1.SET) || !attr.Empty() {
			return errMalformed
		}
		if !set.ReadAnyASN1Element(&value, &tag) || sd.values[oid.String()] != nil {
			return errMalformed
		}
		if !set.Empty() && (oid.Equal(oidContentType) || oid.Equal(oidMessageDigest) || oid.Equal(oidSigningTime) || oid.Equal(oidSigningCertV2)) {
			return errMalformed
		}
		sd.values[oid.String()] = value
	}
	return nil
}

// messageDigest returns the digest that was signed, nil when there is none.
func (sd *signedData) messageDigest() []byte {
	v := cryptobyte.String(sd.values[oidMessageDigest.String()])
	var out []byte
	if !v.ReadASN1Bytes(&out, cbasn1.OCTET_STRING) || !v.Empty() {
		return nil
	}
	return out
}

// contentIsData reports whether the content type was signed and is plain data.
func (sd *signedData) contentIsData() bool {
	v := cryptobyte.String(sd.values[oidContentType.String()])
	var oid asn1.ObjectIdentifier
	return v.ReadASN1ObjectIdentifier(&oid) && v.Empty() && oid.Equal(oidData)
}

// signingTime returns the time the signer claims, zero when none is claimed; false when it cannot be read.
func (sd *signedData) signingTime() (time.Time, bool) {
	raw, claimed := sd.values[oidSigningTime.String()]
	if !claimed {
		return time.Time{}, true
	}
	var t time.Time
	v := cryptobyte.String(raw)
	if v.PeekASN1Tag(cbasn1.UTCTime) {
		return t, v.ReadASN1UTCTime(&t) && v.Empty()
	}
	return t, v.ReadASN1GeneralizedTime(&t) && v.Empty()
}

// boundCert reports whether the signed attributes name cert by digest (ESSCertIDv2, the first of the list).
func (sd *signedData) boundCert(cert *x509.Certificate) (present, matches bool) {
	v := cryptobyte.String(sd.values[oidSigningCertV2.String()])
	if len(v) == 0 {
		return false, false
	}
	var outer, list, id cryptobyte.String
	var sum []byte
	if !v.ReadASN1(&outer, cbasn1.SEQUENCE) || !outer.ReadASN1(&list, cbasn1.SEQUENCE) || !list.ReadASN1(&id, cbasn1.SEQUENCE) {
		return true, false
	}
	oid := oidSHA256
	if id.PeekASN1Tag(cbasn1.SEQUENCE) {
		var ok bool
		if oid, _, ok = readAlgorithm(&id); !ok {
			return true, false
		}
	}
	h, ok := digestOf(oid)
	if !ok || !id.ReadASN1Bytes(&sum, cbasn1.OCTET_STRING) {
		return true, false
	}
	d := h.New()
	d.Write(cert.Raw)
	return true, bytes.Equal(sum, d.Sum(nil))
}
