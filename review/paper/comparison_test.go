package paper_test

import (
	"strings"
	"testing"

	"shinsa/review/civil"
	"shinsa/review/paper"
)

var comparison = paper.Comparison{
	On: civil.MustParse("2026-04-06"), Old: "審査基準【見本】（sample-1）", New: "審査基準【見本】第2版（sample-2）", InForce: civil.MustParse("2026-10-01"), Sample: true,
	Counts: []paper.Count{{Label: "変更", N: 1, Unit: "件"}, {Label: "新設", N: 1, Unit: "件"}},
	Rows: []paper.ComparisonRow{
		{},
		{
			Kind: "変更",
			New:  []paper.Stretch{{Text: "38.5　ウイルスチェック（必須）\n定義ファイルの更新間隔を、"}, {Text: "1日1回以上の頻度とともに", Changed: true}, {Text: "示す。"}},
			Old:  []paper.Stretch{{Text: "38.5　ウイルスチェック（必須）\n定義ファイルの更新間隔を、"}, {Text: "随時", Changed: true}, {Text: "示す。"}},
		},
		{Kind: "新設", New: []paper.Stretch{{Text: "40.1　生成系機能の利用（選択）\n学習への利用の有無。", Changed: true}}, Old: []paper.Stretch{{Text: "（新設）"}}},
	},
}

func TestArt22_ComparisonShowsBothWordings(t *testing.T) {
	d, err := press(t).Comparison(profile, comparison)
	if err != nil {
		t.Fatal(err)
	}
	text := unspaced(strings.Join(pages(t, d), ""))
	for _, want := range []string{"改正後", "改正前", "（略）", "（新設）", "1日1回以上の頻度とともに", "随時示す", "令和8年10月1日", "下線の部分は改正部分である", "見本であり"} {
		if !strings.Contains(text, want) {
			t.Errorf("the table does not say %s", want)
		}
	}
	if len(d.Fields) != 0 || len(d.Missing) != 0 {
		t.Errorf("fields %v, missing %q", d.Fields, d.Missing)
	}
}

func TestArt22_ComparisonOfALongAmendmentGoesOverPages(t *testing.T) {
	r := comparison
	r.InForce = civil.Date{}
	long := paper.ComparisonRow{Kind: "変更"}
	for range 120 {
		long.New = append(long.New, paper.Stretch{Text: "一字も失われない。"}, paper.Stretch{Text: "改めた部分である。", Changed: true})
		long.Old = append(long.Old, paper.Stretch{Text: "一字も失われない。"})
	}
	r.Rows = append([]paper.ComparisonRow{}, long, long)
	d, err := press(t).Comparison(profile, r)
	if err != nil {
		t.Fatal(err)
	}
	text := unspaced(strings.Join(pages(t, d), ""))
	if d.Pages < 3 || strings.Count(text, "改めた部分である。") < 230 {
		t.Errorf("%d pages, %d of 240 changed sentences", d.Pages, strings.Count(text, "改めた部分である。"))
	}
	if !strings.Contains(text, "未定") {
		t.Error("an amendment without its day does not say so")
	}
}

func TestArt22_ReportKeepsTheLineOfACarriedAnswer(t *testing.T) {
	r := report(t)
	r.Items = append([]paper.ReportItem{}, r.Items[:4]...)
	r.Items[1].Carried = "旧 2-3 → 新 3-1（変更）"
	r.Dropped = []paper.Dropped{{Provenance: "旧 9-9（削除）", Disclosed: "もはや問われない開示"}}
	d, err := press(t).Report(profile, r)
	if err != nil {
		t.Fatal(err)
	}
	text := wholeText(t, d)
	for _, want := range []string{"旧2-3→新3-1（変更）", "旧9-9（削除）", "もはや問われない開示"} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %s", want)
		}
	}
}
