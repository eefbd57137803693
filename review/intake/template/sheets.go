package template

import (
	"fmt"
	"strings"

	"shinsa/review/criteria"
	"shinsa/review/intake/record"
)

// line is a field of FormA: its name, its label, the label over it where several share one, and the words it offers.
type line struct {
	field       string // by its name in record.Typed
	over, label string
	words       []string
	more        bool // other words may be written
}

var sections = []struct {
	title string
	lines []line
}{
	{"１　申請の区分", []line{{field: "kind", label: "申請区分", words: []string{"新規", "更新", "変更"}}, {field: "application_date", label: "申請日"}}},
	{"２　申請者", []line{
		{field: "operator_name", label: "事業者名"},
		{field: "operator_kana", label: "事業者名（フリガナ）"},
		{field: "corporate_number", label: "法人番号"},
		{field: "representative_title", over: "代表者", label: "役職"},
		{field: "representative_name", over: "代表者", label: "氏名"},
		{field: "postal_code", over: "所在地", label: "郵便番号"},
		{field: "address", over: "所在地", label: "住所"},
		{field: "contact_department", over: "担当者", label: "部署・役職"},
		{field: "contact_name", over: "担当者", label: "氏名"},
		{field: "contact_phone", over: "連絡先", label: "電話番号"},
		{field: "contact_email", over: "連絡先", label: "電子メール"},
	}},
	{"３　申請サービス", []line{
		{field: "service_name", label: "サービス名称"}, {field: "service_outline", label: "サービス概要"}, {field: "service_class", label: "サービス区分（IaaS／PaaS）", words: []string{"IaaS", "PaaS", "IaaS・PaaS"}}, {field: "service_url", label: "サービスサイト"},
	}},
	{"４　現在の認定（更新・変更の申請のときのみ記入）", []line{{field: "current_certification_number", label: "現認定番号"}, {field: "current_expiry", label: "有効期間満了日"}}},
	{"５　認定マーク使用状況の自己申告（運用規程第10条第7項。更新の申請のときのみ記入）", []line{
		{field: "mark1", label: "第1項　有効期間内に限り使用した。", words: marks},
		{field: "mark2", label: "第2項　認定サービス以外に使用していない。", words: marks},
		{field: "mark3", label: "第3項　認定サービスとそれ以外とを明確に区分して使用した。", words: marks},
		{field: "mark4", label: "第4項　指定のURLへのリンクを設置した。", words: marks},
		{field: "mark5", label: "第5項　色の変更、一部のみの掲載をしていない。", words: marks},
		{field: "mark6", label: "第6項　有効期間経過後に使用していない。", words: marks},
		{field: "mark_remarks", label: "特記事項"},
	}},
}

var marks = []string{"はい", "いいえ", "該当なし"}

func (w *writer) formA() {
	w.sheet = sheetA
	w.widths(map[string]float64{"A": 16, "B": 26, "C": 60, "D": 12})
	w.put("A1", "D1", "情報開示認定　申請書Ａ（申請者・申請サービス）", w.styles.title)
	w.put("A2", "D2", w.options.Scheme, w.styles.note)
	w.banner(3, "D")
	if w.options.Body != "" {
		w.put("A4", "D4", w.options.Body+"　御中", w.styles.note)
	}
	row := 5
	for _, s := range sections {
		w.put(cell("A", row), cell("D", row), s.title, w.styles.section)
		row++
		for i, l := range s.lines {
			w.line(row, l, i > 0 && l.over != "" && s.lines[i-1].over == l.over)
			row++
		}
		row++
	}
	w.closing(row)
}

func (w *writer) line(row int, l line, again bool) {
	switch {
	case l.over == "":
		w.put(cell("A", row), cell("B", row), l.label, w.styles.label)
	case again:
		w.try(w.file.MergeCell(w.sheet, cell("A", row-1), cell("A", row)))
		w.put(cell("B", row), cell("B", row), l.label, w.styles.label)
	default:
		w.put(cell("A", row), cell("A", row), l.over, w.styles.label)
		w.put(cell("B", row), cell("B", row), l.label, w.styles.label)
	}
	w.put(cell("C", row), cell("D", row), w.said(l.field), w.styles.field)
	if len(l.words) > 0 {
		w.choose(cell("C", row), !l.more, l.words...)
	}
}

// said is what was filled in for a field of FormA.
func (w *writer) said(field string) string {
	if n, ok := strings.CutPrefix(field, "mark"); ok && len(n) == 1 {
		return w.filled.Marks[n[0]-'1']
	}
	return w.filled.FormA[field]
}

