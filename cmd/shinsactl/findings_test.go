package main

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"shinsa/i18n"
)

var update = flag.Bool("update", false, "write the pages that are kept in the source")

// TestCodesPage: the page of codes in the source is what the program writes.
func TestCodesPage(t *testing.T) {
	const page = "../../review/intake/code/CODES.md"
	var b bytes.Buffer
	writeCodes(&b, i18n.New(i18n.Japanese), i18n.New(i18n.English))
	if *update {
		if err := os.WriteFile(page, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, b.Bytes()) {
		t.Error("the page is stale; write it with: go test ./cmd/shinsactl -run CodesPage -update")
	}
}
