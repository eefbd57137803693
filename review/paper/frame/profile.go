package frame

import (
	"fmt"

	"shinsa/review/civil"
)

// Profile is what the scheme says of itself on its papers.
type Profile struct {
	Scheme       string // official name of the scheme
	SchemeEN     string
	Body         string // 認定機関
	BodyEN       string
	BodyTitle    string // line above the name
	Signatory    string // title and name of who signs for the body
	SignatoryEN  string
	Address      string // of the secretariat
	Contact      string
	StatusURL    string // where the state of a certification is published
	Wording      string // of the certificate
	WordingEN    string
	JapaneseOnly bool // no English on the certificate
	EraDates     bool // 和暦
	Sample       bool // every paper is a sample
}

// Date writes a day as the profile asks; "―" for none.
func (c *Paper) Date(d civil.Date) string {
	switch {
	case d.IsZero():
		return WordNone
	case c.Profile.EraDates && c.stock.era != nil:
		return c.stock.era(d.Year, d.Month, d.Day)
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year, int(d.Month), d.Day)
}

// DateEN writes a day for the English lines of the certificate.
func DateEN(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year)
}

// Period writes a span of days.
func (c *Paper) Period(from, to civil.Date) string {
	return fmt.Sprintf(wordPeriod, c.Date(from), c.Date(to))
}
