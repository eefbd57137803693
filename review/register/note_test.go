package register

import (
	"slices"
	"testing"
)

func TestNote_Check(t *testing.T) {
	there := []Note{
		{N: 1, Topic: Improvement, On: day("2026-05-01"), Until: day("2026-06-01"), Text: "要請"},
		{N: 2, Topic: Emergency, On: day("2026-05-02"), Until: day("2026-05-09"), Text: "障害"},
		{N: 3, Topic: Emergency, On: day("2026-05-03"), Text: "経過", Answers: 2},
	}
	for name, c := range map[string]struct {
		note Note
		want []string
	}{
		"whole":              {Note{Topic: Question, On: day("2026-05-04"), Text: "照会"}, nil},
		"answers":            {Note{Topic: Report, On: day("2026-05-04"), Text: "報告", Answers: 1}, nil},
		"answered already":   {Note{Topic: Emergency, On: day("2026-05-04"), Text: "経過", Answers: 2}, []string{"note_answers_nothing"}},
		"answers no request": {Note{Topic: Emergency, On: day("2026-05-04"), Text: "経過", Answers: 3}, []string{"note_answers_nothing"}},
		"no topic, no text":  {Note{Topic: "x", Text: "　"}, []string{"note_topic_unknown", "note_without_text"}},
		"due before":         {Note{Topic: Survey, On: day("2026-05-04"), Until: day("2026-05-03"), Text: "求め"}, []string{"note_due_before"}},
		"due on the day":     {Note{Topic: Survey, On: day("2026-05-04"), Until: day("2026-05-04"), Text: "求め"}, nil},
	} {
		if got := c.note.Check(there).Codes(); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v", name, got)
		}
	}
	if got := Awaited(there); len(got) != 1 || got[0].N != 1 {
		t.Errorf("awaited: %+v", got)
	}
	for _, topic := range Noted {
		if topic.Clause() == "" {
			t.Errorf("%s serves no article", topic)
		}
	}
}
