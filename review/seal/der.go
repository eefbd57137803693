package seal

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"encoding/asn1"
	"slices"

	_ "crypto/sha256" // digests of the algorithms below
	_ "crypto/sha512"

	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
	"shinsa/review/fault"
)

// Object identifiers of RFC 5652, 5035, 4055 and 5758.
var (
	oidData          = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSignedData    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidContentType   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidMessageDigest = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigningTime   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 5}
	oidSigningCertV2 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}

	oidSHA256 = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidSHA384 = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}
	oidSHA512 = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 3}
	oidSHA1   = asn1.ObjectIdentifier{1, 3, 14, 3, 2, 26}
	oidMD5    = asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 5}

	oidRSA         = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidRSASHA256   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 11}
	oidRSASHA384   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 12}
	oidRSASHA512   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 13}
	oidECDSASHA256 = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
	oidECDSASHA384 = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 3}
	oidECDSASHA512 = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 4}
)

// digestOf knows the digests that may be verified.
func digestOf(oid asn1.ObjectIdentifier) (crypto.Hash, bool) {
	switch {
	case oid.Equal(oidSHA256):
		return crypto.SHA256, true
	case oid.Equal(oidSHA384):
		return crypto.SHA384, true
	case oid.Equal(oidSHA512):
		return crypto.SHA512, true
	}
	return 0, false
}

// scheme is how a key signs: digest and algorithm identifiers, and the longest signature.
type scheme struct {
	hash   crypto.Hash
	digest asn1.ObjectIdentifier
	sig    asn1.ObjectIdentifier
	null   bool // RSA identifiers carry NULL parameters, ECDSA's none
	size   int
}

func schemeOf(pub crypto.PublicKey) (scheme, error) {
	if err := supported(pub); err != nil {
		return scheme{}, err
	}
	switch k := pub.(type) {
	case *rsa.PublicKey:
		return scheme{crypto.SHA256, oidSHA256, oidRSASHA256, true, k.Size()}, nil
	case *ecdsa.PublicKey:
		n := (k.Curve.Params().BitSize + 7) / 8
		size := len(tlv(cbasn1.SEQUENCE, tlv(cbasn1.INTEGER, make([]byte, n+1)), tlv(cbasn1.INTEGER, make([]byte, n+1))))
		if n > 32 {
			return scheme{crypto.SHA384, oidSHA384, oidECDSASHA384, false, size}, nil
		}
		return scheme{crypto.SHA256, oidSHA256, oidECDSASHA256, false, size}, nil
	}
	return scheme{}, fault.New(fault.Invalid, "seal_key_unsupported")
}

// tlv writes one DER element.
func tlv(tag cbasn1.Tag, parts ...[]byte) []byte {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	out := append(make([]byte, 0, n+5), byte(tag))
	switch {
	case n < 0x80:
		out = append(out, byte(n))
	case n < 0x100:
		out = append(out, 0x81, byte(n))
	case n < 0x10000:
		out = append(out, 0x82, byte(n>>8), byte(n))
	default:
		out = append(out, 0x83, byte(n>>16), byte(n>>8), byte(n))
	}
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// setOf joins encoded elements in the order DER wants of a SET OF.
func setOf(elements ...[]byte) []byte {
	slices.SortFunc(elements, bytes.Compare)
	return bytes.Join(elements, nil)
}

func oidBytes(oid asn1.ObjectIdentifier) []byte {
	b, err := asn1.Marshal(oid)
	if err != nil {
		panic(err) // only for the constants above
	}
	return b
}

func algorithm(oid asn1.ObjectIdentifier, null bool) []byte {
	if null {
		return tlv(cbasn1.SEQUENCE, oidBytes(oid), asn1.NullBytes)
	}
	return tlv(cbasn1.SEQUENCE, oidBytes(oid))
}

func attribute(oid asn1.ObjectIdentifier, value []byte) []byte {
	return tlv(cbasn1.SEQUENCE, oidBytes(oid), tlv(cbasn1.SET, value))
}
