package markup_test

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shinsa/assets"
	"shinsa/review/fault"
	"shinsa/review/intake/markup"
	"shinsa/review/intake/workbook"
)

// form is a small form with a merged answer, a formula, a number and a comment of the applicant's.
func form(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	try := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	try(f.SetSheetName("Sheet1", "申請書Ｂ"))
	for cell, v := range map[string]any{"A1": "No", "B1": "情報開示内容", "A2": "1.1", "B2": "見本クラウド", "A3": "2.1", "B3": 99.9, "B4": 7999901000001} {
		try(f.SetCellValue("申請書Ｂ", cell, v))
	}
	try(f.MergeCell("申請書Ｂ", "B5", "D7"))
	try(f.SetCellStr("申請書Ｂ", "B5", "結合した回答"))
	try(f.SetCellFormula("申請書Ｂ", "C2", "LEN(B2)"))
	try(f.AddComment("申請書Ｂ", excelize.Comment{Cell: "B3", Author: "申請者", Text: "見込みの値です"}))
	var b bytes.Buffer
	try(f.Write(&b))
	return b.Bytes()
}

func TestArt4_NotesStandAtTheCells(t *testing.T) {
	notes := []markup.Note{
		{"申請書Ｂ!B2", "正式な商号を記入してください。"},
		{"申請書Ｂ!B3", "根拠を示してください。"},
		{"申請書Ｂ!C6", "結合したセルを分けてください。"},
		{"申請書Ｂ!B2", "登記と一致しません。"},
		{"資料3", "セルでない"},
		{"ない!B2", "ない表"},
		{"申請書Ｂ!ない", "ないセル"},
	}
	b, n, err := markup.Write(t.Context(), form(t), "事務局", notes)
	if err != nil {
		t.Fatal(err)
	}
	if n != 3 {
		t.Errorf("%d cells are marked, want 3", n)
	}
	book, err := workbook.Read(t.Context(), b, workbook.Default)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		at   workbook.Ref
		want []string
	}{
		{workbook.Ref{Row: 2, Col: 2}, []string{"正式な商号を記入してください。", "登記と一致しません。"}},
		{workbook.Ref{Row: 3, Col: 2}, []string{"見込みの値です", "根拠を示してください。"}},
		{workbook.Ref{Row: 5, Col: 2}, []string{"結合したセルを分けてください。"}},
	} {
		for _, want := range c.want {
			if got := book.Sheets[0].Comment(c.at); !strings.Contains(got, want) {
				t.Errorf("%s says %q, want %s", c.at.Name(), got, want)
			}
		}
	}
}

func TestArt4_CheckFindsAChangedCell(t *testing.T) {
	original := form(t)
	f, err := excelize.OpenReader(bytes.NewReader(original))
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func() error{
		"another answer": func() error { return f.SetCellStr("申請書Ｂ", "B2", "別の商号") },
		"a new cell":     func() error { return f.SetCellStr("申請書Ｂ", "F9", "x") },
		"a new sheet":    func() error { _, err := f.NewSheet("追加"); return err },
	} {
		if err := change(); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		if err := markup.Check(t.Context(), original, b.Bytes(), nil); !errors.Is(err, &fault.Error{Code: "form_not_markable"}) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := markup.Check(t.Context(), original, original, nil); err != nil {
		t.Errorf("the form itself: %v", err)
	}
	if err := markup.Check(t.Context(), original, original, []markup.Note{{"申請書Ｂ!B2", "ない"}}); !errors.Is(err, &fault.Error{Code: "form_not_markable"}) {
		t.Errorf("a note that is not there: %v", err)
	}
}

// The sample forms, one of them far from any template, are marked at every cell that holds something without changing one.
func TestArt4_SampleFormsAreMarkedEverywhere(t *testing.T) {
	for _, name := range []string{"case-1", "case-2", "case-3"} {
		fsys, err := assets.Sample(name)
		if err != nil {
			t.Fatal(err)
		}
		paths, err := fs.Glob(fsys, "*.xlsx")
		if err != nil || len(paths) != 1 {
			t.Fatalf("%s: forms %v, %v", name, paths, err)
		}
		b, err := fs.ReadFile(fsys, paths[0])
		if err != nil {
			t.Fatal(err)
		}
		book, err := workbook.Read(t.Context(), b, workbook.Default)
		if err != nil {
			t.Fatal(err)
		}
		var notes []markup.Note
		for _, s := range book.Sheets {
			for _, r := range s.Places() {
				notes = append(notes, markup.Note{At: s.Name + "!" + r.Name(), Text: "確認してください。"})
			}
		}
		if _, n, err := markup.Write(t.Context(), b, "事務局", notes); err != nil || n < 136 {
			t.Errorf("%s: %d cells marked, %v", name, n, err)
		}
	}
}
