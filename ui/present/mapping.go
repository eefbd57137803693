package present

import (
	"strings"

	"shinsa/review/criteria"
	"shinsa/review/ident"
	"shinsa/review/intake"
)

// MappingRow is one line of a mapping in a list.
type MappingRow struct {
	Index     int // in Mapping.Lines
	Sign      Sign
	Ids       string
	Title     string
	Confirmed bool
}

// Mapped is a mapping between its two editions.
type Mapped struct {
	Mapping   *criteria.Mapping
	Old, Next *criteria.Edition
}

// Rows lists the lines of the mapping: those that wait to be confirmed alone when open is set, and those that hold what is searched for.
func (m Mapped) Rows(t Text, open bool, query string) []MappingRow {
	words := strings.Fields(Fold(query))
	var out []MappingRow
	for i, l := range m.Mapping.Lines {
		if open && l.Confirmed {
			continue
		}
		title := titleOf(t, m.Old, l.From)
		if now := titleOf(t, m.Next, l.To); now != "" {
			title = now
		}
		text := Fold(FromTo(l.From, l.To) + " " + titleOf(t, m.Old, l.From) + " " + title)
		found := true
		for _, w := range words {
			found = found && strings.Contains(text, w)
		}
		if found {
			out = append(out, MappingRow{Index: i, Sign: Change(t, l.Kind), Ids: FromTo(l.From, l.To), Title: title, Confirmed: l.Confirmed})
		}
	}
	return out
}

func titleOf(t Text, e *criteria.Edition, ids []ident.ItemID) string {
	var out []string
	for _, id := range ids {
		if it, ok := e.Item(id); ok {
			out = append(out, it.Title.In(t.Lang()))
		}
	}
	return strings.Join(out, " / ")
}

// Unmapped says what a mapping would not carry: the disclosures to withdrawn items, and the items that are asked anew.
type Unmapped struct {
	Dropped []string // items whose disclosure no item takes over, with their titles
	Asked   []string // mandatory items that nobody has disclosed yet
}

// Unmapped finds what stays behind when an application goes by the mapping.
func (m Mapped) Unmapped(t Text, app *intake.Application) Unmapped {
	var u Unmapped
	for _, l := range m.Mapping.Lines {
		switch l.Kind {
		case criteria.Withdrawn:
			if d := app.Answers[l.From[0]]; d.Kind != criteria.StateBlank && d.Kind != "" {
				u.Dropped = append(u.Dropped, ItemName(t, m.Old, string(l.From[0])))
			}
		case criteria.New:
			if it, ok := m.Next.Item(l.To[0]); ok && it.Duty == criteria.Mandatory {
				u.Asked = append(u.Asked, ItemName(t, m.Next, string(l.To[0])))
			}
		}
	}
	return u
}
