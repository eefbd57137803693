package review_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"io"
	"strings"
	"testing"
)

// deep returns b and everything that can be read inside it without a key: the files of an archive, the streams of a PDF.
func deep(b []byte) []byte {
	out := bytes.Clone(b)
	if z, err := zip.NewReader(bytes.NewReader(b), int64(len(b))); err == nil {
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				continue
			}
			inner, err := io.ReadAll(r)
			if r.Close() == nil && err == nil {
				out = append(append(out, f.Name...), deep(inner)...)
			}
		}
		return out
	}
	if !bytes.HasPrefix(b, []byte("%PDF")) {
		return out
	}
	for rest := b; ; {
		at := bytes.Index(rest, []byte("stream\n"))
		if at < 0 {
			return out
		}
		rest = rest[at+len("stream\n"):]
		if z, err := zlib.NewReader(bytes.NewReader(rest)); err == nil {
			inner, _ := io.ReadAll(z) // what could be inflated is enough to search in
			out = append(out, inner...)
		}
	}
}

// leaks returns the words that can be found in any of the pieces.
func leaks(pieces [][]byte, words []string) []string {
	var all []byte
	for _, p := range pieces {
		all = append(append(all, deep(p)...), 0)
	}
	text := string(all)
	var found []string
	for _, w := range words {
		if strings.Contains(text, w) {
			found = append(found, w)
		}
	}
	return found
}

func TestLeaks_FindsWhatIsPackedAway(t *testing.T) {
	var z, stream bytes.Buffer
	deflate := zlib.NewWriter(&stream)
	if _, err := deflate.Write([]byte("in a stream WORD2")); err != nil || deflate.Close() != nil {
		t.Fatal("write stream")
	}
	pack := zip.NewWriter(&z)
	w, err := pack.Create("a.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte("%PDF-1.7 WORD1 stream\n" + stream.String())); err != nil || pack.Close() != nil {
		t.Fatal("write archive")
	}
	got := leaks([][]byte{z.Bytes(), []byte("WORD3")}, []string{"WORD1", "WORD2", "WORD3", "WORD4"})
	if strings.Join(got, " ") != "WORD1 WORD2 WORD3" {
		t.Errorf("found %q", got)
	}
}
