package paper

import (
	"fmt"
	"strings"

	"shinsa/review/civil"
)

// Profile is what the scheme says of itself on its papers.
type Profile struct {
	Scheme    string // official name of the scheme
	SchemeEN  string
	Body      string // 認定機関
	BodyEN    string
	BodyTitle string // line above the name
	Signatory string // title and name of who signs for the body
	Address   string // of the secretariat
	Contact   string
	StatusURL string // where the state of a certification is published
	Wording   string // of the certificate
	EraDates  bool   // 和暦
	Sample    bool   // every paper is a sample
}

// date writes a day as the profile asks; "―" for none.
func (c *composer) date(d civil.Date) string {
	switch {
	case d.IsZero():
		return wordNone
	case c.profile.EraDates && c.press.era != nil:
		return c.press.era(d.Year, d.Month, d.Day)
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year, int(d.Month), d.Day)
}

// dateEN writes a day for the English lines of the certificate.
func dateEN(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year)
}

// period writes a span of days.
func (c *composer) period(from, to civil.Date) string {
	return fmt.Sprintf(wordPeriod, c.date(from), c.date(to))
}

// fallback returns s, or other when s is blank.
func fallback(s, other string) string {
	if strings.TrimSpace(s) == "" {
		return other
	}
	return s
}
