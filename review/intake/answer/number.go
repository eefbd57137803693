package answer

import (
	"slices"
	"strconv"
	"strings"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/intake/date"
	"shinsa/review/intake/figure"
	"shinsa/review/intake/normal"
	"shinsa/review/intake/record"
)

func (a *answerer) number() {
	spec := a.item.Answer
	var n figure.Number
	if a.cell.Number != nil {
		n = figure.ReadCell(*a.cell.Number, a.cell.Format, spec.Unit)
	} else {
		title := a.item.Title.JA
		if slices.ContainsFunc(spec.Parts, func(p criteria.Part) bool { return p.Kind == criteria.Count }) {
			title = "" // the parts are all asked for; none of them is the one
		}
		n = figure.Read(a.text, spec.Unit, title)
	}
	a.d.Unit, a.d.Written, a.d.Approx, a.d.Qualifier, a.d.Detail = spec.Unit, n.Unit, n.Approx, n.Qualifier, n.Detail
	if n.Value != nil {
		a.d.Value = record.NumberValue(*n.Value)
	}
	if n.Approx {
		a.find("approximate_number", fault.Info, "raw", a.text)
	}
	if n.Unit != "" && !n.Approx {
		a.find("unit_differs", fault.Info, "raw", a.text, "unit", spec.Unit)
	}
	a.numberParts(n)
	if n.Why == normal.Summed && len(spec.Parts) > 0 && a.covers(n) {
		n.Why = normal.Sure // the parts are what the item asks for
	}
	both := make([]string, 0, len(n.Readings))
	for _, r := range n.Readings {
		both = append(both, strconv.FormatFloat(r, 'f', -1, 64)+spec.Unit)
	}
	a.doubt(n.Why, both...)
}

// numberParts names the parts of a number: those asked for, and others as the applicant called them.
func (a *answerer) numberParts(n figure.Number) {
	for label, v := range n.Parts {
		if p, ok := a.partBy(label); ok {
			label = p.JA
		}
		a.set(label, record.NumberValue(v))
	}
	for _, p := range a.item.Answer.Parts {
		switch {
		case p.Kind == criteria.Term:
			a.setText(p.JA, figure.FindTerm(a.text))
			if d := date.Read(figure.FindTerm(a.text)); d.Month > 0 && !strings.HasPrefix(figure.FindTerm(a.text), "20") {
				a.set(p.JA+"_西暦", record.TextValue(d.ISO()))
			}
		case p.Kind == criteria.Period:
			a.setText(p.JA, figure.FindPeriod(a.text))
		case p.Kind == "" && p.Unit == a.item.Answer.Unit && n.Value != nil:
			a.set(p.JA, record.NumberValue(*n.Value))
		}
	}
}

// covers reports whether every part of a sum is one the item asks for.
func (a *answerer) covers(n figure.Number) bool {
	for label := range n.Parts {
		if _, ok := a.partBy(label); !ok {
			return false
		}
	}
	return len(n.Parts) == len(a.item.Answer.Parts)
}

// partBy finds a part of the item by a label that applicants use for it.
func (a *answerer) partBy(label string) (criteria.Part, bool) {
	k := normal.Key(label)
	for _, p := range a.item.Answer.Parts {
		for _, name := range append([]string{p.JA}, p.Also...) {
			if normal.Key(name) == k {
				return p, true
			}
		}
	}
	return criteria.Part{}, false
}

func (a *answerer) set(name string, v record.Value) {
	if a.d.Fields == nil {
		a.d.Fields = map[string]record.Value{}
	}
	a.d.Fields[name] = v
}

func (a *answerer) setText(name, text string) {
	if text != "" {
		a.set(name, record.TextValue(text))
	}
}

// field reads the text of a named part: a number in the part's unit, or the words.
func (a *answerer) field(p criteria.Part, text string) {
	if text == "" {
		return
	}
	if p.Unit == "" {
		a.set(p.JA, record.TextValue(text))
		return
	}
	if p.Unit == "分" {
		minutes := figure.Minutes
		if p.Kind == criteria.Frequency {
			minutes = figure.Interval
		}
		if m, ok := minutes(text); ok {
			a.set(p.JA, record.NumberValue(m))
		}
		return
	}
	if n := figure.Read(text, p.Unit, ""); n.Value != nil {
		a.set(p.JA, record.NumberValue(*n.Value))
	}
}
