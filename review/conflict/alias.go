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
	maiden    = regexp.MustCompile(`^(?:旧姓|旧氏|旧)[\s　:：・･]*`)
)

// spellings returns every name that a text gives for one company, folded: as it stands; the parts between strokes (Mihon Cloud／ミホンクラウド);
// what stands in brackets as a former name (旧見本電算) or in another script; without the former-name mark; and the company alone where a
// department follows it (見本株式会社　開発部).
func spellings(text string) []string {
	var out []string
	add := func(s string) {
		if s = Fold(s); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	add(text)
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
		outer := strings.TrimSpace(bracketed.ReplaceAllString(part, " "))
		add(outer)
		for _, m := range bracketed.FindAllStringSubmatch(part, -1) {
			inner, given := strings.TrimSpace(maiden.ReplaceAllString(m[1], "")), strings.Fields(outer)
			switch {
			case len(strings.Fields(inner)) > 1 || japanese(inner) != japanese(outer):
				add(inner)
			case len(given) > 1 && (maiden.MatchString(m[1]) || len(given) == 2):
				add(inner + " " + strings.Join(given[1:], " "))
			}
		}
	}
	return out
}
