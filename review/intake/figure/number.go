// Package figure reads numbers, amounts of money, shares, lengths of time and how often something is done, in the unit that an item asks for:
// 12億3,456万円, 約300名, 99.9％, 24時間365日, numeric cells with the unit in their format. Like every reader it says why where it is not sure.
package figure

import (
	"math"
	"regexp"
	"strings"

	"shinsa/review/intake/normal"
)

// Number is a reading of a number in the unit that an item asks for. Value is nil when no reading is sure enough to be a value.
type Number struct {
	Value     *float64
	Unit      string             // the unit as written, when it is another word than the one asked
	Parts     map[string]float64 // by the words before them, when a number is given in parts
	Approx    bool               // 約, 程度
	Qualifier string             // 以内, 以上, …
	Detail    string             // what follows, as typed
	Why       normal.Why
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
	"%": {"%", 1, nil}, "時間": {"分", 60, nil}, "分": {"分", 1, nil}, "日": {"分", 1440, nil}, "世代": {"世代", 1, nil}, "回": {"回", 1, nil},
}

var (
	approx     = regexp.MustCompile(`約\s*\d|およそ|おおよそ|概ね|程度|前後|ほぼ|余り|名強|名弱|人強|人弱|弱$|強$`)
	qualifier  = regexp.MustCompile(`^\s?(?:程度)?(以内|以下|未満|以上|超|まで|弱|強|\+)`)
	rangeMark  = regexp.MustCompile(`^\s*(?:~|から|-|又は|または|もしくは|若しくは|or|ないし|乃至)\s*$`)
	unsettled  = regexp.MustCompile(`\d\s*[^\s\d()]{0,3}\s*\?|\(?(?:仮|暫定|見込み?|見込値|概算|要確認|確認中|集計中|速報値?|未確定)\)?`)
	totalWord  = regexp.MustCompile(`(?:合計|総計|総数|計|全体)[:\s]*$`)
	labelWord  = regexp.MustCompile(`([^\s\d、,・/:()\[\]。]+)[:\s]*(?:約|およそ)?\s*$`)
	subtractor = regexp.MustCompile(`うち|内訳|内、|連結|グループ|前期|前年|昨年|年度|年末|月末`)
	lossWord   = regexp.MustCompile(`赤字|損失|欠損|純損|マイナス成長|債務超過`)
	accounting = regexp.MustCompile(`^[^\d(]{0,4}\((\d[\d,]*(?:\.\d+)?)\)\s*[^\s\d()]{0,4}$`) // (1,234) is -1,234 in accounts
	pointed    = regexp.MustCompile(`\d{1,3}(?:\.\d{3}){2,}`)                                 // 30.000.000
	cut        = regexp.MustCompile(`\d[\s.,、]*$`)
	labelAfter = regexp.MustCompile(`^\s*\(([^\d()]+)\)`)
)

// Read reads a number in the unit asked for. Where several are given, the one counts that is named as the title of the item says
// (経常利益, 単独), or as a total; parts without a total are added when they count things.
func Read(text, asked, title string) Number {
	s := Spell(normal.Fold(text).S)
	_, spaced := ungroup(normal.Fold(text).S)
	t, known := targets[asked]
	if !known {
		t = target{base: asked, times: 1}
	}
	all := amounts(s)
	n := Number{Approx: approx.MatchString(normal.Outside(s)), Detail: numberDetail(text)}
	for level := range 3 {
		if found := fitting(all, t, level); len(found) > 0 {
			n.choose(s, joined(s, found, all), t, ask{asked, normal.Fold(title).S})
			n.settle(s, found[0], t)
			switch {
			case n.Why != normal.Sure || n.Value == nil:
			case unsettled.MatchString(s):
				n.Why, n.Readings = normal.Unsettled, []float64{*n.Value}
			case spaced:
				n.Why, n.Readings = normal.Grouped, []float64{*n.Value}
			}
			return n
		}
	}
	if normal.IsNothing(text) || normal.IsSpecial(text) {
		n.set(0)
		n.Why, n.Detail = normal.Special, ""
		return n
	}
	n.Why = normal.Unreadable
	if m := accounting.FindStringSubmatch(s); m != nil {
		v := n.convert(amount{value: Decimal(m[1])}, t)
		n.Why, n.Readings = normal.Several, []float64{-v, v}
	}
	return n
}

