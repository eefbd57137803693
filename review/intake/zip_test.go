package intake_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/japanese"

	"shinsa/review/fault"
	"shinsa/review/intake"
	"shinsa/review/intake/evidence"
	"shinsa/review/intake/packed"
)

// TestArt4_ZIPBesideOtherFiles: a ZIP among the files is opened like a folder; one that FormC names stays what it is.
func TestArt4_ZIPBesideOtherFiles(t *testing.T) {
	base := sample(t, "case-1", "2024-04-16")
	want := spots(read(t, base))
	var inside []packed.File
	var rest []intake.File
	for i, f := range base.Files {
		if i%2 == 0 {
			inside = append(inside, packed.File{Name: "根拠資料/" + f.Name, Body: string(content(t, f)), Mode: packed.Regular})
			continue
		}
		rest = append(rest, f)
	}
	zipped := file("根拠資料.zip", packed.Zip(t, inside))
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
	var inside []packed.File
	for _, f := range p.Files {
		name, err := japanese.ShiftJIS.NewEncoder().String("根拠資料/" + f.Name)
		ok(t, err)
		inside = append(inside, packed.File{Name: name, NonUTF8: true, Body: string(content(t, f)), Mode: packed.Regular})
	}
	all, err := evidence.Expand([]intake.File{file("根拠資料.zip", packed.Zip(t, inside))})
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
