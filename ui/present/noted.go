package present

import (
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/register"
)

// NoteLine is one note of a certification as shown.
type NoteLine struct {
	On, Topic, Text string
	Rest            string // its file, that it is public, what it answers, by when an answer is due; may be empty
	Clause, Article string
	Late            bool // its answer is overdue
}

// NoteLines lists the notes of a certification on a day, oldest first.
func NoteLines(t Text, notes []register.Note, on civil.Date) []NoteLine {
	awaited := map[int]bool{}
	for _, n := range register.Awaited(notes) {
		awaited[n.N] = true
	}
	out := make([]NoteLine, 0, len(notes))
	for _, n := range notes {
		l := NoteLine{On: Date(t, n.On), Topic: t.T("note." + string(n.Topic)), Text: n.Text, Clause: n.Topic.Clause(), Article: t.Clause(n.Topic.Clause())}
		add := func(words string) {
			if l.Rest != "" {
				l.Rest += "　"
			}
			l.Rest += words
		}
		if n.Answers > 0 {
			add(t.T("note.answers", "what", noteName(t, notes, n.Answers)))
		}
		if awaited[n.N] {
			l.Late = n.Until.Before(on)
			add(t.T("note.due", "date", Date(t, n.Until)))
		}
		if n.Public {
			add(t.T("note.public"))
		}
		if n.File != nil {
			add(t.T("note.file", "name", n.File.Name, "digest", Digest(n.File.Digest)))
		}
		out = append(out, l)
	}
	return out
}

// noteName names a note by its day and topic.
func noteName(t Text, notes []register.Note, n int) string {
	for _, x := range notes {
		if x.N == n {
			return t.T("note.name", "date", Date(t, x.On), "topic", t.T("note."+string(x.Topic)))
		}
	}
	return ""
}

// NoteName names a note by its day and topic, for a choice of what is answered.
func NoteName(t Text, n register.Note) string { return noteName(t, []register.Note{n}, n.N) }

// DueWord says what has to happen and by when, and that it is overdue.
func DueWord(t Text, x review.Due, on civil.Date) string {
	what := t.T("due." + string(x.Kind))
	if x.Kind == review.DueAnswer {
		what = t.T("due.answer_to", "topic", t.T("note."+string(x.Topic)))
	}
	key := "due.by"
	switch {
	case x.Kind == review.DueReturn:
		key = "due.since"
	case x.By.Before(on):
		key = "due.late"
	}
	return t.T(key, "what", what, "date", Date(t, x.By))
}

// DueLate reports whether something due is overdue on a day.
func DueLate(x review.Due, on civil.Date) bool { return x.Kind == review.DueReturn || x.By.Before(on) }
