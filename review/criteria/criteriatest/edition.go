// Package criteriatest makes editions of the criteria of any size, for tests and measurements: a tree of headings as deep as asked for, with
// the items under its leaves. The same numbers always make the same edition.
package criteriatest

import (
	"encoding/json"
	"fmt"

	"shinsa/review/criteria"
)

// Large is the size that the outline of a case has to bear: far more than any edition so far.
const (
	LargeItems  = 6000
	LargeLevels = 8
)

// perLeaf is how many items stand under one heading, about.
const perLeaf = 25

type object = map[string]any

// Edition returns an edition with a number of items under headings in a number of levels. Every second item is mandatory, every fourth has
// a level, every tenth is asked of IoT services only.
func Edition(items, levels int) (*criteria.Edition, error) {
	groups, leaves := tree(levels, max(1, items/perLeaf))
	doc := object{
		"format": "shinsa-criteria", "version": 1, "groups": groups,
		"edition": object{
			"id": fmt.Sprintf("made-%d-%d", items, levels), "title": text("試作の審査基準", "Made criteria"), "in_force_from": "2018-12-01",
			"status": "in_force", "sample": true,
		},
	}
	all := make([]object, items)
	for i := range all {
		all[i] = item(i, leaves[i*len(leaves)/items])
	}
	doc["items"] = all
	b, err := json.Marshal(doc)
	if err != nil {
		return nil, fmt.Errorf("encode edition: %w", err)
	}
	return criteria.Parse(b)
}

// tree returns the headings of a tree with as many leaves as wanted, or a few more, the parent always first, and the ids of its leaves.
func tree(levels, wanted int) (groups []object, leaves []string) {
	branches := 1
	for power(branches, levels) < wanted {
		branches++
	}
	var grow func(parent string, depth int)
	grow = func(parent string, depth int) {
		for i := 1; i <= branches; i++ {
			id := fmt.Sprintf("%s.%d", parent, i)
			g := object{"id": id, "title": text(fmt.Sprintf("第%d段の見出し%s", depth, id[2:]), "Heading "+id[2:])}
			if parent != "G" {
				g["parent"] = parent
			}
			groups = append(groups, g)
			if depth == levels {
				leaves = append(leaves, id)
				continue
			}
			grow(id, depth+1)
		}
	}
	grow("G", 1)
	return groups, leaves
}

func power(base, n int) int {
	out := 1
	for range n {
		out *= base
	}
	return out
}

func item(i int, group string) object {
	id := fmt.Sprintf("%d.%d", i/100+1, i%100+1)
	it := object{
		"id": id, "group": group, "category": text("分類", "Category"), "title": text("審査対象項目"+id, "Object of examination "+id),
		"ask":  text("この項目について、提供の条件と対象の範囲を具体的に記述すること。", "Describe the conditions and the scope of this item."),
		"duty": "mandatory", "answer": object{"type": "text"}, "source": "made", "iot": i%10 == 9,
	}
	if i%2 == 1 {
		it["duty"] = "optional"
	}
	if i%4 == 0 {
		it["answer"] = object{"type": "number", "unit": "%"}
		it["level"] = object{"text": text("99.5％以上であること。", "At least 99.5 %."), "check": object{"op": "gte", "number": 99.5, "unit": "%"}}
	}
	return it
}

func text(ja, en string) object { return object{"ja": ja, "en": en} }
