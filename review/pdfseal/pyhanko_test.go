package pdfseal_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"shinsa/review/fault"
	"shinsa/review/pdfseal"
	"shinsa/review/seal"
)

// How much of a file a signature covers, and what came after it, in the words of pyHanko's tests.
const (
	entireFile     = "entire file"
	entireRevision = "entire revision"
	fromStart      = "contiguous block from start"
	unclear        = "unclear"

	nothing = "none"
	filling = "form filling, at most"
	other   = "other"
)

// strangers are files of pyHanko's own tests with what those expect of the first signature: test_diff_analysis.py, test_cms.py and
// test_signing.py of August 2026. Where this package is stricter on purpose, ours is what it says instead, and why. Levels are compared,
// not trust: what a signature itself must have, such as signed attributes and an ESS certificate of the newer kind, is asked by package
// seal.
var strangers = []struct {
	file, coverage, modification string
	ours, why                    string
}{
	{file: "tail-uncovered.pdf", coverage: fromStart},
	{file: "signature-gap-too-big.pdf", coverage: unclear},
	{file: "one-byterange.pdf", coverage: unclear},
	{file: "weird-byterange.pdf", coverage: unclear},
	{file: "form-update-override-appearance-stream.pdf", coverage: entireRevision, modification: filling},
	{file: "form-update-override-appearance-stream-ap-indirect.pdf", coverage: entireRevision, modification: filling},
	{file: "form-update-no-override-appearance-stream-ap-indirect.pdf", coverage: entireRevision, modification: filling},
	{file: "form-update-original-ap-type-wrong.pdf", coverage: entireRevision, modification: filling},
	{file: "form-update-override-appearance-stream-sneaky.pdf", coverage: entireRevision, modification: other},
	{file: "form-update-override-appearance-stream-ap-indirect-sneaky.pdf", coverage: entireRevision, modification: other},
	{file: "form-update-no-override-appearance-stream-ap-indirect-sneaky.pdf", coverage: entireRevision, modification: other},
	{file: "form-update-ap-indirect-sneaky-trailer.pdf", coverage: entireRevision, modification: other},
	{file: "extensions-indirect-not-all-paths.pdf", coverage: entireRevision, modification: other},
	{file: "extensions-direct.pdf", coverage: entireRevision, modification: filling, ours: other, why: "metadata was rewritten"},
	{file: "extensions-indirect.pdf", coverage: entireRevision, modification: filling, ours: other, why: "metadata was rewritten"},
	{file: "extensions-update-direct.pdf", coverage: entireRevision, modification: filling, ours: other, why: "metadata was rewritten"},
	{file: "extensions-update-indirect.pdf", coverage: entireRevision, modification: filling, ours: other, why: "metadata was rewritten"},
	{file: "minimal-two-fields-signed-twice.pdf", coverage: entireRevision, modification: filling, ours: other, why: "metadata and the flags of a field were rewritten"},
	{file: "minimal-signed-twice-second-created.pdf", coverage: entireRevision, modification: filling, ours: other, why: "a field was put on a page after signing"},
	{file: "minimal-signed-twice-no-sig-type.pdf", coverage: entireRevision, modification: filling, ours: other, why: "a field was put on a page after signing"},
	{file: "separate-annots-kids-indir.pdf", coverage: entireRevision, modification: filling, ours: other, why: "a field was put on a page after signing"},
	{file: "pades-lta-dss-indirect-arrs-test-2.pdf", coverage: entireRevision, modification: filling, ours: other, why: "a field was put on a page after signing"},
	{file: "pades-with-old-style-signing-cert-attr.pdf", coverage: entireFile, modification: nothing},
	{file: "certified-with-indirect-refs-in-dir.pdf", coverage: entireFile, modification: nothing},
	{file: "sig-no-signed-attrs.pdf", coverage: entireFile, modification: nothing},
	{file: "sig-with-ski-sid.pdf", coverage: entireFile, modification: nothing},
	{file: "ed448-shake256-nolen.pdf", coverage: entireFile, modification: nothing},
}

