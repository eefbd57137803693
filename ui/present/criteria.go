package present

import (
	"strings"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/ident"
)

// Stage returns the sign of where an edition stands on its way (Art. 22).
func Stage(t Text, s criteria.Status) Sign {
	tone := map[criteria.Status]Tone{
		criteria.Draft: Hollow, criteria.Deliberated: Active, criteria.Announced: Caution, criteria.InForce: Good, criteria.Superseded: Neutral,
	}[s]
	return Sign{tone, t.T("edition.status." + string(s))}
}

// EditionLine is an edition of the criteria in the list.
type EditionLine struct {
	ID     ident.EditionID
	Title  string
	Stage  Sign
	Status criteria.Status
	Sample bool
	Facts  string // day in force, items, digest
}

// EditionLines lists editions of the criteria, the latest first; standing says where each stands today.
func EditionLines(t Text, es []*criteria.Edition, standing map[ident.EditionID]criteria.Status) []EditionLine {
	out := make([]EditionLine, 0, len(es))
	for i := len(es) - 1; i >= 0; i-- {
		e := es[i]
		out = append(out, EditionLine{
			ID: e.ID(), Title: e.Title().In(t.Lang()), Status: standing[e.ID()], Stage: Stage(t, standing[e.ID()]), Sample: e.Sample(), Facts: editionFacts(t, e),
		})
	}
	return out
}

func editionFacts(t Text, e *criteria.Edition) string {
	day := t.T("criteria.no_day")
	if !e.InForceFrom().IsZero() {
		day = t.T("criteria.in_force_from", "date", Date(t, e.InForceFrom()))
	}
	return strings.Join([]string{string(e.ID()), day, t.N("criteria.items", len(e.Items())), Digest(e.Digest())}, "　")
}

// EditionFacts lists what an edition says of itself.
func EditionFacts(t Text, e *criteria.Edition, standing criteria.Status) []Fact {
	day := t.T("criteria.no_day")
	if !e.InForceFrom().IsZero() {
		day = Date(t, e.InForceFrom())
	}
	out := []Fact{
		{Label: t.T("criteria.id"), Value: string(e.ID())},
		{Label: t.T("criteria.stage"), Value: Stage(t, standing).Word},
		{Label: t.T("criteria.day"), Value: day},
		{Label: t.T("criteria.size"), Value: t.T("criteria.size_words", "items", len(e.Items()), "groups", len(e.Groups()))},
		{Label: t.T("criteria.digest"), Value: string(e.Digest())},
	}
	if n := e.Note().In(t.Lang()); n != "" {
		out = append(out, Fact{Label: t.T("criteria.note"), Value: n})
	}
	return out
}

// StepLine is one step of an amendment that was taken, or the one that comes next.
type StepLine struct {
	To   criteria.Status
	Sign Sign
	When string
	Text string
	Done bool
}

// AmendmentLines lists the way of an edition into force: the steps taken with their dates and words, then those to come.
func AmendmentLines(t Text, steps []review.AmendmentStep, now criteria.Status) []StepLine {
	var out []StepLine
	taken := map[criteria.Status]bool{}
	for _, s := range steps {
		l := StepLine{To: s.To, Sign: Sign{Good, t.T("criteria.step_" + string(s.To))}, When: Date(t, s.On), Text: s.Text, Done: true}
		if !s.InForce.IsZero() {
			l.When += "　" + t.T("criteria.in_force_from", "date", Date(t, s.InForce))
		}
		taken[s.To] = true
		out = append(out, l)
	}
	if now == criteria.InForce || now == criteria.Superseded {
		return out
	}
	for _, s := range []criteria.Status{criteria.Draft, criteria.Deliberated, criteria.Announced, criteria.InForce} {
		if !taken[s] && !(s == criteria.Draft && now != criteria.Draft) {
			out = append(out, StepLine{To: s, Sign: Sign{Hollow, t.T("criteria.step_" + string(s))}})
		}
	}
	return out
}

// Announcement proposes the text by which an amendment is made known (周知): in Japanese, in which it is published.
func Announcement(p review.Profile, title string, day civil.Date) string {
	inForce := "（施行日）"
	if !day.IsZero() {
		inForce = JapaneseDate(day)
	}
	return strings.Join([]string{
		p.Scheme + "　審査基準の改正について（周知）", "",
		"運用規程第22条に基づき、審査基準を次のとおり改正しますので、お知らせします。", "",
		"１　改正後の審査基準　" + title, "２　施行日　" + inForce,
		"３　改正の内容　別紙「新旧対照表」のとおり", "４　経過措置　施行日の前日までに受け付けた申請は、改正前の審査基準により審査します。", "", p.Body,
	}, "\n")
}

// RulesLine is an edition of the operating rules in the list.
type RulesLine struct {
	ID     string
	Title  string
	Day    string
	Stage  Sign
	Status criteria.Status
	Known  bool
	Steps  []StepLine
}

// RulesLines lists the editions of the operating rules, the latest first.
func RulesLines(t Text, all []review.RulesEdition) []RulesLine {
	out := make([]RulesLine, 0, len(all))
	for i := len(all) - 1; i >= 0; i-- {
		r := all[i]
		l := RulesLine{
			ID: r.ID, Title: r.Title.In(t.Lang()), Day: t.T("criteria.no_day"), Stage: Stage(t, r.Status), Status: r.Status, Known: r.Known,
			Steps: AmendmentLines(t, r.Steps, r.Status),
		}
		if r.Known {
			l.Steps = nil
		}
		if !r.InForceFrom.IsZero() {
			l.Day = t.T("criteria.in_force_from", "date", Date(t, r.InForceFrom))
		}
		out = append(out, l)
	}
	return out
}
