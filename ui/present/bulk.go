package present

import (
	"shinsa/review/checklist"
	"shinsa/review/ident"
)

// Selection is a set of items to be judged together, in words.
type Selection struct {
	Word     string // サービス基本特性の、点検指摘のない項目
	Ready    []ident.ItemID
	Unopened []ident.ItemID // never on screen: not judged in bulk
	Judged   int            // has a verdict already
}

// Selections returns what can be judged together: what the outline lists now, what stands under the heading of the item at hand, and of
// both only what the pre-check has nothing to say about. A selection with nothing left to judge is not offered.
func (o *Outline) Selections(t Text, rows []OutlineRow, at ident.ItemID) []Selection {
	var listed, here []int
	for _, r := range rows {
		if !r.Heading {
			listed = append(listed, r.Position)
		}
	}
	title := ""
	if i := o.file.Edition.Position(at); i >= 0 {
		title = o.under[i].group.Title.In(o.lang)
		here = o.under[i].items
	}
	var out []Selection
	for _, s := range []struct {
		key   string
		items []int
		quiet bool
	}{
		{"walk.bulk_group_quiet", here, true},
		{"walk.bulk_group", here, false},
		{"walk.bulk_listed_quiet", listed, true},
		{"walk.bulk_listed", listed, false},
	} {
		sel := o.selection(s.items, s.quiet)
		if len(sel.Ready)+len(sel.Unopened) > 0 {
			sel.Word = t.T(s.key, "title", title)
			out = append(out, sel)
		}
	}
	return out
}

func (o *Outline) selection(items []int, quiet bool) Selection {
	var marks []checklist.Mark
	for _, i := range items {
		if !quiet || o.facts[i].finding == 0 {
			marks = append(marks, MarkOf(o.file, o.items[i].ID))
		}
	}
	ready, unopened, judged := checklist.BulkReady(marks)
	return Selection{Ready: ready, Unopened: unopened, Judged: len(judged)}
}