// settle looks once more at a single value: a sign in words, a number that was cut in two, a mark between thousands that is none.
func (n *Number) settle(s string, a amount, t target) {
	if n.Value == nil {
		return
	}
	v := *n.Value
	switch {
	case t.base == "円" && v > 0 && lossWord.MatchString(normal.Outside(s)):
		n.Why, n.Readings, n.Value = normal.Several, []float64{-v, v}, nil
	case pointed.MatchString(s):
		whole := Decimal(strings.ReplaceAll(pointed.FindString(s), ".", ""))
		n.Why, n.Readings, n.Value = normal.Grouped, []float64{n.convert(amount{value: whole, unit: a.unit}, t), v}, nil
	case n.Why == normal.Sure && cut.MatchString(s[:a.From]):
		n.Why, n.Readings, n.Value = normal.Unreadable, []float64{v}, nil
	}
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

// ask is what an item asks for: the unit, and its title in words.
type ask struct{ unit, title string }

func (n *Number) choose(s string, found []amount, t target, a ask) {
	first := found[0]
	if len(found) > 1 {
		second := found[1]
		switch {
		case rangeMark.MatchString(s[first.To:second.From]):
			n.Why = normal.Ranged
			n.Readings = []float64{n.convert(first, t), n.convert(second, t)}
			return
		case n.titled(s, found, t, a.title), n.total(s, found, t):
			return
		case n.sum(s, found, t):
			return
		case n.convert(first, t) != n.convert(second, t):
			n.Why = normal.Several
			for _, a := range found {
				n.Readings = append(n.Readings, n.convert(a, t))
			}
		}
	}
	v := n.convert(first, t)
	if m := qualifier.FindStringSubmatch(s[first.To:]); m != nil {
		n.Qualifier = m[1]
	}
	n.judge(first, v, t, a.unit)
}

// judge keeps a single value, unless it may mean another one.
func (n *Number) judge(a amount, v float64, t target, asked string) {
	switch {
	case asked == "%" && a.unit == "" && v > 0 && v <= 1:
		n.Why, n.Readings = normal.Fraction, []float64{v, round(v * 100)}
		return
	case a.unit == "" && a.scaled && t.base == "円": // 1億2千万 is money whatever unit the form asks for
		n.Why, n.Readings = normal.NoUnit, []float64{round(v / t.times), v}
		v = round(v / t.times)
	case a.unit == "" && (t.base == "円" || t.base == "分") && n.Why == normal.Sure:
		n.Why, n.Readings = normal.NoUnit, []float64{v}
		if t.base == "円" && t.times != 1 {
			n.Readings = append(n.Readings, round(v/t.times))
		}
	case a.unit != "" && unitTable[a.unit].base != t.base && a.unit != asked && unitTable[a.unit].base != "か所":
		n.Unit = a.unit
	}
	n.set(v)
}

// label returns the word that names an amount: before it, or after it in brackets.
func label(s string, from int, a amount) string {
	if m := labelWord.FindStringSubmatch(strings.TrimRight(s[from:a.From], " ")); m != nil {
		return m[1]
	}
	if m := labelAfter.FindStringSubmatch(s[a.To:]); m != nil {
		return strings.TrimSpace(m[1])
	}
	return ""
}

// longName spells out the usual short names of what is measured.
func longName(label string) string {
	switch strings.ToUpper(label) {
	case "RTO":
		return "目標復旧時間"
	case "RPO":
		return "目標復旧時点"
	}
	return label
}

// titled takes the one number whose name is in the title of the item.
func (n *Number) titled(s string, found []amount, t target, title string) bool {
	var one *amount
	from := 0
	for i, a := range found {
		if l := longName(label(s, from, a)); len([]rune(l)) > 1 && strings.Contains(title, l) {
			if one != nil {
				return false
			}
			one = &found[i]
		}
		from = a.To
	}
	if one == nil {
		return false
	}
	n.set(n.convert(*one, t))
	return true
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
		name := label(s, from, a)
		v := n.convert(a, t)
		if _, twice := parts[name]; twice || name == "" {
			return false
		}
		parts[name] = v
		sum += v
		from = a.To
	}
	n.Parts, n.Why = parts, normal.Summed
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
	f := normal.Fold(text)
	all := amounts(f.S)
	if len(all) == 0 {
		return ""
	}
	at := all[0].To
	if m := qualifier.FindString(f.S[at:]); m != "" {
		at += len(m)
	}
	if !normal.Bounded(f.S[at:]) {
		return normal.Inside(text)
	}
	return normal.Follow(f, at)
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
