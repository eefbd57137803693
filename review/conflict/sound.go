package conflict

import (
	"slices"
	"strings"
)

// What is written in letters in one place and in kana in the other is held against each other by its sound: Latin letters are read as a
// Japanese reader reads them (Hepburn), long vowels are left out of both, since one passport writes Ohno and the next Ono, and a few words that
// companies have in their names are read as they are said in Japanese. Sound tells less than writing, so only whole names count, and
// long parts of a company's.

// sound returns how a folded name is read, in katakana without long vowels; what cannot be read stays as it is.
func sound(folded string) string {
	return loosen(kana(loanwords.Replace(folded)))
}

// loanwords are the words of company names that are not read by Hepburn. As they are folded; longer ones come before what they contain.
var loanwords = func() *strings.Replacer {
	var pairs []string
	for _, w := range strings.Fields("communications=コミュニケーションズ communication=コミュニケーション technologies=テクノロジーズ technology=テクノロジー " +
		"engineering=エンジニアリング consulting=コンサルティング solutions=ソリューションズ solution=ソリューション electronics=エレクトロニクス " +
		"innovation=イノベーション international=インターナショナル enterprise=エンタープライズ information=インフォメーション " +
		"networks=ネットワークス network=ネットワーク computer=コンピュータ software=ソフトウェア security=セキュリティ platform=プラットフォーム " +
		"internet=インターネット research=リサーチ creative=クリエイティブ partners=パートナーズ laboratory=ラボラトリー services=サービス service=サービス " +
		"systems=システムズ system=システム digital=デジタル factory=ファクトリー science=サイエンス sample=サンプル design=デザイン energy=エナジー " +
		"office=オフィス global=グローバル group=グループ japan=ジャパン nippon=ニッポン cloud=クラウド smart=スマート works=ワークス trust=トラスト " +
		"media=メディア green=グリーン labs=ラボ data=データ tech=テック link=リンク next=ネクスト soft=ソフト bank=バンク") {
		word, read, _ := strings.Cut(w, "=")
		pairs = append(pairs, word, Fold(read))
	}
	return strings.NewReplacer(pairs...)
}()

// kana reads the Latin letters of a folded name; a run of them that is no Japanese word stays.
func kana(name string) string {
	var out strings.Builder
	for rs := []rune(name); len(rs) > 0; {
		n := 0
		for n < len(rs) && latin(rs[n]) {
			n++
		}
		if n == 0 {
			out.WriteRune(rs[0])
			rs = rs[1:]
			continue
		}
		out.WriteString(read(string(rs[:n])))
		rs = rs[n:]
	}
	return out.String()
}

// read returns letters as folded katakana, or the letters where they cannot be read.
func read(letters string) string {
	var out strings.Builder
	for rest := letters; rest != ""; {
		n := min(len(rest), 4)
		for n > 0 && syllables[rest[:n]] == "" {
			n--
		}
		switch next := at([]rune(rest), 1); {
		case n > 0:
			out.WriteString(syllables[rest[:n]])
			rest = rest[n:]
		case rest[0] == 'n', rest[0] == 'm' && strings.ContainsRune("bpm", next):
			out.WriteRune('ン')
			rest = rest[1:]
		case rest[0] == 'h' && out.Len() > 0: // Ohno, Satoh
			rest = rest[1:]
		case rune(rest[0]) == next, strings.HasPrefix(rest, "tch"): // Hattori, Hotchi
			out.WriteRune('ツ')
			rest = rest[1:]
		default:
			return letters
		}
	}
	return out.String()
}

// syllables is every spelling of a kana as it is folded: small ones large, so that syllables with a glide are two letters.
var syllables = func() map[string]string {
	m := map[string]string{"shi": "シ", "chi": "チ", "tsu": "ツ", "fu": "フ", "ji": "ジ", "she": "シエ", "che": "チエ", "je": "ジエ", "wa": "ワ"}
	for _, row := range strings.Fields("=アイウエオ k=カキクケコ s=サシスセソ t=タ＿＿テト n=ナニヌネノ h=ハヒ＿ヘホ m=マミムメモ y=ヤ＿ユ＿ヨ r=ラリルレロ g=ガギグゲゴ " +
		"z=ザ＿ズゼゾ d=ダ＿＿デド b=バビブベボ p=パピプペポ") {
		consonant, line, _ := strings.Cut(row, "=")
		for i, k := range []rune(line) {
			if k != '＿' {
				m[consonant+"aiueo"[i:i+1]] = string(k)
			}
		}
	}
	for _, row := range strings.Fields("ky=キ gy=ギ sh=シ j=ジ ch=チ ny=ニ hy=ヒ by=ビ py=ピ my=ミ ry=リ") {
		consonant, k, _ := strings.Cut(row, "=")
		for vowel, glide := range map[string]string{"a": "ヤ", "u": "ユ", "o": "ヨ"} {
			m[consonant+vowel] = k + glide
		}
	}
	return m
}()

