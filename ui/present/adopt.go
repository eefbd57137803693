package present

import (
	"strconv"
	"strings"

	"shinsa/review/criteria"
	"shinsa/review/criteria/catalog"
)

// ColumnRole is what a column of a table of criteria can be.
type ColumnRole string

// ColumnRoles are the roles in the order of the published layout; "" is a column that is not read.
var ColumnRoles = []ColumnRole{"", "no", "category", "title", "ask", "duty"}

// RoleOf returns what a column of a table is read as.
func RoleOf(c catalog.Columns, column int) ColumnRole {
	for role, at := range places(&c) {
		if *at == column {
			return role
		}
	}
	return ""
}

// WithRole gives a column a role, which no other column has from then on.
func WithRole(c catalog.Columns, column int, role ColumnRole) catalog.Columns {
	for r, at := range places(&c) {
		if r == role {
			*at = column
		} else if *at == column {
			*at = -1
		}
	}
	return c
}

func places(c *catalog.Columns) map[ColumnRole]*int {
	return map[ColumnRole]*int{"no": &c.No, "category": &c.Category, "title": &c.Title, "ask": &c.Ask, "duty": &c.Duty}
}

// TableColumn is one column of a table as a person sees it to say what it is.
type TableColumn struct {
	Index   int
	Name    string // the letter of a spreadsheet and what stands at its head
	Role    ColumnRole
	Example string // what stands below its head
}

// TableColumns lists the columns of a table that say anything.
func TableColumns(rows [][]string, c catalog.Columns) []TableColumn {
	width := 0
	for _, r := range rows {
		width = max(width, len(r))
	}
	var out []TableColumn
	for i := range width {
		col := TableColumn{Index: i, Name: letters(i), Role: RoleOf(c, i)}
		var said []string
		for r, cells := range rows {
			if i >= len(cells) || strings.TrimSpace(cells[i]) == "" {
				continue
			}
			switch {
			case r == c.Head:
				col.Name += "　" + oneLine(cells[i])
			case r > c.Head && len(said) < 3:
				said = append(said, oneLine(cells[i]))
			}
		}
		col.Example = strings.Join(said, "　／　")
		if len(said) > 0 {
			out = append(out, col)
		}
	}
	return out
}

func letters(i int) string {
	name := string(rune('A' + i%26))
	if i >= 26 {
		name = string(rune('A'+i/26-1)) + name
	}
	return name
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// headRows is how many rows are offered as the one with the headings.
const headRows = 4

// HeadRows lists the rows that could be the one with the headings: the first ones that say something in several columns, by their words;
// -1 stands for none. Their number is that among the rows that were read, where blank ones are left out, so it is not shown.
func HeadRows(rows [][]string) []Fact {
	var out []Fact
	for i := range rows {
		if len(out) == headRows {
			break
		}
		var said []string
		for _, c := range rows[i] {
			if c = oneLine(c); c != "" {
				said = append(said, c)
			}
		}
		if len(said) > 1 {
			out = append(out, Fact{Label: strconv.Itoa(i), Value: strings.Join(said, " | ")})
		}
	}
	return out
}

// ReadLine is one item as it will be read.
type ReadLine struct {
	Heading bool
	No, Title,
	Ask, Duty string
}

// ReadLines lists the first items of an edition that was read, with their headings, for a look before it is kept.
func ReadLines(t Text, e *criteria.Edition, most int) []ReadLine {
	var out []ReadLine
	group := ""
	for _, it := range e.Items()[:min(most, len(e.Items()))] {
		if it.Group != group {
			group = it.Group
			g, _ := e.Group(group)
			out = append(out, ReadLine{Heading: true, Title: g.Title.In(t.Lang())})
		}
		out = append(out, ReadLine{No: string(it.ID), Title: it.Title.In(t.Lang()), Ask: oneLine(it.Ask.In(t.Lang())), Duty: t.T("criteria." + string(it.Duty))})
	}
	return out
}
