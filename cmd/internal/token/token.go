// Package token reaches signing keys that never leave their device, such as smart cards (PKCS#11).
//
// It speaks to the device through the library that its maker gives (the module), which needs cgo: the desktop program has it, and a
// program built without cgo refuses with token_needs_desktop. The PIN is asked for when a key is first used and not kept; the device stays
// logged in until Close. A device that was taken away is looked for again at the next signature, with its PIN.
package token

import (
	"crypto"
	"sync"
	"sync/atomic"

	"shinsa/review"
	"shinsa/review/fault"
)

// Found is one key that could sign, as Keys lists it.
type Found struct {
	review.Token
	Name      string `json:"name,omitempty"` // of the key on the token
	Algorithm string `json:"algorithm"`      // such as RSA-2048 or P-256
}

// Slot is one token that is plugged in.
type Slot struct {
	Serial string `json:"serial"`
	Label  string `json:"label"`
}

// Reader is the way to the devices of this computer. It is safe for concurrent use.
type Reader struct {
	// PIN asks the person for the PIN of a token; its error ends the act.
	PIN func(label string) (string, error)

	mu     sync.Mutex
	open   map[place]session
	ending atomic.Bool // Close came while a key was in use
}

// place is one token, by the library it is reached through.
type place struct{ module, serial string }

var _ review.Tokens = (*Reader)(nil)

// Public implements review.Tokens.
func (r *Reader) Public(t review.Token) (crypto.PublicKey, error) {
	r.mu.Lock()
	defer r.release()
	k, err := r.key(t)
	if err != nil {
		return nil, err
	}
	return k.Public(), nil
}

// Sign implements review.Tokens.
func (r *Reader) Sign(t review.Token, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	r.mu.Lock()
	defer r.release()
	k, err := r.key(t)
	if err != nil {
		return nil, err
	}
	sig, err := k.Sign(nil, digest, opts)
	if err != nil {
		r.drop(place{t.Module, t.Serial}) // it may have been taken away: the next act begins anew
		return nil, refusal(err, t.Label)
	}
	return sig, nil
}

// Close logs out of every token, at once or, while a key is in use or its PIN is asked for, as soon as that has ended; it does not wait.
func (r *Reader) Close() {
	r.ending.Store(true)
	if r.mu.TryLock() {
		r.release()
	}
}

// release ends the use of the tokens.
func (r *Reader) release() {
	if r.ending.Swap(false) {
		for p := range r.open {
			r.drop(p)
		}
	}
	r.mu.Unlock()
}

// failed is a device's error with the code for what the desk does not know better.
func failed(err error, label string) error {
	return fault.Wrap(fault.Unavailable, "token_failed", err, "label", label)
}
