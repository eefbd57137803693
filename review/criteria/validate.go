package criteria

import (
	"regexp"
	"slices"
	"strconv"

	"shinsa/review/fault"
	"shinsa/review/ident"
)

var (
	idPattern = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$`)
	statuses  = []Status{Draft, Deliberated, Announced, InForce, Superseded}
	kinds     = []PartKind{"", Frequency, Duration, Count, Place, Means, Notice, Period, Term, Authentication}
	types     = []AnswerType{TextAnswer, DateAnswer, NumberAnswer, YesNoAnswer, ChoiceAnswer, ListAnswer, FileAnswer}
)

// checker gathers the findings of one document.
type checker struct {
	list  fault.List
	items map[ident.ItemID]Item
}

func (c *checker) add(code string, id ident.ItemID, at string) {
	c.list = append(c.list, fault.Finding{Code: code, Severity: fault.Must, Clause: "3", Criterion: string(id), At: at})
}

func check(doc document) fault.List {
	c := &checker{items: make(map[ident.ItemID]Item, len(doc.Items))}
	c.head(doc.Edition)
	groups := c.groups(doc.Groups)
	if len(doc.Items) == 0 {
		c.add("criteria_no_items", "", "items")
	}
	for i, it := range doc.Items {
		at := "items[" + strconv.Itoa(i) + "]"
		if _, twice := c.items[it.ID]; twice {
			c.add("criteria_id_twice", it.ID, at+".id")
		}
		c.items[it.ID] = it
		if !groups[it.Group] {
			c.add("criteria_group_unknown", it.ID, at+".group")
		}
		c.item(it, at)
	}
	for i, it := range doc.Items {
		at := "items[" + strconv.Itoa(i) + "]"
		if it.Level != nil {
			c.level(it, at+".level.check")
		}
		if d := it.DependsOn; d != nil {
			if other, ok := c.items[d.Item]; !ok || other.Answer.Type != YesNoAnswer || d.Word != "yes" && d.Word != "no" {
				c.add("criteria_check_impossible", it.ID, at+".depends_on")
			}
		}
	}
	return c.list
}

func (c *checker) head(h Head) {
	if !idPattern.MatchString(string(h.ID)) {
		c.add("criteria_id_invalid", "", "edition.id")
	}
	if h.Title.JA == "" {
		c.add("criteria_text_missing", "", "edition.title")
	}
	if !slices.Contains(statuses, h.Status) {
		c.add("criteria_word_unknown", "", "edition.status")
	}
	if h.InForceFrom.IsZero() && (h.Status == InForce || h.Status == Superseded || h.Status == Announced) {
		c.add("criteria_date_missing", "", "edition.in_force_from")
	}
}

func (c *checker) groups(list []Group) map[string]bool {
	seen := make(map[string]bool, len(list))
	for i, g := range list {
		at := "groups[" + strconv.Itoa(i) + "]"
		switch {
		case !idPattern.MatchString(g.ID):
			c.add("criteria_id_invalid", "", at+".id")
		case seen[g.ID]:
			c.add("criteria_id_twice", "", at+".id")
		}
		if g.Parent != "" && !seen[g.Parent] {
			c.add("criteria_group_unknown", "", at+".parent") // parents stand before their children, so there is no circle
		}
		if g.Title.JA == "" {
			c.add("criteria_text_missing", "", at+".title")
		}
		seen[g.ID] = true
	}
	return seen
}

func (c *checker) item(it Item, at string) {
	if !idPattern.MatchString(string(it.ID)) {
		c.add("criteria_id_invalid", it.ID, at+".id")
	}
	if it.Title.JA == "" {
		c.add("criteria_text_missing", it.ID, at+".title")
	}
	if it.Duty != Mandatory && it.Duty != Optional {
		c.add("criteria_word_unknown", it.ID, at+".duty")
	}
	a := it.Answer
	if !slices.Contains(types, a.Type) || (a.Also != "" && !slices.Contains(types, a.Also)) {
		c.add("criteria_word_unknown", it.ID, at+".answer.type")
	}
	if a.Type == ChoiceAnswer && len(a.Choices) == 0 {
		c.add("criteria_choices_missing", it.ID, at+".answer.choices")
	}
	if a.Type == NumberAnswer && a.Unit == "" {
		c.add("criteria_unit_missing", it.ID, at+".answer.unit")
	}
	if a.Format != "" && a.Format != "url" {
		c.add("criteria_word_unknown", it.ID, at+".answer.format")
	}
	if _, err := regexp.Compile(a.Pattern); err != nil {
		c.add("criteria_pattern_invalid", it.ID, at+".answer.pattern")
	}
	for _, ch := range a.Choices {
		if ch.JA == "" {
			c.add("criteria_text_missing", it.ID, at+".answer.choices")
		}
	}
	for _, p := range slices.Concat(a.Columns, a.Parts) {
		if p.JA == "" {
			c.add("criteria_text_missing", it.ID, at+".answer.parts")
		}
		if !slices.Contains(kinds, p.Kind) {
			c.add("criteria_word_unknown", it.ID, at+".answer.parts.kind")
		}
	}
}

// level sees that a check can be made of the answer it is about.
func (c *checker) level(it Item, at string) {
	k, a := it.Level.Check, it.Answer
	ok := true
	switch k.Op {
	case NonEmpty:
	case Answered:
		ok = a.Type == YesNoAnswer
	case Equal:
		ok = a.Type == YesNoAnswer && (k.Word == "yes" || k.Word == "no")
	case AtLeast, AtMost:
		ok = a.Type == NumberAnswer || a.numeric(k.Part)
	case AtLeastOf:
		other, found := c.items[k.Item]
		ok = found && other.Answer.Type == NumberAnswer && a.Type == NumberAnswer
	case HasParts:
		ok = len(k.Parts) > 0
		for _, p := range k.Parts {
			_, found := a.Part(p)
			ok = ok && found
		}
	case PartsLimit:
		ok = len(k.Limits) > 0
		for _, l := range k.Limits {
			ok = ok && a.numeric(l.Part)
		}
	case YesAndPart:
		ok = a.Type == YesNoAnswer && a.numeric(k.Part)
	default:
		c.add("criteria_word_unknown", it.ID, at+".op")
		return
	}
	if !ok {
		c.add("criteria_check_impossible", it.ID, at)
	}
}

// Part returns the part or detail with this Japanese name.
func (a Answer) Part(name string) (Part, bool) {
	for _, p := range a.Parts {
		if p.JA == name {
			return p, true
		}
	}
	if a.Detail != nil && a.Detail.JA == name {
		return *a.Detail, true
	}
	return Part{}, false
}

func (a Answer) numeric(part string) bool {
	p, ok := a.Part(part)
	return ok && p.Unit != ""
}
