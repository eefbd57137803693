//go:build cgo

package token_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"shinsa/cmd/internal/token"
	"shinsa/cmd/internal/token/softhsm"
	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/seal"
)

// reader counts how often the PIN was asked for.
type reader struct {
	token.Reader
	pin   string
	asked int
}

func newReader(t *testing.T, pin string) *reader {
	t.Helper()
	r := &reader{pin: pin}
	r.PIN = func(label string) (string, error) {
		if r.asked++; label != softhsm.Label {
			t.Errorf("asked for the PIN of %q", label)
		}
		return r.pin, nil
	}
	t.Cleanup(r.Close)
	return r
}

// onDevice puts two keys on a token and returns where they are.
func onDevice(t *testing.T) (h *softhsm.Token, places map[string]review.Token, public map[string]crypto.PublicKey) {
	t.Helper()
	h = softhsm.New(t)
	p256, err := seal.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	r, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	h.Import("a1", p256)
	h.Import("b2", r)
	places = map[string]review.Token{}
	for _, id := range []string{"a1", "b2"} {
		places[id] = review.Token{Module: h.Module, Serial: h.Serial(), Label: softhsm.Label, Key: id}
	}
	return h, places, map[string]crypto.PublicKey{"a1": p256.Public(), "b2": r.Public()}
}

func TestToken_SignsWithEveryKindOfKey(t *testing.T) {
	_, places, public := onDevice(t)
	r := newReader(t, softhsm.PIN)
	sum := sha256.Sum256([]byte("content"))
	for id, at := range places {
		got, err := r.Public(at)
		if err != nil || !got.(interface{ Equal(crypto.PublicKey) bool }).Equal(public[id]) {
			t.Fatalf("%s: %v, %v", id, got, err)
		}
		sig, err := r.Sign(at, sum[:], crypto.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		good := false
		switch k := public[id].(type) {
		case *ecdsa.PublicKey:
			good = ecdsa.VerifyASN1(k, sum[:], sig)
		case *rsa.PublicKey:
			good = rsa.VerifyPKCS1v15(k, crypto.SHA256, sum[:], sig) == nil
		}
		if !good {
			t.Errorf("%s: the signature does not hold", id)
		}
	}
	if r.asked != 1 {
		t.Errorf("the PIN was asked for %d times", r.asked)
	}
}

func TestToken_ListsWhatCanSign(t *testing.T) {
	h, places, _ := onDevice(t)
	r := newReader(t, softhsm.PIN)
	slots, err := r.Slots(h.Module)
	if err != nil || len(slots) != 1 || slots[0].Label != softhsm.Label {
		t.Fatalf("%+v, %v", slots, err)
	}
	found, err := r.Keys(h.Module, slots[0])
	if err != nil || len(found) != 2 {
		t.Fatalf("%+v, %v", found, err)
	}
	for _, f := range found {
		want := map[string]string{"a1": "P-256", "b2": "RSA-2048"}[f.Key]
		if f.Algorithm != want || f.Token != places[f.Key] || f.Name == "" {
			t.Errorf("%+v", f)
		}
	}
}

func TestToken_Refusals(t *testing.T) {
	h, places, _ := onDevice(t)
	at := places["a1"]
	with := func(f func(*review.Token)) review.Token { c := at; f(&c); return c }
	for name, tt := range map[string]struct {
		at   review.Token
		pin  string
		kind fault.Kind
		code string
	}{
		"wrong PIN":    {at, "0000", fault.Locked, "token_pin_wrong"},
		"no such key":  {with(func(t *review.Token) { t.Key = "ff" }), softhsm.PIN, fault.Missing, "token_key_missing"},
		"no key":       {with(func(t *review.Token) { t.Key = "key" }), softhsm.PIN, fault.Missing, "token_key_missing"},
		"other token":  {with(func(t *review.Token) { t.Serial = "0000" }), softhsm.PIN, fault.Missing, "token_absent"},
		"no library":   {with(func(t *review.Token) { t.Module = filepath.Join(os.TempDir(), "nowhere.so") }), softhsm.PIN, fault.Missing, "token_module_missing"},
		"not a module": {with(func(t *review.Token) { t.Module = os.Args[0] }), softhsm.PIN, fault.Missing, "token_module_missing"},
	} {
		r := newReader(t, tt.pin)
		if _, err := r.Sign(tt.at, make([]byte, 32), crypto.SHA256); !errors.Is(err, &fault.Error{Kind: tt.kind, Code: tt.code}) {
			t.Errorf("%s: %v", name, err)
		}
		r.Close()
	}
	declined := errors.New("thought better of it")
	r := &token.Reader{PIN: func(string) (string, error) { return "", declined }}
	if _, err := r.Sign(at, make([]byte, 32), crypto.SHA256); !errors.Is(err, declined) {
		t.Errorf("no PIN: %v", err)
	}
	_ = h
}

// Closing does not wait for who is asked for a PIN, and logs out all the same.
func TestToken_ClosedWhileThePINIsAskedFor(t *testing.T) {
	_, places, _ := onDevice(t)
	r := newReader(t, softhsm.PIN)
	pin := r.PIN
	r.PIN = func(label string) (string, error) {
		r.Close()
		return pin(label)
	}
	for n := 1; n <= 2; n++ {
		if _, err := r.Sign(places["a1"], make([]byte, 32), crypto.SHA256); err != nil || r.asked != n {
			t.Errorf("signature %d: %v, PIN asked for %d times", n, err, r.asked)
		}
	}
}

// A token that is taken away is missed at the next signature, and asks for its PIN when it is back.
func TestToken_TakenAwayAndBack(t *testing.T) {
	h, places, _ := onDevice(t)
	r := newReader(t, softhsm.PIN)
	sum := sha256.Sum256([]byte("content"))
	if _, err := r.Sign(places["a1"], sum[:], crypto.SHA256); err != nil {
		t.Fatal(err)
	}
	r.Close()
	back := h.TakeAway()
	if _, err := r.Sign(places["a1"], sum[:], crypto.SHA256); !errors.Is(err, &fault.Error{Kind: fault.Missing, Code: "token_absent"}) {
		t.Errorf("without the token: %v", err)
	}
	back()
	if _, err := r.Sign(places["a1"], sum[:], crypto.SHA256); err != nil || r.asked != 2 {
		t.Errorf("with the token again: %v, PIN asked for %d times", err, r.asked)
	}
}
