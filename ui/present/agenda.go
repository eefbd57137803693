package present

import (
	"slices"

	"shinsa/review"
	"shinsa/review/criteria"
	"shinsa/review/ident"
	"shinsa/review/opinion"
)

// AgendaLine is an item of the agenda while a session is held: what it is, and whether the committee took it up.
type AgendaLine struct {
	opinion.Matter
	Taken bool `json:"taken,omitempty"`
}

// FollowAgenda brings the agenda up to date with the amendments that wait: one that is gone is left out, a new one stands at the end, and
// the case of the session is always on it.
func (f *MeetingForm) FollowAgenda(waiting []review.AgendaItem) {
	same := func(m opinion.Matter) func(AgendaLine) bool {
		return func(l AgendaLine) bool { return l.Edition == m.Edition && l.Rules == m.Rules }
	}
	f.Agenda = slices.DeleteFunc(f.Agenda, func(l AgendaLine) bool {
		return !l.Case() && !slices.ContainsFunc(waiting, func(w review.AgendaItem) bool { return same(w.Matter())(l) })
	})
	if !slices.ContainsFunc(f.Agenda, same(opinion.Matter{})) {
		f.Agenda = slices.Insert(f.Agenda, 0, AgendaLine{Taken: true})
	}
	for _, w := range waiting {
		if !slices.ContainsFunc(f.Agenda, same(w.Matter())) {
			f.Agenda = append(f.Agenda, AgendaLine{Matter: w.Matter()})
		}
	}
}

// Shift moves the item at i of the agenda by some places, as far as there are.
func (f *MeetingForm) Shift(i, by int) {
	to := min(max(i+by, 0), len(f.Agenda)-1)
	l := f.Agenda[i]
	f.Agenda = slices.Insert(slices.Delete(f.Agenda, i, i+1), to, l)
}

// agenda is what the session took up, in its order; nothing where that is the case alone.
func (f MeetingForm) agenda() []opinion.Matter {
	var out []opinion.Matter
	for _, l := range f.Agenda {
		if l.Taken || l.Case() {
			out = append(out, l.Matter)
		}
	}
	if len(out) == 1 && out[0].Case() {
		return nil
	}
	return out
}

// linesOf is the agenda of a session that was recorded.
func linesOf(m opinion.Meeting) []AgendaLine {
	out := make([]AgendaLine, 0, len(m.Agenda)+1)
	for _, x := range m.Matters() {
		out = append(out, AgendaLine{x, true})
	}
	return out
}

// AgendaRow is an item of the agenda in words.
type AgendaRow struct {
	Title   string
	Note    string          // proposed when, and why
	Edition ident.EditionID // of the criteria, to be opened
	Case    bool
	Taken   bool
	Text    string // what came out of it
}

// AgendaRows lists the agenda in the order of the session, with what the proposals say of those that wait.
func AgendaRows(t Text, f MeetingForm, file *review.File, waiting []review.AgendaItem) []AgendaRow {
	out := make([]AgendaRow, 0, len(f.Agenda))
	for _, l := range f.Agenda {
		if l.Case() {
			out = append(out, AgendaRow{
				Case: true, Taken: true, Title: t.T("agenda.case", "case", file.ID, "service", file.Service), Note: t.T("agenda.round", "n", max(file.Round, 1)),
			})
			continue
		}
		title, key := criteria.Text{JA: l.Title}, "agenda.criteria"
		row := AgendaRow{Edition: l.Edition, Taken: l.Taken, Text: l.Text}
		if l.Rules != "" {
			key = "agenda.rules"
		}
		for _, w := range waiting {
			if w.Edition == l.Edition && w.Rules == l.Rules {
				title, row.Note = w.Title, t.T("agenda.proposed", "date", Date(t, w.Proposed), "text", w.Text)
			}
		}
		row.Title = t.T(key, "title", title.In(t.Lang()))
		out = append(out, row)
	}
	return out
}
