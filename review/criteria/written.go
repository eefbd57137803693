package criteria

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/unicode/norm"

	"shinsa/review/fault"
	"shinsa/review/ident"
)

// finer is what an answer has beside its type, unit and choices, in the YAML of the format.
type finer struct {
	Also     AnswerType `yaml:"also,omitempty"`
	Columns  []Part     `yaml:"columns,omitempty"`
	Parts    []Part     `yaml:"parts,omitempty"`
	Detail   *Part      `yaml:"detail,omitempty"`
	Format   string     `yaml:"format,omitempty"`
	Pattern  string     `yaml:"pattern,omitempty"`
	MaxChars int        `yaml:"max_chars,omitempty"`
	MaxAge   int        `yaml:"max_age_days,omitempty"`
}

// Finer writes what an editor has no field for: everything of an answer but its type, unit and choices, as YAML. It is empty for a plain
// answer.
func (a Answer) Finer() (string, error) {
	b, err := yaml.Marshal(finer{a.Also, a.Columns, a.Parts, a.Detail, a.Format, a.Pattern, a.MaxChars, a.MaxAge})
	if err != nil {
		return "", fmt.Errorf("write answer: %w", err)
	}
	if text := strings.TrimSpace(string(b)); text != "{}" {
		return text, nil
	}
	return "", nil
}

// WithFiner returns the answer with what Finer wrote and a person changed. Text that is not of that form is refused with a *fault.Error
// of kind Invalid: criteria_answer_unreadable.
func (a Answer) WithFiner(text string) (Answer, error) {
	var f finer
	dec := yaml.NewDecoder(bytes.NewReader([]byte(text)))
	dec.KnownFields(true)
	if err := dec.Decode(&f); err != nil && !errors.Is(err, io.EOF) {
		return a, fault.Wrap(fault.Invalid, "criteria_answer_unreadable", syntax(err))
	}
	a.Also, a.Columns, a.Parts, a.Detail, a.Format, a.Pattern, a.MaxChars, a.MaxAge = f.Also, f.Columns, f.Parts, f.Detail, f.Format, f.Pattern, f.MaxChars, f.MaxAge
	return a, nil
}

// ChoiceLines writes the words of a choice for a person to edit: one a line, other usual writings after ＝.
func (a Answer) ChoiceLines() string {
	lines := make([]string, len(a.Choices))
	for i, c := range a.Choices {
		lines[i] = strings.Join(append([]string{c.JA}, c.Also...), "＝")
	}
	return strings.Join(lines, "\n")
}

// WithChoices returns the answer with the words that ChoiceLines wrote and a person changed. English wordings stay with their Japanese one.
func (a Answer) WithChoices(text string) Answer {
	english := map[string]string{}
	for _, c := range a.Choices {
		english[c.JA] = c.EN
	}
	a.Choices = nil
	for line := range strings.Lines(text) {
		words := strings.FieldsFunc(strings.TrimSpace(line), func(r rune) bool { return r == '＝' || r == '=' })
		if len(words) == 0 {
			continue
		}
		ja := strings.TrimSpace(words[0])
		c := Choice{Text: Text{JA: ja, EN: english[ja]}}
		for _, w := range words[1:] {
			c.Also = append(c.Also, strings.TrimSpace(w))
		}
		a.Choices = append(a.Choices, c)
	}
	return a
}

// Ops are the comparisons that can be made of an answer, in the order an editor offers them.
func (a Answer) Ops() []Op {
	named := len(a.Parts) > 0 || a.Detail != nil
	var out []Op
	switch a.Type {
	case YesNoAnswer:
		out = []Op{Answered, Equal, NonEmpty}
		if named {
			out = append(out, YesAndPart)
		}
	case NumberAnswer:
		out = []Op{AtLeast, AtMost, AtLeastOf, NonEmpty}
	default:
		out = []Op{NonEmpty}
		if named {
			out = append(out, AtLeast, AtMost)
		}
	}
	if named {
		out = append(out, HasParts, PartsLimit)
	}
	return out
}

// Terms writes what a check compares with, for a person to edit: 99.5, 間隔=5, 有, 間隔、世代, 12.3.
func (c Check) Terms() string {
	number := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	switch c.Op {
	case Equal:
		if c.Word == "no" {
			return "無"
		}
		return "有"
	case AtLeast, AtMost, YesAndPart:
		if c.Part != "" {
			return c.Part + "=" + number(c.Number)
		}
		return number(c.Number)
	case AtLeastOf:
		return string(c.Item)
	case HasParts:
		return strings.Join(c.Parts, "、")
	case PartsLimit:
		terms := make([]string, len(c.Limits))
		for i, l := range c.Limits {
			terms[i] = l.Part + "=" + number(l.Max)
		}
		return strings.Join(terms, "、")
	}
	return ""
}

// WithTerms returns the check of an answer that compares with what Terms wrote and a person changed; false where that cannot be read.
func (c Check) WithTerms(op Op, terms string, a Answer) (Check, bool) {
	out := Check{Op: op, Else: c.Else, Advisory: c.Advisory}
	terms = strings.TrimSpace(norm.NFKC.String(terms))
	switch op {
	case NonEmpty, Answered:
		return out, true
	case Equal:
		out.Word = map[string]string{"有": "yes", "yes": "yes", "あり": "yes", "無": "no", "no": "no", "なし": "no"}[strings.ToLower(terms)]
		return out, out.Word != ""
	case AtLeastOf:
		out.Item, out.Unit = ident.ItemID(terms), a.Unit
		return out, terms != ""
	case HasParts:
		out.Parts = append(out.Parts, split(terms)...)
		return out, len(out.Parts) > 0
	case PartsLimit:
		for _, term := range split(terms) {
			name, v, ok := numbered(term)
			if !ok {
				return out, false
			}
			out.Limits = append(out.Limits, Limit{Part: name, Max: v})
		}
		return out, len(out.Limits) > 0
	case AtLeast, AtMost, YesAndPart:
		name, v, ok := numbered(terms)
		out.Part, out.Number, out.Unit = name, v, a.Unit
		if p, found := a.Part(name); found {
			out.Unit = p.Unit
		}
		return out, ok
	}
	return out, false
}

func split(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == '、' || r == ',' || r == ' ' })
}

// numbered reads 間隔=5, or 5 alone.
func numbered(term string) (name string, v float64, ok bool) {
	before, after, found := strings.Cut(term, "=")
	if !found {
		before, after = "", term
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(after), 64)
	return strings.TrimSpace(before), v, err == nil
}
