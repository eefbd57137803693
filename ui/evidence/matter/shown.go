package matter

import (
	"strconv"
	"strings"
	"time"

	"shinsa/review/intake/workbook"
)

// shown writes a cell as its sheet shows it, as far as the meaning hangs on it: a date as a date, a share as per cent, digits after the point as
// many as there are. Separators and colours make no difference to what is said.
func shown(c *workbook.Cell, from1904 bool) string {
	if c.Number == nil {
		return c.Text
	}
	format := bare(c.Format)
	switch {
	case strings.ContainsAny(format, "ydghse") && !strings.ContainsAny(format, "0#?"):
		return moment(*c.Number, format, from1904)
	case strings.HasSuffix(format, "%"):
		return strconv.FormatFloat(*c.Number*100, 'f', decimals(format), 64) + "%"
	}
	return c.Text
}

// bare returns the first section of a number format in lower case, without literals, colours and fill characters.
func bare(format string) string {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		switch format[i] {
		case ';':
			return b.String()
		case '"':
			end := strings.IndexByte(format[i+1:], '"')
			if end < 0 {
				return b.String()
			}
			i += end + 1
		case '[':
			end := strings.IndexByte(format[i:], ']')
			if end < 0 {
				return b.String()
			}
			if inner := strings.ToLower(format[i+1 : i+end]); strings.Trim(inner, "hms") == "" {
				b.WriteString(inner) // hours that go on beyond a day
			}
			i += end
		case '\\', '_', '*':
			i++
		default:
			b.WriteString(strings.ToLower(format[i : i+1]))
		}
	}
	return strings.TrimPrefix(b.String(), "general")
}

func decimals(format string) int {
	_, after, _ := strings.Cut(strings.TrimSuffix(format, "%"), ".")
	return strings.Count(after, "0")
}

// moment writes a serial day, whose 1 is 1900-01-01 or 1904-01-02, with its time where the format shows one. 1900 had no 29 February, but
// workbooks count one.
func moment(serial float64, format string, from1904 bool) string {
	const lastDay = 2_958_465 // 9999-12-31
	if serial < 0 || serial > lastDay {
		return strconv.FormatFloat(serial, 'f', -1, 64)
	}
	start := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if from1904 {
		start = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	} else if serial < 60 {
		start = start.AddDate(0, 0, 1)
	}
	at := start.Add(time.Duration(serial*24*3600+0.5) * time.Second)
	clock := strings.ContainsAny(format, "hs")
	switch {
	case clock && !strings.ContainsAny(format, "ydge"):
		hours := int(serial*24 + 1e-9)
		return strconv.Itoa(hours) + at.Format(":04:05")
	case clock:
		return at.Format("2006-01-02 15:04:05")
	}
	return at.Format("2006-01-02")
}
