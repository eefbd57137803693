package present

import (
	"strings"
	"time"

	"shinsa/i18n/era"
	"shinsa/review/conflict"
	"shinsa/review/fault"
)

// CoverLine is a line of the cover card: a name and what stands under it.
type CoverLine struct {
	Name   string
	Values []string
}

// CoverCard puts the cover into lines: all that can be read before the declaration.
func CoverCard(t Text, c conflict.Cover) []CoverLine {
	line := func(key string, values ...string) CoverLine { return CoverLine{t.T("declare.cover_" + key), values} }
	lines := []CoverLine{
		line("operator", c.Operator), line("number", orDash(c.CorporateNumber)), line("service", c.Service),
		line("class", orDash(strings.Join(c.ServiceClass, "・"))),
	}
	officers := make([]string, 0, len(c.Officers))
	for _, o := range c.Officers {
		officers = append(officers, strings.TrimSpace(o.Title+"　"+o.Name))
	}
	lines = append(lines, line("officers", dashed(officers)...), line("group", dashed(companies(c.Group))...),
		line("competitors", dashed(companies(c.Competitors))...), line("due", Date(t, c.Due)))
	return lines
}

func companies(cs []conflict.Company) []string {
	out := make([]string, 0, len(cs))
	for _, c := range cs {
		s := c.Name
		if c.Relation != "" {
			s += "（" + c.Relation + "）"
		}
		out = append(out, s)
	}
	return out
}

func dashed(s []string) []string {
	if len(s) == 0 {
		return []string{"－"}
	}
	return s
}

// InterestKind is a kind of interest as the form asks it.
type InterestKind struct {
	Kind    conflict.Kind
	Name    string
	Explain string
	Post    bool // has an end
}

// InterestKinds returns the kinds in the order of the form.
func InterestKinds(t Text) []InterestKind {
	var out []InterestKind
	for _, k := range conflict.Kinds() {
		out = append(out, InterestKind{
			Kind: k, Name: t.T("interest." + string(k)), Explain: t.T("interest." + string(k) + "_explain"),
			Post: k == conflict.Post || k == conflict.KinPost,
		})
	}
	return out
}

// MoneyBand is a class of money received as the form offers it.
type MoneyBand struct {
	Band conflict.Band
	Word string
}

// MoneyBands returns the bands with the limits of the policy.
func MoneyBands(t Text, p conflict.Policy) []MoneyBand {
	minor, major := Limit(t, p.Minor), Limit(t, p.Major)
	return []MoneyBand{
		{conflict.BandNone, t.T("declare.band_none")},
		{conflict.BandMinor, t.T("declare.band_minor", "limit", minor)},
		{conflict.BandMajor, t.T("declare.band_major", "from", minor, "limit", major)},
		{conflict.BandExcess, t.T("declare.band_excess", "limit", major)},
	}
}

// FiscalYear names a fiscal year: 令和7年度（2025年度）.
func FiscalYear(t Text, year int) string {
	name, _, _ := strings.Cut(era.Format(year, time.April, 1), "年")
	return t.T("declare.fiscal_year", "year", year, "era", name)
}

// MatchText says what may be an interest: what of the member's own meets what on the cover.
func MatchText(t Text, m conflict.Match) string {
	kind := t.T("interest." + string(m.Kind))
	if m.Pinned {
		return t.T("declare.match_pinned", "kind", kind, "theirs", m.Theirs, "reason", m.Mine)
	}
	return t.T("declare.match", "kind", kind, "mine", m.Mine, "theirs", m.Theirs, "how", t.T("declare.how_"+string(m.How)))
}

// MatchSince says from which declaration the answer to a match was taken over; "" where it is the member's own in this one.
func MatchSince(t Text, m conflict.Match) string {
	if m.Since.IsZero() || m.State != conflict.Dismissed {
		return ""
	}
	return t.T("declare.match_since", "date", Date(t, m.Since))
}

// Consequence says what a declaration leads to.
func Consequence(t Text, a conflict.Assessment) Sign {
	switch a.Outcome {
	case conflict.Clear:
		return Sign{Good, t.T("declare.outcome_clear")}
	case conflict.SpeakNoVote:
		return Sign{Caution, t.T("declare.outcome_speak_no_vote")}
	}
	return Sign{Bad, t.T("declare.outcome_recuse")}
}

// Missing lists what keeps a declaration from being signed, each with the part of the form it concerns, no sentence twice.
func Missing(t Text, l fault.List) []string {
	var out []string
	seen := map[string]bool{}
	for _, f := range l {
		s := t.Fault(f.Code, f.Values())
		if f.Field != "" && t.Has("interest."+f.Field) {
			s = t.T("declare.missing_in", "part", t.T("interest."+f.Field), "what", s)
		}
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}
