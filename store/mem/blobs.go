package mem

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"sync/atomic"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

func (b *blobs) Put(ctx context.Context, r io.Reader) (ident.Digest, int64, error) {
	var buf bytes.Buffer
	for {
		if err := ctx.Err(); err != nil {
			return "", 0, err
		}
		_, err := io.CopyN(&buf, r, 64<<10)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", 0, fmt.Errorf("read content: %w", err)
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	d := ident.Sum(buf.Bytes())
	b.held[d] = buf.Bytes()
	return d, int64(buf.Len()), nil
}

func (b *blobs) Open(d ident.Digest) (review.Blob, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	content, ok := b.held[d]
	if !ok {
		return nil, fault.New(fault.Missing, "no_such_blob")
	}
	return blob{bytes.NewReader(content), new(atomic.Bool)}, nil
}

func (b *blobs) Has(d ident.Digest) (bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	_, ok := b.held[d]
	return ok, nil
}

func (b *blobs) Remove(d ident.Digest) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.held, d)
	return nil
}

func (b *blobs) Each(f func(ident.Digest) error) error {
	b.mu.Lock()
	digests := slices.Sorted(maps.Keys(b.held)) // f may call back
	b.mu.Unlock()
	for _, d := range digests {
		if err := f(d); err != nil {
			return err
		}
	}
	return nil
}

// blob is an open blob. Like one on disk it gives nothing once it is closed.
type blob struct {
	r      *bytes.Reader
	closed *atomic.Bool
}

func (b blob) Size() int64 { return b.r.Size() }

func (b blob) Seek(offset int64, whence int) (int64, error) { return b.r.Seek(offset, whence) }

func (b blob) Read(p []byte) (int, error) {
	if b.closed.Load() {
		return 0, os.ErrClosed
	}
	return b.r.Read(p)
}

func (b blob) ReadAt(p []byte, off int64) (int, error) {
	if b.closed.Load() {
		return 0, os.ErrClosed
	}
	return b.r.ReadAt(p, off)
}

func (b blob) Close() error {
	if b.closed.Swap(true) {
		return os.ErrClosed
	}
	return nil
}
