package present

import (
	"time"

	"shinsa/review"
	"shinsa/review/civil"
)

func signerLine(t Text, s review.Signature) SignerLine {
	line := SignerLine{Sign: VerdictSign(t, s.Verdict), Name: s.Name, Role: s.Role, When: s.When}
	if key := "signer." + s.Role; s.Role != "" && t.Has(key) {
		line.Role = t.T(key)
	}
	if at, err := time.Parse(time.RFC3339, s.When); err == nil {
		line.When = Date(t, civil.Of(at)) + " " + at.In(civil.Japan).Format("15:04")
	}
	return line
}
