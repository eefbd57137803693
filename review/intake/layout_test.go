package intake_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
)

// edit returns the package with its workbook changed and saved again.
func edit(t *testing.T, p intake.Package, change func(*excelize.File)) intake.Package {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(p.Form))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	change(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	p.Form = b.Bytes()
	return p
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// values is what an application comes to without its places.
func values(app *intake.Application) map[string]string {
	out := map[string]string{}
	for id, d := range app.Answers {
		out[string(id)] = string(d.Kind) + " " + d.Value.String() + " " + d.EvidenceRaw
	}
	for _, name := range []string{
		"kind", "application_date", "operator_name", "operator_kana", "corporate_number", "representative_title", "representative_name",
		"postal_code", "address", "contact_department", "contact_name", "contact_phone", "contact_email", "service_name", "service_outline",
		"service_url", "current_certification_number", "current_expiry", "pledge_date", "pledge_signer",
	} {
		e, _ := app.Header.Field(name)
		out[name] = e.Text()
	}
	out["class"] = strings.Join(app.Header.ServiceClass.Value, ",")
	for _, a := range app.Header.Mark.Answers {
		if a != nil {
			out["mark"] += *a + ","
		}
	}
	for _, w := range app.Header.Withhold {
		out["withhold"] += strings.Join(w.Items, ",") + w.Reason
	}
	for _, e := range app.Evidence {
		out["evidence "+e.No] = e.Title + " " + e.File
	}
	return out
}

const formA, formB, formC = "申請書A", "申請書B", "申請書C"

// TestLayouts: the same answers are read wherever the form's labels and headings stand.
func TestLayouts(t *testing.T) {
	received := map[string]string{"case-1": "2024-04-16", "case-2": "2026-04-21", "case-3": "2026-04-24"}
	for _, c := range []struct {
		name   string
		change func(*testing.T, *excelize.File)
	}{
		{"sheets in another order and renamed", func(t *testing.T, f *excelize.File) {
			ok(t, f.MoveSheet(formC, formA))
			ok(t, f.SetSheetName(formA, "様式 Ａ（申請者）"))
			ok(t, f.SetSheetName(formB, "Sheet2"))
			ok(t, f.SetSheetName(formC, "　資料一覧"))
		}},
		{"rows inserted above everything", func(t *testing.T, f *excelize.File) {
			for _, s := range []string{formA, formB, formC} {
				ok(t, f.InsertRows(s, 1, 7))
				ok(t, f.SetCellStr(s, "A2", "受付印　No.　　　　"))
			}
		}},
		{"columns inserted at the left", func(t *testing.T, f *excelize.File) {
			for _, s := range []string{formA, formB, formC} {
				ok(t, f.InsertCols(s, "A", 2))
			}
		}},
		{"a column for the office's notes before the answers", func(t *testing.T, f *excelize.File) {
			ok(t, f.InsertCols(formB, "F", 1))
			ok(t, f.SetCellStr(formB, "F5", "事務局記入欄"))
			ok(t, f.SetCellStr(formB, "F9", "確認済"))
		}},
		{"columns in another order", func(t *testing.T, f *excelize.File) {
			rows, err := f.GetRows(formC, excelize.Options{RawCellValue: true})
			ok(t, err)
			for r := 3; r < 12; r++ { // 資料番号 and ファイル名 change places
				a, c := rows[r][0], rows[r][2]
				ok(t, f.SetCellStr(formC, cellName(t, 1, r+1), c))
				ok(t, f.SetCellStr(formC, cellName(t, 3, r+1), a))
			}
		}},
		{"group headings gone and rows between items", func(t *testing.T, f *excelize.File) {
			ok(t, f.RemoveRow(formB, 8))
			ok(t, f.InsertRows(formB, 20, 2))
		}},
		{"protected sheets, hidden instructions", func(t *testing.T, f *excelize.File) {
			ok(t, f.ProtectSheet(formB, &excelize.SheetProtectionOptions{Password: "x", EditScenarios: true}))
			ok(t, f.SetSheetVisible("記入要領", false))
		}},
		{"an empty copy of FormB, hidden", func(t *testing.T, f *excelize.File) {
			_, err := f.NewSheet("申請書B (2)")
			ok(t, err)
			for i, head := range []string{"No", "審査対象項目（大）", "審査対象項目（小）", "記述内容", "必須/選択", "情報開示内容", "根拠資料番号"} {
				ok(t, f.SetCellStr("申請書B (2)", cellName(t, i+1, 1), head))
			}
			ok(t, f.SetCellStr("申請書B (2)", "A2", "2.1"))
			ok(t, f.SetCellStr("申請書B (2)", "C2", "事業者名"))
			ok(t, f.SetCellStr("申請書B (2)", "F2", "別の会社"))
			ok(t, f.SetSheetVisible("申請書B (2)", false))
		}},
	} {
		for name, day := range received {
			t.Run(c.name+"/"+name, func(t *testing.T) {
				p := sample(t, name, day)
				p.Files = nil // the form is what moves
				want := values(read(t, p))
				got := values(read(t, edit(t, p, func(f *excelize.File) { c.change(t, f) })))
				if diff := cmp.Diff(want, got); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

func cellName(t *testing.T, col, row int) string {
	t.Helper()
	name, err := excelize.CoordinatesToCellName(col, row)
	ok(t, err)
	return name
}

// at returns an answer and the codes said about it.
func at(app *intake.Application, id ident.ItemID) (intake.Disclosure, fault.List) {
	var l fault.List
	for _, f := range app.Findings {
		if f.Criterion == string(id) {
			l = append(l, f)
		}
	}
	return app.Answers[id], l
}

// TestCells: what a cell carries beside its text is said, and nothing is lost.
func TestCells(t *testing.T) {
	for _, c := range []struct {
		name, item, code string
		want             string
		change           func(*testing.T, *excelize.File)
	}{
		{"struck-out text", "8.1", "struck_text", "300", func(t *testing.T, f *excelize.File) {
			ok(t, f.SetCellRichText(formB, "F20", []excelize.RichTextRun{
				{Text: "312人", Font: &excelize.Font{Strike: true}}, {Text: "300人", Font: &excelize.Font{Color: "FF0000"}},
			}))
		}},
		{"whole cell struck out", "8.1", "mandatory_blank", "", func(t *testing.T, f *excelize.File) {
			style, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Strike: true}})
			ok(t, err)
			ok(t, f.SetCellStyle(formB, "F20", "F20", style))
		}},
		{"comment", "8.1", "cell_comment", "312", func(t *testing.T, f *excelize.File) {
			ok(t, f.AddComment(formB, excelize.Comment{Cell: "F20", Author: "経理", Text: "確認中"}))
		}},
		{"hidden row", "8.1", "hidden_row", "312", func(t *testing.T, f *excelize.File) { ok(t, f.SetRowVisible(formB, 20, false)) }},
		{"hidden column", "8.1", "hidden_row", "312", func(t *testing.T, f *excelize.File) { ok(t, f.SetColVisible(formB, "F", false)) }},
		{"formula", "8.1", "formula_cell", "312", func(t *testing.T, f *excelize.File) {
			ok(t, f.SetCellInt(formB, "F20", 312))
			ok(t, f.SetCellFormula(formB, "F20", "300+12"))
			_, err := f.CalcCellValue(formB, "F20")
			ok(t, err)
		}},
		{"link that differs", "4.2", "link_differs", "https://www.mihon-cloud.example/", func(t *testing.T, f *excelize.File) {
			ok(t, f.SetCellHyperLink(formB, "F13", "https://elsewhere.example/", "External"))
		}},
		{"answers merged over two items", "10.1", "merged_answer", "4812300", func(t *testing.T, f *excelize.File) {
			ok(t, f.SetCellStr(formB, "F23", ""))
			ok(t, f.MergeCell(formB, "F22", "F23"))
		}},
		{"number that became a date", "3.1", "number_column_conflict", "2006-07-03", func(t *testing.T, f *excelize.File) {
			style, err := f.NewStyle(&excelize.Style{NumFmt: 16})
			ok(t, err)
			ok(t, f.SetCellInt(formB, "A11", 45352)) // 2024-03-01, shown as 1-Mar: retyped 3-1
			ok(t, f.SetCellStyle(formB, "A11", "A11", style))
			ok(t, f.SetCellStr(formB, "A12", "3-1"))
		}},
		{"same item twice", "2.1", "answered_twice", "見本クラウド株式会社", func(t *testing.T, f *excelize.File) {
			ok(t, f.SetCellStr(formB, "A160", "2.1"))
			ok(t, f.SetCellStr(formB, "C160", "事業者名"))
			ok(t, f.SetCellStr(formB, "F160", "別の会社"))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := edit(t, sample(t, "case-1", "2024-04-16"), func(f *excelize.File) { c.change(t, f) })
			d, findings := at(read(t, p), ident.ItemID(c.item))
			if c.name == "number that became a date" {
				_, findings = at(read(t, p), "4.1") // the retyped number stands on the row of 4.1, whose title decides
			}
			if got := d.Value.String(); got != c.want {
				t.Errorf("value %q, want %q", got, c.want)
			}
			if !findings.Has(c.code) {
				t.Errorf("findings %v, want %s", findings.Codes(), c.code)
			}
		})
	}
}
