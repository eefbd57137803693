package assets

import (
	"archive/zip"
	"bytes"
	"embed"
	"fmt"
	"io/fs"
)

//go:embed samples/*.zip
var samples embed.FS

// Sample returns the folder of a sample dossier: "case-1" (new, in order), "case-2" (new, as applicants often write) or "case-3"
// (renewal of case-1). Everything in them is invented and says so. Each holds the workbook, evidence/ and expected.yaml: what a careful
// person would record. They are carried as ZIP files because their Japanese names cannot be embedded.
func Sample(name string) (fs.FS, error) {
	b, err := samples.ReadFile("samples/" + name + ".zip")
	if err != nil {
		return nil, fmt.Errorf("open sample: %w", err)
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, fmt.Errorf("open sample: %w", err)
	}
	return z, nil
}
