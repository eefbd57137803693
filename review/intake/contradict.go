package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/intake/date"
	"shinsa/review/intake/normal"
)

// contradictions holds what FormA says against itself, and answers against each other where their titles say what they are. None of it is more
// than a question: the applicant knows the answer.
func (c *checker) contradictions() {
	c.header()
	c.dates()
	c.uptime()
	c.classes()
	for _, it := range c.pkg.Edition.Items() {
		if d := c.app.Answers[it.ID]; d.Kind == criteria.StateAnswered {
			c.figures(it, d)
		}
	}
}

// Ages of dates on a form that are worth a question.
const (
	oldApplication = 31 // days between the date on the form and the day it came in
	oldPledge      = 60 // days between the pledge and the date on the form
	oldTerm        = 24 // months since the end of the accounting term that figures are of
)

var kanaOnly = regexp.MustCompile(`^[ァ-ヶーｦ-ﾟぁ-ん\s・A-Za-z0-9&.,'\-()]*$`)

func (c *checker) header() {
	h := &c.app.Header
	if h.PostalCode.Value == nil && h.PostalCode.Raw != nil && !normal.IsDash(h.PostalCode.Raw.Text) {
		c.field("postal_code_unreadable", fault.Should, "4-1(1)", "postal_code")
	}
	if n := len(normal.Digits(h.ContactPhone.Text())); n > 0 && n != 10 && n != 11 {
		c.field("phone_unreadable", fault.Should, "4-1(1)", "contact_phone")
	}
	if !kanaOnly.MatchString(normal.Fold(h.OperatorKana.Text()).S) {
		c.field("kana_unreadable", fault.Info, "4-1(1)", "operator_kana")
	}
	if signer, name := normal.Key(h.PledgeSigner.Text()), normal.Key(h.RepresentativeName.Text()); signer != "" && name != "" && !strings.Contains(signer, name) {
		c.field("signer_differs", fault.Should, "4-1(1)", "pledge_signer", "signer", h.PledgeSigner.Text(), "representative", h.RepresentativeName.Text())
	}
	if h.Kind.Text() == NewApplication && h.CertificationNumber.Value != nil && !normal.IsNothing(h.CertificationNumber.Text()) {
		c.field("kind_contradicts", fault.Should, "4-1(1)", "kind", "number", h.CertificationNumber.Text())
	}
	applied, pledged := h.ApplicationDate.Date(), h.PledgeDate.Date()
	if !applied.IsZero() && applied.DaysUntil(c.pkg.Received) > oldApplication {
		c.field("application_date_old", fault.Info, "4-1(1)", "application_date", "date", applied.String(), "received", c.pkg.Received.String())
	}
	if !applied.IsZero() && !pledged.IsZero() && pledged.DaysUntil(applied) > oldPledge {
		c.field("pledge_old", fault.Should, "4-1(1)", "pledge_date", "date", pledged.String(), "applied", applied.String())
	}
}

// byTitle returns the first item whose title holds every one of the words.
func (c *checker) byTitle(words ...string) (criteria.Item, Disclosure, bool) {
	for _, it := range c.pkg.Edition.Items() {
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(it.Title.JA, w) }) {
			d := c.app.Answers[it.ID]
			return it, d, d.Kind == criteria.StateAnswered && !d.Ambiguous
		}
	}
	return criteria.Item{}, Disclosure{}, false
}

// dates: nobody serves before the company is founded.
func (c *checker) dates() {
	founded, a, ok1 := c.byTitle("設立")
	began, b, ok2 := c.byTitle("サービス開始")
	if !ok1 || !ok2 || a.Value.Text == nil || b.Value.Text == nil {
		return
	}
	first, err1 := civil.Parse(*a.Value.Text)
	start, err2 := civil.Parse(*b.Value.Text)
	if err1 == nil && err2 == nil && start.Before(first) {
		c.find("dates_contradict", fault.Should, "4-1(1)", place{item: began.ID}, "other", string(founded.ID), "date", start.String(), "founded", first.String())
	}
}

