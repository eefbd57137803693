package zipcheck_test

import (
	"bytes"
	"io/fs"
	"path/filepath"
	"testing"

	"shinsa/review/dossier/hostile"
	"shinsa/review/dossier/zipcheck"
	"shinsa/review/fault"
)

// FuzzCheck holds that an archive without findings can be walked and read whole under its limits, and that every name in it is a path
// below the folder it is unpacked to.
func FuzzCheck(f *testing.F) {
	for _, c := range hostile.Cases(f, hostile.Archives) {
		if b := c.Bytes(f); len(b) < 4<<10 {
			f.Add(b)
		}
	}
	limits := zipcheck.Limits{Archive: 1 << 20, Entries: 100, Entry: 1 << 20, Total: 2 << 20}
	f.Fuzz(func(t *testing.T, b []byte) {
		a, found := zipcheck.Check(bytes.NewReader(b), int64(len(b)), limits)
		if a == nil && len(found) == 0 {
			t.Fatal("no archive and no reason")
		}
		if a == nil || found.Count(fault.Must) > 0 {
			return
		}
		var total int64
		for _, e := range a.Entries {
			if !filepath.IsLocal(e.Name) || !fs.ValidPath(e.Name) {
				t.Fatalf("%q is in order, it says", e.Name)
			}
			total += e.Size
		}
		if total > limits.Total {
			t.Fatalf("%d bytes", total)
		}
		if _, err := a.CheckContents(); err != nil {
			t.Fatal(err)
		}
	})
}
