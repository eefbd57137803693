// Package mess makes application forms as applicants lay them out: the same answers with columns permuted, rows inserted, cells merged, sheets
// split and renamed, in the dialects of several programs, and answers in all the ways in which people write them, together with the key to
// what they say. It is for tests and measurements: what the reader makes of a generated form is held against its key.
//
// Everything is drawn from a seed, so that a failure can be made again.
package mess

import (
	"fmt"
	"math/rand/v2"
	"strconv"

	"shinsa/review/criteria"
	"shinsa/review/ident"
)

// Answer is a generated answer with its key.
type Answer struct {
	Box    Box
	Kind   criteria.State // "" is answered
	Value  string         // what a careful person records, as a Value writes itself; of an unsure one, the reading that may stand with its finding
	Unsure bool           // a finding about the item has to be there; the value may be left open
	Codes  []string       // findings that have to be there
}

// Form is a generated form with its key.
type Form struct {
	Book     *Book
	Answers  map[ident.ItemID]Answer
	Header   map[string]string // fields of FormA by their JSON names
	Evidence []string          // numbers of FormC in order
	Done     []string          // what was done to it, in order
}

// generator draws one form.
type generator struct {
	r       *rand.Rand
	edition *criteria.Edition
	book    *Book

	textOnly bool // no looks, numbers, comments
	form     *Form
	b        []column // of FormB
	rows     map[ident.ItemID]int
	sheetB   *Sheet
	sheetC   *Sheet
	sheetA   *Sheet
}

// New draws a form for an edition from a seed.
func New(e *criteria.Edition, seed uint64) *Form { return draw(e, seed, false) }

// Plain draws a form of nothing but texts, as a text file can hold it.
func Plain(e *criteria.Edition, seed uint64) *Form { return draw(e, seed, true) }

func draw(e *criteria.Edition, seed uint64, plain bool) *Form {
	g := &generator{r: rand.New(rand.NewPCG(seed, 1)), edition: e, book: &Book{}, textOnly: plain}
	g.book.Date1904 = !plain && g.r.IntN(5) == 0
	g.form = &Form{Book: g.book, Answers: map[ident.ItemID]Answer{}, Header: map[string]string{}}
	for _, it := range e.Items() {
		a := g.answer(it)
		for plain && (len(a.Box.Runs) > 0 || a.Box.Format != "" || a.Box.Ruby != "") {
			a = g.answer(it)
		}
		g.form.Answers[it.ID] = a
	}
	g.layA()
	g.layB()
	g.layC()
	g.book.Sheets = []*Sheet{g.sheetA, g.sheetB, g.sheetC}
	g.transform()
	g.habits()
	return g.form
}

func (g *generator) done(what string) { g.form.Done = append(g.form.Done, what) }

var (
	blanks       = []string{"", "", "　", " \n "}
	inapplicable = []string{"対象外", "該当なし", "該当しない。", "対象外（当該機器を提供していないため）", "非該当", "N/A", "適用外：提供していない", "該当無し", "該当せず", "該当ありません", "－（該当なし）", "対象外です。"}
	elsewhere    = []string{"別紙参照", "資料2参照", "別紙のとおり", "別添資料をご参照ください。", "同上", "上記のとおり", "〃", "当社ホームページに掲載", "https://www.example.example/", "資料２　３頁参照", "別紙１", "（別紙参照）", "上記参照", "前項に同じ", "上記に同じ", "別紙3 p.12 参照", "前問と同じ", "1.1と同じ", "No.12と同様", "以下同文", "″", "前回と同じ", "前回から変更なし"}
	texts        = []string{
		"センサーから集めたデータを保存し、画面に表示する。", "平日9時から18時まで。\n土日祝日を除く。", "24時間365日", "①収集\n②蓄積\n③可視化", "データセンターは国内2か所に分けている。", "ＩｏＴ機器の登録・廃棄は管理画面で行う。",
		"ﾃﾞｰﾀは暗号化して保存する。", "𠮷田と髙橋が担当し、﨑山が代行する。", "月額10,000円から。初期費用は別に定める。", "利用者の責任範囲は契約書に定める（第5条）。",
	}
)

