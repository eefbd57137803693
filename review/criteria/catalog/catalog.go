// Package catalog brings editions of the criteria from and to the formats that others keep them in: the body's spreadsheet (XLSX, CSV)
// and OSCAL catalogs (NIST, JSON).
//
// An import makes a draft: what the source does not say, such as the type of an answer, is given its plainest form and left to the
// editor. The published layout No | 審査対象項目 | 記述内容 | 必須/選択 | 情報開示内容 is recognised by its headings; another layout is read
// with the columns a person named once (Columns), which the caller keeps. Serves Arts 3 and 22.
package catalog

import (
	"fmt"
	"regexp"
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
}

// None is a table without any known column.
var None = Columns{-1, -1, -1, -1, -1, -1}

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

// FromTable makes a draft of the rows of a table. A row in which only one cell says something is a heading over the rows below it. A
// blank duty or category is that of the row above; a row without number and title goes on with the content above.
func FromTable(rows [][]string, c Columns, h criteria.Head) (*criteria.Edition, error) {
	if c.Title < 0 {
		return nil, fault.New(fault.Invalid, "catalog_columns_unknown")
	}
	t := &tableReader{columns: c}
	for _, cells := range rows[min(c.Head+1, len(rows)):] {
		t.row(cells)
	}
	if len(t.items) == 0 {
		return nil, fault.New(fault.Invalid, "catalog_not_readable")
	}
	return criteria.Compose(draftOf(h), t.groups, t.items)
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
	category string
	duty     criteria.Duty
}

func (t *tableReader) row(cells []string) {
	get := func(col int) string {
		if col < 0 || col >= len(cells) {
			return ""
		}
		return clean(cells[col])
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
	t.groups = append(t.groups, criteria.Group{ID: fmt.Sprintf("G%02d", len(t.groups)+1), Title: criteria.Text{JA: title}})
	t.category = ""
}

func (t *tableReader) item(no, title, ask, category, duty string) {
	if len(t.groups) == 0 {
		t.heading("審査対象項目")
	}
	if category != "" {
		t.category = category
	}
	switch d := norm.NFKC.String(duty); {
	case strings.Contains(d, "必須") || strings.EqualFold(d, "mandatory"):
		t.duty = criteria.Mandatory
	case strings.Contains(d, "選択") || strings.Contains(d, "任意") || strings.EqualFold(d, "optional"):
		t.duty = criteria.Optional
	}
	if t.duty == "" {
		t.duty = criteria.Mandatory
	}
	if title == "" {
		title = t.category
	}
	t.items = append(t.items, criteria.Item{
		ID: itemID(no, len(t.items)+1), Group: t.groups[len(t.groups)-1].ID, Category: criteria.Text{JA: t.category},
		Title: criteria.Text{JA: title}, Ask: criteria.Text{JA: ask}, Duty: t.duty, Answer: answerFor(title, ask),
	})
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
