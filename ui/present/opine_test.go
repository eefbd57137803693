package present_test

import (
	"slices"
	"strings"
	"testing"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/opinion"
	"shinsa/ui/present"
)

func TestRollUp_CountsByGroupAndAltogether(t *testing.T) {
	f := walkFile(t)
	f.Marks["2.1"] = checklist.Mark{Item: "2.1", Verdict: checklist.Nonconforming}
	f.Marks["2.2"] = checklist.Mark{Item: "2.2", Verdict: checklist.Query}
	f.Marks["31.2"] = checklist.Mark{Item: "31.2", Verdict: checklist.Conforming}
	rows := present.RollUp(i18n.New("ja"), f)
	last := rows[len(rows)-1]
	if !last.Sum || last.Total != "136" || !slices.Equal(last.Counts, []string{"1", "1", "1", "", "133"}) {
		t.Fatalf("altogether %+v", last)
	}
	if rows[1].Title != "事業所・事業" || !slices.Equal(rows[1].Counts, []string{"1", "1", "", "", "5"}) {
		t.Fatalf("second group %+v", rows[1])
	}
	if head := present.RollUpHead(i18n.New("ja")); len(head) != len(last.Counts) || head[0].Word != "不適合" || head[4].Word != "未確認" {
		t.Fatalf("head %+v", head)
	}
}

func TestObstacles_OpenItemsApartFromContradictions(t *testing.T) {
	f := walkFile(t)
	for _, it := range f.Edition.Items()[:134] {
		f.Marks[it.ID] = checklist.Mark{Item: it.ID, Verdict: checklist.Conforming, Disclosed: checklist.Adequate, Level: checklist.LevelMet}
	}
	f.Marks["2.1"] = checklist.Mark{Item: "2.1", Verdict: checklist.Nonconforming, Remark: "不足"}
	o := present.ObstaclesTo(i18n.New("ja"), f, opinion.Check(f.Sheet(), opinion.Draft{Overall: opinion.Recommend}))
	if len(o.Open) != 2 || o.Open[1].Word != "49.3　定期報告の有無" && o.Open[1].ID != "49.3" {
		t.Fatalf("open %+v", o.Open)
	}
	if o.Musts != 3 || len(o.Findings) != 1 || o.Findings[0].Item != "2.1" || o.Findings[0].Article != "第6条第2項" {
		t.Fatalf("musts %d, findings %+v", o.Musts, o.Findings)
	}
}

func TestObstacles_DocumentsNeverOpenedInOneLine(t *testing.T) {
	l := fault.List{{Code: "evidence_never_opened", Severity: fault.Info, Evidence: "資料1"}, {Code: "evidence_never_opened", Severity: fault.Info, Evidence: "資料3"}}
	o := present.ObstaclesTo(i18n.New("ja"), walkFile(t), l)
	if len(o.Findings) != 1 || o.Musts != 0 || !strings.Contains(o.Findings[0].Sentence, "2点が") || !strings.Contains(o.Findings[0].Sentence, "資料1・資料3") {
		t.Fatalf("%+v", o.Findings)
	}
}

func TestItemTyped_AsAnInputMethodLeavesIt(t *testing.T) {
	for typed, want := range map[string]ident.ItemID{"31.2": "31.2", " ３１．２　": "31.2", "３１。２": "31.2", "項目31.2": "31.2", "31 .2": "31.2", "": ""} {
		if got := present.ItemTyped(typed); got != want {
			t.Errorf("%q is read as %q", typed, got)
		}
	}
}

func TestReasonsFromMarks_OnlyWordsAndOnlyOnce(t *testing.T) {
	f := walkFile(t)
	f.Marks["2.1"] = checklist.Mark{Item: "2.1", Verdict: checklist.Nonconforming, Remark: "不足"}
	f.Marks["2.2"] = checklist.Mark{Item: "2.2", Verdict: checklist.Query, Inquiry: "番号を確認してください"}
	f.Marks["3.1"] = checklist.Mark{Item: "3.1", Verdict: checklist.Query}
	f.Marks["4.1"] = checklist.Mark{Item: "4.1", Verdict: checklist.Conforming, Remark: "良い"}
	got := present.ReasonsFromMarks(f, nil)
	want := []opinion.Reason{{Item: "2.1", Text: "不足"}, {Item: "2.2", Text: "番号を確認してください"}}
	if !slices.Equal(got, want) {
		t.Fatalf("reasons %+v", got)
	}
	if again := present.ReasonsFromMarks(f, got); len(again) != 0 {
		t.Fatalf("taken twice: %+v", again)
	}
}

func TestHandedRows_OnlyGenuineIsGood(t *testing.T) {
	rows := present.HandedRows(i18n.New("ja"), []review.Handed{
		{Name: "a.pdf", Kind: "report", Size: 2048, Verdict: "genuine"}, {Name: "b.opinion", Kind: "opinion", Verdict: "altered"}, {Name: "c", Kind: "new kind"},
	})
	if rows[0].Sign.Tone != present.Good || rows[0].Kind != "審査報告書" || rows[0].Size != "2 KB" {
		t.Errorf("report %+v", rows[0])
	}
	if rows[1].Sign.Tone != present.Bad || rows[2].Sign.Tone != present.Bad || rows[2].Kind != "new kind" {
		t.Errorf("others %+v", rows[1:])
	}
}
