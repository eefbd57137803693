package main

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"filippo.io/age"

	"shinsa/review/dossier"
	"shinsa/review/seal"
)

// bulk is the size of a large dossier's evidence.
const bulk = 50 << 20

// day is when the parcels of the measurement are made.
var day = time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)

// scheme is one office and one member with a key.
type scheme struct {
	root, office *seal.Signer
	box          *seal.Box
	evidence     []byte
}

func newScheme() (*scheme, error) {
	root, err := seal.NewRoot("見本認定機構", day.AddDate(-1, 0, 0))
	if err != nil {
		return nil, fmt.Errorf("make root: %w", err)
	}
	key, err := seal.GenerateKey()
	if err != nil {
		return nil, fmt.Errorf("make key: %w", err)
	}
	cert, err := root.Issue(key.Public(), seal.Subject{Name: "事務局", ID: "o-11aa22bb", Role: seal.Office}, day.AddDate(0, -1, 0), day.AddDate(1, 0, 0))
	if err != nil {
		return nil, fmt.Errorf("issue card: %w", err)
	}
	s := &scheme{root: root, evidence: noise(bulk)}
	if s.office, err = seal.NewSigner(key, cert, root.Cert); err != nil {
		return nil, fmt.Errorf("use card: %w", err)
	}
	if s.box, err = seal.NewBox(); err != nil {
		return nil, fmt.Errorf("make box: %w", err)
	}
	return s, nil
}

// noise returns bytes that do not compress, the same ones every time, as evidence hardly does.
func noise(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.NewChaCha8([32]byte{1}).Read(b) // it never fails
	return b
}

func (s *scheme) pack(w io.Writer) error {
	_, err := dossier.Create(w, dossier.Outgoing{
		Kind: dossier.Dossier, Case: "C2026-0001", Round: 1, Recipient: dossier.Party{ID: "m-2f61a0c4", Name: "委員"}, Created: day,
		Payload: []dossier.File{dossier.BytesFile("cover.json", []byte(`{}`))},
		Sealed:  []dossier.File{dossier.BytesFile("evidence/資料1.pdf", s.evidence)},
		To:      []seal.Recipient{s.box.Recipient()},
	}, s.office)
	return err
}

// packing holds making a sealed, signed dossier against encrypting and digesting the same bytes.
func packing(string) (Row, error) {
	s, err := newScheme()
	if err != nil {
		return Row{}, err
	}
	to, err := age.ParseX25519Recipient(string(s.box.Recipient()))
	if err != nil {
		return Row{}, fmt.Errorf("read recipient: %w", err)
	}
	return Row{
		Work: "pack a dossier of 50 MB", Name: "age + SHA-256", Ratio: 2,
		Ours: each(func() error { return s.pack(io.Discard) }),
		Peer: each(func() error {
			sum := sha256.New()
			w, err := age.Encrypt(io.Discard, to)
			if err != nil {
				return err
			}
			if _, err := io.MultiWriter(w, sum).Write(s.evidence); err != nil {
				return err
			}
			return w.Close()
		}),
	}, nil
}

// opening holds checking and opening a dossier, to the last byte of its evidence, against decrypting and digesting the same bytes.
func opening(string) (Row, error) {
	s, err := newScheme()
	if err != nil {
		return Row{}, err
	}
	var packed, sealed bytes.Buffer
	if err := s.pack(&packed); err != nil {
		return Row{}, fmt.Errorf("pack: %w", err)
	}
	to, err := age.ParseX25519Recipient(string(s.box.Recipient()))
	if err != nil {
		return Row{}, fmt.Errorf("read recipient: %w", err)
	}
	w, err := age.Encrypt(&sealed, to)
	if err != nil {
		return Row{}, fmt.Errorf("encrypt: %w", err)
	}
	if _, err := w.Write(s.evidence); err != nil {
		return Row{}, fmt.Errorf("encrypt: %w", err)
	}
	if err := w.Close(); err != nil {
		return Row{}, fmt.Errorf("encrypt: %w", err)
	}
	return Row{
		Work: "check and open a dossier of 50 MB", Name: "age + SHA-256", Ratio: 2,
		Ours: each(func() error { return s.open(packed.Bytes()) }), Peer: each(func() error { return s.decrypt(sealed.Bytes()) }),
	}, nil
}

func (s *scheme) open(b []byte) error {
	trust := dossier.Trust{Trust: seal.Trust{Roots: []*x509.Certificate{s.root.Cert}}, Reader: "m-2f61a0c4"}
	p, l := dossier.Check(bytes.NewReader(b), int64(len(b)), trust)
	if len(l) > 0 {
		return fmt.Errorf("check: %v", l.Codes())
	}
	body, l := p.Unseal(trust, s.box)
	if len(l) > 0 {
		return fmt.Errorf("unseal: %v", l.Codes())
	}
	r, err := body.Open("evidence/資料1.pdf")
	if err != nil {
		return err
	}
	n, err := io.Copy(io.Discard, r)
	if n != bulk {
		err = errors.Join(err, fmt.Errorf("%d bytes of evidence", n))
	}
	return errors.Join(err, r.Close())
}

func (s *scheme) decrypt(b []byte) error {
	id, err := age.ParseX25519Identity(s.box.Secret())
	if err != nil {
		return err
	}
	r, err := age.Decrypt(bytes.NewReader(b), id)
	if err != nil {
		return err
	}
	_, err = io.Copy(sha256.New(), r)
	return err
}

// each makes a benchmark of one act.
func each(act func() error) func(b *testing.B) {
	return func(b *testing.B) {
		for b.Loop() {
			if err := act(); err != nil {
				b.Fatal(err)
			}
		}
	}
}
