// Package stamp obtains and verifies time stamps (RFC 3161): an authority's word that something was there at an instant. Of a signature it
// makes PAdES B-T of B-B and is kept beside it, as an unsigned attribute of its CMS (RFC 5126, 6.1.1); of a whole file it is a document
// time stamp, which package pdfseal puts into a field.
//
// The way to the authority is given by the caller ([Ask]); nothing here opens a connection. An answer is taken only when it is about
// what was asked about. What is verified later is what was signed by whom: the token, the digest in it, and a certificate for
// stamping time that leads to a given root.
//
// A stamp is no part of what the signer signed: it can be taken away or exchanged, and a bad one proves nothing for or against the
// signature beside it.
package stamp

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"encoding/asn1"
	"errors"
	"fmt"
	"io"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// Ask carries a request (application/timestamp-query) to an authority and returns its response (application/timestamp-reply).
type Ask func(request []byte) (response []byte, err error)

// What can be wrong with an answer or a stamp.
var (
	ErrMalformed = errors.New("not a time stamp")
	ErrRefused   = errors.New("the authority refused")
	ErrOther     = errors.New("a stamp of something else")
	ErrUnknown   = errors.New("a stamp of nobody who is trusted for it")
)

// Max is the largest token that is taken, with the certificates in it.
const Max = 12 << 10

var (
	oidSignedData = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidTSTInfo    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4}
	oidStamp      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}
	oidSHA256     = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidSHA384     = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}
	oidSHA512     = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 3}

	tag0 = cbasn1.Tag(0).ContextSpecific().Constructed()
	tag1 = cbasn1.Tag(1).ContextSpecific().Constructed()
)

// Add has an authority stamp the signature in a CMS and returns the CMS with the stamp. The error is the authority's, or one of this
// package.
func Add(cms []byte, ask Ask) ([]byte, error) {
	p, err := open(cms)
	if err != nil {
		return nil, err
	}
	if p.unsigned != nil {
		return nil, fmt.Errorf("%w: there is one already", ErrMalformed)
	}
	token, err := Obtain(bytes.NewReader(p.signature), ask)
	if err != nil {
		return nil, err
	}
	return p.with(token)
}

// Obtain has an authority stamp content, of which it sees the SHA-256 alone, and returns its token. The error is the authority's, the
// reader's, or one of this package.
func Obtain(content io.Reader, ask Ask) ([]byte, error) {
	h := sha256.New()
	if _, err := io.Copy(h, content); err != nil {
		return nil, fmt.Errorf("read what is stamped: %w", err)
	}
	sum := h.Sum(nil)
	nonce, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 64))
	if err != nil {
		return nil, fmt.Errorf("draw nonce: %w", err)
	}
	request, err := newRequest(sum, nonce)
	if err != nil {
		return nil, err
	}
	response, err := ask(request)
	if err != nil {
		return nil, fmt.Errorf("ask authority: %w", err)
	}
	token, err := answered(response)
	if err != nil {
		return nil, err
	}
	info, err := read(token)
	if err != nil {
		return nil, err
	}
	if info.hash != crypto.SHA256 || !bytes.Equal(info.digest, sum) || info.nonce == nil || info.nonce.Cmp(nonce) != 0 {
		return nil, ErrOther
	}
	return token, nil
}

// newRequest writes a TimeStampReq that asks for the authority's certificate too.
func newRequest(sum []byte, nonce *big.Int) ([]byte, error) {
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(1)
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(oidSHA256) })
			b.AddASN1OctetString(sum)
		})
		b.AddASN1BigInt(nonce)
		b.AddASN1Boolean(true)
	})
	out, err := b.Bytes()
	if err != nil {
		return nil, fmt.Errorf("write request: %w", err)
	}
	return out, nil
}

// answered takes the token out of a TimeStampResp.
func answered(response []byte) ([]byte, error) {
	in := cryptobyte.String(response)
	var body, status, token cryptobyte.String
	var code int
	if !in.ReadASN1(&body, cbasn1.SEQUENCE) || !in.Empty() || !body.ReadASN1(&status, cbasn1.SEQUENCE) || !status.ReadASN1Integer(&code) {
		return nil, ErrMalformed
	}
	const granted, grantedWithMods = 0, 1
	if code != granted && code != grantedWithMods {
		return nil, fmt.Errorf("%w: status %d", ErrRefused, code)
	}
	if !body.ReadASN1Element(&token, cbasn1.SEQUENCE) || !body.Empty() || len(token) > Max {
		return nil, ErrMalformed
	}
	return token, nil
}

// Of returns the stamp of the signature in a CMS, nil when there is none.
func Of(cms []byte) (token, signature []byte) {
	p, err := open(cms)
	if err != nil {
		return nil, nil
	}
	list := p.unsigned
	for !list.Empty() {
		var attr, set, value cryptobyte.String
		var oid asn1.ObjectIdentifier
		if !list.ReadASN1(&attr, cbasn1.SEQUENCE) || !attr.ReadASN1ObjectIdentifier(&oid) || !attr.ReadASN1(&set, cbasn1.SET) {
			return nil, nil
		}
		if oid.Equal(oidStamp) && set.ReadASN1Element(&value, cbasn1.SEQUENCE) && set.Empty() {
			return value, p.signature
		}
	}
	return nil, p.signature
}
