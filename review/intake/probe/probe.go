// Package probe tells what an evidence file is by its bytes: how many pages, whether it has text or is a scan, whether it is locked, and
// whether it carries something that would run.
//
// It reads PDF as viewers do, not as a verifier does: applicants send what their scanners wrote, and a file that every viewer opens is
// evidence even where its cross-reference table is wrong. So the objects are found by looking for them, and the last of a number counts.
// It is bounded in bytes and streams, renders nothing and follows nothing. Signatures are the business of pdfseal, not of this room.
package probe

import (
	"bytes"
	"io"

	"shinsa/review/intake/evidence"
	"shinsa/review/intake/record"
)

// Limits of what is looked at in one file.
const (
	maxFile    = 256 << 20 // longer files are evidence all the same; nothing is told about them
	maxInflate = 96 << 20  // expanded bytes of one file
	maxObjects = 300_000
)

// Reader is the evidence.Prober of this room. It has no state.
type Reader struct{}

// Probe tells what the file is. It never fails: what cannot be read is Unreadable.
func (Reader) Probe(f evidence.File) evidence.Probe {
	if f.Size == 0 {
		return evidence.Probe{Content: record.Empty}
	}
	if f.Size > maxFile {
		return evidence.Probe{}
	}
	b := make([]byte, f.Size)
	if _, err := io.ReadFull(io.NewSectionReader(f.Data, 0, f.Size), b); err != nil {
		return evidence.Probe{Content: record.Unreadable}
	}
	return Bytes(b)
}

// Bytes tells what the bytes of a file are.
func Bytes(b []byte) evidence.Probe {
	switch {
	case bytes.Contains(b[:min(len(b), 1024)], []byte("%PDF-")):
		return pdf(b)
	case picture(b):
		return evidence.Probe{Content: record.ImageOnly, Pages: 1}
	}
	return evidence.Probe{Content: record.OtherKind}
}

func picture(b []byte) bool {
	for _, magic := range []string{"\x89PNG\r\n", "\xff\xd8\xff", "GIF8", "BM"} {
		if bytes.HasPrefix(b, []byte(magic)) {
			return true
		}
	}
	return false
}

func pdf(b []byte) evidence.Probe {
	d := scan(b)
	out := evidence.Probe{Active: d.active()}
	if d.encrypted() {
		out.Content = record.Encrypted
		return out
	}
	pages := d.pages()
	out.Pages = len(pages)
	switch {
	case len(pages) == 0:
		out.Content = record.Unreadable
	case d.hasText():
		out.Content = record.HasText
	default:
		out.Content = record.ImageOnly
	}
	return out
}
