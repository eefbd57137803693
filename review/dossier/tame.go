package dossier

import (
	"bytes"
	"compress/flate"
	"fmt"
	"io"
)

// What a parcel unpacks to may be no more than some multiple of what arrives (package zipcheck), or it is taken for an attack. An honest scan of a large
// white sheet, or the log of a quiet machine, would be many times beyond that, and the whole dossier refused for it. So what is packed here is packed by
// pieces, and a piece that would shrink too much is packed with one bit a byte at least.
const (
	tamePiece = 1 << 20
	tameRatio = 100 // half of what zipcheck lets through
	tameLevel = 5   // as archive/zip has it
)

// tame is a compressor for archives (DEFLATE, RFC 1951). The same input makes the same bytes.
type tame struct {
	out         io.Writer
	piece       []byte
	packed      bytes.Buffer
	best, plain *flate.Writer
}

// newTame implements archive/zip.Compressor.
func newTame(w io.Writer) (io.WriteCloser, error) {
	t := &tame{out: w}
	var err error
	if t.best, err = flate.NewWriter(&t.packed, tameLevel); err != nil {
		return nil, fmt.Errorf("start compressor: %w", err)
	}
	if t.plain, err = flate.NewWriter(&t.packed, flate.NoCompression); err != nil {
		return nil, fmt.Errorf("start compressor: %w", err)
	}
	return t, nil
}

// Write implements io.Writer.
func (t *tame) Write(b []byte) (int, error) {
	for n := 0; n < len(b); {
		c := min(len(b)-n, tamePiece-len(t.piece))
		t.piece = append(t.piece, b[n:n+c]...)
		if n += c; len(t.piece) == tamePiece {
			if err := t.flush(); err != nil {
				return n, err
			}
		}
	}
	return len(b), nil
}

// flush writes the piece, which the next one knows nothing of.
func (t *tame) flush() error {
	t.packed.Reset()
	if err := t.pack(t.best, t.piece); err != nil {
		return err
	}
	if left := len(t.piece) / tameRatio; t.packed.Len() < left {
		t.packed.Reset()
		if err := t.pack(t.plain, t.piece[:left]); err != nil {
			return err
		}
		if err := t.pack(t.best, t.piece[left:]); err != nil {
			return err
		}
	}
	t.piece = t.piece[:0]
	if _, err := t.out.Write(t.packed.Bytes()); err != nil {
		return fmt.Errorf("write parcel: %w", err)
	}
	return nil
}

func (t *tame) pack(w *flate.Writer, b []byte) error {
	w.Reset(&t.packed)
	if _, err := w.Write(b); err != nil {
		return fmt.Errorf("compress parcel: %w", err)
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("compress parcel: %w", err)
	}
	return nil
}

// Close writes what is left, and the end.
func (t *tame) Close() error {
	if len(t.piece) > 0 {
		if err := t.flush(); err != nil {
			return err
		}
	}
	t.packed.Reset()
	t.best.Reset(&t.packed)
	if err := t.best.Close(); err != nil {
		return fmt.Errorf("compress parcel: %w", err)
	}
	if _, err := t.out.Write(t.packed.Bytes()); err != nil {
		return fmt.Errorf("write parcel: %w", err)
	}
	return nil
}
