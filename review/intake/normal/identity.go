package normal

import (
	"regexp"
	"strings"
	"unicode"

	"shinsa/review/ident"
)

// Digits returns the digits of the text, folded; those in brackets, as in （13桁）, only where there are no others.
func Digits(text string) string {
	if d := digits(Outside(Fold(text).S)); d != "" {
		return d
	}
	return digits(Fold(text).S)
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// CorporateNumber reads a corporate number (法人番号) and tells whether its check digit holds.
func CorporateNumber(text string) (number string, valid bool) {
	number = Digits(text)
	return number, ident.CorporateNumberHolds(number)
}

var phone = regexp.MustCompile(`[\d(][\d\-() ]{7,}\d`)

// longVowel is the mark of a long vowel typed for a hyphen.
var longVowel = regexp.MustCompile(`(\d)ー`)

// Phone returns a telephone number with plain digits and hyphens between its groups.
func Phone(text string) string {
	s := longVowel.ReplaceAllString(Fold(text).S, "$1-")
	m := phone.FindString(s)
	if m == "" {
		return strings.TrimSpace(s)
	}
	m = strings.Map(func(r rune) rune {
		if r == '(' || r == ')' || r == ' ' {
			return '-'
		}
		return r
	}, m)
	for strings.Contains(m, "--") {
		m = strings.ReplaceAll(m, "--", "-")
	}
	return strings.Trim(m, "-")
}

// PostalCode returns a postal code as NNN-NNNN; "" when there is none.
func PostalCode(text string) string {
	d := Digits(text)
	if len(d) != 7 {
		return ""
	}
	return d[:3] + "-" + d[3:]
}

var postalFirst = regexp.MustCompile(`^\(?(?:〒\s*)?\(?(\d{3})[-ー](\d{4})\)?\)?[\s,、]*`)

// PostalAddress parts an address that begins with its postal code; code is "" where it does not.
func PostalAddress(text string) (code, address string) {
	f := Fold(text)
	m := postalFirst.FindStringSubmatchIndex(f.S)
	if m == nil || m[1] == len(f.S) {
		return "", text
	}
	return f.S[m[2]:m[3]] + "-" + f.S[m[4]:m[5]], strings.TrimFunc(f.From(m[1]), Blank)
}

var sealMark = regexp.MustCompile(`[\s　]*(?:㊞|[(（]印[)）])[\s　]*$|[\s　]+印[\s　]*$`)

// Unsealed returns a name without the mark of where the seal goes: ㊞, （印）.
func Unsealed(name string) string { return sealMark.ReplaceAllString(name, "") }

var mailForm = regexp.MustCompile(`[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+`)

// IsMail reports whether a text is one mail address and nothing else.
func IsMail(text string) bool { return mailForm.FindString(text) == text && text != "" }

// Mail returns the mail address in a text, in plain letters; where there is none, or more than one, all of the text without spaces.
func Mail(text string) string {
	if all := mailForm.FindAllString(Fold(text).S, -1); len(all) == 1 {
		return all[0]
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, Fold(text).S)
}

// companies writes out the forms of company.
var companies = strings.NewReplacer("(株)", "株式会社", "(有)", "有限会社", "(合)", "合同会社", "(資)", "合資会社", "(名)", "合名会社",
	"(社)", "社団法人", "(財)", "財団法人", "(一社)", "一般社団法人", "(独)", "独立行政法人")

// Company returns a name with its form of company written out: ㈱ and (株) become 株式会社.
func Company(name string) string { return companies.Replace(Fold(name).S) }

// Abbreviated reports whether a name shortens its form of company.
func Abbreviated(name string) bool {
	s := Fold(name).S
	return companies.Replace(s) != s
}

var post = regexp.MustCompile(`^(代表取締役(?:会長兼社長|社長兼CEO|社長執行役員|会長|社長|専務|副社長)?(?:兼?\s*(?:CEO|COO|最高経営責任者))?|取締役社長|代表執行役(?:社長)?|代表社員|業務執行社員|代表理事|理事長|会長|社長|代表者?|(?:最高経営責任者|CEO))[\s:]+`)

// Post parts a post such as 代表取締役 from the name after it; post is "" when the text begins with none.
func Post(text string) (title, name string) {
	f := Fold(text)
	loc := post.FindStringSubmatchIndex(f.S)
	if loc == nil {
		return "", text
	}
	return strings.TrimFunc(f.Origin(loc[2], loc[3]), Blank), strings.TrimFunc(f.From(loc[1]), Blank)
}
