package main

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"filippo.io/age"

	"shinsa/review/dossier"
	"shinsa/review/ident"
	"shinsa/review/seal"
)

// The sizes of evidence: one document of 50 MB, and 500 of 4 MB each.
const (
	bulk       = 50 << 20
	largePart  = 4 << 20
	largeFiles = 500
)

// day is when the parcels of the measurement are made.
var day = time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)

// scheme is one office and one member with a key.
type scheme struct {
	root, office *seal.Signer
	box          *seal.Box
	evidence     []byte // of one file
	files        int    // that have it
}

func newScheme(size, files int) (*scheme, error) {
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
	s := &scheme{root: root, evidence: noise(size), files: files}
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

func (s *scheme) size() int64 { return int64(len(s.evidence)) * int64(s.files) }

func (s *scheme) pack(w io.Writer) error {
	o := dossier.Outgoing{
		Kind: dossier.Dossier, Case: "C2026-0001", Round: 1, Recipient: dossier.Party{ID: "m-2f61a0c4", Name: "委員"}, Created: day,
		Payload: []dossier.File{dossier.BytesFile("cover.json", []byte(`{}`))},
		To:      []seal.Recipient{s.box.Recipient()},
	}
	for n := range s.files {
		o.Sealed = append(o.Sealed, dossier.BytesFile(fmt.Sprintf("evidence/資料%d.pdf", n+1), s.evidence))
	}
	_, err := dossier.Create(w, o, s.office)
	return err
}

// encrypt is what any packing has to do at least.
func (s *scheme) encrypt(w io.Writer) error {
	to, err := age.ParseX25519Recipient(string(s.box.Recipient()))
	if err != nil {
		return fmt.Errorf("read recipient: %w", err)
	}
	sum := sha256.New()
	sealed, err := age.Encrypt(w, to)
	if err != nil {
		return fmt.Errorf("encrypt: %w", err)
	}
	for range s.files {
		if _, err := io.MultiWriter(sealed, sum).Write(s.evidence); err != nil {
			return fmt.Errorf("encrypt: %w", err)
		}
	}
	return sealed.Close()
}

// packs holds making a sealed, signed dossier against encrypting and digesting the same bytes.
func (s *scheme) packs(work string) Row {
	return Row{
		Work: work, Name: "age + SHA-256", Ratio: 2,
		Ours: each(func() error { return s.pack(io.Discard) }), Peer: each(func() error { return s.encrypt(io.Discard) }),
	}
}

// opens holds checking a dossier whole and handing out its evidence, to the last byte, against decrypting and digesting the same bytes.
func (s *scheme) opens(work string, packed, sealed file) Row {
	return Row{
		Work: work, Name: "age + SHA-256", Ratio: 2,
		Ours: each(func() error { return s.open(packed) }), Peer: each(func() error { return s.decrypt(sealed) }),
	}
}

// file is where a dossier is read from.
type file interface {
	io.ReaderAt
	Size() int64
}

func packing(string) (Row, error) {
	s, err := newScheme(bulk, 1)
	if err != nil {
		return Row{}, err
	}
	return s.packs("pack a dossier of 50 MB"), nil
}

func opening(string) (Row, error) {
	s, err := newScheme(bulk, 1)
	if err != nil {
		return Row{}, err
	}
	var packed, sealed bytes.Buffer
	if err := s.pack(&packed); err != nil {
		return Row{}, fmt.Errorf("pack: %w", err)
	}
	if err := s.encrypt(&sealed); err != nil {
		return Row{}, err
	}
	return s.opens("check and open a dossier of 50 MB", bytes.NewReader(packed.Bytes()), bytes.NewReader(sealed.Bytes())), nil
}

func (s *scheme) open(f file) error {
	trust := dossier.Trust{Trust: seal.Trust{Roots: []*x509.Certificate{s.root.Cert}}, Reader: "m-2f61a0c4"}
	var n int64
	p, l, err := dossier.Open(f, f.Size(), trust, func(_ string, _ ident.Digest, r io.Reader) error {
		part, err := io.Copy(io.Discard, r)
		n += part
		return err
	}, s.box)
	switch {
	case err != nil:
		return err
	case len(l) > 0 || p.Inner == nil:
		return fmt.Errorf("open: %v", l.Codes())
	case n != s.size():
		return fmt.Errorf("%d bytes of evidence", n)
	}
	return nil
}

func (s *scheme) decrypt(f file) error {
	id, err := age.ParseX25519Identity(s.box.Secret())
	if err != nil {
		return err
	}
	r, err := age.Decrypt(io.NewSectionReader(f, 0, f.Size()), id)
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
