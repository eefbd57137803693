package intake

import (
	"reflect"
	"slices"
	"strconv"

	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake/evidence"
	"shinsa/review/intake/normal"
	"shinsa/review/term"
)

// window places a renewal in its window (Art. 12-1). The day it was handed in is the day it was received. A form dated in time that was
// received after the window is a question, because the day of posting may count; one dated outside it is not in time.
func (c *checker) window(expiry civil.Date) {
	w := c.pkg.Facts.Rule.Window(expiry)
	filed := c.pkg.Received
	findings := w.Check(filed)
	c.app.Window = &Window{
		Expiry: w.Expiry, Earliest: w.Opens, Latest: w.Closes, Filed: filed,
		Days: filed.DaysUntil(expiry), Within: len(findings) == 0,
	}
	dated := c.app.Header.ApplicationDate.Date()
	if len(findings) > 0 && !dated.IsZero() && filed.After(w.Closes) && w.On(dated) == term.InTime {
		c.field("renewal_received_late", fault.Should, "12-1", "application_date",
			"dated", dated.String(), "received", filed.String(), "closes", w.Closes.String())
		return
	}
	c.list = append(c.list, findings...)
}

// changes lists what differs from the previous application of the service.
func (c *checker) changes() {
	if c.pkg.Previous == nil {
		return
	}
	if n := len(c.app.Changes.Answers); n > 0 {
		c.find("answers_changed_since_last", fault.Info, "12-1", place{}, "n", strconv.Itoa(n))
	}
}

// everyTime are the fields of FormA that an application of its own always says anew.
var everyTime = map[string]bool{
	"kind": true, "application_date": true, "pledge_date": true, "pledge_signer": true, "current_certification_number": true, "current_expiry": true,
}

// Compare lists the differences from a previous application to the next one: fields of FormA, and items in the order of the next one's
// answers. Widths, spaces and line breaks do not make a difference.
func Compare(previous, next *Application) *Changes { return CompareBy(previous, next, nil) }

// CompareBy compares applications of different editions: an answer is held against those that the mapping says it came from. What the mapping
// does not call unchanged or moved is asked otherwise than before.
func CompareBy(previous, next *Application, m *criteria.Mapping) *Changes {
	out := &Changes{Header: []HeaderChange{}, Answers: []AnswerChange{}}
	was := previous.Header.Entries()
	for i, e := range next.Header.Entries() {
		if from, to := was[i].Entry.Text(), e.Entry.Text(); !everyTime[e.Name] && !normal.SameText(from, to) {
			out.Header = append(out.Header, HeaderChange{e.Name, from, to})
		}
	}
	for _, id := range inOrder(next.Answers) {
		d := next.Answers[id]
		x := AnswerChange{Item: id}
		old := id
		if m != nil {
			old = x.came(m)
		}
		p, had := previous.Answers[old]
		if had && !x.Asked && normal.SameText(p.Wording(), d.Wording()) && p.Kind == d.Kind {
			continue
		}
		x.New, x.Was, x.Value = !had, p.Wording(), p.Kind != d.Kind || !sameValue(p.Value, d.Value)
		out.Answers = append(out.Answers, x)
	}
	return out
}

// came says where an item came from by a mapping, and returns the first of its numbers before; "" for a new item.
func (x *AnswerChange) came(m *criteria.Mapping) ident.ItemID {
	kind, from := m.Origin(x.Item)
	if len(from) == 0 {
		return ""
	}
	x.Asked = kind != criteria.Unchanged && kind != criteria.Moved
	if from[0] != x.Item || len(from) > 1 {
		x.From = from
	}
	return from[0]
}

// evidenceBefore holds the documents of a renewal against those of the application before (Art. 12-3): a document that only answers without a change
// rest on, and that was handed in then, is not asked for again; a changed answer that rests on the very same file is a question.
func (c *checker) evidenceBefore() {
	if c.pkg.Previous == nil {
		return
	}
	earlier := map[ident.Digest]bool{}
	for _, e := range c.pkg.Previous.Evidence {
		earlier[e.Digest] = e.Present
	}
	moved, used := c.uses()
	for i := range c.app.Evidence {
		e := &c.app.Evidence[i]
		if was, ok := c.before(*e); ok && used[e.No] && len(moved[e.No]) == 0 {
			e.Present, e.FromPrevious, e.OnDisk, e.Pages, e.Content, e.Digest = true, true, was.OnDisk, was.Pages, was.Content, was.Digest
			c.find("evidence_from_previous", fault.Info, "12-3", place{evidence: e.No}, "name", e.File)
			continue
		}
		if !e.Present || !earlier[e.Digest] {
			continue
		}
		for _, id := range moved[e.No] {
			c.find("changed_with_old_evidence", fault.Info, "12-3", place{item: id, evidence: e.No}, "name", e.File)
		}
	}
	for _, x := range c.app.Changes.Answers {
		id, old, d := x.Item, x.Item, c.app.Answers[x.Item]
		if len(x.From) > 0 {
			old = x.From[0]
		}
		had := len(c.pkg.Previous.Answers[old].Evidence) > 0
		if s := c.app.Changes.Of(id); s == Changed && had && len(d.Evidence) == 0 && d.EvidenceRaw == "" && d.Kind == criteria.StateAnswered {
			c.find("changed_without_evidence", fault.Should, "12-3", place{item: id})
		}
	}
}

// uses returns, by evidence number, the changed or new answers that rest on it, and whether any answer does.
func (c *checker) uses() (moved map[string][]ident.ItemID, used map[string]bool) {
	moved, used = map[string][]ident.ItemID{}, map[string]bool{}
	for _, id := range inOrder(c.app.Answers) {
		pointers, _ := evidence.Pointers(c.app.Answers[id].EvidenceRaw, c.app.Evidence)
		for _, p := range pointers {
			used[p.No] = true
			if s := c.app.Changes.Of(id); s == Changed || s == Added {
				if !slices.Contains(moved[p.No], id) {
					moved[p.No] = append(moved[p.No], id)
				}
			}
		}
	}
	return moved, used
}

// before returns the document of the application before that a row without a file names: the same name of the same title.
func (c *checker) before(e Evidence) (Evidence, bool) {
	if e.Present || e.File == "" {
		return e, false
	}
	for _, was := range c.pkg.Previous.Evidence {
		if was.Present && normal.Same(was.File, e.File) && normal.Same(was.Title, e.Title) {
			return was, true
		}
	}
	return e, false
}

func sameValue(a, b Value) bool {
	if a.Text != nil && b.Text != nil {
		return normal.SameText(*a.Text, *b.Text)
	}
	return reflect.DeepEqual(a, b)
}
