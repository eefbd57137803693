package normal

import (
	"math"
	"regexp"
	"strings"
)

// Number is a reading of a number in the unit that an item asks for. Value is nil when no reading is sure enough to be a value.
type Number struct {
	Value     *float64
	Unit      string             // the unit as written, when it is another word than the one asked
	Parts     map[string]float64 // by the words before them, when a number is given in parts
	Approx    bool               // 約, 程度
	Qualifier string             // 以内, 以上, …
	Detail    string             // what follows, as typed
	Why       Why
	Readings  []float64 // the possible values when there is more than one
}

// target is what a unit asked for is measured in, and how many base units make one.
type target struct {
	base  string
	times float64
	also  []string // other bases that are accepted as the same count
}

var targets = map[string]target{
	"千円": {"円", 1e3, nil}, "円": {"円", 1, nil}, "百万円": {"円", 1e6, nil}, "億円": {"円", 1e8, nil},
	"人": {"人", 1, nil}, "件": {"件", 1, []string{"社", "か所", "人", "店"}}, "社": {"社", 1, []string{"件", "店"}}, "か所": {"か所", 1, []string{"件"}},
	"%": {"%", 1, nil}, "時間": {"分", 60, nil}, "分": {"分", 1, nil}, "日": {"分", 1440, nil}, "世代": {"世代", 1, []string{"回"}}, "回": {"回", 1, nil},
}

var (
	approx     = regexp.MustCompile(`約|およそ|おおよそ|概ね|程度|前後|ほぼ|余り|名強|名弱|人強|人弱|弱$|強$`)
	qualifier  = regexp.MustCompile(`^\s?(?:程度)?(以内|以下|未満|以上|超|まで)`)
	rangeMark  = regexp.MustCompile(`^\s*(?:~|から|-)\s*$`)
	totalWord  = regexp.MustCompile(`(?:合計|総計|総数|計|全体)[:\s]*$`)
	labelWord  = regexp.MustCompile(`([^\s\d、,・/:()\[\]。]+)[:\s]*(?:約|およそ)?\s*$`)
	subtractor = regexp.MustCompile(`うち|内訳|内、`)
)

// ReadNumber reads a number in the unit asked for. Parts given without a total are added when they count things.
func ReadNumber(text, asked string) Number {
	s := spellOut(Fold(text).S)
	t, known := targets[asked]
	if !known {
		t = target{base: asked, times: 1}
	}
	all := amounts(s)
	n := Number{Approx: approx.MatchString(outside(s)), Detail: numberDetail(text)}
	for level := range 3 {
		if found := fitting(all, t, level); len(found) > 0 {
			n.choose(s, joined(s, found, all), t, asked)
			return n
		}
	}
	if IsNothing(text) || IsSpecial(text) {
		n.set(0)
		n.Why, n.Detail = Special, ""
		return n
	}
	n.Why = Unreadable
	return n
}

// fitting returns the amounts of one level: with the unit outside brackets, bare outside brackets, with the unit anywhere.
func fitting(all []amount, t target, level int) []amount {
	var out []amount
	for _, a := range all {
		u, has := unitTable[a.unit]
		fits := has && (u.base == t.base || contains(t.also, u.base))
		switch {
		case level == 0 && a.depth == 0 && fits, level == 1 && a.depth == 0 && a.unit == "", level == 2 && fits:
			out = append(out, a)
		}
	}
	return out
}

// joined puts a bare number before the first one that fits, where both make a range: 100～200名.
func joined(s string, found, all []amount) []amount {
	for _, a := range all {
		if a.unit == "" && a.To <= found[0].From && rangeMark.MatchString(s[a.To:found[0].From]) {
			a.unit = found[0].unit
			return append([]amount{a}, found...)
		}
	}
	return found
}

func (n *Number) choose(s string, found []amount, t target, asked string) {
	first := found[0]
	if len(found) > 1 {
		second := found[1]
		switch {
		case rangeMark.MatchString(s[first.To:second.From]):
			n.Why = Ranged
			n.Readings = []float64{n.convert(first, t), n.convert(second, t)}
			return
		case n.total(s, found, t):
			return
		case n.sum(s, found, t):
			return
		case n.convert(first, t) != n.convert(second, t):
			n.Why = Several
		}
	}
	v := n.convert(first, t)
	if m := qualifier.FindStringSubmatch(s[first.To:]); m != nil {
		n.Qualifier = m[1]
	}
	n.judge(first, v, t, asked)
}

// judge keeps a single value, unless it may mean another one.
func (n *Number) judge(a amount, v float64, t target, asked string) {
	switch {
	case asked == "%" && a.unit == "" && v > 0 && v <= 1:
		n.Why, n.Readings = Fraction, []float64{v, round(v * 100)}
		return
	case a.unit == "" && (t.base == "円" || t.base == "分") && n.Why == Sure:
		n.Why = NoUnit
	case a.unit != "" && unitTable[a.unit].base != t.base && a.unit != asked:
		n.Unit = a.unit
	}
	n.set(v)
}

// total takes the number called a total, when there is one.
func (n *Number) total(s string, found []amount, t target) bool {
	for _, a := range found {
		if totalWord.MatchString(strings.TrimRight(s[:a.From], " ")) {
			n.set(n.convert(a, t))
			return true
		}
	}
	return false
}

// sum adds parts that count things and are each named: 取締役6名・監査役2名.
func (n *Number) sum(s string, found []amount, t target) bool {
	if t.base == "%" || t.base == "分" || t.base == "円" || subtractor.MatchString(s) {
		return false
	}
	parts := make(map[string]float64, len(found))
	sum, from := 0.0, 0
	for _, a := range found {
		m := labelWord.FindStringSubmatch(strings.TrimRight(s[from:a.From], " "))
		if m == nil {
			return false
		}
		v := n.convert(a, t)
		if _, twice := parts[m[1]]; twice {
			return false
		}
		parts[m[1]] = v
		sum += v
		from = a.To
	}
	n.Parts, n.Why = parts, Summed
	n.set(sum)
	return true
}

func (n *Number) convert(a amount, t target) float64 {
	u, has := unitTable[a.unit]
	if !has || u.base != t.base {
		return a.value
	}
	return round(a.value * u.times / t.times)
}

func (n *Number) set(v float64) { n.Value = &v }

// numberDetail returns the words in brackets or after the number, as typed.
func numberDetail(text string) string {
	f := Fold(text)
	all := amounts(f.S)
	if len(all) == 0 {
		return ""
	}
	at := all[0].To
	if m := qualifier.FindString(f.S[at:]); m != "" {
		at += len(m)
	}
	if !bound.MatchString(f.S[at:]) {
		return Inside(text)
	}
	return follow(f, at)
}

// round takes away what binary fractions add, at the twelfth digit.
func round(v float64) float64 {
	if v == 0 {
		return 0
	}
	scale := math.Pow(10, 12-math.Ceil(math.Log10(math.Abs(v))))
	return math.Round(v*scale) / scale
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
