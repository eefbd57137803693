//go:build !cgo

package token

import (
	"crypto"

	"shinsa/review"
	"shinsa/review/fault"
)

// session has nothing to hold.
type session struct{}

func none() error { return fault.New(fault.Unavailable, "token_needs_desktop") }

func (*Reader) key(review.Token) (crypto.Signer, error) { return nil, none() }

func (*Reader) drop(place) {}

func refusal(err error, label string) error { return failed(err, label) }

// Slots refuses: this program was built without cgo.
func (*Reader) Slots(string) ([]Slot, error) { return nil, none() }

// Keys refuses: this program was built without cgo.
func (*Reader) Keys(string, Slot) ([]Found, error) { return nil, none() }
