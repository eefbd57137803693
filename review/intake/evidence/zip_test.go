package evidence_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/unicode/norm"

	"shinsa/review/fault"
	"shinsa/review/intake/evidence"
	"shinsa/review/intake/packed"
)

func TestUnzip_Names(t *testing.T) {
	sjis, err := japanese.ShiftJIS.NewEncoder().String("資料/03_ＳＬＡ（表）.pdf")
	if err != nil {
		t.Fatal(err)
	}
	b := packed.Zip(t, []packed.File{
		{Name: sjis, NonUTF8: true, Body: "windows", Mode: packed.Regular},
		{Name: norm.NFD.String("資料/ガイド.pdf"), NonUTF8: true, Body: "mac, whose names have no flag", Mode: packed.Regular},
		{Name: "__MACOSX/._x", Body: "litter", Mode: packed.Regular},
		{Name: "資料/.DS_Store", Body: "litter", Mode: packed.Regular},
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
	good := packed.Zip(t, []packed.File{{Name: "a.pdf", Body: strings.Repeat("a", 1000), Mode: packed.Regular}})
	for _, c := range []struct {
		name, code string
		b          []byte
	}{
		{"leaves its folder", "evidence_zip_unsafe", packed.Zip(t, []packed.File{{Name: "../a.pdf", Body: "x", Mode: packed.Regular}})},
		{"absolute", "evidence_zip_unsafe", packed.Zip(t, []packed.File{{Name: "/etc/a.pdf", Body: "x", Mode: packed.Regular}})},
		{"drive", "evidence_zip_unsafe", packed.Zip(t, []packed.File{{Name: "C:a.pdf", Body: "x", Mode: packed.Regular}})},
		{"control character", "evidence_zip_unsafe", packed.Zip(t, []packed.File{{Name: "a\n.pdf", Body: "x", Mode: packed.Regular}})},
		{"link", "evidence_zip_unsafe", packed.Zip(t, []packed.File{{Name: "a.pdf", Body: "/etc/passwd", Mode: packed.Link}})},
		{"same name twice", "evidence_zip_unsafe", packed.Zip(t, []packed.File{{Name: "a.pdf", Body: "x", Mode: packed.Regular}, {Name: "A.PDF", Body: "y", Mode: packed.Regular}})},
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
