package present

import (
	"time"

	"shinsa/review"
	"shinsa/review/civil"
)

// Tab is a screen the window offers. Screen is its name in routes. Why, when not empty, says why it cannot be opened now.
type Tab struct {
	Screen string
	Word   string
	Why    string
}

// Tabs returns the screens a desk offers in a context: with a case or, when c is nil, without one.
func Tabs(t Text, role review.Role, c *review.Row) []Tab {
	tab := func(screen, why string) Tab { return Tab{screen, t.T("screen." + screen), why} }
	tabs := []Tab{tab("home", "")}
	if role == review.Member {
		if c != nil {
			why := closedToMember(t, c.State)
			tabs = append(tabs, tab("declare", ""), tab("walk", why), tab("opine", why))
			if c.State != review.Sealed {
				why = "" // what went out, and what came of it, can always be seen
			}
			tabs = append(tabs, tab("handover", why))
		}
		return append(tabs, tab("verify", ""), tab("setup", ""))
	}
	tabs = append(tabs, tab("intake", ""))
	if c != nil {
		why := closedToCommittee(t, c.State)
		tabs = append(tabs, tab("convene", why), tab("decide", why))
	}
	return append(tabs, tab("print", ""), tab("register", ""), tab("criteria", ""), tab("verify", ""), tab("setup", ""))
}

// below names the tab of a screen that is reached from another one and has none of its own.
var below = map[string]string{
	"correct": "intake", "transcribe": "intake", "migrate": "intake", "edition": "criteria", "adopt": "criteria", "contrast": "criteria", "profile": "setup",
	"publish": "register",
}

// TabOf names the tab under which a screen stands.
func TabOf(screen string) string {
	if tab := below[screen]; tab != "" {
		return tab
	}
	return screen
}

// closedToMember says why the content of a case is not open to a member (Arts 7, 20).
func closedToMember(t Text, s review.State) string {
	switch s {
	case review.Sealed:
		return t.T("frame.closed_declare")
	case review.Awaiting:
		return t.T("frame.closed_awaiting")
	case review.Recused:
		return t.T("frame.closed_recused")
	case review.Purged:
		return t.T("frame.closed_purged")
	}
	return ""
}

func closedToCommittee(t Text, s review.State) string {
	if s == review.Received {
		return t.T("frame.closed_received")
	}
	return ""
}

// CaseLine returns what the header says of the case at hand: its case number, operator, service and kind.
func CaseLine(t Text, c review.Row) string {
	return t.T("frame.case", "case", CaseNumber(t, c.Case), "operator", c.Operator, "service", c.Service, "kind", KindOfCase(t, c.Kind))
}

// CaseNumber is the number of a case, with the round from the second on.
func CaseNumber(t Text, c review.Case) string {
	if c.Round < 2 {
		return string(c.ID)
	}
	return t.T("frame.case_round", "case", c.ID, "n", c.Round)
}

// KindOfCase returns 新規, 更新 or 変更.
func KindOfCase(t Text, kind string) string {
	switch kind {
	case "new", "renewal", "change":
		return t.T("casekind." + kind)
	}
	return kind
}

// Who returns whose desk it is, with the role before the name.
func Who(t Text, s review.Self) string {
	return t.T("role."+string(s.Role)) + "　" + s.Name
}

// SavedAt writes the time of a durable change as the header shows it, in Japan's zone, with its day when that is not today; without a time it
// says only that it is saved.
func SavedAt(t Text, at time.Time, today civil.Date) string {
	switch {
	case at.IsZero():
		return t.T("frame.saved_plain")
	case civil.Of(at) != today:
		return t.T("frame.saved", "time", Moment(t, at))
	}
	return t.T("frame.saved", "time", at.In(civil.Japan).Format("15:04:05"))
}
