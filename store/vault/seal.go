package vault

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"
)

// place says where a unit stands; it is authenticated with the unit.
type place struct {
	letter     byte
	generation uint64
	index      uint64
}

func (p place) bytes() [17]byte {
	var b [17]byte
	b[0] = p.letter
	binary.BigEndian.PutUint64(b[1:], p.generation)
	binary.BigEndian.PutUint64(b[9:], p.index)
	return b
}

// sealer seals and opens units. It may be used from several goroutines.
type sealer struct {
	aead cipher.AEAD
}

func newSealer(key []byte) (*sealer, error) {
	a, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, fmt.Errorf("start cipher: %w", err)
	}
	return &sealer{aead: a}, nil
}

// seal writes the sealed unit of plain to out, which is Overhead longer. They may not overlap unless they start together.
func (s *sealer) seal(out, plain []byte, at place) {
	extra := at.bytes()
	s.sealWith(out, plain, extra[:])
}

func (s *sealer) sealWith(out, plain, extra []byte) {
	n := len(plain)
	nonce := out[n+16 : n+Overhead]
	// rand.Read never fails: the program ends when the machine has no randomness.
	_, _ = rand.Read(nonce)
	s.aead.Seal(out[:0], nonce, plain, extra)
}

// open puts the plain unit of sealed into out, Overhead shorter, and reports whether it is genuine. They may start together; out is
// undefined when it is not genuine.
func (s *sealer) open(out, sealed []byte, at place) bool {
	extra := at.bytes()
	return s.openWith(out, sealed, extra[:])
}

func (s *sealer) openWith(out, sealed, extra []byte) bool {
	n := len(sealed) - Overhead
	_, err := s.aead.Open(out[:0], sealed[n+16:], sealed[:n+16], extra)
	return err == nil
}

// sealPage seals the used part of a page in place of the page; the reserved bytes must be zero, which SQLite keeps them.
func (s *sealer) sealPage(out, page []byte, at place) bool {
	for _, c := range page[PageSize-Overhead : PageSize] {
		if c != 0 {
			return false
		}
	}
	s.seal(out[:PageSize], page[:PageSize-Overhead], at)
	return true
}

// openPage opens a sealed page in place and zeroes its reserved bytes.
func (s *sealer) openPage(page []byte, at place) bool {
	ok := s.open(page[:PageSize-Overhead], page[:PageSize], at)
	clear(page[PageSize-Overhead : PageSize])
	return ok
}
