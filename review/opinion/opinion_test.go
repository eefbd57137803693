package opinion

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/review/checklist"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

const editionText = `
format: shinsa-criteria
version: 1
edition:
  id: t-1
  title: {ja: 試験用}
  status: draft
groups: [{id: G1, title: {ja: 一}}]
items:
  - {id: '1.1', group: G1, category: {ja: 甲}, title: {ja: 必須の項目}, ask: {ja: 問}, duty: mandatory, answer: {type: text}}
  - {id: '2.1', group: G1, category: {ja: 乙}, title: {ja: 選択の項目}, ask: {ja: 問}, duty: optional, answer: {type: text}}
`

func edition(t *testing.T) *criteria.Edition {
	t.Helper()
	e, err := criteria.Parse([]byte(editionText))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func marks(first, second checklist.Verdict) []checklist.Mark {
	return []checklist.Mark{
		{Item: "1.1", Verdict: first, Disclosed: checklist.Adequate, Remark: "所見"},
		{Item: "2.1", Verdict: second, Disclosed: checklist.Adequate, Remark: "所見"},
	}
}

func TestCheckOfDraft(t *testing.T) {
	yes, no := checklist.Conforming, checklist.Nonconforming
	for _, c := range []struct {
		name  string
		marks []checklist.Mark
		draft Draft
		want  []string // codes of severity must
	}{
		{"whole", marks(yes, yes), Draft{Overall: Recommend}, nil},
		{"no conclusion", marks(yes, yes), Draft{}, []string{"opinion_without_conclusion"}},
		{"unknown conclusion", marks(yes, yes), Draft{Overall: "fine"}, []string{"opinion_conclusion_unknown"}},
		{"recommends a nonconforming mandatory item", marks(no, yes), Draft{Overall: Recommend}, []string{"opinion_recommends_nonconforming"}},
		{"an optional item may be nonconforming", marks(yes, no), Draft{Overall: Recommend}, nil},
		{"against without reason", marks(no, yes), Draft{Overall: Against}, []string{"opinion_without_reason"}},
		{"defer without reason", marks(yes, yes), Draft{Overall: Defer}, []string{"opinion_without_reason"}},
		{"against with reason", marks(no, yes), Draft{Overall: Against, Reasons: []Reason{{"1.1", "不足"}}}, nil},
		{"conditional without condition", marks(yes, yes), Draft{Overall: Conditional}, []string{"opinion_without_condition"}},
		{"conditional with a blank condition", marks(yes, yes), Draft{Overall: Conditional, Conditions: []string{" \n"}}, []string{"opinion_condition_empty", "opinion_without_condition"}},
		{"a blank condition among others", marks(yes, yes), Draft{Overall: Conditional, Conditions: []string{"再提出", "　"}}, []string{"opinion_condition_empty"}},
		{"reason for nothing", marks(yes, yes), Draft{Overall: Recommend, Reasons: []Reason{{"7.7", " "}}}, []string{"opinion_reason_empty", "opinion_reason_item_unknown"}},
		{"open item", marks(yes, checklist.Unseen), Draft{Overall: Recommend}, []string{"mark_remark_without_verdict"}},
	} {
		var must fault.List
		for _, f := range Check(checklist.NewSheet(edition(t), c.marks), c.draft) {
			if f.Severity == fault.Must {
				must = append(must, f)
			}
		}
		if !slices.Equal(must.Codes(), c.want) {
			t.Errorf("%s: %v, want %v", c.name, must.Codes(), c.want)
		}
	}
}

func TestCheckTellsWhatIsUnusualAndWhere(t *testing.T) {
	yes, no, ask := checklist.Conforming, checklist.Nonconforming, checklist.Query
	for _, c := range []struct {
		name  string
		marks []checklist.Mark
		draft Draft
		want  fault.Finding
	}{
		{"recommends what is still queried", marks(ask, yes), Draft{Overall: Recommend}, fault.Finding{Code: "opinion_recommends_queried", Severity: fault.Should, Criterion: "1.1"}},
		{"against nothing", marks(yes, yes), Draft{Overall: Against, Reasons: []Reason{{"", "理由"}}}, fault.Finding{Code: "opinion_against_nothing", Severity: fault.Should, Field: PartOverall}},
		{"conditions of no conditional opinion", marks(yes, no), Draft{Overall: Recommend, Conditions: []string{"再提出"}}, fault.Finding{Code: "opinion_conditions_unused", Severity: fault.Should, Field: PartConditions}},
		{"the second reason is empty", marks(no, yes), Draft{Overall: Against, Reasons: []Reason{{"1.1", "不足"}, {"2.1", ""}}}, fault.Finding{Code: "opinion_reason_empty", Severity: fault.Must, Criterion: "2.1", Field: PartReasons, At: "2"}},
		{"the first condition is empty", marks(no, yes), Draft{Overall: Conditional, Conditions: []string{"", "再提出"}}, fault.Finding{Code: "opinion_condition_empty", Severity: fault.Must, Field: PartConditions, At: "1"}},
	} {
		c.want.Clause = "6-2"
		l := Check(checklist.NewSheet(edition(t), c.marks), c.draft)
		if !slices.ContainsFunc(l, func(f fault.Finding) bool { return cmp.Equal(f, c.want) }) {
			t.Errorf("%s: %+v, want %+v", c.name, l, c.want)
		}
	}
	for _, d := range []Draft{{Overall: Recommend}, {Overall: Conditional, Conditions: []string{"再提出"}}, {Overall: Against, Reasons: []Reason{{"2.1", "不足"}}}} {
		if l := Check(checklist.NewSheet(edition(t), marks(yes, no)), d); len(l) != 0 {
			t.Errorf("nothing stands against %+v: %+v", d, l)
		}
	}
}

func matrix(t *testing.T) *Matrix {
	t.Helper()
	columns := []Column{{Reviewer: "m-a", Name: "甲"}, {Reviewer: "m-b", Name: "乙", Recused: true}, {Reviewer: "m-c", Name: "丙"}}
	return NewMatrix("C2026-0001", edition(t), columns, []Opinion{
		{Reviewer: "m-a", Draft: Draft{Overall: Recommend}, Marks: marks(checklist.Conforming, checklist.Conforming)},
		{Reviewer: "m-c", Draft: Draft{Overall: Conditional}, Marks: marks(checklist.Conforming, checklist.Query)},
	})
}

func TestMatrixFindsDisagreementsItemByItem(t *testing.T) {
	m := matrix(t)
	if m.Disagreements() != 1 || !m.Lines[0].Agreed || m.Lines[1].Agreed {
		t.Errorf("lines %+v", m.Lines)
	}
	if got := m.Contested()[0].Item; got != "2.1" {
		t.Errorf("contested first: %s", got)
	}
	if m.Columns[0].Overall != Recommend || m.Columns[2].Overall != Conditional || m.Lines[0].Cells[1].Verdict != "" {
		t.Errorf("columns %+v, recused cell %+v", m.Columns, m.Lines[0].Cells[1])
	}
}

func meeting() Meeting {
	return Meeting{
		Case: "C2026-0001", Round: 1, On: civil.MustParse("2026-05-20"), Chair: "甲", Overall: Recommend, Summary: "認定相当と認める。",
		Attendees: []Attendee{
			{"m-a", "甲", Present, true}, {"m-b", "乙", Left, false}, {"m-c", "丙", Present, true},
		},
		Settled: []Settled{{Item: "2.1", Verdict: checklist.Conforming, How: Agreed}},
	}
}

func TestArt7_MeetingChecks(t *testing.T) {
	if l := meeting().Check(matrix(t), 2); len(l) != 0 {
		t.Errorf("whole meeting: %v", l)
	}
	for _, c := range []struct {
		name   string
		change func(*Meeting)
		want   string
	}{
		{"recused member in the room", func(m *Meeting) { m.Attendees[1].Attendance = Present }, "meeting_recused_present"},
		{"no quorum", func(m *Meeting) { m.Attendees[2].Attendance = Missing }, "meeting_without_quorum"},
		{"who may not vote does not count", func(m *Meeting) { m.Attendees[2].Votes = false }, "meeting_without_quorum"},
		{"unsettled item", func(m *Meeting) { m.Settled = nil }, "meeting_item_unsettled"},
		{"no date", func(m *Meeting) { m.On = civil.Date{} }, "meeting_without_date"},
		{"no conclusion", func(m *Meeting) { m.Overall = "" }, "opinion_without_conclusion"},
		{"no text", func(m *Meeting) { m.Summary = " " }, "meeting_without_summary"},
	} {
		m := meeting()
		c.change(&m)
		if l := m.Check(matrix(t), 2); !slices.Equal(l.Codes(), []string{c.want}) {
			t.Errorf("%s: %v, want %s", c.name, l.Codes(), c.want)
		}
	}
}

func TestQuorumIsAMajorityOfThoseNotRecused(t *testing.T) {
	var columns []Column
	for _, id := range []ident.ReviewerID{"m-a", "m-b", "m-c", "m-d", "m-e"} {
		columns = append(columns, Column{Reviewer: id})
	}
	m := Meeting{Attendees: []Attendee{{"m-a", "", Present, true}, {"m-b", "", Present, true}}}
	if q := m.Quorum(2, columns); q.Need != 3 || q.Met || q.Present != 2 || q.Of != 5 {
		t.Errorf("five members: %+v", q)
	}
	columns[3].Recused, columns[4].Recused = true, true
	if q := m.Quorum(2, columns); q.Need != 2 || !q.Met || q.Of != 3 {
		t.Errorf("two of five recused: %+v", q)
	}
}
