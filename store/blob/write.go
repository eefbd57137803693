package blob

import (
	"bufio"
	"context"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"

	"golang.org/x/crypto/chacha20poly1305"

	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/store/internal/durable"
	"shinsa/store/internal/edge"
)

// Put reads r to its end and returns the digest and the length of what it read; the blob is on disk when it returns. Bytes that are
// held already, undamaged, are kept as they are. After an error, of r or of the context, nothing is left of it.
func (s *Store) Put(ctx context.Context, r io.Reader) (ident.Digest, int64, error) {
	f, err := durable.NewFile(s.dir)
	if err != nil {
		return "", 0, edge.Fault(err)
	}
	defer f.Discard()
	prefix := make([]byte, prefixSize)
	h := head{key: make([]byte, chacha20poly1305.KeySize)}
	_, _ = rand.Read(prefix) // never fails: the program ends when the machine has no randomness
	_, _ = rand.Read(h.key)
	if err := writeBody(ctx, f.File, prefix, &h, r); err != nil {
		return "", 0, edge.Fault(err)
	}
	sealed, err := s.sealHead(prefix, h)
	if err != nil {
		return "", 0, err
	}
	if _, err := f.WriteAt(append(prefix, sealed...), 0); err != nil {
		return "", 0, edge.Fault(fmt.Errorf("write blob: %w", err))
	}
	path := s.path(h.digest)
	if s.verify(ctx, path) == nil {
		return h.digest, h.size, nil
	}
	if err := s.makeFolder(filepath.Dir(path)); err != nil {
		return "", 0, edge.Fault(err)
	}
	if err := f.Commit(path); err != nil {
		return "", 0, edge.Fault(err)
	}
	return h.digest, h.size, nil
}

// writeBody writes the chunks after the place of the head and fills in what the head says of them.
func writeBody(ctx context.Context, f *os.File, prefix []byte, h *head, r io.Reader) error {
	body, err := chacha20poly1305.NewX(h.key)
	if err != nil {
		return fmt.Errorf("start cipher: %w", err)
	}
	if _, err := f.Seek(bodyStart, io.SeekStart); err != nil {
		return fmt.Errorf("write blob: %w", err)
	}
	sum := sha256.New()
	in := bufio.NewReaderSize(io.TeeReader(r, sum), 2*chunkSize)
	buf := make([]byte, chunkSize, sealedSize)
	for n := uint32(0); ; n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		k, err := io.ReadFull(in, buf[:chunkSize])
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return fmt.Errorf("read content: %w", err)
		}
		_, end := in.Peek(1)
		if end != nil && !errors.Is(end, io.EOF) {
			return fmt.Errorf("read content: %w", end)
		}
		if err := writeChunk(f, body, nonce(prefix, n, letter(end != nil)), buf[:k]); err != nil {
			return err
		}
		h.size += int64(k)
		if end != nil {
			h.digest = ident.Digest(hex.EncodeToString(sum.Sum(nil)))
			return nil
		}
		if n == math.MaxUint32 {
			return fault.New(fault.Invalid, "blob_too_long")
		}
	}
}

func letter(last bool) byte {
	if last {
		return 'l'
	}
	return 'c'
}

func writeChunk(f *os.File, a cipher.AEAD, nonce, plain []byte) error {
	if _, err := f.Write(a.Seal(plain[:0], nonce, plain, extra)); err != nil {
		return fmt.Errorf("write blob: %w", err)
	}
	return nil
}

func (s *Store) makeFolder(dir string) error {
	switch err := os.Mkdir(dir, durable.DirMode); {
	case errors.Is(err, fs.ErrExist):
		return nil
	case err != nil:
		return fmt.Errorf("make folder: %w", err)
	}
	return durable.SyncDir(s.dir)
}

// Remove destroys the blob: its head is overwritten on disk before the file is deleted. Removing what is not there is no error.
func (s *Store) Remove(d ident.Digest) error {
	path := s.path(d)
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return edge.Fault(fmt.Errorf("destroy blob: %w", err))
	}
	_, err = f.WriteAt(make([]byte, bodyStart), 0)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return edge.Fault(fmt.Errorf("destroy blob: %w", err))
	}
	return edge.Fault(durable.Remove(path))
}
