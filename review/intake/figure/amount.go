package figure

import (
	"regexp"
	"strconv"
	"strings"

	"shinsa/review/intake/normal"
)

// amount is one number found in a text, with its place and unit.
type amount struct {
	normal.Span
	value  float64
	unit   string
	depth  int
	scaled bool // with 万, 億 or 兆
}

// units that are told apart, longest first where one begins another. The value is the number of base units.
type unit struct {
	base  string
	times float64
}

var unitTable = map[string]unit{
	"人月": {"人月", 1}, "人日": {"人日", 1}, "円": {"円", 1}, "名": {"人", 1}, "人": {"人", 1}, "社": {"社", 1}, "店": {"店", 1}, "店舗": {"店", 1}, "件": {"件", 1}, "契約": {"件", 1},
	"ライセンス": {"件", 1}, "ユーザ": {"件", 1}, "ユーザー": {"件", 1}, "テナント": {"件", 1}, "アカウント": {"件", 1},
	"か所": {"か所", 1}, "拠点": {"か所", 1}, "%": {"%", 1}, "パーセント": {"%", 1}, "percent": {"%", 1},
	"時間": {"分", 60}, "h": {"分", 60}, "hr": {"分", 60}, "hours": {"分", 60}, "hour": {"分", 60}, "分": {"分", 1}, "分間": {"分", 1}, "min": {"分", 1}, "s": {"分", 1.0 / 60}, "sec": {"分", 1.0 / 60}, "d": {"分", 1440}, "day": {"分", 1440}, "days": {"分", 1440},
	"mins": {"分", 1}, "秒": {"分", 1.0 / 60}, "秒間": {"分", 1.0 / 60}, "日": {"分", 1440}, "日間": {"分", 1440}, "営業日": {"分", 1440},
	"週間": {"分", 7 * 1440}, "週": {"分", 7 * 1440},
	"世代": {"世代", 1}, "回": {"回", 1}, "台": {"台", 1}, "系統": {"系統", 1}, "期": {"期", 1}, "条": {"条", 1}, "年": {"年", 1}, "か月": {"月", 1}, "月": {"暦月", 1},
	"版": {"版", 1}, "号": {"号", 1}, "項": {"項", 1}, "頁": {"頁", 1}, "階": {"階", 1}, "時": {"時", 1}, "円/月": {"円", 1},
}

var (
	months   = regexp.MustCompile(`([\d一二三四五六七八九十])\s*[かヶヵカケヵ箇個]月`)
	sites    = regexp.MustCompile(`([\d一二三四五六七八九十])\s*[かヶヵカケヵ箇個]所`)
	numeral  = regexp.MustCompile(`(?:[+\-△▲]|マイナス)?\s?\d[\d,]*(?:\.\d+)?`)
	scaled   = regexp.MustCompile(`^\s?([兆億万千百十])`)
	unitName = regexp.MustCompile(`(?i)^\s?(人月|人日|円/月|ライセンス|ユーザー|ユーザ|テナント|アカウント|パーセント|percent|店舗|営業日|週間|日間|時間|分間|秒間|拠点|か所|か月|契約|世代|系統|hours?|hr|mins?|secs?|days?|円|名|人|社|店|件|%|h|d|s|分|秒|日|週|回|台|期|条|年|月|版|号|項|頁|階|時)`)
	scales   = map[string]float64{"兆": 1e12, "億": 1e8, "万": 1e4, "千": 1e3, "百": 1e2, "十": 10}
	kanjiAmt = regexp.MustCompile(`[一二三四五六七八九十百千壱弐参拾]+(?:円|名|人|社|件|時間|分|世代|か月|か所|拠点|契約|回|日|年|億|万|%|パーセント)`)
	daiji    = strings.NewReplacer("壱", "一", "弐", "二", "参", "三", "拾", "十") // as on cheques
)

// amounts finds the numbers of a folded text in order. Calendar dates, terms and versions are no amounts: the unit tells.
func amounts(s string) []amount {
	d := normal.Depth(s)
	var out []amount
	for i := 0; i < len(s); {
		loc := numeral.FindStringIndex(s[i:])
		if loc == nil {
			break
		}
		a, ok := amountAt(s, i+loc[0], i+loc[1])
		i = max(a.To, i+loc[1])
		if ok {
			a.depth = d[a.From]
			out = append(out, a)
		}
	}
	return out
}

