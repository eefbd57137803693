package pdfseal_test

import (
	"bytes"
	"crypto/rand"
	"crypto/x509"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"testing"
	"time"

	"shinsa/review/fault"
	"shinsa/review/pdfseal"
	"shinsa/review/pdfseal/object"
	"shinsa/review/seal"
)

// authority is a time-stamp authority made of openssl.
type authority struct {
	t    *testing.T
	dir  string
	root *x509.Certificate
}

const authorityConfig = `[req]
distinguished_name = dn
prompt = no
[dn]
CN = Sample TSA
[ext]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
[tsa]
default_tsa = one
[one]
dir = .
serial = serial
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
`

func newAuthority(t *testing.T) *authority {
	t.Helper()
	need(t, "openssl")
	a := &authority{t: t, dir: t.TempDir()}
	write(t, a.dir, "conf", []byte(authorityConfig))
	write(t, a.dir, "serial", []byte("01\n"))
	a.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "30", "-config", "conf", "-extensions", "ext")
	b, err := os.ReadFile(filepath.Join(a.dir, "cert.pem"))
	if err != nil {
		t.Fatal(err)
	}
	certs, err := seal.ParseCertificates(b)
	if err != nil {
		t.Fatal(err)
	}
	a.root = certs[0]
	return a
}

func (a *authority) openssl(args ...string) {
	a.t.Helper()
	run(a.t, "sh", append([]string{"-c", `cd "$0" && exec openssl "$@"`, a.dir}, args...)...)
}

// ask is the way to the authority.
func (a *authority) ask(request []byte) ([]byte, error) {
	write(a.t, a.dir, "query", request)
	a.openssl("ts", "-reply", "-config", "conf", "-queryfile", "query", "-inkey", "key.pem", "-signer", "cert.pem", "-out", "reply")
	return os.ReadFile(filepath.Join(a.dir, "reply"))
}

func TestSign_TimeStamp(t *testing.T) {
	b, a := newBench(t), newAuthority(t)
	o := b.options(t, 0)
	o.Stamp = a.ask
	pdf := mustSign(t, b.paper, o)
	pdf = mustSign(t, pdf, b.options(t, 1))
	trust := b.trust()
	trust.Authorities = []*x509.Certificate{a.root}
	r := pdfseal.Verify(pdf, trust)
	if r.Verdict != seal.Genuine || len(r.Reasons()) > 0 {
		t.Fatalf("%s %v", r.Verdict, r.Reasons().Codes())
	}
	if s := r.Signatures[0].Stamp; s.By != "Sample TSA" || time.Since(s.At).Abs() > time.Hour {
		t.Errorf("stamp is %+v", s)
	}
	if s := r.Signatures[1].Stamp; !s.At.IsZero() {
		t.Errorf("a signature without a stamp has %+v", s)
	}
	// A stamp of nobody who is trusted is noted, and no more.
	r = pdfseal.Verify(pdf, b.trust())
	if r.Verdict != seal.Genuine || !r.Reasons().Has("pdf_stamp_unknown") || !r.Signatures[0].Stamp.At.IsZero() {
		t.Errorf("%s %v", r.Verdict, r.Reasons().Codes())
	}
	if judged := run(t, "qpdf", "--check", write(t, t.TempDir(), "f.pdf", pdf)); judged == "" {
		t.Error("qpdf says nothing")
	}
}

// An answer about something else, a refusal and no answer at all leave nothing signed.
func TestSign_TimeStampRefused(t *testing.T) {
	b, a := newBench(t), newAuthority(t)
	for name, ask := range map[string]func([]byte) ([]byte, error){
		"no way":           func([]byte) ([]byte, error) { return nil, errToken },
		"nothing":          func([]byte) ([]byte, error) { return nil, nil },
		"another question": func(q []byte) ([]byte, error) { return a.ask(turned(q)) },
		"refusal":          func([]byte) ([]byte, error) { return []byte{0x30, 5, 0x30, 3, 2, 1, 2}, nil },
		"no token":         func([]byte) ([]byte, error) { return []byte{0x30, 5, 0x30, 3, 2, 1, 0}, nil },
	} {
		o := b.options(t, 0)
		o.Stamp = ask
		if out, err := pdfseal.Sign(b.paper, o); !errors.Is(err, &fault.Error{Kind: fault.Unavailable, Code: "pdf_stamp_unavailable"}) || out != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// turned asks about another digest: that of the request with one bit turned.
func turned(request []byte) []byte {
	out := bytes.Clone(request)
	i := bytes.Index(out, []byte{4, 32})
	out[i+2] ^= 1
	return out
}

// Validation material may be added after any signature, a certification included, and again; nothing else may with it.
func TestKeep_LeavesSignaturesGenuine(t *testing.T) {
	b := newBench(t)
	crl, err := x509.CreateRevocationList(rand.Reader, &x509.RevocationList{Number: big.NewInt(1), ThisUpdate: signed, NextUpdate: signed.AddDate(0, 1, 0)}, b.root.Cert, b.root.Key)
	if err != nil {
		t.Fatal(err)
	}
	certify := b.options(t, 0)
	certify.Permission = pdfseal.NoChanges
	for name, pdf := range map[string][]byte{"approved": b.approvals(t, 2), "certified": mustSign(t, b.paper, certify)} {
		kept, err := pdfseal.Keep(pdf, []*x509.Certificate{b.root.Cert}, [][]byte{crl})
		if err != nil {
			t.Fatal(err)
		}
		if kept, err = pdfseal.Keep(kept, []*x509.Certificate{b.office.Cert}, nil); err != nil {
			t.Fatal(err)
		}
		r := pdfseal.Verify(kept, b.trust())
		if r.Verdict != seal.Genuine {
			t.Errorf("%s: %s %v", name, r.Verdict, r.Reasons().Codes())
		}
		more := edit(t, kept, func(f *object.File, u *object.Update) {
			l := lookup{t, f}
			root, catalog := l.root()
			next := catalog.Clone()
			next.Set("OpenAction", object.NewDict("S", object.Name("JavaScript")))
			u.Set(root, next)
		})
		if r := pdfseal.Verify(more, b.trust()); r.Verdict != seal.Altered {
			t.Errorf("%s, with an action: %s", name, r.Verdict)
		}
	}
	if _, err := pdfseal.Keep([]byte("text"), nil, nil); !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: "pdf_unreadable"}) {
		t.Errorf("no PDF: %v", err)
	}
}

// Date and producer may change beside an approval, nothing else of the information, and nothing at all beside a certification.
func TestVerify_InformationAfterSigning(t *testing.T) {
	b := newBench(t)
	certify := b.options(t, 0)
	certify.Permission = pdfseal.NoChanges
	change := func(pdf []byte, key object.Name) []byte {
		return edit(t, pdf, func(f *object.File, u *object.Update) {
			r := f.Trailer().Get("Info").(object.Ref)
			info := lookup{t, f}.dict(r).Clone()
			info.Set(key, object.String("x"))
			u.Set(r, info)
		})
	}
	for name, tt := range map[string]struct {
		pdf  []byte
		want seal.Verdict
	}{
		"producer, approved":  {change(b.approvals(t, 1), "Producer"), seal.Genuine},
		"title, approved":     {change(b.approvals(t, 1), "Title"), seal.Altered},
		"producer, certified": {change(mustSign(t, b.paper, certify), "Producer"), seal.Altered},
	} {
		if r := pdfseal.Verify(tt.pdf, b.trust()); r.Verdict != tt.want {
			t.Errorf("%s: %s %v, want %s", name, r.Verdict, r.Reasons().Codes(), tt.want)
		}
	}
}
