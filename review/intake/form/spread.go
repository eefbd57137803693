package form

import (
	"unicode/utf8"

	"shinsa/review/intake/date"
	"shinsa/review/intake/normal"
	"shinsa/review/intake/table"
	"shinsa/review/intake/workbook"
)

// spreads are the fields that printed forms part into boxes of a digit or a few: 7|9|9|9…, 03|-|0000|-|0001, 令和|8|年|4|月|20|日.
var spreads = map[string]func(whole string) bool{
	"corporate_number": func(s string) bool { return len(normal.Digits(s)) == 13 },
	"postal_code":      func(s string) bool { return normal.PostalCode(s) != "" },
	"contact_phone":    func(s string) bool { n := len(normal.Digits(s)); return n == 10 || n == 11 },
	"application_date": isDay, "current_expiry": isDay, "pledge_date": isDay,
}

func isDay(s string) bool {
	_, ok := date.Read(s).Civil()
	return ok
}

// narrow is the most characters that one box of a field parted into boxes holds, and boxes how many of them there are at most.
const (
	narrow = 6
	boxes  = 20
)

// spread joins the boxes of a field that is parted into several, from its first one on; "" where the field is whole in its own cell, or the
// boxes together are nothing of the kind that the field asks for.
func (f *formA) spread(field string, first workbook.Ref) string {
	whole := spreads[field]
	if whole == nil || whole(f.sheet.Text(first)) {
		return ""
	}
	joined, last := "", workbook.Ref{}
	for col := first.Col; col < first.Col+boxes && col <= table.Width(f.sheet); col++ {
		ref := f.sheet.Anchor(workbook.Ref{Row: first.Row, Col: col})
		if ref == last {
			continue
		}
		last = ref
		c := f.sheet.Cell(ref)
		if f.isLabel(ref) || c != nil && utf8.RuneCountInString(c.Kept) > narrow {
			break
		}
		if c != nil {
			joined += normal.Clean(c.Kept)
		}
		if whole(joined) && (field != "contact_phone" || col == first.Col+boxes-1) {
			return joined
		}
	}
	if whole(joined) {
		return joined
	}
	return ""
}
