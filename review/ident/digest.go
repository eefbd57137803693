package ident

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
)

// Sum returns the SHA-256 digest of b.
func Sum(b []byte) Digest {
	s := sha256.Sum256(b)
	return Digest(hex.EncodeToString(s[:]))
}

// Hash computes a Digest from what is written to it.
type Hash struct{ h hash.Hash }

// NewHash returns an empty Hash.
func NewHash() Hash { return Hash{sha256.New()} }

// Write never fails.
func (h Hash) Write(b []byte) (int, error) { return h.h.Write(b) }

// Digest returns the digest of everything written so far.
func (h Hash) Digest() Digest { return Digest(hex.EncodeToString(h.h.Sum(nil))) }
