package normal

import "strings"

// KanjiNumber reads 三十一 and 二〇二四.
func KanjiNumber(s string) (int, bool) {
	const digits = "〇一二三四五六七八九"
	total, cur, seen := 0, 0, false
	for _, r := range strings.NewReplacer("零", "〇", "○", "〇").Replace(s) {
		if i := strings.IndexRune(digits, r); i >= 0 {
			cur = cur*10 + i/3
			seen = true
			continue
		}
		unit := map[rune]int{'十': 10, '百': 100, '千': 1000}[r]
		if unit == 0 {
			return 0, false
		}
		if cur == 0 {
			cur = 1
		}
		total += cur * unit
		cur, seen = 0, true
	}
	return total + cur, seen
}
