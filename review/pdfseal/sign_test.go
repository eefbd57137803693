package pdfseal_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"io"
	"sync"
	"testing"
	"time"

	"shinsa/review/fault"
	"shinsa/review/pdfseal"
	"shinsa/review/pdfseal/archive"
	"shinsa/review/seal"
	"shinsa/review/typeface"
)

func TestSign_SeveralApprovalsAllGenuine(t *testing.T) {
	b := newBench(t)
	for n := 1; n <= 3; n++ {
		r := pdfseal.Verify(b.approvals(t, n), b.trust())
		if r.Verdict != seal.Genuine || len(r.Signatures) != n || len(r.Empty) != 4-n || r.Err() != nil {
			t.Fatalf("%d signatures: %s, %v", n, r.Verdict, r.Reasons())
		}
		for i, s := range r.Signatures {
			who := b.members[i].Subject().Name
			if s.Signed.Subject.Name != who || s.Signed.Subject.Role != seal.Member || !s.Time.Equal(signed.AddDate(0, 0, i)) || s.Reason == "" || s.Location != "東京" {
				t.Errorf("signature %d: %+v", i, s)
			}
			if s.Whole != (i == n-1) || len(s.Changes) != allowedAfter(n, i) {
				t.Errorf("signature %d of %d: whole %v, changes %v", i, n, s.Whole, s.Changes)
			}
		}
	}
}

// allowedAfter is how many fields were filled after signature i of n.
func allowedAfter(n, i int) int { return n - 1 - i }

func TestSign_KeepsEveryByteOfBefore(t *testing.T) {
	b := newBench(t)
	one := b.approvals(t, 1)
	two := mustSign(t, one, b.options(t, 1))
	if !bytes.HasPrefix(one, b.paper) || !bytes.HasPrefix(two, one) {
		t.Error("signing changed earlier bytes")
	}
	if again := mustSign(t, one, b.options(t, 1)); !bytes.Equal(two, again) {
		t.Error("signing the same twice differs")
	}
}

func TestSign_EveryKindOfKey(t *testing.T) {
	b := newBench(t)
	for name, k := range everyKey(t) {
		o := b.options(t, 0)
		o.Signer = b.card(t, k, seal.Subject{Name: "委員", Role: seal.Member})
		r := pdfseal.Verify(mustSign(t, b.paper, o), b.trust())
		if r.Verdict != seal.Genuine {
			t.Errorf("%s: %s %v", name, r.Verdict, r.Reasons().Codes())
		}
	}
}

// keys makes one key of each kind that papers are signed with, once for all tests.
var keys = sync.OnceValues(func() (map[string]crypto.Signer, error) {
	out := map[string]crypto.Signer{}
	for name, bits := range map[string]int{"RSA-2048": 2048, "RSA-3072": 3072, "RSA-4096": 4096} {
		k, err := rsa.GenerateKey(rand.Reader, bits)
		if err != nil {
			return nil, err
		}
		out[name] = k
	}
	for name, c := range map[string]elliptic.Curve{"P-256": elliptic.P256(), "P-384": elliptic.P384()} {
		k, err := ecdsa.GenerateKey(c, rand.Reader)
		if err != nil {
			return nil, err
		}
		out[name] = k
	}
	return out, nil
})

