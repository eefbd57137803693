package paper

import (
	"strings"

	"shinsa/review/civil"
	"shinsa/review/paper/frame"
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
type Match struct {
	Kind   string
	Mine   string // from the member's own profile; the reason where Pinned
	Theirs string // from the cover
	Pinned bool   // stated by the secretariat
	Held   bool
	Reason string // for dismissing it
}

// found is what met what, in words.
func (m Match) found() string {
	if m.Pinned {
		return frame.Word(interestWords, m.Kind) + "\n事務局の指摘「" + m.Theirs + "」（" + m.Mine + "）"
	}
	return frame.Word(interestWords, m.Kind) + "\n登録「" + m.Mine + "」、申請「" + m.Theirs + "」"
}

// Declaration composes declaration and pledge.
func (p *Press) Declaration(profile Profile, d Declaration) (*Document, error) {
	c, err := p.begin(KindDeclaration, profile, "利益相反申告書・秘密保持誓約書", d.On, d.Sample)
	if err != nil {
		return nil, err
	}
	c.Open()
	c.Flow.Text(frame.LabelStyle.With(sheet.Right), c.Date(d.On))
	c.Flow.Text(frame.ValueStyle.At(11).With(sheet.Left), profile.Body+"　"+frame.WordOffice)
	c.Flow.Space(3)
	for _, line := range []string{"利益相反申告書", "秘密保持誓約書"} {
		c.Headline(line)
	}
	c.Flow.Space(4)
	c.Facts([]frame.Pair{{"案件番号", d.Case}, {"申請者", d.Operator}, {"サービス", d.Service}, {"申告者", d.Member}})
	c.Heading("利害関係の申告（運用規程第7条）")
	c.interests(d.Interests)
	c.Heading("金銭の受領")
	c.incomes(d)
	if len(d.Matches) > 0 {
		c.Heading("照合により示された事項")
		c.matches(d.Matches)
	}
	if d.Late != "" {
		c.Flow.Space(3)
		c.Paragraphs(frame.BodyStyle, "この申告は、先の申告に代わるものである。理由　"+d.Late)
	}
	c.Flow.Space(5)
	c.Conclusion("申告の結果", outcome(d))
	if d.Withdraw {
		c.Flow.Space(2)
		c.Paragraphs(frame.BodyStyle, "申告者の申出による回避である。理由　"+frame.Fallback(d.Reason, frame.WordNothing))
	}
	c.pledge(d)
	c.Furniture("案件 "+d.Case, true)
	return c.Finish()
}

// outcome is the short form for the conclusion's line.
func outcome(d Declaration) string {
	if d.Withdraw {
		return "回避"
	}
	short, _, _ := strings.Cut(frame.Word(outcomeWords, d.Outcome), "（")
	return short
}

func (c *composer) interests(list []Interest) {
	t := &sheet.Table{Widths: []float64{66, 20, 80}, Rule: frame.RuleGrey, Pad: 1.2}
	c.Head(t, "事項", "該当", "相手方及び内容")
	for _, in := range list {
		held, detail := "なし", ""
		if in.Held {
			held = "あり"
			detail = strings.Join(frame.Kept(in.Party, in.Detail), "\n")
			if !in.Until.IsZero() {
				detail += "\n" + c.Date(in.Until) + "まで"
			}
		}
		t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{
			c.Cell(t, 0, 1, frame.LabelStyle, frame.Word(interestWords, in.Kind)), c.Cell(t, 1, 1, frame.FigureStyle, held), c.Cell(t, 2, 1, frame.LabelStyle, detail),
		}})
	}
	c.Flow.Table(t)
}

func (c *composer) incomes(d Declaration) {
	t := &sheet.Table{Widths: []float64{32, 42, 46, 46}, Rule: frame.RuleGrey, Pad: 1.2}
	c.Head(t, "年度", "金額の区分", "支払者", "名目")
	for _, in := range d.Money {
		amount := d.band(in.Band)
		if in.Yen > 0 {
			amount += "（" + frame.Thousands(in.Yen) + "円）"
		}
		t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{
			c.Cell(t, 0, 1, frame.LabelStyle, in.Year), c.Cell(t, 1, 1, frame.LabelStyle, amount),
			c.Cell(t, 2, 1, frame.LabelStyle, in.From), c.Cell(t, 3, 1, frame.LabelStyle, in.For),
		}})
	}
	c.Flow.Table(t)
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
	return frame.Fallback(code, frame.WordNone)
}

// yen writes a round amount as 50万円.
func yen(n int64) string {
	if n >= 10_000 && n%10_000 == 0 {
		return frame.Thousands(n/10_000) + "万円"
	}
	return frame.Thousands(n) + "円"
}

func (c *composer) matches(list []Match) {
	t := &sheet.Table{Widths: []float64{70, 30, 66}, Rule: frame.RuleGrey, Pad: 1.2}
	c.Head(t, "示された事項", "回答", "理由")
	for _, m := range list {
		answer := "該当しない"
		if m.Held {
			answer = "該当する"
		}
		t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{
			c.Cell(t, 0, 1, frame.LabelStyle, m.found()), c.Cell(t, 1, 1, frame.LabelStyle, answer), c.Cell(t, 2, 1, frame.LabelStyle, m.Reason),
		}})
	}
	c.Flow.Table(t)
}

// pledge is the words of secrecy, whether they were agreed to, and the signature.
func (c *composer) pledge(d Declaration) {
	c.Heading("秘密保持の誓約（運用規程第20条）")
	c.Paragraphs(frame.BodyStyle, frame.Fallback(d.Pledge, frame.WordNothing))
	state := "上記のとおり誓約する。"
	if !d.Agreed {
		state = "上記の誓約はされていない。"
	}
	if d.PledgeVersion != "" {
		state += "（文言の版　" + d.PledgeVersion + "）"
	}
	c.Flow.Space(2)
	c.Flow.Text(frame.BodyStyle, state)
	c.Flow.Space(4)
	c.SignatureBox(FieldMember, d.Member)
}
