package blob

import (
	"context"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"golang.org/x/crypto/chacha20poly1305"

	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/store/internal/edge"
)

// Has reports whether the blob is held; whether it is undamaged shows on reading.
func (s *Store) Has(d ident.Digest) (bool, error) {
	switch _, err := os.Stat(s.path(d)); {
	case err == nil:
		return true, nil
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	default:
		return false, edge.Fault(fmt.Errorf("look for blob: %w", err))
	}
}

// Open returns the blob for reading: Missing "no_such_blob" when it is not held, Corrupt "blob_damaged", now or on reading, when it is
// not what was put.
func (s *Store) Open(d ident.Digest) (*Reader, error) {
	f, err := os.Open(s.path(d))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.Missing, NoSuchBlob)
	}
	if err != nil {
		return nil, edge.Fault(fmt.Errorf("open blob: %w", err))
	}
	b, err := s.reader(f, d)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return b, nil
}

func (s *Store) reader(f *os.File, d ident.Digest) (*Reader, error) {
	prefix, h, err := s.readHead(f)
	if err != nil {
		return nil, err
	}
	if h.digest != d {
		return nil, fault.New(fault.Corrupt, Damaged)
	}
	body, err := chacha20poly1305.NewX(h.key)
	if err != nil {
		return nil, fmt.Errorf("start cipher: %w", err)
	}
	r := &Reader{file: f, body: body, prefix: prefix, size: h.size, held: -1}
	r.SectionReader = io.NewSectionReader(chunks{r}, 0, h.size)
	return r, nil
}

// Reader is an open blob. Reading and seeking is for one goroutine, ReadAt for any number.
type Reader struct {
	*io.SectionReader
	file   *os.File
	body   cipher.AEAD
	prefix []byte
	size   int64

	mu   sync.Mutex
	held int64  // the chunk that is open, -1 for none
	buf  []byte // its content
}

// Close releases the file and forgets the open chunk.
func (r *Reader) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	clear(r.buf[:cap(r.buf)])
	r.held = -1
	if err := r.file.Close(); err != nil {
		return fmt.Errorf("close blob: %w", err)
	}
	return nil
}

// chunks reads content through the chunk that is open.
type chunks struct{ *Reader }

// ReadAt is only called within the content, by the section reader.
func (c chunks) ReadAt(p []byte, off int64) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	total := 0
	for total < len(p) && off < c.size {
		if err := c.load(off / chunkSize); err != nil {
			return total, err
		}
		n := copy(p[total:], c.buf[off%chunkSize:])
		total, off = total+n, off+int64(n)
	}
	if total < len(p) {
		return total, io.EOF
	}
	return total, nil
}

func (r *Reader) load(n int64) error {
	if r.held == n {
		return nil
	}
	r.held = -1
	last := (n+1)*chunkSize >= r.size
	length := min(chunkSize, r.size-n*chunkSize)
	if r.buf == nil {
		r.buf = make([]byte, 0, sealedSize)
	}
	sealed := r.buf[:length+chacha20poly1305.Overhead]
	if _, err := r.file.ReadAt(sealed, bodyStart+n*sealedSize); err != nil {
		if errors.Is(err, io.EOF) {
			return fault.New(fault.Corrupt, Damaged)
		}
		return edge.Fault(fmt.Errorf("read blob: %w", err))
	}
	plain, err := r.body.Open(sealed[:0], nonce(r.prefix, uint32(n), letter(last)), sealed, extra)
	if err != nil {
		return fault.New(fault.Corrupt, Damaged)
	}
	r.buf, r.held = plain, n
	return nil
}

// Each calls f with the digest of every blob held, in no order that means anything. It stops at the first error, and at the first
// damaged head with Corrupt "blob_damaged".
func (s *Store) Each(f func(ident.Digest) error) error {
	return s.walk(func(path string) error {
		d, err := s.digestOf(path)
		if err != nil {
			return err
		}
		return f(d)
	})
}

// Verify reads every blob to its end and counts those held and those that are not what was put, whether cut, changed or misplaced.
func (s *Store) Verify(ctx context.Context) (held, damaged int, err error) {
	err = s.walk(func(path string) error {
		held++
		err := s.verify(ctx, path)
		if fault.KindOf(err) == fault.Corrupt {
			damaged++
			return nil
		}
		return err
	})
	return held, damaged, err
}

func (s *Store) verify(ctx context.Context, path string) error {
	d, err := s.digestOf(path)
	if err != nil {
		return err
	}
	if s.path(d) != path {
		return fault.New(fault.Corrupt, Damaged)
	}
	b, err := s.Open(d)
	if err != nil {
		return err
	}
	defer b.Close()
	sum := sha256.New()
	buf := make([]byte, chunkSize)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := b.Read(buf)
		sum.Write(buf[:n])
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
	}
	if hex.EncodeToString(sum.Sum(nil)) != string(d) {
		return fault.New(fault.Corrupt, Damaged)
	}
	return nil
}

func (s *Store) digestOf(path string) (ident.Digest, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", edge.Fault(fmt.Errorf("open blob: %w", err))
	}
	defer f.Close()
	_, h, err := s.readHead(f)
	return h.digest, err
}

// walk calls f with the path of every file that has the name of a blob.
func (s *Store) walk(f func(path string) error) error {
	folders, err := os.ReadDir(s.dir)
	if err != nil {
		return edge.Fault(fmt.Errorf("list blobs: %w", err))
	}
	for _, folder := range folders {
		if !folder.IsDir() || len(folder.Name()) != 2 {
			continue
		}
		files, err := os.ReadDir(filepath.Join(s.dir, folder.Name()))
		if err != nil {
			return edge.Fault(fmt.Errorf("list blobs: %w", err))
		}
		for _, e := range files {
			if !Named(folder.Name() + "/" + e.Name()) {
				continue
			}
			if err := f(filepath.Join(s.dir, folder.Name(), e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}
