package present

import (
	"strconv"
	"strings"

	"shinsa/review"
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

// CheckupResult is the whole check in one sentence.
type CheckupResult struct {
	Sign     Sign
	Sentence string
}

// Checkup says whether the desk is sound and, when it is not, what to do first.
func Checkup(t Text, is []review.Invariant) CheckupResult {
	broken := 0
	for _, i := range is {
		if !i.OK {
			broken++
		}
	}
	if broken == 0 {
		return CheckupResult{Sign{Good, t.T("setup.check_ok")}, t.N("setup.check_all_ok", len(is))}
	}
	return CheckupResult{Sign{Bad, t.T("setup.check_broken")}, t.N("setup.check_some_broken", broken)}
}

// InvariantLine is one check of the desk.
type InvariantLine struct {
	Sign   Sign
	Name   string
	Detail string // "" when there is nothing to say
}

// InvariantLines lists the desk's checks, broken ones first.
func InvariantLines(t Text, is []review.Invariant) []InvariantLine {
	var broken, good []InvariantLine
	for _, i := range is {
		name := i.Name
		if key := "invariant." + i.Name; t.Has(key) {
			name = t.T(key)
		}
		if i.OK {
			good = append(good, InvariantLine{Sign{Good, t.T("setup.check_ok")}, name, ""})
			continue
		}
		detail := t.T("setup.check_detail", "detail", i.Detail)
		if key := "invariant." + i.Name + ".broken"; t.Has(key) {
			detail = t.T(key) + detail
		}
		broken = append(broken, InvariantLine{Sign{Bad, t.T("setup.check_broken")}, name, detail})
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
