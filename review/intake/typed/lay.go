// Package typed holds applications that came on paper (郵送, Art. 4-2): what was typed in is laid out as a form, so that one set of rules reads
// all, and two entries of the same paper are compared place by place.
package typed

import (
	"strconv"

	"shinsa/review/criteria"
	"shinsa/review/intake/record"
	"shinsa/review/intake/workbook"
)

// labels are the labels under which a typed form is laid out: those of the empty form.
var labels = map[string]string{
	"kind": "申請区分", "application_date": "申請日", "operator_name": "事業者名", "operator_kana": "事業者名（フリガナ）", "corporate_number": "法人番号",
	"representative_title": "代表者役職", "representative_name": "代表者氏名", "postal_code": "郵便番号", "address": "住所", "contact_department": "部署・役職",
	"contact_name": "担当者氏名", "contact_phone": "電話番号", "contact_email": "電子メール", "service_name": "サービス名称", "service_outline": "サービス概要",
	"service_class": "サービス区分", "service_url": "サービスサイト", "current_certification_number": "現認定番号", "current_expiry": "有効期間満了日",
	"mark_remarks": "特記事項", "pledge": "誓約", "revoked_past_year": "申請日前1年以内の認定取消しの有無", "pledge_date": "日付", "pledge_signer": "役職・氏名",
}

// Lay lays a typed form out as a workbook, so that it is read by the same rules as one that came as a file.
func Lay(t record.Typed, e *criteria.Edition) *workbook.Book {
	return &workbook.Book{Sheets: []*workbook.Sheet{layA(t), layB(t, e), layC(t)}}
}

// layer writes rows of a sheet from the top.
type layer struct {
	sheet *workbook.Sheet
	row   int
}

func (l *layer) put(texts ...string) {
	l.row++
	for i, text := range texts {
		l.sheet.Put(workbook.Ref{Row: l.row, Col: i + 1}, text)
	}
}

func layA(t record.Typed) *workbook.Sheet {
	l := layer{sheet: workbook.NewSheet("申請書Ａ")}
	for _, field := range record.TypedFields() {
		l.put(labels[field], t.FormA[field])
	}
	for i, text := range t.Marks {
		l.put("第"+strconv.Itoa(i+1)+"項", text)
	}
	if len(t.Withhold) > 0 {
		l.put("項目番号", "公表の留保を希望する理由")
	}
	for _, w := range t.Withhold {
		items := ""
		for _, id := range w.Items {
			items += id + " "
		}
		l.put(items, w.Reason)
	}
	return l.sheet
}

func layB(t record.Typed, e *criteria.Edition) *workbook.Sheet {
	l := layer{sheet: workbook.NewSheet("申請書Ｂ")}
	l.put("No", "審査対象項目", "情報開示内容", "根拠資料番号")
	for _, it := range e.Items() {
		a := t.Answers[it.ID]
		l.put(string(it.ID), it.Title.JA, a.Text, a.Evidence)
	}
	return l.sheet
}

func layC(t record.Typed) *workbook.Sheet {
	l := layer{sheet: workbook.NewSheet("申請書Ｃ")}
	l.put("資料番号", "資料名", "ファイル名", "頁", "非公開の別")
	for _, x := range t.Evidence {
		l.put(x.No, x.Title, x.File, x.Pages, x.Confidential)
	}
	return l.sheet
}
