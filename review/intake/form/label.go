package form

import (
	"regexp"
	"strings"

	"shinsa/review/intake/normal"
	"shinsa/review/intake/table"
	"shinsa/review/intake/workbook"
)

// labelWords finds one field of FormA: by the key of its label and, where several fields share a label, of the label to its left.
type labelWords struct {
	field  string
	label  *regexp.Regexp
	parent *regexp.Regexp // nil: any
}

func words(field, label, parent string) labelWords {
	w := labelWords{field: field, label: regexp.MustCompile(`^(?:` + label + `)$`)}
	if parent != "" {
		w.parent = regexp.MustCompile(`^(?:` + parent + `)`)
	}
	return w
}

const (
	officer = `代表者|代表取締役|代表`
	contact = `担当者|連絡担当者|申請担当者|担当|ご担当者|連絡先|問合せ先|お問合せ先`
)

// The labels of FormA in the order in which they are tried; a label that fits two fields goes to the first whose parent fits too.
var formALabels = []labelWords{
	words("kind", `申請(?:の)?種類|区分(?:申請)?|申請区分|申請の区分|申請種別|申請の種類|申請種類|区分`, ""),
	words("application_date", `申請日|申請年月日|提出日|提出年月日|申請書提出日|申請(?:書)?作成日`, ""),
	words("operator_kana", `(?:事業者名|申請者名|会社名|法人名|商号)?(?:よみがな|読み仮名|読みがな|ふりかな)|(?:事業者名|申請者名|会社名|法人名|商号)?(?:フリカナ|フリガナ|ふりがな|カナ|かな|ヨミガナ)|事業者名(?:フリガナ|ふりがな|カナ)`, ""),
	words("operator_name", `事業者名|事業者名称|申請者名|申請者名称|申請事業者名|会社名|法人名|商号|商号又は名称|商号名称|商号または名称|名称商号|申請者法人名|申請者会社名|申請者|申請事業者|事業者|貴社名|御社名|社名|会社名称|法人名称|企業名|団体名`, ""),
	words("corporate_number", `法人番号|法人番号13桁|会社法人等?番号|法人マイナンバー`, ""),
	words("representative_title", `代表者(?:の)?役職名?|代表者役職`, ""),
	words("representative_name", `代表者(?:の)?(?:お)?氏名|代表者名|代表者|代表者職氏名|代表者職名氏名|代表者職・氏名|代表取締役(?:の)?(?:氏名|名)|代表者(?:の)?役?職(?:名)?(?:及び|および)?氏名`, ""),
	words("representative_title", `役職|役職名|肩書`, officer),
	words("representative_name", `氏名|名前|お名前`, officer),
	words("postal_code", `郵便番号|`+`〒`, ""),
	words("address", `ご?住所|本店所在地|本社所在地|所在地|(?:本店|本社|主たる事務所)(?:の)?(?:所在地|住所)|会社(?:の)?(?:所在地|住所)|申請者住所`, ""),
	words("contact_department", `部署役職|部署|部署名|所属|所属部署|部署役職名|担当部署|担当者部署`, ""),
	words("contact_name", `(?:ご|申請|連絡)?担当者(?:様)?(?:の)?(?:お)?(?:氏名|名前|名)`, ""),
	words("contact_name", `氏名|名前|お名前`, contact),
	words("contact_phone", `電話番号|電話|tel|telephone|phone|連絡先電話番号|担当者電話番号|ご?連絡先(?:の)?(?:お)?電話(?:番号)?|ご?連絡先tel|お電話番号|電話番号tel|tel電話番号|直通電話`, ""),
	words("contact_email", `電子メール|電子メールアドレス|メールアドレス|メール|email|emailアドレス|mail|mailアドレス|担当者メールアドレス|eメール|eメールアドレス|ご?連絡先(?:の)?(?:電子)?メール(?:アドレス)?|ご?連絡先e?mail|e?mailメールアドレス|担当者(?:e?mail|電子メール)`, ""),
	words("service_name", `サービス名称|サービス名|申請サービス名|申請サービス名称|(?:申請)?対象サービス(?:の)?(?:名称?)?|申請(?:する)?サービス(?:の)?名称?|サービスの(?:名称|名前)`, ""),
	words("service_outline", `サービス概要|サービスの概要|サービス内容`, ""),
	words("service_class", `サービス区分(?:iaaspaas)?|サービスの区分(?:iaaspaas)?|サービス(?:の)?種別|サービス(?:の)?分類|サービス(?:の)?種類`, ""),
	words("service_url", `サービスサイト|サービスサイトurl|サービスurl|サービスのurl|サービス紹介url`, ""),
	words("current_certification_number", `現認定番号|現在の認定番号|認定番号|既認定番号`, ""),
	words("current_expiry", `有効期間満了日|満了日|有効期限|認定有効期限|有効期間の満了日|現認定の満了日`, ""),
	words("mark_remarks", `特記事項|備考|補足`, ""),
	words("pledge", `誓約(?:確認|事項)|誓約|誓約の有無|誓約欄`, ""),
	words("revoked_past_year", `申請日前1年以内の認定取消しの有無.*|.*認定(?:の)?取(?:り)?消し?(?:の)?有無.*|過去[1一]年(?:以内|間)の(?:認定(?:の)?)?取(?:り)?消.*`, ""),
	words("pledge_date", `日付|誓約日|誓約年月日|記入日`, ""),
	words("pledge_signer", `役職氏名|署名|記名|署名欄|誓約者|役職名氏名`, ""),
}

