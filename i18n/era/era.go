// Package era writes and reads dates in Japanese eras (和暦).
//
// An era begins on the day of its accession or promulgation and its first year is written 元年. A date is written in the era in force
// on that day: 2019年4月30日 is 平成31年4月30日 and the next day 令和元年5月1日. Dates before 1873, when Japan took the Gregorian calendar,
// have no era date here. Reading is strict about what a date is (a day that its era does not have is an error, not a nearby day) and
// lenient about how it is written: full-width digits, R8.4.1, ㋿8年 and western years are all taken.
//
// The package imports nothing of ours; dates arrive as year, month and day.
package era

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// Era is one era: its name, the one-character and Latin short forms in use on forms, and its first day.
type Era struct {
	Name  string // 令和
	Short string // 令
	Latin string // R
	First int    // first day as yyyymmdd
}

// eras, newest first. First days: 大正 詔書 of 1912-07-30, 昭和 詔書 of 1926-12-25, 平成 政令第1号 of 1989, 令和 政令第143号 of 2019;
// 明治 from the day the Gregorian calendar began (太政官布告第337号 of 1872).
var eras = []Era{
	{"令和", "令", "R", 20190501},
	{"平成", "平", "H", 19890108},
	{"昭和", "昭", "S", 19261225},
	{"大正", "大", "T", 19120730},
	{"明治", "明", "M", 18730101},
}

// meijiFirst is the year that counts as 明治元年, although its calendar was another.
const meijiFirst = 1868

// The reasons for which Parse refuses.
var (
	ErrForm  = errors.New("not written as a date")
	ErrDay   = errors.New("no such day in the calendar")
	ErrRange = errors.New("the era does not have this day")
)

// Of returns the era in force on a day and the year within it; false before 1873.
func Of(year int, month time.Month, day int) (e Era, n int, ok bool) {
	on := number(year, month, day)
	for _, e := range eras {
		if on >= e.First {
			return e, year - e.zero(), true
		}
	}
	return Era{}, 0, false
}

// Format writes a day in its era, 令和8年4月1日 or 令和元年5月1日; a day before 1873 is written with its western year.
func Format(year int, month time.Month, day int) string {
	e, n, ok := Of(year, month, day)
	if !ok {
		return fmt.Sprintf("%d年%d月%d日", year, month, day)
	}
	if n == 1 {
		return fmt.Sprintf("%s元年%d月%d日", e.Name, month, day)
	}
	return fmt.Sprintf("%s%d年%d月%d日", e.Name, n, month, day)
}

var (
	eraForm     = regexp.MustCompile(`^(\p{Han}{1,2}|[A-Za-z])(元|\d{1,2})[年./-](\d{1,2})[月./-](\d{1,2})日?$`)
	westernForm = regexp.MustCompile(`^(?:西暦)?(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?$`)
)

// Parse reads a date as people write it, in an era or with a western year. It returns ErrForm, ErrDay or ErrRange and then no date.
func Parse(s string) (year int, month time.Month, day int, err error) {
	s = strings.Join(strings.Fields(norm.NFKC.String(s)), "")
	if m := westernForm.FindStringSubmatch(s); m != nil {
		year, month, day = digits(m[1]), time.Month(digits(m[2])), digits(m[3])
		if !exists(year, month, day) {
			return 0, 0, 0, ErrDay
		}
		return year, month, day, nil
	}
	m := eraForm.FindStringSubmatch(s)
	if m == nil {
		return 0, 0, 0, ErrForm
	}
	e, ok := named(m[1])
	if !ok {
		return 0, 0, 0, ErrForm
	}
	n := digits(m[2])
	if m[2] == "元" {
		n = 1
	}
	year, month, day = e.zero()+n, time.Month(digits(m[3])), digits(m[4])
	if !exists(year, month, day) {
		return 0, 0, 0, ErrDay
	}
	if in, _, ok := Of(year, month, day); !ok || in != e {
		return 0, 0, 0, ErrRange
	}
	return year, month, day, nil
}

// zero returns the year before the first of the era, so that zero+n is its nth.
func (e Era) zero() int {
	if e.Latin == "M" {
		return meijiFirst - 1
	}
	return e.First/10000 - 1
}

func named(s string) (Era, bool) {
	for _, e := range eras {
		if s == e.Name || s == e.Short || strings.EqualFold(s, e.Latin) {
			return e, true
		}
	}
	return Era{}, false
}

func exists(year int, month time.Month, day int) bool {
	y, m, d := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Date()
	return y == year && m == month && d == day
}

func number(year int, month time.Month, day int) int { return year*10000 + int(month)*100 + day }

// digits reads a number that a pattern has already checked.
func digits(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