// closing writes the requests under Art. 11-2 and the pledge.
func (w *writer) closing(row int) {
	w.put(cell("A", row), cell("D", row), "６　公表の留保の希望（運用規程第11条第2項）", w.styles.section)
	w.put(cell("A", row+1), cell("B", row+1), "項目番号（申請書Ｂ）", w.styles.head)
	w.put(cell("C", row+1), cell("D", row+1), "公表の留保を希望する理由", w.styles.head)
	requests := max(4, len(w.filled.Withhold))
	for i := range requests {
		items, reason := "", ""
		if i < len(w.filled.Withhold) {
			items, reason = strings.Join(w.filled.Withhold[i].Items, "、"), w.filled.Withhold[i].Reason
		}
		w.put(cell("A", row+2+i), cell("B", row+2+i), items, w.styles.field)
		w.put(cell("C", row+2+i), cell("D", row+2+i), reason, w.styles.field)
	}
	row += requests + 3
	w.put(cell("A", row), cell("D", row), "７　誓約", w.styles.section)
	w.put(cell("A", row+1), cell("D", row+1),
		"申請書Ａ、Ｂ及びＣの記載に相違ないこと、運用規程を遵守すること、記載内容に変更が生じたときは遅滞なく届け出ることを誓約します。", w.styles.note)
	for i, l := range []line{
		{field: "pledge", label: "誓約", words: []string{"誓約する"}}, {field: "revoked_past_year", label: "申請日前1年以内の認定取消しの有無（運用規程第8条）", words: []string{"無", "有"}}, {field: "pledge_date", label: "日付"}, {field: "pledge_signer", label: "役職・氏名"},
	} {
		w.line(row+2+i, l, false)
	}
}

func (w *writer) formB() {
	w.sheet = sheetB
	w.widths(map[string]float64{"A": 8, "B": 20, "C": 26, "D": 42, "E": 9, "F": 60, "G": 18})
	w.put("A1", "G1", "情報開示認定　申請書Ｂ（審査対象項目と情報開示内容）", w.styles.title)
	w.banner(2, "G")
	w.put("A3", "G3", "※「情報開示内容」欄の記載は、認定後に公表されます（運用規程第11条第1項第1号）。必須の項目は必ず記入してください。", w.styles.note)
	for i, head := range []string{"No", "審査対象項目（大）", "審査対象項目（小）", "記述内容", "必須/選択", "情報開示内容", "根拠資料番号"} {
		at := cell(string(rune('A'+i)), 5)
		w.put(at, at, head, w.styles.head)
	}
	row, group := 6, ""
	for _, it := range w.edition.Items() {
		if it.Group != group {
			g, _ := w.edition.Group(it.Group)
			w.put(cell("A", row), cell("G", row), g.Title.JA, w.styles.section)
			row, group = row+1, it.Group
		}
		w.item(row, it)
		row++
	}
	w.try(w.file.SetPanes(w.sheet, frozen("A6", 5)))
}

func (w *writer) item(row int, it criteria.Item) {
	duty := "必須"
	if it.Duty == criteria.Optional {
		duty = "選択"
	}
	for i, text := range []string{string(it.ID), it.Category.JA, it.Title.JA, it.Ask.JA, duty} {
		at := cell(string(rune('A'+i)), row)
		style := w.styles.label
		if i == 0 {
			style = w.styles.field // as text, or 31.10 becomes the number 31.1
		}
		w.put(at, at, text, style)
	}
	w.put(cell("F", row), cell("F", row), w.filled.Answers[it.ID].Text, w.styles.field)
	w.put(cell("G", row), cell("G", row), w.filled.Answers[it.ID].Evidence, w.styles.field)
	switch a := it.Answer; a.Type {
	case criteria.YesNoAnswer:
		w.choose(cell("F", row), false, "有", "無")
	case criteria.ChoiceAnswer:
		words := make([]string, len(a.Choices))
		for i, c := range a.Choices {
			words[i] = c.JA
		}
		w.choose(cell("F", row), a.Detail == nil, words...)
	}
}

// headC is the row of the headings of FormC.
const headC = 4

// evidenceRows is how many rows FormC has; more may be added.
const evidenceRows = 20

func (w *writer) formC() {
	w.sheet = sheetC
	w.widths(map[string]float64{"A": 12, "B": 40, "C": 40, "D": 8, "E": 14})
	w.put("A1", "E1", "情報開示認定　申請書Ｃ（根拠資料一覧）", w.styles.title)
	w.banner(2, "E")
	for i, head := range []string{"資料番号", "資料名", "ファイル名", "頁", "非公開の別"} {
		at := cell(string(rune('A'+i)), headC)
		w.put(at, at, head, w.styles.head)
	}
	rows := max(evidenceRows, len(w.filled.Evidence))
	for i := range rows {
		row, e := headC+1+i, record.TypedEvidence{}
		switch {
		case i < len(w.filled.Evidence):
			e = w.filled.Evidence[i]
		case w.options.Filled == nil:
			e.No = fmt.Sprintf("資料%d", i+1)
		}
		for c, text := range []string{e.No, e.Title, e.File, e.Pages, e.Confidential} {
			at := cell(string(rune('A'+c)), row)
			w.put(at, at, text, w.styles.field)
		}
		w.choose(cell("E", row), true, "公開", "非公開")
	}
	last := headC + 1 + rows
	w.put(cell("A", last), cell("E", last), "※登記事項証明書その他の申請者の実在を証明する公的書類を必ず含めてください（運用規程第4条第1項第2号）。", w.styles.note)
}

func cell(col string, row int) string { return fmt.Sprintf("%s%d", col, row) }
