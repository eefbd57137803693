package judge

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// top is the checkout, seen from here.
const top = "../../.."

// demo returns the demonstration.
func demo(t *testing.T) *Demo {
	t.Helper()
	dir := os.Getenv("SHINSA_DEMO")
	if dir == "" {
		t.Skip("runs in make judges, which makes the demonstration")
	}
	d, err := ReadDemo(dir)
	if err != nil {
		t.Fatal(err)
	}
	return d
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

// refuses fails unless a judge takes the genuine file and refuses the altered one: a judge that is missing would refuse both.
func refuses(t *testing.T, who, genuine, altered string, judge func(string) error) {
	t.Helper()
	if err := judge(genuine); err != nil {
		t.Errorf("%s refuses the genuine %s: %v", who, filepath.Base(genuine), err)
	}
	if err := judge(altered); err == nil {
		t.Errorf("%s takes %s", who, filepath.Base(altered))
		return
	}
	t.Logf("judge: %s refuses %s", who, filepath.Base(altered))
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func write(t *testing.T, file string, raw []byte) string {
	t.Helper()
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// flipped returns a copy with one bit changed in the byte at a place.
func flipped(raw []byte, at int) []byte {
	raw = bytes.Clone(raw)
	raw[at] ^= 1
	return raw
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

// TestDemo_ListsEveryFileThatTravels holds demo.json to what lies in the folder. The desks are sealed, and what is left beside the list is
// what it was made from.
func TestDemo_ListsEveryFileThatTravels(t *testing.T) {
	d := demo(t)
	beside := []string{"demo.json", "intake.json", "root.pem", "records/central.db"}
	for _, f := range d.Files {
		heard(t, "sha256", f.Path, d.Listed(f))
		want := "genuine"
		if !f.Signed() {
			want = "unsigned"
		}
		if f.Verdict != want {
			t.Errorf("%s is %s, want %s", f.Path, f.Verdict, want)
		}
		beside = append(beside, f.Path)
	}
	for _, pattern := range []string{"*", "*/*"} {
		here, err := filepath.Glob(filepath.Join(d.Dir, filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range here {
			name, err := filepath.Rel(d.Dir, file)
			if err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(file); err == nil && !info.IsDir() && !slices.Contains(beside, filepath.ToSlash(name)) {
				t.Errorf("demo.json does not list %s", name)
			}
		}
	}
	for kind, n := range map[string]int{
		"enrolment": 3, "card": 3, "dossier": 3, "declaration": 3, "report": 2, "opinion": 2, "receipt": 5, "committee": 1, "minutes": 1, "certificate": 1,
		"notice": 1, "records": 1,
	} {
		if got := len(d.Of(kind)); got != n {
			t.Errorf("%d files of kind %s, want %d", got, kind, n)
		}
	}
}
