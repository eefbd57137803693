package judge

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
)

// QPDF returns an error unless qpdf finds no fault in the structure of a PDF.
func QPDF(file string) error {
	_, err := ask("", "qpdf", "--check", file)
	return err
}

// Trust is a folder with an NSS database that trusts one root to sign.
type Trust string

// NewTrust makes the database in dir from a root certificate in PEM.
func NewTrust(dir, root string) (Trust, error) {
	db := "sql:" + dir
	if _, err := ask("", "certutil", "-N", "-d", db, "--empty-password"); err != nil {
		return "", err
	}
	if _, err := ask("", "certutil", "-A", "-d", db, "-n", "scheme root", "-t", "CT,C,C", "-a", "-i", root); err != nil {
		return "", err
	}
	return Trust(db), nil
}

// PDFSig returns an error unless poppler finds every signature of a PDF valid and trusted, and the last one to cover all of it. The
// coverage matters: poppler calls a signature valid when something was added after it.
func (t Trust) PDFSig(file string) error {
	out, err := ask("", "pdfsig", "-nssdir", string(t), file)
	if err != nil {
		return err
	}
	signed := strings.Split(out, "Signature #")[1:]
	if len(signed) == 0 {
		return errors.New("pdfsig: no signature")
	}
	for _, s := range signed {
		if !strings.Contains(s, "Signature is Valid.") || !strings.Contains(s, "Certificate is Trusted.") {
			return fmt.Errorf("pdfsig: %s", out)
		}
	}
	if !strings.Contains(signed[len(signed)-1], "- Total document signed") {
		return fmt.Errorf("pdfsig: something follows the last signature\n%s", out)
	}
	return nil
}

// MuTool returns an error unless mutool finds the digest of every signature intact and nothing added after the last. It knows no
// roots but those of Adobe's list, so that it cannot trust ours is expected.
func MuTool(file string) error {
	out, err := ask("", "mutool", "sign", "-v", file)
	if err != nil {
		return err
	}
	signed := strings.Split(out, "Verifying signature")[1:]
	if len(signed) == 0 {
		return fmt.Errorf("mutool: no signature\n%s", out)
	}
	unchanged := 0
	for _, s := range signed {
		switch {
		case strings.Contains(s, "The document is unchanged since signing."):
			unchanged++
		case !strings.Contains(s, "The signature is valid but there have been edits since signing."):
			return fmt.Errorf("mutool: %s", out)
		}
	}
	if unchanged == 0 {
		return fmt.Errorf("mutool: something follows the last signature\n%s", out)
	}
	return nil
}

// VeraPDF returns an error unless veraPDF finds all files to be PDF/A-3b. Script starts it; `.ci/setup judges` fetches it.
func VeraPDF(script string, files ...string) error {
	out, err := ask("", "bash", append([]string{script}, files...)...)
	if err != nil {
		return err
	}
	if n := strings.Count(out, "PASS "); n != len(files) {
		return fmt.Errorf("veraPDF passed %d of %d files\n%s", n, len(files), out)
	}
	return nil
}

// Text returns the text of a PDF as poppler reads it, in the order it was drawn.
func Text(file string) (string, error) {
	return ask("", "pdftotext", "-raw", "-enc", "UTF-8", file, "-")
}

// Said returns the expression that finds a text on paper exactly as it was written, except that a line may end anywhere on paper, and
// that a line's end or the next page stands for the spaces it replaces.
func Said(text string) (*regexp.Regexp, error) {
	var b strings.Builder
	for i, word := range strings.Fields(text) {
		if i > 0 {
			b.WriteString(`\s+`)
		}
		for k, r := range []rune(word) {
			if k > 0 {
				b.WriteString(`[\n\f]*`)
			}
			b.WriteString(regexp.QuoteMeta(string(r)))
		}
	}
	return regexp.Compile(b.String())
}

// QR returns what zbarimg reads on the pages of a PDF, drawn by poppler at 200 dpi into dir.
func QR(dir, file string) (string, error) {
	if _, err := ask(dir, "pdftoppm", "-r", "200", "-png", file, "page"); err != nil {
		return "", err
	}
	pages, err := filepath.Glob(filepath.Join(dir, "page*.png"))
	if err != nil {
		return "", err
	}
	out, err := ask(dir, "zbarimg", append([]string{"-q", "--raw", "-Sdisable", "-Sqrcode.enable"}, pages...)...)
	for _, line := range strings.Split(out, "\n") { // beside what it read, zbar says when there is no message bus
		if strings.HasPrefix(line, claimPrefix) {
			return line, err
		}
	}
	if err == nil {
		err = fmt.Errorf("zbarimg: no code with a claim\n%s", out)
	}
	return "", err
}