// answer draws an answer to an item.
func (g *generator) answer(it criteria.Item) Answer {
	r := g.r
	switch k := r.IntN(40); {
	case k == 0:
		a := Answer{Box: Words(pick(r, blanks)), Kind: criteria.StateBlank}
		if it.Duty == criteria.Mandatory {
			a.Codes = []string{"mandatory_blank"}
		}
		return a
	case k == 1 && it.SameAs == "":
		a := Answer{Box: Words(pick(r, inapplicable)), Kind: criteria.StateNotApplicable}
		if it.Duty == criteria.Mandatory {
			a.Codes = []string{"not_applicable_on_mandatory"}
		}
		return a
	case k == 2 && it.Answer.Type != criteria.FileAnswer && it.Answer.Format != "url" && it.SameAs == "" && it.Answer.Detail == nil && it.Answer.Type != criteria.ListAnswer:
		a := Answer{Box: Words(pick(r, elsewhere)), Kind: criteria.StateByReference, Codes: []string{"by_reference"}}
		if it.Duty == criteria.Mandatory {
			a.Codes = []string{"by_reference_on_mandatory"}
		}
		return a
	}
	switch it.Answer.Type {
	case criteria.DateAnswer:
		return g.date()
	case criteria.NumberAnswer:
		return g.number(it.Answer.Unit)
	case criteria.YesNoAnswer:
		return g.yesNo()
	case criteria.ChoiceAnswer:
		return g.choice(it)
	case criteria.ListAnswer:
		if len(it.Answer.Choices) > 0 {
			return g.words(it)
		}
		return Answer{Box: Words("見本銀行、例示信用金庫"), Value: listed(it)}
	}
	return g.plain(it)
}

func listed(it criteria.Item) string {
	if len(it.Answer.Columns) == 2 {
		return "-" // rows are held against nothing here
	}
	return "見本銀行\n例示信用金庫"
}

func (g *generator) plain(it criteria.Item) Answer {
	switch {
	case it.Answer.Pattern != "":
		return Answer{Box: Words("7999901000001"), Value: "7999901000001"}
	case it.Answer.Format == "url":
		return Answer{Box: Words("https://www.mihon.example/"), Value: "https://www.mihon.example/"}
	case it.Answer.Type == criteria.FileAnswer:
		return Answer{Box: Words("資料2の1頁「図1 全体構成」のとおり"), Value: "-", Kind: criteria.StateByReference, Codes: []string{"by_reference_on_mandatory"}}
	}
	s := pick(g.r, texts)
	b := Words(s)
	if g.r.IntN(6) == 0 {
		b.Ruby = "フリガナ"
	}
	if g.r.IntN(8) == 0 { // several looks, and a part that was struck out
		b = Box{Runs: []Run{{Text: "旧記載。", Struck: true}, {Text: s, Bold: true}}}
		return Answer{Box: b, Value: s, Codes: []string{"struck_text"}}
	}
	return Answer{Box: b, Value: s}
}

// column is one column of FormB with its heading.
type column struct {
	key, head string
}

var heads = map[string][]string{
	"no":       {"No", "No.", "Ｎｏ．", "項番", "番号", "項目番号", "№", "項目\nNo"},
	"category": {"審査対象項目（大）", "大項目", "分類", "審査対象項目\n（大）", "大分類"},
	"title":    {"審査対象項目（小）", "審査対象項目", "小項目", "項目名", "審査対象項目\n（小）", "項　目", "小分類"},
	"ask":      {"記述内容", "記載内容", "記述 内容", "記載事項"},
	"duty":     {"必須/選択", "必須／選択", "必須・選択", "必須\n選択"},
	"answer":   {"情報開示内容", "情報開示内容（回答）", "回答", "申請内容", "情報開示内容\n※公表されます", "回 答 欄", "ご回答", "開示内容", "情報開示内容【記入欄】", "記入欄"},
	"evidence": {"根拠資料番号", "根拠資料", "根拠資料No.", "添付資料", "エビデンス", "根拠資料\n番号"},
	"remark":   {"備考", "備　考", "補足"},
	"office":   {"事務局記入欄", "確認欄", "審査員記入欄"},
	"previous": {"情報開示内容（前回）", "前回の回答", "旧回答"},
	"example":  {"記入例", "記載例"},
}

func (g *generator) head(key string) column { return column{key, pick(g.r, heads[key])} }

