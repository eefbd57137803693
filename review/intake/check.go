package intake

import (
	"regexp"
	"strconv"
	"strings"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake/normal"
	"shinsa/review/intake/record"
)

// checker makes the pre-check over what was read.
type checker struct {
	pkg  Package
	app  *Application
	list fault.List
}

// place is where a finding is: any of an item, a field of FormA, an evidence number.
type place struct {
	item     ident.ItemID
	field    string
	evidence string
}

func (c *checker) find(code string, sev fault.Severity, clause string, at place, args ...string) {
	c.list = append(c.list, fault.Finding{
		Code: code, Severity: sev, Clause: clause, Criterion: string(at.item), Field: at.field, Evidence: at.evidence, Args: record.Args(args...),
	})
}

func (c *checker) field(code string, sev fault.Severity, clause, field string, args ...string) {
	c.find(code, sev, clause, place{field: field}, args...)
}

// required are the fields without which FormA is not complete (Art. 4-1(1)).
var required = []string{
	"kind", "application_date", "operator_name", "corporate_number", "representative_name", "address", "contact_name", "contact_phone",
	"contact_email", "service_name",
}

// completeness checks FormA against Art. 4-1(1) and (2).
func (c *checker) completeness() {
	h := &c.app.Header
	for _, name := range required {
		if e, _ := h.Field(name); e.Value == nil && !c.said(name) {
			c.field("header_missing", fault.Must, "4-1(1)", name)
		}
	}
	if len(h.ServiceClass.Value) == 0 {
		c.field("header_missing", fault.Must, "4-1(1)", "service_class")
	}
	switch {
	case h.Pledge.Value == nil:
		c.field("header_missing", fault.Must, "4-1(1)", "pledge")
	case !*h.Pledge.Value:
		c.field("pledge_refused", fault.Must, "4-1(1)", "pledge")
	}
	if number := h.CorporateNumber.Text(); number != "" {
		if _, valid := normal.CorporateNumber(number); !valid {
			c.field("corporate_number_invalid", fault.Must, "4-1(2)", "corporate_number", "number", number)
		}
	}
	if mail := h.ContactEmail.Text(); mail != "" && !normal.IsMail(mail) {
		c.field("mail_unreadable", fault.Should, "4-1(1)", "contact_email")
	}
}

// said reports whether a finding about a field is already there.
func (c *checker) said(field string) bool {
	for _, f := range c.list {
		if f.Field == field && f.Severity != fault.Info {
			return true
		}
	}
	return false
}

var existence = regexp.MustCompile(`登記|履歴事項|現在事項|全部証明|印鑑証明|住民票|開業届|定款|法人番号指定通知|在職証明|proof`)

// papers checks that proof of existence (Art. 4-1(2)) and the documents the body designates (4-1(3)) are there.
func (c *checker) papers() {
	if !c.hasPaper(existence.MatchString) {
		c.find("proof_of_existence_missing", fault.Must, "4-1(2)", place{})
	}
	for _, title := range c.pkg.Facts.Designated {
		if !c.hasPaper(func(s string) bool { return strings.Contains(normal.Key(s), normal.Key(title)) }) {
			c.find("designated_document_missing", fault.Must, "4-1(3)", place{}, "title", title)
		}
	}
}

func (c *checker) hasPaper(is func(string) bool) bool {
	for _, e := range c.app.Evidence {
		if is(normal.Fold(e.Title).S) || is(normal.Fold(e.File).S) {
			return true
		}
	}
	return false
}

// admission checks Arts 5 and 8: the fee, and revocation within the year before the application.
func (c *checker) admission() {
	h := &c.app.Header
	if !c.pkg.Facts.FeeReceived {
		c.find("fee_not_received", fault.Should, "5", place{})
	}
	applied := h.ApplicationDate.Date()
	if applied.IsZero() {
		applied = c.pkg.Received
	}
	c.list = append(c.list, c.pkg.Facts.Rule.CheckBar(c.pkg.Facts.Revoked, applied)...)
	switch {
	case h.RevokedPastYear.Value == nil:
		c.field("header_missing", fault.Must, "8", "revoked_past_year")
	case *h.RevokedPastYear.Value:
		c.field("revocation_declared", fault.Must, "8", "revoked_past_year")
	}
	if applied.After(c.pkg.Received) {
		c.field("date_in_future", fault.Should, "4-1(1)", "application_date", "date", applied.String(), "received", c.pkg.Received.String())
	}
	if d := h.PledgeDate.Date(); !d.IsZero() && d.After(c.pkg.Received) {
		c.field("date_in_future", fault.Should, "4-1(1)", "pledge_date", "date", d.String(), "received", c.pkg.Received.String())
	}
}

