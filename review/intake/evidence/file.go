package evidence

import (
	"io"

	"shinsa/review/ident"
	"shinsa/review/intake/record"
)

// File is one piece of evidence as received.
type File struct {
	Name string
	Size int64
	Data io.ReaderAt

	Archive bool   // a ZIP file whose files stand beside it in the list
	From    string // of a file that came in a ZIP file: the name of that
	Decoded bool   // the name was converted from the code page of Japanese Windows, which a person has to confirm
}

// Unlisted is a file that FormC does not name.
type Unlisted struct {
	File    string         `json:"file"`
	Content record.Content `json:"content,omitempty"`
}

// FileDigest is a file as received.
type FileDigest struct {
	File   string       `json:"file"`
	Bytes  int64        `json:"bytes"`
	Digest ident.Digest `json:"sha256"`
}

// Prober tells what an evidence file is, by its bytes.
type Prober interface {
	Probe(f File) Probe
}

// Probe is what a Prober found. Pages is 0 where it could not be told.
type Probe struct {
	Content record.Content
	Pages   int
	Active  bool // scripts, launch actions, attached programs
}
