package form_test

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"shinsa/assets"
	"shinsa/review/criteria"
	"shinsa/review/intake/form"
	"shinsa/review/intake/workbook"
)

func edition(t testing.TB) *criteria.Edition {
	t.Helper()
	b, err := assets.Criteria(assets.SampleCriteria)
	if err != nil {
		t.Fatal(err)
	}
	e, err := criteria.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// lay makes a workbook of sheets given as rows.
func lay(t *testing.T, sheets map[string][][]string, merges ...string) *workbook.Book {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for name, rows := range sheets {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, cells := range rows {
			values := make([]any, len(cells))
			for j, c := range cells {
				if c != "" {
					values[j] = c
				}
			}
			cell, err := excelize.CoordinatesToCellName(1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := f.SetSheetRow(name, cell, &values); err != nil {
				t.Fatal(err)
			}
		}
		for i := 0; i+1 < len(merges); i += 2 {
			if err := f.MergeCell(name, merges[i], merges[i+1]); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	book, err := workbook.Read(t.Context(), b.Bytes(), workbook.Default)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// TestLabels: fields of FormA beside, below and inside the cells of their labels.
func TestLabels(t *testing.T) {
	got := form.Read(lay(t, map[string][][]string{"様式": {
		{"申請書Ａ"},
		{"申請区分", "新規・○更新・変更", "", "提出年月日：令和8年4月1日"},
		{"2．事業者名（※必須）", "", "株式会社見本"},
		{"フリガナ", "カ）ミホン"},
		{"法人番号（13桁）", "", "", "7-9999-0100-0001"},
		{"代表者の役職及び氏名", "代表取締役　見本 太郎"},
		{"郵便番号", "住所", "電話番号"},
		{"〒000－0001", "見本県見本市1-2-3", "０３（００００）０００１"},
		{"担当者", "氏名", "見本 花子"},
		{"", "メールアドレス", "info＠mihon.example"},
		{"サービス名", "見本サービス"},
		{"サービス区分", "IaaS／●PaaS"},
	}}), edition(t)).Header
	for field, want := range map[string]string{
		"kind": "renewal", "application_date": "2026-04-01", "operator_name": "株式会社見本", "operator_kana": "カ）ミホン", "corporate_number": "7999901000001",
		"representative_name": "見本 太郎", "postal_code": "000-0001", "address": "見本県見本市1-2-3", "contact_phone": "03-0000-0001",
		"contact_name": "見本 花子", "contact_email": "info@mihon.example", "service_name": "見本サービス", "service_url": "",
	} {
		if e, _ := got.Field(field); e.Text() != want {
			t.Errorf("%s: %q, want %q", field, e.Text(), want)
		}
	}
	if len(got.ServiceClass.Value) != 1 || got.ServiceClass.Value[0] != "PaaS" {
		t.Errorf("service class %v", got.ServiceClass.Value)
	}
}

// TestRows: rows are tied to items by number and title, in whatever writing.
func TestRows(t *testing.T) {
	f := form.Read(lay(t, map[string][][]string{"回答": {
		{"番号", "", "項目名", "回答", "添付資料"},
		{"No.1-1", "", "開示情報の日付", "2024年4月1日", "1"},
		{"事業所・事業"},
		{"（２．１）", "", "事業者名", "株式会社見本", ""},
		{"", "", "", "（旧商号：見本商会）", ""},
		{"", "", "法人番号", "7999901000001", ""},
		{"８．１", "", "従業員の数", "312人", ""},
		{"31.1", "", "バックアップ対策", "日次、3世代", ""},
		{"99.9", "", "その他の自由記述", "よろしくお願いします", ""},
	}}), edition(t))
	for id, want := range map[string]string{
		"1.1": "2024-04-01", "2.1": "株式会社見本\n（旧商号：見本商会）", "2.2": "7999901000001", "8.1": "312", "31.10": "日次、3世代",
	} {
		for got, d := range f.Answers {
			if string(got) == id && d.Value.String() != want {
				t.Errorf("%s: %q, want %q", id, d.Value.String(), want)
			}
		}
	}
	for _, code := range []string{"form_a_missing", "form_c_missing", "row_unknown", "number_column_conflict", "item_row_missing", "title_differs"} {
		if !f.Findings.Has(code) {
			t.Errorf("no %s among %v", code, f.Findings.Codes())
		}
	}
	if len(f.Answers) != 136 || f.Sheets["B"] != "回答" || f.Sheets["A"] != "" {
		t.Errorf("%d answers, sheets %v", len(f.Answers), f.Sheets)
	}
}

// TestMergedNumber: an item whose number runs over several rows has one answer of several lines.
func TestMergedNumber(t *testing.T) {
	f := form.Read(lay(t, map[string][][]string{"B": {
		{"No", "審査対象項目", "情報開示内容"},
		{"38.1", "死活監視", "対象：サーバ"},
		{"", "", "間隔：5分"},
		{"", "", "通知時間：15分"},
		{"38.3", "時刻同期", "有"},
	}}, "A2", "A4", "B2", "B4"), edition(t))
	d := f.Answers["38.1"]
	if d.Value.String() != "対象：サーバ\n間隔：5分\n通知時間：15分" || d.Fields["間隔(分)"].String() != "5" || f.Answers["38.3"].Value.String() != "有" {
		t.Errorf("answer %q %v", d.Value, d.Fields)
	}
}

// TestEvidenceRows: numbers in one form, notes under the table left out.
func TestEvidenceRows(t *testing.T) {
	f := form.Read(lay(t, map[string][][]string{"C": {
		{"資料番号", "ページ数", "資料の名称", "ファイル", "公開可否"},
		{"資料 １", "2", "登記簿", "a.pdf", "非公開"},
		{"②", "1～3", "仕様書", "b.pdf", "可"},
		{"", "", "約款", "c.pdf", ""},
		{"2", "", "SLA", "d.pdf", "社外秘"},
		{},
		{"※注"},
	}}), edition(t))
	want := []struct{ no, file string }{{"資料1", "a.pdf"}, {"資料2", "b.pdf"}, {"資料3", "c.pdf"}, {"資料2", "d.pdf"}}
	if len(f.Evidence) != len(want) {
		t.Fatalf("rows %+v", f.Evidence)
	}
	for i, w := range want {
		if f.Evidence[i].No != w.no || f.Evidence[i].File != w.file {
			t.Errorf("row %d: %+v", i, f.Evidence[i])
		}
	}
	if c := f.Evidence[0].Confidential; c == nil || !*c {
		t.Error("非公開 is not confidential")
	}
	if c := f.Evidence[1].Confidential; c == nil || *c {
		t.Error("公開可否: 可 is not public")
	}
	for _, code := range []string{"evidence_number_missing", "evidence_number_twice", "evidence_confidentiality_unstated"} {
		if !f.Findings.Has(code) {
			t.Errorf("no %s", code)
		}
	}
}
