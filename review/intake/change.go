package intake

import (
	"reflect"
	"strconv"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/intake/normal"
	"shinsa/review/term"
)

// window places a renewal in its window (Art. 12-1). The day it was handed in is the day it was received. A form dated in time that was
// received after the window is a question, because the day of posting may count; one dated outside it is not in time.
func (c *checker) window(expiry civil.Date) {
	w := c.pkg.Facts.Rule.Window(expiry)
	filed := c.pkg.Received
	findings := w.Check(filed)
	c.app.Window = &Window{
		Expiry: w.Expiry, Earliest: w.Opens, Latest: w.Closes, Filed: filed,
		Days: filed.DaysUntil(expiry), Within: len(findings) == 0,
	}
	dated := c.app.Header.ApplicationDate.Date()
	if len(findings) > 0 && !dated.IsZero() && filed.After(w.Closes) && w.On(dated) == term.InTime {
		c.field("renewal_received_late", fault.Should, "12-1", "application_date",
			"dated", dated.String(), "received", filed.String(), "closes", w.Closes.String())
		return
	}
	c.list = append(c.list, findings...)
}

// changes lists what differs from the previous application of the service.
func (c *checker) changes() {
	if c.pkg.Previous == nil {
		return
	}
	c.app.Changes = Compare(c.pkg.Previous, c.app)
	if n := len(c.app.Changes.Answers); n > 0 {
		c.find("answers_changed_since_last", fault.Info, "12-1", place{}, "n", strconv.Itoa(n))
	}
}

// everyTime are the fields of FormA that an application of its own always says anew.
var everyTime = map[string]bool{
	"kind": true, "application_date": true, "pledge_date": true, "pledge_signer": true, "current_certification_number": true, "current_expiry": true,
}

// Compare lists the differences from a previous application to the next one: fields of FormA, and items in the order of the next one's
// answers. Widths, spaces and line breaks do not make a difference.
func Compare(previous, next *Application) *Changes {
	out := &Changes{Header: []HeaderChange{}, Answers: []AnswerChange{}}
	was := previous.Header.Entries()
	for i, e := range next.Header.Entries() {
		if from, to := was[i].Entry.Text(), e.Entry.Text(); !everyTime[e.Name] && !sameText(from, to) {
			out.Header = append(out.Header, HeaderChange{e.Name, from, to})
		}
	}
	for _, id := range inOrder(next.Answers) {
		d := next.Answers[id]
		p, had := previous.Answers[id]
		if had && sameText(p.Wording(), d.Wording()) && p.Kind == d.Kind {
			continue
		}
		out.Answers = append(out.Answers, AnswerChange{
			Item: id, New: !had, Was: p.Wording(), Value: p.Kind != d.Kind || !sameValue(p.Value, d.Value),
		})
	}
	return out
}

func sameText(a, b string) bool {
	bare := func(s string) string { return strings.Join(strings.Fields(normal.Fold(s).S), "") }
	return bare(a) == bare(b)
}

func sameValue(a, b Value) bool {
	if a.Text != nil && b.Text != nil {
		return sameText(*a.Text, *b.Text)
	}
	return reflect.DeepEqual(a, b)
}