// found is a label of FormA with the place where its value belongs.
type found struct {
	field string
	label workbook.Ref
	value workbook.Ref
	text  string // set when label and value share a cell, as in 法人番号：7999901000001
}

// scanA finds the labels of FormA on a sheet, outside its tables. A field that occurs twice keeps its first place that is filled in.
func scanA(s *workbook.Sheet, inTable func(row int) bool) map[string]found {
	out := map[string]found{}
	labels := map[workbook.Ref]string{}
	for _, ref := range s.Places() {
		if !isBanner(s, ref) && !inTable(ref.Row) {
			if f := labelOf(s, ref, s.Own(ref).Text); f != "" && !isPair(s, ref) {
				labels[ref] = f
			}
		}
	}
	for _, ref := range s.Places() {
		field, isLabel := labels[ref]
		if !isLabel {
			continue
		}
		value, has := valuePlace(s, ref, labels)
		if !has {
			continue
		}
		f := found{field: field, label: ref, value: value}
		if prev, have := out[field]; !have || s.Cell(prev.value) == nil && s.Cell(f.value) != nil {
			out[field] = f
		}
	}
	for _, ref := range s.Places() { // after the labels that stand alone: a value may look like a label with its value
		if _, isLabel := labels[ref]; !isLabel && !inTable(ref.Row) {
			inline(s, ref, out)
		}
	}
	return out
}

// isBanner reports whether a cell runs over the whole width of the sheet, as section headings do.
func isBanner(s *workbook.Sheet, ref workbook.Ref) bool {
	m := s.Merge(ref)
	return m.From.Col == 1 && m.To.Col >= table.Width(s) && s.Cols > 1
}

// labelOf tells which field the text at ref is the label of.
func labelOf(s *workbook.Sheet, ref workbook.Ref, text string) string {
	if len(text) > table.LongHeading {
		return ""
	}
	key := labelKey(text)
	for _, w := range formALabels {
		if !w.label.MatchString(key) {
			continue
		}
		if w.parent != nil && !w.parent.MatchString(labelKey(leftOf(s, ref))) {
			continue
		}
		return w.field
	}
	return ""
}

var (
	labelMarks = regexp.MustCompile(`^[\s　※*＊●○◎■□・◆◇]+|^\s*(?:[0-9０-９]+[.．、)）\s　]|[(（][0-9０-９]+[)）]|[①-⑳])[\s　]*`)
	labelNotes = regexp.MustCompile(`[(（【\[［〔][^)）】\]］〕]*(?:記入|必須|任意|桁|例|のみ|代表|半角|全角|直通|url|URL|ＵＲＬ|第\s*[0-9０-９]+条)[^)）】\]］〕]*[)）】\]］〕]|[※*＊].*$|[:：]\s*$`)
)

// noteSigns are the characters one of which is in every note of labelNotes.
const noteSigns = "(（【[［〔※*＊:："

