package normal

import (
	"regexp"
	"strings"
)

var (
	quoted    = regexp.MustCompile(`"([^"]*)"|\\(.)`)
	section   = regexp.MustCompile(`^[^;]*`)
	bracketed = regexp.MustCompile(`\[[^\]]*\]`)
	yenSign   = regexp.MustCompile(`[¥￥]|JPY`)
	dateCode  = regexp.MustCompile(`(?i)[yegd]|m+[^0#]*[dy]|h+[^0#]*:|年|月|日`)
)

// IsDateFormat reports whether a number format shows a day.
func IsDateFormat(format string) bool {
	f := section.FindString(format)
	plain := bracketed.ReplaceAllString(quoted.ReplaceAllString(f, ""), "")
	if strings.EqualFold(strings.TrimSpace(plain), "general") {
		return false
	}
	return dateCode.MatchString(plain) && !strings.ContainsAny(plain, "0#")
}

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
	return round(v), strings.TrimSpace(Fold(word).S)
}

// ReadCellNumber reads a numeric cell in the unit asked for. A bare fraction where a percentage is asked stays doubtful.
func ReadCellNumber(v float64, format, asked string) Number {
	shown, unit := Shown(v, format)
	t, known := targets[asked]
	if !known {
		t = target{base: asked, times: 1}
	}
	var n Number
	switch {
	case unit == "" && asked == "%" && shown > 0 && shown <= 1:
		n.Why, n.Readings = Fraction, []float64{shown, round(shown * 100)}
	case unit == "":
		n.set(shown)
		if t.base == "円" {
			n.Why = NoUnit
		}
	default:
		return ReadNumber(trimFloat(shown)+unit, asked, "")
	}
	return n
}
