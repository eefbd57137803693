// Package blob keeps evidence, parcels and papers by their SHA-256, each sealed in a file of its own (Art. 20).
//
// # File
//
//	 0  random prefix, 19 bytes
//	19  head: 72 bytes sealed, 88 bytes
//	    digest (32) · length of the content (8, big-endian) · key of the file (32)
//	107  chunks: 65,536 bytes of content each, the last one shorter, possibly empty; 16 bytes more when sealed
//
// Everything is sealed with XChaCha20-Poly1305 in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): the 24-byte nonce
// is the prefix, a big-endian counter (4 bytes) and a letter (1 byte): 'c' for a chunk, 'l' for the last one, 'h' with counter zero
// for the head. The head is sealed under the store's key, the chunks under the file's own random key. The additional data is
// "shinsa-blob/1".
//
// The head says which digest and length belong to the file, so a file that was cut, changed, or put in another's place is refused as
// damaged. Chunks open one by one: memory stays bounded whatever the length, and any part can be read without the rest.
//
// # Name
//
// ab/abcd…: HMAC-SHA-256 of the digest under a second key, in hexadecimal, in a folder of its first two digits. Whoever has a copy of a
// document cannot tell from the names whether the desk holds it. Number, sizes and times of the files are visible.
//
// # Writing and removing
//
// A file is written under a temporary name, flushed, renamed, and its folder flushed; a reader sees all of it or nothing. Removing
// overwrites the head first, and with it the only copy of the file's key, then deletes. On media that never write in place (flash) the
// old head may survive out of reach of any program; it is sealed there too.
package blob

import (
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/crypto/chacha20poly1305"

	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/store/internal/durable"
	"shinsa/store/internal/edge"
)

// Codes of the refusals made here.
const (
	NoSuchBlob = "no_such_blob" // Missing
	Damaged    = "blob_damaged" // Corrupt
)

const (
	chunkSize  = 64 << 10
	prefixSize = 19
	headPlain  = 32 + 8 + 32
	headSize   = headPlain + chacha20poly1305.Overhead
	bodyStart  = prefixSize + headSize
	sealedSize = chunkSize + chacha20poly1305.Overhead
)

var extra = []byte("shinsa-blob/1")

// Store keeps blobs in one folder. It may be used from several goroutines; two stores on one folder may not write at once.
type Store struct {
	dir   string
	heads cipher.AEAD
	names []byte
}

// Open returns the store in dir, which is made when it is not there. What an interrupted write has left is removed. Content is sealed
// under the key contents, names are made with the key names; both are 32 bytes.
func Open(dir string, contents, names []byte) (*Store, error) {
	heads, err := chacha20poly1305.NewX(contents)
	if err != nil {
		return nil, fmt.Errorf("start cipher: %w", err)
	}
	if len(names) != chacha20poly1305.KeySize {
		return nil, errors.New("open blobs: key of the names is not 32 bytes")
	}
	if err := os.MkdirAll(dir, durable.DirMode); err != nil {
		return nil, edge.Fault(fmt.Errorf("make folder: %w", err))
	}
	if err := durable.Sweep(dir); err != nil {
		return nil, edge.Fault(err)
	}
	return &Store{dir: dir, heads: heads, names: append([]byte(nil), names...)}, nil
}

// At returns the store of another folder under the same keys: one that holds a copy of this one.
func (s *Store) At(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, durable.DirMode); err != nil {
		return nil, edge.Fault(fmt.Errorf("make folder: %w", err))
	}
	return &Store{dir: dir, heads: s.heads, names: s.names}, nil
}

// Named reports whether a path, with slashes and relative to the folder of a store, is one that a blob can have.
func Named(name string) bool {
	folder, file, ok := strings.Cut(name, "/")
	return ok && len(folder) == 2 && ident.Digest(file).Valid() && strings.HasPrefix(file, folder)
}

// Paths calls f with the path of every file that has the name of a blob, in no order that means anything.
func (s *Store) Paths(f func(path string) error) error { return s.walk(f) }

func (s *Store) path(d ident.Digest) string {
	h := hmac.New(sha256.New, s.names)
	h.Write([]byte(d))
	name := hex.EncodeToString(h.Sum(nil))
	return filepath.Join(s.dir, name[:2], name)
}

// head is what a file says about itself.
type head struct {
	digest ident.Digest
	size   int64
	key    []byte
}

func (h head) length() int64 {
	chunks := max(1, (h.size+chunkSize-1)/chunkSize)
	return bodyStart + h.size + chunks*chacha20poly1305.Overhead
}

func nonce(prefix []byte, n uint32, letter byte) []byte {
	b := make([]byte, 0, chacha20poly1305.NonceSizeX)
	b = append(b, prefix...)
	b = binary.BigEndian.AppendUint32(b, n)
	return append(b, letter)
}

func (s *Store) sealHead(prefix []byte, h head) ([]byte, error) {
	sum, err := hex.DecodeString(string(h.digest))
	if err != nil {
		return nil, fmt.Errorf("seal head: %w", err)
	}
	plain := binary.BigEndian.AppendUint64(sum, uint64(h.size))
	plain = append(plain, h.key...)
	return s.heads.Seal(nil, nonce(prefix, 0, 'h'), plain, extra), nil
}

// readHead opens the head of f and checks it against the length of the file.
func (s *Store) readHead(f *os.File) (prefix []byte, h head, err error) {
	b := make([]byte, bodyStart)
	if _, err := f.ReadAt(b, 0); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, h, fault.New(fault.Corrupt, Damaged)
		}
		return nil, h, edge.Fault(fmt.Errorf("read blob: %w", err))
	}
	prefix = b[:prefixSize]
	plain, err := s.heads.Open(nil, nonce(prefix, 0, 'h'), b[prefixSize:], extra)
	if err != nil {
		return nil, h, fault.New(fault.Corrupt, Damaged)
	}
	h.digest = ident.Digest(hex.EncodeToString(plain[:32]))
	h.size = int64(binary.BigEndian.Uint64(plain[32:]))
	h.key = plain[40:]
	info, err := f.Stat()
	if err != nil {
		return nil, h, edge.Fault(fmt.Errorf("read blob: %w", err))
	}
	if info.Size() != h.length() {
		return nil, h, fault.New(fault.Corrupt, Damaged)
	}
	return prefix, h, nil
}
