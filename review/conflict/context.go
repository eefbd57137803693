package conflict

import (
	"strings"
	"unicode"
)

// longVowels writes a dash, or the kanji 一, that stands for the mark of a long vowel between katakana as that mark: ミホンデ－タ.
func longVowels(word []rune) []rune {
	out := append([]rune(nil), word...)
	for i := 1; i < len(out); i++ {
		if katakana(out[i-1]) && (i+1 == len(out) || katakana(out[i+1])) && strings.ContainsRune("-‐‑‒–—―−─━ｰ", out[i]) {
			out[i] = 'ー'
		}
	}
	return out
}

// inContext folds what depends on the letters beside it, in a name that is folded otherwise.
func inContext(name []rune) []rune {
	var out []rune
	for i, r := range name {
		before, after := at(out, len(out)-1), at(name, i+1)
		switch {
		case r == '々' || r == '〻':
			if before != 0 {
				r = before
			}
		case r == 'ヽ' || r == 'ヾ' || r == 'ゝ' || r == 'ゞ':
			if before != 0 {
				r = before
			}
		case kanji(before) && kanji(after) && (r == 'ガ' || r == 'ケ'): // 茅ヶ崎, 茅が崎
			r = 'ケ'
		case kanji(before) && kanji(after) && (r == 'ノ' || r == '之' || r == '乃'): // 井ノ上, 井之上
			r = 'ノ'
		case katakana(before) && katakana(after) && lookalike[r] != 0:
			r = lookalike[r]
		case r == 'ア' && before == 'ヴ', r == 'イ' && before == 'ヴ', r == 'エ' && before == 'ヴ', r == 'オ' && before == 'ヴ':
			out[len(out)-1] = map[rune]rune{'ア': 'バ', 'イ': 'ビ', 'エ': 'ベ', 'オ': 'ボ'}[r]
			continue
		}
		out = append(out, r)
	}
	return []rune(strings.ReplaceAll(string(out), "ヴ", "ブ"))
}

// lookalike are kanji that are taken for katakana.
var lookalike = map[rune]rune{'一': 'ー', '二': 'ニ', '力': 'カ', '口': 'ロ', '工': 'エ', '夕': 'タ', '卜': 'ト', '八': 'ハ', '千': 'チ'}

func at(rs []rune, i int) rune {
	if i < 0 || i >= len(rs) {
		return 0
	}
	return rs[i]
}

func katakana(r rune) bool { return r >= 'ァ' && r <= 'ヺ' || r == 'ー' }

func kanji(r rune) bool { return unicode.Is(unicode.Han, r) && r != '々' }

func latin(r rune) bool { return r >= 'a' && r <= 'z' }
