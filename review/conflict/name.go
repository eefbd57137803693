package conflict

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the form of a Japanese or Latin name in which two spellings of one name are equal: NFKC, lower case without accents,
// hiragana as katakana, small kana as large, old kanji as new, one way of writing ヴ, 々, ヶ, の and the long vowel, and without spaces,
// punctuation, company forms and brackets. It is for comparing only; what is shown is always the name as written.
func Fold(name string) string {
	s := compatible(name)
	for _, form := range companyForms {
		s = strings.ReplaceAll(s, form, " ")
	}
	words := strings.FieldsFunc(s, between)
	for len(words) > 1 && latinForms[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	var out []rune
	for _, w := range words {
		for _, r := range longVowels([]rune(w)) {
			if r = foldRune(r); r != 0 {
				out = append(out, r)
			}
		}
	}
	return holding.Replace(string(inContext(out)))
}

// compatible is NFKC in lower case, where a mark of voice that stands apart belongs to the kana before it, and no letter has an accent.
func compatible(name string) string {
	s := strings.NewReplacer("゛", "\u3099", "゜", "\u309a", "ﾞ", "\u3099", "ﾟ", "\u309a").Replace(name)
	s = strings.ToLower(norm.NFKC.String(s))
	return strings.Map(func(r rune) rune {
		if r < 0x80 || r > 0x24f {
			return r
		}
		for _, base := range norm.NFD.String(string(r)) {
			return base
		}
		return r
	}, s)
}

func between(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(".,()[]「」『』", r) }

// companyForms are the legal forms of Japanese corporations, in NFKC and lower case: the order puts longer ones before what they contain.
// The last rows are how banks write them.
var companyForms = []string{
	"特定非営利活動法人", "地方独立行政法人", "国立研究開発法人", "独立行政法人", "国立大学法人", "公立大学法人", "大学共同利用機関法人",
	"公益社団法人", "公益財団法人", "一般社団法人", "一般財団法人", "社会福祉法人", "社会医療法人", "医療法人社団", "医療法人財団",
	"医療法人", "学校法人", "宗教法人", "特殊会社", "社団法人", "財団法人", "npo法人", "有限責任監査法人", "監査法人", "税理士法人",
	"弁護士法人", "投資法人", "特定目的会社", "有限責任事業組合", "協同組合",
	"カブシキガイシャ", "かぶしきがいしゃ", "カブシキカイシャ", "かぶしきかいしゃ", "ユウゲンガイシャ", "ゆうげんがいしゃ", "ゴウドウガイシャ", "ごうどうがいしゃ",
	"kabushiki kaisha", "kabushiki gaisha", "godo kaisha", "yugen kaisha",
	"株式會社", "株式会社", "有限會社", "有限会社", "合同会社", "合資会社", "合名会社", "相互会社",
	"(一社)", "(一財)", "(公社)", "(公財)", "(特非)", "(国研)", "(独)", "(国)", "(学)", "(福)", "(医)", "(宗)", "(社)", "(財)", "(協)",
	"(株)", "(有)", "(同)", "(合同)", "(資)", "(名)", "(相)",
	"(カ)", "(ユ)", "(ド)", "カ)", "ユ)", "ド)", "(カ", "(ユ", "(ド",
	"(株", "株)", "(有", "有)",
}

var latinForms = map[string]bool{
	"inc": true, "co": true, "ltd": true, "corp": true, "corporation": true, "company": true, "limited": true, "llc": true, "kk": true,
	"k": true, "g": true, "gk": true, "plc": true, "gmbh": true, "ag": true, "sa": true, "incorporated": true, "llp": true, "pte": true,
	"pty": true, "lp": true, "bv": true, "nv": true, "srl": true, "sarl": true, "spa": true, "oy": true,
}

// holding writes one word in one way, however long it is written.
var holding = strings.NewReplacer("ホールデイングス", "hd", "ホールデイング", "hd", "holdings", "hd")

// foldRune returns the folded rune, 0 for one that does not count.
func foldRune(r rune) rune {
	switch {
	case r >= 'ぁ' && r <= 'ゖ':
		r += 'ァ' - 'ぁ'
	case unicode.Is(unicode.Variation_Selector, r), unicode.Is(unicode.Cf, r):
		return 0
	}
	if big, ok := bigKana[r]; ok {
		return big
	}
	if now, ok := newKanji[r]; ok {
		return now
	}
	// ー is a letter of a reading and is kept, and so are the marks of repetition; dashes, middle dots and the rest of punctuation are not.
	if unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsControl(r) {
		return 0
	}
	return r
}

var bigKana = map[rune]rune{
	'ァ': 'ア', 'ィ': 'イ', 'ゥ': 'ウ', 'ェ': 'エ', 'ォ': 'オ', 'ッ': 'ツ', 'ャ': 'ヤ', 'ュ': 'ユ', 'ョ': 'ヨ', 'ヮ': 'ワ', 'ヵ': 'カ', 'ヶ': 'ケ',
	'ヂ': 'ジ', 'ヅ': 'ズ', 'ヰ': 'イ', 'ヱ': 'エ', 'ヲ': 'オ',
}
