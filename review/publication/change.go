package publication

import (
	"slices"
	"strings"

	"shinsa/review/ident"
	"shinsa/review/register"
)

// Became says what a publication does to what was public of a certification.
type Became string

// What becomes of an entry.
const (
	Appears  Became = "new"
	Differs  Became = "changed"
	Stays    Became = "same"
	Vanishes Became = "gone" // it was public and has no entry any more
)

// Change is an entry held against what was last public of its certification.
type Change struct {
	No     ident.CertificateNo
	Became Became
	Fields []string       // what differs: service, operator, outline, classes, site, period, state, criteria, improvements
	Items  []ident.ItemID // whose line differs, also by being withheld or no longer so
}

// Compare holds entries against those published before, by number, those that vanish last.
func Compare(before, now []Entry) []Change {
	was := map[string]Entry{}
	for _, e := range before {
		was[register.Fold(e.No)] = e
	}
	out := make([]Change, 0, len(now))
	for _, e := range now {
		old, known := was[register.Fold(e.No)]
		delete(was, register.Fold(e.No))
		c := Change{No: e.No, Became: Appears}
		if known {
			c.Fields, c.Items, c.Became = e.fields(old), e.items(old), Stays
			if len(c.Fields)+len(c.Items) > 0 {
				c.Became = Differs
			}
		}
		out = append(out, c)
	}
	var gone []Change
	for _, e := range was {
		gone = append(gone, Change{No: e.No, Became: Vanishes})
	}
	slices.SortFunc(gone, func(a, b Change) int { return strings.Compare(string(a.No), string(b.No)) })
	return append(out, gone...)
}

// fields names what differs beside the lines.
func (e Entry) fields(old Entry) []string {
	var out []string
	differ := func(name string, same bool) {
		if !same {
			out = append(out, name)
		}
	}
	differ("service", e.Service == old.Service)
	differ("operator", e.Operator == old.Operator)
	differ("outline", e.Outline == old.Outline)
	differ("classes", slices.Equal(e.Classes, old.Classes))
	differ("site", e.Site == old.Site)
	differ("period", e.First == old.First && e.Certified == old.Certified && e.From == old.From && e.To == old.To)
	differ("state", e.State == old.State && e.Since == old.Since && e.Clause == old.Clause)
	differ("criteria", e.Criteria == old.Criteria)
	differ("improvements", slices.Equal(e.Improvements, old.Improvements))
	return out
}

// items names the items whose line differs, those that are no longer there last.
func (e Entry) items(old Entry) []ident.ItemID {
	was := map[ident.ItemID]Line{}
	for _, l := range old.Lines {
		was[l.Item] = l
	}
	var out []ident.ItemID
	for _, l := range e.Lines {
		if o, known := was[l.Item]; !known || o != l {
			out = append(out, l.Item)
		}
		delete(was, l.Item)
	}
	for _, l := range old.Lines {
		if _, left := was[l.Item]; left {
			out = append(out, l.Item)
		}
	}
	return out
}
