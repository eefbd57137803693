package opine_test

import (
	"testing"

	"shinsa/review/opinion"
	"shinsa/ui/uitest"
)

func TestNothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "opine", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		d := judged(t)
		f := d.Files[uitest.Case]
		f.EarlierRound, f.EarlierDraft = 1, &opinion.Draft{
			Overall: opinion.Conditional, Summary: "開示はおおむね適切である。", Reasons: []opinion.Reason{{Item: "31.2", Text: "計測期間の記載がない。"}}, Conditions: []string{"実績値を開示すること。"},
		}
		f.Draft = opinion.Draft{Overall: opinion.Recommend, Reasons: []opinion.Reason{{Item: "99.9", Text: "番号の誤り"}}, Conditions: []string{"実績値を開示すること。"}}
		r, _, _ := open(t, l, lang, d)
		return r
	})
}
