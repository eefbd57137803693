package present

import (
	"slices"
	"strings"

	"shinsa/review"
	"shinsa/review/civil"
)

// MemberLine is one card.
type MemberLine struct {
	Name, Role, Fingerprint string
	Until                   string // when it ends, or when and why it was ended
	Sign                    Sign
}

// MemberLines lists the cards as they stand on a day.
func MemberLines(t Text, cards []review.Card, on civil.Date) []MemberLine {
	out := make([]MemberLine, 0, len(cards))
	for _, c := range cards {
		l := MemberLine{
			Name: c.Name, Role: t.T("role.member"), Fingerprint: string(c.ID) + "　" + Digest(c.Fingerprint),
			Until: t.T("setup.valid_from", "issued", Date(t, c.Issued), "until", Date(t, c.NotAfter)), Sign: Sign{Good, t.T("setup.card_valid")},
		}
		switch {
		case !c.Revoked.IsZero():
			l.Sign, l.Until = Sign{Bad, t.T("setup.card_revoked")}, t.T("setup.revoked_on", "date", Date(t, c.Revoked), "reason", c.Reason)
		case on.After(c.NotAfter):
			l.Sign = Sign{Neutral, t.T("setup.card_expired")}
		}
		out = append(out, l)
	}
	return out
}

// IsCard reports whether a file is named as cards are; the desk decides by its content.
func IsCard(path string) bool { return strings.HasSuffix(strings.ToLower(path), ".card") }

// reasons are why a card is usually ended.
var reasons = []string{"lost", "key", "left", "other"}

// RevocationReasons lists the usual reasons for ending a card.
func RevocationReasons(t Text) []Choice {
	out := make([]Choice, 0, len(reasons))
	for _, r := range reasons {
		out = append(out, Choice{r, t.T("setup.reason_" + r)})
	}
	return out
}

// RevocationReason is the reason as it stands in the register of keys.
func RevocationReason(t Text, chosen, detail string) string {
	var parts []string
	if slices.Contains(reasons, chosen) && chosen != "other" {
		parts = append(parts, t.T("setup.reason_"+chosen))
	}
	if detail = strings.TrimSpace(detail); detail != "" {
		parts = append(parts, detail)
	}
	return strings.Join(parts, "：")
}

// RevocationEffect says what ending a card does to the cases under way.
func RevocationEffect(t Text, c review.Card, rows []review.Row) string {
	var waiting []string
	for _, r := range rows {
		for _, m := range r.Members {
			if r.State == review.Sent && m.Reviewer == c.ID && m.Outcome != "opined" && m.Outcome != "recused" {
				waiting = append(waiting, string(r.ID))
			}
		}
	}
	if len(waiting) == 0 {
		return t.T("setup.revoke_no_case")
	}
	return t.T("setup.revoke_cases", "cases", strings.Join(waiting, ", "))
}

// SendersBack says of each sender whose journal went back what was seen.
func SendersBack(t Text, back []review.WentBack) []string {
	out := make([]string, 0, len(back))
	for _, w := range back {
		for _, f := range w.Findings() {
			out = append(out, FindingOf(t, nil, f).Sentence)
		}
	}
	return out
}

// DisclosureGrounds lists the clauses that allow a disclosure, in words.
func DisclosureGrounds(t Text, gs []review.Ground) []Choice {
	out := make([]Choice, 0, len(gs))
	for _, g := range gs {
		out = append(out, Choice{string(g), t.T("ground." + string(g))})
	}
	return out
}

// DisclosureLine is one entry of the log of disclosures.
type DisclosureLine struct {
	Head    string // case, number, day and recipient
	Text    string
	Clause  string // as cited in data
	Article string // in words
}

// DisclosureLines lists the log, the newest first.
func DisclosureLines(t Text, all []review.Disclosure) []DisclosureLine {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b review.Disclosure) int { return b.At.Compare(a.At) })
	out := make([]DisclosureLine, 0, len(all))
	for _, x := range all {
		out = append(out, DisclosureLine{
			Head: t.T("setup.disclosure_head", "date", Date(t, x.On), "case", x.Case, "no", x.No, "to", x.To),
			Text: t.T("ground."+string(x.Ground)) + "\n" + x.Text, Clause: string(x.Ground), Article: t.Clause(string(x.Ground)),
		})
	}
	return out
}

// Refusal says why something was refused, with every reason, in one text: for a dialog that stays open.
func Refusal(t Text, err error) string {
	p := ProblemOf(t, err)
	words := p.Sentence
	for _, f := range p.Findings {
		words += "\n・" + f.Sentence
	}
	if p.Hint != "" {
		words += "\n" + p.Hint
	}
	return words
}
