package letter

import (
	"strings"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/paper/frame"
)

// Point is one thing asked or found, tied to a place: an item, a field of the form, a document.
type Point struct{ Place, Text string }

func pointTexts(points []Point) []string {
	texts := make([]string, len(points))
	for i, p := range points {
		texts[i] = p.Text
		if p.Place != "" {
			texts[i] = p.Place + "\n" + p.Text
		}
	}
	return texts
}

// Correction asks an applicant to correct or complete the papers of an application (補正依頼書, Art. 4).
type Correction struct {
	Envelope
	Case    string
	Applied civil.Date
	Service string
	Points  []Point
	Due     civil.Date
}

// Correction composes a request for correction.
func (p Letters) Correction(profile frame.Profile, r Correction) (*frame.Document, error) {
	c := p.stock.Dates(profile)
	return p.letter(frame.KindCorrection, profile, "補正依頼書", r.Envelope, letter{
		subject: "「" + r.Service + "」の申請書類の補正について（依頼）",
		opening: c.Date(r.Applied) + "付けで申請のありました標記のサービスについて、提出された書類に下記のとおり補正を要する事項がありますので、期限までに補正のうえ提出してください（運用規程第4条第1項）。",
		entries: []entry{
			{label: "案件番号", value: r.Case},
			{label: "補正を要する事項", texts: pointTexts(r.Points)},
			{label: "提出期限", value: c.Date(r.Due)},
		},
	})
}

// Inquiry asks questions: of an applicant during the examination, or of a certified operator under Art. 15-1 (照会書).
type Inquiry struct {
	Envelope
	Case      string // of an examination
	No        string // of a certification
	Service   string
	Questions []Point
	Due       civil.Date
}

// Inquiry composes a letter of inquiry.
func (p Letters) Inquiry(profile frame.Profile, r Inquiry) (*frame.Document, error) {
	c := p.stock.Dates(profile)
	l := letter{
		subject: "「" + r.Service + "」に関する照会について（照会）",
		opening: "標記のサービスの審査のため、下記の事項について照会しますので、期限までに書面により回答してください。",
		entries: []entry{{label: "案件番号", value: r.Case}},
	}
	if r.No != "" {
		l.opening = "標記の認定サービスについて、運用規程第15条第1項の規定により、下記の事項の説明又は資料の提出を求めますので、期限までに回答してください。"
		l.entries = []entry{{label: "認定番号", value: r.No}}
	}
	l.entries = append(l.entries, entry{label: "照会事項", texts: pointTexts(r.Questions)}, entry{label: "回答期限", value: c.Date(r.Due)})
	return p.letter(frame.KindInquiry, profile, "照会書", r.Envelope, l)
}

// Renewal reminds an operator of the end of validity (更新案内, Art. 12).
type Renewal struct {
	Envelope
	No       string
	Service  string
	To       civil.Date // last day of validity
	OpenFrom civil.Date // the window of Art. 12-1
	OpenTo   civil.Date
}

// Renewal composes a reminder of the renewal.
func (p Letters) Renewal(profile frame.Profile, r Renewal) (*frame.Document, error) {
	c := p.stock.Dates(profile)
	return p.letter(frame.KindRenewal, profile, "更新案内", r.Envelope, letter{
		subject: "認定の有効期間の満了及び更新の手続について（案内）",
		opening: "貴社の下記サービスに係る認定は、間もなく有効期間が満了します。認定の更新を受けようとするときは、運用規程第12条第1項の規定により、下記の期間内に申請してください。",
		entries: []entry{
			{label: "認定番号", value: r.No},
			{label: "サービス", value: r.Service},
			{label: "有効期間の満了日", value: c.Date(r.To)},
			{label: "更新の申請の期間", value: c.Period(r.OpenFrom, r.OpenTo)},
			{label: "提出する書類", texts: []string{"認定機関が定める様式の申請書（認定マークの使用に係る自己申告を含む。運用規程第10条第7項）", "登記事項証明書その他の実在を証明する公的書類", "その他認定機関が指定する書類"}},
		},
		closing: []string{
			"期間内に申請がないときは、認定は満了の日をもって効力を失い、その旨を公表します（運用規程第11条第3項）。満了後は、認定マークの使用を速やかに中止してください（同第10条第6項）。",
		},
	})
}

