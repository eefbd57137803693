package pdfseal_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
	"shinsa/review/pdfseal"
	"shinsa/review/seal"
)

// exhibits are the files that outside programs judge: one to three approvals, every kind of key alone and three of them in one file, a
// certification.
func exhibits(t *testing.T, b *bench) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for n := 1; n <= 3; n++ {
		out[fmt.Sprintf("approved-%d", n)] = b.approvals(t, n)
	}
	for name, k := range everyKey(t) {
		o := b.options(t, 0)
		o.Signer = b.card(t, k, seal.Subject{Name: "委員 " + name, Role: seal.Member})
		out[name] = mustSign(t, b.paper, o)
	}
	mixed := b.paper
	for i, name := range []string{"RSA-2048", "P-384", "RSA-4096"} {
		o := b.options(t, i)
		o.Signer = b.card(t, everyKey(t)[name], seal.Subject{Name: "委員 " + name, Role: seal.Member})
		mixed = mustSign(t, mixed, o)
	}
	out["mixed-3"] = mixed
	o := b.options(t, 0)
	o.Signer, o.Permission = b.office, pdfseal.NoChanges
	o.Appearance = &pdfseal.Appearance{Role: "一般社団法人 見本協会", Name: "代表理事 髙橋 𠮷郎", Date: "2026年6月15日", Seal: "見本協会之印", Square: true, Fonts: fonts(t)}
	out["certified"] = mustSign(t, b.paper, o)
	return out
}

func TestJudge_Pdfsig(t *testing.T) {
	need(t, "pdfsig", "certutil")
	b, dir := newBench(t), t.TempDir()
	nss := "sql:" + dir
	root := write(t, dir, "root.pem", seal.MarshalCertificates(b.root.Cert))
	run(t, "certutil", "-N", "-d", nss, "--empty-password")
	run(t, "certutil", "-A", "-d", nss, "-n", "root", "-t", "CT,C,C", "-a", "-i", root)
	for name, pdf := range exhibits(t, b) {
		out := run(t, "pdfsig", "-nssdir", nss, write(t, dir, "f.pdf", pdf))
		signatures := strings.Count(out, "Signing Time")
		if n := strings.Count(out, "Signature is Valid"); n != signatures || n == 0 {
			t.Errorf("%s: %d of %d valid\n%s", name, n, signatures, out)
		}
		if n := strings.Count(out, "Certificate is Trusted"); n != signatures {
			t.Errorf("%s: %d of %d trusted\n%s", name, n, signatures, out)
		}
		if n := strings.Count(out, "- Total document signed"); n != 1 {
			t.Errorf("%s: %d signatures over the whole document\n%s", name, n, out)
		}
		if !strings.Contains(out, "ETSI.CAdES.detached") {
			t.Errorf("%s is not PAdES\n%s", name, out)
		}
	}
}

func TestJudge_Mutool(t *testing.T) {
	need(t, "mutool")
	b, dir := newBench(t), t.TempDir()
	for name, pdf := range exhibits(t, b) {
		// mutool has no root to trust and says so; what counts is what it says of the document.
		out := run(t, "mutool", "sign", "-v", write(t, dir, "f.pdf", pdf))
		sound := strings.Count(out, "The document is unchanged since signing.") + strings.Count(out, "The signature is valid but there have been edits since signing.")
		if n := strings.Count(out, "Distinguished name"); sound != n || n == 0 {
			t.Errorf("%s: %d of %d sound\n%s", name, sound, n, out)
		}
	}
}

func TestJudge_Qpdf(t *testing.T) {
	need(t, "qpdf")
	b, dir := newBench(t), t.TempDir()
	for name, pdf := range exhibits(t, b) {
		if out := run(t, "qpdf", "--check", write(t, dir, "f.pdf", pdf)); !strings.Contains(out, "No syntax or stream encoding errors found") {
			t.Errorf("%s: %s", name, out)
		}
	}
}

var byteRange = regexp.MustCompile(`/ByteRange \[0 (\d{10}) (\d{10}) (\d{10})\]`)

