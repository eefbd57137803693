package intake

import (
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Reassess assesses the levels and counts the answers anew, by the edition that they were brought to.
func (a *Application) Reassess(e *criteria.Edition) {
	c := &checker{pkg: Package{Edition: e}, app: a, list: a.Findings}
	c.levels()
	a.Findings, a.Counts = c.list, count(a, e)
}

// levels assesses every item that has a level (Art. 1). A missed level is a finding; what a machine cannot tell is left to the members.
func (c *checker) levels() {
	lookup := func(id ident.ItemID) (criteria.Reading, bool) {
		d, ok := c.app.Answers[id]
		return d.Reading(), ok
	}
	for _, it := range c.pkg.Edition.Items() {
		if it.Level == nil {
			continue
		}
		d := c.app.Answers[it.ID]
		out := it.Assess(d.Reading(), lookup)
		c.app.Levels[it.ID] = out
		f := fault.Finding{Clause: "1", Criterion: string(it.ID), Args: map[string]string{"reason": out.Reason, "level": it.Level.Text.JA}}
		for k, v := range out.Args {
			f.Args[k] = v
		}
		switch {
		case out.Result == criteria.NotMet && d.Kind == criteria.StateAnswered:
			f.Code, f.Severity = "level_not_met", fault.Must
		case out.Result == criteria.Unclear && d.Kind == criteria.StateAnswered:
			f.Code, f.Severity = "level_unclear", fault.Should
		default:
			continue
		}
		c.list = append(c.list, f)
	}
}
