package present

import (
	"slices"
	"strings"

	"shinsa/review"
	"shinsa/review/ident"
	"shinsa/review/publication"
)

// ProposalLine is one certification as a publication would show it, held against what is public now.
type ProposalLine struct {
	No, Service, Operator, Period string
	State, Change                 Sign
	Differs                       string // what differs from what is public, in words
	Withheld                      int    // items left out
}

// ProposalLines lists what a publication would show, what vanishes last.
func ProposalLines(t Text, x *review.Proposal) []ProposalLine {
	entries := map[string]publication.Entry{}
	for _, e := range x.Entries {
		entries[string(e.No)] = e
	}
	out := make([]ProposalLine, 0, len(x.Changes))
	for _, c := range x.Changes {
		l := ProposalLine{No: string(c.No), Change: becameSign(t, c.Became), Differs: differs(t, c)}
		if e, there := entries[string(c.No)]; there {
			l.Service, l.Operator, l.Period = e.Service, e.Operator, Date(t, e.From)+" ～ "+Date(t, e.To)
			l.State = CertificationSign(t, e.State)
			for _, line := range e.Lines {
				if line.Withheld {
					l.Withheld++
				}
			}
		}
		out = append(out, l)
	}
	return out
}

func becameSign(t Text, b publication.Became) Sign {
	tone := map[publication.Became]Tone{
		publication.Appears: Active, publication.Differs: Caution, publication.Stays: Neutral, publication.Vanishes: Bad,
	}[b]
	return Sign{tone, t.T("publish.became_" + string(b))}
}

// namedItems is how many items are named one by one.
const namedItems = 6

func differs(t Text, c publication.Change) string {
	var parts []string
	for _, f := range c.Fields {
		parts = append(parts, t.T("publish.field_"+f))
	}
	if n := len(c.Items); n > 0 {
		var ids []string
		for _, id := range c.Items[:min(n, namedItems)] {
			ids = append(ids, string(id))
		}
		words := t.T("publish.items", "items", strings.Join(ids, ", "))
		if n > namedItems {
			words += " " + t.N("publish.more_items", n-namedItems)
		}
		parts = append(parts, words)
	}
	return strings.Join(parts, "　")
}

// ProposalCounts says how many entries are new, changed, the same and gone; what there is none of is left out.
func ProposalCounts(t Text, x *review.Proposal) string {
	n := map[publication.Became]int{}
	for _, c := range x.Changes {
		n[c.Became]++
	}
	var parts []string
	for _, b := range []publication.Became{publication.Appears, publication.Differs, publication.Stays, publication.Vanishes} {
		if n[b] > 0 {
			parts = append(parts, t.T("publish.count", "word", becameSign(t, b).Word, "n", n[b]))
		}
	}
	return strings.Join(parts, "　")
}

// AuditLine says what the leak check found: nothing, or that nothing can be published.
func AuditLine(t Text, x *review.Proposal) Sign {
	if n := len(x.Audit.Leaks); n > 0 {
		return Sign{Bad, t.N("publish.leaks", n, "files", x.Audit.Files)}
	}
	return Sign{Good, t.T("publish.clean", "texts", x.Audit.Texts, "files", x.Audit.Files)}
}

// LastPublishedLine says when the publication was handed over last, of how many certifications, and that its files were searched; p is nil where there
// was none.
func LastPublishedLine(t Text, p *review.Published) string {
	if p == nil {
		return t.T("publish.never")
	}
	return t.N("publish.last", p.Entries, "date", Date(t, p.On), "files", len(p.Files), "texts", p.Texts)
}

// WithheldLine is one request to withhold as shown.
type WithheldLine struct {
	No, Service, Item, Title, Asked string
	Case                            ident.CaseID
	Sign                            Sign   // waits, withheld, public
	Decision                        string // who decided what, when and why; "" while it waits
}

// WithheldLines lists the requests to withhold, those that wait first.
func WithheldLines(t Text, ws []review.Withheld) []WithheldLine {
	out := make([]WithheldLine, 0, len(ws))
	for _, w := range ws {
		l := WithheldLine{No: string(w.No), Service: w.Service, Item: string(w.Item), Title: w.Title, Asked: w.Asked, Case: w.Case}
		l.Sign, l.Decision = Withholding(t, w.WithholdRequest)
		out = append(out, l)
	}
	slices.SortStableFunc(out, func(a, b WithheldLine) int { return undecided(b) - undecided(a) })
	return out
}

func undecided(l WithheldLine) int {
	if l.Decision == "" {
		return 1
	}
	return 0
}

// Withholding returns the state of a request to withhold and, where it is decided, who decided what, when and why.
func Withholding(t Text, r review.WithholdRequest) (Sign, string) {
	switch d := r.Decision; {
	case d == nil:
		return Sign{Caution, t.T("withhold.open")}, ""
	case d.Granted:
		return Sign{Neutral, t.T("withhold.granted")}, t.T("withhold.decided", "date", Date(t, d.On), "by", d.Approver, "reason", d.Reason)
	default:
		return Sign{Good, t.T("withhold.refused")}, t.T("withhold.decided", "date", Date(t, d.On), "by", d.Approver, "reason", d.Reason)
	}
}
