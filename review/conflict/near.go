package conflict

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Letters that a folded name needs before a part of it, or a name one letter away, is worth a person's look; from sure on, a part counts
// wherever the other name is cut.
const (
	minPart = 3
	minNear = 5
	sure    = 5
)

// alike says how two folded names match, if they do.
func alike(a, b string) (How, bool) {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	switch {
	case len(x) == 0:
		return "", false
	case a == b:
		return ByName, true
	case drawnOut(x, y):
		return ByNear, true
	case part(x, y):
		return ByPart, true
	case near(x, y):
		return ByNear, true
	}
	return "", false
}

// generic are words that a thousand names have in common: that a name contains one says nothing.
var generic = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("システム システムズ データ データセンター クラウド サービス サービシズ ソフトウェア ソフト テクノロジー テクノロジーズ ネットワーク " +
		"ネットワークス コンピュータ コンピューター グループ ジャパン ニッポン ホールディングス ソリューション ソリューションズ コンサルティング デジタル イノベーション " +
		"インターネット コミュニケーションズ エンジニアリング セキュリティ プラットフォーム ラボ 情報システム 情報 電算 日本 東京 大阪 名古屋 大学 大学院 研究所 総合研究所 " +
		"電気 電機 電子 工業 産業 銀行 通信 協会 機構 連合会 商工会議所 cloud data system systems japan service services solution solutions technology technologies " +
		"group network networks software digital consulting communications engineering security platform iot ict labs") {
		m[Fold(w)] = true
	}
	return m
}()

// part reports whether the shorter name is a part of the longer one that means something: not a word that many names have, and, where it is
// short, not cut out of the middle of a word.
func part(short, long []rune) bool {
	if len(short) < minPart || generic[string(short)] {
		return false
	}
	for i := 0; i+len(short) <= len(long); i++ {
		if string(long[i:i+len(short)]) != string(short) {
			continue
		}
		before, after := long[:i], long[i+len(short):]
		if torn(at(before, i-1), short, 1) || torn(at(after, 0), short, -1) {
			continue
		}
		if len(short) >= sure || seam(before, at(before, i-1), short[0]) && seam(after, at(after, 0), short[len(short)-1]) {
			return true
		}
	}
	return false
}

// torn reports whether a name begins (step 1) or ends (-1) with an acronym that goes on beside it: KSシステム in TDKSシステム.
func torn(beside rune, name []rune, step int) bool {
	i := 0
	if step < 0 {
		i = len(name) - 1
	}
	run := 0
	for ; latin(at(name, i)); i += step {
		run++
	}
	return latin(beside) && run > 0 && run < firstLatin
}

// seam reports whether a name may end at a letter beside what is left of the longer one: nothing is left, or a word that many names have,
// or the script changes there. Between kanji there is no seam to see; one kanji more is likely another word.
func seam(rest []rune, beside, letter rune) bool {
	switch {
	case len(rest) == 0 || generic[string(rest)] || string(rest) == "hd":
		return true
	case kanji(letter):
		return !kanji(beside) || len(rest) > 1
	}
	return katakana(letter) != katakana(beside) || latin(letter) != latin(beside)
}

// near reports whether two names are one slip of the hand apart: a mark of voice, a kana that looks like the other, a letter
// left out, put in or out of turn. One kanji or digit for another is another name: 日本電気 and 日本電機, 第一 and 第二.
func near(x, y []rune) bool {
	if len(x) < minNear || len(y)-len(x) > 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	switch {
	case len(y) > len(x):
		return string(x[i:]) == string(y[i+1:]) && slip(y[i], i)
	case i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && string(x[i+2:]) == string(y[i+2:]):
		return slip(x[i], i) && slip(x[i+1], i)
	}
	return string(x[i+1:]) == string(y[i+1:]) && confused(x[i], y[i], i)
}

// drawnOut reports whether two names differ in the marks of long vowels alone: サーバー and サーバ.
func drawnOut(x, y []rune) bool {
	without := func(name []rune) string { return strings.ReplaceAll(string(name), "ー", "") }
	return without(x) == without(y) && utf8.RuneCountInString(without(x)) >= minPart
}

// firstLatin is how many Latin letters at the beginning have to agree: acronyms differ in one letter.
const firstLatin = 4

// slip reports whether a letter may be missing or out of turn at a place.
func slip(r rune, at int) bool { return katakana(r) || latin(r) && at >= firstLatin }

// confused reports whether one letter may stand for the other at a place.
func confused(a, b rune, at int) bool {
	if latin(a) && latin(b) {
		return at >= firstLatin
	}
	return katakana(a) && katakana(b) && (base(a) == base(b) || shaped[a] != 0 && shaped[a] == shaped[b] || a == 'ー' && vowel(b) || b == 'ー' && vowel(a))
}

// base is a kana without its mark of voice.
func base(r rune) rune {
	for _, first := range norm.NFD.String(string(r)) {
		return first
	}
	return r
}

func vowel(r rune) bool { return strings.ContainsRune("アイウエオ", r) }

// shaped puts kana that are taken for each other in one class.
var shaped = map[rune]rune{
	'シ': 1, 'ツ': 1, 'ソ': 2, 'ン': 2, 'リ': 2, 'ク': 3, 'ワ': 3, 'ウ': 3, 'フ': 3, 'ラ': 3, 'チ': 4, 'テ': 4, 'ス': 5, 'ヌ': 5, 'コ': 6, 'ユ': 6, 'マ': 7, 'ム': 7,
}
