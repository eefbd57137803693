package normal

import (
	"regexp"
	"strings"
)

// YesNo is a reading of 有無. Value is nil when neither fits.
type YesNo struct {
	Value  *bool
	Detail string // what follows, as typed
	Why    Why
}

var (
	yesMark = regexp.MustCompile(`^(?:[○●◎✔☑■]|レ(?:[\s(]|$))`)
	noMark  = regexp.MustCompile(`^[×]`)
	yesWord = regexp.MustCompile(`(?i)^(?:有り|有る|有|あり|アリ|ある|はい|ハイ|yes|true|対応可能|対応可|実施可|対応済み|対応済|対応可能|対応有り|実施済み|実施済|導入済み|導入済|整備済み|整備済|策定済み|策定済|取得済み|取得済|設置済み|設置済|加入済み|加入済|公表済み|公表済|実施有り|実施|対応|導入|整備|設置|加入|取得|対応可|実施可|可能|可|適合|合格|適|y)(?:です|ます)?`)
	noWord  = regexp.MustCompile(`(?i)^(?:無し|無い|無|なし|ナシ|ない|いいえ|イイエ|no|false|未対応|未実施|未導入|未整備|未策定|未取得|未設置|未加入|非対応|対応なし|実施なし|実施せず|不可|不要|不適合|不適|不合格|否|n|x)(?:です)?`)
	bound   = regexp.MustCompile(`^(?:$|[\s()\[\]{}「『,:;。、.・/\-=→…※~])`)

	pending  = regexp.MustCompile(`(?:策定|検討|準備|作成|整備|構築|申請|計画|対応|調整|導入|確認|取得|審査|移行)中|予定|未定|今後`)
	partly   = regexp.MustCompile(`^(?:△|▲|一部|部分的|概ね|おおむね)`)
	partOf   = regexp.MustCompile(`^(?:一部|部分的に?|限定的に?|条件付き?|ただし一部)[^。\n]{0,8}$`)
	unmarked = regexp.MustCompile(`^(?:□?\s*(?:有り?|あり)\s*[・/,、|\s]?\s*□?\s*(?:無し?|なし)|□?\s*はい\s*[・/,、|\s]?\s*□?\s*いいえ|○\s*[・/,、|\s]\s*×)$`)
	special  = regexp.MustCompile(`^(?:特に(?:なし|無し|無い|ない|ありません|ございません)|特になし|とくになし)[。.]?$`)
	noEnd    = regexp.MustCompile(`(?:ありません|御座いません|ございません|ていません|ておりません|ていない|できません|できない|行わない|行いません|しない|しません|設けない|存在しない|未実施|未対応|なし|[^\s]無し?)$`)
	noNoun   = regexp.MustCompile(`^(?:非(?:上場|対応|該当|実施|採用|搭載|公開|開示)|未(?:$|済|完了|了|上場|対応|実施|導入|整備|策定|取得|設置|加入|公表|作成|締結|登録|採用)|不(?:可|要|実施|採用))`)
	yesEnd   = regexp.MustCompile(`(?:[^\s]あり|[^\s]有り?|あります|有ります|ございます|御座います|ています|ております|ている|ておる|します|行う|行います|可能です|可能|済みです|済み|済)$`)
	doubly   = regexp.MustCompile(`ない(?:こと|わけ)(?:は|も)ない|なくは(?:ない|ありません)`)
	bareMark = regexp.MustCompile(`^[\d?!*#.。・]+$`)
	sentence = regexp.MustCompile(`^[^。\n]*`)
)

// Bounded reports whether a folded text begins where a word may end: with its end, a space, a bracket or a mark.
func Bounded(s string) bool { return bound.MatchString(s) }

// IsPending reports whether a folded text speaks of what is planned or under way.
func IsPending(s string) bool { return pending.MatchString(s) }

