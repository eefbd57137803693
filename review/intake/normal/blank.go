package normal

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	dashes      = regexp.MustCompile(`^[-~ー_.…\s]+$`)
	placeholder = regexp.MustCompile(`^(?:[○●×*?＊]{2,}|[○●]{2,}(?:株式会社|市|区)?|xxx+|未記入|記入不要|空欄|\(空欄\)|要記入|ここに記入.*|(?:令和|平成|昭和|西暦|20)?[\s_.○]*年[\s_.○]*月[\s_.○]*日|記入例.*|記載例.*|\(?(?:例|入力例|サンプル)[):].*|例\).*|\(?(?:ご|要)?(?:記入|入力|記載|選択)(?:して)?(?:ください|下さい)\)?|(?:リスト|プルダウン)から.*選.*|[-▼▽▾↓\s]*(?:要?選択|選択肢|プルダウン)[-▼▽▾↓\s]*)$`)
	notHere     = regexp.MustCompile(`(?i)^(?:対象外|該当(?:なし|無し|無|せず|しない|しません|は?ありません|は?ございません|項目なし|事項なし|者なし|設備なし)|非該当|適用外|適用対象外|n/?a|not applicable)`)
	places      = `別紙|別添|別表|別途資料|添付|資料|書類|ホームページ|hp|ウェブ|web|サイト|url|https?:|パンフ|カタログ|約款|規約|仕様書|契約書|報告書|申請書|一覧|マニュアル|手引|sla|規程|規定|契約|方針|ポリシー|マニュアル`
	points      = `参照|ご覧|掲載|のとおり|の通り|に記載|に記述|公開|公表|による|ご確認|に明記|に明示`
	dashed      = regexp.MustCompile(`^[-~ー_]+\s*\(\s*`)
	refTail     = regexp.MustCompile(`(?i)(?:` + points + `)(?:のこと|ください|下さい|願います|して(?:いる|います|おります)|済み?|の(?:とおり|通り)|です|である|あり|します|しております)*[。.]?$`)
	refPlace    = regexp.MustCompile(`(?i)(?:` + places + `)`)
	bareAnnex   = regexp.MustCompile(`(?i)^(?:別紙|別添|別表|添付|資料)\s*(?:no\.?)?\s*[0-9]*(?:\s*p\.?\s*[0-9]+)?$`)
	bareURL     = regexp.MustCompile(`(?i)^(?:url\s*:?\s*)?https?://\S+$`)
	withheld    = regexp.MustCompile(`^(?:非公開|非公表|非開示|社外秘|機密|秘密|公表していません|公表していない|公開していません|公開していない|開示していません|開示していない|開示しない|(?:公開|公表|開示|回答)(?:は|が)?(?:不可|できません|できない|いたしません|しません)|お答え(?:できません|いたしかねます|致しかねます)|回答を?控え.*|(?:守秘義務|機密|セキュリティ)[^。\n]{0,12}(?:ため|により|上)[^。\n]{0,10}(?:不可|できません|できない|非公開|控え|しません|いたしません)[^。\n]{0,8})[。]?$`)
	onlyPending = regexp.MustCompile(`(?i)^\(?(?:未定|確認中|調整中|検討中|準備中|作成中|作業中|協議中|審議中|対応中|整備中|策定中|精査中|tbd|tba|tbc|(?:追って|後日|別途|おって)[^。\n]{0,8}(?:回答|連絡|提出|報告|記載|記入)[^。\n]{0,6})(?:です)?\)?[。.]?$`)
	errorValue  = regexp.MustCompile(`^(?:#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)|Err:\d{3})$`)
	firstURL    = regexp.MustCompile(`https?://[^\s()（）「」、。]+`)
)

// longest is the most bytes that a text has which says one of the short things below: longer ones need not be looked at.
const longest = 150

// brief returns a text made comparable, or "" for one that is too long to be but a word.
func brief(text string) string {
	if len(text) > longest {
		return ""
	}
	return strings.TrimSpace(Fold(text).S)
}

