package opinion

import (
	"strings"

	"shinsa/review/checklist"
	"shinsa/review/criteria"
	"shinsa/review/fault"
)

// Check returns what stands against sealing a draft over its sheet: everything the sheet itself finds, a missing conclusion, and
// conclusions that the marks or the text contradict.
func Check(s *checklist.Sheet, d Draft) fault.List {
	l := s.Check()
	add := func(code string, sev fault.Severity, item string) {
		l = append(l, fault.Finding{Code: code, Severity: sev, Clause: "6-2", Criterion: item})
	}
	switch d.Overall {
	case Recommend, Conditional, Against, Defer:
	case "":
		add("opinion_without_conclusion", fault.Must, "")
	default:
		add("opinion_conclusion_unknown", fault.Must, "")
	}
	if d.Overall == Recommend {
		for _, it := range s.Edition().Items() {
			if it.Duty == criteria.Mandatory && s.Mark(it.ID).Verdict == checklist.Nonconforming {
				add("opinion_recommends_nonconforming", fault.Must, string(it.ID))
			}
		}
	}
	if (d.Overall == Against || d.Overall == Defer) && !anyText(d.Reasons) {
		add("opinion_without_reason", fault.Must, "")
	}
	if d.Overall == Conditional && len(d.Conditions) == 0 {
		add("opinion_without_condition", fault.Must, "")
	}
	for _, r := range d.Reasons {
		if r.Item != "" && s.Edition().Position(r.Item) < 0 {
			add("opinion_reason_item_unknown", fault.Must, string(r.Item))
		}
		if strings.TrimSpace(r.Text) == "" {
			add("opinion_reason_empty", fault.Must, string(r.Item))
		}
	}
	return l
}

func anyText(rs []Reason) bool {
	for _, r := range rs {
		if strings.TrimSpace(r.Text) != "" {
			return true
		}
	}
	return false
}
