package figure

import (
	"regexp"
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

// ReadCell reads a numeric cell in the unit asked for. A bare fraction where a percentage is asked stays doubtful.
func ReadCell(v float64, format, asked string) Number {
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
