package i18n

import "time"

// Date writes a day with its western year: 2026年4月1日, in English 1 April 2026. Package era writes the Japanese era.
func (t *Text) Date(year int, month time.Month, day int) string {
	var name any = int(month)
	if t.lang == English {
		name = month // as a word
	}
	return t.T("date.day", "year", year, "month", name, "day", day)
}
