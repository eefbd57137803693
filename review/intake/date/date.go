// Package date reads calendar dates in every usual Japanese and Western writing, and the day numbers of spreadsheets. What may be two days, or
// is no full day, comes with the reason and every reading.
package date

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"shinsa/review/civil"
	"shinsa/review/intake/normal"
)

// Reading is a reading of a calendar date. Day is 0 where the text gives a month only, Month too where it gives a year only.
type Reading struct {
	Year, Month, Day int
	Detail           string     // what follows, as typed
	Why              normal.Why // Sure, or why a person has to look
	Readings         []string   // the possible dates when there is more than one
}

// ISO returns YYYY-MM-DD, YYYY-MM or YYYY; "" when nothing was read.
func (d Reading) ISO() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return pad(d.Year, 4)
	case d.Day == 0:
		return pad(d.Year, 4) + "-" + pad(d.Month, 2)
	}
	return pad(d.Year, 4) + "-" + pad(d.Month, 2) + "-" + pad(d.Day, 2)
}

// Civil returns the day, and false where the reading is no full day.
func (d Reading) Civil() (civil.Date, bool) { return civil.New(d.Year, time.Month(d.Month), d.Day) }

// era is a Japanese era with its first and last day; the last of the present one is open.
type era struct {
	names       string
	offset      int // year 1 is offset + 1
	first, last civil.Date
}

var eras = []era{
	{"令和|令|r", 2018, civil.MustParse("2019-05-01"), civil.Date{}},
	{"平成|平|h", 1988, civil.MustParse("1989-01-08"), civil.MustParse("2019-04-30")},
	{"昭和|昭|s", 1925, civil.MustParse("1926-12-25"), civil.MustParse("1989-01-07")},
	{"大正|大|t", 1911, civil.MustParse("1912-07-30"), civil.MustParse("1926-12-24")},
	{"明治|明|m", 1867, civil.MustParse("1868-10-23"), civil.MustParse("1912-07-29")},
}

const (
	sepY = `\s*(?:年|[./・-])\s*`
	sepM = `\s*(?:月|[./・-])\s*`
)

