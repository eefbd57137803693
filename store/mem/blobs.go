package mem

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

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
	return blob{bytes.NewReader(content)}, nil
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

// blob is an open blob.
type blob struct{ *bytes.Reader }

func (blob) Close() error { return nil }
