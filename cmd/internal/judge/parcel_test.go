package judge

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// unpacked returns the bag in a parcel, in a folder of its own.
func unpacked(t *testing.T, d *Demo, f File) string {
	t.Helper()
	bag, err := Unpack(d.At(f), t.TempDir())
	if err != nil {
		t.Fatalf("judge: zip %s REFUSED: %v", filepath.Base(f.Path), err)
	}
	return bag
}

// signers says whose signature each kind of parcel has to bear.
var signers = map[string]string{
	"card": "Shinsa office", "dossier": "Shinsa office", "receipt": "Shinsa office", "records": "Shinsa office",
	"declaration": "Shinsa member", "opinion": "Shinsa member",
}

func TestParcels(t *testing.T) {
	d := demo(t)
	for _, f := range d.Files {
		if f.Paper() {
			continue
		}
		bag := unpacked(t, d, f)
		heard(t, "bagit", f.Path, BagIt(bag))
		signer, err := CMS(bag, d.Root())
		if !f.Signed() {
			if err == nil {
				t.Errorf("judge: openssl %s REFUSED: it bears a signature", f.Path)
			}
			continue
		}
		heard(t, "openssl", f.Path, err)
		if want := signers[f.Kind]; err == nil && (want == "" || !strings.Contains(signer, "OU="+want)) {
			t.Errorf("judge: openssl %s REFUSED: it is signed by %s", f.Path, strings.TrimSpace(signer))
		}
	}
}

func TestParcels_AlteredCopiesAreRefused(t *testing.T) {
	d := demo(t)
	cms := func(bag string) error { _, err := CMS(bag, d.Root()); return err }
	for kind := range signers {
		f := d.Of(kind)[0]
		for _, c := range []struct {
			name  string
			judge func(string) error
			who   string
			alter func(bag string)
		}{
			{"payload", BagIt, "bagit", func(bag string) { alter(t, inside(t, filepath.Join(bag, "data"))) }},
			{"manifest", BagIt, "bagit", func(bag string) { alter(t, filepath.Join(bag, "manifest-sha256.txt")) }},
			{"file-added", BagIt, "bagit", func(bag string) { write(t, filepath.Join(bag, "data", "more.json"), []byte("{}")) }},
			{"file-removed", BagIt, "bagit", func(bag string) { remove(t, inside(t, filepath.Join(bag, "data"))) }},
			{"tagmanifest", BagIt, "bagit", func(bag string) { alter(t, filepath.Join(bag, "tagmanifest-sha256.txt")) }},
			{"tagmanifest", cms, "openssl", func(bag string) { alter(t, filepath.Join(bag, "tagmanifest-sha256.txt")) }},
			{"signature", cms, "openssl", func(bag string) { alter(t, filepath.Join(bag, "signature.p7s")) }},
		} {
			genuine, altered := unpacked(t, d, f), unpacked(t, d, f)
			c.alter(altered)
			named := filepath.Join(t.TempDir(), kind+"-"+c.name)
			if err := os.Rename(altered, named); err != nil {
				t.Fatal(err)
			}
			refuses(t, c.who, genuine, named, c.judge)
		}
		if _, err := CMS(unpacked(t, d, f), selfSigned(t)); err == nil {
			t.Errorf("openssl trusts the %s without our root", kind)
		}
	}
}

// TestDossier_BodyIsSealed looks for the applicant's words in what travels beside the cover.
func TestDossier_BodyIsSealed(t *testing.T) {
	d := demo(t)
	bag := unpacked(t, d, d.Of("dossier")[0])
	body := read(t, filepath.Join(bag, "data", "body.age"))
	if !strings.HasPrefix(string(body), "age-encryption.org/v1\n-> mlkem768x25519 ") {
		t.Errorf("the body begins %q", body[:40])
	}
	files, err := os.ReadDir(filepath.Join(bag, "data"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 2 {
		t.Errorf("%d files beside each other, want cover.json and body.age alone", len(files))
	}
}

// inside returns the first file in a folder.
func inside(t *testing.T, dir string) string {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil || len(files) == 0 {
		t.Fatalf("nothing in %s (%v)", dir, err)
	}
	return filepath.Join(dir, files[0].Name())
}

// alter changes one bit in the middle of a file.
func alter(t *testing.T, file string) {
	t.Helper()
	raw := read(t, file)
	write(t, file, flipped(raw, len(raw)/2))
}

func remove(t *testing.T, file string) {
	t.Helper()
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
}
