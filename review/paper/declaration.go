package paper

import (
	"strings"

	"shinsa/review/civil"
	"shinsa/review/paper/sheet"
)

// Declaration is a member's declaration of interests and pledge of secrecy for one case (利益相反申告書・秘密保持誓約書, Arts 7 and 20).
// Codes are those of package conflict.
type Declaration struct {
	Case          string
	On            civil.Date
	Member        string
	Operator      string
	Service       string
	Interests     []Interest
	Money         []Income
	MayVote       int64 // yen up to which a member votes, and up to which one speaks: the limits of the bands
	MaySpeak      int64
	Matches       []Match
	Withdraw      bool
	Reason        string // of withdrawing
	Outcome       string // clear, speak_no_vote, recuse
	Pledge        string // the words agreed to
	PledgeVersion string
	Agreed        bool
	Late          string // why the declaration replaces an earlier one; may be empty
	Sample        bool
}

// Interest is the answer to one kind of interest.
type Interest struct {
	Kind   string
	Held   bool
	Party  string
	Detail string
	Until  civil.Date
}

// Income is what was received in one fiscal year.
type Income struct {
	Year string // as printed, such as 令和5年度
	Band string // none, minor, major, excess
	Yen  int64  // received; 0 when only the band was declared
	From string
	For  string
}

// Match is a likely match that the member confirmed or dismissed.
type Match struct{ Found, Answer, Reason string }

// Declaration composes declaration and pledge.
func (p *Press) Declaration(profile Profile, d Declaration) (*Document, error) {
	c, err := p.compose(KindDeclaration, profile, "利益相反申告書・秘密保持誓約書", d.On, d.Sample)
	if err != nil {
		return nil, err
	}
	c.begin()
	c.flow.Text(labelStyle.With(sheet.Right), c.date(d.On))
	c.flow.Text(valueStyle.At(11).With(sheet.Left), profile.Body+"　"+wordOffice)
	c.flow.Space(3)
	for _, line := range []string{"利益相反申告書", "秘密保持誓約書"} {
		c.paperTitle(line)
	}
	c.flow.Space(4)
	c.facts([]pair{{"案件番号", d.Case}, {"申請者", d.Operator}, {"サービス", d.Service}, {"申告者", d.Member}})
	c.heading("利害関係の申告（運用規程第7条）")
	c.interests(d.Interests)
	c.heading("金銭の受領")
	c.incomes(d)
	if len(d.Matches) > 0 {
		c.heading("照合により示された事項")
		c.matches(d.Matches)
	}
	if d.Late != "" {
		c.flow.Space(3)
		c.paragraphs(bodyStyle, "この申告は、先の申告に代わるものである。理由　"+d.Late)
	}
	c.flow.Space(5)
	c.conclusion("申告の結果", outcome(d))
	if d.Withdraw {
		c.flow.Space(2)
		c.paragraphs(bodyStyle, "申告者の申出による回避である。理由　"+fallback(d.Reason, wordNothing))
	}
	c.pledge(d)
	c.furniture("案件 "+d.Case, true)
	return c.finish()
}

// outcome is the short form for the conclusion's line.
func outcome(d Declaration) string {
	if d.Withdraw {
		return "回避"
	}
	short, _, _ := strings.Cut(word(outcomeWords, d.Outcome), "（")
	return short
}

func (c *composer) interests(list []Interest) {
	t := &sheet.Table{Widths: []float64{66, 20, 80}, Rule: ruleGrey, Pad: 1.2}
	c.head(t, "事項", "該当", "相手方及び内容")
	for _, in := range list {
		held, detail := "なし", ""
		if in.Held {
			held = "あり"
			detail = strings.Join(kept(in.Party, in.Detail), "\n")
			if !in.Until.IsZero() {
				detail += "\n" + c.date(in.Until) + "まで"
			}
		}
		t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{
			c.cell(t, 0, 1, labelStyle, word(interestWords, in.Kind)), c.cell(t, 1, 1, figureStyle, held), c.cell(t, 2, 1, labelStyle, detail),
		}})
	}
	c.flow.Table(t)
}

func (c *composer) incomes(d Declaration) {
	t := &sheet.Table{Widths: []float64{32, 42, 46, 46}, Rule: ruleGrey, Pad: 1.2}
	c.head(t, "年度", "金額の区分", "支払者", "名目")
	for _, in := range d.Money {
		amount := d.band(in.Band)
		if in.Yen > 0 {
			amount += "（" + thousands(in.Yen) + "円）"
		}
		t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{
			c.cell(t, 0, 1, labelStyle, in.Year), c.cell(t, 1, 1, labelStyle, amount),
			c.cell(t, 2, 1, labelStyle, in.From), c.cell(t, 3, 1, labelStyle, in.For),
		}})
	}
	c.flow.Table(t)
}

// band writes a money band in the scheme's own limits.
func (d Declaration) band(code string) string {
	switch code {
	case "none":
		return "なし"
	case "minor":
		return yen(d.MayVote) + "以下"
	case "major":
		return yen(d.MayVote) + "超" + yen(d.MaySpeak) + "以下"
	case "excess":
		return yen(d.MaySpeak) + "超"
	}
	return fallback(code, wordNone)
}

// yen writes a round amount as 50万円.
func yen(n int64) string {
	if n >= 10_000 && n%10_000 == 0 {
		return thousands(n/10_000) + "万円"
	}
	return thousands(n) + "円"
}

func (c *composer) matches(list []Match) {
	t := &sheet.Table{Widths: []float64{70, 30, 66}, Rule: ruleGrey, Pad: 1.2}
	c.head(t, "示された事項", "回答", "理由")
	for _, m := range list {
		t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{
			c.cell(t, 0, 1, labelStyle, m.Found), c.cell(t, 1, 1, labelStyle, m.Answer), c.cell(t, 2, 1, labelStyle, m.Reason),
		}})
	}
	c.flow.Table(t)
}

// pledge is the words of secrecy, whether they were agreed to, and the signature.
func (c *composer) pledge(d Declaration) {
	c.heading("秘密保持の誓約（運用規程第20条）")
	c.paragraphs(bodyStyle, fallback(d.Pledge, wordNothing))
	state := "上記のとおり誓約する。"
	if !d.Agreed {
		state = "上記の誓約はされていない。"
	}
	if d.PledgeVersion != "" {
		state += "（文言の版　" + d.PledgeVersion + "）"
	}
	c.flow.Space(2)
	c.flow.Text(bodyStyle, state)
	c.flow.Space(4)
	c.signatureBox(FieldMember, d.Member)
}
