package opinion

import (
	"strconv"
	"strings"

	"shinsa/review/checklist"
	"shinsa/review/criteria"
	"shinsa/review/fault"
)

// The parts of a draft, as the findings of Check name them in Field. Where a part has several lines, At counts them from 1.
const (
	PartOverall    = "overall"
	PartReasons    = "reasons"
	PartConditions = "conditions"
)

// Check returns what stands against sealing a draft over its sheet: everything the sheet itself finds, a missing conclusion, and
// conclusions that the marks or the text contradict. What can be meant so, though it is unusual, is of severity should.
func Check(s *checklist.Sheet, d Draft) fault.List {
	l := append(s.Check(), d.checkOverall(s)...)
	l = append(l, d.checkReasons(s)...)
	return append(l, d.checkConditions()...)
}

func found(code string, sev fault.Severity, part string) fault.Finding {
	return fault.Finding{Code: code, Severity: sev, Clause: "6-2", Field: part}
}

// checkOverall holds the conclusion against the verdicts.
func (d Draft) checkOverall(s *checklist.Sheet) fault.List {
	var l fault.List
	switch d.Overall {
	case Recommend, Conditional, Against, Defer:
	case "":
		l = append(l, found("opinion_without_conclusion", fault.Must, PartOverall))
	default:
		l = append(l, found("opinion_conclusion_unknown", fault.Must, PartOverall))
	}
	objections := 0
	for _, it := range s.Edition().Items() {
		v := s.Mark(it.ID).Verdict
		if v == checklist.Nonconforming || v == checklist.Query {
			objections++
		}
		if d.Overall != Recommend || it.Duty != criteria.Mandatory {
			continue
		}
		code, sev := "opinion_recommends_nonconforming", fault.Must
		switch v {
		case checklist.Query:
			code, sev = "opinion_recommends_queried", fault.Should
		case checklist.Nonconforming:
		default:
			continue
		}
		l = append(l, fault.Finding{Code: code, Severity: sev, Clause: "6-2", Criterion: string(it.ID)})
	}
	if d.Overall == Against && objections == 0 {
		l = append(l, found("opinion_against_nothing", fault.Should, PartOverall))
	}
	return l
}

// checkReasons asks for reasons where the conclusion needs them, and holds each against the edition.
func (d Draft) checkReasons(s *checklist.Sheet) fault.List {
	var l fault.List
	if (d.Overall == Against || d.Overall == Defer) && !anyText(d.Reasons) {
		l = append(l, found("opinion_without_reason", fault.Must, PartReasons))
	}
	for i, r := range d.Reasons {
		f := found("", fault.Must, PartReasons)
		f.Criterion, f.At = string(r.Item), strconv.Itoa(i+1)
		if r.Item != "" && s.Edition().Position(r.Item) < 0 {
			f.Code = "opinion_reason_item_unknown"
			l = append(l, f)
		}
		if strings.TrimSpace(r.Text) == "" {
			f.Code = "opinion_reason_empty"
			l = append(l, f)
		}
	}
	return l
}

// checkConditions asks for conditions where the conclusion has some, and for none elsewhere.
func (d Draft) checkConditions() fault.List {
	var l fault.List
	written := 0
	for i, c := range d.Conditions {
		if strings.TrimSpace(c) != "" {
			written++
			continue
		}
		f := found("opinion_condition_empty", fault.Must, PartConditions)
		f.At = strconv.Itoa(i + 1)
		l = append(l, f)
	}
	switch {
	case d.Overall == Conditional && written == 0:
		l = append(l, found("opinion_without_condition", fault.Must, PartConditions))
	case d.Overall != Conditional && d.Overall != "" && written > 0:
		l = append(l, found("opinion_conditions_unused", fault.Should, PartConditions))
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