// Improvement asks a certified operator for improvement (改善要請書, Art. 16).
type Improvement struct {
	Envelope
	No        string
	Service   string
	Facts     []string // what the survey of Art. 15 found
	Measures  []string // what is asked for
	Due       civil.Date
	Published bool // the request is published (Art. 16-2)
}

// Improvement composes a request for improvement. It needs facts and measures: else it is refused under Art. 16, paper_improvement_without_ground.
func (p Letters) Improvement(profile frame.Profile, r Improvement) (*frame.Document, error) {
	if len(r.Facts) == 0 || len(r.Measures) == 0 {
		return nil, fault.By("16", "paper_improvement_without_ground")
	}
	c := p.stock.Dates(profile)
	l := letter{
		subject: "「" + r.Service + "」に係る改善の要請について",
		opening: "運用規程第15条の規定による調査の結果に基づき、認定制度の適正な運営のために必要があると認めますので、同第16条第1項の規定により、下記のとおり改善の措置を要請します。",
		entries: []entry{
			{label: "認定番号", value: r.No},
			{label: "調査により認められた事実", texts: r.Facts},
			{label: "要請する措置", texts: r.Measures},
			{label: "報告の期限", value: c.Date(r.Due)},
		},
		closing: []string{"正当な理由なくこの要請に従わないときは、認定を取り消すことがあります（運用規程第17条第1項第7号）。"},
	}
	if r.Published {
		l.closing = append(l.closing, "この要請の内容は、運用規程第16条第2項の規定により公表します。")
	}
	return p.letter(frame.KindImprovement, profile, "改善要請書", r.Envelope, l)
}

// Revocation is the written notice of a revocation (取消通知書, Art. 17-2).
type Revocation struct {
	Envelope
	No      string
	Service string
	Day     civil.Date // on which the certification was revoked
	Grounds []Ground
}

// Ground is one of the nine grounds of Art. 17-1 with the facts that fall under it.
type Ground struct {
	Number int // 1 to 9
	Facts  string
}

// revocationGrounds name the grounds of Art. 17-1 in the words of papers.
var revocationGrounds = [...]string{
	1: "審査基準に適合しなくなったと認められること",
	2: "不正の手段により認定を受けたこと",
	3: "認定マークの使用に関する規定に違反したと認められること",
	4: "正当な理由なく変更又は終了の届出を怠ったこと",
	5: "正当な理由なく緊急事態の通知及び報告を怠ったこと",
	6: "正当な理由なく調査に応じず、又は虚偽の説明若しくは資料の提出をしたこと",
	7: "正当な理由なく改善の要請に従わないこと",
	8: "不法行為又は法令に違反する行為を行ったこと",
	9: "事業の譲渡等により提供体制に変動が生じ、サービスの維持継続に疑義が生じたこと",
}

// Revocation composes the notice. Without a ground of Art. 17-1 and its facts it is refused: paper_revocation_without_ground.
func (p Letters) Revocation(profile frame.Profile, r Revocation) (*frame.Document, error) {
	if len(r.Grounds) == 0 {
		return nil, fault.By("17-2", "paper_revocation_without_ground")
	}
	texts := make([]string, len(r.Grounds))
	for i, g := range r.Grounds {
		if g.Number < 1 || g.Number >= len(revocationGrounds) || strings.TrimSpace(g.Facts) == "" {
			return nil, fault.By("17-2", "paper_revocation_without_ground")
		}
		texts[i] = "第17条第1項第" + frame.Number(g.Number) + "号（" + revocationGrounds[g.Number] + "）\n" + g.Facts
	}
	c := p.stock.Dates(profile)
	return p.letter(frame.KindRevocation, profile, "認定取消通知書", r.Envelope, letter{
		subject: "「" + r.Service + "」に係る認定の取消しについて（通知）",
		opening: "運用規程第17条第1項の規定により、下記のとおり認定を取り消しましたので、同条第2項の規定により通知します。",
		entries: []entry{
			{label: "認定番号", value: r.No},
			{label: "サービス", value: r.Service},
			{label: "取消しの日", value: c.Date(r.Day)},
			{label: "取消しの理由", texts: texts},
		},
		closing: []string{
			"直ちに認定マークの使用を中止し、認定証を返納してください（運用規程第10条第8項）。取消しの旨は公表します（同第17条第3項）。",
			"取消しの日から1年を経過しない間は、当該サービスに係る申請を受理しません（運用規程第8条）。",
		},
	})
}
