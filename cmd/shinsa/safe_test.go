//go:build cgo

package main

import (
	"errors"
	"path/filepath"
	"testing"

	"shinsa/cmd/internal/token/softhsm"
	"shinsa/review"
	"shinsa/review/seal"
)

// TestGate_KeyOfATokenIsListedAndUsed goes the way of the settings: the keys behind a library, and one of them for the desk.
func TestGate_KeyOfATokenIsListedAndUsed(t *testing.T) {
	card := softhsm.New(t)
	key, err := seal.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	card.Import("a1", key)
	asked := 0
	g := &gate{dir: filepath.Join(t.TempDir(), "desk")}
	g.tokens.PIN = func(string) (string, error) { asked++; return softhsm.PIN, nil }
	if _, err := g.TokenKeys(t.Context(), card.Module); !errors.Is(err, errClosed) || asked > 0 {
		t.Fatalf("without a desk: %v, asked %d times", err, asked)
	}
	if _, err := g.Found(t.Context(), review.Member, "審査 花子", "mihon-no-tsukue-2026"); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	}()
	keys, err := g.TokenKeys(t.Context(), card.Module)
	if err != nil || len(keys) != 1 || keys[0].Key != "a1" || keys[0].Label != softhsm.Label || keys[0].Algorithm != "P-256" {
		t.Fatalf("found %+v, %v", keys, err)
	}
	before := g.Desk().Self().ID
	if err := g.Desk().UseToken(t.Context(), keys[0].Token); err != nil {
		t.Fatal(err)
	}
	on, err := g.Desk().OnToken(t.Context())
	if err != nil || on == nil || *on != keys[0].Token || g.Desk().Self().ID == before {
		t.Errorf("on %+v, %v", on, err)
	}
	if asked != 1 {
		t.Errorf("the PIN was asked for %d times", asked)
	}
}
