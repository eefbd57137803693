package seal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"

	"shinsa/review/fault"
)

// Recipient is the public half of a Box: age1…, or age1pq1… of a hybrid one. It may be printed and sent in the clear.
type Recipient string

// hybridPrefix begins what ML-KEM-768 and X25519 together are encrypted to; bech32 keeps it apart from every X25519 recipient.
const hybridPrefix = "age1pq1"

// Hybrid reports whether files for this recipient stay closed to who can break X25519 one day.
func (r Recipient) Hybrid() bool { return strings.HasPrefix(string(r), hybridPrefix) }

// parse returns what age encrypts to.
func (r Recipient) parse() (age.Recipient, error) {
	var to age.Recipient
	var err error
	if r.Hybrid() {
		to, err = age.ParseHybridRecipient(string(r))
	} else {
		to, err = age.ParseX25519Recipient(string(r))
	}
	if err != nil {
		return nil, fault.Wrap(fault.Invalid, "seal_recipient_unreadable", err)
	}
	return to, nil
}

// Check refuses, with Kind invalid, what is no recipient.
func (r Recipient) Check() error {
	_, err := r.parse()
	return err
}

// Box is what opens files encrypted to its Recipient: an age identity. It prints as its recipient, never as its secret.
type Box struct {
	id     age.Identity
	public Recipient
	secret string
}

// NewBox makes a new box of X25519, which every age opens.
func NewBox() (*Box, error) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, fmt.Errorf("make age identity: %w", err)
	}
	return &Box{id, Recipient(id.Recipient().String()), id.String()}, nil
}

// NewHybridBox makes a new box of ML-KEM-768 and X25519 together (age's post-quantum recipient): what is kept today stays closed when
// X25519 alone has fallen. A file is encrypted to hybrid recipients or to others, never to both.
func NewHybridBox() (*Box, error) {
	id, err := age.GenerateHybridIdentity()
	if err != nil {
		return nil, fmt.Errorf("make age identity: %w", err)
	}
	return &Box{id, Recipient(id.Recipient().String()), id.String()}, nil
}

// ParseBox reads what Secret gave.
func ParseBox(secret string) (*Box, error) {
	if strings.HasPrefix(secret, "AGE-SECRET-KEY-PQ-1") {
		id, err := age.ParseHybridIdentity(secret)
		if err != nil {
			return nil, fault.New(fault.Invalid, "seal_box_unreadable") // the cause may quote the secret
		}
		return &Box{id, Recipient(id.Recipient().String()), id.String()}, nil
	}
	id, err := age.ParseX25519Identity(secret)
	if err != nil {
		return nil, fault.New(fault.Invalid, "seal_box_unreadable") // the cause may quote the secret
	}
	return &Box{id, Recipient(id.Recipient().String()), id.String()}, nil
}

// Recipient is where to encrypt for this box.
func (b *Box) Recipient() Recipient { return b.public }

// Secret is the box in words of age, AGE-SECRET-KEY-1… or AGE-SECRET-KEY-PQ-1…; the caller seals it.
func (b *Box) Secret() string { return b.secret }

// Identity is the box as age knows it.
func (b *Box) Identity() age.Identity { return b.id }

// String is the recipient, so that a box that strays into a log tells nothing.
func (b *Box) String() string { return string(b.Recipient()) }

// GoString is String.
func (b *Box) GoString() string { return b.String() }

// EncryptTo returns a writer whose bytes reach w encrypted to every recipient (age v1). Nothing is whole before Close.
func EncryptTo(w io.Writer, recipients ...Recipient) (io.WriteCloser, error) {
	to := make([]age.Recipient, len(recipients))
	for i, r := range recipients {
		x, err := r.parse()
		if err != nil {
			return nil, err
		}
		if r.Hybrid() != recipients[0].Hybrid() {
			return nil, fault.New(fault.Invalid, "seal_recipients_mixed")
		}
		to[i] = x
	}
	if len(to) == 0 {
		return nil, fault.New(fault.Invalid, "seal_recipient_missing")
	}
	return age.Encrypt(w, to...)
}

// DecryptFrom returns the plaintext of r. Each chunk of 64 KiB is authentic when it comes out, but the end is not: a file cut short
// shows only as an error of the last Read. Nothing read may be acted upon before a clean io.EOF. Files for others are refused with
// Kind forbidden (seal_not_for_us), other damage with Kind corrupt (seal_box_damaged).
func DecryptFrom(r io.Reader, boxes ...*Box) (io.Reader, error) {
	ids := make([]age.Identity, len(boxes))
	for i, b := range boxes {
		ids[i] = b.id
	}
	if len(ids) == 0 {
		return nil, fault.New(fault.Forbidden, "seal_not_for_us")
	}
	plain, err := age.Decrypt(r, ids...)
	var none *age.NoIdentityMatchError
	switch {
	case errors.As(err, &none):
		return nil, fault.Wrap(fault.Forbidden, "seal_not_for_us", err)
	case err != nil:
		return nil, fault.Wrap(fault.Corrupt, "seal_box_damaged", err)
	}
	return &checked{plain}, nil
}

// Encrypt is EncryptTo for bytes at hand.
func Encrypt(plain []byte, recipients ...Recipient) ([]byte, error) {
	var out bytes.Buffer
	w, err := EncryptTo(&out, recipients...)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(plain); err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	return out.Bytes(), nil
}

// Decrypt is DecryptFrom up to its clean end: it returns all of the plaintext or none. More than max bytes are refused.
func Decrypt(r io.Reader, max int64, boxes ...*Box) ([]byte, error) {
	plain, err := DecryptFrom(r, boxes...)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(plain, max+1))
	if err != nil {
		return nil, err
	}
	if int64(len(b)) > max {
		return nil, fault.New(fault.Invalid, "seal_box_too_large")
	}
	return b, nil
}

// checked turns damage found while reading into a refusal.
type checked struct{ r io.Reader }

// Read reads authentic plaintext; see DecryptFrom for what may be done with it.
func (c *checked) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if err != nil && err != io.EOF {
		err = fault.Wrap(fault.Corrupt, "seal_box_damaged", err)
	}
	return n, err
}
