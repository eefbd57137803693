package paper

import (
	"fmt"

	"shinsa/review/civil"
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
	c, err := p.compose(KindCommittee, profile, "委員会意見書", m.On, m.Sample)
	if err != nil {
		return nil, err
	}
	c.begin()
	c.flow.Text(labelStyle.With(sheet.Right), c.date(m.On))
	c.flow.Text(valueStyle.At(11).With(sheet.Left), profile.Body+"　"+wordOffice)
	c.flow.Space(3)
	c.paperTitle("委員会意見書")
	c.flow.Space(4)
	c.paragraphs(bodyStyle, "運用規程第6条第2項の規定による意見の聴取に対し、"+wordCommittee+"は、下記の申請について次のとおり意見を述べる。この意見は認定機関の決定を拘束しない。")
	c.flow.Space(3)
	c.facts([]pair{
		{"案件番号", fmt.Sprintf("%s　（第%d回審査、%s申請）", m.Case, max(m.Round, 1), word(kindWords, m.Kind))},
		{"申請者", m.Operator},
		{"サービス", m.Service},
		{"審査基準", m.Edition},
	})
	c.flow.Space(4)
	c.conclusion("委員会の意見", word(overallWords, m.Opinion.Overall))
	c.committeeText(m)
	c.heading("審議及び定足数")
	c.session(m)
	c.flow.Space(5)
	c.signatureBox(FieldChair, "委員長　"+m.Chair)
	c.heading("審査対象項目別の判定")
	c.matrix(m)
	c.furniture("案件 "+m.Case, true)
	return c.finish()
}

func (c *composer) committeeText(m Committee) {
	c.heading("意見の要旨")
	c.paragraphs(bodyStyle, fallback(m.Opinion.Summary, wordNothing))
	c.heading("条件")
	c.textsOrNone(m.Opinion.Conditions)
	c.heading("審議した項目")
	texts := make([]string, len(m.Settled))
	for i, s := range m.Settled {
		texts[i] = "審査対象項目" + s.Item + "　" + s.Title + "\n" + word(verdictWords, s.Verdict) + "（" + word(howWords, s.How) + "）　" + s.Text
		if s.Dissent != "" {
			texts[i] += "\n少数意見　" + s.Dissent
		}
	}
	c.textsOrNone(texts)
	c.heading("少数意見")
	c.paragraphs(bodyStyle, fallback(m.Dissent, "なし"))
}

// session is who was there, who left, and whether that was enough (Art. 7).
func (c *composer) session(m Committee) {
	met := "満たす"
	if !m.Quorum.Met {
		met = "満たさない"
	}
	c.facts([]pair{
		{"開催", c.date(m.Met) + "　" + m.Place},
		{"定足数", fmt.Sprintf("必要%d名、議決に加わる出席者%d名（回避した者を除く委員%d名）　%s", m.Quorum.Need, m.Quorum.Present, m.Quorum.Of, met)},
	})
	c.flow.Space(2)
	t := &sheet.Table{Widths: []float64{56, 24, 24, 26, 36}, Rule: ruleGrey, Pad: 1.2}
	c.head(t, "氏名", "役割", "出欠", "議決", "個別の意見")
	for _, a := range m.Members {
		attendance, votes := word(attendanceWords, a.Attendance), "加わる"
		if a.Recused {
			attendance = "回避"
		}
		if !a.Votes || a.Recused || a.Attendance != "present" {
			votes = "加わらない"
		}
		t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{
			c.cell(t, 0, 1, labelStyle, a.Name), c.cell(t, 1, 1, figureStyle, word(roleWords, a.Role)), c.cell(t, 2, 1, figureStyle, attendance),
			c.cell(t, 3, 1, figureStyle, votes), c.cell(t, 4, 1, figureStyle, word(overallWords, a.Overall)),
		}})
	}
	c.flow.Table(t)
}

// matrix is items by members, with the customary signs. Lines on which the verdicts differ are shaded and marked.
func (c *composer) matrix(m Committee) {
	signs := make([]string, 0, len(verdicts))
	for _, v := range verdicts[:4] {
		signs = append(signs, verdictSigns[v]+" "+verdictWords[v])
	}
	c.flow.Text(smallStyle, joinWide(signs)+"　　空欄 判定なし（回避を含む）　　※ 委員の判定が分かれた項目")
	c.flow.Space(1.5)
	columns := len(m.Members)
	each := 16.0
	if columns > 6 {
		each = 96.0 / float64(columns)
	}
	t := &sheet.Table{Pad: 0.8, Rule: ruleGrey, Widths: []float64{15, area.Width - 15 - 8 - each*float64(columns), 8}}
	titles := []string{"番号", "審査対象項目", "※"}
	for _, a := range m.Members {
		t.Widths = append(t.Widths, each)
		titles = append(titles, a.Name)
	}
	c.head(t, titles...)
	group := ""
	for i, l := range m.Lines {
		if l.Group != group || i == 0 {
			group = l.Group
			t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{c.cell(t, 0, 3+columns, itemTitleStyle.At(8), group)}, Fill: &groupFill, Keep: true, Bookmark: group, BookLevel: 1})
		}
		t.Rows = append(t.Rows, c.matrixRow(t, l, columns))
	}
	c.flow.Table(t)
}

func (c *composer) matrixRow(t *sheet.Table, l MatrixLine, columns int) sheet.Row {
	flag := ""
	row := sheet.Row{}
	if !l.Agreed {
		flag = "※"
		row.Fill = &splitFill
	}
	row.Cells = []sheet.Cell{c.cell(t, 0, 1, figureStyle.At(8), l.ID), c.cell(t, 1, 1, labelStyle.At(8), l.Title), c.cell(t, 2, 1, figureStyle.At(8), flag)}
	for i := range columns {
		sign := ""
		if i < len(l.Verdicts) && l.Verdicts[i] != "" {
			sign = word(verdictSigns, l.Verdicts[i])
		}
		row.Cells = append(row.Cells, c.cell(t, 3+i, 1, figureStyle, sign))
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
