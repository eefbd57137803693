package ident

import (
	"crypto/sha256"
	"encoding/hex"
)

// Sum returns the SHA-256 digest of b.
func Sum(b []byte) Digest {
	s := sha256.Sum256(b)
	return Digest(hex.EncodeToString(s[:]))
}
