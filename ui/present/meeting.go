package present

import (
	"strings"

	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/review/opinion"
)

// MeetingForm is what is typed of a session of the committee; it is kept as it is typed.
type MeetingForm struct {
	On         string                                  `json:"on"` // a date as people write it
	Place      string                                  `json:"place"`
	Chair      string                                  `json:"chair"`
	Attendance map[ident.ReviewerID]opinion.Attendance `json:"attendance"`
	NoVote     map[ident.ReviewerID]bool               `json:"no_vote"` // may speak, not vote
	Overall    opinion.Overall                         `json:"overall"`
	Summary    string                                  `json:"summary"`
	Conditions string                                  `json:"conditions"` // one a line
	Dissent    string                                  `json:"dissent"`
	Settled    []opinion.Settled                       `json:"settled"`
	Agenda     []AgendaLine                            `json:"agenda,omitempty"`
}

// NewMeetingForm returns the form a session starts with: everybody who answered is present, who is recused has left (Art. 7), who has
// not answered is absent. Nothing else is chosen.
func NewMeetingForm(m *opinion.Matrix, today civil.Date) MeetingForm {
	f := MeetingForm{On: today.String(), Attendance: map[ident.ReviewerID]opinion.Attendance{}, NoVote: map[ident.ReviewerID]bool{}}
	f.Follow(m)
	return f
}

// Follow adds the members of the matrix that the form does not know yet.
func (f *MeetingForm) Follow(m *opinion.Matrix) {
	if f.Attendance == nil {
		f.Attendance = map[ident.ReviewerID]opinion.Attendance{}
	}
	if f.NoVote == nil {
		f.NoVote = map[ident.ReviewerID]bool{}
	}
	for _, c := range m.Columns {
		if _, known := f.Attendance[c.Reviewer]; known {
			continue
		}
		switch {
		case c.Recused:
			f.Attendance[c.Reviewer] = opinion.Left
		case c.Pending:
			f.Attendance[c.Reviewer] = opinion.Missing
		default:
			f.Attendance[c.Reviewer] = opinion.Present
		}
	}
}

// Meeting makes the session of a form.
func (f MeetingForm) Meeting(m *opinion.Matrix) opinion.Meeting {
	out := opinion.Meeting{
		Case: m.Case, On: DateTyped(f.On), Place: strings.TrimSpace(f.Place), Chair: strings.TrimSpace(f.Chair), Overall: f.Overall,
		Summary: strings.TrimSpace(f.Summary), Conditions: lines(f.Conditions), Dissent: strings.TrimSpace(f.Dissent), Settled: f.Settled,
		Agenda: f.agenda(),
	}
	for _, c := range m.Columns {
		out.Attendees = append(out.Attendees, opinion.Attendee{
			Reviewer: c.Reviewer, Name: c.Name, Attendance: f.Attendance[c.Reviewer], Votes: !c.Recused && !f.NoVote[c.Reviewer],
		})
	}
	return out
}

// FormOf returns the form of a session that was recorded.
func FormOf(x opinion.Meeting) MeetingForm {
	f := MeetingForm{
		On: x.On.String(), Place: x.Place, Chair: x.Chair, Overall: x.Overall, Summary: x.Summary, Conditions: strings.Join(x.Conditions, "\n"),
		Dissent: x.Dissent, Settled: x.Settled, Attendance: map[ident.ReviewerID]opinion.Attendance{}, NoVote: map[ident.ReviewerID]bool{},
		Agenda: linesOf(x),
	}
	for _, a := range x.Attendees {
		f.Attendance[a.Reviewer] = a.Attendance
		f.NoVote[a.Reviewer] = !a.Votes
	}
	return f
}

func lines(s string) []string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// AttendanceWord returns 出席, 退席 or 欠席.
func AttendanceWord(t Text, a opinion.Attendance) string { return t.T("attendance." + string(a)) }

// Attendances lists the kinds of attendance in the order they are offered; who is recused can only have left or be absent (Art. 7).
func Attendances(recused bool) []opinion.Attendance {
	if recused {
		return []opinion.Attendance{opinion.Left, opinion.Missing}
	}
	return []opinion.Attendance{opinion.Present, opinion.Left, opinion.Missing}
}
