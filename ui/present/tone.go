package present

import (
	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/opinion"
)

// Tone is the manner in which a state is shown; its values are those of the theme. A tone always has a word beside it.
type Tone string

// The tones.
const (
	Good    Tone = "good"
	Caution Tone = "caution"
	Bad     Tone = "bad"
	Neutral Tone = "neutral"
	Hollow  Tone = "hollow"
	Active  Tone = "active"
)

// Sign is a state as shown: a tone and its word.
type Sign struct {
	Tone Tone
	Word string
}

// Verdict returns the sign of a verdict (判定); what was never judged is unseen.
func Verdict(t Text, v checklist.Verdict) Sign {
	if v == "" {
		v = checklist.Unseen
	}
	return Sign{VerdictTone(v), t.T("verdict." + string(v))}
}

// VerdictTone returns the tone of a verdict.
func VerdictTone(v checklist.Verdict) Tone {
	switch v {
	case checklist.Conforming:
		return Good
	case checklist.Query:
		return Caution
	case checklist.Nonconforming:
		return Bad
	case checklist.NotApplicable:
		return Neutral
	}
	return Hollow
}

// Overall returns the sign of an opinion's conclusion; none yet is hollow.
func Overall(t Text, o opinion.Overall) Sign {
	switch o {
	case opinion.Recommend:
		return Sign{Good, t.T("overall.recommend")}
	case opinion.Conditional:
		return Sign{Caution, t.T("overall.conditional")}
	case opinion.Against:
		return Sign{Bad, t.T("overall.against")}
	case opinion.Defer:
		return Sign{Neutral, t.T("overall.defer")}
	}
	return Sign{Hollow, t.T("overall.none")}
}

// Severity returns the sign of how much a finding matters.
func Severity(t Text, s fault.Severity) Sign {
	switch s {
	case fault.Must:
		return Sign{Bad, t.T("severity.must")}
	case fault.Should:
		return Sign{Caution, t.T("severity.should")}
	}
	return Sign{Neutral, t.T("severity.info")}
}