// uptime: what was reached lies below what is promised.
func (c *checker) uptime() {
	target, a, ok1 := c.byTitle("稼働率", "目標")
	reached, b, ok2 := c.byTitle("稼働率", "実績")
	if ok1 && ok2 && a.Value.Number != nil && b.Value.Number != nil && *b.Value.Number < *a.Value.Number {
		c.find("below_own_target", fault.Info, "1", place{item: reached.ID}, "other", string(target.ID),
			"reached", b.Value.String(), "target", a.Value.String())
	}
}

// classes: FormA and the item on the type of the service name the same of IaaS and PaaS.
func (c *checker) classes() {
	class := c.app.Header.ServiceClass.Value
	for _, it := range c.pkg.Edition.Items() {
		d := c.app.Answers[it.ID]
		if len(it.Answer.Choices) == 0 || len(class) == 0 || d.Kind != criteria.StateAnswered || d.Ambiguous || len(d.Value.Words) == 0 ||
			slices.ContainsFunc(it.Answer.Choices, func(x criteria.Choice) bool { return classOf(x.JA) == "" }) {
			continue
		}
		var named []string
		for _, w := range d.Value.Words {
			if k := classOf(w); !slices.Contains(named, k) {
				named = append(named, k)
			}
		}
		slices.Sort(named)
		if !slices.Equal(named, slices.Sorted(slices.Values(class))) {
			c.find("service_class_differs", fault.Should, "4-1(1)", place{item: it.ID, field: "service_class"},
				"form_a", strings.Join(class, "、"), "form_b", strings.Join(named, "、"))
		}
	}
}

func classOf(name string) string {
	for _, k := range []string{"IaaS", "PaaS"} {
		if strings.HasPrefix(name, k) {
			return k
		}
	}
	return ""
}

// figures are numbers that cannot be, and figures of a time long past.
func (c *checker) figures(it criteria.Item, d Disclosure) {
	at := place{item: it.ID}
	if n := d.Value.Number; n != nil {
		switch {
		case it.Answer.Unit == "%" && *n > 100:
			c.find("share_over_whole", fault.Should, "4-1(1)", at, "value", strconv.FormatFloat(*n, 'f', -1, 64))
		case *n < 0 && slices.Contains([]string{"人", "件", "社", "時間"}, it.Answer.Unit):
			c.find("number_negative", fault.Should, "4-1(1)", at, "value", strconv.FormatFloat(*n, 'f', -1, 64))
		}
	}
	if d.Value.Yes != nil && *d.Value.Yes && normal.IsNothing(d.Detail) {
		c.find("detail_contradicts", fault.Should, "4-1(1)", at, "detail", d.Detail)
	}
	applied := c.app.Header.ApplicationDate.Date()
	for _, p := range it.Answer.Parts {
		term := d.Fields[p.JA].String()
		if read := date.Read(term); p.Kind == criteria.Term && read.Month > 0 && !applied.IsZero() {
			if end := (civil.Date{Year: read.Year, Month: time.Month(read.Month), Day: 1}); end.AddMonths(oldTerm).Before(applied) {
				c.find("term_old", fault.Should, "4-1(1)", at, "term", term, "applied", applied.String())
			}
		}
	}
}

// notified are the fields of FormA whose change the body has to be told of without delay (Art. 13-1), and the one whose change may end the
// certification (Art. 9-2): another corporate number is another company.
var notified = map[string]string{
	"operator_name": "13", "representative_name": "13", "address": "13", "service_name": "13", "corporate_number": "9-2",
}

// notices asks whether changes since the certified application were notified.
func (c *checker) notices() {
	if c.app.Changes == nil {
		return
	}
	for _, x := range c.app.Changes.Header {
		if clause := notified[x.Field]; clause != "" && x.From != "" {
			c.field("change_notice_to_check", fault.Should, clause, x.Field, "from", x.From, "to", x.To)
		}
	}
}
