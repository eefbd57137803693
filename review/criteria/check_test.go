package criteria_test

import (
	"testing"

	"shinsa/review/criteria"
	"shinsa/review/ident"
)

func number(f float64) *float64 { return &f }

func yes(b bool) *bool { return &b }

// TestArt1_LevelOutcomes: every check says met or not met only when it is sure, at the boundary too.
func TestArt1_LevelOutcomes(t *testing.T) {
	e := sample(t)
	part := func(name string, v float64) map[string]criteria.PartRead {
		return map[string]criteria.PartRead{name: {Text: "x", Number: &v}}
	}
	target := func(v *float64) criteria.Lookup {
		return func(id ident.ItemID) (criteria.Reading, bool) {
			return criteria.Reading{Number: v}, id == "31.2" && v != nil
		}
	}
	for _, c := range []struct {
		name, item string
		reading    criteria.Reading
		other      criteria.Lookup
		want       criteria.Result
		reason     string
	}{
		{"at the level", "31.2", criteria.Reading{Number: number(99.5)}, nil, criteria.Met, "reached"},
		{"just below", "31.2", criteria.Reading{Number: number(99.49)}, nil, criteria.NotMet, "below_limit"},
		{"no number read", "31.2", criteria.Reading{Text: "高い"}, nil, criteria.Unclear, "unreadable"},
		{"mandatory blank", "31.2", criteria.Reading{State: criteria.StateBlank}, nil, criteria.NotMet, "mandatory_blank"},
		{"optional blank", "31.6", criteria.Reading{State: criteria.StateBlank}, nil, criteria.NotAssessed, "optional_blank"},
		{"by reference", "31.2", criteria.Reading{State: criteria.StateByReference}, nil, criteria.Unclear, "by_reference"},
		{"not applicable", "34.2", criteria.Reading{State: criteria.StateNotApplicable}, nil, criteria.Unclear, "not_applicable"},
		{"equal to the target", "31.3", criteria.Reading{Number: number(99.9)}, target(number(99.9)), criteria.Met, "reached"},
		{"below the target", "31.3", criteria.Reading{Number: number(99.8)}, target(number(99.9)), criteria.NotMet, "below_limit"},
		{"below the target with a reason", "31.3", criteria.Reading{Number: number(99.8), Detail: "災害"}, target(number(99.9)), criteria.Unclear, "reason_given"},
		{"target unreadable", "31.3", criteria.Reading{Number: number(99.8)}, target(nil), criteria.Unclear, "other_unreadable"},
		{"benchmark reached", "31.6", criteria.Reading{Parts: part("間隔(分)", 30)}, nil, criteria.Met, "within_limit"},
		{"benchmark missed is a question", "31.6", criteria.Reading{Parts: part("間隔(分)", 31)}, nil, criteria.Unclear, "benchmark_missed"},
		{"yes", "38.3", criteria.Reading{Yes: yes(true)}, nil, criteria.Met, "stated"},
		{"no", "38.3", criteria.Reading{Yes: yes(false)}, nil, criteria.NotMet, "answer_differs"},
		{"neither", "38.3", criteria.Reading{}, nil, criteria.Unclear, "unreadable"},
		{"no, with a reason", "34.2", criteria.Reading{Yes: yes(false), Detail: "閉域"}, nil, criteria.Unclear, "reason_given"},
		{"absence stated is enough", "42.2", criteria.Reading{Yes: yes(false)}, nil, criteria.Met, "stated"},
		{"part missing", "31.10", criteria.Reading{Parts: part("世代数", 3)}, nil, criteria.Unclear, "part_not_found"},
		{"ups at ten minutes", "42.1", criteria.Reading{Yes: yes(true), Parts: part("供給時間(分)", 10)}, nil, criteria.Met, "reached"},
		{"ups at nine minutes", "42.1", criteria.Reading{Yes: yes(true), Parts: part("供給時間(分)", 9)}, nil, criteria.NotMet, "below_limit"},
		{"ups without time", "42.1", criteria.Reading{Yes: yes(true)}, nil, criteria.Unclear, "part_not_found"},
		{"no ups", "42.1", criteria.Reading{Yes: yes(false)}, nil, criteria.NotMet, "answer_differs"},
		{"limit passed, other part missing", "38.1", criteria.Reading{Parts: part("間隔(分)", 11)}, nil, criteria.NotMet, "part_above_limit"},
		{"one part missing", "38.1", criteria.Reading{Parts: part("間隔(分)", 10)}, nil, criteria.Unclear, "part_not_found"},
		{"said something", "41.4", criteria.Reading{Text: "震度7"}, nil, criteria.Met, "disclosed"},
		{"no level", "2.1", criteria.Reading{Text: "社"}, nil, criteria.NotAssessed, "no_level"},
	} {
		t.Run(c.name, func(t *testing.T) {
			it, ok := e.Item(ident.ItemID(c.item))
			if !ok {
				t.Fatal("no such item")
			}
			got := it.Assess(c.reading, c.other)
			if got.Result != c.want || got.Reason != c.reason {
				t.Errorf("Assess = %v, want %s %s", got, c.want, c.reason)
			}
		})
	}
}

func TestArt1_OutcomeNamesTheFigures(t *testing.T) {
	e := sample(t)
	it, _ := e.Item("31.2")
	got := it.Assess(criteria.Reading{Number: number(99)}, nil)
	if got.Args["got"] != "99" || got.Args["limit"] != "99.5" || got.Args["unit"] != "%" {
		t.Errorf("Args = %v", got.Args)
	}
}
