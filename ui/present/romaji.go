package present

import "strings"

// Hiragana returns Latin letters as a Japanese keyboard would turn them into kana, in Hepburn's or the official spelling: shoken and
// syoken become しょけん. A consonant at the end that still waits for its vowel is left out, so that words are found while they are typed.
// It is "" where the letters are not a Japanese word.
func Hiragana(letters string) string {
	var out strings.Builder
	for rest := strings.ToLower(letters); rest != ""; {
		kana, n := syllable(rest)
		if n == 0 {
			if out.Len() > 0 && waits(rest) {
				break
			}
			return ""
		}
		out.WriteString(kana)
		rest = rest[n:]
	}
	return out.String()
}

// syllable returns the kana that letters begin with and how many letters they take, 0 where they begin with none.
func syllable(s string) (string, int) {
	for n := min(len(s), 4); n > 0; n-- {
		if kana, ok := syllables[s[:n]]; ok {
			return kana, n
		}
	}
	switch {
	case len(s) > 2 && s[0] == s[1] && isConsonant(s[0]) && s[0] != 'n', strings.HasPrefix(s, "tch"):
		return "っ", 1
	case s[0] == 'n' && len(s) > 1 && isConsonant(s[1]) && s[1] != 'y':
		return "ん", 1
	}
	return "", 0
}

// waits reports whether letters are the beginning of a syllable.
func waits(s string) bool {
	if len(s) > 1 && s[0] == s[1] && isConsonant(s[0]) {
		s = s[1:]
	}
	for spelling := range syllables {
		if strings.HasPrefix(spelling, s) {
			return true
		}
	}
	return false
}

func isConsonant(c byte) bool { return c >= 'a' && c <= 'z' && !strings.ContainsRune("aiueo", rune(c)) }

// syllables is every spelling of a kana, built from the rows of the table below.
var syllables = func() map[string]string {
	m := map[string]string{"nn": "ん", "n'": "ん", "-": "ー"}
	add := func(row, vowels string) {
		consonant, kana, _ := strings.Cut(row, "=")
		for i, k := range strings.Split(kana, " ") {
			if k != "" {
				m[consonant+vowels[i:i+1]] = k
			}
		}
	}
	for _, row := range rows {
		add(row, "aiueo")
	}
	for _, row := range glides {
		add(row, "auo")
	}
	for spelling, kana := range map[string]string{"shi": "し", "chi": "ち", "tsu": "つ", "fu": "ふ", "ji": "じ", "wo": "を", "she": "しぇ", "che": "ちぇ", "je": "じぇ", "ti": "ち", "tu": "つ"} {
		m[spelling] = kana
	}
	return m
}()

// rows are a consonant with its kana before a, i, u, e and o; what a row leaves empty has a spelling of its own.
var rows = []string{
	"=あ い う え お", "k=か き く け こ", "s=さ し す せ そ", "t=た   て と", "n=な に ぬ ね の", "h=は ひ ふ へ ほ", "m=ま み む め も",
	"y=や  ゆ  よ", "r=ら り る れ ろ", "w=わ", "g=が ぎ ぐ げ ご", "z=ざ じ ず ぜ ぞ", "d=だ ぢ づ で ど", "b=ば び ぶ べ ぼ", "p=ぱ ぴ ぷ ぺ ぽ",
	"f=ふぁ ふぃ  ふぇ ふぉ", "v=ゔぁ ゔぃ ゔ ゔぇ ゔぉ",
}

// glides are consonants with their kana before a, u and o.
var glides = []string{
	"ky=きゃ きゅ きょ", "gy=ぎゃ ぎゅ ぎょ", "sy=しゃ しゅ しょ", "sh=しゃ しゅ しょ", "zy=じゃ じゅ じょ", "jy=じゃ じゅ じょ", "j=じゃ じゅ じょ",
	"ty=ちゃ ちゅ ちょ", "ch=ちゃ ちゅ ちょ", "ny=にゃ にゅ にょ", "hy=ひゃ ひゅ ひょ", "by=びゃ びゅ びょ", "py=ぴゃ ぴゅ ぴょ", "my=みゃ みゅ みょ", "ry=りゃ りゅ りょ",
}
