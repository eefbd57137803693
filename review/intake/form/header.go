package form

import (
	"regexp"
	"slices"
	"strings"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/intake/answer"
	"shinsa/review/intake/choice"
	"shinsa/review/intake/drawn"
	"shinsa/review/intake/normal"
	"shinsa/review/intake/record"
	"shinsa/review/intake/table"
	"shinsa/review/intake/workbook"
)

// formA reads the header from the sheet of FormA.
type formA struct {
	book    *workbook.Book
	sheet   *workbook.Sheet
	labels  map[string]found
	edition *criteria.Edition
	head    record.Header
	list    fault.List
	told    drawn.Told
}

func readFormA(b *workbook.Book, e *criteria.Edition, tables table.Found, marks drawn.Told) (record.Header, string, fault.List) {
	sheet, labels := formASheet(b, tables)
	f := &formA{book: b, sheet: sheet, labels: labels, edition: e, told: marks}
	if sheet == nil {
		f.list = fault.List{{Code: "form_a_missing", Severity: fault.Must, Clause: "4-1(1)"}}
		return f.head, "", f.list
	}
	f.identity()
	f.service()
	f.declarations()
	f.marks()
	f.withholdings()
	f.notes()
	return f.head, sheet.Name, f.list
}

// cell returns what stands where a field's value belongs, as cleaned text and raw.
func (f *formA) cell(field string) (string, *workbook.Cell, *record.Raw, string) {
	l, ok := f.labels[field]
	if !ok {
		return "", nil, nil, ""
	}
	at := f.sheet.Name + "!" + l.value.Name()
	if l.text != "" {
		return normal.Clean(l.text), nil, &record.Raw{Text: l.text}, at
	}
	c := f.sheet.Cell(l.value)
	if c == nil {
		return "", nil, nil, at
	}
	if whole := f.spread(field, l.value); whole != "" {
		return whole, nil, &record.Raw{Text: whole}, at
	}
	return normal.Clean(c.Kept), c, answer.Raw(c), at
}

func (f *formA) find(code string, sev fault.Severity, clause, field string, args ...string) {
	f.list = append(f.list, fault.Finding{Code: code, Severity: sev, Clause: clause, Field: field, Args: record.Args(args...)})
}

// entry reads a field through a conversion; a dash is nothing.
func (f *formA) entry(field string, convert func(string) string) record.Entry {
	text, _, raw, at := f.cell(field)
	e := record.Entry{At: at}
	if text == "" {
		return e
	}
	if normal.IsDash(text) || normal.IsPlaceholder(text) {
		e.Raw = raw
		return e
	}
	v := text
	if convert != nil {
		v = convert(text)
	}
	if v != "" {
		e.Value = &v
	}
	if raw != nil && (raw.Number != nil || raw.Text != v) {
		e.Raw = raw
	}
	return e
}

func (f *formA) identity() {
	h := &f.head
	h.OperatorName = f.entry("operator_name", nil)
	h.OperatorKana = f.entry("operator_kana", nil)
	h.CorporateNumber = f.entry("corporate_number", normal.Digits)
	h.RepresentativeTitle = f.entry("representative_title", nil)
	h.RepresentativeName = f.entry("representative_name", nil)
	if h.RepresentativeTitle.Value == nil && h.RepresentativeName.Value != nil {
		if title, name := normal.Post(h.RepresentativeName.Text()); title != "" {
			h.RepresentativeName.Raw = &record.Raw{Text: h.RepresentativeName.Text()}
			h.RepresentativeName.Value = &name
			f.find("title_in_name", fault.Info, "", "representative_name", "title", title, "name", name)
		}
	}
	h.PostalCode = f.entry("postal_code", normal.PostalCode)
	h.Address = f.entry("address", nil)
	f.postalInAddress()
	h.ContactDepartment = f.entry("contact_department", nil)
	h.ContactName = f.entry("contact_name", nil)
	h.ContactPhone = f.entry("contact_phone", normal.Phone)
	h.ContactEmail = f.entry("contact_email", normal.Mail)
}

// postalInAddress parts a postal code from the address after it, where the form has no other.
func (f *formA) postalInAddress() {
	h := &f.head
	if h.PostalCode.Value != nil || h.Address.Value == nil {
		return
	}
	code, rest := normal.PostalAddress(h.Address.Text())
	if code == "" {
		return
	}
	h.Address.Raw = &record.Raw{Text: h.Address.Text()}
	h.PostalCode = record.Entry{Value: &code, Raw: h.Address.Raw, At: h.Address.At}
	h.Address.Value = &rest
	f.find("postal_code_in_address", fault.Info, "", "address", "code", code, "address", rest)
}

