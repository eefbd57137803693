package paper

import (
	"fmt"

	"shinsa/review/civil"
	"shinsa/review/paper/frame"
	"shinsa/review/paper/sheet"
)

// Committee is the committee's opinion on one case (委員会意見書, Art. 6-2): advice to the body, never its decision.
type Committee struct {
	Case     string
	Round    int
	Kind     string // new, renewal, change
	On       civil.Date
	Met      civil.Date // day of the session
	Place    string
	Chair    string
	Operator string
	Service  string
	Edition  string
	Members  []CommitteeMember
	Quorum   Quorum
	Opinion  Opinion
	Dissent  string // of the minority, on the whole
	Settled  []Settled
	Lines    []MatrixLine // in the order of the edition
	Sample   bool
}

// CommitteeMember is one member's part in the session.
type CommitteeMember struct {
	Name       string
	Role       string // chair, member
	Attendance string // present, left, absent
	Votes      bool
	Recused    bool
	Overall    string // of the member's own opinion; empty when there is none
}

// Quorum is what was needed and who was there.
type Quorum struct {
	Need, Present, Of int
	Met               bool
}

// Settled is the committee's word on one item it discussed.
type Settled struct {
	Item, Title string
	Verdict     string
	How         string // agreed, majority, dissent
	Text        string
	Dissent     string
}

// MatrixLine is one item across the members, in the order of Committee.Members; an empty verdict for who gave none.
type MatrixLine struct {
	Group, ID, Title string
	Verdicts         []string
	Agreed           bool
}

// Committee composes the committee's opinion: conclusion, session and quorum, items discussed, and every member's verdict on every item.
func (p *Press) Committee(profile Profile, m Committee) (*Document, error) {
	c, err := p.begin(KindCommittee, profile, "委員会意見書", m.On, m.Sample)
	if err != nil {
		return nil, err
	}
	c.Open()
	c.Flow.Text(frame.LabelStyle.With(sheet.Right), c.Date(m.On))
	c.Flow.Text(frame.ValueStyle.At(11).With(sheet.Left), profile.Body+"　"+frame.WordOffice)
	c.Flow.Space(3)
	c.Headline("委員会意見書")
	c.Flow.Space(4)
	c.Paragraphs(frame.BodyStyle, "運用規程第6条第2項の規定による意見の聴取に対し、"+wordCommittee+"は、下記の申請について次のとおり意見を述べる。この意見は認定機関の決定を拘束しない。")
	c.Flow.Space(3)
	c.Facts([]frame.Pair{
		{"案件番号", fmt.Sprintf("%s　（第%d回審査、%s申請）", m.Case, max(m.Round, 1), frame.Word(frame.KindWords, m.Kind))},
		{"申請者", m.Operator},
		{"サービス", m.Service},
		{"審査基準", m.Edition},
	})
	c.Flow.Space(4)
	c.Conclusion("委員会の意見", frame.Word(frame.OverallWords, m.Opinion.Overall))
	c.committeeText(m)
	c.Heading("審議及び定足数")
	c.session(m)
	c.Flow.Space(5)
	c.SignatureBox(FieldChair, "委員長　"+m.Chair)
	c.Heading("審査対象項目別の判定")
	c.matrix(m)
	c.Furniture("案件 "+m.Case, true)
	return c.Finish()
}

func (c *composer) committeeText(m Committee) {
	c.Heading("意見の要旨")
	c.Paragraphs(frame.BodyStyle, frame.Fallback(m.Opinion.Summary, frame.WordNothing))
	c.Heading("条件")
	c.TextsOrNone(m.Opinion.Conditions)
	c.Heading("審議した項目")
	c.TextsOrNone(settledTexts(m.Settled))
	c.Heading("少数意見")
	c.Paragraphs(frame.BodyStyle, frame.Fallback(m.Dissent, "なし"))
}

// settledTexts says what the committee settled on each item.
func settledTexts(all []Settled) []string {
	texts := make([]string, len(all))
	for i, s := range all {
		texts[i] = "審査対象項目" + s.Item + "　" + s.Title + "\n" + frame.Word(frame.VerdictWords, s.Verdict) + "（" + frame.Word(howWords, s.How) + "）　" + s.Text
		if s.Dissent != "" {
			texts[i] += "\n少数意見　" + s.Dissent
		}
	}
	return texts
}

