package date

import (
	"regexp"
	"strings"
	"time"

	"shinsa/review/civil"
)

var (
	quoted    = regexp.MustCompile(`"[^"]*"|\\.`)
	section   = regexp.MustCompile(`^[^;]*`)
	bracketed = regexp.MustCompile(`\[[^\]]*\]`)
	dateCode  = regexp.MustCompile(`(?i)[yegd]|m+[^0#:h]*[dy]|年|月|日`)
)

// IsFormat reports whether a number format shows a day.
func IsFormat(format string) bool {
	f := section.FindString(format)
	plain := bracketed.ReplaceAllString(quoted.ReplaceAllString(f, ""), "")
	if strings.EqualFold(strings.TrimSpace(plain), "general") {
		return false
	}
	return dateCode.MatchString(plain) && !strings.ContainsAny(plain, "0#")
}

// SerialDay returns the day that a spreadsheet's day number stands for. Before March 1900 the 1900 system counts a 29 February that
// never was; those numbers are no dates here.
func SerialDay(n float64, since1904 bool) (civil.Date, bool) {
	day := int(n)
	if since1904 {
		day += 1462
	}
	if n < 0 || day < 61 || day > 2_958_465 {
		return civil.Date{}, false
	}
	return civil.Date{Year: 1899, Month: time.December, Day: 30}.AddDays(day), true
}
