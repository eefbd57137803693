package paper_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shinsa/review/pdfseal"
	"shinsa/review/pdfseal/archive"
	"shinsa/review/seal"
)

// everyFile writes every kind of paper, before it is signed and after one, two and three signatures, and returns the files.
func everyFile(t *testing.T, dir string) []string {
	t.Helper()
	o := newOffice(t)
	var files []string
	keep := func(kind string, signatures int, pdf []byte) {
		t.Helper()
		path := filepath.Join(dir, fmt.Sprintf("%s-%d.pdf", kind, signatures))
		if err := os.WriteFile(path, pdf, 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
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
	return files
}

// asked runs an outside judge, and skips the test when it is not set up and nobody asks for it.
func asked(t *testing.T, script string, args ...string) (string, error) {
	t.Helper()
	script = filepath.Join("..", "pdfseal", "archive", "testdata", script)
	out, err := exec.CommandContext(t.Context(), "bash", append([]string{script}, args...)...).CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 3 && os.Getenv("SHINSA_JUDGES") == "" {
		t.Skip("not set up; SHINSA_JUDGES=1 makes this fail")
	}
	return string(out), err
}

// Every kind of paper is PDF/A-3b, signed or not. All files go to one run of the judge.
func TestJudge_VeraPDFOnEveryKindOfPaper(t *testing.T) {
	dir := t.TempDir()
	files := everyFile(t, dir)
	out, err := asked(t, "verapdf.sh", dir)
	if n := strings.Count(out, "PASS "); err != nil || n != len(files) {
		t.Errorf("veraPDF passed %d of %d files: %v\n%s", n, len(files), err, out)
	}
}

// preflightKnows are the findings of a judge of PDF/A-1b that come from our files being PDF/A-3b: what the older standard forbids or asks for
// and the newer one does not. Whatever else it finds is ours to mend.
var preflightKnows = map[string]string{
	"7.11.2 Error on MetaData, part must be 1":                                                 "the files say that they are part 3",
	"1.4.7 Trailer Syntax error, EmbeddedFile entry is present in the Names dictionary":        "attachments are what part 3 adds",
	"1.2.9 Body Syntax error, EmbeddedFile entry is present in a FileSpecification dictionary": "the same",
	"3.1.11 The CIDSet entry is missing for the Composite Subset":                              "from part 2 on it need not be there (ISO 19005-2, 6.2.11.4.2)",
}

func TestJudge_PreflightFindsNothingButWhatPartThreeAllows(t *testing.T) {
	dir := t.TempDir()
	files := everyFile(t, dir)
	list, report := filepath.Join(dir, "list.txt"), filepath.Join(dir, "report.xml")
	if err := os.WriteFile(list, []byte(strings.Join(files, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := asked(t, "preflight.sh", list, report); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	b, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	var found struct {
		Files []struct {
			Name   string `xml:"name,attr"`
			Thrown string `xml:"exceptionThrown>message"`
			Errors []struct {
				Code    string `xml:"code"`
				Details string `xml:"details"`
			} `xml:"errors>error"`
		} `xml:"preflight"`
	}
	if err := xml.Unmarshal(b, &found); err != nil {
		t.Fatal(err)
	}
	if len(found.Files) != len(files) {
		t.Errorf("preflight looked at %d of %d files", len(found.Files), len(files))
	}
	met := map[string]bool{}
	for _, f := range found.Files {
		var strange []string
		for _, e := range f.Errors {
			what := e.Details
			if _, detail, ok := strings.Cut(what, "-Regular: "); ok && e.Code == "3.1.11" {
				what = detail
			}
			if _, detail, ok := strings.Cut(what, "-Bold: "); ok && e.Code == "3.1.11" {
				what = detail
			}
			if what = e.Code + " " + what; preflightKnows[what] == "" {
				strange = append(strange, e.Code+" "+e.Details)
			}
			met[what] = true
		}
		if slices.Sort(strange); len(strange) > 0 || f.Thrown != "" {
			t.Errorf("%s: %s %s", f.Name, f.Thrown, strings.Join(slices.Compact(strange), "; "))
		}
	}
	for what := range preflightKnows {
		if !met[what] {
			t.Errorf("preflight no longer says %q: take it out of what it may say", what)
		}
	}
}
