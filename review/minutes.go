package review

import (
	"fmt"

	"shinsa/review/opinion"
	"shinsa/review/paper"
)

// sessionPapers draws and signs what a session leaves: the committee's opinion (委員会意見書) and its minutes (議事録).
func (d *Desk) sessionPapers(f *File, m opinion.Meeting, x *opinion.Matrix, proposals map[string]AgendaItem) ([]made, error) {
	head, end := d.Profile().letterhead(), string(f.ID)+roundSuffix(f.Round)+".pdf"
	c := d.committeePaper(f, m, x, m.Quorum(d.Profile().Quorum, x.Columns))
	s := d.officeStamp(d.Now(), false)
	s.field = fieldChair
	doc, err := d.Press.Committee(head, c)
	if err != nil {
		return nil, err
	}
	advice, err := d.sign(doc, m, "meeting.json", s)
	if err != nil {
		return nil, err
	}
	if doc, err = d.Press.Minutes(head, minutesPaper(c, m, proposals)); err != nil {
		return nil, err
	}
	minutes, err := d.sign(doc, m, "minutes.json", s)
	if err != nil {
		return nil, err
	}
	return []made{{"committee", "committee_" + end, advice}, {"minutes", "minutes_" + end, minutes}}, nil
}

// minutesPaper says of the session what its opinion says of the case, member by member, and what else was on its agenda, in its order.
func minutesPaper(c paper.Committee, m opinion.Meeting, proposals map[string]AgendaItem) paper.Minutes {
	talk := paper.Subject{
		Title: "「" + c.Service + "」の認定の審査", Case: c.Case, Overall: c.Opinion.Overall, Outcome: c.Opinion.Summary, Settled: c.Settled,
		Dissent: c.Dissent,
	}
	out := paper.Minutes{
		On: c.On, Met: c.Met, Place: c.Place, Number: fmt.Sprintf("案件 %s　第%d回審査", c.Case, max(c.Round, 1)), Chair: c.Chair, Sample: c.Sample,
	}
	for _, a := range c.Members {
		one := paper.Attendant{Name: a.Name, Role: a.Role, Attendance: a.Attendance}
		if a.Recused {
			one.Note = fmt.Sprintf("利害関係のため、議題%dの審議及び議決に加わらない。", m.Number())
			talk.Absent = append(talk.Absent, a.Name)
		}
		out.Present = append(out.Present, one)
	}
	talk.Talk = []string{fmt.Sprintf("定足数%d人のところ、議決に加わる委員%d人が出席した。", c.Quorum.Need, c.Quorum.Present)}
	for _, text := range c.Opinion.Conditions {
		talk.Talk = append(talk.Talk, "条件　"+text)
	}
	for _, x := range m.Matters() {
		if x.Case() {
			out.Subjects = append(out.Subjects, talk)
			continue
		}
		out.Subjects = append(out.Subjects, amendmentSubject(x, proposals[matterKey(x)]))
	}
	return out
}
