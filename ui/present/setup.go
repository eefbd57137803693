package present

import (
	"strconv"
	"strings"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/ident"
)

// OwnerFacts says whose desk it is and by which certificates it is known.
func OwnerFacts(t Text, self review.Self, prints []review.Fingerprint) []Fact {
	out := []Fact{
		{Label: t.T("setup.role"), Value: t.T("role." + string(self.Role))},
		{Label: t.T("setup.name"), Value: self.Name},
		{Label: t.T("setup.id"), Value: string(self.ID)},
		{Label: t.T("setup.since"), Value: Date(t, self.Since)},
	}
	for _, p := range prints {
		label := string(p.Role)
		if key := "signer." + label; t.Has(key) {
			label = t.T(key)
		}
		out = append(out, Fact{Label: t.T("setup.fingerprint_of", "role", label), Value: Fingerprint(p.SHA256)})
	}
	return out
}

// Fingerprint writes a digest in groups of four, to be read out and compared.
func Fingerprint(d ident.Digest) string {
	var groups []string
	for s := strings.ToUpper(string(d)); len(s) > 0; {
		n := min(4, len(s))
		groups = append(groups, s[:n])
		s = s[n:]
	}
	return strings.Join(groups, " ")
}

// ProfileFacts lists the scheme profile: what is not in the code because every body has its own.
func ProfileFacts(t Text, p review.Profile) []Fact {
	body, scheme := p.Body, p.Scheme
	if t.Lang() == "en" && p.BodyEN != "" {
		body, scheme = p.BodyEN, p.SchemeEN
	}
	day := t.T("setup.first_day_not_counted")
	if p.Term.FirstDayCounted {
		day = t.T("setup.first_day_counted")
	}
	fee := t.T("setup.fee_any")
	if p.FeeFirst {
		fee = t.T("setup.fee_first")
	}
	return []Fact{
		{Label: t.T("setup.scheme_name"), Value: scheme},
		{Label: t.T("setup.body"), Value: body},
		{Label: t.T("setup.signatory"), Value: p.Signatory},
		{Label: t.T("setup.number"), Value: string(p.Number)},
		{Label: t.T("setup.document_no"), Value: p.DocumentNo},
		{Label: t.T("setup.validity"), Value: t.N("setup.years", p.Term.Years) + day},
		{Label: t.T("setup.quorum"), Value: t.N("setup.voters", p.Quorum)},
		{Label: t.T("setup.fee"), Value: fee},
		{Label: t.T("setup.due"), Value: t.N("setup.days", p.DueDays)},
		{Label: t.T("setup.status_url"), Value: p.StatusURL},
	}
}

// MemberLine is one enrolled member.
type MemberLine struct {
	Name, Fingerprint, Until string
	Sign                     Sign
}

// MemberLines lists the cards as they stand on a day.
func MemberLines(t Text, cards []review.Card, on civil.Date) []MemberLine {
	out := make([]MemberLine, 0, len(cards))
	for _, c := range cards {
		l := MemberLine{
			Name: c.Name, Fingerprint: Digest(c.Fingerprint), Until: t.T("setup.until", "date", Date(t, c.NotAfter)),
			Sign: Sign{Good, t.T("setup.card_valid")},
		}
		switch {
		case !c.Revoked.IsZero():
			l.Sign = Sign{Bad, t.T("setup.card_revoked")}
		case on.After(c.NotAfter):
			l.Sign = Sign{Neutral, t.T("setup.card_expired")}
		}
		out = append(out, l)
	}
	return out
}

// InvariantLine is one check of the desk.
type InvariantLine struct {
	Sign Sign
	Name string
}

// InvariantLines lists the desk's checks, broken ones first.
func InvariantLines(t Text, is []review.Invariant) []InvariantLine {
	var broken, good []InvariantLine
	for _, i := range is {
		name := i.Name
		if key := "invariant." + i.Name; t.Has(key) {
			name = t.T(key)
		}
		if i.Detail != "" {
			name += "　" + i.Detail
		}
		if i.OK {
			good = append(good, InvariantLine{Sign{Good, t.T("setup.check_ok")}, name})
		} else {
			broken = append(broken, InvariantLine{Sign{Bad, t.T("setup.check_broken")}, name})
		}
	}
	return append(broken, good...)
}

// Choice is a value with its word.
type Choice struct{ Value, Word string }

// textSizes are offered in settings, in per cent.
var textSizes = []int{100, 115, 130, 150, 175, 200}

// TextSizes lists the sizes of text.
func TextSizes() []Choice {
	out := make([]Choice, 0, len(textSizes))
	for _, n := range textSizes {
		out = append(out, Choice{TextSizeValue(n), strconv.Itoa(n) + "%"})
	}
	return out
}

// TextSizeValue is the value of a size in per cent.
func TextSizeValue(percent int) string { return strconv.Itoa(percent) }

// TextSize reads what TextSizeValue wrote; anything else is the normal size.
func TextSize(value string) int {
	n, err := strconv.Atoi(value)
	if err != nil {
		return 100
	}
	return n
}
