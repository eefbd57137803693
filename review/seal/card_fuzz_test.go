package seal_test

import (
	"bytes"
	"testing"

	"shinsa/review/seal"
)

// FuzzCard holds what enrolling rests on: whatever text comes as a card's certificates or as a request for a card, reading it ends without a
// panic, an error leaves nothing, and what was read is written and read again as the same.
func FuzzCard(f *testing.F) {
	key, err := seal.GenerateKey()
	if err != nil {
		f.Fatal(err)
	}
	hybrid, err := seal.NewHybridBox()
	if err != nil {
		f.Fatal(err)
	}
	request, err := seal.NewRequest(key, seal.Subject{
		Name: "審査 花子", Organization: "見本", ID: "m-2f61a0c4", Role: seal.Member, Recipient: newBox(f).Recipient(), Hybrid: hybrid.Recipient(),
	})
	if err != nil {
		f.Fatal(err)
	}
	for _, text := range [][]byte{
		request, request[:len(request)/2], frozen(f, "root.pem"), append(frozen(f, "office.pem"), frozen(f, "root.pem")...),
		[]byte("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"), []byte("-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----\n"),
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		certs, err := seal.ParseCertificates(text)
		if err != nil && certs != nil {
			t.Fatal("certificates beside an error")
		}
		if err == nil {
			again, err := seal.ParseCertificates(seal.MarshalCertificates(certs...))
			if err != nil || len(again) != len(certs) {
				t.Fatalf("%d certificates are read again as %d, %v", len(certs), len(again), err)
			}
			for i, c := range certs {
				if !bytes.Equal(c.Raw, again[i].Raw) || seal.SubjectOf(c) != seal.SubjectOf(again[i]) {
					t.Fatalf("certificate %d is read again as another", i)
				}
			}
		}
		r, err := seal.ParseRequest(text)
		if err != nil {
			if r != nil {
				t.Fatal("a request beside an error")
			}
			return
		}
		for _, to := range []seal.Recipient{r.Subject.Recipient, r.Subject.Hybrid} {
			if to != "" && to.Check() != nil {
				t.Fatalf("a request asks for parcels to %.20q, which nothing can be encrypted to", to)
			}
		}
	})
}
