package present

import (
	"cmp"
	"slices"
	"strings"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/review/register"
	"shinsa/review/term"
)

// RegisterRow is one certification in the table.
type RegisterRow struct {
	No, Operator, Service, Classes string
	From, To, First                string
	Days                           int // until the last day; negative after it
	Left                           string
	Due                            string // what has to happen, the first day first; may be empty
	Sign                           Sign
}

// RegisterRows lists certifications as they stand on a day, by number, with what is due of each.
func RegisterRows(t Text, cs []register.Certification, due map[ident.CertificateNo][]review.Due, on civil.Date) []RegisterRow {
	out := make([]RegisterRow, 0, len(cs))
	for _, c := range cs {
		var words []string
		for _, x := range due[c.No] {
			words = append(words, DueWord(t, x, on))
		}
		out = append(out, RegisterRow{
			Due: strings.Join(words, "　"),
			No:  string(c.No), Operator: c.Operator, Service: c.Service, Classes: strings.Join(c.Classes, "・"),
			From: Date(t, c.From), To: Date(t, c.To), First: Date(t, c.First),
			Days: on.DaysUntil(c.To), Left: daysLeft(t, c, on), Sign: CertificationSign(t, c.On(on)),
		})
	}
	return out
}

func daysLeft(t Text, c register.Certification, on civil.Date) string {
	if s := c.On(on); s != register.InForce {
		return ""
	}
	return t.N("register.days_left", on.DaysUntil(c.To))
}

// CertificationSign returns the state of a certification as shown; expiry, lapse and revocation are three different words.
func CertificationSign(t Text, s register.State) Sign {
	tone := map[register.State]Tone{
		register.NotYet: Hollow, register.InForce: Good, register.Continued: Caution, register.Expired: Neutral,
		register.IsLapsed: Neutral, register.IsRevoked: Bad, register.HasEnded: Neutral,
	}[s]
	return Sign{tone, t.T("certification." + string(s))}
}

// RegisterFilter says which certifications are shown.
type RegisterFilter string

// The filters of the register.
const (
	RegisterAll   RegisterFilter = "all"
	RegisterValid RegisterFilter = "valid" // in force or continued
	RegisterDue   RegisterFilter = "due"   // something has to happen
	RegisterPast  RegisterFilter = "past"  // expired, lapsed, revoked, ended
)

// RegisterFilters lists the filters in the order they are offered.
var RegisterFilters = []RegisterFilter{RegisterAll, RegisterValid, RegisterDue, RegisterPast}

// Takes reports whether the filter shows a certification on a day; due says whether something has to happen with it.
func (f RegisterFilter) Takes(c register.Certification, on civil.Date, due bool) bool {
	s := c.On(on)
	valid := s == register.InForce || s == register.Continued
	switch f {
	case RegisterValid:
		return valid
	case RegisterDue:
		return due
	case RegisterPast:
		return !valid && s != register.NotYet
	}
	return true
}

// Span is a stretch of a time line, its ends from 0 to 1 of the years shown.
type Span struct {
	Kind     string // valid, window, continued, after
	From, To float32
}

// Tick is a labelled point of a time line.
type Tick struct {
	At   float32
	Word string
	Tone Tone
}

// Lane is the life of one certification drawn on a line: validity, renewal window, what happened, and today.
type Lane struct {
	Spans []Span
	Ticks []Tick // events, in order
	Years []Tick // 1 January of each year
	Today float32
}

