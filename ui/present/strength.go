package present

import (
	"math"
	"unicode"
)

// LeastPassphrase is the fewest characters a new passphrase may have.
const LeastPassphrase = 10

// Strength says how well a passphrase would hold, as a sign with a word and a sentence. It is an estimate for guidance, made from length
// and variety alone; only LeastPassphrase is a condition.
func Strength(t Text, pass string) (s Sign, enough bool) {
	n := len([]rune(pass))
	bits := entropy(pass)
	switch {
	case n == 0:
		return Sign{Hollow, t.T("unlock.strength_none", "n", LeastPassphrase)}, false
	case n < LeastPassphrase:
		return Sign{Bad, t.T("unlock.strength_short", "n", LeastPassphrase)}, false
	case bits < 45:
		return Sign{Bad, t.T("unlock.strength_weak")}, true
	case bits < 70:
		return Sign{Caution, t.T("unlock.strength_fair")}, true
	}
	return Sign{Good, t.T("unlock.strength_good")}, true
}

// entropy estimates bits from the kinds of characters used and the number of different ones.
func entropy(pass string) float64 {
	kinds := map[string]int{}
	distinct := map[rune]bool{}
	n := 0
	for _, r := range pass {
		n++
		distinct[r] = true
		switch {
		case unicode.IsLower(r):
			kinds["lower"] = 26
		case unicode.IsUpper(r):
			kinds["upper"] = 26
		case unicode.IsDigit(r):
			kinds["digit"] = 10
		case r < 128:
			kinds["sign"] = 33
		default:
			kinds["kana"] = 80 // readings are guessed, not single kanji
		}
	}
	pool := 0
	for _, size := range kinds {
		pool += size
	}
	if pool == 0 {
		return 0
	}
	return float64(min(n, 2*len(distinct))) * math.Log2(float64(pool))
}
