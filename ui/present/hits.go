package present

import (
	"strings"

	"shinsa/review"
	"shinsa/review/ident"
)

// HitLine is a place where a search found its words.
type HitLine struct {
	Case  ident.CaseID
	Item  ident.ItemID
	Title string // the case's service, with the item's number
	Where string // 開示, 所見 …
	Text  string // the words around what was found
}

// around is how many characters before a match are shown.
const around = 24

// Hits puts what a search found into words. Matches of the case itself are left out: its row says so already.
func Hits(t Text, hits []review.Hit, query string) []HitLine {
	var out []HitLine
	for _, h := range hits {
		if h.Item == "" {
			continue
		}
		out = append(out, HitLine{
			Case: h.Case, Item: h.Item, Title: t.T("home.hit_at", "service", h.Service, "item", h.Item), Where: t.T("home.hit_" + h.Where), Text: Excerpt(h.Text, query),
		})
	}
	return out
}

// Excerpt returns a text on one line from a little before the first place where a query stands in it, whatever the width, case, kana or
// white space; from its beginning when it stands nowhere.
func Excerpt(text, query string) string {
	runes, want := []rune(strings.Join(strings.Fields(text), " ")), squeeze(query)
	if want == "" {
		return string(runes)
	}
	for i := range runes {
		if strings.HasPrefix(squeeze(string(runes[i:min(i+3*len(want), len(runes))])), want) && runes[i] != ' ' {
			if i <= around {
				break
			}
			return "…" + string(runes[i-around:])
		}
	}
	return string(runes)
}

// squeeze folds a text and leaves its white space out, as the desk's search does.
func squeeze(s string) string { return strings.Join(strings.Fields(Fold(s)), "") }
