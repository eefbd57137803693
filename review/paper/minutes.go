package paper

import (
	"fmt"

	"shinsa/review/civil"
	"shinsa/review/paper/sheet"
)

// Minutes are the minutes of one session of the committee (議事録).
type Minutes struct {
	On       civil.Date // of the minutes
	Met      civil.Date // day of the session
	From, To string     // hours, such as 14:00
	Place    string
	Number   string // of the session, such as 第12回
	Chair    string
	Present  []Attendant
	Others   []string // secretariat and guests
	Subjects []Subject
	Next     string
	Sample   bool
}

// Attendant is one member and what is to be noted of them.
type Attendant struct {
	Name, Role string
	Attendance string // present, left, absent
	Note       string // such as 議題2について退席
}

// Subject is one matter discussed.
type Subject struct {
	Title   string
	Case    string
	Absent  []string // members out of the room because of an interest (Art. 7)
	Talk    []string // what was said, in order
	Outcome string
	Dissent string
}

// Minutes composes the minutes of a session.
func (p *Press) Minutes(profile Profile, m Minutes) (*Document, error) {
	c, err := p.compose(KindMinutes, profile, wordCommittee+"議事録", m.On, m.Sample)
	if err != nil {
		return nil, err
	}
	c.begin()
	c.paperTitle("議事録")
	c.flow.Space(1)
	c.flow.Text(labelStyle.With(sheet.Centre), wordCommittee+"　"+m.Number)
	c.flow.Space(4)
	hours := ""
	if m.From != "" {
		hours = "　" + m.From + "から" + m.To + "まで"
	}
	c.facts([]pair{{"日時", c.date(m.Met) + hours}, {"場所", m.Place}, {"議長", m.Chair}})
	c.heading("出席者")
	c.attendants(m)
	c.heading("議事")
	for i, s := range m.Subjects {
		c.subject(i, s)
	}
	if m.Next != "" {
		c.heading("次回")
		c.paragraphs(bodyStyle, m.Next)
	}
	c.flow.Space(8)
	c.signatureBox(FieldChair, "議長　"+m.Chair)
	c.furniture(m.Number, true)
	return c.finish()
}

func (c *composer) attendants(m Minutes) {
	t := &sheet.Table{Widths: []float64{50, 24, 24, 68}, Rule: ruleGrey, Pad: 1.2}
	c.head(t, "氏名", "役割", "出欠", "備考")
	for _, a := range m.Present {
		t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{
			c.cell(t, 0, 1, labelStyle, a.Name), c.cell(t, 1, 1, figureStyle, word(roleWords, a.Role)),
			c.cell(t, 2, 1, figureStyle, word(attendanceWords, a.Attendance)), c.cell(t, 3, 1, labelStyle, a.Note),
		}})
	}
	for _, name := range m.Others {
		t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{
			c.cell(t, 0, 1, labelStyle, name), c.cell(t, 1, 1, figureStyle, "事務局等"), c.cell(t, 2, 1, figureStyle, "出席"), c.cell(t, 3, 1, labelStyle, ""),
		}})
	}
	c.flow.Table(t)
}

func (c *composer) subject(i int, s Subject) {
	c.flow.Space(3)
	title := fmt.Sprintf("議題%d　%s", i+1, s.Title)
	if s.Case != "" {
		title += "（案件 " + s.Case + "）"
	}
	c.flow.Heading(headingStyle.At(10.5), 1, title, 14)
	for _, name := range s.Absent {
		c.flow.Text(bodyStyle, "利害関係のため退席　"+name)
	}
	for _, text := range s.Talk {
		c.paragraphs(bodyStyle, text)
	}
	c.flow.Text(bodyStyle, "結論　"+fallback(s.Outcome, wordNone))
	if s.Dissent != "" {
		c.flow.Text(bodyStyle, "少数意見　"+s.Dissent)
	}
}
