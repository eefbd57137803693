package present

import (
	"strconv"
	"strings"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
)

// HomeRow is a case in the list (案件一覧).
type HomeRow struct {
	Row      review.Row
	Service  string
	Operator string
	Number   string
	Kind     string
	State    Sign
	Due      string
	Left     Sign // days left; Neutral where nothing is due any more
	Progress string
	Explain  string // what the figures count
	Next     string // the verb of the next step; "" when there is none
	Place    string // the screen where it is done
	Blocked  []Finding
}

// soon is how many days before the due date a case is marked.
const soon = 7

// HomeRows puts the rows of the list into words as of a day. Order is kept: the desk lists what needs doing first.
func HomeRows(t Text, role review.Role, rows []review.Row, today civil.Date) []HomeRow {
	out := make([]HomeRow, 0, len(rows))
	for _, r := range rows {
		out = append(out, homeRow(t, role, r, today))
	}
	return out
}

func homeRow(t Text, role review.Role, r review.Row, today civil.Date) HomeRow {
	h := HomeRow{
		Row: r, Service: r.Service, Operator: r.Operator, Number: CaseNumber(t, r.Case), Kind: KindOfCase(t, r.Kind),
		State: State(t, r.State), Due: Date(t, r.Due), Left: daysUntilDue(t, r, today), Place: Place(r.Next),
		Blocked: Findings(t, nil, fault.List(r.Blocked)),
	}
	if r.Next != review.StepNone && r.Next != review.StepWait {
		h.Next = t.T("step." + string(r.Next))
	}
	h.Progress, h.Explain = progressOf(t, role, r)
	return h
}

func progressOf(t Text, role review.Role, r review.Row) (figures, explain string) {
	if role == review.Secretariat {
		return t.T("home.answered", "n", r.Judged, "total", len(r.Members)), t.T("home.answered_explain")
	}
	if r.Total == 0 || r.State == review.Sealed || r.State == review.Awaiting || r.State == review.Recused {
		return "", ""
	}
	return t.T("home.judged", "n", r.Judged, "total", r.Total),
		t.T("home.judged_explain", "seen", r.Seen, "judged", r.Judged, "total", r.Total, "opened", r.Opened, "documents", r.Evidence)
}

// State returns the sign of where a case stands.
func State(t Text, s review.State) Sign {
	tone := Active
	switch s {
	case review.Sealed, review.Received, review.Awaiting:
		tone = Hollow
	case review.Submitted, review.Receipted, review.Issued, review.Gathered, review.Convened, review.Decided:
		tone = Good
	case review.Recused, review.Purged:
		tone = Neutral
	}
	return Sign{tone, t.T("state." + string(s))}
}

func daysUntilDue(t Text, r review.Row, today civil.Date) Sign {
	if r.Due.IsZero() || done(r.State) {
		return Sign{Neutral, ""}
	}
	switch n := today.DaysUntil(r.Due); {
	case n < 0:
		return Sign{Bad, t.N("home.overdue", -n)}
	case n == 0:
		return Sign{Caution, t.T("home.due_today")}
	case n <= soon:
		return Sign{Caution, t.N("home.days_left", n)}
	default:
		return Sign{Hollow, t.N("home.days_left", n)}
	}
}

// done reports whether nothing is awaited of this desk's person by the due date any more.
func done(s review.State) bool {
	switch s {
	case review.Submitted, review.Receipted, review.Purged, review.Recused, review.Gathered, review.Convened, review.Decided, review.Issued:
		return true
	}
	return false
}

// Place returns the screen where a step is done, "" for none.
func Place(s review.Step) string {
	switch s {
	case review.StepFee, review.StepPack:
		return "intake"
	case review.StepMerge, review.StepWait, review.StepConvene:
		return "convene"
	case review.StepDecide:
		return "decide"
	case review.StepIssue:
		return "print"
	case review.StepDeclare, review.StepRelease:
		return "declare"
	case review.StepWalk:
		return "walk"
	case review.StepOpine, review.StepSubmit:
		return "opine"
	case review.StepPurge:
		return "handover"
	}
	return ""
}

// HomeFilter is a question the list can be narrowed by.
type HomeFilter struct {
	Key   string
	Word  string
	Count int
}

// HomeFilters returns the filters with how many rows each leaves.
func HomeFilters(t Text, rows []HomeRow) []HomeFilter {
	keys := []string{"all", "todo", "soon", "done"}
	out := make([]HomeFilter, len(keys))
	for i, k := range keys {
		out[i] = HomeFilter{Key: k}
		for _, r := range rows {
			if r.Passes(k) {
				out[i].Count++
			}
		}
		out[i].Word = t.T("home.filter_"+k) + " " + strconv.Itoa(out[i].Count)
	}
	return out
}

// Passes reports whether a row is left by a filter; "" and "all" leave every row.
func (h HomeRow) Passes(filter string) bool {
	switch filter {
	case "todo":
		return h.Next != ""
	case "soon":
		return h.Left.Tone == Bad || h.Left.Tone == Caution
	case "done":
		return done(h.Row.State)
	}
	return true
}

// Matches reports whether every word of a search occurs in the row.
func (h HomeRow) Matches(query string) bool {
	hay := Fold(strings.Join([]string{h.Service, h.Operator, h.Number, h.Kind, h.State.Word}, " "))
	for _, w := range strings.Fields(Fold(query)) {
		if !strings.Contains(hay, w) {
			return false
		}
	}
	return true
}
