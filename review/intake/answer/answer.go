// Package answer reads one cell of FormB as the answer to one item of the criteria: a date, a number in the item's unit, a yes or no with
// its detail, choices, lists, text with named parts. It recognises what is no answer: blank in any disguise, not applicable, a mere
// reference. A reading that is not sure comes with a finding under Art. 4-1(1) that names the readings there are.
package answer

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/intake/choice"
	"shinsa/review/intake/date"
	"shinsa/review/intake/figure"
	"shinsa/review/intake/normal"
	"shinsa/review/intake/record"
	"shinsa/review/intake/workbook"
)

// answerer reads one answer cell for one item.
type answerer struct {
	book *workbook.Book
	item criteria.Item
	cell *workbook.Cell
	text string // cleaned, without struck-out runs
	d    record.Disclosure
	list fault.List
}

// Read reads a cell as the answer to an item, with the findings about it; nil is an empty cell. The place is the caller's to fill in.
func Read(b *workbook.Book, it criteria.Item, c *workbook.Cell) (record.Disclosure, fault.List) {
	a := &answerer{book: b, item: it, cell: c, d: record.Disclosure{Kind: criteria.StateAnswered, Type: it.Answer.Type}}
	if c != nil {
		a.text = normal.Clean(c.Kept)
	}
	switch {
	case c != nil && c.Error, normal.IsError(a.text):
		a.broken()
	case len(a.text) > maxAnswer:
		a.tooLong()
	case !a.absent():
		a.read()
	}
	a.keepRaw()
	return a.d, a.list
}

// broken takes a cell that shows an error in place of what was meant: no value can be told.
func (a *answerer) broken() {
	a.d.Ambiguous, a.d.Doubt = true, string(normal.Unreadable)
	if !a.cell.Error {
		a.find("cell_error", fault.Must, "cell", a.text)
	}
}

// maxAnswer is the longest text, in bytes, in which a value is looked for: about three pages. A longer one is kept as it is.
const maxAnswer = 12_000

// tooLong takes a text in which no value is looked for.
func (a *answerer) tooLong() {
	if t := a.item.Answer.Type; t == criteria.TextAnswer || t == criteria.FileAnswer {
		a.d.Value = record.TextValue(a.text)
		if n := utf8.RuneCountInString(a.text); a.item.Answer.MaxChars > 0 && n > a.item.Answer.MaxChars {
			a.find("length_over", fault.Must, "chars", strconv.Itoa(n), "limit", strconv.Itoa(a.item.Answer.MaxChars))
		}
		return
	}
	a.text = string([]rune(a.text)[:100]) + "…"
	a.doubt(normal.Unreadable)
}

func (a *answerer) find(code string, sev fault.Severity, args ...string) {
	a.list = append(a.list, fault.Finding{
		Code: code, Severity: sev, Clause: "4-1(1)", Criterion: string(a.item.ID), Args: record.Args(args...),
	})
}

// keepRaw keeps what the cell holds, where the value does not say the same.
func (a *answerer) keepRaw() {
	switch {
	case a.cell == nil:
	case a.cell.Number != nil:
		a.d.Raw = Raw(a.cell)
	default:
		text := strings.ReplaceAll(strings.ReplaceAll(a.cell.Text, "\r\n", "\n"), "\r", "\n")
		if a.d.Value.Text == nil || *a.d.Value.Text != text {
			a.d.Raw = &record.Raw{Text: text}
		}
	}
}

// doubt marks a reading that is not sure and says why, with the readings there are.
func (a *answerer) doubt(why normal.Why, readings ...string) {
	if why == normal.Sure {
		return
	}
	a.d.Ambiguous, a.d.Doubt = true, string(why)
	code, sev := "ambiguous_answer", fault.Info
	switch why {
	case normal.Pending, normal.Partly, normal.Unreadable, normal.Unmarked, normal.Several, normal.Ranged, normal.Fraction,
		normal.Withheld, normal.Unsettled, normal.NoSuchDay, normal.ShortYear, normal.DayOrMonth, normal.NoYear, normal.NoDay, normal.WrongEra, normal.Negated:
		code, sev = "unclear_answer", fault.Should
	case normal.OtherChoice:
		code = "choice_other"
	case normal.Renamed, normal.Stretch:
		code = "choice_renamed"
	}
	a.find(code, sev, "why", string(why), "raw", a.text, "readings", Either(readings))
}

