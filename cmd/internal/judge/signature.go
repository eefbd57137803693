package judge

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// byteRange is what a signature of a PDF covers, and by that where it stands.
var byteRange = regexp.MustCompile(`/ByteRange ?\[ ?0 (\d+) (\d+) (\d+) ?\]`)

// OpenSSL returns an error unless every signature of a PDF, taken out of it by hand, is a CMS over the bytes around it by a signer who
// leads to the root at an instant (in seconds since 1970).
func OpenSSL(dir, root, file string, at int64) error {
	pdf, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read paper: %w", err)
	}
	found := byteRange.FindAllSubmatch(pdf, -1)
	if len(found) == 0 {
		return errors.New("openssl: no signature")
	}
	for _, m := range found {
		var n [3]int
		for i := range n {
			if n[i], err = strconv.Atoi(string(m[i+1])); err != nil || n[i] > len(pdf) {
				return fmt.Errorf("openssl: the range %s", m[0])
			}
		}
		if n[1] < n[0]+2 || n[1]+n[2] > len(pdf) {
			return fmt.Errorf("openssl: the range %s", m[0])
		}
		cms, err := hex.DecodeString(string(pdf[n[0]+1 : n[1]-1]))
		if err != nil {
			return fmt.Errorf("openssl: the signature is not hexadecimal: %w", err)
		}
		signature, content := filepath.Join(dir, "cms"), filepath.Join(dir, "content")
		covered := append(bytes.Clone(pdf[:n[0]]), pdf[n[1]:n[1]+n[2]]...)
		if err := errors.Join(os.WriteFile(signature, cms, 0o600), os.WriteFile(content, covered, 0o600)); err != nil {
			return fmt.Errorf("lay out signature: %w", err)
		}
		if _, err := ask("", "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", signature, "-content", content, "-CAfile", root, "-cades",
			"-attime", strconv.FormatInt(at, 10), "-out", os.DevNull); err != nil {
			return err
		}
	}
	return nil
}

// PyHanko returns an error unless pyHanko finds every signature of all files sound, trusted and followed by nothing but what they allow.
// Script asks it; `.ci/setup judges` fetches it.
func PyHanko(script, root string, files ...string) error {
	out, err := ask("", "python", append([]string{script, root}, files...)...)
	if err != nil {
		return err
	}
	for _, f := range files {
		if !strings.Contains(out, "sound "+f+" ") {
			return fmt.Errorf("pyHanko says nothing of %s\n%s", filepath.Base(f), out)
		}
	}
	return nil
}
