package judge

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// demo returns the folder of the demonstration.
func demo(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("SHINSA_DEMO")
	if dir == "" {
		t.Skip("runs in make judges, which makes the demonstration")
	}
	return dir
}

// parcels are the kinds of file that travel.
var parcels = []string{".dossier", ".declaration", ".opinion", ".receipt", ".card", ".release", ".register", ".records"}

// files returns the files of the demonstration that people exchange, by the end of their name; the desks themselves are sealed.
func files(t *testing.T, ends ...string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(demo(t), func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && slices.Contains(ends, filepath.Ext(p)) {
			out = append(out, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) == 0 {
		t.Fatalf("the demonstration has no %v", ends)
	}
	return out
}

// heard reports what a judge said of a file, in the form that make judges shows.
func heard(t *testing.T, who, file string, err error) {
	t.Helper()
	if err != nil {
		t.Errorf("judge: %s %s REFUSED: %v", who, filepath.Base(file), err)
		return
	}
	t.Logf("judge: %s %s ok", who, filepath.Base(file))
}

func trust(t *testing.T) Trust {
	t.Helper()
	tr, err := NewTrust(t.TempDir(), filepath.Join(demo(t), "root.pem"))
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

func TestPapers(t *testing.T) {
	nss := trust(t)
	for _, file := range files(t, ".pdf") {
		heard(t, "qpdf", file, QPDF(file))
		heard(t, "pdfsig", file, nss.PDFSig(file))
		heard(t, "mutool", file, MuTool(file))
	}
}

func TestPapers_AlteredCopiesAreRefused(t *testing.T) {
	nss := trust(t)
	raw, err := os.ReadFile(files(t, ".pdf")[0])
	if err != nil {
		t.Fatal(err)
	}
	copies := t.TempDir()
	changed := filepath.Join(copies, "changed.pdf")
	at := len(raw) / 3
	write(t, changed, slices.Concat(raw[:at], []byte{raw[at] ^ 1}, raw[at+1:]))
	longer := filepath.Join(copies, "longer.pdf")
	write(t, longer, append(slices.Clone(raw), "\n% added afterwards\n%%EOF\n"...))
	for _, file := range []string{changed, longer} {
		if err := nss.PDFSig(file); err == nil {
			t.Errorf("pdfsig takes %s", filepath.Base(file))
		}
	}
	if err := MuTool(changed); err == nil {
		t.Error("mutool takes changed.pdf")
	}
	nobody, err := NewTrust(t.TempDir(), selfSigned(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := nobody.PDFSig(files(t, ".pdf")[0]); err == nil {
		t.Error("pdfsig trusts our papers without our root")
	}
}

func TestParcels(t *testing.T) {
	root := filepath.Join(demo(t), "root.pem")
	for _, file := range files(t, parcels...) {
		bag, err := Unpack(file, t.TempDir())
		if err != nil {
			t.Errorf("judge: zip %s REFUSED: %v", filepath.Base(file), err)
			continue
		}
		heard(t, "bagit", file, BagIt(bag))
		heard(t, "openssl", file, CMS(bag, root))
	}
}

func TestParcels_AlteredCopiesAreRefused(t *testing.T) {
	root := filepath.Join(demo(t), "root.pem")
	bag, err := Unpack(files(t, parcels...)[0], t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := CMS(bag, selfSigned(t)); err == nil {
		t.Error("openssl trusts our parcels without our root")
	}
	manifest := filepath.Join(bag, "tagmanifest-sha256.txt")
	raw, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	swap := []byte("01")
	if raw[0] == '0' {
		swap = []byte("10")
	}
	write(t, manifest, append(swap[:1], raw[1:]...))
	if err := CMS(bag, root); err == nil {
		t.Error("openssl takes a changed tag manifest")
	}
	if err := BagIt(bag); err == nil {
		t.Error("bagit takes a changed tag manifest")
	}
}

// TestReport_HoldsEveryDisclosure compares the text a stranger's reader finds in a member's report with what was read from the form.
func TestReport_HoldsEveryDisclosure(t *testing.T) {
	var read struct {
		Answers map[string]struct{ Raw, Value any }
	}
	raw, err := os.ReadFile(filepath.Join(demo(t), "intake.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &read); err != nil {
		t.Fatal(err)
	}
	report := paper(t, "審査報告書")
	text, err := Text(report)
	if err != nil {
		t.Fatal(err)
	}
	text, looked := unspaced(text), 0
	for id, a := range read.Answers {
		said, ok := a.Raw.(string)
		if !ok {
			said, _ = a.Value.(string)
		}
		if said == "" {
			continue
		}
		looked++
		if !strings.Contains(text, unspaced(said)) {
			t.Errorf("judge: pdftotext %s REFUSED: the disclosure of item %s is not in it as it was written", filepath.Base(report), id)
		}
	}
	if looked < 50 {
		t.Errorf("only %d disclosures are text", looked)
	}
	t.Logf("judge: pdftotext %s ok", filepath.Base(report))
}

func TestCertificate_HasAReadableCode(t *testing.T) {
	file := paper(t, "認定証")
	code, err := QR(t.TempDir(), file)
	if err == nil && len(strings.TrimSpace(code)) < 40 {
		t.Errorf("the code says only %q", code)
	}
	heard(t, "zbarimg", file, err)
}

// paper returns the first paper of the demonstration whose name begins with a kind of paper.
func paper(t *testing.T, kind string) string {
	t.Helper()
	for _, file := range files(t, ".pdf") {
		if strings.HasPrefix(filepath.Base(file), kind) {
			return file
		}
	}
	t.Fatalf("the demonstration has no %s", kind)
	return ""
}

// unspaced takes the white space out: lines are broken on paper where none were broken in the form.
func unspaced(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func write(t *testing.T, file string, raw []byte) {
	t.Helper()
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
}

// selfSigned makes the root of a scheme that is not ours.
func selfSigned(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	cert := filepath.Join(dir, "other.pem")
	if _, err := ask(dir, "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3650",
		"-subj", "/CN=another root", "-keyout", "key.pem", "-out", cert); err != nil {
		t.Fatal(err)
	}
	return cert
}
