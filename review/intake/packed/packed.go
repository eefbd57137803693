// Package packed makes ZIP files of evidence as applicants' programs make them, and as nobody should, for tests: names that are not UTF-8,
// files that are links.
package packed

import (
	"archive/zip"
	"bytes"
	"testing"
)

// Modes of files, as Unix keeps them.
const (
	Regular = 0o100644
	Link    = 0o120777
)

// File is one file of an archive.
type File struct {
	Name    string // its bytes as they are to stand in the archive
	NonUTF8 bool   // the archive does not say that names are UTF-8
	Body    string
	Mode    uint32
}

// Zip packs the files in their order.
func Zip(tb testing.TB, files []File) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.Name, NonUTF8: f.NonUTF8, Method: zip.Deflate, ExternalAttrs: f.Mode << 16, CreatorVersion: 3 << 8}
		w, err := z.CreateHeader(h)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := w.Write([]byte(f.Body)); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}