// openssl gets the CMS and the covered bytes taken out of the file by hand.
func TestJudge_OpenSSL(t *testing.T) {
	need(t, "openssl")
	b, dir := newBench(t), t.TempDir()
	root := write(t, dir, "root.pem", seal.MarshalCertificates(b.root.Cert))
	for name, pdf := range exhibits(t, b) {
		for i, m := range byteRange.FindAllSubmatch(pdf, -1) {
			cms, covered := takenOut(t, pdf, m)
			cmd := exec.CommandContext(t.Context(), "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", write(t, dir, "cms", cms),
				"-content", write(t, dir, "content", covered), "-CAfile", root, "-attime", strconv.FormatInt(signed.Unix(), 10), "-cades", "-out", os.DevNull)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s, signature %d: %v\n%s", name, i+1, err, out)
			}
		}
	}
}

// takenOut takes the signature that a ByteRange leaves out, and what it covers, out of a file by hand.
func takenOut(t *testing.T, pdf []byte, m [][]byte) (cms, covered []byte) {
	t.Helper()
	var n [3]int
	for k := range n {
		v, err := strconv.Atoi(string(m[k+1]))
		if err != nil {
			t.Fatal(err)
		}
		n[k] = v
	}
	raw := make([]byte, (n[1]-n[0]-2)/2)
	if _, err := hex.Decode(raw, pdf[n[0]+1:n[1]-1]); err != nil {
		t.Fatal(err)
	}
	var element cryptobyte.String
	padded := cryptobyte.String(raw)
	if !padded.ReadASN1Element(&element, cbasn1.SEQUENCE) {
		t.Fatal("no signature")
	}
	return element, append(bytes.Clone(pdf[:n[0]]), pdf[n[1]:n[1]+n[2]]...)
}

// Signed or not, stamped or not, the file is archival.
func TestJudge_VeraPDF(t *testing.T) {
	b, dir := newBench(t), t.TempDir()
	write(t, dir, "unsigned.pdf", b.paper)
	for name, pdf := range exhibits(t, b) {
		write(t, dir, name+".pdf", pdf)
	}
	stamped, _ := frozenStamped(t)
	write(t, dir, "stamped.pdf", stamped)
	out, err := exec.CommandContext(t.Context(), "bash", filepath.Join("archive", "testdata", "verapdf.sh"), dir).CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 3 && os.Getenv("SHINSA_JUDGES") == "" {
		t.Skip("veraPDF is not set up; SHINSA_JUDGES=1 makes this fail")
	}
	if err != nil {
		t.Errorf("veraPDF: %v\n%s", err, out)
	}
	if n := strings.Count(string(out), "PASS "); n != 12 {
		t.Errorf("veraPDF passed %d files, want 12\n%s", n, out)
	}
}

// pyHanko reads Adobe's rules most closely of all that is free, changes after signing included.
func TestJudge_PyHanko(t *testing.T) {
	b, dir := newBench(t), t.TempDir()
	if exec.CommandContext(t.Context(), "python", "-c", "import pyhanko").Run() != nil {
		if os.Getenv("SHINSA_JUDGES") != "" {
			t.Fatal("pyHanko is missing")
		}
		t.Skip("pyHanko is missing; SHINSA_JUDGES=1 makes this fail")
	}
	args := []string{filepath.Join("testdata", "judge.py"), write(t, dir, "root.pem", seal.MarshalCertificates(b.root.Cert))}
	want := 0
	for name, pdf := range exhibits(t, b) {
		args = append(args, write(t, dir, name+".pdf", pdf))
		want += len(byteRange.FindAll(pdf, -1))
	}
	if out := run(t, "python", args...); strings.Count(out, "sound ") != want {
		t.Errorf("want %d sound signatures\n%s", want, out)
	}
}

// What a reader of the page copies from a signature is its text.
func TestJudge_SignatureTextCanBeCopied(t *testing.T) {
	need(t, "pdftotext")
	b, dir := newBench(t), t.TempDir()
	out := run(t, "pdftotext", "-raw", write(t, dir, "f.pdf", exhibits(t, b)["certified"]), "-")
	for _, want := range []string{"一般社団法人 見本協会", "代表理事 髙橋 𠮷郎", "2026年6月15日"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in %q", want, out)
		}
	}
}
