package mess

import (
	"fmt"
	"strconv"
	"strings"
)

func commas(n int64, sep string) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + sep + s[i:]
	}
	return s
}

func trim(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// yen writes an amount of thousands of yen.
var yen = []func(k int64) string{
	func(k int64) string { return commas(k, ",") + "千円" },
	func(k int64) string { return fmt.Sprint(k) + "千円" },
	func(k int64) string { return wide(commas(k, ",") + "千円") },
	func(k int64) string { return commas(k, "，") + "千円" },
	func(k int64) string { return commas(k, "、") + "千円" },
	func(k int64) string { return commas(k, " ") + "千円" },
	func(k int64) string { return commas(k, ",") + " 千円" },
	func(k int64) string { return commas(k, ",") + "（千円）" },
	func(k int64) string { return commas(k, ",") + "千円（税抜）" },
	func(k int64) string { return commas(k, ",") + "千円\n（2025年12月期）" },
	func(k int64) string { return "2025年12月期　" + commas(k, ",") + "千円" },
	func(k int64) string { return "令和7年3月期：" + commas(k, ",") + "千円" },
	func(k int64) string { return "第12期（2025年3月期） " + commas(k, ",") + "千円" },
	func(k int64) string { return commas(k*1000, ",") + "円" },
	func(k int64) string { return "¥" + commas(k*1000, ",") },
	func(k int64) string { return "￥" + commas(k*1000, ",") + "-" },
	func(k int64) string { return "金" + commas(k*1000, ",") + "円也" },
	func(k int64) string { return wide(fmt.Sprint(k*1000)) + "円" },
	func(k int64) string { return trim(float64(k)/1000) + "百万円" },
	func(k int64) string { return trim(float64(k)/10) + "万円" },
	func(k int64) string { return trim(float64(k)/1e5) + "億円" },
	func(k int64) string { return oku(k, "億", "万", "円") },
	func(k int64) string { return oku(k, "億 ", "万 ", "円") },
	func(k int64) string { return wide(oku(k, "億", "万", "円")) },
	func(k int64) string { return commas(k, ",") + "千円 （単独）" },
	func(k int64) string { return "単独 " + commas(k, ",") + "千円" },
	func(k int64) string { return "売上高：" + commas(k, ",") + "千円" },
	func(k int64) string { return small(k) },
	func(k int64) string { return "約" + small(k) },
}

// small writes an amount with scales below 万 where it comes out even: 1千2百万円.
func small(k int64) string {
	if k%1000 != 0 || k >= 100_000 {
		return commas(k, ",") + "千円"
	}
	out := ""
	if n := k / 10_000; n > 0 {
		out = fmt.Sprint(n) + "千"
	}
	if n := k / 1000 % 10; n > 0 {
		out += fmt.Sprint(n) + "百"
	}
	return out + "万円"
}

// oku writes 48億1,230万円.
func oku(k int64, a, b, c string) string {
	y := k * 1000
	out := ""
	if y >= 1e8 {
		out += commas(y/1e8, ",") + a
		y %= 1e8
	}
	if y >= 1e4 {
		out += commas(y/1e4, ",") + b
		y %= 1e4
	}
	if y > 0 {
		out += commas(y, ",")
	}
	return out + c
}

// counted writes how many of something there are; unit is the item's own.
var counted = []func(n int64, unit string) string{
	func(n int64, u string) string { return commas(n, ",") + u },
	func(n int64, u string) string { return fmt.Sprint(n) + u },
	func(n int64, u string) string { return fmt.Sprint(n) + " " + u },
	func(n int64, _ string) string { return fmt.Sprint(n) },
	func(n int64, _ string) string { return wide(commas(n, ",")) },
	func(n int64, u string) string { return wide(fmt.Sprint(n)) + u },
	func(n int64, u string) string { return commas(n, ",") + u + "（2025年12月末現在）" },
	func(n int64, u string) string { return "2025年12月末現在　" + commas(n, ",") + u },
	func(n int64, u string) string { return commas(n, ",") + u + "\n※2026年3月末" },
	func(n int64, u string) string { return "計" + commas(n, ",") + u },
	func(n int64, u string) string { return commas(n, ",") + u + "です。" },
	func(n int64, u string) string { return "（" + commas(n, ",") + u + "）" },
}

var shares = []func(v float64) string{
	func(v float64) string { return trim(v) + "%" },
	func(v float64) string { return trim(v) + "％" },
	func(v float64) string { return wide(trim(v) + "%") },
	func(v float64) string { return trim(v) + " %" },
	func(v float64) string { return trim(v) },
	func(v float64) string { return trim(v) + "パーセント" },
	func(v float64) string { return trim(v) + "%（月間）" },
	func(v float64) string { return "月間" + trim(v) + "%" },
	func(v float64) string { return trim(v) + "％\n（2025年4月～2026年3月）" },
	func(v float64) string { return strings.Replace(trim(v), ".", "．", 1) + "％" },
	func(v float64) string { return "実績：" + trim(v) + "%" },
}

var hours = []func(n int64) string{
	func(n int64) string { return fmt.Sprintf("%d時間", n) },
	func(n int64) string { return wide(fmt.Sprint(n)) + "時間" },
	func(n int64) string { return fmt.Sprintf("%d時間以内", n) },
	func(n int64) string { return fmt.Sprintf("%dh", n) },
	func(n int64) string { return fmt.Sprintf("%d hours", n) },
	func(n int64) string { return fmt.Sprintf("%d分", n*60) },
	func(n int64) string { return fmt.Sprintf("%d日", n/24) },
	func(n int64) string { return fmt.Sprintf("RTO %d時間", n) },
	func(n int64) string { return fmt.Sprintf("RTO：%d時間／RPO：%d時間", n, n+1) },
	func(n int64) string { return fmt.Sprintf("RPO：%d時間、RTO：%d時間", n+1, n) },
	func(n int64) string { return fmt.Sprintf("障害発生から%d時間以内に復旧", n) },
	func(n int64) string {
		return fmt.Sprintf("目標復旧時間：%d時間\n目標復旧時点：%d時間前", n, n+2)
	},
}

// noNumbers are writings that give no number, or more than one.
var noNumbers = []string{"100～200", "100から200", "数十", "多数", "追って回答", "検討中", "未集計", "非公開", "前年より増加", "100又は200", "別途協議", "100?", "99.9 9", "30.000.000", "(1,234)", "0.5人月", "#DIV/0!", "8:30"}

func (g *generator) number(unit string) Answer {
	r := g.r
	if r.IntN(6) == 0 {
		w := pick(r, noNumbers)
		if unit != "%" && strings.HasPrefix(w, "100") && unit != "時間" {
			w += unit
		}
		return Answer{Box: Words(w), Unsure: true}
	}
	switch unit {
	case "千円":
		k := int64(r.IntN(9_000_000)+1000) / 10 * 10
		if r.IntN(4) == 0 {
			k = int64(r.IntN(900)+1) * 100_000
		}
		if r.IntN(5) == 0 {
			b := []Box{{Number: float64(k * 1000), Format: `#,##0,"千円"`}, {Number: float64(k), Format: `#,##0"千円"`}, {Number: float64(k * 1000), Format: `"¥"#,##0`}}
			return Answer{Box: pick(r, b), Value: trim(float64(k))}
		}
		return Answer{Box: Words(pick(r, yen)(k)), Value: trim(float64(k))}
	case "%":
		v := float64(r.IntN(9000)+1000) / 100
		if r.IntN(5) == 0 {
			return Answer{Box: Box{Number: v / 100, Format: pick(r, []string{"0.00%", "0%", "0.0%;-0.0%"})}, Value: trim(v)}
		}
		return Answer{Box: Words(pick(r, shares)(v)), Value: trim(v)}
	case "時間":
		n := int64(24 * (1 + r.IntN(3)))
		return Answer{Box: Words(pick(r, hours)(n)), Value: fmt.Sprint(n)}
	}
	n := int64(r.IntN(5000) + 1)
	if r.IntN(5) == 0 {
		return Answer{Box: Box{Number: float64(n), Format: pick(r, []string{"General", "#,##0", `#,##0"` + unit + `"`, `0_ `})}, Value: fmt.Sprint(n)}
	}
	return Answer{Box: Words(pick(r, counted)(n, unit)), Value: fmt.Sprint(n)}
}
