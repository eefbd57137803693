package vault

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
)

// KeySize is the length in bytes of the master key and of every key derived from it.
const KeySize = 32

// Key is the master key of a desk. It is random, never leaves memory in the clear, and seals nothing itself: what seals is derived.
type Key struct {
	master [KeySize]byte
}

// Purpose names what a derived key is for. A purpose is never used for anything else, in any version.
type Purpose string

// The purposes.
const (
	ForDatabase  Purpose = "shinsa/1/database"
	ForBlobs     Purpose = "shinsa/1/blobs"
	ForBlobNames Purpose = "shinsa/1/blob-names"
	ForCache     Purpose = "shinsa/1/cache"
)

// newKey draws a master key.
func newKey() *Key {
	k := new(Key)
	_, _ = rand.Read(k.master[:]) // never fails, see sealer.seal
	return k
}

// Derive returns the key for a purpose: HKDF-SHA-256 of the master key, without salt, with the purpose as info.
func (k *Key) Derive(p Purpose) ([]byte, error) {
	b, err := hkdf.Key(sha256.New, k.master[:], nil, string(p), KeySize)
	if err != nil {
		return nil, fmt.Errorf("derive key: %w", err)
	}
	return b, nil
}

// Forget overwrites the master key. Keys derived before stay good.
func (k *Key) Forget() { clear(k.master[:]) }

// Format prints no byte of the key, whatever the verb.
func (k *Key) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("vault.Key")) }
