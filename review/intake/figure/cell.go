package figure

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"shinsa/review/intake/normal"
)

var (
	quoted    = regexp.MustCompile(`"([^"]*)"|\\(.)`)
	section   = regexp.MustCompile(`^[^;]*`)
	bracketed = regexp.MustCompile(`\[[^\]]*\]`)
	yenSign   = regexp.MustCompile(`[¥￥]|JPY`)
)

// Shown returns the value that a format shows and the unit written into it: 0.425 as 0.0% is 42.5 and %, 4812300000 as #,##0,"千円" is
// 4812300 and 千円.
func Shown(v float64, format string) (float64, string) {
	f := section.FindString(format)
	word := ""
	if yenSign.MatchString(f) {
		word = "円"
	}
	for _, m := range quoted.FindAllStringSubmatch(f, -1) {
		if w := m[1] + m[2]; !yenSign.MatchString(w) {
			word += w
		}
	}
	plain := bracketed.ReplaceAllString(quoted.ReplaceAllString(f, ""), "")
	if strings.Contains(plain, "%") {
		return round(v * 100), "%"
	}
	if body := strings.TrimRight(plain, " _)"); strings.ContainsAny(body, "0#") {
		for strings.HasSuffix(body, ",") {
			v, body = v/1000, strings.TrimSuffix(body, ",")
		}
	}
	return round(v), strings.TrimSpace(normal.Fold(word).S)
}

var timeCode = regexp.MustCompile(`(?i)h+|:s|[ms]+:`)

// IsTime reports whether a number format shows a time of day or a length of time, and no day.
func IsTime(format string) bool {
	plain := quoted.ReplaceAllString(section.FindString(format), "")
	for _, open := range []string{"[h", "[H", "[m", "[M"} {
		if strings.Contains(plain, open) {
			return true
		}
	}
	plain = bracketed.ReplaceAllString(plain, "")
	return timeCode.MatchString(plain) && !strings.ContainsAny(plain, "yYeEgGdD#") && !strings.EqualFold(strings.TrimSpace(plain), "general")
}

// Clock writes a fraction of a day as hours and minutes, 0.35417 as 8:30; more than a day goes on counting hours.
func Clock(v float64) string {
	minutes := int(math.Round(v * 24 * 60))
	return strconv.Itoa(minutes/60) + ":" + strconv.Itoa(minutes%60/10) + strconv.Itoa(minutes%60%10)
}

// ReadCell reads a numeric cell in the unit asked for. A bare fraction where a percentage is asked stays doubtful.
func ReadCell(v float64, format, asked string) Number {
	if IsTime(format) {
		return readTime(v, asked)
	}
	shown, unit := Shown(v, format)
	t, known := targets[asked]
	if !known {
		t = target{base: asked, times: 1}
	}
	var n Number
	switch {
	case unit == "" && asked == "%" && shown > 0 && shown <= 1:
		n.Why, n.Readings = normal.Fraction, []float64{shown, round(shown * 100)}
	case unit == "":
		n.set(shown)
		if t.base == "円" {
			n.Why = normal.NoUnit
		}
	default:
		return Read(trimFloat(shown)+unit, asked, "")
	}
	return n
}

// readTime reads a length of time from a cell that shows one: 8:30 is eight hours and a half. Where no time is asked it is nothing.
func readTime(v float64, asked string) Number {
	var n Number
	t, known := targets[asked]
	if !known || t.base != "分" || v < 0 {
		n.Why = normal.Unreadable
		return n
	}
	n.set(round(math.Round(v*24*60*60) / 60 / t.times))
	return n
}