// absent recognises what is no answer: blank in any disguise, not applicable, a reference.
func (a *answerer) absent() bool {
	switch {
	case a.text == "":
		a.blank()
	case a.item.Answer.Type != criteria.YesNoAnswer && normal.IsDash(a.text):
		a.d.Dash = true
		a.blank()
	case normal.IsPlaceholder(a.text) && !a.isTick():
		a.blank()
		a.find("placeholder_left", fault.Should, "raw", a.text)
	case normal.IsDitto(a.text):
		a.reference(normal.Reference{Place: a.text})
	default:
		if reason, ok := normal.NotApplicable(a.text); ok {
			a.notApplicable(reason)
			return true
		}
		ref, ok := normal.ReadReference(a.text)
		if !ok || a.hasOwnAnswer(ref) {
			return false
		}
		a.reference(ref)
	}
	return true
}

// isTick reports whether the text is a mark that answers a yes/no item.
func (a *answerer) isTick() bool {
	return a.item.Answer.Type == criteria.YesNoAnswer && utf8.RuneCountInString(a.text) == 1
}

// hasOwnAnswer reports whether a text that ends like a reference still answers: a yes or no before it, an address where one is asked.
func (a *answerer) hasOwnAnswer(ref normal.Reference) bool {
	switch a.item.Answer.Type {
	case criteria.YesNoAnswer:
		v := normal.ReadYesNo(a.text, false)
		if spec := a.item.Answer.Detail; spec != nil && (ref.URL != "" && strings.Contains(spec.JA, "URL") || stated.MatchString(a.text)) {
			return true
		}
		return v.Why == normal.Sure && v.Detail != a.text
	case criteria.TextAnswer:
		return a.item.Answer.Format == "url" && ref.URL != ""
	case criteria.ListAnswer, criteria.ChoiceAnswer:
		return len(choice.ReadSeveral(a.text, options(a.item.Answer.Choices)).Names) > 0 && len(a.item.Answer.Choices) > 0
	}
	return false
}

// stated is a document that says what is asked, where the item asks for its title: 利用規約第21条に記載.
var stated = regexp.MustCompile(`(?:規約|約款|契約書?|規程|規定|SLA|ＳＬＡ|合意書)[^。\n]*に(?:記載|明記|規定|明示|定め)`)

func (a *answerer) blank() {
	a.d.Kind = criteria.StateBlank
	if a.item.Duty == criteria.Mandatory {
		a.find("mandatory_blank", fault.Must)
	}
}

func (a *answerer) notApplicable(reason string) {
	a.d.Kind, a.d.Reason = criteria.StateNotApplicable, reason
	if a.item.Duty == criteria.Mandatory {
		a.find("not_applicable_on_mandatory", fault.Must, "reason", reason)
	}
}

func (a *answerer) reference(ref normal.Reference) {
	a.d.Kind = criteria.StateByReference
	a.d.Target = &record.Target{Place: ref.Place, URL: ref.URL}
	if a.item.Duty == criteria.Mandatory {
		a.find("by_reference_on_mandatory", fault.Must, "place", ref.Place)
		return
	}
	a.find("by_reference", fault.Info, "place", ref.Place)
}

