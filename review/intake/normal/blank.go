package normal

import (
	"regexp"
	"strings"
)

var (
	dashes      = regexp.MustCompile(`^[-~ー_.…\s]+$`)
	placeholder = regexp.MustCompile(`^(?:[○●×*?＊]{2,}|[○●]{2,}(?:株式会社|市|区)?|xxx+|未記入|記入不要|空欄|\(空欄\)|要記入|ここに記入.*|記入例.*)$`)
	notHere     = regexp.MustCompile(`(?i)^(?:対象外|該当(?:なし|無し|せず|しない|しません|項目なし|事項なし)|非該当|適用外|適用対象外|n/?a|not applicable)`)
	places      = `別紙|別添|別表|別途資料|添付|資料|書類|ホームページ|hp|ウェブ|web|サイト|url|https?:|パンフ|カタログ|約款|規約|仕様書|契約書|報告書|申請書|一覧|マニュアル|手引`
	points      = `参照|ご覧|掲載|のとおり|の通り|に記載|に記述|公開|公表|による|ご確認|に明記|に明示`
	refTail     = regexp.MustCompile(`(?i)(?:` + points + `)(?:のこと|ください|下さい|願います|して(?:いる|います|おります)|済み?|の(?:とおり|通り)|です|である|あり|します|しております)*[。.]?$`)
	refPlace    = regexp.MustCompile(`(?i)(?:` + places + `)`)
	bareAnnex   = regexp.MustCompile(`(?i)^(?:別紙|別添|別表|添付|資料)\s*(?:no\.?)?\s*[0-9]*(?:\s*p\.?\s*[0-9]+)?$`)
	bareURL     = regexp.MustCompile(`(?i)^(?:url\s*:?\s*)?https?://\S+$`)
	ditto       = regexp.MustCompile(`^(?:同上|同前|〃|々|同左|(?:上記|上|前項|前述|前掲|左記|前の項目?)(?:と|に)同(?:じ|様)|(?:上記|前項|前述)同様|(?:上記|前項|前述|前掲)の(?:とおり|通り)|(?:上記|前項|前述)(?:を?(?:ご)?参照|の項参照)(?:のこと|ください|下さい)?)[。]?$`)
	withheld    = regexp.MustCompile(`^(?:非公開|非公表|非開示|社外秘|公表していません|公表していない|公開していません|公開していない|開示していません|開示していない|開示しない|回答を?控え.*)[。]?$`)
	firstURL    = regexp.MustCompile(`https?://[^\s()（）「」、。]+`)
)

// IsDash reports whether the text is nothing but a dash, of any kind.
func IsDash(text string) bool {
	s := strings.TrimSpace(Fold(text).S)
	return s != "" && dashes.MatchString(s)
}

// IsSpecial reports whether the text says 特になし.
func IsSpecial(text string) bool { return special.MatchString(strings.TrimSpace(Fold(text).S)) }

// IsNothing reports whether the text is only a word for nothing: 無, なし, ありません.
func IsNothing(text string) bool {
	s := strings.TrimRight(strings.TrimSpace(Fold(text).S), "。.")
	m := noWord.FindString(s)
	return m != "" && len(m) == len(s) && !strings.EqualFold(m, "x") && !strings.EqualFold(m, "n") || s == "ありません" || s == "ございません"
}

// IsPlaceholder reports whether the text is what stands in a form before it is filled in.
func IsPlaceholder(text string) bool {
	return placeholder.MatchString(strings.ToLower(strings.TrimSpace(Fold(text).S)))
}

// IsWithheld reports whether the text says only that the answer is not given: 非公開.
func IsWithheld(text string) bool { return withheld.MatchString(strings.TrimSpace(Fold(text).S)) }

// IsDitto reports whether the text points at the row above.
func IsDitto(text string) bool { return ditto.MatchString(strings.TrimSpace(Fold(text).S)) }

// NotApplicable reports whether the text says that the item does not apply, with the reason given.
func NotApplicable(text string) (reason string, ok bool) {
	f := Fold(text)
	s := strings.TrimSpace(f.S)
	m := notHere.FindString(s)
	if m == "" || !bound.MatchString(strings.TrimPrefix(strings.TrimPrefix(s[len(m):], "です"), "と")) {
		return "", false
	}
	return Follow(f, strings.Index(f.S, s)+len(m)), true
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
	loc := refTail.FindStringIndex(body)
	if loc == nil || loc[0] == 0 || !allPlaces(body) || !refPlace.MatchString(s) || strings.ContainsAny(body, "。\n") || len([]rune(body)) > 40 {
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
