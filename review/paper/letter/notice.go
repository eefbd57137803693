package letter

import (
	"strings"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/paper/frame"
)

// Grant is the notice of a certification (認定通知書, Art. 6-4).
type Grant struct {
	Envelope
	Case         string
	Applied      civil.Date // day of the application
	Operator     string
	Service      string
	Renewal      bool // of an existing certification, Art. 12
	Change       bool // of one, Art. 13-1
	No           string
	First        civil.Date // day of the first certification
	Decided      civil.Date
	From, To     civil.Date
	RenewFrom    civil.Date // first and last day of the renewal window (Art. 12-1)
	RenewTo      civil.Date
	Conditions   []string
	PublishedURL string
}

// Grant composes the notice of a certification.
func (p Letters) Grant(profile frame.Profile, g Grant) (*frame.Document, error) {
	c := p.stock.Dates(profile)
	act, day := "認定", "認定年月日"
	if g.Renewal {
		act, day = "認定の更新", "更新年月日"
	}
	l := letter{
		subject: "「" + g.Service + "」の" + act + "について（通知）",
		opening: c.Date(g.Applied) + "付けで申請のありました標記のサービスについては、" + profile.Scheme + "運用規程（以下「運用規程」という。）第6条第1項の規定に基づき、下記のとおり" + act +
			"を行いましたので、同条第4項の規定により通知します。",
		entries: []entry{
			{label: "案件番号", value: g.Case},
			{label: "認定番号", value: g.No},
			{label: "事業者", value: g.Operator},
			{label: "サービス", value: g.Service},
		},
		closing: []string{
			"認定証及び認定マークを交付します（運用規程第6条第5項）。認定マークは、有効期間に限り、運用規程第10条に従って使用してください。",
			"申請書Bの申請内容欄の記載、認定の日及び有効期間は、運用規程第11条の規定により公表します。",
		},
	}
	if g.Change {
		day = "変更の承認の日"
		l.subject = "「" + g.Service + "」の記載内容の変更について（通知）"
		l.opening = c.Date(g.Applied) + "付けで届出のありました標記のサービスの変更については、" + profile.Scheme +
			"運用規程（以下「運用規程」という。）第13条第1項の規定による届出として審査し、下記のとおり変更後の内容で認定証を再交付しますので、通知します。"
	}
	if !g.First.IsZero() && g.First != g.Decided {
		l.entries = append(l.entries, entry{label: "初回認定日", value: c.Date(g.First)})
	}
	l.entries = append(l.entries, entry{label: day, value: c.Date(g.Decided)}, entry{label: "有効期間", value: c.Period(g.From, g.To)})
	if len(g.Conditions) > 0 {
		l.entries = append(l.entries, entry{label: "条件", texts: g.Conditions})
	}
	if g.PublishedURL != "" {
		l.entries = append(l.entries, entry{label: "公表の場所", value: g.PublishedURL})
	}
	if !g.RenewFrom.IsZero() {
		l.closing = append(l.closing, "認定の更新を受けようとするときは、"+c.Period(g.RenewFrom, g.RenewTo)+"の間に、運用規程第12条第1項の書類を提出してください。")
	}
	l.closing = append(l.closing, frame.WordLiability)
	return p.letter(frame.KindGrant, profile, "認定通知書", g.Envelope, l)
}

// Refusal is the notice of a refusal with its reasons (不認定通知書, Art. 6-4).
type Refusal struct {
	Envelope
	Case     string
	Applied  civil.Date
	Operator string
	Service  string
	Decided  civil.Date
	Reasons  []frame.Reason
}

// Refusal composes the notice of a refusal. Without a reason it is refused itself, under Art. 6-4: refusal_without_reasons.
func (p Letters) Refusal(profile frame.Profile, r Refusal) (*frame.Document, error) {
	for _, reason := range r.Reasons {
		if strings.TrimSpace(reason.Text) == "" {
			return nil, fault.By("6-4", "refusal_without_reasons")
		}
	}
	if len(r.Reasons) == 0 {
		return nil, fault.By("6-4", "refusal_without_reasons")
	}
	c := p.stock.Dates(profile)
	return p.letter(frame.KindRefusal, profile, "不認定通知書", r.Envelope, letter{
		subject: "「" + r.Service + "」の認定の申請について（通知）",
		opening: c.Date(r.Applied) + "付けで申請のありました標記のサービスについては、" + profile.Scheme + "運用規程（以下「運用規程」という。）第6条第1項の認定を実施しないことと決定しましたので、" +
			"同条第4項の規定により、下記のとおり理由を付して通知します。",
		entries: []entry{
			{label: "案件番号", value: r.Case},
			{label: "申請者", value: r.Operator},
			{label: "サービス", value: r.Service},
			{label: "決定年月日", value: c.Date(r.Decided)},
			{label: "認定を実施しない理由", texts: frame.ReasonTexts(r.Reasons)},
		},
		closing: []string{"納付された審査手数料は、運用規程第5条第2項の規定により返還いたしません。"},
	})
}