// LaneOf draws a certification over the years from its first day to a year after its last.
func LaneOf(t Text, c register.Certification, on civil.Date) Lane {
	scale := scaleOf(c, on)
	l := Lane{Today: scale.at(on)}
	end := c.To
	for i, p := range c.Periods() {
		end = p.Last.AddDays(1)
		if next := c.Periods(); i+1 < len(next) && next[i+1].First.Before(end) {
			end = next[i+1].First
		}
		if cut, ok := c.OverOn(); ok && cut.Before(end) {
			end = cut
		}
		l.Spans = append(l.Spans, Span{"valid", scale.at(p.First), scale.at(end)})
	}
	if w := term.Default().Window(c.To); w.Opens.Before(end) {
		l.Spans = append(l.Spans, Span{"window", scale.at(w.Opens), scale.at(w.Closes.AddDays(1))})
	}
	last, words := civil.Date{}, ""
	for _, e := range c.Events {
		if e.Kind == register.Continue {
			l.Spans = append(l.Spans, continuedSpan(c, e, scale))
		}
		word := t.T("event." + string(e.Kind))
		if n := len(l.Ticks); n > 0 && e.On == last { // what happened on one day is one point
			l.Ticks[n-1] = Tick{scale.at(e.On), words + "・" + word + "　" + Date(t, e.On), eventTone(e.Kind)}
			words += "・" + word
			continue
		}
		l.Ticks = append(l.Ticks, Tick{scale.at(e.On), word + "　" + Date(t, e.On), eventTone(e.Kind)})
		last, words = e.On, word
	}
	l.Ticks = append(l.Ticks, Tick{scale.at(c.To), t.T("register.last_day") + "　" + Date(t, c.To), Neutral})
	slices.SortStableFunc(l.Ticks, func(a, b Tick) int { return cmp.Compare(a.At, b.At) })
	for y := scale.from.Year + 1; y <= scale.to.Year; y++ {
		l.Years = append(l.Years, Tick{At: scale.at(civil.Date{Year: y, Month: 1, Day: 1}), Word: t.T("date.year", "year", y)})
	}
	return l
}

// continuedSpan is the stretch of a continued effect: from the end of its period to the decision on the renewal, or on and on.
func continuedSpan(c register.Certification, e register.Event, scale scale) Span {
	life := c.Life(e.On)
	until := scale.to
	switch cut, ok := c.OverOn(); {
	case life.Continued != nil && !life.Continued.Decided.IsZero():
		until = life.Continued.Decided
	case ok:
		until = cut
	}
	return Span{"continued", scale.at(life.Period.Last.AddDays(1)), scale.at(until)}
}

func eventTone(k register.EventKind) Tone {
	switch k {
	case register.Granted, register.Renewed:
		return Good
	case register.Revoked:
		return Bad
	case register.Continue, register.Declined:
		return Caution
	}
	return Neutral
}

// scale maps days to 0…1.
type scale struct{ from, to civil.Date }

func scaleOf(c register.Certification, on civil.Date) scale {
	s := scale{c.First.AddMonths(-2), c.To.AddMonths(8)}
	if on.Before(s.from) {
		s.from = on
	}
	if on.After(s.to) {
		s.to = on.AddMonths(2)
	}
	return s
}

func (s scale) at(d civil.Date) float32 {
	all := s.from.DaysUntil(s.to)
	if all <= 0 {
		return 0
	}
	return min(max(float32(s.from.DaysUntil(d))/float32(all), 0), 1)
}

// EventLine is one event of a certification in words.
type EventLine struct{ On, Word, Article, Clause, Text string }

// EventLines lists what happened to a certification, oldest first.
func EventLines(t Text, c register.Certification) []EventLine {
	out := make([]EventLine, 0, len(c.Events))
	for _, e := range c.Events {
		out = append(out, EventLine{Date(t, e.On), t.T("event." + string(e.Kind)), t.Clause(e.Clause), e.Clause, eventText(t, e)})
	}
	return out
}

// eventText says what made a certification lapse in words; other events carry their own.
func eventText(t Text, e register.Event) string {
	if key := "lapse." + e.Text; e.Kind == register.Lapsed && t.Has(key) {
		return t.T(key)
	}
	return e.Text
}

// CertificationFacts lists what the register knows of a certification beside its events.
func CertificationFacts(t Text, c register.Certification, x RegisterRow) []Fact {
	out := []Fact{
		{Label: t.T("register.operator"), Value: x.Operator},
		{Label: t.T("register.corporate"), Value: c.Corporate},
		{Label: t.T("register.classes"), Value: x.Classes},
		{Label: t.T("register.first"), Value: x.First},
		{Label: t.T("register.url"), Value: c.URL},
		{Label: t.T("register.case"), Value: string(c.Case)},
	}
	if on, back := c.ReturnedOn(); back {
		out = append(out, Fact{Label: t.T("register.certificate"), Value: t.T("register.certificate_back", "date", Date(t, on))})
	} else if _, over := c.Over(); over {
		out = append(out, Fact{Label: t.T("register.certificate"), Value: t.T("register.certificate_out")})
	}
	for i := range out {
		if out[i].Value == "" {
			out[i].Value = "－"
		}
	}
	return out
}