// IsDash reports whether the text is nothing but a dash, of any kind.
func IsDash(text string) bool {
	s := brief(text)
	return s != "" && dashes.MatchString(s)
}

// IsSpecial reports whether the text says 特になし.
func IsSpecial(text string) bool { return special.MatchString(brief(text)) }

// IsNothing reports whether the text is only a word for nothing: 無, なし, ありません.
func IsNothing(text string) bool {
	s := strings.TrimRight(brief(text), "。.")
	m := noWord.FindString(s)
	return m != "" && len(m) == len(s) && !strings.EqualFold(m, "x") && !strings.EqualFold(m, "n") || s == "ありません" || s == "ございません" || strings.EqualFold(s, "none") || strings.EqualFold(s, "null") || strings.EqualFold(s, "nil")
}

// IsPlaceholder reports whether the text is what stands in a form before it is filled in.
func IsPlaceholder(text string) bool {
	return placeholder.MatchString(strings.ToLower(brief(text)))
}

// IsWithheld reports whether the text says only that the answer is not given: 非公開.
func IsWithheld(text string) bool { return withheld.MatchString(brief(text)) }

// IsPendingOnly reports whether the text says only that an answer will come: 未定, 確認中, 追って回答.
func IsPendingOnly(text string) bool { return onlyPending.MatchString(brief(text)) }

// IsError reports whether the text is an error value of a spreadsheet: #REF!, #N/A.
func IsError(text string) bool { return errorValue.MatchString(brief(text)) }

// NotApplicable reports whether the text says that the item does not apply, with the reason given.
func NotApplicable(text string) (reason string, ok bool) {
	f := Fold(text)
	s := strings.TrimSpace(f.S)
	if m := dashed.FindString(s); m != "" { // －（該当なし）
		s = strings.TrimSuffix(s[len(m):], ")")
	}
	m := notHere.FindString(s)
	if m == "" || !bound.MatchString(strings.TrimPrefix(strings.TrimPrefix(s[len(m):], "です"), "と")) {
		return "", false
	}
	m += s[len(m) : len(s)-len(strings.TrimPrefix(s[len(m):], "です"))]
	return strings.Trim(Follow(f, strings.Index(f.S, s)+len(m)), ")）"), true
}

// Reference is an answer that only says where the answer is.
type Reference struct {
	Place string // where, as typed
	URL   string
}

// allPlaces reports whether every piece of a sentence names a place: 1か月前、HPに掲載 says something of its own first.
func allPlaces(body string) bool {
	for _, piece := range strings.FieldsFunc(body, func(r rune) bool { return r == '、' || r == ',' }) {
		if !refPlace.MatchString(piece) {
			return false
		}
	}
	return true
}

// ReadReference recognises an answer that is nothing but a reference. A sentence that goes on with content is not one.
func ReadReference(text string) (Reference, bool) {
	if inner, ok := unwrapped(text); ok {
		return ReadReference(inner) // （別紙参照）
	}
	f := Fold(text)
	s := strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(f.S), "※*・"))
	if bareURL.MatchString(s) {
		return Reference{URL: firstURL.FindString(s)}, true
	}
	plain := strings.TrimSpace(Outside(s))
	if bareAnnex.MatchString(plain) {
		return Reference{Place: strings.TrimFunc(text, Blank)}, true
	}
	body := strings.TrimRight(plain, "。. ")
	if utf8.RuneCountInString(body) > 40 || strings.ContainsAny(body, "。\n") {
		return Reference{}, false
	}
	loc := refTail.FindStringIndex(body)
	if loc == nil || loc[0] == 0 || !allPlaces(body) || !refPlace.MatchString(s) {
		return Reference{}, false
	}
	at := strings.LastIndex(f.S, body[loc[0]:])
	if at < 0 {
		at = len(f.S)
	}
	place := strings.TrimSuffix(strings.TrimFunc(f.Origin(0, at), Blank), "ご")
	place = strings.TrimRight(place, "をにはの、")
	return Reference{Place: strings.TrimLeft(place, "※*・ "), URL: firstURL.FindString(s)}, true
}
