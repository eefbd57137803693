package conflict

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

var (
	bracketed = regexp.MustCompile(`[(（〔\[［【]([^()（）〔〕\[\]［］【】]*)[)）〕\]］】]`)
	formerly  = regexp.MustCompile(`^(?:旧社名|旧商号|旧名称|旧名|旧称|旧|現社名|現商号|現|通称|略称|英名|英文名|商号|formerly|former|now|aka)[\s　:：・･]*`)
	apart     = regexp.MustCompile(`[／/｜|;；、]|\s(?:旧社名|旧商号)[:：]`)
	together  = regexp.MustCompile(`(?i)(\S)(?:アンド|ｱﾝﾄﾞ|\s+and\s+)([^ロﾛ\s])`)
	titles    = regexp.MustCompile(`(?i)^(?:(?:代表|常務|専務|社外|独立|上席|非常勤|常勤|名誉|特任|准|客員)*(?:取締役|監査役|執行役員|執行役|理事長|理事|監事|社長|会長|副社長|副会長|顧問|相談役|教授|弁護士|公認会計士|博士|dr|prof|mr|ms|mrs)[\s　・.．]*)+[\s　]`)
	honorific = regexp.MustCompile(`[\s　]*(?:氏|様|殿|先生|博士|教授)$`)
	maiden    = regexp.MustCompile(`^(?:旧姓|旧氏|旧)[\s　:：・･]*`)
)

// spellings returns every name that a text gives for one company, folded: as it stands; the parts between strokes (Mihon Cloud／ミホンクラウド);
// what stands in brackets as a former name (旧見本電算) or in another script; without the former-name mark; the company alone where a
// department follows it (見本株式会社　開発部); letters written as they are said as letters (エヌ・ティ・ティ); and without the word for "and".
func spellings(text string) []string {
	var out []string
	put := func(s string) {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	add := func(s string) {
		s = Fold(s)
		put(s)
		put(spelledOut(s))
	}
	add(text)
	if plain := together.ReplaceAllString(text, "$1$2"); plain != text {
		add(plain)
	}
	for _, part := range apart.Split(text, -1) {
		for _, m := range bracketed.FindAllStringSubmatch(part, -1) {
			if inner := m[1]; formerly.MatchString(inner) || japanese(inner) != japanese(bracketed.ReplaceAllString(part, "")) {
				add(formerly.ReplaceAllString(inner, ""))
			}
		}
		outer := bracketed.ReplaceAllStringFunc(part, func(s string) string {
			if strings.TrimSpace(Fold(s)) == "" {
				return s // a company form
			}
			return " "
		})
		add(outer)
		add(formerly.ReplaceAllString(strings.TrimSpace(outer), ""))
		add(company(outer))
	}
	return out
}

// company is the name of a company that is followed by one of its departments; "" where no company form tells where the name ends.
func company(text string) string {
	s := compatible(text)
	for _, form := range companyForms {
		before, after, found := strings.Cut(s, form)
		switch {
		case !found:
		case strings.TrimSpace(before) != "":
			return before
		default:
			if words := strings.Fields(after); len(words) > 1 {
				return words[0]
			}
			return ""
		}
	}
	return ""
}

// japanese reports whether a text has a letter of Japanese script.
func japanese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) })
}

// people returns every name that a text gives for one person, folded: as it stands, the parts between strokes, and with a former family
// name in its place (見本 花子（旧姓：審査）). Names in Latin letters are the same in either order.
func people(text string) []string {
	var out []string
	add := func(s string) {
		if !japanese(s) {
			words := strings.Fields(strings.NewReplacer(",", " ", ".", " ").Replace(strings.ToLower(s)))
			slices.Sort(words)
			s = strings.Join(words, " ")
		}
		if s = Fold(s); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for _, part := range apart.Split(text, -1) {
		outer := honorific.ReplaceAllString(strings.TrimSpace(bracketed.ReplaceAllString(part, " ")), "")
		outer = titles.ReplaceAllString(outer, "")
		add(outer)
		for _, m := range bracketed.FindAllStringSubmatch(part, -1) {
			inner, given := strings.TrimSpace(maiden.ReplaceAllString(m[1], "")), strings.Fields(outer)
			switch {
			case len(strings.Fields(inner)) > 1 || japanese(inner) != japanese(outer):
				add(inner)
			case len(given) > 1 && (maiden.MatchString(m[1]) || len(given) == 2):
				add(inner + " " + strings.Join(given[1:], " "))
			case maiden.MatchString(m[1]):
				for _, given := range endings(outer) {
					add(inner + " " + given)
				}
			}
		}
	}
	return out
}

// endings are the last one, two and three letters of a name without a space: where the given name begins is not to be seen.
func endings(name string) []string {
	var out []string
	rs := []rune(name)
	for n := 1; n <= 3 && n < len(rs); n++ {
		out = append(out, string(rs[len(rs)-n:]))
	}
	return out
}
