package present

import (
	"time"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/register"
)

func signerLine(t Text, s review.Signature) SignerLine {
	line := SignerLine{Sign: VerdictSign(t, s.Verdict), Name: s.Name, Role: s.Role, When: instant(t, s.When)}
	if key := "signer." + s.Role; s.Role != "" && t.Has(key) {
		line.Role = t.T(key)
	}
	switch {
	case s.Whole:
		line.Covers = append(line.Covers, t.T("verify.covers_whole"))
	case s.Covered > 0:
		line.Covers = append(line.Covers, t.T("verify.covers_until"))
	}
	if s.Certifies {
		line.Covers = append(line.Covers, t.T("verify.certifies"))
	}
	if s.Stamped != nil {
		line.Covers = append(line.Covers, stampLine(t, s.Stamped))
	}
	for _, f := range s.Changes {
		n := Note{Sign: Sign{Good, t.T("verify.change_allowed")}, Sentence: t.Fault(f.Code, f.Values())}
		if f.Severity == fault.Must {
			n.Sign = Sign{Bad, t.T("verify.change_forbidden")}
		}
		line.After = append(line.After, n)
	}
	return line
}

// instant writes an RFC 3339 instant in Japanese time; what is none is shown as it is.
func instant(t Text, s string) string {
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return s
	}
	return Date(t, civil.Of(at)) + " " + at.In(civil.Japan).Format("15:04")
}

func stampLine(t Text, s *review.Stamped) string {
	return t.T("verify.stamped", "at", instant(t, s.At), "by", s.By)
}

func standingLine(t Text, s *review.Standing) *StandingLine {
	line := &StandingLine{
		Service: t.T("standing.service", "no", s.No, "service", s.Service, "operator", s.Operator),
		Period:  t.T("standing.period", "from", Date(t, s.From), "to", Date(t, s.To)),
	}
	tone, word := Neutral, t.T("standing.unknown")
	if s.State != "" {
		word = t.T("standing." + string(s.State))
		switch {
		case s.State.Holds():
			tone = Good
		case s.State != register.NotYet:
			tone = Bad
		}
	}
	line.Sign = Sign{tone, t.T("standing.on", "date", Date(t, s.On), "state", word)}
	switch {
	case s.AsOf.IsZero():
		line.Source = t.T("standing.source_none")
	case s.Source == "":
		line.Source = t.T("standing.source_desk", "date", Date(t, s.AsOf))
	default:
		line.Source = t.T("standing.source_file", "name", s.Source, "date", Date(t, s.AsOf))
	}
	return line
}