// read reads an answer that is there, by the type the item asks for.
func (a *answerer) read() {
	t := a.item.Answer.Type
	switch {
	case normal.IsWithheld(a.text) && t != criteria.YesNoAnswer:
		if t == criteria.TextAnswer {
			a.d.Value = record.TextValue(a.text)
		}
		a.doubt(normal.Withheld)
		return
	case normal.IsPendingOnly(a.text) && t != criteria.YesNoAnswer:
		if t == criteria.TextAnswer {
			a.d.Value = record.TextValue(a.text)
		}
		a.doubt(normal.Pending)
		return
	}
	switch a.item.Answer.Type {
	case criteria.DateAnswer:
		a.date()
	case criteria.NumberAnswer:
		a.number()
	case criteria.YesNoAnswer:
		a.yesNo()
	case criteria.ChoiceAnswer:
		a.choice()
	case criteria.ListAnswer:
		a.words()
	default:
		a.plain()
	}
}

func (a *answerer) date() {
	d, serial := Date(a.book, a.cell, a.text)
	if iso := d.ISO(); iso != "" {
		a.d.Value = record.TextValue(iso)
	}
	a.d.Detail = d.Detail
	if serial && d.Why == normal.Serial {
		a.d.Flags = append(a.d.Flags, "serial")
	}
	a.doubt(d.Why, Readings(d)...)
}

func (a *answerer) yesNo() {
	spec := a.item.Answer
	v := normal.ReadYesNo(a.text, spec.Detail != nil)
	if chosen := a.strong(); chosen != "" && v.Value == nil {
		if w := normal.ReadYesNo(chosen, false); w.Value != nil && w.Why == normal.Sure {
			v = w
			a.find("read_by_look", fault.Info, "raw", a.text, "reading", chosen)
		}
	}
	if v.Value != nil {
		a.d.Value = record.YesValue(*v.Value)
	}
	a.d.Detail = v.Detail
	both := []string{}
	if v.Why != normal.Sure {
		both = []string{"有", "無"}
	}
	a.doubt(v.Why, both...)
	if spec.Detail == nil || v.Value == nil || !*v.Value {
		return
	}
	if v.Detail == "" {
		a.find("detail_missing", fault.Info, "detail", spec.Detail.JA)
		return
	}
	if spec.Detail.Unit != "" {
		a.field(*spec.Detail, v.Detail)
	}
}

// strong is what the applicant set off from the rest by underlining it or by bold type: the chosen one of several words that are all there.
func (a *answerer) strong() string { return normal.Clean(a.cell.Strong) }

func options(choices []criteria.Choice) []choice.Option {
	out := make([]choice.Option, len(choices))
	for i, c := range choices {
		out[i] = choice.Option{Name: c.JA, Also: c.Also}
	}
	return out
}

func (a *answerer) choice() {
	c := choice.Read(a.text, options(a.item.Answer.Choices))
	if chosen := a.strong(); chosen != "" && c.Why == normal.Several {
		if d := choice.Read(chosen, options(a.item.Answer.Choices)); len(d.Names) == 1 && d.Why == normal.Sure {
			c = d
			a.find("read_by_look", fault.Info, "raw", a.text, "reading", chosen)
		}
	}
	if len(c.Names) == 1 && c.Why != normal.Several {
		a.d.Value = record.TextValue(c.Names[0])
	}
	a.d.Detail, a.d.Other = c.Detail, strings.Join(c.Other, "\n")
	a.doubt(c.Why, c.Names...)
}

func (a *answerer) words() {
	spec := a.item.Answer
	switch {
	case normal.IsNothing(a.text) || normal.IsSpecial(a.text):
		a.d.Value = record.Value{Words: []string{}}
		a.doubt(normal.Special, "無")
	case len(spec.Columns) == 2:
		a.rows()
	case len(spec.Choices) > 0:
		c := choice.ReadSeveral(a.text, options(spec.Choices))
		if chosen := a.strong(); chosen != "" && len(c.Names) >= len(spec.Choices)-1 { // all of the form's words, some of them set off
			if d := choice.ReadSeveral(chosen, options(spec.Choices)); len(d.Names) > 0 && d.Why == normal.Sure {
				c = d
				a.find("read_by_look", fault.Info, "raw", a.text, "reading", chosen)
			}
		}
		if len(c.Names) > 0 {
			a.d.Value = record.Value{Words: c.Names}
		}
		a.d.Detail, a.d.Other, a.d.AndOthers = c.Detail, strings.Join(c.Other, "\n"), c.AndOthers
		a.doubt(c.Why, c.Names...)
	default:
		list, more := normal.Entries(a.text)
		a.d.Value, a.d.AndOthers = record.Value{Words: list}, more
	}
}

