package answer

import (
	"strings"

	"shinsa/review/intake/date"
	"shinsa/review/intake/normal"
	"shinsa/review/intake/record"
	"shinsa/review/intake/workbook"
)

// Readings returns the dates that a reading leaves possible.
func Readings(d date.Reading) []string {
	if len(d.Readings) > 0 {
		return d.Readings
	}
	if d.ISO() != "" {
		return []string{d.ISO()}
	}
	return nil
}

// Date reads a date from a cell: a day number of the spreadsheet, or text. serial tells that the number had no date format.
func Date(b *workbook.Book, c *workbook.Cell, text string) (d date.Reading, serial bool) {
	if c == nil || c.Number == nil {
		return date.Read(text), false
	}
	formatted := date.IsFormat(c.Format)
	day, ok := date.SerialDay(*c.Number, b.Date1904)
	switch {
	case ok && formatted:
		return date.Reading{Year: day.Year, Month: int(day.Month), Day: day.Day}, false
	case ok && day.Year >= 1945 && day.Year <= 2099 && *c.Number >= 10_000: // a bare five-digit number where a date is asked
		if len(text) == 8 {
			return date.Read(text), false
		}
		return date.Reading{Year: day.Year, Month: int(day.Month), Day: day.Day, Why: normal.Serial}, true
	}
	return date.Read(text), false
}

// Raw returns what stands in a cell, as it is kept beside a value.
func Raw(c *workbook.Cell) *record.Raw {
	if c.Number != nil {
		return &record.Raw{Number: c.Number, Format: c.Format}
	}
	return &record.Raw{Text: c.Text}
}

// Either writes the possible readings for a sentence.
func Either(readings []string) string {
	if len(readings) == 0 {
		return "－"
	}
	return strings.Join(readings, " / ")
}
