package paper_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"shinsa/review/pdfseal"
	"shinsa/review/pdfseal/archive"
	"shinsa/review/seal"
)

// Every kind of paper is PDF/A-3b, before it is signed and after one, two and three signatures. All files go to one run of the judge.
func TestJudge_VeraPDFOnEveryKindOfPaper(t *testing.T) {
	dir, o := t.TempDir(), newOffice(t)
	files := 0
	keep := func(kind string, signatures int, pdf []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%d.pdf", kind, signatures)), pdf, 0o600); err != nil {
			t.Fatal(err)
		}
		files++
	}
	for kind, d := range all(t) {
		for i := range 2 { // places for more signatures than the paper has
			at := archive.Millimetres(20+60*float64(i), 5, 50, 15, 297)
			d.Fields = append(d.Fields, archive.Field{Name: fmt.Sprintf("more-%d", i), Label: "署名", Rect: at})
		}
		pdf := o.archive(t, d, d.Title)
		keep(kind, 0, pdf)
		for i, f := range d.Fields {
			pdf = o.fill(t, pdf, f.Name, pdfseal.Approval)
			keep(kind, i+1, pdf)
		}
		if r := pdfseal.Verify(pdf, o.trust()); r.Verdict != seal.Genuine || len(r.Signatures) != len(d.Fields) {
			t.Errorf("%s: %s %v", kind, r.Verdict, r.Reasons().Codes())
		}
	}
	script := filepath.Join("..", "pdfseal", "archive", "testdata", "verapdf.sh")
	out, err := exec.CommandContext(t.Context(), "bash", script, dir).CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 3 && os.Getenv("SHINSA_JUDGES") == "" {
		t.Skip("veraPDF is not set up; SHINSA_JUDGES=1 makes this fail")
	}
	if n := strings.Count(string(out), "PASS "); err != nil || n != files {
		t.Errorf("veraPDF passed %d of %d files: %v\n%s", n, files, err, out)
	}
}
