package intake

import (
	"regexp"
	"strconv"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/intake/date"
	"shinsa/review/intake/normal"
)

// sense checks what answers say against the calendar and against each other.
func (c *checker) sense() {
	applied := c.app.Header.ApplicationDate.Date()
	if applied.IsZero() {
		applied = c.pkg.Received
	}
	for _, it := range c.pkg.Edition.Items() {
		d := c.app.Answers[it.ID]
		if d.Kind != criteria.StateAnswered {
			continue
		}
		switch it.Answer.Type {
		case criteria.DateAnswer:
			c.dated(it, d, applied)
		case criteria.ListAnswer:
			c.expired(it, d, applied)
			c.shares(it, d)
		}
		c.dependency(it, d)
	}
}

func (c *checker) dated(it criteria.Item, d Disclosure, applied civil.Date) {
	if d.Value.Text == nil {
		return
	}
	day, err := civil.Parse(*d.Value.Text)
	at := place{item: it.ID}
	switch {
	case err != nil:
	case day.After(c.pkg.Received):
		c.find("date_in_future", fault.Should, "4-1(1)", at, "date", day.String(), "received", c.pkg.Received.String())
	case it.Answer.MaxAge > 0 && day.AddDays(it.Answer.MaxAge).Before(applied):
		c.find("date_stale", fault.Should, "4-1(1)", at, "date", day.String(), "applied", applied.String())
	}
}

var validity = regexp.MustCompile(`(?:有効期限|有効期間|認証期限|登録期限|満了日?)[^0-9令平RrHh]{0,6}(?:[^~\n]{0,20}[~-]\s*)?([0-9令平RrHh][^()、,。\n]*)`)

// maxValidity is the longest text, in bytes, in which a validity is looked for.
const maxValidity = 4000

// expired finds certificates whose stated validity ended before the application.
func (c *checker) expired(it criteria.Item, d Disclosure, applied civil.Date) {
	if len(d.Wording()) > maxValidity {
		return
	}
	for _, m := range validity.FindAllStringSubmatch(normal.Fold(d.Wording()).S, -1) {
		day, ok := date.Read(strings.TrimSpace(m[1])).Civil()
		if ok && day.Before(applied) {
			c.find("certificate_expired", fault.Must, "4-1(1)", place{item: it.ID}, "date", day.String(), "applied", applied.String())
		}
	}
}

// shares finds holdings that come to more than the whole.
func (c *checker) shares(it criteria.Item, d Disclosure) {
	if len(it.Answer.Columns) != 2 || it.Answer.Columns[1].Unit != "%" {
		return
	}
	sum := 0.0
	for _, r := range d.Value.Rows {
		if n := r[it.Answer.Columns[1].JA].Number; n != nil {
			sum += *n
		}
	}
	if sum > 100.5 { // shares are rounded
		c.find("shares_over_whole", fault.Should, "4-1(1)", place{item: it.ID}, "sum", strconv.FormatFloat(sum, 'f', -1, 64))
	}
}

// dependency finds an answer to what another answer says there is nothing of.
func (c *checker) dependency(it criteria.Item, d Disclosure) {
	if it.DependsOn == nil {
		return
	}
	other := c.app.Answers[it.DependsOn.Item]
	if yes := other.Value.Yes; yes == nil || *yes == (it.DependsOn.Word == "yes") {
		return
	}
	if d.Doubt != string(normal.Special) {
		c.find("answers_contradict", fault.Should, "4-1(1)", place{item: it.ID}, "other", string(it.DependsOn.Item))
	}
}
