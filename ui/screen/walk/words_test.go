package walk_test

import (
	"slices"
	"strings"
	"testing"

	"shinsa/review/checklist"
	"shinsa/review/phrase"
	"shinsa/ui/uitest"
)

func TestStockPhraseGoesIntoTheWordsAtHand(t *testing.T) {
	r, _, d, s := begin(t)
	r.Press("T").Type("ありえない語").DontSee("いまの文を定型文に加える").See("該当する定型文がありません").Press("Return")
	if mark(d, "1.1").Remark != "" {
		t.Fatal("a search that found nothing inserted a phrase")
	}
	d.Phrase = []phrase.Phrase{
		{Text: "実績値の計測期間が示されていない。", Origin: phrase.Own},
		{Text: "{項目}は{値}のとおり。", Origin: phrase.Own, Use: phrase.ForRemark},
		{Text: "計測期間を示してください。", Origin: phrase.Own, Use: phrase.ForAsking},
	}
	r.Press("Escape", "T").DontSee("計測期間を示してください。").Type("実績値").See("自分").Press("Return")
	if got := mark(d, "1.1").Remark; got != "実績値の計測期間が示されていない。" {
		t.Fatalf("remark %q", got)
	}
	r.Press("Escape", "T").Type("のとおり").Press("Return")
	if got := mark(d, "1.1").Remark; !strings.HasSuffix(got, "\n開示情報の日付は{値}のとおり。") {
		t.Fatalf("remark %q", got)
	}
	r.Type("令和8年")
	s.Leave()
	if got := mark(d, "1.1").Remark; !strings.HasSuffix(got, "\n開示情報の日付は令和8年のとおり。") {
		t.Fatalf("typing did not fill the placeholder: %q", got)
	}
}

func TestWordsBecomeAPhraseAndAPhraseIsNoLongerOffered(t *testing.T) {
	r, h, d, s := begin(t)
	do(t, s, "いまの文を定型文に加える")
	r.Press("R").Type("資料3の2頁に、記載がない。").Press("Escape")
	do(t, s, "いまの文を定型文に加える")
	if len(d.Phrase) == 0 || d.Phrase[len(d.Phrase)-1].Text != "{資料}の{頁}頁に、記載がない。" || d.Phrase[len(d.Phrase)-1].Use != phrase.ForRemark {
		t.Fatalf("kept %+v", d.Phrase)
	}
	r.Press("T").Type("はずす").Press("Return").Type("記載がない").Press("Return")
	if !slices.Contains(d.Dropped, "{資料}の{頁}頁に、記載がない。") || len(h.Problems) != 0 {
		t.Fatalf("dropped %v, %v", d.Dropped, h.Problems)
	}
}

func TestHistoryBringsAnEarlierRemarkBack(t *testing.T) {
	r, h, d, s := begin(t)
	r.Press("H") // nothing yet: says so and opens nothing
	r.Press("R").Type("計測期間がない。")
	h.Later()
	r.Type("至急確認。")
	h.Later()
	r.Press("Escape", "H").See("項目1.1の履歴", "計測期間がない。至急確認。").TapNth("この内容に戻す", 1)
	if got := mark(d, "1.1").Remark; got != "計測期間がない。" {
		t.Fatalf("remark %q", got)
	}
	do(t, s, undo)
	if got := mark(d, "1.1").Remark; got != "計測期間がない。至急確認。" {
		t.Fatalf("undoing that gives %q", got)
	}
}

func TestAnItemBeginsWithTheWordsItHas(t *testing.T) {
	r, h, d, s := begin(t)
	r.Press("I").Type("分母を示してください。").Press("Escape", "J").See("判断の理由を書きます。意見書と審査報告書に載ります。")
	r.Press("K").See("分母を示してください。").Press("R").Type("分母が明らかでない。").Press("Escape", "I")
	do(t, s, "「要確認」と判定する")
	h.Later()
	r.Type("至急。").Press("Escape", "J", "K").See("分母が明らかでない。")
	s.Leave()
	if m := mark(d, "1.1"); m.Inquiry != "分母を示してください。至急。" {
		t.Errorf("a verdict took the open text away: %+v", m)
	}
}

func TestHistoryOfAPrivateNote(t *testing.T) {
	r, h, d, _ := begin(t)
	r.Press("M").Type("前任者に聞く")
	h.Later()
	r.Type("（済）")
	h.Later()
	r.Press("Escape", "H").See("項目1.1の履歴", "前任者に聞く（済）").TapNth("この内容に戻す", 1)
	if got := d.Files[uitest.Case].Notes["1.1"]; got != "前任者に聞く" || mark(d, "1.1").Remark != "" {
		t.Fatalf("note %q, remark %q", got, mark(d, "1.1").Remark)
	}
}

func TestCharactersAreCountedAndTheLimitHolds(t *testing.T) {
	r, _, d, s := begin(t)
	r.Press("R").Type("五文字あり").See("5字")
	s.Leave()
	m := mark(d, "1.1")
	m.Remark = strings.Repeat("あいうえおかきくけこさしすせそたちつて\n", checklist.MaxRemark/20-1) + strings.Repeat("と\n", 9)
	d.Files[uitest.Case].Marks["1.1"] = m
	s.Reload()
	r.See("9998／10000字").Press("R").Type("一二三")
	s.Leave()
	if got := []rune(mark(d, "1.1").Remark); len(got) != checklist.MaxRemark || !strings.HasSuffix(string(got), "と\n") || strings.Contains(string(got), "三") {
		t.Fatalf("%d characters", len(got))
	}
	r.See("10000／10000字")
}
