package present

import (
	"strconv"
	"strings"

	"shinsa/i18n/era"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/ident"
)

// Date writes a day for the reader: 2026年4月1日, 令和8年4月1日 or 1 April 2026; no date is a dash.
func Date(t Text, d civil.Date) string {
	if d.IsZero() {
		return "－"
	}
	if t.Era() {
		return era.Format(d.Year, d.Month, d.Day)
	}
	var month any = int(d.Month)
	if t.Lang() == "en" {
		month = d.Month
	}
	return t.T("date.day", "year", d.Year, "month", month, "day", d.Day)
}

// JapaneseDate writes a day as Japanese papers do, in the era: 令和8年4月1日. It is for texts that are published in Japanese.
func JapaneseDate(d civil.Date) string { return era.Format(d.Year, d.Month, d.Day) }

// ItemName returns an item's id with its title in the reader's language; the id alone when the edition does not have it.
func ItemName(t Text, e *criteria.Edition, id string) string {
	if e == nil {
		return id
	}
	it, ok := e.Item(ident.ItemID(id))
	if !ok {
		return id
	}
	return id + "　" + it.Title.In(t.Lang())
}

// Yen writes an amount with groups of three: 55,000円 or ¥55,000.
func Yen(t Text, n int64) string { return t.T("money.yen", "amount", Grouped(n)) }

// Limit writes a limit between amounts as it is said: 50万円 where it is whole in units of 10,000, or ¥500,000.
func Limit(t Text, n int64) string {
	const man = 10_000
	if t.Lang() != "ja" || n%man != 0 {
		return Yen(t, n)
	}
	return t.T("money.yen", "amount", Grouped(n/man)+"万")
}

// Grouped writes a number with commas between groups of three digits.
func Grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	var b strings.Builder
	for i, r := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	return sign + b.String()
}

// Bytes writes a file size as people read it.
func Bytes(n int64) string {
	switch {
	case n >= 1<<20:
		return strconv.FormatFloat(float64(n)/(1<<20), 'f', 1, 64) + " MB"
	case n >= 1<<10:
		return strconv.FormatInt((n+1<<9)>>10, 10) + " KB"
	}
	return strconv.FormatInt(n, 10) + " B"
}

// Digest writes the first and last digits of a digest: enough to compare by eye.
func Digest(d ident.Digest) string {
	if len(d) < 16 {
		return string(d)
	}
	return string(d[:8]) + "…" + string(d[len(d)-4:])
}

// DateTyped reads a date as people type it: 2026-04-01, 2026/4/1, 令和8年4月1日, R8.4.1. What cannot be read is no date.
func DateTyped(s string) civil.Date {
	y, m, d, err := era.Parse(s)
	if err != nil {
		return civil.Date{}
	}
	return civil.Date{Year: y, Month: m, Day: d}
}

// Shortened cuts a text after a number of characters and says so with ….
func Shortened(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most]) + "…"
}

// Whole reads a whole number that Count wrote; -1 when it is none.
func Whole(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}
