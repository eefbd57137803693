package criteria

import (
	"strconv"
	"strings"

	"shinsa/review/ident"
)

// Lookup finds the reading of another item, for checks that compare two.
type Lookup func(ident.ItemID) (Reading, bool)

// Assess applies the level of the item to a disclosure. An item without a level is not assessed.
func (it Item) Assess(r Reading, other Lookup) Outcome {
	if it.Level == nil {
		return outcome(NotAssessed, "no_level")
	}
	switch r.State {
	case StateBlank:
		if it.Duty == Optional {
			return outcome(NotAssessed, "optional_blank")
		}
		return outcome(NotMet, "mandatory_blank")
	case StateNotApplicable:
		return outcome(Unclear, "not_applicable")
	case StateByReference:
		return outcome(Unclear, "by_reference")
	}
	return it.Level.Check.assess(r, other)
}

func (c Check) assess(r Reading, other Lookup) Outcome {
	out := c.compare(r, other)
	if out.Result != NotMet {
		return out
	}
	switch {
	case c.Else == "comment" && r.Detail != "":
		return Outcome{Unclear, "reason_given", out.Args}
	case c.Advisory:
		return Outcome{Unclear, "benchmark_missed", out.Args}
	}
	return out
}

func (c Check) compare(r Reading, other Lookup) Outcome {
	switch c.Op {
	case NonEmpty:
		if strings.TrimSpace(r.Text) == "" {
			return outcome(NotMet, "nothing_disclosed")
		}
		return outcome(Met, "disclosed")
	case Answered:
		if r.Yes == nil {
			return outcome(Unclear, "unreadable")
		}
		return outcome(Met, "stated")
	case Equal:
		return c.equal(r)
	case AtLeast, AtMost:
		return c.bound(c.number(r), c.Number)
	case AtLeastOf:
		return c.atLeastOf(r, other)
	case HasParts:
		return c.hasParts(r)
	case PartsLimit:
		return c.partsLimit(r)
	case YesAndPart:
		return c.yesAndPart(r)
	}
	return outcome(NotAssessed, "no_check")
}

func (c Check) equal(r Reading) Outcome {
	switch {
	case r.Yes == nil:
		return outcome(Unclear, "unreadable")
	case *r.Yes == (c.Word == "yes"):
		return outcome(Met, "stated")
	}
	return outcome(NotMet, "answer_differs")
}

// number is the part the check names, or else the answer's own number.
func (c Check) number(r Reading) *float64 {
	if c.Part == "" {
		return r.Number
	}
	return r.Parts[c.Part].Number
}

func (c Check) bound(got *float64, limit float64) Outcome {
	if got == nil {
		return outcome(Unclear, "unreadable", "limit", decimal(limit), "unit", c.Unit)
	}
	args := []string{"got", decimal(*got), "limit", decimal(limit), "unit", c.Unit}
	if c.Op == AtMost {
		if *got <= limit {
			return outcome(Met, "within_limit", args...)
		}
		return outcome(NotMet, "above_limit", args...)
	}
	if *got >= limit {
		return outcome(Met, "reached", args...)
	}
	return outcome(NotMet, "below_limit", args...)
}

func (c Check) atLeastOf(r Reading, other Lookup) Outcome {
	if other == nil {
		return outcome(Unclear, "other_unreadable", "item", string(c.Item))
	}
	o, ok := other(c.Item)
	if !ok || o.Number == nil {
		return outcome(Unclear, "other_unreadable", "item", string(c.Item))
	}
	return c.bound(r.Number, *o.Number)
}

func (c Check) hasParts(r Reading) Outcome {
	for _, name := range c.Parts {
		p, ok := r.Parts[name]
		if !ok || (p.Text == "" && p.Number == nil) {
			return outcome(Unclear, "part_not_found", "part", name)
		}
	}
	return outcome(Met, "stated")
}

// partsLimit reports a part above its limit before one that could not be found: the first is sure.
func (c Check) partsLimit(r Reading) Outcome {
	missing := ""
	for _, l := range c.Limits {
		p := r.Parts[l.Part]
		switch {
		case p.Number == nil:
			missing = l.Part
		case *p.Number > l.Max:
			return outcome(NotMet, "part_above_limit", "part", l.Part, "got", decimal(*p.Number), "limit", decimal(l.Max))
		}
	}
	if missing != "" {
		return outcome(Unclear, "part_not_found", "part", missing)
	}
	return outcome(Met, "within_limit")
}

func (c Check) yesAndPart(r Reading) Outcome {
	switch {
	case r.Yes == nil:
		return outcome(Unclear, "unreadable")
	case !*r.Yes:
		return outcome(NotMet, "answer_differs")
	}
	p := r.Parts[c.Part]
	if p.Number == nil {
		return outcome(Unclear, "part_not_found", "part", c.Part)
	}
	return c.bound(p.Number, c.Number)
}

func outcome(r Result, reason string, args ...string) Outcome {
	out := Outcome{Result: r, Reason: reason}
	for i := 0; i+1 < len(args); i += 2 {
		if out.Args == nil {
			out.Args = make(map[string]string, len(args)/2)
		}
		out.Args[args[i]] = args[i+1]
	}
	return out
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
