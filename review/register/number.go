package register

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

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
