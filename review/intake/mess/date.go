package mess

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// serial is the day number of a spreadsheet whose days begin in 1900.
func serial(d time.Time) float64 {
	return float64(d.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour))
}

// since1904 is how many days the 1904 system counts less.
const since1904 = 1462

type era struct {
	long, short, letter string
	first               time.Time
}

var eras = []era{
	{"令和", "令", "R", time.Date(2019, 5, 1, 0, 0, 0, 0, time.UTC)},
	{"平成", "平", "H", time.Date(1989, 1, 8, 0, 0, 0, 0, time.UTC)},
	{"昭和", "昭", "S", time.Date(1926, 12, 25, 0, 0, 0, 0, time.UTC)},
}

func eraOf(d time.Time) (era, int) {
	for _, e := range eras {
		if !d.Before(e.first) {
			return e, d.Year() - e.first.Year() + 1
		}
	}
	return eras[2], d.Year() - 1925
}

func gannen(n int) string {
	if n == 1 {
		return "元"
	}
	return fmt.Sprint(n)
}

const kanji = "〇一二三四五六七八九"

func inKanji(n int) string {
	r := []rune(kanji)
	out := ""
	if n >= 100 { // a year, digit by digit
		for _, c := range fmt.Sprint(n) {
			out += string(r[c-'0'])
		}
		return out
	}
	if n >= 10 {
		if n >= 20 {
			out = string(r[n/10])
		}
		out += "十"
	}
	if n%10 > 0 {
		out += string(r[n%10])
	}
	return out
}

// wide writes digits, letters and points in full width.
func wide(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r + 0xFEE0
		}
		return r
	}, s)
}