// ReadYesNo reads an answer to 有無. A description without a yes or no is read as yes when the item asks for one (described), with doubt.
func ReadYesNo(text string, described bool) YesNo {
	if inner, ok := unwrapped(text); ok {
		return ReadYesNo(inner, described) // （有）
	}
	f := Fold(text)
	s := strings.Trim(f.S, " \n・/|、,")
	lead := strings.Index(f.S, s)
	switch {
	case s != "" && s != strings.TrimSpace(f.S) && yesOrNo(s): // 有・ whose other word was struck out
		return ReadYesNo(s, described)
	case IsDash(text):
		return answer(false, "", Dash)
	case special.MatchString(s):
		return answer(false, "", Special)
	case unmarked.MatchString(s):
		return YesNo{Why: Unmarked}
	}
	if v, ok := readEither(s); ok {
		return v
	}
	if closed := strings.ReplaceAll(s, " ", ""); closed != s && yesOrNo(closed) { // あ り
		return ReadYesNo(closed, described)
	}
	if marked := Marked(text); len(marked) == 1 {
		return ReadYesNo(marked[0], described)
	} else if len(marked) > 1 {
		return YesNo{Why: Several}
	}
	if v, n := yesNoHead(s); n > 0 {
		r := answer(v, Follow(f, lead+n), Sure)
		if v && pending.MatchString(Fold(r.Detail).S) && len([]rune(r.Detail)) < 12 {
			r.Why = Pending
		} else if v && partOf.MatchString(Fold(r.Detail).S) {
			r.Why = Partly
		}
		return r
	}
	return fromSentence(text, s, described)
}

// yesOrNo reports whether a text is nothing but one word of yes or no.
func yesOrNo(s string) bool {
	_, n := yesNoWord(s)
	return n == len(s)
}

// yesNoHead recognises a yes or no at the start of a text and returns its length.
func yesNoHead(s string) (bool, int) {
	if m := yesMark.FindString(s); m != "" {
		m = strings.TrimRight(m, " (\n")
		if _, n := yesNoWord(strings.TrimLeft(s[len(m):], " ")); n > 0 && strings.ContainsAny(m, "☑■✔") {
			rest := strings.TrimLeft(s[len(m):], " ") // ☑有
			v, k := yesNoWord(rest)
			return v, len(s) - len(rest) + k
		}
		return true, len(m)
	}
	if m := noMark.FindString(s); m != "" {
		return false, len(m)
	}
	return yesNoWord(s)
}

func yesNoWord(s string) (bool, int) {
	if m := noWord.FindString(s); m != "" && bound.MatchString(s[len(m):]) {
		return false, len(m)
	}
	if m := yesWord.FindString(s); m != "" && bound.MatchString(s[len(m):]) {
		return true, len(m)
	}
	return false, 0
}

func fromSentence(text, s string, described bool) YesNo {
	first := strings.TrimRight(Outside(sentence.FindString(s)), " .")
	switch {
	case doubly.MatchString(first), bareMark.MatchString(s):
		return YesNo{Detail: text, Why: Unreadable}
	case partly.MatchString(s):
		return YesNo{Detail: text, Why: Partly}
	case pending.MatchString(first):
		return answer(false, text, Pending)
	case noEnd.MatchString(first), noNoun.MatchString(first):
		return answer(false, text, Described)
	case yesEnd.MatchString(first):
		return answer(true, text, Sure)
	case described && s != "":
		return answer(true, text, Described)
	}
	return YesNo{Detail: text, Why: Unreadable}
}

func answer(v bool, detail string, why Why) YesNo { return YesNo{&v, detail, why} }

// Follow returns what stands after a head, as typed, without the delimiters between them and without enclosing brackets.
func Follow(f Folded, i int) string {
	rest := f.S[i:]
	for rest != "" {
		r := rest[:1]
		if strings.ContainsAny(r, " :;,.=-\n") {
			rest = rest[1:]
			continue
		}
		cut := false
		for _, d := range []string{"。", "、", "→", "…"} {
			if strings.HasPrefix(rest, d) {
				rest, cut = rest[len(d):], true
			}
		}
		if !cut {
			break
		}
	}
	if rest == "" {
		return ""
	}
	return Unwrap(f.From(len(f.S) - len(rest)))
}

// Marked returns the words behind the boxes that are ticked, as typed, for an answer written as "☑新規　□更新"; nothing when the answer
// is not of that kind. A circle counts as a tick only beside boxes or crosses.
func Marked(text string) []string {
	f := Fold(text)
	if !strings.ContainsAny(f.S, "□") && strings.Count(f.S, "☑")+strings.Count(f.S, "■") < 2 {
		return nil
	}
	var out []string
	for _, g := range boxes(f.S) {
		if !g.ticked {
			continue
		}
		if word := strings.TrimFunc(f.Origin(g.From, g.To), func(r rune) bool { return Blank(r) || strings.ContainsRune("・、，,/／", r) }); word != "" {
			out = append(out, word)
		}
	}
	return out
}

type box struct {
	Span
	ticked bool
}

func boxes(s string) []box {
	var out []box
	for i, r := range s {
		if !strings.ContainsRune("□☑■✔", r) {
			continue
		}
		if n := len(out); n > 0 {
			out[n-1].To = i
		}
		out = append(out, box{Span{i + len(string(r)), len(s)}, r != '□'})
	}
	return out
}
