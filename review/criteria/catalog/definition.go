package catalog

import (
	"bytes"
	"fmt"

	"go.yaml.in/yaml/v3"

	"shinsa/review/canon"
	"shinsa/review/criteria"
	"shinsa/review/ident"
)

// definition is what this program writes beside the words of an item or heading, so that a table or catalog it wrote comes back as the same
// content: the whole item or heading, and its place in the edition. Words that somebody changed beside it prevail.
type definition struct {
	At    int             `json:"at" yaml:"at"`
	Item  *criteria.Item  `json:"item,omitempty" yaml:"item,omitempty"`
	Group *criteria.Group `json:"group,omitempty" yaml:"group,omitempty"`
}

// longest is how many characters a cell of a workbook holds. What is longer goes without a definition and is read by its words.
const longest = 32767

func (d definition) text() (string, error) {
	b, err := canon.Marshal(d)
	if err != nil {
		return "", fmt.Errorf("encode definition: %w", err)
	}
	if len(b) > longest {
		return "", nil
	}
	return string(b), nil
}

// defined reads what text wrote; anything else is no definition.
func defined(s string) (definition, bool) {
	var d definition
	if len(s) == 0 || s[0] != '{' {
		return d, false
	}
	dec := yaml.NewDecoder(bytes.NewReader([]byte(s)))
	dec.KnownFields(true)
	err := dec.Decode(&d)
	return d, err == nil && (d.Item == nil) != (d.Group == nil)
}

// words are what a table or catalog shows of an item.
type words struct{ no, category, title, ask, duty, level string }

func wordsOf(it criteria.Item) words {
	w := words{string(it.ID), it.Category.JA, it.Title.JA, it.Ask.JA, "必須", ""}
	if it.Duty == criteria.Optional {
		w.duty = "選択"
	}
	if it.Level != nil {
		w.level = it.Level.Text.JA
	}
	return w
}

// reworded returns the item of a definition with the words that stand beside it, where they are not those it was written with.
func reworded(it criteria.Item, now words) criteria.Item {
	was := wordsOf(it)
	put := func(to *criteria.Text, was, now string) {
		if clean(was) != clean(now) {
			*to = criteria.Text{JA: now}
		}
	}
	put(&it.Category, was.category, now.category)
	put(&it.Title, was.title, now.title)
	put(&it.Ask, was.ask, now.ask)
	if it.Level != nil && clean(was.level) != clean(now.level) && now.level != "" {
		l := *it.Level
		l.Text = criteria.Text{JA: now.level}
		it.Level = &l
	}
	if d := dutyOf(now.duty); d != "" {
		it.Duty = d
	}
	if id := itemID(now.no, 0); now.no != "" && id != it.ID {
		it.ID = id
	}
	return it
}

// Draft is an edition read from a table or catalog.
type Draft struct {
	*criteria.Edition
	Assumed []ident.ItemID // items whose answer nobody defined: it was given the plainest form that fits the wording
}
