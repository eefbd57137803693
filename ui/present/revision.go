package present

import (
	"shinsa/review"
	"shinsa/review/criteria"
	"shinsa/review/intake"
	"shinsa/review/wording"
)

// ChangeLine is one thing that another version of an application says otherwise.
type ChangeLine struct {
	Name string // item with its title, or the field of FormA
	Sign Sign   // changed in what it comes to, or in its wording alone
	Was,
	Now []wording.Stretch
}

// ChangeLines lists what differs between two applications, header first, each with the stretches that differ; was holds the earlier answers.
func ChangeLines(t Text, e *criteria.Edition, was intake.Answers, app *intake.Application, c *intake.Changes) []ChangeLine {
	if c == nil {
		return nil
	}
	var out []ChangeLine
	line := func(name, from, to string, sign Sign) {
		if from == "" {
			from = t.T("intake.blank")
		}
		if to == "" {
			to = t.T("intake.blank")
		}
		l := ChangeLine{Name: name, Sign: sign}
		l.Was, l.Now = wording.Sides(wording.Edits(from, to))
		out = append(out, l)
	}
	changed, reworded, fresh := Sign{Caution, t.T("revision.value")}, Sign{Neutral, t.T("revision.wording")}, Sign{Good, t.T("revision.new")}
	for _, h := range c.Header {
		line(FieldName(t, h.Field), h.From, h.To, changed)
	}
	for _, a := range c.Answers {
		sign := reworded
		switch {
		case a.New:
			sign = fresh
		case a.Value:
			sign = changed
		}
		from := a.Was
		if d, ok := was[a.Item]; ok {
			from = d.Wording()
		}
		line(ItemName(t, e, string(a.Item)), from, app.Answers[a.Item].Wording(), sign)
	}
	return out
}

// CorrectionLine is a request for correction that went out.
type CorrectionLine struct{ Number, Words string }

// CorrectionLines lists the requests for correction of a case.
func CorrectionLines(t Text, all []review.Correction) []CorrectionLine {
	out := make([]CorrectionLine, len(all))
	for i, c := range all {
		out[i] = CorrectionLine{c.Number, t.T("revision.sent", "date", Date(t, c.On), "points", len(c.Points), "due", Date(t, c.Due))}
	}
	return out
}