var kinds = []choice.Option{
	{Name: record.NewApplication, Also: []string{"新規", "新規申請"}},
	{Name: record.RenewalApplication, Also: []string{"更新", "更新申請"}},
	{Name: record.ChangeApplication, Also: []string{"変更", "変更申請", "変更届"}},
}

var classes = []choice.Option{{Name: "IaaS"}, {Name: "PaaS"}}

func (f *formA) service() {
	h := &f.head
	h.ServiceName = f.entry("service_name", nil)
	h.ServiceOutline = f.entry("service_outline", nil)
	h.ServiceURL = f.entry("service_url", nil)
	h.CertificationNumber = f.entry("current_certification_number", nil)
	h.ApplicationDate = f.date("application_date")
	h.Expiry = f.date("current_expiry")
	h.PledgeDate = f.date("pledge_date")
	h.PledgeSigner = f.entry("pledge_signer", nil)
	h.Kind = f.entry("kind", func(text string) string {
		if names := circled(text, kinds); len(names) == 1 {
			return names[0]
		}
		if f.drawn("kind", f.labels["kind"].value) {
			return ""
		}
		f.find("choice_unmarked", fault.Must, "4-1(1)", "kind")
		return ""
	})
	text, _, raw, at := f.cell("service_class")
	h.ServiceClass.At = at
	if text != "" && !normal.IsDash(text) {
		h.ServiceClass.Value = circled(text, classes)
		h.ServiceClass.Raw = raw
	}
}

// circled reads options of which one may be marked by a circle before it; without a mark all that are named count.
func circled(text string, options []choice.Option) []string {
	s := normal.Fold(text).S
	for _, mark := range []string{"○", "●", "◎", "✔", "レ"} {
		before, after, found := strings.Cut(s, mark)
		if !found || strings.Contains(after, mark) || strings.TrimSpace(before) == "" && strings.TrimSpace(after) == "" {
			continue
		}
		if c := choice.ReadSeveral(after, options); len(c.Names) > 0 {
			return c.Names[:1]
		}
	}
	return choice.ReadSeveral(text, options).Names
}

// date reads a date field; a writing that could be two days is a finding with both.
func (f *formA) date(field string) record.Entry {
	text, c, raw, at := f.cell(field)
	e := record.Entry{At: at}
	if text == "" {
		return e
	}
	e.Raw = raw
	if normal.IsDash(text) || normal.IsPlaceholder(text) {
		return e
	}
	d, serial := answer.Date(f.book, c, text)
	if iso := d.ISO(); iso != "" && d.Day != 0 {
		e.Value = &iso
		if e.Raw != nil && e.Raw.Text == iso {
			e.Raw = nil
		}
	}
	switch {
	case d.Why == normal.Serial && serial:
		f.find("date_serial", fault.Info, "", field, "date", d.ISO(), "raw", text)
	case d.Why != normal.Sure:
		f.find("date_unclear", fault.Should, "4-1(1)", field, "raw", text, "readings", answer.Either(answer.Readings(d)), "why", string(d.Why))
	}
	return e
}

func (f *formA) declarations() {
	f.head.Pledge = f.tick("pledge", regexp.MustCompile(`^誓約(?:し|致|いた)?`), regexp.MustCompile(`誓約し(?:ない|ません)`))
	f.head.RevokedPastYear = f.tick("revoked_past_year", nil, nil)
}

// tick reads a yes or no; yes and no are further words for them.
func (f *formA) tick(field string, yes, no *regexp.Regexp) record.Tick {
	text, _, raw, at := f.cell(field)
	t := record.Tick{At: at, Raw: raw}
	if text == "" {
		return record.Tick{At: at}
	}
	v := normal.ReadYesNo(text, false)
	switch {
	case no != nil && no.MatchString(text):
		t.Value = new(bool)
	case v.Value != nil && v.Why == normal.Sure:
		t.Value = v.Value
	case yes != nil && yes.MatchString(text):
		t.Value = new(bool)
		*t.Value = true
	case v.Why == normal.Dash && field == "pledge":
	case v.Value != nil && v.Why != normal.Pending:
		t.Value = v.Value
		f.find("ambiguous_answer", fault.Should, "4-1(1)", field, "raw", text, "readings", answer.Either(nil))
	default:
		f.find("unclear_answer", fault.Should, "4-1(1)", field, "raw", text, "readings", answer.Either(nil))
	}
	return t
}

var paragraph = regexp.MustCompile(`^\(?(?:第10条)?第\s*([1-6])\s*項`)

