// Package judge hands signed files to programs that are not ours and reports what they say.
//
// A format is only what others make of it. So the demonstration's papers go to qpdf, poppler's pdfsig and mutool, its parcels to
// bagit.py and openssl, its certificate to zbarimg, and none of them is told more than a stranger would be: the file and the scheme's root
// certificate. Each judge is also given an altered copy, which it has to refuse; a judge that accepts everything says nothing.
//
// `make judges` makes the demonstration, names its folder in SHINSA_DEMO and runs the tests of this package.
package judge

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// limit is how long one program may take over one file.
const limit = 2 * time.Minute

// ask runs a program and returns what it prints to either stream.
func ask(dir, name string, args ...string) (string, error) {
	ctx, stop := context.WithTimeout(context.Background(), limit)
	defer stop()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		return string(out), fmt.Errorf("%s: %w\n%s", name, err, bytes.TrimSpace(out))
	}
	return string(out), nil
}

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
	if _, err := ask("", "certutil", "-A", "-d", db, "-n", "scheme root", "-t", "CT,C,C", "-i", root); err != nil {
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

// Text returns the text of a PDF as poppler reads it, in the order it was drawn.
func Text(file string) (string, error) {
	return ask("", "pdftotext", "-raw", "-enc", "UTF-8", file, "-")
}

// QR returns what zbarimg reads on the pages of a PDF, drawn by poppler at 200 dpi.
func QR(dir, file string) (string, error) {
	if _, err := ask(dir, "pdftoppm", "-r", "200", "-png", file, "page"); err != nil {
		return "", err
	}
	pages, err := filepath.Glob(filepath.Join(dir, "page*.png"))
	if err != nil {
		return "", err
	}
	return ask(dir, "zbarimg", append([]string{"-q", "--raw", "-Sdisable", "-Sqrcode.enable"}, pages...)...)
}

// BagIt returns an error unless the Library of Congress's bagit.py finds a bag complete and unchanged.
func BagIt(bag string) error {
	_, err := ask("", "bagit.py", "--validate", "--quiet", bag)
	return err
}

// CMS returns an error unless openssl finds the detached signature over a bag's tag manifest to be by a chain to the root.
func CMS(bag, root string) error {
	signatures, err := filepath.Glob(filepath.Join(bag, "*.p7s"))
	if err != nil || len(signatures) == 0 {
		return fmt.Errorf("no signature in the bag (%v)", err)
	}
	for _, s := range signatures {
		manifest := filepath.Join(bag, "tagmanifest-sha256.txt")
		if _, err := ask("", "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", s, "-content", manifest,
			"-CAfile", root, "-purpose", "any", "-out", os.DevNull); err != nil {
			return err
		}
	}
	return nil
}

// Unpack writes a ZIP to dir and returns the folder of the bag in it.
func Unpack(file, dir string) (bag string, err error) {
	z, err := zip.OpenReader(file)
	if err != nil {
		return "", fmt.Errorf("open parcel: %w", err)
	}
	defer z.Close()
	for _, f := range z.File {
		if !filepath.IsLocal(f.Name) {
			return "", fmt.Errorf("open parcel: %q leads outside", f.Name)
		}
		to := filepath.Join(dir, f.Name)
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		if err := extract(f, to); err != nil {
			return "", fmt.Errorf("open parcel: %w", err)
		}
		if filepath.Base(to) == "bagit.txt" {
			bag = filepath.Dir(to)
		}
	}
	if bag == "" {
		return "", errors.New("open parcel: no bag in it")
	}
	return bag, nil
}

func extract(f *zip.File, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	in, err := f.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	raw, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	return os.WriteFile(to, raw, 0o600)
}
