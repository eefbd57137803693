package judge

import (
	"archive/zip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// BagIt returns an error unless the Library of Congress's bagit.py finds a bag complete and unchanged.
func BagIt(bag string) error {
	_, err := ask("", "bagit.py", "--validate", "--quiet", bag)
	return err
}

// CMS returns the signer's name, or an error unless openssl finds the detached signature over a bag's tag manifest to be by a chain to
// the root, all of it in force when the parcel was made.
func CMS(bag, root string) (signer string, err error) {
	made, err := created(bag)
	if err != nil {
		return "", err
	}
	cert := filepath.Join(bag, "..", "signer.pem")
	if _, err := ask("", "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", filepath.Join(bag, "signature.p7s"),
		"-content", filepath.Join(bag, "tagmanifest-sha256.txt"), "-CAfile", root, "-purpose", "any",
		"-attime", strconv.FormatInt(made.Unix(), 10), "-signer", cert, "-out", os.DevNull); err != nil {
		return "", err
	}
	return ask("", "openssl", "x509", "-in", cert, "-noout", "-subject", "-nameopt", "utf8,sep_comma_plus")
}

// created is when a parcel says it was made.
func created(bag string) (time.Time, error) {
	var p struct {
		Created time.Time `json:"created"`
	}
	raw, err := os.ReadFile(filepath.Join(bag, "parcel.json"))
	if err != nil {
		return time.Time{}, fmt.Errorf("read parcel: %w", err)
	}
	if err := json.Unmarshal(raw, &p); err != nil {
		return time.Time{}, fmt.Errorf("read parcel: %w", err)
	}
	return p.Created, nil
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