var (
	eraDate   = regexp.MustCompile(`(?i)^(令和|平成|昭和|大正|明治|令|平|昭|大|明|[rhstm])\s*\.?\s*(元|\d{1,2})` + sepY + `(\d{1,2})` + sepM + `(\d{1,2})\s*日?`)
	eraMonth  = regexp.MustCompile(`(?i)^(令和|平成|昭和|大正|明治|令|平|昭|大|明|[rhstm])\s*\.?\s*(元|\d{1,2})` + sepY + `(\d{1,2})\s*月?`)
	eraYear   = regexp.MustCompile(`(?i)^(令和|平成|昭和|大正|明治|[rhst])\s*\.?\s*(元|\d{1,2})\s*年度?`)
	westDate  = regexp.MustCompile(`^(?:西暦)?\s*(\d{4})` + sepY + `(\d{1,2})` + sepM + `(\d{1,2})\s*日?(?:[t\s]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?)?`)
	westMonth = regexp.MustCompile(`^(?:西暦)?\s*(\d{4})` + sepY + `(\d{1,2})\s*月?`)
	westYear  = regexp.MustCompile(`^(?:西暦)?\s*(\d{4})\s*年度?`)
	packed    = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	monthDay  = regexp.MustCompile(`^(\d{1,2})\s*月\s*(\d{1,2})\s*日`)
	yearLast  = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$`)
	shortDate = regexp.MustCompile(`^'?(\d{1,2})[./-](\d{1,2})[./-](\d{1,2})$`)
	twice     = regexp.MustCompile(`\(\s*(西暦\s*\d{4}|\d{4}|(?:令和|平成|昭和|大正|明治|[RHSTM])\s*(?:元|\d{1,2}))\s*年?\s*\)`)
	labelled  = regexp.MustCompile(`^[^\d:\n]{1,12}:\s*`)
	loose     = regexp.MustCompile(`^\s*\(?(?:頃|ごろ|ころ|前後|予定|見込|以降|以前|以後|まで|仮|暫定|未定|約|[?])`)
	asOf      = regexp.MustCompile(`^\s*(?:\([日月火水木金土](?:曜日?)?\))?\s*(?:現在|時点|付け?|に?(?:設立|開始|創業)|より|から|提供開始|$)`)
	dayMonth  = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)?[\s-]+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[.,]?[\s-]+(\d{4})`)
	nameFirst = regexp.MustCompile(`^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[.,]?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})`)
	another   = regexp.MustCompile(`^\s*(?:~|から|より|-|又は|または|もしくは|若しくは|or|to|、|,|/|及び|\n)\s*`)
	kanjiNum  = regexp.MustCompile(`[〇零○一二三四五六七八九十]+[年月日]`)
)

// Read reads a date at the start of the text, in any usual writing. A year between brackets that says the same is passed over.
func Read(text string) Reading {
	f := normal.Fold(text)
	s := strings.TrimSpace(kanjiDigits(f.S))
	said := ""
	if m := twice.FindStringSubmatchIndex(s); m != nil && m[0] < 16 {
		said = strings.ToLower(s[m[2]:m[3]])
		s = strings.TrimSpace(s[:m[0]]) + s[m[1]:]
	}
	lower := strings.ToLower(s)
	if m := labelled.FindString(lower); m != "" { // 設立:1998年2月16日
		if _, n := fullDate(lower[len(m):]); n > 0 {
			s, lower = s[len(m):], lower[len(m):]
		}
	}
	d, n := fullDate(lower)
	if n == 0 {
		d, n = partDate(lower)
	}
	if n == 0 {
		return doubtful(lower)
	}
	if said != "" && d.Year != 0 { // the year said again between brackets is another
		if y, _ := partDate(said + "年"); y.Year != 0 && y.Year != d.Year {
			other := d
			other.Year = y.Year
			return Reading{Why: normal.Several, Readings: []string{d.ISO(), other.ISO()}}
		}
	}
	rest := s[n:]
	if inner := strings.TrimLeft(lower[n:], " "); strings.HasPrefix(inner, "(") {
		if next, k := fullDate(strings.TrimSpace(inner[1:])); k > 0 && d.Day != 0 && next.Why == normal.Sure && next.ISO() != d.ISO() {
			return Reading{Why: normal.Several, Readings: []string{d.ISO(), next.ISO()}}
		} else if y, _ := partDate(strings.TrimSpace(inner[1:])); k == 0 && y.Year != 0 && y.Month == 0 && y.Year != d.Year {
			return Reading{Why: normal.Several, Readings: []string{d.ISO(), y.ISO()}}
		}
	}
	if d.Why == normal.Sure && loose.MatchString(lower[n:]) { // 頃, 予定: a day, and not quite
		d.Why, d.Readings = normal.Unsettled, []string{d.ISO()}
	}
	if m := another.FindString(lower[n:]); m != "" {
		if next, k := fullDate(lower[n+len(m):]); k > 0 && next.ISO() != d.ISO() {
			return Reading{Why: normal.Several, Readings: []string{d.ISO(), next.ISO()}}
		}
	}
	if m := asOf.FindString(rest); m != "" {
		rest = rest[len(m):]
	}
	if rest = strings.TrimSpace(rest); rest != "" {
		if at := strings.LastIndex(f.S, rest); at >= 0 {
			d.Detail = normal.Follow(f, at)
		}
	}
	return d
}

func fullDate(s string) (Reading, int) {
	if m := eraDate.FindStringSubmatch(s); m != nil {
		return inEra(m[1], m[2], atoi(m[3]), atoi(m[4])), len(m[0])
	}
	if m := westDate.FindStringSubmatch(s); m != nil {
		return checked(Reading{Year: atoi(m[1]), Month: atoi(m[2]), Day: atoi(m[3])}), len(m[0])
	}
	if m := packed.FindStringSubmatch(s); m != nil {
		return checked(Reading{Year: atoi(m[1]), Month: atoi(m[2]), Day: atoi(m[3])}), len(m[0])
	}
	for _, re := range []*regexp.Regexp{dayMonth, nameFirst} {
		if m := re.FindStringSubmatch(s); m != nil {
			day, month := m[1], m[2]
			if re == nameFirst {
				day, month = month, day
			}
			return checked(Reading{Year: atoi(m[3]), Month: 1 + strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", month)/3, Day: atoi(day)}), len(m[0])
		}
	}
	return Reading{}, 0
}

func partDate(s string) (Reading, int) {
	if m := eraMonth.FindStringSubmatch(s); m != nil {
		return inEra(m[1], m[2], atoi(m[3]), 0), len(m[0])
	}
	if m := westMonth.FindStringSubmatch(s); m != nil {
		return checked(Reading{Year: atoi(m[1]), Month: atoi(m[2])}), len(m[0])
	}
	if m := eraYear.FindStringSubmatch(s); m != nil {
		return inEra(m[1], m[2], 0, 0), len(m[0])
	}
	if m := westYear.FindStringSubmatch(s); m != nil {
		return Reading{Year: atoi(m[1]), Why: normal.NoDay}, len(m[0])
	}
	return Reading{}, 0
}

// doubtful recognises writings that could be two dates, and gives both.
func doubtful(s string) Reading {
	s = strings.TrimSpace(s)
	if m := yearLast.FindStringSubmatch(s); m != nil {
		a, b, y := atoi(m[1]), atoi(m[2]), atoi(m[3])
		switch {
		case a > 12:
			return checked(Reading{Year: y, Month: b, Day: a})
		case b > 12 || a == b:
			return checked(Reading{Year: y, Month: a, Day: b})
		}
		return Reading{Why: normal.DayOrMonth, Readings: []string{Reading{Year: y, Month: a, Day: b}.ISO(), Reading{Year: y, Month: b, Day: a}.ISO()}}
	}
	if m := shortDate.FindStringSubmatch(s); m != nil {
		y, mo, d := atoi(m[1]), atoi(m[2]), atoi(m[3])
		out := Reading{Why: normal.ShortYear}
		for _, c := range []struct{ offset, last int }{{2000, 99}, {2018, 20}, {1988, 31}} { // Western, 令和, 平成
			if date := checked(Reading{Year: c.offset + y, Month: mo, Day: d}); date.Year != 0 && y <= c.last {
				out.Readings = append(out.Readings, date.ISO())
			}
		}
		return out
	}
	if monthDay.MatchString(s) {
		return Reading{Why: normal.NoYear}
	}
	return Reading{Why: normal.Unreadable}
}

func inEra(name, year string, month, day int) Reading {
	n := 1
	if year != "元" {
		n = atoi(year)
	}
	for _, e := range eras {
		if !strings.Contains("|"+e.names+"|", "|"+name+"|") || n == 0 {
			continue
		}
		d := checked(Reading{Year: e.offset + n, Month: month, Day: day})
		if c, ok := d.Civil(); ok && (c.Before(e.first) || !e.last.IsZero() && c.After(e.last)) {
			d.Why = normal.WrongEra
		}
		return d
	}
	return Reading{Why: normal.Unreadable}
}

func checked(d Reading) Reading {
	if d.Day == 0 {
		if d.Month < 0 || d.Month > 12 || d.Year < 1868 {
			return Reading{Why: normal.NoSuchDay}
		}
		d.Why = normal.NoDay
		return d
	}
	if _, ok := d.Civil(); !ok || d.Year < 1868 || d.Year > 2199 {
		return Reading{Why: normal.NoSuchDay}
	}
	return d
}

// kanjiDigits writes 二〇二四年四月一日 and 令和六年十二月三十一日 with digits.
func kanjiDigits(s string) string {
	return kanjiNum.ReplaceAllStringFunc(s, func(m string) string {
		r := []rune(m)
		if n, ok := normal.KanjiNumber(string(r[:len(r)-1])); ok {
			return strconv.Itoa(n) + string(r[len(r)-1])
		}
		return m
	})
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0 // the expressions let digits through only; too many of them are no date
	}
	return n
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, width-len(s))) + s
}
