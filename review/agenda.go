package review

import (
	"context"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/opinion"
	"shinsa/review/paper"
)

// AgendaItem is an amendment that waits for the committee: of the criteria or of the operating rules.
type AgendaItem struct {
	Edition  ident.EditionID `json:"edition,omitempty"` // of the criteria
	Rules    string          `json:"rules,omitempty"`   // or of the operating rules
	Title    criteria.Text   `json:"title"`
	Proposed civil.Date      `json:"proposed"`
	Text     string          `json:"text,omitempty"` // the proposal
}

// Matter is the item as one of a session's agenda.
func (a AgendaItem) Matter() opinion.Matter {
	return opinion.Matter{Edition: a.Edition, Rules: a.Rules, Title: a.Title.JA}
}

// Agenda returns the amendments that were proposed and are not deliberated yet: items of the committee's agenda beside the cases (Art. 22).
func (d *Desk) Agenda(ctx context.Context) ([]AgendaItem, error) {
	out := []AgendaItem{}
	editions, err := d.Editions(ctx)
	if err != nil {
		return nil, err
	}
	for _, e := range editions {
		if e.Status() != criteria.Draft {
			continue
		}
		a, err := d.Amendment(ctx, e.ID())
		if err != nil {
			return nil, err
		}
		if n := len(a.Steps); n > 0 {
			out = append(out, AgendaItem{Edition: e.ID(), Title: e.Title(), Proposed: a.Steps[n-1].On, Text: a.Steps[n-1].Text})
		}
	}
	rules, err := d.RulesEditions(ctx)
	for _, r := range rules {
		if n := len(r.Steps); r.Status == criteria.Draft && n > 0 {
			out = append(out, AgendaItem{Rules: r.ID, Title: r.Title, Proposed: r.Steps[n-1].On, Text: r.Steps[n-1].Text})
		}
	}
	return out, err
}

// matterKey tells matters apart: an edition of the criteria from one of the rules with the same id.
func matterKey(m opinion.Matter) string { return string(m.Edition) + "\x00" + m.Rules }

// takeUp fills in the titles of the amendments on a session's agenda and returns their proposals. One that was not proposed, or was deliberated
// before, refuses with fault.By 22 "agenda_item_unknown".
func (d *Desk) takeUp(ctx context.Context, m *opinion.Meeting) (map[string]AgendaItem, error) {
	all, err := d.Agenda(ctx)
	if err != nil {
		return nil, err
	}
	waiting := map[string]AgendaItem{}
	for _, a := range all {
		waiting[matterKey(a.Matter())] = a
	}
	agenda := append([]opinion.Matter(nil), m.Agenda...)
	for i := range agenda {
		x := &agenda[i]
		if x.Text = strings.TrimSpace(x.Text); x.Case() {
			continue
		}
		a, ok := waiting[matterKey(*x)]
		if !ok {
			return nil, fault.By("22", "agenda_item_unknown", "edition", string(x.Edition)+x.Rules)
		}
		x.Title = a.Title.JA
	}
	m.Agenda = agenda
	return waiting, nil
}

// deliberate takes every amendment on the agenda the one step that a deliberation is, on the day of the session; its record refers to the
// minutes by their name.
func (d *Desk) deliberate(tx Tx, m opinion.Meeting, minutes string) error {
	for _, x := range m.Agenda {
		if x.Case() {
			continue
		}
		step := AmendmentStep{To: criteria.Deliberated, On: m.On, Text: strings.TrimSpace("議事録 " + minutes + "　" + x.Text)}
		if x.Rules != "" {
			if _, _, err := d.advanceRules(tx, x.Rules, step); err != nil {
				return err
			}
			continue
		}
		was, err := d.edition(tx, x.Edition)
		if err != nil {
			return err
		}
		if _, _, err := d.advance(tx, was, step); err != nil {
			return err
		}
	}
	return nil
}

// amendmentSubject is an amendment in the minutes.
func amendmentSubject(x opinion.Matter, a AgendaItem) paper.Subject {
	s := paper.Subject{Title: "審査基準の改正「" + x.Title + "」の審議（第22条）", Outcome: x.Text}
	if x.Rules != "" {
		s.Title = "運用規程の改正「" + x.Title + "」の審議（第22条）"
	}
	if s.Outcome == "" {
		s.Outcome = "審議を終えた。"
	}
	if a.Text != "" {
		s.Talk = []string{"提案　" + a.Text}
	}
	return s
}
