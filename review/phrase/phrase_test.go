package phrase

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFillLeavesWhatIsNotKnown(t *testing.T) {
	v := Values{Evidence: "資料3", Answer: "99.9 %", Item: "稼働率"}
	got := Fill("{項目}は{資料}の{頁}頁で{値}と確認した（{要件}）。{不明}", v)
	if want := "稼働率は資料3の{頁}頁で99.9 %と確認した（{要件}）。{不明}"; got != want {
		t.Errorf("filled %q, want %q", got, want)
	}
	if got := Fill("{値}", Values{Answer: "{資料}", Evidence: "資料1"}); got != "{資料}" {
		t.Errorf("a value was filled again: %q", got)
	}
}

func TestGeneralise(t *testing.T) {
	v := Values{Answer: "99.9 %", Item: "稼働率"}
	for in, want := range map[string]string{
		"資料３の２頁で確認した。":      "{資料}の{頁}頁で確認した。",
		"別紙1 p.12を参照。":      "{資料} p.{頁}を参照。",
		"第4ページに記載がある。":      "{頁}ページに記載がある。",
		"稼働率は99.9 %で足りる。":   "{項目}は{値}で足りる。",
		"3世代、10項目、第20条による。": "3世代、10項目、第20条による。",
	} {
		if got := Generalise(in, v); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := Generalise("有効である。", Values{Answer: "有"}); got != "有効である。" {
		t.Errorf("an answer of one letter was taken out of a word: %q", got)
	}
}

func TestLearnCountsRemarksNotSentences(t *testing.T) {
	got := Learn([]Remark{
		{"資料1の2頁で確認した。問題ない。", ForRemark, Values{}},
		{"資料7の10頁で確認した。\n資料8の1頁で確認した。", ForRemark, Values{}},
		{"資料2の1頁で確認した。算定式がない。", ForRemark, Values{}},
		{"算定式を示してください。", ForAsking, Values{}},
		{"算定式を 示してください。", ForAsking, Values{}},
		{"問題ない。", ForAsking, Values{}}, // as an inquiry it was written once
		{"良。", ForRemark, Values{}},
		{"良。", ForRemark, Values{}}, // too short to be worth a choice
	})
	want := []Phrase{
		{Text: "{資料}の{頁}頁で確認した。", Use: ForRemark, Origin: Learned, Uses: 3},
		{Text: "算定式を示してください。", Use: ForAsking, Origin: Learned, Uses: 2},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestOfferEachOnceWithoutTheDropped(t *testing.T) {
	got := Offer(Values{Evidence: "資料1"}, []string{"要らない。"},
		[]Phrase{{Text: "{資料}を確認した。", Origin: Own}},
		[]Phrase{{Text: "要らない。", Origin: Learned}, {Text: "{資料}を 確認した。", Origin: Learned}},
		[]Phrase{{Text: "機関の文。", Origin: Body}, {Text: " "}},
	)
	want := []Phrase{{Text: "{資料}を確認した。", Origin: Own, Filled: "資料1を確認した。"}, {Text: "機関の文。", Origin: Body, Filled: "機関の文。"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
