package opinion

import (
	"strings"

	"shinsa/review/checklist"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Attendance is what a member did in the committee's session on one case.
type Attendance string

// The kinds of attendance. Who is recused has to be out of the room while the case is discussed (Art. 7).
const (
	Present Attendance = "present" // 出席
	Left    Attendance = "left"    // 退席: was at the session, left for this case
	Missing Attendance = "absent"  // 欠席
)

// Attendee is one member's attendance. Votes is false for who may speak but not vote.
type Attendee struct {
	Reviewer   ident.ReviewerID `json:"reviewer" yaml:"reviewer"`
	Name       string           `json:"name" yaml:"name"`
	Attendance Attendance       `json:"attendance" yaml:"attendance"`
	Votes      bool             `json:"votes" yaml:"votes"`
}

// How says in what way the committee settled an item.
type How string

// The ways of settling.
const (
	Agreed   How = "agreed"   // 合意
	Majority How = "majority" // 多数
	Dissent  How = "dissent"  // 少数意見付記
)

// Settled is the committee's word on one item it discussed.
type Settled struct {
	Item    ident.ItemID      `json:"item" yaml:"item"`
	Verdict checklist.Verdict `json:"verdict" yaml:"verdict"`
	How     How               `json:"how" yaml:"how"`
	Text    string            `json:"text,omitempty" yaml:"text,omitempty"`
	Dissent string            `json:"dissent,omitempty" yaml:"dissent,omitempty"` // the minority's text
}

// Meeting is the session on one case and the opinion that came out of it (委員会意見, Art. 6-2).
type Meeting struct {
	Case       ident.CaseID `json:"case" yaml:"case"`
	Round      int          `json:"round" yaml:"round"`
	On         civil.Date   `json:"on" yaml:"on"`
	Place      string       `json:"place,omitempty" yaml:"place,omitempty"`
	Chair      string       `json:"chair" yaml:"chair"`
	Attendees  []Attendee   `json:"attendees" yaml:"attendees"`
	Overall    Overall      `json:"overall" yaml:"overall"`
	Summary    string       `json:"summary" yaml:"summary"`
	Conditions []string     `json:"conditions,omitempty" yaml:"conditions,omitempty"`
	Dissent    string       `json:"dissent,omitempty" yaml:"dissent,omitempty"`
	Settled    []Settled    `json:"settled,omitempty" yaml:"settled,omitempty"`
	Agenda     []Matter     `json:"agenda,omitempty" yaml:"agenda,omitempty"` // see Matters
}

// Quorum is how many members who may vote have to be present, of those who are not recused.
type Quorum struct {
	Need    int  `json:"need"`
	Present int  `json:"present"` // who may vote
	Of      int  `json:"of"`      // members who are not recused
	Met     bool `json:"met"`
}

// Quorum counts the meeting: need is the smallest number of voters, and more than half of the members who are not recused is
// needed as well, whichever is more. Both are settings of the scheme, not rules we know of the body.
func (m Meeting) Quorum(need int, columns []Column) Quorum {
	q := Quorum{Need: need}
	for _, c := range columns {
		if !c.Recused {
			q.Of++
		}
	}
	q.Need = max(q.Need, q.Of/2+1)
	for _, a := range m.Attendees {
		if a.Attendance == Present && a.Votes {
			q.Present++
		}
	}
	q.Met = q.Present >= q.Need
	return q
}

// Check returns what stands against recording the meeting: a recused member in the room (Art. 7), no quorum, a missing
// conclusion, opinions still out, a disagreement nobody settled, an agenda with the same matter twice.
func (m Meeting) Check(x *Matrix, need int) fault.List {
	l := m.checkAgenda()
	add := func(code, clause string, sev fault.Severity, item ident.ItemID) {
		l = append(l, fault.Finding{Code: code, Severity: sev, Clause: clause, Criterion: string(item)})
	}
	present := map[ident.ReviewerID]bool{}
	for _, a := range m.Attendees {
		present[a.Reviewer] = a.Attendance == Present
	}
	for _, c := range x.Columns {
		switch {
		case c.Recused && present[c.Reviewer]:
			add("meeting_recused_present", "7", fault.Must, "")
		case c.Pending:
			add("meeting_opinion_outstanding", "6-2", fault.Should, "")
		}
	}
	if m.On.IsZero() {
		add("meeting_without_date", "6-2", fault.Must, "")
	}
	if !m.Quorum(need, x.Columns).Met {
		add("meeting_without_quorum", "7", fault.Must, "")
	}
	if m.Overall == "" {
		add("opinion_without_conclusion", "6-2", fault.Must, "")
	}
	if strings.TrimSpace(m.Summary) == "" {
		add("meeting_without_summary", "6-2", fault.Must, "")
	}
	settled := map[ident.ItemID]bool{}
	for _, s := range m.Settled {
		settled[s.Item] = true
	}
	for _, line := range x.Lines {
		if !line.Agreed && !settled[line.Item] {
			add("meeting_item_unsettled", "6-2", fault.Must, line.Item)
		}
	}
	return l
}