// marks reads the self-declaration on the mark: one answer to the right of each paragraph.
func (f *formA) marks() {
	for _, ref := range f.sheet.Places() {
		text := f.sheet.Own(ref).Text
		if len(text) > 2*table.LongHeading {
			continue
		}
		if m := paragraph.FindStringSubmatch(strings.TrimSpace(normal.Fold(text).S)); m != nil {
			n := int(m[1][0] - '1')
			f.head.Mark.Raw[n], f.head.Mark.Answers[n] = f.markAnswer(ref)
		}
	}
	if e := f.entry("mark_remarks", nil); e.Value != nil {
		f.head.Mark.Remarks = e.Value
	}
}

func (f *formA) markAnswer(ref workbook.Ref) (string, *string) {
	for col := f.sheet.Merge(ref).To.Col + 1; col <= table.Width(f.sheet); col++ {
		at := workbook.Ref{Row: ref.Row, Col: col}
		f.drawn("mark_self_declaration", at)
		c := f.sheet.Cell(at)
		if c == nil {
			continue
		}
		raw := normal.Clean(c.Kept)
		if normal.IsDash(raw) || raw == "" {
			return raw, nil
		}
		word := ""
		if _, na := normal.NotApplicable(raw); na {
			word = "not_applicable"
		} else if v := normal.ReadYesNo(raw, false); v.Value != nil {
			word = map[bool]string{true: "yes", false: "no"}[*v.Value]
		}
		if word == "" {
			f.find("unclear_answer", fault.Should, "10-7", "mark_self_declaration", "raw", raw, "readings", answer.Either(nil))
			return raw, nil
		}
		return raw, &word
	}
	return "", nil
}

// maxWithheld is how far the table of items to be left out may run.
const maxWithheld = 500

var itemNumber = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)+`)

// withholdings reads the table of items to be left out of the publication.
func (f *formA) withholdings() {
	f.head.Withhold = []record.Withholding{}
	top, itemCol, reasonCol := f.withholdTable()
	if top == 0 {
		return
	}
	for row := top + 1; row <= min(f.sheet.Rows, top+maxWithheld); row++ {
		ref := workbook.Ref{Row: row, Col: itemCol}
		if f.sheet.Anchor(ref) == f.sheet.Anchor(workbook.Ref{Row: row, Col: reasonCol}) && f.sheet.Cell(ref) != nil {
			return // the next section's heading runs over both columns
		}
		item, reason := normal.Clean(f.sheet.Text(ref)), normal.Clean(f.sheet.Text(workbook.Ref{Row: row, Col: reasonCol}))
		if f.isLabel(ref) {
			return
		}
		if item == "" && reason == "" || normal.IsNothing(item) || normal.IsDash(item) || normal.IsSpecial(item) {
			continue
		}
		w := record.Withholding{Items: itemNumber.FindAllString(normal.Fold(item).S, -1), Reason: reason}
		if len(w.Items) == 0 {
			w.Items = []string{item}
		}
		f.head.Withhold = append(f.head.Withhold, w)
	}
}

func (f *formA) withholdTable() (top, item, reason int) {
	for _, ref := range f.sheet.Places() {
		if ref.Row != top {
			top, item, reason = ref.Row, 0, 0
		}
		text := f.sheet.Own(ref).Text
		if len(text) > table.LongHeading {
			continue
		}
		switch key := normal.Key(text); {
		case item == 0 && (strings.HasPrefix(key, "項目番号") || strings.HasPrefix(key, "項番") || strings.HasPrefix(key, "対象項目")):
			item = ref.Col
		case item > 0 && strings.Contains(key, "理由"):
			return ref.Row, item, ref.Col
		}
	}
	return 0, 0, 0
}

func (f *formA) isLabel(ref workbook.Ref) bool {
	for _, l := range f.labels {
		if l.label == ref {
			return true
		}
	}
	return false
}

// notes reports comments on the values of FormA.
func (f *formA) notes() {
	for _, w := range formALabels {
		l, ok := f.labels[w.field]
		if !ok || slices.ContainsFunc(f.list, func(x fault.Finding) bool { return x.Code == "cell_comment" && x.Field == w.field }) {
			continue
		}
		f.drawn(w.field, l.value)
		if note := ownNote(f.sheet.Comment(l.value)); note != "" {
			f.find("cell_comment", fault.Should, "", w.field, "comment", note)
		}
		if c := f.sheet.Cell(l.value); c.Struck() {
			f.find("struck_text", fault.Should, "", w.field, "raw", c.Text, "kept", c.Kept)
		}
	}
}
