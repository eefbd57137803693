package intake

import (
	"regexp"
	"strconv"
	"strings"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake/normal"
)

// checker makes the pre-check over what was read.
type checker struct {
	pkg  Package
	app  *Application
	list fault.List
}

func (c *checker) find(f fault.Finding, args ...string) {
	f.Args = pairs(args)
	c.list = append(c.list, f)
}

func (c *checker) field(code string, sev fault.Severity, clause, field string, args ...string) {
	c.find(fault.Finding{Code: code, Severity: sev, Clause: clause, Field: field}, args...)
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
	if mail := h.ContactEmail.Text(); mail != "" && !strings.Contains(strings.TrimPrefix(mail, "@"), "@") {
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
		c.find(fault.Finding{Code: "proof_of_existence_missing", Severity: fault.Must, Clause: "4-1(2)"})
	}
	for _, title := range c.pkg.Facts.Designated {
		if !c.hasPaper(func(s string) bool { return strings.Contains(normal.Key(s), normal.Key(title)) }) {
			c.find(fault.Finding{Code: "designated_document_missing", Severity: fault.Must, Clause: "4-1(3)"}, "title", title)
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
		c.find(fault.Finding{Code: "fee_not_received", Severity: fault.Should, Clause: "5"})
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
			f := fault.Finding{Code: "withhold_requested", Severity: fault.Must, Clause: "11-2", Criterion: id}
			if _, known := c.pkg.Edition.Item(ident.ItemID(id)); !known {
				f.Code, f.Criterion, f.Field = "withhold_item_unknown", "", "withhold_requests"
			}
			c.find(f, "item", id, "reason", w.Reason)
			if w.Reason == "" {
				f.Code = "withhold_without_reason"
				c.find(f, "item", id)
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
	f := fault.Finding{Severity: fault.Should, Clause: "4-1(1)", Criterion: string(it.ID), Field: it.SameAs}
	a, b := normal.Key(normal.Company(head)), normal.Key(normal.Company(answer))
	switch it.SameAs {
	case "representative_name", "address", "service_url":
		if strings.Contains(b, a) || strings.Contains(a, b) {
			return
		}
		f.Code = "name_mismatch"
	case "corporate_number":
		if a == b {
			return
		}
		f.Code, f.Severity = "corporate_number_mismatch", fault.Must
	default:
		switch {
		case a == b && normal.Abbreviated(answer) != normal.Abbreviated(head):
			f.Code = "name_abbreviated"
		case strings.TrimSpace(normal.Fold(head).S) == strings.TrimSpace(normal.Fold(answer).S):
			return
		case a == b && normal.Key(head) == normal.Key(answer) && onlySpaces(head, answer):
			return
		default:
			f.Code = "name_mismatch"
		}
	}
	c.find(f, "form_a", head, "form_b", answer)
}

func onlySpaces(a, b string) bool {
	bare := func(s string) string { return strings.Join(strings.Fields(normal.Fold(s).S), "") }
	return bare(a) == bare(b)
}
