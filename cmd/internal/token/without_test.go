//go:build !cgo

package token_test

import (
	"crypto"
	"errors"
	"testing"

	"shinsa/cmd/internal/token"
	"shinsa/review"
	"shinsa/review/fault"
)

func TestToken_WithoutCgoEverythingRefuses(t *testing.T) {
	r := &token.Reader{PIN: func(string) (string, error) { t.Error("a PIN is asked for"); return "", nil }}
	defer r.Close()
	_, err1 := r.Public(review.Token{})
	_, err2 := r.Sign(review.Token{}, nil, crypto.SHA256)
	_, err3 := r.Slots("module.so")
	_, err4 := r.Keys("module.so", token.Slot{})
	for _, err := range []error{err1, err2, err3, err4} {
		if !errors.Is(err, &fault.Error{Kind: fault.Unavailable, Code: "token_needs_desktop"}) {
			t.Error(err)
		}
	}
}
