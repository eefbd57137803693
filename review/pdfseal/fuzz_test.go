package pdfseal_test

import (
	"bytes"
	"crypto/x509"
	"os"
	"slices"
	"testing"

	"shinsa/review/pdfseal"
	"shinsa/review/seal"
)

// frozen are files that were signed once and must stay genuine for every later version of this program: the paper of newBench after one
// and after two approvals, whose keys are gone.
func frozen(t testing.TB) (one, two []byte, trust seal.Trust) {
	t.Helper()
	read := func(name string) []byte {
		b, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	roots, err := seal.ParseCertificates(read("root.pem"))
	if err != nil {
		t.Fatal(err)
	}
	return read("approved-1.pdf"), read("approved-2.pdf"), seal.Trust{Roots: []*x509.Certificate{roots[0]}}
}

// frozenStamped is such a file too: one approval with a time stamp (B-T), what validation needs (B-LT), a document time stamp (B-LTA).
func frozenStamped(t testing.TB) (pdf []byte, trust seal.Trust) {
	t.Helper()
	pdf, err := os.ReadFile("testdata/stamped.pdf")
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("testdata/stamped-root.pem")
	if err != nil {
		t.Fatal(err)
	}
	certs, err := seal.ParseCertificates(b)
	if err != nil {
		t.Fatal(err)
	}
	return pdf, seal.Trust{Roots: certs[:1], Authorities: certs[1:]}
}

func TestVerify_FilesOfEarlierVersionsStayGenuine(t *testing.T) {
	one, two, trust := frozen(t)
	for n, pdf := range map[int][]byte{1: one, 2: two} {
		if r := pdfseal.Verify(pdf, trust); r.Verdict != seal.Genuine || len(r.Signatures) != n {
			t.Errorf("%d approvals: %s %v", n, r.Verdict, r.Reasons().Codes())
		}
	}
	stamped, trust := frozenStamped(t)
	r := pdfseal.Verify(stamped, trust)
	if r.Verdict != seal.Genuine || len(r.Reasons()) > 0 || len(r.Signatures) != 1 || len(r.Stamps) != 1 || r.Signatures[0].Stamp.At.IsZero() {
		t.Errorf("stamped: %s %v", r.Verdict, r.Reasons().Codes())
	}
}

// Whatever a file holds, verifying ends without a panic, and calls nothing genuine but what the two signers made.
func FuzzVerify(f *testing.F) {
	one, two, trust := frozen(f)
	f.Add(two)
	f.Add(one)
	f.Add(one[:len(one)-3000])
	f.Add(append(bytes.Clone(one), two[len(one):len(one)+500]...))
	stamped, with := frozenStamped(f)
	f.Add(stamped)
	trust.Roots, trust.Authorities = append(trust.Roots, with.Roots...), with.Authorities
	ours := [][]byte{one, two, stamped}
	for end := []byte("%%EOF\n"); ; { // the revisions of the stamped file are files of their own
		last := ours[len(ours)-1]
		i := bytes.LastIndex(last[:len(last)-len(end)], end)
		if i < 0 {
			break
		}
		ours = append(ours, last[:i+len(end)])
	}
	f.Fuzz(func(t *testing.T, pdf []byte) {
		r := pdfseal.Verify(pdf, trust)
		if (r.Err() == nil) != (r.Verdict == seal.Genuine) {
			t.Fatalf("%s with %v", r.Verdict, r.Err())
		}
		if r.Verdict == seal.Genuine && !slices.ContainsFunc(ours, func(b []byte) bool { return bytes.Equal(b, pdf) }) {
			t.Fatal("genuine, but not one of ours")
		}
	})
}
