package present

import (
	"shinsa/review"
	"shinsa/review/seal"
)

// VerdictSign returns the big word of a verification: 真正, 署名後に変更あり, 無効, 署名者不明, 署名なし.
func VerdictSign(t Text, v seal.Verdict) Sign {
	switch v {
	case seal.Genuine:
		return Sign{Good, t.T("verify.genuine")}
	case seal.Altered:
		return Sign{Bad, t.T("verify.altered")}
	case seal.UnknownSigner:
		return Sign{Caution, t.T("verify.unknown_signer")}
	case seal.Unsigned:
		return Sign{Neutral, t.T("verify.unsigned")}
	}
	return Sign{Bad, t.T("verify.invalid")}
}

// VerdictMeaning says in one sentence what a verdict means for who holds the file.
func VerdictMeaning(t Text, v seal.Verdict) string {
	switch v {
	case seal.Genuine:
		return t.T("verify.genuine_meaning")
	case seal.Altered:
		return t.T("verify.altered_meaning")
	case seal.UnknownSigner:
		return t.T("verify.unknown_signer_meaning")
	case seal.Unsigned:
		return t.T("verify.unsigned_meaning")
	}
	return t.T("verify.invalid_meaning")
}

// VerdictCard is the judgement of one file as shown.
type VerdictCard struct {
	Name    string
	Kind    string
	Sign    Sign
	Meaning string
	Signers []SignerLine
	Stamps  []string // time stamps of the whole document
	Reasons []Finding

	Standing *StandingLine // of a certificate: the certification on the day asked
}

// StandingLine is where a certification stands on a day, as shown.
type StandingLine struct {
	Sign    Sign   // such as 2026年5月27日：有効
	Service string // with its number and operator
	Period  string
	Source  string // which register says so, or that there is none
}

// SignerLine is one signature of a file.
type SignerLine struct {
	Sign       Sign
	Name, Role string
	When       string
	Covers     []string // what the signature covers, and what an authority says of its time
	After      []Note   // what came after it
}

// Note is one thing worth knowing, with whether it is good.
type Note struct {
	Sign     Sign
	Sentence string
}

// VerdictCards puts judgements into words, in the order the files came.
func VerdictCards(t Text, vs []review.Verification) []VerdictCard {
	out := make([]VerdictCard, 0, len(vs))
	for _, v := range vs {
		c := VerdictCard{
			Name: v.Name, Kind: FileKind(t, v.Kind), Sign: VerdictSign(t, v.Verdict), Meaning: VerdictMeaning(t, v.Verdict),
			Reasons: Findings(t, nil, v.Reasons),
		}
		if v.Paper != "" {
			c.Kind = FileKind(t, v.Paper)
		}
		for _, s := range v.Signers {
			c.Signers = append(c.Signers, signerLine(t, s))
		}
		for _, s := range v.Stamps {
			if s.Stamped != nil {
				c.Stamps = append(c.Stamps, stampLine(t, s.Stamped))
			}
		}
		if v.Standing != nil {
			c.Standing = standingLine(t, v.Standing)
		}
		out = append(out, c)
	}
	return out
}

// FileKind names a kind of file in words; an unknown kind is named as it is.
func FileKind(t Text, kind string) string {
	if kind == "" {
		return ""
	}
	if key := "filekind." + kind; t.Has(key) {
		return t.T(key)
	}
	return kind
}

// HandedLine is one file handed over, as listed after it was read back and checked.
type HandedLine struct {
	Sign Sign
	Name string
	Kind string
	Size string
	Path string
}

// HandedLines lists what was written.
func HandedLines(t Text, hs []review.Handed) []HandedLine {
	out := make([]HandedLine, 0, len(hs))
	for _, h := range hs {
		out = append(out, HandedLine{
			Sign: VerdictSign(t, seal.Verdict(h.Verdict)), Name: h.Name, Kind: handedKind(t, h), Size: Bytes(h.Size), Path: h.Path,
		})
	}
	return out
}

// handedKind names what was handed over and says when a time stamp was wanted and could not be had.
func handedKind(t Text, h review.Handed) string {
	if h.Notes.Has("handed_without_stamp") {
		return t.T("verify.unstamped", "kind", FileKind(t, h.Kind))
	}
	return FileKind(t, h.Kind)
}
