package intake_test

import (
	"archive/zip"
	"bytes"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/japanese"

	"shinsa/review/fault"
	"shinsa/review/intake"
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

const regular = 0o100644

// TestArt4_ZIPBesideOtherFiles: a ZIP among the files is opened like a folder; one that FormC names stays what it is.
func TestArt4_ZIPBesideOtherFiles(t *testing.T) {
	base := sample(t, "case-1", "2024-04-16")
	want := spots(read(t, base))
	var inside []entry
	var rest []intake.File
	for i, f := range base.Files {
		if i%2 == 0 {
			inside = append(inside, entry{name: "根拠資料/" + f.Name, body: string(content(t, f)), mode: regular})
			continue
		}
		rest = append(rest, f)
	}
	zipped := file("根拠資料.zip", pack(t, inside))
	all, err := evidence.Expand(append(rest, zipped))
	if err != nil {
		t.Fatal(err)
	}
	p := base
	p.Files = all
	app := read(t, p)
	if diff := cmp.Diff(want, spots(app)); diff != "" {
		t.Error(diff)
	}
	if kept := evidence.Kept(all, app.Files); len(kept) != len(base.Files) {
		t.Errorf("%d files are kept, want %d", len(kept), len(base.Files))
	}
	named := edit(t, p, func(f *excelize.File) { ok(t, f.SetCellStr(formC, "C7", "根拠資料.zip")) }) // in the place of the SLA
	app = read(t, named)
	if len(evidence.Kept(all, app.Files)) == len(base.Files) || slices.Contains(spots(app), "evidence_unlisted_file 根拠資料.zip") {
		t.Errorf("a ZIP that FormC names: %v", spots(app))
	}
	if _, err := evidence.Expand([]intake.File{file("a.zip", []byte("PK"))}); fault.KindOf(err) != fault.Invalid {
		t.Errorf("a damaged ZIP: %v", err)
	}
}

// Names that were converted are named by a finding each, and found in FormC as if they had never been otherwise.
func TestArt4_ConvertedNamesAreSaid(t *testing.T) {
	p := sample(t, "case-1", "2024-04-16")
	plain := read(t, p)
	var inside []entry
	for _, f := range p.Files {
		name, err := japanese.ShiftJIS.NewEncoder().String("根拠資料/" + f.Name)
		ok(t, err)
		inside = append(inside, entry{name: name, nonUTF8: true, body: string(content(t, f)), mode: regular})
	}
	all, err := evidence.Expand([]intake.File{file("根拠資料.zip", pack(t, inside))})
	ok(t, err)
	p.Files = all
	app := read(t, p)
	said := 0
	for _, f := range app.Findings {
		if f.Code == "evidence_name_decoded" && f.Args["name"] != "" {
			said++
		}
	}
	if said != len(inside) || len(app.Findings) != len(plain.Findings)+said || app.Load != plain.Load {
		t.Errorf("%d of %d names are said, %d findings where the plain names have %d, %s", said, len(inside), len(app.Findings), len(plain.Findings), app.Load)
	}
}