// labelKey is the key of a label without the notes around it, such as （13桁）or ※必須.
func labelKey(text string) string {
	if s := strings.TrimSpace(text); s == "〒" {
		return s
	}
	text = labelMarks.ReplaceAllString(text, "")
	if strings.ContainsAny(text, noteSigns) {
		text = labelNotes.ReplaceAllString(text, "")
	}
	return normal.Key(text)
}

// leftOf returns the nearest text to the left of a cell, through merged cells.
func leftOf(s *workbook.Sheet, ref workbook.Ref) string {
	for col := ref.Col - 1; col >= max(1, ref.Col-table.MaxWidth); col-- {
		if t := s.Text(workbook.Ref{Row: ref.Row, Col: col}); strings.TrimSpace(t) != "" {
			return t
		}
	}
	return ""
}

// valuePlace is where the value of a label belongs: the next cell to the right, or the cell below in a row of nothing but labels. A label
// with another one at its right, such as 所在地 beside 郵便番号, is a heading over that one and has no value of its own.
func valuePlace(s *workbook.Sheet, label workbook.Ref, labels map[workbook.Ref]string) (workbook.Ref, bool) {
	m := s.Merge(label)
	below := s.Anchor(workbook.Ref{Row: m.To.Row + 1, Col: label.Col})
	right := s.Anchor(workbook.Ref{Row: label.Row, Col: m.To.Col + 1})
	_, taken := labels[right]
	if s.Cell(right) != nil && !taken || s.Merge(right) != (workbook.Range{From: right, To: right}) && !taken {
		return right, true
	}
	if _, isLabel := labels[below]; !isLabel && s.Cell(below) != nil && !isBanner(s, below) && m.To.Row == m.From.Row && isHeadRow(s, label.Row, labels) {
		return below, true
	}
	if taken {
		return workbook.Ref{}, false
	}
	for col := right.Col + 1; col <= table.Width(s); col++ { // empty columns in between
		next := s.Anchor(workbook.Ref{Row: label.Row, Col: col})
		if _, isLabel := labels[next]; isLabel {
			break
		}
		if s.Cell(next) != nil {
			return next, true
		}
	}
	return right, true
}

// isHeadRow reports whether every text in a row is a label: then the values stand below.
func isHeadRow(s *workbook.Sheet, row int, labels map[workbook.Ref]string) bool {
	n := 0
	for col := 1; col <= table.Width(s); col++ {
		ref := workbook.Ref{Row: row, Col: col}
		if s.Own(ref) == nil {
			continue
		}
		if _, ok := labels[ref]; !ok {
			return false
		}
		n++
	}
	return n > 1
}

var pairInCell = regexp.MustCompile(`(?s)^([^:：]{2,60}?)[:：]\s*(\S.*)$`)

// isPair reports whether a cell holds a label with its value, as 誓約：○ does.
func isPair(s *workbook.Sheet, ref workbook.Ref) bool {
	m := pairInCell.FindStringSubmatch(strings.TrimSpace(s.Own(ref).Text))
	return m != nil && labelOf(s, ref, m[1]) != ""
}

// inline finds a label and its value in one cell.
func inline(s *workbook.Sheet, ref workbook.Ref, out map[string]found) {
	c := s.Own(ref)
	if c == nil {
		return
	}
	m := pairInCell.FindStringSubmatch(strings.TrimSpace(c.Text))
	if m == nil {
		return
	}
	if f := labelOf(s, ref, m[1]); f != "" {
		if _, have := out[f]; !have {
			out[f] = found{field: f, label: ref, value: ref, text: m[2]}
		}
	}
}

// formASheet picks the sheet with the most labels of FormA outside its tables: first among the visible sheets, then among all.
func formASheet(b *workbook.Book, tables table.Found) (*workbook.Sheet, map[string]found) {
	for _, accept := range []func(*workbook.Sheet) bool{
		func(s *workbook.Sheet) bool { return !s.Hidden },
		func(*workbook.Sheet) bool { return true },
	} {
		var best *workbook.Sheet
		var labels map[string]found
		for _, s := range b.Sheets {
			if !accept(s) {
				continue
			}
			if f := scanA(s, func(row int) bool { return tables.Holds(s, row) }); len(f) > len(labels) {
				best, labels = s, f
			}
		}
		if len(labels) >= 5 {
			return best, labels
		}
	}
	return nil, nil
}
