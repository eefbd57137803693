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

// MappingRows lists the lines of a mapping: those that wait to be confirmed alone when open is set, and those that hold what is searched for.
func MappingRows(t Text, m *criteria.Mapping, old, next *criteria.Edition, open bool, query string) []MappingRow {
	words := strings.Fields(Fold(query))
	var out []MappingRow
	for i, l := range m.Lines {
		if open && l.Confirmed {
			continue
		}
		title := titleOf(t, old, l.From)
		if now := titleOf(t, next, l.To); now != "" {
			title = now
		}
		text := Fold(FromTo(l.From, l.To) + " " + titleOf(t, old, l.From) + " " + title)
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

// UnmappedOf finds what stays behind when an application goes by a mapping.
func UnmappedOf(t Text, m *criteria.Mapping, old, next *criteria.Edition, app *intake.Application) Unmapped {
	var u Unmapped
	for _, l := range m.Lines {
		switch l.Kind {
		case criteria.Withdrawn:
			if d := app.Answers[l.From[0]]; d.Kind != criteria.StateBlank && d.Kind != "" {
				u.Dropped = append(u.Dropped, ItemName(t, old, string(l.From[0])))
			}
		case criteria.New:
			if it, ok := next.Item(l.To[0]); ok && it.Duty == criteria.Mandatory {
				u.Asked = append(u.Asked, ItemName(t, next, string(l.To[0])))
			}
		}
	}
	return u
}
