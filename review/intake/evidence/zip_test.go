package evidence_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/unicode/norm"

	"shinsa/review/fault"
	"shinsa/review/intake/evidence"
)

type entry struct {
	name    string
	nonUTF8 bool
	body    string
	mode    uint32
}

func pack(t *testing.T, entries []entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, NonUTF8: e.nonUTF8, Method: zip.Deflate, ExternalAttrs: e.mode << 16, CreatorVersion: 3 << 8}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(e.body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const regular, link = 0o100644, 0o120777

func TestUnzip_Names(t *testing.T) {
	sjis, err := japanese.ShiftJIS.NewEncoder().String("資料/03_ＳＬＡ（表）.pdf")
	if err != nil {
		t.Fatal(err)
	}
	b := pack(t, []entry{
		{sjis, true, "windows", regular},
		{norm.NFD.String("資料/ガイド.pdf"), true, "mac, whose names have no flag", regular},
		{"__MACOSX/._x", false, "litter", regular},
		{"資料/.DS_Store", false, "litter", regular},
	})
	files, err := evidence.Unzip(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
		if windows := strings.Contains(f.Name, "ＳＬＡ"); f.Decoded != windows {
			t.Errorf("%s is marked as converted: %t", f.Name, f.Decoded)
		}
	}
	if got := strings.Join(names, "|"); got != "資料/03_ＳＬＡ（表）.pdf|資料/ガイド.pdf" {
		t.Errorf("names %q", got)
	}
}

func TestUnzip_Refused(t *testing.T) {
	good := pack(t, []entry{{"a.pdf", false, strings.Repeat("a", 1000), regular}})
	for _, c := range []struct {
		name, code string
		b          []byte
	}{
		{"leaves its folder", "evidence_zip_unsafe", pack(t, []entry{{"../a.pdf", false, "x", regular}})},
		{"absolute", "evidence_zip_unsafe", pack(t, []entry{{"/etc/a.pdf", false, "x", regular}})},
		{"drive", "evidence_zip_unsafe", pack(t, []entry{{"C:a.pdf", false, "x", regular}})},
		{"control character", "evidence_zip_unsafe", pack(t, []entry{{"a\n.pdf", false, "x", regular}})},
		{"link", "evidence_zip_unsafe", pack(t, []entry{{"a.pdf", false, "/etc/passwd", link}})},
		{"same name twice", "evidence_zip_unsafe", pack(t, []entry{{"a.pdf", false, "x", regular}, {"A.PDF", false, "y", regular}})},
		{"cut short", "evidence_zip_damaged", good[:len(good)-30]},
		{"no ZIP", "evidence_zip_damaged", []byte("PK")},
		{"encrypted", "evidence_zip_encrypted", locked(good)},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := evidence.Unzip(bytes.NewReader(c.b), int64(len(c.b)))
			var e *fault.Error
			if fault.KindOf(err) != fault.Invalid || !errors.As(err, &e) || e.Code != c.code {
				t.Errorf("Unzip = %v, want %s", err, c.code)
			}
		})
	}
}

// locked sets the flag for encryption in every header of a ZIP file.
func locked(b []byte) []byte {
	b = bytes.Clone(b)
	for sig, at := range map[string]int{"PK\x03\x04": 6, "PK\x01\x02": 8} {
		for i := 0; ; {
			n := bytes.Index(b[i:], []byte(sig))
			if n < 0 {
				break
			}
			i += n + at
			binary.LittleEndian.PutUint16(b[i:], binary.LittleEndian.Uint16(b[i:])|1)
		}
	}
	return b
}