// loosen leaves long vowels out, and joins an ン to the vowel after it: Kenichi may be ケニチ or ケンイチ.
func loosen(name string) string {
	var out []rune
	for _, r := range name {
		before := at(out, len(out)-1)
		switch {
		case r == 'ー', r == 'ウ' && strings.ContainsRune(rowO+rowU, before), r == 'オ' && strings.ContainsRune(rowO, before):
			continue
		case before == 'ン' && vowel(r):
			out[len(out)-1] = map[rune]rune{'ア': 'ナ', 'イ': 'ニ', 'ウ': 'ヌ', 'エ': 'ネ', 'オ': 'ノ'}[r]
			continue
		}
		out = append(out, r)
	}
	return string(out)
}

// The kana that end in o and in u.
const (
	rowO = "オコソトノホモヨロゴゾドボポ"
	rowU = "ウクスツヌフムユルグズブプ"
)

// soundAlike says how two folded names of companies match by their sound, if they do: names of which one has Latin letters that the other
// has not.
func soundAlike(a, b string) (How, bool) {
	if letters(a) == letters(b) {
		return "", false
	}
	x, y := []rune(sound(a)), []rune(sound(b))
	if len(x) > len(y) {
		x, y = y, x
	}
	switch {
	case string(x) == string(y):
		return ByKana, len(x) >= minPart
	case len(x) >= sure && part(x, y):
		return ByPart, true
	}
	return "", false
}

// letters are the Latin letters of a folded name.
func letters(folded string) string {
	return strings.Map(func(r rune) rune {
		if latin(r) {
			return r
		}
		return -1
	}, folded)
}

// heard reports whether a person's name in Latin letters is read as another one in kana, in either order of its words.
func heard(a, b string) bool {
	if japanese(a) {
		a, b = b, a
	}
	words := strings.Fields(strings.NewReplacer(",", " ", ".", " ").Replace(strings.ToLower(a)))
	if japanese(a) || !japanese(b) || len(words) < 2 {
		return false
	}
	back := slices.Clone(words)
	slices.Reverse(back)
	for _, said := range people(b) {
		for _, order := range [][]string{words, back} {
			if loosen(kana(Fold(strings.Join(order, " ")))) == loosen(said) {
				return true
			}
		}
	}
	return false
}

// spelledOut returns a folded name with letters that are written as they are said (エヌ・ティ・ティ) as letters: two and more in a row, since one may be
// any word's beginning. It is "" where there are none.
func spelledOut(folded string) string {
	var out, run strings.Builder
	var said string
	found := false
	flush := func() {
		if run.Len() > 1 {
			out.WriteString(run.String())
			found = true
		} else {
			out.WriteString(said)
		}
		run.Reset()
		said = ""
	}
	for rest := folded; rest != ""; {
		letter, name := letterSaid(rest)
		if name == "" {
			flush()
			r := []rune(rest)[0]
			out.WriteRune(r)
			rest = rest[len(string(r)):]
			continue
		}
		run.WriteString(letter)
		said += name
		rest = rest[len(name):]
	}
	flush()
	if !found {
		return ""
	}
	return out.String()
}

// letterSaid returns the letter that a name begins with the Japanese word for, and that word; the longest one counts.
func letterSaid(s string) (letter, name string) {
	for _, l := range lettersSaid {
		for _, w := range l[1:] {
			if strings.HasPrefix(s, w) && len(w) > len(name) {
				letter, name = l[0], w
			}
		}
	}
	return letter, name
}

// lettersSaid are the Latin letters with their names as they are folded.
var lettersSaid = [][]string{
	{"a", "エー", "エイ"},
	{"b", "ビー"},
	{"c", "シー"},
	{"d", "デイー"},
	{"e", "イー"},
	{"f", "エフ"},
	{"g", "ジー"},
	{"h", "エイチ", "エツチ"},
	{"i", "アイ"},
	{"j", "ジエー", "ジエイ"},
	{"k", "ケー", "ケイ"},
	{"l", "エル"},
	{"m", "エム"},
	{"n", "エヌ"},
	{"o", "オー"},
	{"p", "ピー"},
	{"q", "キユー"},
	{"r", "アール"},
	{"s", "エス"},
	{"t", "テイー", "テイ"},
	{"u", "ユー"},
	{"v", "ブイ"},
	{"w", "ダブリユー", "ダブルユー"},
	{"x", "エツクス"},
	{"y", "ワイ"},
	{"z", "ゼツト"},
}
