package judge

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"time"
)

const (
	verapdf = top + "/review/pdfseal/archive/testdata/verapdf.sh"
	pyhanko = top + "/review/pdfseal/testdata/judge.py"
)

func trust(t *testing.T, root string) Trust {
	t.Helper()
	tr, err := NewTrust(t.TempDir(), root)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

func TestPapers(t *testing.T) {
	d := demo(t)
	nss := trust(t, d.Root())
	var all []string
	for _, f := range d.Files {
		if !f.Paper() {
			continue
		}
		file := d.At(f)
		all = append(all, file)
		heard(t, "qpdf", file, QPDF(file))
		heard(t, "pdfsig", file, nss.PDFSig(file))
		heard(t, "mutool", file, MuTool(file))
		heard(t, "openssl", file, OpenSSL(t.TempDir(), d.Root(), file, signedAt(t, file)))
	}
	err := PyHanko(pyhanko, d.Root(), all...)
	for _, file := range all {
		heard(t, "pyHanko", file, err)
	}
	if err := VeraPDF(verapdf, all...); err != nil {
		t.Errorf("judge: %v", err)
		return
	}
	for _, file := range all {
		heard(t, "veraPDF", file, nil)
	}
}

var claimed = regexp.MustCompile(`/M ?\(D:(\d{14})`)

// signedAt is the time that the signature of a paper claims, give or take a time zone.
func signedAt(t *testing.T, file string) int64 {
	t.Helper()
	m := claimed.FindSubmatch(read(t, file))
	if m == nil {
		t.Fatalf("%s claims no time", filepath.Base(file))
	}
	at, err := time.Parse("20060102150405", string(m[1]))
	if err != nil {
		t.Fatal(err)
	}
	return at.Add(12 * time.Hour).Unix()
}

// stream is how a compressed part of a PDF begins.
var stream = regexp.MustCompile(`/Filter ?/FlateDecode[^>]*>>\s*stream\r?\n`)

func TestPapers_AlteredCopiesAreRefused(t *testing.T) {
	d := demo(t)
	nss, nobody := trust(t, d.Root()), trust(t, selfSigned(t))
	for _, kind := range papers {
		genuine := d.At(d.Of(kind)[0])
		raw, dir := read(t, genuine), t.TempDir()
		at := stream.FindIndex(raw)
		if at == nil {
			t.Fatalf("%s has no stream", filepath.Base(genuine))
		}
		changed := write(t, filepath.Join(dir, kind+"-changed.pdf"), flipped(raw, at[1]+20))
		short := write(t, filepath.Join(dir, kind+"-cut-short.pdf"), raw[:len(raw)-2000])
		longer := write(t, filepath.Join(dir, kind+"-longer.pdf"), append(bytes.Clone(raw), "\n% added afterwards\n%%EOF\n"...))
		refuses(t, "qpdf", genuine, short, QPDF)
		refuses(t, "pdfsig", genuine, changed, nss.PDFSig)
		refuses(t, "pdfsig", genuine, longer, nss.PDFSig)
		refuses(t, "mutool", genuine, changed, MuTool)
		claims := signedAt(t, genuine)
		refuses(t, "openssl", genuine, changed, func(f string) error { return OpenSSL(t.TempDir(), d.Root(), f, claims) })
		refuses(t, "pyHanko", genuine, changed, func(f string) error { return PyHanko(pyhanko, d.Root(), f) })
		if err := nobody.PDFSig(genuine); err == nil {
			t.Errorf("pdfsig trusts the %s without our root", kind)
		}
	}
	genuine := d.At(d.Of("certificate")[0])
	raw := read(t, genuine)
	if !bytes.Contains(raw, []byte("<pdfaid:part>3<")) {
		t.Fatal("the certificate does not say that it is PDF/A-3")
	}
	other := write(t, filepath.Join(t.TempDir(), "certificate-of-another-part.pdf"), bytes.Replace(raw, []byte("<pdfaid:part>3<"), []byte("<pdfaid:part>2<"), 1))
	refuses(t, "veraPDF", genuine, other, func(file string) error { return VeraPDF(verapdf, file) })
}

// TestReports_HoldEveryDisclosure compares the text a stranger's reader finds in each member's report with what was read from the form.
func TestReports_HoldEveryDisclosure(t *testing.T) {
	d := demo(t)
	var form struct {
		Answers map[string]struct{ Raw, Value any }
	}
	if err := json.Unmarshal(read(t, filepath.Join(d.Dir, "intake.json")), &form); err != nil {
		t.Fatal(err)
	}
	if len(form.Answers) != 136 {
		t.Errorf("%d answers were read, want 136", len(form.Answers))
	}
	for _, f := range d.Of("report") {
		text, err := Text(d.At(f))
		if err != nil {
			t.Fatal(err)
		}
		looked := 0
		for id, a := range form.Answers {
			written, ok := a.Raw.(string) // as in the cell, where that is more than the value
			if !ok {
				written, _ = a.Value.(string)
			}
			if written == "" {
				continue
			}
			looked++
			if !said(t, text, written) {
				t.Errorf("judge: pdftotext %s REFUSED: the disclosure of item %s is not in it as it was written: %q", filepath.Base(f.Path), id, written)
			}
		}
		if looked < 130 {
			t.Errorf("only %d of 136 disclosures are text", looked)
		}
		t.Logf("judge: pdftotext %s ok, %d disclosures", filepath.Base(f.Path), looked)
	}
}

func said(t *testing.T, text, written string) bool {
	t.Helper()
	find, err := Said(written)
	if err != nil {
		t.Fatal(err)
	}
	return find.MatchString(text)
}

func TestSaid(t *testing.T) {
	for _, c := range []struct {
		written, text string
		want          bool
	}{
		{"稼働率 99.9％", "前 稼働率 99.9％ 後", true},
		{"稼働率 99.9％", "稼働\n率\n99.9％", true},
		{"稼働率\n99.9％", "稼働率 99.\f9％", true},
		{"稼働率99.9％", "稼働率 99.9％", false},
		{"稼働率 99.9％", "稼働率99.9％", false},
		{"稼働率 99.9％", "稼働率 99.8％", false},
		{"a.b", "axb", false},
	} {
		if got := said(t, c.text, c.written); got != c.want {
			t.Errorf("%q in %q: %v", c.written, c.text, got)
		}
	}
}

// TestCertificate_SaysWhatIsSigned reads the code from the drawn page and has openssl check what it says.
func TestCertificate_SaysWhatIsSigned(t *testing.T) {
	d := demo(t)
	file := d.At(d.Of("certificate")[0])
	code, err := QR(t.TempDir(), file)
	heard(t, "zbarimg", file, err)
	if err != nil {
		return
	}
	// The office's certificate travels with everything the office signed.
	at := unpacked(t, d, d.Of("records")[0])
	if _, err := CMS(at, d.Root()); err != nil {
		t.Fatal(err)
	}
	signer := filepath.Join(at, "..", "signer.pem")
	lines, err := Claim(code, signer, t.TempDir())
	heard(t, "openssl (code)", file, err)
	if err == nil && (lines[0] != d.Certificate || len(lines) != 6) {
		t.Errorf("the code says %q, want the certificate %s", lines, d.Certificate)
	}
	// One character further on in the name of the service is another claim.
	other := []byte(code)
	i := len(claimPrefix) + 3*len(d.Certificate)
	other[i] = "0123456789"[(slices.Index([]byte("0123456789"), other[i])+1)%10]
	if _, err := Claim(string(other), signer, t.TempDir()); err == nil {
		t.Error("openssl takes a claim with another word in it")
	}
	if _, err := Claim(code, selfSigned(t), t.TempDir()); err == nil {
		t.Error("openssl takes the claim for somebody else's")
	}
}

func TestBase45(t *testing.T) {
	for text, want := range map[string]string{"BB8": "AB", "%69 VD92EX0": "Hello!!", "UJCLQE7W581": "base-45", "QED8WEX0": "ietf!"} { // RFC 9285, 4.3 and 4.4
		if got, err := base45(text); err != nil || string(got) != want {
			t.Errorf("%q reads %q (%v), want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"GGW", "A", "a00", "::"} {
		if got, err := base45(text); err == nil {
			t.Errorf("%q reads %q", text, got)
		}
	}
}
