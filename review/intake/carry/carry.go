// Package carry brings the answers of an application from one edition of the criteria to the next (Art. 22), with a line for every one.
package carry

import (
	"reflect"
	"slices"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/intake/answer"
	"shinsa/review/intake/record"
	"shinsa/review/intake/workbook"
)

// Answers brings an application from one edition to the next by a mapping that persons have confirmed. What the mapping calls unchanged or
// moved stays as it was read; every other answer is read again as the new item asks, and a finding asks a person to look at it. Levels,
// counts and the findings about them are made anew. A mapping that is not complete is refused whole, as is an application of another edition
// than the mapping's: fault.Invalid mapping_invalid.
func Answers(app *intake.Application, m *criteria.Mapping, old, next *criteria.Edition, on civil.Date) (*intake.Application, error) {
	if app.Edition.Digest != old.Digest() {
		return nil, fault.Refuse(fault.Invalid, "mapping_invalid", fault.List{{Code: "mapping_other_edition", Severity: fault.Must, Clause: "22"}})
	}
	c := &carrier{old: old, mapping: m}
	held := make(map[ident.ItemID]carried, len(app.Answers))
	for id, d := range app.Answers {
		held[id] = carried{id, d}
	}
	moved, lines, err := criteria.Carry(m, old, next, held, c.merge)
	if err != nil {
		return nil, err
	}
	out := *app
	out.Edition, out.Answers, out.Levels = intake.NameOf(next), make(intake.Answers, len(next.Items())), map[ident.ItemID]criteria.Outcome{}
	for _, it := range next.Items() {
		if d, ok := moved[it.ID]; ok {
			out.Answers[it.ID] = d.Disclosure
			continue
		}
		out.Answers[it.ID] = intake.Disclosure{Kind: criteria.StateBlank, Type: it.Answer.Type}
		if it.Duty == criteria.Mandatory {
			c.find("item_asked_anew", fault.Must, it.ID)
		}
	}
	out.Migrations = append(slices.Clone(app.Migrations), intake.Migration{From: app.Edition, To: out.Edition, On: on, Lines: lines, Dropped: dropped(app.Answers, lines)})
	out.Header.Withhold, out.Changes = c.withheld(app.Header.Withhold), c.changed(app.Changes)
	out.Findings = slices.Concat(c.kept(app.Findings), c.list)
	out.Reassess(next)
	return &out, nil
}

// carried is a disclosure with the item it answered.
type carried struct {
	from ident.ItemID
	intake.Disclosure
}

// carrier carries one application.
type carrier struct {
	old     *criteria.Edition
	mapping *criteria.Mapping
	list    fault.List
}

func (c *carrier) find(code string, sev fault.Severity, id ident.ItemID, args ...string) {
	c.list = append(c.list, fault.Finding{Code: code, Severity: sev, Clause: "22", Criterion: string(id), Args: record.Args(args...)})
}

// merge makes the answer to a new item of the answers to the old ones.
func (c *carrier) merge(to criteria.Item, kind criteria.ChangeKind, from []carried) carried {
	first := from[0]
	if kind == criteria.Unchanged || kind == criteria.Moved {
		return first
	}
	var names, texts []string
	for _, f := range from {
		names = append(names, string(f.from))
		if text := f.Wording(); text != "" {
			texts = append(texts, text)
		}
	}
	was, _ := c.old.Item(first.from)
	if len(texts) > 0 {
		c.find("answer_carried", fault.Should, to.ID, "from", strings.Join(names, "、"))
	}
	switch {
	case kind == criteria.Modified && reflect.DeepEqual(was.Answer, to.Answer):
		return first
	case len(texts) == 0:
		first.Type = to.Answer.Type
		return first
	}
	text := strings.Join(texts, "\n")
	d, l := answer.Read(&workbook.Book{}, to, &workbook.Cell{Text: text, Kept: text})
	c.list = append(c.list, l...)
	d.At, d.Comment = first.At, first.Comment
	for _, f := range from {
		d.Evidence = append(d.Evidence, f.Evidence...)
	}
	return carried{first.from, d}
}

// kept are the findings that still hold: those about the application as a whole, and those about answers that stayed as they were, under
// their new numbers. Levels are assessed anew.
func (c *carrier) kept(l fault.List) fault.List {
	var out fault.List
	for _, f := range l {
		if f.Code == "level_not_met" || f.Code == "level_unclear" || f.Code == "item_asked_anew" || f.Code == "answer_carried" {
			continue
		}
		if f.Criterion != "" {
			line, ok := c.line(ident.ItemID(f.Criterion))
			if !ok || line.Kind != criteria.Unchanged && line.Kind != criteria.Moved {
				continue
			}
			f.Criterion = string(line.To[0])
		}
		out = append(out, f)
	}
	return out
}

func (c *carrier) line(id ident.ItemID) (criteria.MappingLine, bool) {
	i := slices.IndexFunc(c.mapping.Lines, func(l criteria.MappingLine) bool { return slices.Contains(l.From, id) })
	if i < 0 {
		return criteria.MappingLine{}, false
	}
	return c.mapping.Lines[i], true
}

// withheld carries the requests of Art. 11-2 on; an item that is gone is left as it was written.
func (c *carrier) withheld(list []intake.Withholding) []intake.Withholding {
	out := make([]intake.Withholding, len(list))
	for i, w := range list {
		out[i].Reason = w.Reason
		for _, id := range w.Items {
			if line, ok := c.line(ident.ItemID(id)); ok && len(line.To) > 0 {
				for _, to := range line.To {
					out[i].Items = append(out[i].Items, string(to))
				}
				continue
			}
			out[i].Items = append(out[i].Items, id)
		}
	}
	return out
}

// changed carries on what differs from the application before.
func (c *carrier) changed(was *intake.Changes) *intake.Changes {
	if was == nil {
		return nil
	}
	out := &intake.Changes{Header: was.Header, Answers: []intake.AnswerChange{}}
	for _, a := range was.Answers {
		line, _ := c.line(a.Item)
		for _, to := range line.To {
			a.Item = to
			out.Answers = append(out.Answers, a)
		}
	}
	return out
}

func dropped(a intake.Answers, lines []criteria.Provenance) intake.Answers {
	out := intake.Answers{}
	for _, l := range lines {
		if l.Kind == criteria.Withdrawn {
			for _, id := range l.From {
				out[id] = a[id]
			}
		}
	}
	return out
}
