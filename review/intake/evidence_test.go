package intake_test

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"

	"shinsa/review/fault"
	"shinsa/review/intake"
)

// files returns a copy of the evidence with one file changed by name.
func files(p intake.Package, name string, change func(intake.File) []intake.File) intake.Package {
	var out []intake.File
	for _, f := range p.Files {
		if strings.Contains(f.Name, name) {
			out = append(out, change(f)...)
		} else {
			out = append(out, f)
		}
	}
	p.Files = out
	return p
}

func content(t *testing.T, f intake.File) []byte {
	t.Helper()
	b := make([]byte, f.Size)
	if _, err := f.Data.ReadAt(b, 0); err != nil && f.Size > 0 && err.Error() != "EOF" {
		t.Fatal(err)
	}
	return b
}

func file(name string, b []byte) intake.File {
	return intake.File{Name: name, Size: int64(len(b)), Data: bytes.NewReader(b)}
}

func TestArt4_Evidence(t *testing.T) {
	for _, c := range []struct {
		name, file string
		change     func(*testing.T, intake.File) []intake.File
		want       []string // codes and places beside those of the untouched package
	}{
		{"as received", "03_SLA", func(_ *testing.T, f intake.File) []intake.File { return []intake.File{f} }, nil},
		{"missing", "03_SLA", func(*testing.T, intake.File) []intake.File { return nil }, []string{"evidence_missing_file 資料3"}},
		{"name in the form of macOS", "規程一覧", func(t *testing.T, f intake.File) []intake.File {
			return []intake.File{file(norm.NFD.String(f.Name), content(t, f))}
		}, nil},
		{"name in other widths and case", "03_SLA", func(t *testing.T, f intake.File) []intake.File {
			return []intake.File{file("０３＿ｓｌａ．PDF", content(t, f))}
		}, nil},
		{"in a folder", "03_SLA", func(t *testing.T, f intake.File) []intake.File {
			return []intake.File{file("根拠資料/"+f.Name, content(t, f))}
		}, nil},
		{"another name", "03_SLA", func(t *testing.T, f intake.File) []intake.File {
			return []intake.File{file("契約.pdf", content(t, f))}
		}, []string{"evidence_missing_file 資料3", "evidence_unlisted_file 契約.pdf"}},
		{"empty", "03_SLA", func(_ *testing.T, f intake.File) []intake.File { return []intake.File{file(f.Name, nil)} }, []string{"evidence_empty 資料3"}},
		{"cut short", "03_SLA", func(t *testing.T, f intake.File) []intake.File {
			return []intake.File{file(f.Name, content(t, f)[:400])}
		}, []string{"evidence_damaged 資料3"}},
		{"twice", "03_SLA", func(t *testing.T, f intake.File) []intake.File {
			return []intake.File{f, file("03_SLA（写し）.pdf", content(t, f))}
		}, []string{"evidence_duplicate 03_SLA（写し）.pdf", "evidence_unlisted_file 03_SLA（写し）.pdf"}},
		{"what systems leave behind", "03_SLA", func(_ *testing.T, f intake.File) []intake.File {
			return []intake.File{f, file("Thumbs.db", []byte("x")), file(".DS_Store", []byte("x")), file("~$申請書.xlsx", []byte("x"))}
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			base := sample(t, "case-1", "2024-04-16")
			before := spots(read(t, base))
			after := spots(read(t, files(base, c.file, func(f intake.File) []intake.File { return c.change(t, f) })))
			var added []string
			for _, s := range after {
				if !slices.Contains(before, s) {
					added = append(added, s)
				}
			}
			slices.Sort(added)
			if !slices.Equal(added, c.want) {
				t.Errorf("added %v, want %v", added, c.want)
			}
		})
	}
}

// spots are the findings of an application about evidence.
func spots(app *intake.Application) []string {
	var out []string
	for _, f := range app.Findings {
		if strings.HasPrefix(f.Code, "evidence_") {
			out = append(out, f.Code+" "+f.Evidence+f.File)
		}
	}
	return out
}

func TestPointers(t *testing.T) {
	for _, c := range []struct{ cell, want, code string }{
		{"資料2 p.3", "資料2:3", ""},
		{"資料２　Ｐ.3", "資料2:3", ""},
		{"資料2（3頁）", "資料2:3", ""},
		{"資料2 第3頁", "資料2:3", ""},
		{"資料2　3ページ", "資料2:3", ""},
		{"資料2 p.2-3", "資料2:2-3", ""},
		{"資料2 2～3頁", "資料2:2-3", ""},
		{"資料2、資料3", "資料2 資料3", ""},
		{"資料2・3", "資料2 資料3", ""},
		{"資料2 p.1、資料3 p.2", "資料2:1 資料3:2", ""},
		{"資料2 p.1、p.3", "資料2:1 資料2:3", ""},
		{"資料2 p.1\n資料4 p.2", "資料2:1 資料4:2", ""},
		{"②", "資料2", ""},
		{"2", "資料2", ""},
		{"No.2", "資料2", ""},
		{"根拠資料2", "資料2", ""},
		{"利用約款", "資料4", ""},
		{"利用約款 p.2", "資料4:2", ""},
		{"利用約款第18条", "資料4", ""},
		{"－", "", ""},
		{"なし", "", ""},
		{"", "", ""},
		{"資料9", "資料9", "evidence_ref_unknown"},
		{"パンフレット", "", "evidence_ref_unknown"},
		{"資料2 p.12", "資料2:12", "evidence_page_out_of_range"},
	} {
		p := edit(t, sample(t, "case-1", "2024-04-16"), func(f *excelize.File) { ok(t, f.SetCellStr(formB, "G43", c.cell)) })
		d, findings := at(read(t, p), "25.1")
		var got []string
		for _, x := range d.Evidence {
			s := x.No
			if x.Page > 0 {
				s += ":" + strconv.Itoa(x.Page)
			}
			if x.To > 0 {
				s += "-" + strconv.Itoa(x.To)
			}
			got = append(got, s)
		}
		if strings.Join(got, " ") != c.want || c.code != "" && !findings.Has(c.code) || c.code == "" && len(findings) > 0 {
			t.Errorf("%q: %v %v, want %s %s", c.cell, got, findings.Codes(), c.want, c.code)
		}
	}
}

// TestArt20_NoContentInErrors: what an applicant wrote never reaches an error text.
func TestArt20_NoContentInErrors(t *testing.T) {
	p := sample(t, "case-1", "2024-04-16")
	p.Form, p.FormName = []byte("PK\x03\x04 極秘の文字"), "極秘.xlsx"
	app, err := intake.Read(t.Context(), p)
	if fault.KindOf(err) != fault.Invalid || app.Load != intake.Refused || len(app.Findings) != 1 {
		t.Fatalf("Read = %v, %v", app, err)
	}
	if strings.Contains(err.Error(), "極秘") {
		t.Errorf("content in the error: %v", err)
	}
}