// dates are the ways of writing a day that leave no doubt.
var dates = []func(d time.Time, e era, n int) string{
	func(d time.Time, _ era, _ int) string { return d.Format("2006-01-02") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006/1/2") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006/01/02") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006.1.2") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006. 1. 2") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006年1月2日") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006年01月02日") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006 年 1 月 2 日") },
	func(d time.Time, _ era, _ int) string { return wide(d.Format("2006年1月2日")) },
	func(d time.Time, _ era, _ int) string { return wide(d.Format("2006/1/2")) },
	func(d time.Time, _ era, _ int) string { return wide(d.Format("2006-1-2")) },
	func(d time.Time, _ era, _ int) string { return d.Format("20060102") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006-01-02 15:04:05") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006-01-02T15:04:05") },
	func(d time.Time, _ era, _ int) string { return d.Format("西暦2006年1月2日") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006年1月2日現在") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006年1月2日 時点") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006年1月2日付") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006年1月2日付け") },
	func(d time.Time, _ era, _ int) string { return d.Format("　2006年1月2日　") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006年\n1月2日") },
	func(d time.Time, _ era, _ int) string { return d.Format("January 2, 2006") },
	func(d time.Time, _ era, _ int) string { return d.Format("2 Jan 2006") },
	func(d time.Time, _ era, _ int) string { return d.Format("Jan. 2, 2006") },
	func(d time.Time, _ era, _ int) string {
		return d.Format("2006年1月2日") + "（" + string([]rune("日月火水木金土")[d.Weekday()]) + "）"
	},
	func(d time.Time, _ era, _ int) string { return "設立：" + d.Format("2006年1月2日") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006・1・2") },
	func(d time.Time, e era, n int) string {
		return fmt.Sprintf("%s%s年%d月%d日", e.long, gannen(n), d.Month(), d.Day())
	},
	func(d time.Time, e era, n int) string {
		return fmt.Sprintf("%s%d年%d月%d日", e.long, n, d.Month(), d.Day())
	},
	func(d time.Time, e era, n int) string {
		return fmt.Sprintf("%s %s 年 %d 月 %d 日", e.long, gannen(n), d.Month(), d.Day())
	},
	func(d time.Time, e era, n int) string {
		return wide(fmt.Sprintf("%s%d年%d月%d日", e.long, n, d.Month(), d.Day()))
	},
	func(d time.Time, e era, n int) string {
		return fmt.Sprintf("%s%d.%d.%d", e.letter, n, d.Month(), d.Day())
	},
	func(d time.Time, e era, n int) string {
		return fmt.Sprintf("%s%d/%d/%d", e.letter, n, d.Month(), d.Day())
	},
	func(d time.Time, e era, n int) string {
		return fmt.Sprintf("%s%02d.%02d.%02d", e.letter, n, d.Month(), d.Day())
	},
	func(d time.Time, e era, n int) string {
		return wide(fmt.Sprintf("%s%d.%d.%d", e.letter, n, d.Month(), d.Day()))
	},
	func(d time.Time, e era, n int) string {
		return strings.ToLower(fmt.Sprintf("%s%d.%d.%d", e.letter, n, d.Month(), d.Day()))
	},
	func(d time.Time, e era, n int) string {
		return fmt.Sprintf("%s.%d.%d.%d", e.letter, n, d.Month(), d.Day())
	},
	func(d time.Time, e era, n int) string {
		return fmt.Sprintf("%s%d年%d月%d日", e.letter, n, d.Month(), d.Day())
	},
	func(d time.Time, e era, n int) string {
		return fmt.Sprintf("%s%d.%d.%d", e.short, n, d.Month(), d.Day())
	},
	func(d time.Time, e era, n int) string {
		return fmt.Sprintf("%s%s年%s月%s日", e.long, strings.Replace(inKanji(n), "一", "元", len(inKanji(n))/3*(1-min(n-1, 1))), inKanji(int(d.Month())), inKanji(d.Day()))
	},
	func(d time.Time, _ era, _ int) string {
		return inKanji(d.Year()) + "年" + inKanji(int(d.Month())) + "月" + inKanji(d.Day()) + "日"
	},
	func(d time.Time, e era, n int) string {
		return fmt.Sprintf("%d年（%s%d年）%d月%d日", d.Year(), e.long, n, d.Month(), d.Day())
	},
	func(d time.Time, e era, n int) string {
		return fmt.Sprintf("%s%d年（%d年）%d月%d日", e.long, n, d.Year(), d.Month(), d.Day())
	},
	func(d time.Time, e era, n int) string {
		return fmt.Sprintf("%s%d年（西暦%d年）%d月%d日", e.long, n, d.Year(), d.Month(), d.Day())
	},
	func(d time.Time, e era, n int) string {
		return fmt.Sprintf("%d(%s%d)年%d月%d日", d.Year(), e.letter, n, d.Month(), d.Day())
	},
	func(d time.Time, e era, n int) string {
		return fmt.Sprintf("%d年%d月%d日（%s%d年%d月%d日）", d.Year(), d.Month(), d.Day(), e.long, n, d.Month(), d.Day())
	},
	func(d time.Time, e era, n int) string {
		return fmt.Sprintf("%s%d年%d月%d日（%d年%d月%d日）", e.long, n, d.Month(), d.Day(), d.Year(), d.Month(), d.Day())
	},
}

// doubtful are writings that no careful person turns into a day: only a month, a season, no year, two orders of day and month.
var doubtful = []func(d time.Time, e era, n int) string{
	func(d time.Time, _ era, _ int) string { return d.Format("2006年1月") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006.1") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006/1") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006年") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006年春") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006年1月上旬") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006年1月頃") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006年度") },
	func(d time.Time, _ era, _ int) string { return d.Format("1月2日") },
	func(_ time.Time, _ era, _ int) string { return "3/4/2021" },
	func(_ time.Time, _ era, _ int) string { return "08.4.1" },
	func(_ time.Time, _ era, _ int) string { return "2023年2月30日" },
	func(_ time.Time, _ era, _ int) string { return "平成31年5月1日" },
	func(_ time.Time, _ era, _ int) string { return "令和元年4月30日" },
	func(d time.Time, e era, n int) string { return fmt.Sprintf("%s%d年%d月", e.long, n, d.Month()) },
	func(d time.Time, e era, n int) string { return fmt.Sprintf("%s%d.%d", e.letter, n, d.Month()) },
	func(d time.Time, _ era, _ int) string {
		return d.Format("2006年1月2日") + "又は" + d.AddDate(0, 1, 0).Format("2006年1月2日")
	},
	func(d time.Time, _ era, _ int) string {
		return d.Format("2006年1月2日") + "～" + d.AddDate(1, 0, 0).Format("2006年1月2日")
	},
	func(d time.Time, _ era, _ int) string { return d.Format("2006年1月2日") + "頃" },
	func(d time.Time, _ era, _ int) string { return d.Format("2006/1/2") + "（予定）" },
	func(d time.Time, _ era, _ int) string { return d.Format("2006年1月末") },
	func(d time.Time, _ era, _ int) string { return d.Format("2006年1月2日") + "（昭和元年）" },
	func(d time.Time, _ era, _ int) string {
		return d.Format("2006年1月2日") + "（" + d.AddDate(0, 0, 1).Format("2006年1月2日") + "）"
	},
	func(_ time.Time, _ era, _ int) string { return "#VALUE!" },
	func(_ time.Time, _ era, _ int) string { return "創業当初" },
	func(_ time.Time, _ era, _ int) string { return "追って回答" },
}

var dayFormats = []string{
	`yyyy"年"m"月"d"日"`, "yyyy/m/d", "yyyy/mm/dd;@", `[$-411]ggge"年"m"月"d"日";@`, "[$-411]ge.m.d;@", "m/d/yyyy", `[$-F800]dddd\,\ mmmm\ dd\,\ yyyy`, "yyyy-mm-dd hh:mm",
}

// date draws a date and how it is written.
func (g *generator) date() Answer {
	r := g.r
	d := time.Date(1960+r.IntN(66), time.Month(1+r.IntN(12)), 1+r.IntN(28), 0, 0, 0, 0, time.UTC)
	if r.IntN(8) == 0 { // the edges of eras
		e := eras[r.IntN(2)]
		d = e.first.AddDate(0, 0, r.IntN(3)-1)
	}
	e, n := eraOf(d)
	iso := d.Format("2006-01-02")
	switch k := r.IntN(10); {
	case k < 2:
		days := serial(d)
		if g.book.Date1904 {
			days -= since1904
		}
		return Answer{Box: Box{Number: days, Format: pick(r, dayFormats)}, Value: iso}
	case k < 8:
		return Answer{Box: Words(pick(r, dates)(d, e, n)), Value: iso}
	}
	return Answer{Box: Words(pick(r, doubtful)(d, e, n)), Unsure: true}
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }
