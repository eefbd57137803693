package review

import (
	"context"

	"shinsa/review/criteria"
	"shinsa/review/criteria/catalog"
	"shinsa/review/ident"
	"shinsa/review/paper"
	"shinsa/review/wording"
)

// Comparison is two editions side by side (新旧対照表).
type Comparison struct {
	Old    criteria.EditionName        `json:"old"`
	New    criteria.EditionName        `json:"new"`
	Counts map[criteria.ChangeKind]int `json:"counts"`
	Lines  []criteria.Contrast         `json:"lines"`

	old, next *criteria.Edition
}

// CompareEditions lays two editions side by side, item by item and word by word. It proposes; a Mapping is what persons confirm.
func (d *Desk) CompareEditions(ctx context.Context, old, next ident.EditionID) (*Comparison, error) {
	a, err := d.Edition(ctx, old)
	if err != nil {
		return nil, err
	}
	b, err := d.Edition(ctx, next)
	if err != nil {
		return nil, err
	}
	c := &Comparison{Old: a.Name(), New: b.Name(), Lines: criteria.Contrasts(a, b), old: a, next: b}
	c.Counts = criteria.Tally(c.Lines)
	return c, nil
}

// ComparisonXLSX hands over the table of old and new as a workbook.
func (d *Desk) ComparisonXLSX(_ context.Context, c *Comparison, out Outbox, name string) (Handed, error) {
	b, err := catalog.WriteContrast(c.old, c.next)
	if err != nil {
		return Handed{}, err
	}
	return d.handPlain(out, "comparison", name, b)
}

// ComparisonPDF hands over the table of old and new as a paper. It is an annex, which nobody signs.
func (d *Desk) ComparisonPDF(_ context.Context, c *Comparison, out Outbox, name string) (Handed, error) {
	doc, err := d.Press.Comparison(d.Profile().letterhead(), d.comparisonPaper(c))
	if err != nil {
		return Handed{}, err
	}
	pdf, err := finish(doc, c, "comparison.json")
	if err != nil {
		return Handed{}, err
	}
	return d.handPlain(out, "comparison", name, pdf)
}

func (d *Desk) comparisonPaper(c *Comparison) paper.Comparison {
	title := func(e *criteria.Edition) string { return e.Title().JA + "（" + string(e.ID()) + "）" }
	r := paper.Comparison{
		On: d.Today(), Old: title(c.old), New: title(c.next), InForce: c.next.InForceFrom(), Sample: c.next.Sample() || c.old.Sample() || d.Self().Rehearsal,
	}
	for _, k := range []criteria.ChangeKind{
		criteria.Modified, criteria.Moved, criteria.Split, criteria.Merged, criteria.New, criteria.Withdrawn, criteria.Unchanged,
	} {
		if n := c.Counts[k]; n > 0 {
			r.Counts = append(r.Counts, paper.Count{Label: catalog.ChangeWord(k), N: n, Unit: "件"})
		}
	}
	skipped := false
	for _, l := range c.Lines {
		if l.Kind == criteria.Unchanged {
			if !skipped {
				r.Rows = append(r.Rows, paper.ComparisonRow{})
			}
			skipped = true
			continue
		}
		skipped = false
		was, now := l.Sides()
		r.Rows = append(r.Rows, paper.ComparisonRow{Kind: catalog.ChangeWord(l.Kind), Old: stretches(was), New: stretches(now)})
	}
	return r
}

func stretches(side []wording.Stretch) []paper.Stretch {
	out := make([]paper.Stretch, len(side))
	for i, s := range side {
		out[i] = paper.Stretch(s)
	}
	return out
}
