package review_test

import (
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/opinion"
)

// proposed puts an amendment of the criteria and one of the operating rules on the agenda.
func proposed(s *scheme) {
	s.Helper()
	day := s.office.Today().AddDays(-10)
	_, err := s.office.StartDraft(s.ctx, review.Drafting{ID: "small-2", Title: criteria.Text{JA: "小さな審査基準 第2版"}, From: "small-1"})
	s.must(err)
	_, _, err = s.office.Advance(s.ctx, "small-2", review.AmendmentStep{To: criteria.Draft, On: day, Text: "稼働率の見直し"})
	s.must(err)
	s.must(s.office.ProposeRules(s.ctx, "rules-2026", criteria.Text{JA: "令和8年改正"}, review.AmendmentStep{On: day, Text: "審査料の改定"}))
}

// TestArt22_AmendmentsAreDeliberatedWithTheSession: what stands on the agenda is deliberated in the session's order, on its day, and stands
// in its minutes.
func TestArt22_AmendmentsAreDeliberatedWithTheSession(t *testing.T) {
	s, id := gathered(t)
	proposed(s)
	m := session(s)
	m.Agenda = []opinion.Matter{{Rules: "rules-2026", Text: "提案のとおり了承した。"}, {}, {Edition: "small-2"}}
	hs, err := s.office.Convene(s.ctx, id, m, s.office.out)
	s.must(err)

	waiting, err := s.office.Agenda(s.ctx)
	s.must(err)
	if len(waiting) != 0 {
		t.Errorf("still on the agenda: %+v", waiting)
	}
	a, err := s.office.Amendment(s.ctx, "small-2")
	s.must(err)
	if n := len(a.Steps); n != 2 || a.Steps[1].To != criteria.Deliberated || a.Steps[1].On != m.On || !strings.Contains(a.Steps[1].Text, hs[1].Name) {
		t.Errorf("steps %+v", a.Steps)
	}
	e, err := s.office.Edition(s.ctx, "small-2")
	s.must(err)
	if e.Status() != criteria.Deliberated {
		t.Errorf("the edition is %s", e.Status())
	}
	rules, err := s.office.RulesEditions(s.ctx)
	s.must(err)
	if last := rules[len(rules)-1]; last.Status != criteria.Deliberated || !strings.Contains(last.Steps[1].Text, "了承した") {
		t.Errorf("rules %+v", last)
	}
	minutes := printed(t, s.office.out.file(hs[1].Name))
	at := 0
	for _, want := range []string{
		"議題1運用規程の改正「令和8年改正」の審議（第22条）", "提案審査料の改定", "結論提案のとおり了承した。", "議題2「", "（案件" + string(id) + "）",
		"議題3審査基準の改正「小さな審査基準第2版」の審議", "結論審議を終えた。",
	} {
		i := strings.Index(minutes[at:], want)
		if i < 0 {
			t.Errorf("the minutes do not go on with %q", want)
			continue
		}
		at += i
	}
	if !strings.Contains(minutes, "議題2の審議及び議決に加わらない") {
		t.Error("the minutes name another matter for who is recused")
	}
	kept, _, err := s.office.Meeting(s.ctx, id)
	s.must(err)
	if kept.Number() != 2 || kept.Agenda[2].Title != "小さな審査基準 第2版" {
		t.Errorf("kept %+v", kept.Agenda)
	}
}

// TestArt22_AnAgendaIsTakenWholeOrNotAtAll: a matter that nobody proposed, one that stands there twice, or a session before its proposal
// records nothing.
func TestArt22_AnAgendaIsTakenWholeOrNotAtAll(t *testing.T) {
	s, id := gathered(t)
	proposed(s)
	for _, x := range []struct {
		code   string
		agenda []opinion.Matter
		on     civil.Date
	}{
		{"agenda_item_unknown", []opinion.Matter{{Edition: "small-2"}, {Edition: "small-1"}}, s.office.Today()},
		{"agenda_item_unknown", []opinion.Matter{{Rules: "small-2"}}, s.office.Today()},
		{"meeting_agenda_twice", []opinion.Matter{{Rules: "rules-2026"}, {}, {Rules: "rules-2026"}}, s.office.Today()},
		{"meeting_agenda_twice", []opinion.Matter{{}, {}}, s.office.Today()},
		{"meeting_agenda_twice", []opinion.Matter{{Edition: "small-2", Rules: "rules-2026"}}, s.office.Today()},
		{"amendment_day_before_last", []opinion.Matter{{Rules: "rules-2026"}, {Edition: "small-2"}}, s.office.Today().AddDays(-11)},
	} {
		m := session(s)
		m.On, m.Agenda = x.on, x.agenda
		_, err := s.office.Convene(s.ctx, id, m, s.office.out)
		s.refused(err, x.code)
		if waiting, err := s.office.Agenda(s.ctx); err != nil || len(waiting) != 2 || s.state(s.office, id) != review.Gathered {
			t.Errorf("%s: %d wait in state %s, %v", x.code, len(waiting), s.state(s.office, id), err)
		}
	}
}

func TestMeeting_TheCaseComesFirstWhereTheAgendaDoesNotSay(t *testing.T) {
	m := opinion.Meeting{Agenda: []opinion.Matter{{Edition: "a"}, {Rules: "b"}}}
	if got := m.Matters(); len(got) != 3 || !got[0].Case() || m.Number() != 1 {
		t.Errorf("%+v, the case is %d", got, m.Number())
	}
}
