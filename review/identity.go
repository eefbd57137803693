package review

import (
	"context"
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"time"

	"shinsa/review/fault"
	"shinsa/review/journal"
	"shinsa/review/seal"
)

// Token says where a signing key is that never leaves its device, such as a smart card (PKCS#11).
type Token struct {
	Module string `json:"module"`          // file of the library that speaks to the device
	Serial string `json:"serial"`          // of the token
	Label  string `json:"label,omitempty"` // of the token, for people
	Key    string `json:"key"`             // the key's id on the token (CKA_ID), in hexadecimal
}

// Tokens reaches keys on devices; who does asks for the PIN when it is needed. Refusals of both methods: of Kind missing, no such library,
// token or key (token_module_missing, token_absent, token_key_missing); locked, a wrong or blocked PIN (token_pin_wrong,
// token_pin_blocked); unavailable, a program built without this (token_needs_desktop) or a device that failed (token_failed).
type Tokens interface {
	// Public returns the public half of a key.
	Public(t Token) (crypto.PublicKey, error)
	// Sign signs a digest, as crypto.Signer does.
	Sign(t Token, digest []byte, opts crypto.SignerOpts) ([]byte, error)
}

// deviceKey is a key on a device as a crypto.Signer: its public half is known without the device, signing asks for it.
type deviceKey struct {
	desk   *Desk
	token  Token
	public crypto.PublicKey
}

// Public implements crypto.Signer.
func (k *deviceKey) Public() crypto.PublicKey { return k.public }

// Sign implements crypto.Signer.
func (k *deviceKey) Sign(_ io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	if k.desk.Tokens == nil {
		return nil, noTokens()
	}
	return k.desk.Tokens.Sign(k.token, digest, opts)
}

func noTokens() error { return fault.New(fault.Unavailable, "token_needs_desktop") }

const pemPublic = "PUBLIC KEY"

// kept is how a key is kept: in the clear for the store to encrypt, or the place of one that stays on its device.
func kept(key crypto.Signer) (storedKey, error) {
	k, onDevice := key.(*deviceKey)
	if !onDevice {
		b, err := seal.MarshalKey(key)
		return storedKey{PEM: string(b)}, err
	}
	der, err := x509.MarshalPKIXPublicKey(k.public)
	if err != nil {
		return storedKey{}, fmt.Errorf("encode public key: %w", err)
	}
	return storedKey{Token: &k.token, Public: string(pem.EncodeToMemory(&pem.Block{Type: pemPublic, Bytes: der}))}, nil
}

// keyOf is what was stored, ready to sign.
func (d *Desk) keyOf(k storedKey) (crypto.Signer, error) {
	if k.Token == nil {
		return seal.ParseKey([]byte(k.PEM))
	}
	block, _ := pem.Decode([]byte(k.Public))
	if block == nil || block.Type != pemPublic {
		return nil, fault.New(fault.Invalid, "seal_key_unreadable")
	}
	public, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		return nil, fault.Wrap(fault.Invalid, "seal_key_unreadable", err)
	}
	return &deviceKey{d, *k.Token, public}, nil
}

// OnToken returns where this desk's signing key is when it is on a device, nil when the desk keeps it.
func (d *Desk) OnToken(ctx context.Context) (*Token, error) {
	var k storedKey
	err := d.Store.View(ctx, func(tx Tx) error { return tx.Get(KindKey, idSign, &k) })
	return k.Token, err
}

// UseToken makes a key on a device the signing key of this desk: see ImportKey for what that means. The desk keeps where it is and its
// public half, never the key or the PIN.
func (d *Desk) UseToken(ctx context.Context, t Token) error {
	if d.Tokens == nil {
		return noTokens()
	}
	public, err := d.Tokens.Public(t)
	if err != nil {
		return err
	}
	return d.changeKey(ctx, &deviceKey{d, t, public})
}

// ImportKey makes the key of a PKCS#12 file the signing key of this desk. A member does that before enrolling: the request for a card is then
// made with this key, and the member's id follows from it; a member who is enrolled is refused with Kind forbidden
// (identity_enrolled). At the secretariat the root issues the office a new card for it; what was signed before stays valid. The
// file's own certificate is not used: only the scheme's card says what its holder may sign.
func (d *Desk) ImportKey(ctx context.Context, p12 []byte, password string) error {
	s, err := seal.ImportPKCS12(p12, password)
	if err != nil {
		return err
	}
	return d.changeKey(ctx, s.Key)
}

// changeKey puts a key in the place of the desk's own, once it has shown that it signs.
func (d *Desk) changeKey(ctx context.Context, key crypto.Signer) error {
	self := d.Self()
	if self.Role == Member && self.Enrolled {
		return fault.New(fault.Forbidden, "identity_enrolled")
	}
	trial, err := seal.NewRequest(key, seal.Subject{Name: self.Name})
	if err != nil {
		return err
	}
	if _, err := seal.ParseRequest(trial); err != nil {
		return err
	}
	if self.Role == Member {
		if self.ID, err = newID(Member, key.Public()); err != nil {
			return err
		}
	}
	_, err = d.update(ctx, "identity", "", func(tx Tx, e *journal.Entry) error {
		e.Subject = string(self.ID)
		if self.Role == Secretariat {
			return d.renewOffice(tx, self, key)
		}
		if err := putKeyOnly(tx, key); err != nil {
			return err
		}
		return tx.Put(KindSelf, idSelf, self)
	})
	if err != nil {
		return err
	}
	return d.Store.View(ctx, d.load)
}

// renewOffice issues the office a card for another key.
func (d *Desk) renewOffice(tx Tx, self Self, key crypto.Signer) error {
	d.mu.RLock()
	root, old := d.root, d.signer
	d.mu.RUnlock()
	from := tx.Now().Add(-time.Hour) // other machines' clocks may be behind
	cert, err := root.Issue(key.Public(), old.Subject(), from, from.AddDate(CardYears, 0, 0))
	if err != nil {
		return err
	}
	office, err := seal.NewSigner(key, cert, root.Cert)
	if err != nil {
		return err
	}
	return putSigner(tx, idSign, office)
}

// ReadingKeys returns the secrets (age identities) that open what is sealed to this desk, so that other programs can be tried on it. Only a
// desk made for rehearsal gives them away; from every other they never leave (Art. 20): Forbidden "reading_keys_stay".
func (d *Desk) ReadingKeys() ([]string, error) {
	if !d.Self().Rehearsal {
		return nil, &fault.Error{Kind: fault.Forbidden, Code: "reading_keys_stay", Clause: "20"}
	}
	var out []string
	for _, b := range d.boxes() {
		out = append(out, b.Secret())
	}
	return out, nil
}
