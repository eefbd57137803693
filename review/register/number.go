package register

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"shinsa/review/civil"
	"shinsa/review/ident"
)

// Pattern is how certification numbers are written: text with {serial:N}, a serial of at least N digits, and {yy}, {yyyy} and {mm}
// of the first certification. The published numbers of IaaS・PaaS read IP{serial:4}-{yy}{mm}; the pattern of this scheme is not
// known, so it is a setting.
type Pattern string

var hole = regexp.MustCompile(`\{(serial:[1-9]|yyyy|yy|mm)\}`)

// Valid reports whether the pattern has exactly one serial and no other braces.
func (p Pattern) Valid() bool {
	rest := hole.ReplaceAllString(string(p), "")
	return !strings.ContainsAny(rest, "{}") && strings.Count(string(p), "{serial:") == 1
}

// Number writes the number for a serial first certified on day first. The serial stays on renewal.
func (p Pattern) Number(serial int, first civil.Date) ident.CertificateNo {
	return ident.CertificateNo(hole.ReplaceAllStringFunc(string(p), func(h string) string {
		switch h {
		case "{yyyy}":
			return fmt.Sprintf("%04d", first.Year)
		case "{yy}":
			return fmt.Sprintf("%02d", first.Year%100)
		case "{mm}":
			return fmt.Sprintf("%02d", int(first.Month))
		}
		n, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(h, "{serial:"), "}"))
		return fmt.Sprintf("%0*d", n, serial)
	}))
}

// Serial reads the serial out of a number written by the pattern; false when it is not one of its numbers. Width and blanks do not count.
func (p Pattern) Serial(no ident.CertificateNo) (int, bool) {
	if !p.Valid() {
		return 0, false
	}
	var re strings.Builder
	re.WriteString("^")
	rest := string(p)
	for {
		at := hole.FindStringIndex(rest)
		if at == nil {
			break
		}
		re.WriteString(regexp.QuoteMeta(Fold(ident.CertificateNo(rest[:at[0]]))))
		switch h := rest[at[0]:at[1]]; h {
		case "{yyyy}":
			re.WriteString(`\d{4}`)
		case "{yy}", "{mm}":
			re.WriteString(`\d{2}`)
		default:
			re.WriteString(`(\d{` + strings.TrimSuffix(strings.TrimPrefix(h, "{serial:"), "}") + `,9})`)
		}
		rest = rest[at[1]:]
	}
	re.WriteString(regexp.QuoteMeta(Fold(ident.CertificateNo(rest))) + "$")
	m := regexp.MustCompile(re.String()).FindStringSubmatch(Fold(no))
	if m == nil {
		return 0, false
	}
	n, err := strconv.Atoi(m[1])
	return n, err == nil
}

// Fold writes a number so that two writings of it are the same text: full-width letters and digits, blanks and the kinds of dash do not
// tell numbers apart.
func Fold(no ident.CertificateNo) string {
	var b strings.Builder
	for _, r := range norm.NFKC.String(string(no)) {
		switch {
		case unicode.IsSpace(r):
		case unicode.Is(unicode.Pd, r) || r == 'ー' || r == '−':
			b.WriteByte('-')
		default:
			b.WriteRune(unicode.ToUpper(r))
		}
	}
	return b.String()
}