// amountAt reads a number with its scales and unit: 12億3,456万円 is one amount.
func amountAt(s string, from, to int) (amount, bool) {
	a := amount{Span: normal.Span{From: from, To: to}}
	named := from > 0 && isLetter(s[from-1]) && s[from] != '-' // part of a name such as TLS1.2, unless a unit follows: RTO4時間
	if s[from] == '-' && from > 0 && (isLetter(s[from-1]) || isDigit(s[from-1])) {
		from++ // a hyphen between, as in 03-0000 or AES-256
		if isLetter(s[from-2]) {
			return a, false
		}
	}
	text := s[from:to]
	negative := strings.HasPrefix(text, "-") || strings.HasPrefix(text, "マイナス") || strings.HasPrefix(text, "△") || strings.HasPrefix(text, "▲")
	a.To = to
	a.scale(s, Decimal(text))
	if negative {
		a.value = -a.value
	}
	if from > 0 && strings.HasSuffix(strings.TrimRight(s[:from], " "), "¥") {
		a.unit, named = "円", false
	}
	if m := unitName.FindStringSubmatch(s[a.To:]); m != nil && !(len(m[1]) <= 4 && isLetter(m[1][0]) && followedByLetter(s[a.To+len(m[0]):])) {
		a.unit = strings.ToLower(m[1])
		a.To += len(m[0])
	}
	return a, !named || a.unit != ""
}

// scale adds up the parts of a number that begins with part: 12億3,456万, 1千2百万. The scales below 万 multiply what stands before them and wait
// for the 万, 億 or 兆 that takes them together; the last part may stand alone.
func (a *amount) scale(s string, part float64) {
	section := 0.0 // below the next 万
	for {
		m := scaled.FindStringSubmatch(s[a.To:])
		if m == nil {
			break
		}
		a.To += len(m[0])
		if by := scales[m[1]]; by >= 1e4 {
			a.value += (section + part) * by
			section, part, a.scaled = 0, 0, true
		} else {
			section += part * by
			if part == 0 {
				section *= by // 百万, 千万
			}
			part = 0
		}
		if next := numeral.FindStringIndex(s[a.To:]); next != nil && next[0] == 0 && isDigit(strings.TrimPrefix(s[a.To:], " ")[0]) {
			part = Decimal(s[a.To : a.To+next[1]])
			a.To += next[1]
		}
	}
	a.value += section + part
}

// Spell makes counters and kanji numerals uniform before numbers are looked for; it keeps no places, so it is for values only.
func Spell(s string) string {
	s, _ = ungroup(s)
	s = months.ReplaceAllString(s, "${1}か月")
	s = sites.ReplaceAllString(s, "${1}か所")
	var b strings.Builder
	from := 0
	for _, loc := range kanjiAmt.FindAllStringIndex(s, -1) {
		b.WriteString(s[from:loc[0]])
		b.WriteString(spellNumeral(s[:loc[0]], s[loc[0]:loc[1]]))
		from = loc[1]
	}
	return b.String() + s[from:]
}

var (
	grouped = regexp.MustCompile(`\d{1,3}(?:(?:、\d{3})+|(?: \d{3})+|(?:'\d{3})+)`)
	triple  = regexp.MustCompile(`[、 ']`)
)

// ungroup takes away what stands between thousands instead of a comma: 1、031、350 and 1 031 350. A mark there may also part numbers, so the
// caller says that it was done.
func ungroup(s string) (string, bool) {
	var b strings.Builder
	from, done := 0, false
	for _, loc := range grouped.FindAllStringIndex(s, -1) {
		if loc[0] > 0 && isDigit(s[loc[0]-1]) || loc[1] < len(s) && (isDigit(s[loc[1]]) || s[loc[1]] == '-') {
			continue
		}
		b.WriteString(s[from:loc[0]])
		b.WriteString(triple.ReplaceAllString(s[loc[0]:loc[1]], ""))
		from, done = loc[1], true
	}
	return b.String() + s[from:], done
}

// spellNumeral writes 十二名 as 12名; after a digit the kanji are a scale, as in 300千円, and stay.
func spellNumeral(before, m string) string {
	if last := strings.TrimRight(before, " "); last != "" && (isDigit(last[len(last)-1]) || strings.HasSuffix(last, ")") || strings.HasSuffix(last, "数")) {
		return m
	}
	r := []rune(daiji.Replace(m))
	n := 0
	for n < len(r) && strings.ContainsRune("一二三四五六七八九十百千", r[n]) {
		n++
	}
	if v, ok := normal.KanjiNumber(string(r[:n])); ok {
		return strconv.Itoa(v) + string(r[n:])
	}
	return m
}

// Decimal reads the digits of a number with commas, a sign and one point; 0 of anything else.
func Decimal(s string) float64 {
	s = strings.NewReplacer("マイナス", "", ",", "", "△", "", "▲", "", "+", "", "-", "", " ", "").Replace(s)
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0 // the expression lets digits and one point through only
	}
	return f
}

func isLetter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func followedByLetter(s string) bool { return s != "" && isLetter(s[0]) }
