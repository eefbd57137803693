package form_test

import (
	"slices"
	"testing"

	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake/form"
)

// TestLabels_OtherWords: the same fields under the words of other forms, with what people add to their values.
func TestLabels_OtherWords(t *testing.T) {
	f := form.Read(lay(t, map[string][][]string{"様式": {
		{"申請書Ａ"},
		{"申請の種類", "☑新規　□更新"},
		{"申請年月日", "令和　　年　　月　　日"},
		{"申請者（法人名）", "見本クラウド株式会社　㊞"},
		{"よみがな", "みほんくらうど"},
		{"会社法人等番号", "7999901000001（13桁）"},
		{"代表者職氏名", "代表取締役社長　見本 太郎　㊞"},
		{"本店の所在地", "〒000-0001　東京都見本区1-2-3"},
		{"ご担当者名", "見本 花子"},
		{"ご連絡先（TEL）", "TEL 03-0000-0001／FAX 03-0000-0002"},
		{"ご連絡先（Mail）", "E-mail：a@mihon.example"},
		{"申請するサービスの名称", "見本IoT基盤"},
		{"サービスの種別", "PaaSのみ"},
		{"誓約事項", "✓"},
		{"過去一年以内の取消しの有無", "有・（無）"},
	}}), edition(t))
	for field, want := range map[string]string{
		"kind": "new", "application_date": "", "operator_name": "見本クラウド株式会社　㊞", "operator_kana": "みほんくらうど", "corporate_number": "7999901000001",
		"representative_name": "見本 太郎　㊞", "postal_code": "000-0001", "address": "東京都見本区1-2-3", "contact_name": "見本 花子", "contact_phone": "03-0000-0001",
		"contact_email": "a@mihon.example", "service_name": "見本IoT基盤",
	} {
		if e, _ := f.Header.Field(field); e.Text() != want {
			t.Errorf("%s: %q, want %q", field, e.Text(), want)
		}
	}
	if h := f.Header; len(h.ServiceClass.Value) != 1 || h.Pledge.Value == nil || !*h.Pledge.Value || h.RevokedPastYear.Value == nil || *h.RevokedPastYear.Value {
		t.Errorf("class %v, pledge %v, revoked %v", h.ServiceClass.Value, h.Pledge.Value, h.RevokedPastYear.Value)
	}
	if !f.Findings.Has("postal_code_in_address") || f.Findings.Has("date_unclear") {
		t.Errorf("findings %v", f.Findings.Codes())
	}
}

// TestRows_Habits: an example row, a number before the title, numbers of the applicant's own, two columns for one answer, and words where
// nobody looks.
func TestRows_Habits(t *testing.T) {
	f := form.Read(lay(t, map[string][][]string{"様式": {
		{"申請書Ｂ"},
		{"No", "審査対象項目", "情報開示内容", "", "", "根拠資料番号"},
		{"例", "事業者名", "株式会社例示", "", "", ""},
		{"1", "事業者名", "見本クラウド株式会社", "", "", "資料1"},
		{"", "8.1　従業員数（正社員・単独）", "120", "名", "", ""},
		{"21.1", "専担の部署・会議体", "有", "委員会", "見直し中", ""},
		{"(24)-2", "委託先の管理状況", "年1回確認する。", "", "", ""},
	}}, "C2", "D2"), edition(t))
	for id, want := range map[string]string{"2.1": "見本クラウド株式会社", "8.1": "120", "21.1": "有", "24.2": "年1回確認する。"} {
		if d := f.Answers[ident.ItemID(id)]; d.Value.String() != want {
			t.Errorf("%s: %q, want %q", id, d.Value.String(), want)
		}
	}
	if d := f.Answers["21.1"]; d.Detail != "委員会" {
		t.Errorf("detail %q", d.Detail)
	}
	codes := f.Findings.Codes()
	for _, code := range []string{"example_row", "numbers_unknown", "answer_over_columns", "text_beside_answer"} {
		if !slices.Contains(codes, code) {
			t.Errorf("no %s in %v", code, codes)
		}
	}
	for _, x := range f.Findings {
		if x.Severity == fault.Must && (x.Criterion == "2.1" || x.Criterion == "8.1" || x.Criterion == "24.2") {
			t.Errorf("false finding %+v", x)
		}
	}
}

// TestRows_TwoColumnsOfAnswers: of two columns that ask for the answer the first is read, and both are named; a blank beside a filled one is told.
func TestRows_TwoColumnsOfAnswers(t *testing.T) {
	f := form.Read(lay(t, map[string][][]string{"様式": {
		{"No", "審査対象項目", "情報開示内容", "記入欄"},
		{"2.1", "事業者名", "見本クラウド株式会社", ""},
		{"24.2", "委託先の管理状況", "", "年1回確認する。"},
	}}), edition(t))
	if f.Answers["2.1"].Value.String() != "見本クラウド株式会社" || f.Answers["24.2"].Value.String() != "" {
		t.Errorf("%+v", f.Answers["24.2"])
	}
	if !f.Findings.Has("answer_columns_several") || !f.Findings.Has("text_beside_answer") {
		t.Errorf("findings %v", f.Findings.Codes())
	}
}
