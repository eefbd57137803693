package storetest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"testing"
	"testing/iotest"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

func pattern(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i * 7 >> 3)
	}
	return b
}

func blobsAreKept(t *testing.T, s review.Store) {
	var want []ident.Digest
	for _, n := range []int{0, 1, 65_536, 200_000, 200_000} {
		d, size, err := s.Blobs().Put(t.Context(), bytes.NewReader(pattern(n)))
		if err != nil || d != ident.Sum(pattern(n)) || size != int64(n) {
			t.Fatalf("%d bytes: %s, %d, %v", n, d, size, err)
		}
		want = append(want, d)
	}
	slices.Sort(want)
	want = slices.Compact(want)
	var got []ident.Digest
	if err := s.Blobs().Each(func(d ident.Digest) error { got = append(got, d); return nil }); err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("held %v, want %v", got, want)
	}
	mine := errors.New("mine")
	if err := s.Blobs().Each(func(ident.Digest) error { return mine }); !errors.Is(err, mine) {
		t.Errorf("each: %v, want f's error", err)
	}
	for range 2 { // removing what is not there is no error
		if err := s.Blobs().Remove(want[0]); err != nil {
			t.Error(err)
		}
	}
	if held, err := s.Blobs().Has(want[0]); held || err != nil {
		t.Errorf("removed, and held %v, %v", held, err)
	}
	if held, err := s.Blobs().Has(want[1]); !held || err != nil {
		t.Errorf("kept, and held %v, %v", held, err)
	}
	b, err := s.Blobs().Open(want[0])
	refused(t, err, fault.Missing, "no_such_blob")
	if b != nil {
		t.Error("an error came with a blob")
	}
}

func blobsAreReadAnywhere(t *testing.T, s review.Store) {
	content := pattern(150_000)
	d, _, err := s.Blobs().Put(t.Context(), bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	b, err := s.Blobs().Open(d)
	if err != nil {
		t.Fatal(err)
	}
	if b.Size() != int64(len(content)) {
		t.Errorf("size %d", b.Size())
	}
	if err := iotest.TestReader(b, content); err != nil {
		t.Error(err)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	if _, err := b.ReadAt(make([]byte, 10), 70_000); err == nil {
		t.Error("a blob is read after it was closed")
	}
}

func blobsFailWhole(t *testing.T, s review.Store) {
	mine := errors.New("mine")
	_, _, err := s.Blobs().Put(t.Context(), io.MultiReader(bytes.NewReader(pattern(100_000)), iotest.ErrReader(mine)))
	if !errors.Is(err, mine) {
		t.Errorf("%v, want the reader's error", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := s.Blobs().Put(ctx, bytes.NewReader(pattern(10))); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want cancelled", err)
	}
	if err := s.Blobs().Each(func(d ident.Digest) error { t.Errorf("%s was kept", d); return nil }); err != nil {
		t.Error(err)
	}
}
