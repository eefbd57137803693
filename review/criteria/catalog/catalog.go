// Package catalog brings editions of the criteria from and to the formats that others keep them in: the body's spreadsheet (XLSX, CSV)
// and OSCAL catalogs (NIST, JSON).
//
// An import makes a draft: what the source does not say, such as the type of an answer, is given its plainest form and left to the
// editor. The published layout No | 審査対象項目 | 記述内容 | 必須/選択 | 情報開示内容 is recognised by its headings; another layout is read
// with the columns a person named once (Columns), which the caller keeps. Serves Arts 3 and 22.
package catalog

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Columns says which column of a table is which, counted from 0; -1 where the table has none. Head is the row of the headings, -1 for none.
type Columns struct {
	Head     int `json:"head"`
	No       int `json:"no"`
	Category int `json:"category"`
	Title    int `json:"title"`
	Ask      int `json:"ask"`
	Duty     int `json:"duty"`
	Own      int `json:"own,omitempty"` // what this program wrote beside the words, counted from 1; 0 where the table is from elsewhere
}

// None is a table without any known column.
var None = Columns{Head: -1, No: -1, Category: -1, Title: -1, Ask: -1, Duty: -1}

var headings = []struct {
	words  *regexp.Regexp
	column func(*Columns) *int
}{
	{regexp.MustCompile(`^(?:記述内容|記載内容|記載事項|内容|content|ask)$`), func(c *Columns) *int { return &c.Ask }},
	{regexp.MustCompile(`^(?:必須/?選択|必須・選択|必須|duty)$`), func(c *Columns) *int { return &c.Duty }},
	{regexp.MustCompile(`^(?:審査対象項目\(大\)|大項目|大分類|分類|区分|category)$`), func(c *Columns) *int { return &c.Category }},
	{regexp.MustCompile(`^(?:審査対象項目(?:\(小\))?|審査項目|小項目|小分類|項目名?|title)$`), func(c *Columns) *int { return &c.Title }},
	{regexp.MustCompile(`^(?:no\.?|番号|項番|項目番号|id)$`), func(c *Columns) *int { return &c.No }},
}

// Guess finds the headings of a table among its first rows.
func Guess(rows [][]string) (Columns, bool) {
	best, most := None, 0
	for r := range min(len(rows), 40) {
		c, n := None, 0
		c.Head = r
		for i, cell := range rows[r] {
			key := strings.ToLower(strings.Join(strings.Fields(norm.NFKC.String(cell)), ""))
			if key == ownHeading {
				c.Own = i + 1
			}
			for _, h := range headings {
				if at := h.column(&c); *at < 0 && h.words.MatchString(key) {
					*at = i
					n++
					break
				}
			}
		}
		if n > most && c.Title >= 0 && (c.Ask >= 0 || c.No >= 0) {
			best, most = c, n
		}
	}
	return best, most > 1
}

// ownHeading stands over what this program writes beside the words.
const ownHeading = "定義(変更しない)"

// FromTable makes a draft of the rows of a table. A row in which only one cell says something is a heading over the rows below it. A
// blank duty or category is that of the row above; a row without number and title goes on with the content above. Rows that this program
// wrote are what they were, but for words that were changed since.
func FromTable(rows [][]string, c Columns, h criteria.Head) (Draft, error) {
	if c.Title < 0 {
		return Draft{}, fault.New(fault.Invalid, "catalog_columns_unknown")
	}
	t := &tableReader{columns: c}
	for _, cells := range rows[min(c.Head+1, len(rows)):] {
		t.row(cells)
	}
	if len(t.items) == 0 {
		return Draft{}, fault.New(fault.Invalid, "catalog_not_readable")
	}
	e, err := criteria.Compose(draftOf(h), t.placed(), t.items)
	return Draft{e, t.assumed}, err
}

// draftOf keeps an import a draft until it is deliberated (Art. 22).
func draftOf(h criteria.Head) criteria.Head {
	h.Status = criteria.Draft
	return h
}

type tableReader struct {
	columns  Columns
	groups   []criteria.Group
	items    []criteria.Item
	at       string // the heading above the row
	category string
	duty     criteria.Duty
	assumed  []ident.ItemID
	place    map[string]int // of the headings that were defined
	heads    int            // headings without a definition
}

