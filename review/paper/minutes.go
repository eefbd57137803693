package paper

import (
	"fmt"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/paper/frame"
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
	Settled []Settled
	Overall string // the committee's conclusion on a case; empty for other subjects
	Outcome string // in words
	Dissent string
}

// Minutes composes the minutes of a session.
func (p *Press) Minutes(profile Profile, m Minutes) (*Document, error) {
	c, err := p.begin(KindMinutes, profile, wordCommittee+"議事録", m.On, m.Sample)
	if err != nil {
		return nil, err
	}
	c.Open()
	c.Headline("議事録")
	c.Flow.Space(1)
	c.Flow.Text(frame.LabelStyle.With(sheet.Centre), wordCommittee+"　"+m.Number)
	c.Flow.Space(4)
	hours := ""
	if m.From != "" {
		hours = "　" + m.From + "から" + m.To + "まで"
	}
	c.Facts([]frame.Pair{{"日時", c.Date(m.Met) + hours}, {"場所", m.Place}, {"議長", m.Chair}})
	c.Heading("出席者")
	c.attendants(m)
	c.Heading("議事")
	for i, s := range m.Subjects {
		c.subject(i, s)
	}
	if m.Next != "" {
		c.Heading("次回")
		c.Paragraphs(frame.BodyStyle, m.Next)
	}
	c.Flow.Space(8)
	c.SignatureBox(FieldChair, "議長　"+m.Chair)
	c.Furniture(m.Number, true)
	return c.Finish()
}

func (c *composer) attendants(m Minutes) {
	t := &sheet.Table{Widths: []float64{50, 24, 24, 68}, Rule: frame.RuleGrey, Pad: 1.2}
	c.Head(t, "氏名", "役割", "出欠", "備考")
	for _, a := range m.Present {
		t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{
			c.Cell(t, 0, 1, frame.LabelStyle, a.Name), c.Cell(t, 1, 1, frame.FigureStyle, frame.Word(frame.RoleWords, a.Role)),
			c.Cell(t, 2, 1, frame.FigureStyle, frame.Word(attendanceWords, a.Attendance)), c.Cell(t, 3, 1, frame.LabelStyle, a.Note),
		}})
	}
	for _, name := range m.Others {
		t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{
			c.Cell(t, 0, 1, frame.LabelStyle, name), c.Cell(t, 1, 1, frame.FigureStyle, "事務局等"), c.Cell(t, 2, 1, frame.FigureStyle, "出席"), c.Cell(t, 3, 1, frame.LabelStyle, ""),
		}})
	}
	c.Flow.Table(t)
}

func (c *composer) subject(i int, s Subject) {
	c.Flow.Space(3)
	title := fmt.Sprintf("議題%d　%s", i+1, s.Title)
	if s.Case != "" {
		title += "（案件 " + s.Case + "）"
	}
	c.Flow.Heading(frame.HeadingStyle.At(10.5), 1, title, 14)
	for _, name := range s.Absent {
		c.Flow.Text(frame.BodyStyle, "利害関係のため退席　"+name)
	}
	for _, text := range s.Talk {
		c.Paragraphs(frame.BodyStyle, text)
	}
	for _, text := range settledTexts(s.Settled) {
		c.Paragraphs(frame.BodyStyle, text)
	}
	outcome := s.Outcome
	if s.Overall != "" {
		outcome = strings.TrimSpace(frame.Word(frame.OverallWords, s.Overall) + "　" + s.Outcome)
	}
	c.Flow.Text(frame.BodyStyle, "結論　"+frame.Fallback(outcome, frame.WordNone))
	if s.Dissent != "" {
		c.Flow.Text(frame.BodyStyle, "少数意見　"+s.Dissent)
	}
}
