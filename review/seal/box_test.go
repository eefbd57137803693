package seal_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"shinsa/review/fault"
	"shinsa/review/seal"
)

func newBox(t testing.TB) *seal.Box {
	t.Helper()
	b, err := seal.NewBox()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestBox_OpensOnlyForItsRecipients(t *testing.T) {
	a, b, c := newBox(t), newBox(t), newBox(t)
	plain := bytes.Repeat([]byte("秘密"), 50_000)
	sealed, err := seal.Encrypt(plain, a.Recipient(), b.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(sealed, []byte("秘密")) {
		t.Fatal("plaintext in the sealed file")
	}
	for _, box := range []*seal.Box{a, b} {
		if got, err := seal.Decrypt(bytes.NewReader(sealed), int64(len(plain)), box); err != nil || !bytes.Equal(got, plain) {
			t.Errorf("recipient: %d bytes, %v", len(got), err)
		}
	}
	if _, err := seal.Decrypt(bytes.NewReader(sealed), 1<<20, c); !errors.Is(err, &fault.Error{Kind: fault.Forbidden, Code: "seal_not_for_us"}) {
		t.Errorf("stranger: %v", err)
	}
	if _, err := seal.Decrypt(bytes.NewReader(sealed), 1<<20); !errors.Is(err, &fault.Error{Code: "seal_not_for_us"}) {
		t.Errorf("no box: %v", err)
	}
	if _, err := seal.Decrypt(bytes.NewReader(sealed), int64(len(plain))-1, a); !errors.Is(err, &fault.Error{Code: "seal_box_too_large"}) {
		t.Errorf("too large: %v", err)
	}
}

func TestBox_HybridOpensForItsRecipientAndIsNeverMixed(t *testing.T) {
	h, err := seal.NewHybridBox()
	if err != nil {
		t.Fatal(err)
	}
	x := newBox(t)
	if !h.Recipient().Hybrid() || x.Recipient().Hybrid() || h.Recipient().Check() != nil {
		t.Errorf("recipients %.12s and %.12s", h.Recipient(), x.Recipient())
	}
	again, err := seal.ParseBox(h.Secret())
	if err != nil || again.Recipient() != h.Recipient() || strings.Contains(fmt.Sprintf("%v %#v %s", again, again, again), "SECRET") {
		t.Fatalf("the box read again: %v, %v", again, err)
	}
	sealed, err := seal.Encrypt([]byte("秘密"), h.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	if got, err := seal.Decrypt(bytes.NewReader(sealed), 100, x, again); err != nil || string(got) != "秘密" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := seal.Decrypt(bytes.NewReader(sealed), 100, x); !errors.Is(err, &fault.Error{Kind: fault.Forbidden, Code: "seal_not_for_us"}) {
		t.Errorf("a box of X25519 alone: %v", err)
	}
	for _, mixed := range [][]seal.Recipient{{h.Recipient(), x.Recipient()}, {x.Recipient(), h.Recipient()}} {
		if _, err := seal.Encrypt([]byte("秘密"), mixed...); !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: "seal_recipients_mixed"}) {
			t.Errorf("mixed: %v", err)
		}
	}
	for _, bad := range []string{"age1pq1", string(h.Recipient())[:200], string(h.Recipient()) + "q", "age1pq1" + string(x.Recipient())[5:]} {
		if err := seal.Recipient(bad).Check(); !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: "seal_recipient_unreadable"}) {
			t.Errorf("%.20s…: %v", bad, err)
		}
	}
	if _, err := seal.ParseBox(h.Secret()[:60]); !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: "seal_box_unreadable"}) {
		t.Errorf("a cut secret: %v", err)
	}
}

func TestBox_DamageIsFound(t *testing.T) {
	box := newBox(t)
	sealed, err := seal.Encrypt(bytes.Repeat([]byte{'x'}, 70_000), box.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{
		"flipped in the second chunk": flip(sealed, len(sealed)-100),
		"flipped in the first chunk":  flip(sealed, len(sealed)/2),
		"cut at a chunk's end":        sealed[:len(sealed)-(70_000-65_536)-16],
		"cut inside":                  sealed[:len(sealed)-1],
		"a byte after":                append(bytes.Clone(sealed), 0),
		"no age file":                 []byte("text"),
	} {
		if got, err := seal.Decrypt(bytes.NewReader(b), 1<<20, box); !errors.Is(err, &fault.Error{Kind: fault.Corrupt, Code: "seal_box_damaged"}) || got != nil {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
}

func TestBox_KeepsItsSecret(t *testing.T) {
	box := newBox(t)
	again, err := seal.ParseBox(box.Secret())
	if err != nil || again.Recipient() != box.Recipient() {
		t.Fatalf("round trip: %v", err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		if s := fmt.Sprintf(verb, box); strings.Contains(s, "SECRET") {
			t.Errorf("%s prints %s", verb, s)
		}
	}
	if _, err := seal.ParseBox(box.Secret() + "X"); err == nil || strings.Contains(err.Error(), "SECRET") {
		t.Errorf("bad secret: %v", err)
	}
	if _, err := seal.Encrypt(nil); !errors.Is(err, &fault.Error{Code: "seal_recipient_missing"}) {
		t.Errorf("nobody: %v", err)
	}
	if _, err := seal.Encrypt(nil, "age1x"); !errors.Is(err, &fault.Error{Code: "seal_recipient_unreadable"}) {
		t.Errorf("bad recipient: %v", err)
	}
}

func flip(b []byte, at int) []byte {
	b = bytes.Clone(b)
	b[at] ^= 1
	return b
}