// session is who was there, who left, and whether that was enough (Art. 7).
func (c *composer) session(m Committee) {
	met := "満たす"
	if !m.Quorum.Met {
		met = "満たさない"
	}
	c.Facts([]frame.Pair{
		{"開催", c.Date(m.Met) + "　" + m.Place},
		{"定足数", fmt.Sprintf("必要%d名、議決に加わる出席者%d名（回避した者を除く委員%d名）　%s", m.Quorum.Need, m.Quorum.Present, m.Quorum.Of, met)},
	})
	c.Flow.Space(2)
	t := &sheet.Table{Widths: []float64{56, 24, 24, 26, 36}, Rule: frame.RuleGrey, Pad: 1.2}
	c.Head(t, "氏名", "役割", "出欠", "議決", "個別の意見")
	for _, a := range m.Members {
		attendance, votes := frame.Word(attendanceWords, a.Attendance), "加わる"
		if a.Recused {
			attendance = "回避"
		}
		if !a.Votes || a.Recused || a.Attendance != "present" {
			votes = "加わらない"
		}
		t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{
			c.Cell(t, 0, 1, frame.LabelStyle, a.Name), c.Cell(t, 1, 1, frame.FigureStyle, frame.Word(frame.RoleWords, a.Role)), c.Cell(t, 2, 1, frame.FigureStyle, attendance),
			c.Cell(t, 3, 1, frame.FigureStyle, votes), c.Cell(t, 4, 1, frame.FigureStyle, frame.Word(frame.OverallWords, a.Overall)),
		}})
	}
	c.Flow.Table(t)
}

// matrix is items by members, with the customary signs. Lines on which the verdicts differ are shaded and marked.
func (c *composer) matrix(m Committee) {
	signs := make([]string, 0, len(frame.Verdicts))
	for _, v := range frame.Verdicts[:4] {
		signs = append(signs, frame.VerdictSigns[v]+" "+frame.VerdictWords[v])
	}
	c.Flow.Text(frame.SmallStyle, joinWide(signs)+"　　空欄 判定なし（回避を含む）　　※ 委員の判定が分かれた項目")
	c.Flow.Space(1.5)
	columns := len(m.Members)
	each := 16.0
	if columns > 6 {
		each = 96.0 / float64(columns)
	}
	t := &sheet.Table{Pad: 0.8, Rule: frame.RuleGrey, Widths: []float64{15, frame.Area.Width - 15 - 8 - each*float64(columns), 8}}
	titles := []string{"番号", "審査対象項目", "※"}
	for _, a := range m.Members {
		t.Widths = append(t.Widths, each)
		titles = append(titles, a.Name)
	}
	c.Head(t, titles...)
	group := ""
	for i, l := range m.Lines {
		if l.Group != group || i == 0 {
			group = l.Group
			t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{c.Cell(t, 0, 3+columns, frame.GroupStyle.At(8), group)}, Fill: &frame.GroupFill, Keep: true, Bookmark: group, BookLevel: 1})
		}
		t.Rows = append(t.Rows, c.matrixRow(t, l, columns))
	}
	c.Flow.Table(t)
}

func (c *composer) matrixRow(t *sheet.Table, l MatrixLine, columns int) sheet.Row {
	flag := ""
	row := sheet.Row{}
	if !l.Agreed {
		flag = "※"
		row.Fill = &frame.SplitFill
	}
	row.Cells = []sheet.Cell{c.Cell(t, 0, 1, frame.FigureStyle.At(8), l.ID), c.Cell(t, 1, 1, frame.LabelStyle.At(8), l.Title), c.Cell(t, 2, 1, frame.FigureStyle.At(8), flag)}
	for i := range columns {
		sign := ""
		if i < len(l.Verdicts) && l.Verdicts[i] != "" {
			sign = frame.Word(frame.VerdictSigns, l.Verdicts[i])
		}
		row.Cells = append(row.Cells, c.Cell(t, 3+i, 1, frame.FigureStyle, sign))
	}
	return row
}

func joinWide(words []string) string {
	out := ""
	for i, w := range words {
		if i > 0 {
			out += "　"
		}
		out += w
	}
	return out
}