// renewal checks Arts 10-7 and 12-1.
func (c *checker) renewal() {
	h := &c.app.Header
	if h.Kind.Text() == NewApplication || h.Kind.Text() == "" {
		return
	}
	facts := c.pkg.Facts
	if h.CertificationNumber.Value == nil {
		c.field("header_missing", fault.Must, "12-1", "current_certification_number")
	} else if facts.Certification != "" && !normal.Same(facts.Certification, h.CertificationNumber.Text()) {
		c.field("certification_number_differs", fault.Must, "12-1", "current_certification_number",
			"form", h.CertificationNumber.Text(), "register", facts.Certification)
	}
	if h.Kind.Text() != RenewalApplication {
		return
	}
	expiry := facts.ValidUntil
	stated := h.Expiry.Date()
	switch {
	case expiry.IsZero():
		expiry = stated
	case !stated.IsZero() && stated != expiry:
		c.field("expiry_differs", fault.Should, "12-1", "current_expiry", "form", stated.String(), "register", expiry.String())
	}
	if expiry.IsZero() {
		c.field("header_missing", fault.Must, "12-1", "current_expiry")
	} else {
		c.window(expiry)
	}
	for i, a := range h.Mark.Answers {
		switch {
		case a == nil:
			c.field("mark_declaration_missing", fault.Must, "10-7", "mark_self_declaration", "paragraph", strconv.Itoa(i+1))
		case *a == "no":
			c.field("mark_misuse_declared", fault.Must, "10-7", "mark_self_declaration", "paragraph", strconv.Itoa(i+1))
		}
	}
}

// withholdings checks the requests under Art. 11-2: each is a decision of the body.
func (c *checker) withholdings() {
	for _, w := range c.app.Header.Withhold {
		for _, id := range w.Items {
			at := place{item: ident.ItemID(id)}
			if _, known := c.pkg.Edition.Item(at.item); known {
				c.find("withhold_requested", fault.Must, "11-2", at, "item", id, "reason", w.Reason)
			} else {
				at = place{field: "withhold_requests"}
				c.find("withhold_item_unknown", fault.Must, "11-2", at, "item", id)
			}
			if w.Reason == "" {
				c.find("withhold_without_reason", fault.Must, "11-2", at, "item", id)
			}
		}
	}
}

// identity compares FormA with the items that have to say the same.
func (c *checker) identity() {
	for _, it := range c.pkg.Edition.Items() {
		if it.SameAs == "" {
			continue
		}
		e, ok := c.app.Header.Field(it.SameAs)
		d := c.app.Answers[it.ID]
		if !ok || e.Value == nil || d.Kind != criteria.StateAnswered || d.Value.Text == nil {
			continue
		}
		c.compare(it, e.Text(), *d.Value.Text)
	}
}

func (c *checker) compare(it criteria.Item, head, answer string) {
	at := place{item: it.ID, field: it.SameAs}
	head, answer = normal.Unsealed(head), normal.Unsealed(answer)
	a, b := normal.Key(normal.Company(head)), normal.Key(normal.Company(answer))
	switch it.SameAs {
	case "representative_name", "address", "service_url": // one of the two may say more
		if !strings.Contains(b, a) && !strings.Contains(a, b) {
			c.find("name_mismatch", fault.Should, "4-1(1)", at, "form_a", head, "form_b", answer)
		}
	case "corporate_number":
		if a != b {
			c.find("corporate_number_mismatch", fault.Must, "4-1(1)", at, "form_a", head, "form_b", answer)
		}
	default:
		switch {
		case a == b && normal.Abbreviated(answer) != normal.Abbreviated(head):
			c.find("name_abbreviated", fault.Should, "4-1(1)", at, "form_a", head, "form_b", answer)
		case !normal.SameText(head, answer):
			c.find("name_mismatch", fault.Should, "4-1(1)", at, "form_a", head, "form_b", answer)
		}
	}
}