func everyKey(t testing.TB) map[string]crypto.Signer {
	t.Helper()
	k, err := keys()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestSign_InvisibleField(t *testing.T) {
	b := newBench(t)
	o := b.options(t, 0)
	o.Field = "invisible"
	if _, err := pdfseal.Sign(b.paper, o); !errors.Is(err, &fault.Error{Code: "pdf_field_no_area"}) {
		t.Errorf("an appearance without area: %v", err)
	}
	o.Appearance, o.Reason, o.Location = nil, "", ""
	if r := pdfseal.Verify(mustSign(t, b.paper, o), b.trust()); r.Verdict != seal.Genuine {
		t.Errorf("%s %v", r.Verdict, r.Reasons().Codes())
	}
}

func TestSign_Certification(t *testing.T) {
	b := newBench(t)
	o := b.options(t, 0)
	o.Permission = pdfseal.NoChanges
	certified := mustSign(t, b.paper, o)
	r := pdfseal.Verify(certified, b.trust())
	if r.Verdict != seal.Genuine || r.Signatures[0].Permission != pdfseal.NoChanges {
		t.Fatalf("%s %v", r.Verdict, r.Reasons().Codes())
	}
	if _, err := pdfseal.Sign(certified, b.options(t, 1)); !errors.Is(err, &fault.Error{Kind: fault.Sealed, Code: "pdf_no_changes"}) {
		t.Errorf("another signature: %v", err)
	}
	o.Permission = pdfseal.FillFields
	two := mustSign(t, mustSign(t, b.paper, o), b.options(t, 1))
	if r := pdfseal.Verify(two, b.trust()); r.Verdict != seal.Genuine {
		t.Errorf("certified for filling, then approved: %s %v", r.Verdict, r.Reasons().Codes())
	}
}

func TestSign_Refusals(t *testing.T) {
	b := newBench(t)
	one := b.approvals(t, 1)
	with := func(i int, f func(*pdfseal.Options)) pdfseal.Options { o := b.options(t, i); f(&o); return o }
	none := func(*pdfseal.Options) {}
	for name, tt := range map[string]struct {
		pdf  []byte
		o    pdfseal.Options
		kind fault.Kind
		code string
	}{
		"signed field":           {one, with(0, none), fault.Sealed, "pdf_field_signed"},
		"no such field":          {one, with(1, func(o *pdfseal.Options) { o.Field = "x" }), fault.Missing, "pdf_field_unknown"},
		"late certification":     {one, with(1, func(o *pdfseal.Options) { o.Permission = pdfseal.NoChanges }), fault.Conflict, "pdf_certify_first"},
		"second before the card": {one, with(1, func(o *pdfseal.Options) { o.Time = day0.Add(-time.Second) }), fault.Invalid, "pdf_signer_not_in_force"},
		"second after the card":  {one, with(1, func(o *pdfseal.Options) { o.Time = day0.AddDate(2, 0, 0).Add(time.Second) }), fault.Invalid, "pdf_signer_not_in_force"},
		"no PDF":                 {[]byte("text"), with(1, none), fault.Invalid, "pdf_unreadable"},
		"half a PDF":             {one[:len(one)/2], with(1, none), fault.Invalid, "pdf_unreadable"},
		"missing character": {one, with(1, func(o *pdfseal.Options) {
			o.Appearance = &pdfseal.Appearance{Name: "ꙮ", Fonts: fonts(t)}
		}), fault.Invalid, "pdf_glyph_missing"},
		"no font": {one, with(1, func(o *pdfseal.Options) {
			o.Appearance = &pdfseal.Appearance{Name: "名", Fonts: []*typeface.Font{}}
		}), fault.Invalid, "pdf_glyph_missing"},
	} {
		if out, err := pdfseal.Sign(tt.pdf, tt.o); !errors.Is(err, &fault.Error{Kind: tt.kind, Code: tt.code}) || out != nil {
			t.Errorf("%s: %v, want %s %s", name, err, tt.kind, tt.code)
		}
	}
}

// token is a signer that fails, as a card reader without its card does.
type token struct{ crypto.Signer }

var errToken = errors.New("token removed")

func (token) Sign(io.Reader, []byte, crypto.SignerOpts) ([]byte, error) { return nil, errToken }

func TestSign_FailingKeyLeavesNothing(t *testing.T) {
	b := newBench(t)
	o := b.options(t, 0)
	o.Signer = &seal.Signer{Key: token{o.Signer.Key}, Cert: o.Signer.Cert}
	if out, err := pdfseal.Sign(b.paper, o); !errors.Is(err, errToken) || out != nil {
		t.Errorf("%d bytes, %v", len(out), err)
	}
}

func TestSign_SealsOfEveryLength(t *testing.T) {
	b := newBench(t)
	for _, s := range []string{"", "林", "審査", "長谷川", "審査委員", "見本協会之印", "一般社団法人見本協会之印"} {
		for _, square := range []bool{false, true} {
			o := b.options(t, 0)
			o.Appearance = &pdfseal.Appearance{Role: "代表理事", Name: "髙橋 𠮷郎", Seal: s, Square: square, Fonts: fonts(t)}
			if r := pdfseal.Verify(mustSign(t, b.paper, o), b.trust()); r.Verdict != seal.Genuine {
				t.Errorf("%q: %s", s, r.Verdict)
			}
		}
	}
}

func TestMillimetres_IsTheDrawnPlace(t *testing.T) {
	r := archive.Millimetres(0, 0, 210, 297, 297)
	if r.X0 != 0 || r.Y0 != 0 || r.X1 != 595.276 || r.Y1 != 841.89 {
		t.Errorf("an A4 page is %+v", r)
	}
}

func BenchmarkSign(b *testing.B) {
	x := newBench(b)
	o := x.options(b, 0)
	for b.Loop() {
		mustSign(b, x.paper, o)
	}
}

func BenchmarkVerifyThree(b *testing.B) {
	x := newBench(b)
	pdf := x.approvals(b, 3)
	for b.Loop() {
		if r := pdfseal.Verify(pdf, x.trust()); r.Verdict != seal.Genuine {
			b.Fatal(r.Verdict)
		}
	}
}
