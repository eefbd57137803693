package normal

import (
	"regexp"
	"strings"
)

// either is an answer that leaves the form's own two words standing: 有・無 with one of them marked, or neither.
var either = regexp.MustCompile(`(?i)^([^\pL\d]*)(有り?|あり|はい|yes|y|可|実施|対応|該当)([^\pL\d]+)(無し?|なし|いいえ|no|n|不可|未実施|未対応|非対応|非該当)([^\pL\d]*)(?:\(\s*(有|無|あり|なし|はい|いいえ)に(?:○|丸)\s*\))?$`)

// reversed is the same with the words the other way round.
var reversed = regexp.MustCompile(`(?i)^([^\pL\d]*)(無し?|なし|いいえ|no|n|不可|未実施|未対応|非対応|非該当)([^\pL\d]+)(有り?|あり|はい|yes|y|可|実施|対応|該当)([^\pL\d]*)$`)

const (
	ticks      = "○●◎✔☑■★☆◆レ*"
	separators = "・/,、| \n"
)

// readEither reads an answer in which both words of a yes and a no stand and nothing else but marks: by the one word that is marked, with a
// circle, a tick or brackets. Both marked alike, or none, is Unmarked; ok is false for any other text.
func readEither(s string) (v YesNo, ok bool) {
	m, yes := either.FindStringSubmatch(s), 0
	if m == nil {
		if m, yes = reversed.FindStringSubmatch(s), 1; m == nil {
			return YesNo{}, false
		}
	}
	if len(m) > 6 && m[6] != "" { // （有に○）
		return answer(strings.Contains("有ありはい", m[6]), "", Sure), true
	}
	before, between, after := m[1], m[3], m[5]
	at := strings.IndexAny(between, separators)
	if at < 0 {
		switch {
		case bracketed(between, after): // 有（なし）: a detail
			return YesNo{}, false
		case bracketed(before, between):
			at = len(between)
		default:
			return YesNo{Why: Unmarked}, true
		}
	}
	first, second := weight(before, between[:at]), weight(between[at:], after)
	switch {
	case first > second:
		return answer(yes == 0, "", sureOf(first, second)), true
	case second > first:
		return answer(yes == 1, "", sureOf(second, first)), true
	}
	return YesNo{Why: Unmarked}, true
}

// sureOf tells whether a mark leaves no doubt: brackets alone may only set a word off.
func sureOf(mark, other int) Why {
	if mark == 1 && other == 0 {
		return Bracketed
	}
	return Sure
}

// weight says how strongly a word is marked by what stands around it: crossed out, not at all, hollow, bracketed, filled.
func weight(before, after string) int {
	around := before + after
	switch {
	case strings.ContainsAny(around, "×"):
		return -1
	case strings.ContainsAny(around, "●◎✔☑■★◆レ"):
		return 3
	case strings.ContainsAny(around, ticks):
		return 2
	case bracketed(before, after):
		return 1
	}
	return 0
}

// bracketed reports whether a word stands in brackets of its own.
func bracketed(before, after string) bool {
	before, after = strings.TrimRight(before, " "), strings.TrimLeft(after, " ")
	return before != "" && after != "" &&
		strings.IndexAny(before[lastRune(before):], openers) == 0 && strings.IndexAny(after, closers) == 0
}

func lastRune(s string) int {
	i := len(s) - 1
	for i > 0 && s[i]&0xC0 == 0x80 {
		i--
	}
	return i
}