func (a *answerer) rows() {
	first, second := a.item.Answer.Columns[0], a.item.Answer.Columns[1]
	incomplete := false
	for _, p := range normal.Pairs(a.text, second.Unit != "") {
		row := record.Row{first.JA: record.TextValue(p.First), second.JA: {}}
		switch {
		case p.Second == "":
			incomplete = true
		case second.Unit != "":
			if n := figure.Read(p.Second+second.Unit, second.Unit, ""); n.Value != nil {
				row[second.JA] = record.NumberValue(*n.Value)
			}
		default:
			row[second.JA] = record.TextValue(p.Second)
		}
		a.d.Value.Rows = append(a.d.Value.Rows, row)
	}
	if incomplete {
		a.find("detail_missing", fault.Info, "detail", second.JA)
	}
}

var (
	urlForm    = regexp.MustCompile(`(?i)^https?://[^\s/]+\.[^\s/]+`)
	domainForm = regexp.MustCompile(`(?i)^[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(?:/\S*)?$`)
)

// plain reads text and file answers.
func (a *answerer) plain() {
	spec := a.item.Answer
	value := a.text
	if spec.Pattern != "" {
		value = a.patterned(value)
	}
	if a.cell.Number != nil {
		value = a.shown(value)
	}
	a.d.Value = record.TextValue(value)
	if normal.IsNothing(value) || normal.IsSpecial(value) {
		a.doubt(normal.Special, value)
	}
	if spec.Format == "url" {
		a.address(value)
	}
	if n := utf8.RuneCountInString(strings.ReplaceAll(value, "\n", "")); spec.MaxChars > 0 && n > spec.MaxChars {
		a.find("length_over", fault.Must, "chars", strconv.Itoa(n), "limit", strconv.Itoa(spec.MaxChars))
	}
	if normal.Abbreviated(value) && a.item.SameAs == "operator_name" {
		a.d.Flags = append(a.d.Flags, "abbreviated")
	}
	a.parts()
}

// shown is a number as the cell shows it, where the format makes a day, a time, a share or a unit of it.
func (a *answerer) shown(plain string) string {
	n, format := *a.cell.Number, a.cell.Format
	if date.IsFormat(format) {
		if day, ok := date.SerialDay(n, a.book.Date1904); ok {
			return day.String()
		}
	}
	if figure.IsTime(format) {
		return figure.Clock(n)
	}
	if v, unit := figure.Shown(n, format); unit != "" {
		return strconv.FormatFloat(v, 'f', -1, 64) + unit
	}
	return plain
}

// patterned takes the digits of a text that has to be digits, such as a corporate number typed with hyphens.
func (a *answerer) patterned(value string) string {
	re, err := regexp.Compile(a.item.Answer.Pattern)
	if err != nil || re.MatchString(value) {
		return value
	}
	if folded := strings.TrimSpace(normal.Fold(value).S); re.MatchString(folded) {
		return folded
	}
	if digits := normal.Digits(value); re.MatchString(digits) {
		return digits
	}
	a.find("pattern_differs", fault.Must, "raw", value)
	return value
}

func (a *answerer) address(value string) {
	folded := strings.TrimSpace(normal.Fold(value).S)
	switch {
	case urlForm.MatchString(folded):
	case domainForm.MatchString(folded):
		a.d.Flags = append(a.d.Flags, "url_without_scheme")
		a.find("url_without_scheme", fault.Info, "raw", value)
	default:
		a.find("url_unreadable", fault.Should, "raw", value)
	}
}
