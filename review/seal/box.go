package seal

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"
	"shinsa/review/fault"
)

// Recipient is the public half of a Box, age1…: it may be printed and sent in the clear.
type Recipient string

// Check refuses, with Kind invalid, what is not an X25519 recipient.
func (r Recipient) Check() error {
	if _, err := age.ParseX25519Recipient(string(r)); err != nil {
		return fault.Wrap(fault.Invalid, "seal_recipient_unreadable", err)
	}
	return nil
}

// Box is what opens files encrypted to its Recipient: an age X25519 identity. It prints as its recipient, never as its secret.
type Box struct{ id *age.X25519Identity }

// NewBox makes a new box.
func NewBox() (*Box, error) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, fmt.Errorf("make age identity: %w", err)
	}
	return &Box{id}, nil
}

// ParseBox reads what Secret gave.
func ParseBox(secret string) (*Box, error) {
	id, err := age.ParseX25519Identity(secret)
	if err != nil {
		return nil, fault.New(fault.Invalid, "seal_box_unreadable") // the cause may quote the secret
	}
	return &Box{id}, nil
}

// Recipient is where to encrypt for this box.
func (b *Box) Recipient() Recipient { return Recipient(b.id.Recipient().String()) }

// Secret is the box in words of age, AGE-SECRET-KEY-1…; the caller seals it.
func (b *Box) Secret() string { return b.id.String() }

// String is the recipient, so that a box that strays into a log tells nothing.
func (b *Box) String() string { return string(b.Recipient()) }

// GoString is String.
func (b *Box) GoString() string { return b.String() }

// EncryptTo returns a writer whose bytes reach w encrypted to every recipient (age v1). Nothing is whole before Close.
func EncryptTo(w io.Writer, recipients ...Recipient) (io.WriteCloser, error) {
	to := make([]age.Recipient, len(recipients))
	for i, r := range recipients {
		x, err := age.ParseX25519Recipient(string(r))
		if err != nil {
			return nil, fault.Wrap(fault.Invalid, "seal_recipient_unreadable", err)
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
