package figure

import (
	"regexp"
	"strconv"
	"strings"

	"shinsa/review/intake/normal"
)

var (
	perTimes   = regexp.MustCompile(`毎?(\d+(?:\.\d+)?)?\s*(時間|分|秒|日|週間|週|か月|月|年|営業日)間?\s*(?:に|あたり|当たり)?\s*(\d+)\s*(?:~\s*\d+\s*)?回`)
	everySpan  = regexp.MustCompile(`(\d+(?:\.\d+)?)\s*(時間|分|秒|日|週間|週|か月|年|営業日)\s*(?:間隔|間ごと|ごと|毎|周期|おき)`)
	allDay     = regexp.MustCompile(`(?i)24\s*(?:時間|h)\s*(?:365日|体制|監視|有人|対応|稼働|$)`)
	namedEvery = regexp.MustCompile(`毎(?:時|分|秒|日|週|月|年)|(?:日|週|月|時|年|四半期|隔週|隔月)次|四半期(?:に\d回|ごと|毎)?|隔週|隔月|常時|随時|リアルタイム|都度|年\d回|月\d回|週\d回|日\d回`)
	named      = map[string]float64{"即時": 0, "直ちに": 0, "ただちに": 0, "リアルタイム": 0, "毎秒": 1.0 / 60, "毎分": 1, "毎時": 60, "時次": 60, "毎日": 1440, "日次": 1440, "毎週": 10080, "週次": 10080}
	spanText   = regexp.MustCompile(`(?i)(?:約)?\d+(?:\.\d+)?\s*(?:時間|分間|分|秒間|秒|日間|日|営業日|週間|週|か月間|か月|[ヶヵカケ箇個]月間?|年間|年|h)(?:\d+日)?|永年|無期限|無制限`)
	noticeText = regexp.MustCompile(`\d+\s*(?:営業日|日|週間|か月|[ヶヵカケ箇個]月|時間)(?:以上)?前(?:まで)?|事前に?|前日(?:まで)?|直前`)
	termText   = regexp.MustCompile(`(?:\d{4}|(?:令和|平成|昭和|[RHS])\s*(?:元|\d{1,2}))\s*年\s*(?:\d{1,2}\s*月)?\s*(?:期|度|末|決算)|第\s*\d+\s*期`)
	periodText = regexp.MustCompile(`(?:(?:\d{4}|(?:令和|平成|[RH])\s*(?:元|\d{1,2}))\s*[年./]\s*(?:\d{1,2}\s*月?)?(?:\s*[./]?\d{1,2}日?)?)\s*(?:~|から|-)\s*(?:(?:\d{4}|(?:令和|平成|[RH])\s*(?:元|\d{1,2}))?\s*[年./]?\s*\d{1,2}\s*月?(?:\d{1,2}日)?)|(?:直近|過去)\s*\d+\s*(?:か月|年)間?|\d{4}年度?`)
)

// Minutes reads an interval or a length of time in minutes: 5分間隔, 1時間に1回, 30秒, 検知後15分以内. False when the words give none, as
// 随時 does not.
func Minutes(text string) (float64, bool) {
	s := Spell(normal.Fold(text).S)
	if m := perTimes.FindStringSubmatch(s); m != nil {
		n, times := 1.0, Decimal(m[3])
		if m[1] != "" {
			n = Decimal(m[1])
		}
		if u, ok := unitTable[m[2]]; ok && u.base == "分" && times > 0 {
			return round(n * u.times / times), true
		}
	}
	for _, a := range amounts(s) {
		if u, ok := unitTable[a.unit]; ok && u.base == "分" {
			return round(a.value * u.times), true
		}
	}
	for word, v := range named {
		if strings.Contains(s, word) {
			return v, true
		}
	}
	return 0, false
}

// Interval reads how often something is done, in minutes. Around the clock (24時間365日) is no interval.
func Interval(text string) (float64, bool) {
	if allDay.MatchString(strings.TrimSpace(normal.Fold(text).S)) {
		return 0, false
	}
	return Minutes(text)
}

// find returns the first match as typed.
func find(text string, re *regexp.Regexp) string {
	f := normal.Fold(text)
	loc := re.FindStringIndex(f.S)
	if loc == nil {
		return ""
	}
	return strings.TrimFunc(f.Origin(loc[0], loc[1]), normal.Blank)
}

// FindFrequency returns the words for how often, as typed: 日次, 1日1回, 5分間隔.
func FindFrequency(text string) string {
	for _, re := range []*regexp.Regexp{perTimes, namedEvery, everySpan} {
		if s := find(spellKeep(text), re); s != "" {
			return s
		}
	}
	return ""
}

// FindDuration returns the words for how long, as typed: 13か月, 1年間.
func FindDuration(text string) string { return find(text, spanText) }

// FindNotice returns the words for how long before: 10営業日前まで.
func FindNotice(text string) string { return find(text, noticeText) }

// FindTerm returns the accounting term named: 2023年12月期, 令和7年3月期.
func FindTerm(text string) string { return find(text, termText) }

// FindPeriod returns the period named: 2023年1月～2023年12月.
func FindPeriod(text string) string { return find(text, periodText) }

// spellKeep writes counters uniformly and leaves the rest as typed.
func spellKeep(text string) string { return months.ReplaceAllString(text, "${1}か月") }

func trimFloat(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
