package judge

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// Demo is the folder of a demonstration, as its demo.json describes it.
type Demo struct {
	Dir         string `json:"-"`
	Case        string `json:"case"`
	Certificate string `json:"certificate"` // its number
	Files       []File `json:"files"`
}

// File is one file that travels.
type File struct {
	Path    string `json:"path"` // below the folder
	Kind    string `json:"kind"`
	Verdict string `json:"verdict"` // what our own verifier says
	SHA256  string `json:"sha256"`
}

// papers are the kinds of file that are PDF; all others are parcels.
var papers = []string{"report", "committee", "minutes", "certificate", "notice"}

// Paper reports whether the file is a PDF.
func (f File) Paper() bool { return slices.Contains(papers, f.Kind) }

// Signed reports whether the file has to be signed; a request for a card comes from somebody who has none.
func (f File) Signed() bool { return f.Kind != "enrolment" }

// ReadDemo reads demo.json in dir.
func ReadDemo(dir string) (*Demo, error) {
	raw, err := os.ReadFile(filepath.Join(dir, "demo.json"))
	if err != nil {
		return nil, fmt.Errorf("read demonstration: %w", err)
	}
	d := &Demo{Dir: dir}
	if err := json.Unmarshal(raw, d); err != nil {
		return nil, fmt.Errorf("read demonstration: %w", err)
	}
	return d, nil
}

// Root is the scheme's root certificate.
func (d *Demo) Root() string { return filepath.Join(d.Dir, "root.pem") }

// At returns where a file lies.
func (d *Demo) At(f File) string { return filepath.Join(d.Dir, filepath.FromSlash(f.Path)) }

// Of returns the files of a kind.
func (d *Demo) Of(kind string) []File {
	var out []File
	for _, f := range d.Files {
		if f.Kind == kind {
			out = append(out, f)
		}
	}
	return out
}

// Listed returns an error unless a file is there and has the digest that demo.json gives.
func (d *Demo) Listed(f File) error {
	raw, err := os.ReadFile(d.At(f))
	if err != nil {
		return fmt.Errorf("read listed file: %w", err)
	}
	if sum := sha256.Sum256(raw); hex.EncodeToString(sum[:]) != f.SHA256 {
		return fmt.Errorf("%s is not the file that is listed", f.Path)
	}
	return nil
}