func TestPyHanko_SameLevelOrStricter(t *testing.T) {
	for _, tt := range strangers {
		s := first(t, tt.file)
		if got := coverage(s); got != tt.coverage {
			t.Errorf("%s covers %s, want %s", tt.file, got, tt.coverage)
		}
		want := tt.modification
		if tt.ours != "" {
			want = tt.ours
		}
		if got := modification(s); want != "" && got != want {
			t.Errorf("%s: changes are %s, want %s (%v)", tt.file, got, want, s.Changes)
		}
		if genuine := s.Verdict == seal.Genuine; genuine && tt.modification == other {
			t.Errorf("%s is genuine", tt.file)
		}
	}
}

// first is the first signature of a file that it says something of: document time stamps, which it does not accept, are no signatures.
func first(t *testing.T, file string) pdfseal.Signature {
	t.Helper()
	roots, err := seal.ParseCertificates(stranger(t, "root.pem"))
	if err != nil {
		t.Fatal(err)
	}
	r := pdfseal.Verify(stranger(t, file), seal.Trust{Roots: roots})
	for _, s := range r.Signatures {
		if !strings.HasPrefix(s.Field, "Timestamp-") {
			return s
		}
	}
	t.Fatalf("%s has no signature: %v", file, r.Reasons().Codes())
	return pdfseal.Signature{}
}

func stranger(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "pyhanko", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func coverage(s pdfseal.Signature) string {
	switch {
	case has(s.Findings, "pdf_byte_range"):
		return unclear
	case has(s.Findings, "pdf_coverage_not_revision"):
		return fromStart
	case s.Whole:
		return entireFile
	}
	return entireRevision
}

func modification(s pdfseal.Signature) string {
	out := nothing
	for _, ch := range s.Changes {
		if !ch.Allowed {
			return other
		}
		out = filling
	}
	return out
}

func has(l fault.List, code string) bool {
	for _, f := range l {
		if f.Code == code {
			return true
		}
	}
	return false
}

// What pyHanko refuses outright is refused here too, each for its reason.
func TestPyHanko_Refused(t *testing.T) {
	for file, code := range map[string]string{
		"pdf-sig-with-econtent.pdf":                    "seal_malformed",             // a detached signature that carries content
		"ed448-disallowed-hash.pdf":                    "seal_algorithm_unsupported", // Ed448 with another digest than its own
		"signed-encrypted-pubkey-with-catalog-ref.pdf": "pdf_encrypted",
		"form-tree-circular-ref-input.pdf":             "pdf_unreadable",
	} {
		r := pdfseal.Verify(stranger(t, file), seal.Trust{})
		if r.Verdict == seal.Genuine || !has(r.Reasons(), code) {
			t.Errorf("%s: %s %v, want %s", file, r.Verdict, r.Reasons().Codes(), code)
		}
	}
}

// SHINSA_PYHANKO names a folder with all of pyHanko's test data; without it the selection here is gone through.
func TestPyHanko_BoundedTimeAndMemory(t *testing.T) {
	dir := os.Getenv("SHINSA_PYHANKO")
	if dir == "" {
		dir = filepath.Join("testdata", "pyhanko")
	}
	n := 0
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".pdf" {
			return err
		}
		n++
		pdf, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		began, before := time.Now(), allocated()
		pdfseal.Verify(pdf, seal.Trust{})
		if spent := time.Since(began); spent > 2*time.Second {
			t.Errorf("%s took %v", path, spent)
		}
		if used := allocated() - before; used > 256<<20 {
			t.Errorf("%s took %d MB", path, used>>20)
		}
		return nil
	})
	if err != nil || n < 30 {
		t.Errorf("%d files, %v", n, err)
	}
}

// allocated is how much memory was asked for so far, whether it was given back or not.
func allocated() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