func (t *tableReader) row(cells []string) {
	get := func(col int) string {
		if col < 0 || col >= len(cells) {
			return ""
		}
		return clean(cells[col])
	}
	d, own := definition{}, false
	if i := t.columns.Own - 1; i >= 0 && i < len(cells) {
		if d, own = defined(clean(cells[i])); !own {
			cells = slices.Clone(cells)
			cells[i] = ""
		}
	}
	if own {
		level := ""
		if t.columns.Own > 1 {
			level = get(t.columns.Own - 2)
		}
		t.define(d, words{get(t.columns.No), get(t.columns.Category), get(t.columns.Title), get(t.columns.Ask), get(t.columns.Duty), level}, clean(cells[0]))
		return
	}
	said := map[string]bool{}
	for _, c := range cells {
		if s := clean(c); s != "" {
			said[s] = true
		}
	}
	no, title, ask := get(t.columns.No), get(t.columns.Title), get(t.columns.Ask)
	switch {
	case len(said) == 0:
	case len(said) == 1 && ask == "" || len(said) == 1 && title == ask:
		for s := range said {
			t.heading(s)
		}
	case no == "" && title == "" && ask != "" && len(t.items) > 0:
		t.items[len(t.items)-1].Ask.JA += "\n" + ask
	case title != "" || no != "":
		t.item(no, title, ask, get(t.columns.Category), get(t.columns.Duty))
	}
}

func (t *tableReader) heading(title string) {
	t.heads++
	id := fmt.Sprintf("G%02d", t.heads)
	for slices.ContainsFunc(t.groups, func(g criteria.Group) bool { return g.ID == id }) {
		t.heads++
		id = fmt.Sprintf("G%02d", t.heads)
	}
	t.groups = append(t.groups, criteria.Group{ID: id, Title: criteria.Text{JA: title}})
	t.at, t.category = id, ""
}

// define takes a row that this program wrote.
func (t *tableReader) define(d definition, now words, first string) {
	if d.Item != nil {
		if t.at == "" {
			t.heading("審査対象項目")
		}
		it := reworded(*d.Item, now)
		it.Group = t.at // a row under another heading belongs there
		t.category, t.duty = it.Category.JA, it.Duty
		t.items = append(t.items, it)
		return
	}
	g := *d.Group
	if first != "" && first != clean(g.Title.JA) {
		g.Title = criteria.Text{JA: first}
	}
	t.at, t.category = g.ID, ""
	if slices.ContainsFunc(t.groups, func(x criteria.Group) bool { return x.ID == g.ID }) {
		return // its items go on
	}
	if t.place == nil {
		t.place = map[string]int{}
	}
	t.place[g.ID] = d.At
	t.groups = append(t.groups, g)
}

// placed are the headings in the order of the edition they were written from; others stay after the one above them.
func (t *tableReader) placed() []criteria.Group {
	key, last := map[string]int{}, 0
	for _, g := range t.groups {
		if at, ok := t.place[g.ID]; ok {
			last = at
		}
		key[g.ID] = last
	}
	out := slices.Clone(t.groups)
	slices.SortStableFunc(out, func(a, b criteria.Group) int { return cmp.Compare(key[a.ID], key[b.ID]) })
	return out
}

func (t *tableReader) item(no, title, ask, category, duty string) {
	if len(t.groups) == 0 {
		t.heading("審査対象項目")
	}
	if category != "" {
		t.category = category
	}
	if d := dutyOf(duty); d != "" {
		t.duty = d
	}
	if t.duty == "" {
		t.duty = criteria.Mandatory
	}
	if title == "" {
		title = t.category
	}
	id := itemID(no, len(t.items)+1)
	t.assumed = append(t.assumed, id)
	t.items = append(t.items, criteria.Item{
		ID: id, Group: t.at, Category: criteria.Text{JA: t.category},
		Title: criteria.Text{JA: title}, Ask: criteria.Text{JA: ask}, Duty: t.duty, Answer: answerFor(title, ask),
	})
}

// dutyOf reads 必須 or 選択; "" where neither is said.
func dutyOf(s string) criteria.Duty {
	switch d := norm.NFKC.String(s); {
	case strings.Contains(d, "必須") || strings.EqualFold(d, "mandatory"):
		return criteria.Mandatory
	case strings.Contains(d, "選択") || strings.Contains(d, "任意") || strings.EqualFold(d, "optional"):
		return criteria.Optional
	}
	return ""
}

var notID = regexp.MustCompile(`[^0-9A-Za-z._-]+`)

// itemID makes an id of what the number column says: １－１ is 1-1. A row without a number is named by its place.
func itemID(no string, place int) ident.ItemID {
	s := strings.Trim(notID.ReplaceAllString(norm.NFKC.String(strings.NewReplacer("－", "-", "‐", "-", "−", "-").Replace(no)), "."), ".-_")
	if s == "" {
		s = fmt.Sprintf("row%d", place)
	}
	return ident.ItemID(s)
}

// answerFor is the plainest answer that fits the wording: 有無 asks for yes or no, 年月日 for a date, all else for text.
func answerFor(title, ask string) criteria.Answer {
	switch both := title + ask; {
	case strings.Contains(both, "有無"):
		return criteria.Answer{Type: criteria.YesNoAnswer}
	case strings.HasSuffix(title, "年月日"):
		return criteria.Answer{Type: criteria.DateAnswer}
	}
	return criteria.Answer{Type: criteria.TextAnswer}
}

func clean(s string) string {
	return strings.Trim(strings.ReplaceAll(norm.NFC.String(s), "\r\n", "\n"), " \t\n\r　")
}
