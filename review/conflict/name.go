package conflict

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the form of a Japanese or Latin name in which two spellings of one name are equal: NFKC, lower case, hiragana as
// katakana, small kana as large, old kanji as new, and without spaces, punctuation, company forms and brackets. It is for comparing
// only; what is shown is always the name as written.
func Fold(name string) string {
	s := strings.ToLower(norm.NFKC.String(name))
	for _, form := range companyForms {
		s = strings.ReplaceAll(s, form, " ")
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(".,()[]「」『』", r) })
	for len(words) > 1 && latinForms[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	var b strings.Builder
	for _, w := range words {
		for _, r := range w {
			if r = foldRune(r); r != 0 {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// companyForms are the legal forms of Japanese corporations, in NFKC: the order puts longer ones before what they contain.
var companyForms = []string{
	"特定非営利活動法人", "地方独立行政法人", "国立研究開発法人", "独立行政法人", "国立大学法人", "公立大学法人",
	"公益社団法人", "公益財団法人", "一般社団法人", "一般財団法人", "社会福祉法人", "医療法人", "学校法人", "特殊会社",
	"カブシキガイシャ", "かぶしきがいしゃ", "ユウゲンガイシャ", "ゆうげんがいしゃ", "ゴウドウガイシャ", "ごうどうがいしゃ",
	"株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "相互会社",
	"(一社)", "(一財)", "(公社)", "(公財)", "(独)", "(国)", "(学)", "(株)", "(有)", "(同)", "(資)", "(名)",
}

var latinForms = map[string]bool{
	"inc": true, "co": true, "ltd": true, "corp": true, "corporation": true, "company": true, "limited": true, "llc": true, "kk": true,
	"k": true, "g": true, "gk": true, "plc": true, "gmbh": true,
}

// foldRune returns the folded rune, 0 for one that does not count.
func foldRune(r rune) rune {
	switch {
	case r >= 'ぁ' && r <= 'ゖ':
		r += 'ァ' - 'ぁ'
	case unicode.Is(unicode.Variation_Selector, r):
		return 0
	}
	if big, ok := bigKana[r]; ok {
		return big
	}
	if now, ok := newKanji[r]; ok {
		return now
	}
	// ー is a letter of a reading and is kept; dashes, middle dots and the rest of punctuation are not.
	if unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsControl(r) {
		return 0
	}
	return r
}

var bigKana = map[rune]rune{
	'ァ': 'ア', 'ィ': 'イ', 'ゥ': 'ウ', 'ェ': 'エ', 'ォ': 'オ', 'ッ': 'ツ', 'ャ': 'ヤ', 'ュ': 'ユ', 'ョ': 'ヨ', 'ヮ': 'ワ', 'ヵ': 'カ', 'ヶ': 'ケ',
}

// newKanji maps forms of kanji seen in names and companies to the one in daily use. Pairs are written old, new.
var newKanji = pairs("髙高﨑崎嵜崎碕崎濵浜濱浜邊辺邉辺齋斎齊斎斉斎𠮷吉澤沢廣広國国櫻桜嶋島嶌島德徳瀨瀬惠恵眞真榮栄藏蔵" +
	"龍竜槇槙彌弥壽寿萬万與与鐵鉄條条豐豊禮礼驒騨圓円學学會会關関黑黒淺浅瀧滝薗園曾曽將将晉晋證証總総" +
	"巖岩巌岩峯峰埜野舘館籐藤冨富渕淵凛凜檜桧柗松枩松靜静佛仏來来亞亜應応實実寶宝當当讓譲" +
	"濟済經経縣県聲声藝芸氣気產産莊荘賴頼鷗鴎橫横")

func pairs(s string) map[rune]rune {
	rs := []rune(s)
	m := make(map[rune]rune, len(rs)/2)
	for i := 0; i+1 < len(rs); i += 2 {
		m[rs[i]] = rs[i+1]
	}
	return m
}

// near reports whether two folded names are one inserted, lost or changed letter apart.
func near(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(x) == len(y) {
		return i < len(x) && string(x[i+1:]) == string(y[i+1:])
	}
	return string(x[i:]) == string(y[i+1:])
}
