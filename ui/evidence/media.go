package evidence

import (
	"bytes"
	"context"
	"errors"
	"io"

	"shinsa/review/fault"
)

// kind is what a file is, told by its bytes; names and what a sender says of a file count for nothing.
type kind int

const (
	unknown kind = iota
	isPDF
	isPicture
	isPackage // a ZIP: DOCX, XLSX, PPTX
	isLegacy  // Word, Excel, PowerPoint before 2007, or an encrypted one of today
	isText
)

const headBytes = 1024

// media tells a file by its first bytes. A PDF's header may stand anywhere in the first 1024 (ISO 32000, Annex H of older readers). What
// has no mark of its own and no byte that text never has is text.
func media(head []byte) kind {
	for _, m := range []struct {
		mark string
		kind kind
	}{
		{"\x89PNG\r\n\x1a\n", isPicture},
		{"\xff\xd8\xff", isPicture},
		{"GIF87a", isPicture},
		{"GIF89a", isPicture},
		{"II*\x00", isPicture},
		{"MM\x00*", isPicture},
		{"II+\x00", isPicture}, // TIFF of 64 bits
		{"MM\x00+", isPicture},
		{"PK\x03\x04", isPackage},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", isLegacy},
	} {
		if bytes.HasPrefix(head, []byte(m.mark)) {
			return m.kind
		}
	}
	switch {
	case len(head) > 12 && bytes.HasPrefix(head, []byte("RIFF")) && string(head[8:12]) == "WEBP":
		return isPicture
	case len(head) > 18 && bytes.HasPrefix(head, []byte("BM")) && head[6]|head[7]|head[8]|head[9] == 0:
		return isPicture // BMP: the reserved bytes are zero
	case bytes.Contains(head, []byte("%PDF-")):
		return isPDF
	case textual(head):
		return isText
	}
	return unknown
}

// textual reports whether bytes can be text: no control characters but those of text, unless the text is UTF-16.
func textual(head []byte) bool {
	if len(head) == 0 {
		return false
	}
	if bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff}) {
		return true
	}
	for _, b := range head {
		if b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1b || b == 0x7f {
			return false
		}
	}
	return true
}

// openHere opens a file in this process, PDF with the engine given.
func openHere(ctx context.Context, p *engine, r io.ReaderAt, size int64) (Document, error) {
	if size <= 0 {
		return nil, empty()
	}
	head := make([]byte, min(headBytes, size))
	if n, err := r.ReadAt(head, 0); err != nil && n < len(head) {
		return nil, unread(err)
	}
	switch media(head) {
	case isPDF:
		return openPDF(ctx, p, r, size)
	case isPicture:
		return openPicture(r, size)
	case isPackage:
		return openPackage(ctx, r, size)
	case isText:
		return openText(ctx, r, size)
	case isLegacy:
		return nil, fault.New(fault.Invalid, "evidence_legacy_office")
	}
	return nil, fault.New(fault.Invalid, "evidence_media_unknown")
}

// empty is a file with nothing in it to look at.
func empty() error { return fault.New(fault.Invalid, "evidence_empty") }

// whole reads a file that is taken in at once, up to a limit.
func whole(r io.ReaderAt, size, limit int64) ([]byte, error) {
	if size > limit {
		return nil, fault.New(fault.Invalid, "evidence_too_large")
	}
	b := make([]byte, max(size, 0))
	if n, err := r.ReadAt(b, 0); err != nil && int64(n) < size {
		return nil, unread(err)
	}
	return b, nil
}

// unread is a file that could not be read: who handed it over may have said why.
func unread(err error) error {
	if errors.As(err, new(*fault.Error)) {
		return err
	}
	return fault.Wrap(fault.Unavailable, "evidence_unreadable", err)
}
