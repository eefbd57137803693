package present

import (
	"cmp"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"shinsa/review/criteria"
	"shinsa/review/fault"
)

// Finding is a finding as a screen shows it.
type Finding struct {
	Severity fault.Severity
	Sign     Sign
	Sentence string
	Hint     string
	Clause   string // as cited in data, "" when none: what a screen looks up
	Article  string // Clause in words
	Place    string // item, form field, document, cell: where to look
	Item     string // item id, for a jump
	Field    string // the part of what was written; "" outside one
	At       string // where in it
	Code     string
	Why      string // what stands behind the code; "" outside the pre-check
}

// Line is the finding by itself: how grave, where, what, by which article, and what to do.
func (f Finding) Line(t Text) string {
	line := f.Sentence
	var where []string
	for _, part := range strings.Split(f.Place, placeGap) {
		if part != "" && !strings.Contains(line, part) {
			where = append(where, part)
		}
	}
	if len(where) > 0 {
		line = t.T("finding.at", "place", strings.Join(where, placeGap), "sentence", line)
	}
	line = f.Sign.Word + "　" + line
	if f.Article != "" {
		line = t.T("finding.by", "line", line, "article", f.Article)
	}
	if f.Hint != "" {
		line += "\n" + f.Hint
	}
	return line
}

// FindingOf puts a finding into words. Names of items come from the edition when there is one.
func FindingOf(t Text, e *criteria.Edition, f fault.Finding) Finding {
	return Finding{
		Severity: f.Severity, Sign: Severity(t, f.Severity),
		Sentence: t.Fault(f.Code, f.Values()), Hint: t.Hint(f.Code, f.Values()),
		Clause: f.Clause, Article: t.Clause(f.Clause), Place: place(t, e, f), Item: f.Criterion,
		Field: f.Field, At: f.At, Code: f.Code, Why: Explanation(t, f.Code),
	}
}

// Hints returns what can be done about findings, each way once.
func Hints(fs []Finding) []string {
	var out []string
	for _, f := range fs {
		if f.Hint != "" && !slices.Contains(out, f.Hint) {
			out = append(out, f.Hint)
		}
	}
	return out
}

// Findings puts a list into words, gravest first, otherwise in the order found.
func Findings(t Text, e *criteria.Edition, l fault.List) []Finding {
	out := make([]Finding, 0, len(l))
	for _, f := range l {
		out = append(out, FindingOf(t, e, f))
	}
	slices.SortStableFunc(out, func(a, b Finding) int { return cmp.Compare(rank(a.Severity), rank(b.Severity)) })
	return out
}

func rank(s fault.Severity) int {
	switch s {
	case fault.Must:
		return 0
	case fault.Should:
		return 1
	}
	return 2
}

func place(t Text, e *criteria.Edition, f fault.Finding) string {
	var parts []string
	add := func(s string) {
		if s != "" && !slices.Contains(parts, s) {
			parts = append(parts, s)
		}
	}
	if f.Criterion != "" {
		add(ItemName(t, e, f.Criterion))
	}
	if f.Field != "" {
		add(FieldName(t, f.Field))
	}
	add(f.Evidence)
	add(f.File)
	add(f.At)
	return strings.Join(parts, placeGap)
}

// placeGap stands between the parts of a place.
const placeGap = "　"

// FieldName returns the name of a header field of FormA, or the field itself when it has none.
func FieldName(t Text, field string) string {
	if key := "field." + field; t.Has(key) {
		return t.T(key)
	}
	return field
}

// Problem is an error as a person is told it: a sentence, what can be done, and the details that fold out.
type Problem struct {
	Sentence  string
	Hint      string
	Clause    string
	Article   string
	Findings  []Finding
	Reference string // of what nobody foresaw; the log has the rest under it
	Locked    bool   // a wrong passphrase: the asking field says it itself
}

// ProblemOf puts an error into words. An error without a code becomes its kind's sentence and a short reference; its text is never
// shown, because it may come from anywhere.
func ProblemOf(t Text, err error) Problem {
	var e *fault.Error
	if !errors.As(err, &e) {
		return Problem{Sentence: t.T("kind.internal"), Hint: t.T("kind.internal.hint"), Reference: Reference(err)}
	}
	p := Problem{Clause: e.Clause, Article: t.Clause(e.Clause), Locked: e.Kind == fault.Locked}
	p.Sentence = t.Fault(e.Code, e.Args)
	p.Hint = t.Hint(e.Code, e.Args)
	if key := "kind." + string(e.Kind) + ".hint"; p.Hint == "" && t.Has(key) {
		p.Hint = t.T(key)
	}
	if e.Kind == fault.Internal || e.Kind == fault.Corrupt || e.Kind == fault.Unavailable {
		p.Reference = Reference(err)
	}
	p.Findings = Findings(t, nil, e.Findings)
	return p
}

// Reference returns the short number under which an error is logged: the same error, the same number.
func Reference(err error) string {
	if err == nil {
		return ""
	}
	h := fnv.New32a()
	h.Write([]byte(err.Error()))
	return fmt.Sprintf("%08X", h.Sum32())
}