func (g *generator) layB() {
	for _, key := range []string{"no", "category", "title", "ask", "duty", "answer", "evidence"} {
		g.b = append(g.b, g.head(key))
	}
	for _, key := range []string{"remark", "office", "previous", "example"} {
		if g.r.IntN(4) == 0 {
			g.b = append(g.b, g.head(key))
			g.done("column " + key)
		}
	}
	if g.r.IntN(2) == 0 {
		g.r.Shuffle(len(g.b), func(i, j int) { g.b[i], g.b[j] = g.b[j], g.b[i] })
		g.done("columns permuted")
	}
	g.sheetB = NewSheet("申請書B")
	g.rows = map[ident.ItemID]int{}
	g.sheetB.Put(1, 1, Words("情報開示認定　申請書Ｂ"))
	row := 4
	g.headings(g.sheetB, row)
	group := ""
	for i, it := range g.edition.Items() {
		row++
		if it.Group != group && g.r.IntN(3) > 0 {
			title, _ := g.edition.Group(it.Group)
			g.sheetB.Put(row, 1, Words(title.Title.JA))
			if g.r.IntN(2) == 0 {
				g.sheetB.Merges = append(g.sheetB.Merges, [2]Place{spot(row, 1), spot(row, len(g.b))})
			}
			row++
		}
		group = it.Group
		if i > 0 && g.r.IntN(60) == 0 {
			g.headings(g.sheetB, row)
			g.done("headings again")
			row++
		}
		g.item(row, it)
	}
	if g.r.IntN(2) == 0 {
		g.sheetB.Put(row+2, 1+g.r.IntN(len(g.b)), Words(pick(g.r, []string{"以上", "※記入欄が足りないときは行を追加してください。", "（注）金額は千円未満切捨て", "注1　2025年12月末現在", "＊ 印は必須"})))
		g.done("a note at the end")
	}
}

func (g *generator) headings(s *Sheet, row int) {
	for i, c := range g.b {
		s.Put(row, i+1, Words(c.head))
	}
}

// numbers are the ways in which the number of an item is written.
var numbers = []func(id string) string{
	func(id string) string { return id },
	func(id string) string { return wide(id) },
	func(id string) string { return replace(id, "-") },
	func(id string) string { return wide(replace(id, "-")) },
	func(id string) string { return replace(id, "ー") },
	func(id string) string { return "No." + id },
	func(id string) string { return "(" + id + ")" },
	func(id string) string { return id + "." },
	func(id string) string { return " " + id + " " },
	func(id string) string { return "項目" + id },
	func(id string) string { return replace(id, "の") },
	func(id string) string { return "第" + id + "項" },
	func(id string) string { return "［" + wide(id) + "］" },
	func(id string) string { return "No.　" + wide(replace(id, "-")) },
	func(id string) string { return "項番" + id },
	func(id string) string { return "(" + replace(id, ")-") },
	func(id string) string { return "#" + id },
	func(id string) string { return "審査項目 " + replace(id, "‐") },
}

func replace(id, joint string) string {
	out := ""
	for _, r := range id {
		if r == '.' {
			out += joint
			continue
		}
		out += string(r)
	}
	return out
}

func (g *generator) item(row int, it criteria.Item) {
	a := g.form.Answers[it.ID]
	g.rows[it.ID] = row
	style := numbers[0]
	if g.r.IntN(4) == 0 {
		style = pick(g.r, numbers)
	}
	for i, c := range g.b {
		var b Box
		switch c.key {
		case "no":
			b = Words(style(string(it.ID)))
			if f, err := strconv.ParseFloat(string(it.ID), 64); err == nil && !g.textOnly && g.r.IntN(12) == 0 && strconv.FormatFloat(f, 'f', -1, 64) == string(it.ID) {
				b = Box{Number: f, Format: "General"}
			} else if err == nil && !g.textOnly && g.r.IntN(4) == 0 && fmt.Sprintf("%.2f", f) == string(it.ID) {
				b = Box{Number: f, Format: "0.00"}
			}
		case "category":
			b = Words(it.Category.JA)
		case "title":
			b = Words(it.Title.JA)
			if g.r.IntN(10) == 0 {
				b = Words(wide(it.Title.JA))
			}
		case "ask":
			b = Words(it.Ask.JA)
		case "duty":
			b = Words(map[criteria.Duty]string{criteria.Mandatory: "必須", criteria.Optional: "選択"}[it.Duty])
		case "answer":
			b = a.Box
		case "evidence":
			b = Words(pick(g.r, []string{"資料1", "資料２", "資料2 p.1", "資料1、資料2", "", "①", "資料1・2"}))
		case "previous":
			b = Words("前回の記載")
		case "example":
			b = Words("（例）有：基本規程")
		case "office":
			b = Words(pick(g.r, []string{"", "確認済"}))
		}
		g.sheetB.Put(row, i+1, b)
	}
}

func (g *generator) col(key string) int {
	for i, c := range g.b {
		if c.key == key {
			return i + 1
		}
	}
	return 0
}
