package stamp

import (
	"fmt"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// parts is a CMS SignedData of one signer, taken apart as far as a stamp needs.
type parts struct {
	kind      cryptobyte.String // the content type, as it stands
	before    []byte            // of the SignedData, all before the signers
	signer    []byte            // of the signer, all before the unsigned attributes
	signature []byte
	unsigned  cryptobyte.String
}

func open(cms []byte) (*parts, error) {
	p := &parts{}
	in := cryptobyte.String(cms)
	var outer, wrapped, body, signer cryptobyte.String
	if !in.ReadASN1(&outer, cbasn1.SEQUENCE) || !outer.ReadASN1Element(&p.kind, cbasn1.OBJECT_IDENTIFIER) ||
		!outer.ReadASN1(&wrapped, tag0) || !wrapped.ReadASN1(&body, cbasn1.SEQUENCE) {
		return nil, ErrMalformed
	}
	for last := cryptobyte.String(nil); ; {
		var element cryptobyte.String
		var tag cbasn1.Tag
		if !body.ReadAnyASN1Element(&element, &tag) {
			return nil, ErrMalformed
		}
		if last = element; body.Empty() {
			var set cryptobyte.String
			if !last.ReadASN1(&set, cbasn1.SET) || !set.ReadASN1(&signer, cbasn1.SEQUENCE) || !set.Empty() {
				return nil, ErrMalformed
			}
			break
		}
		p.before = append(p.before, element...)
	}
	return p, p.readSigner(signer)
}

func (p *parts) readSigner(s cryptobyte.String) error {
	for !s.Empty() {
		var element, value cryptobyte.String
		var tag cbasn1.Tag
		if !s.ReadAnyASN1Element(&element, &tag) {
			return ErrMalformed
		}
		if tag == tag1 {
			if !element.ReadASN1(&value, tag1) || !s.Empty() {
				return ErrMalformed
			}
			p.unsigned = value
			break
		}
		p.signer = append(p.signer, element...)
		if tag == cbasn1.OCTET_STRING {
			if !element.ReadASN1(&value, tag) {
				return ErrMalformed
			}
			p.signature = value
		}
	}
	if p.signature == nil {
		return ErrMalformed
	}
	return nil
}

// with writes the CMS with a stamp as its only unsigned attribute.
func (p *parts) with(token []byte) ([]byte, error) {
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddBytes(p.kind)
		b.AddASN1(tag0, func(b *cryptobyte.Builder) {
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddBytes(p.before)
				b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) {
					b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
						b.AddBytes(p.signer)
						b.AddASN1(tag1, func(b *cryptobyte.Builder) {
							b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
								b.AddASN1ObjectIdentifier(oidStamp)
								b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) { b.AddBytes(token) })
							})
						})
					})
				})
			})
		})
	})
	out, err := b.Bytes()
	if err != nil {
		return nil, fmt.Errorf("write signature: %w", err)
	}
	return out, nil
}
