package present

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/i18n"
	"shinsa/review/civil"
	"shinsa/review/decision"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/opinion"
)

func TestDecisionForm_GrantCarriesAReasonPerOpenItem(t *testing.T) {
	b := &decision.Basis{Case: "C2026-0001", Open: []ident.ItemID{"1.1", "1.2"}}
	f := DecisionForm{
		Outcome: decision.Grant, On: "R8.4.1", By: "代表理事", Despite: map[ident.ItemID]string{"1.2": "更新時に確認する", "9.9": "対象外"},
		Reasons: []opinion.Reason{{Item: "1.1", Text: "不認定の理由"}},
	}
	want := decision.Decision{
		Case: "C2026-0001", Outcome: decision.Grant, On: civil.MustParse("2026-04-01"), By: "代表理事",
		Despite: []opinion.Reason{{Item: "1.2", Text: "更新時に確認する"}},
	}
	if d := cmp.Diff(want, f.Decision(b)); d != "" {
		t.Error(d)
	}
}

func TestDecisionForm_RefusalLeavesEmptyLinesOut(t *testing.T) {
	f := DecisionForm{Outcome: decision.Refuse, On: "きのう", Reasons: []opinion.Reason{{}, {Item: "1.1", Text: "開示がない"}}}
	d := f.Decision(&decision.Basis{})
	if len(d.Reasons) != 1 || !d.On.IsZero() {
		t.Errorf("decision %+v", d)
	}
}

func TestStanding_SplitsWhatBlocks(t *testing.T) {
	e := edition(t)
	blocks, notes := DecisionStanding(i18n.New("ja"), e, fault.List{
		{Code: "decision_without_committee", Severity: fault.Info, Clause: "6-2"},
		{Code: "grant_item_unresolved", Severity: fault.Must, Clause: "6-1", Criterion: "1.2"},
	})
	if len(blocks) != 1 || len(notes) != 1 {
		t.Fatalf("%d block, %d notes", len(blocks), len(notes))
	}
	if b := blocks[0]; b.Article != "第6条第1項" || b.Place != "1.2　稼働率" || b.Item != "1.2" {
		t.Errorf("block %+v", b)
	}
}

func TestGrounds(t *testing.T) {
	b := &decision.Basis{Grounds: []decision.Ground{{
		Kind: "committee", ID: "C2026-0001", On: civil.MustParse("2026-04-01"), Digest: ident.Sum(nil),
	}}}
	want := []Ground{{"Committee opinion", "", "1 April 2026", "e3b0c442…b855"}}
	if d := cmp.Diff(want, Grounds(i18n.New("en"), b)); d != "" {
		t.Error(d)
	}
}

func TestOpenItems(t *testing.T) {
	got := OpenItems(i18n.New("en"), edition(t), &decision.Basis{Open: []ident.ItemID{"1.2"}})
	if len(got) != 1 || got[0].Title != "Uptime" {
		t.Errorf("open %+v", got)
	}
}

func TestDecisionFormOf_ComesBackTheSame(t *testing.T) {
	b := &decision.Basis{Case: "C2026-0001", Open: []ident.ItemID{"1.2"}}
	f := DecisionForm{Outcome: decision.Grant, On: "2026-04-01", By: "代表理事", Despite: map[ident.ItemID]string{"1.2": "更新時に確認する"}}
	x := f.Decision(b)
	if d := cmp.Diff(x, DecisionFormOf(x).Decision(b)); d != "" {
		t.Error(d)
	}
}

func TestSuggestedReasons(t *testing.T) {
	if got := SuggestedReasons(&decision.Basis{Open: []ident.ItemID{"1.1", "1.2"}}); len(got) != 2 || got[1].Item != "1.2" || got[1].Text != "" {
		t.Errorf("suggested %+v", got)
	}
	if got := SuggestedReasons(&decision.Basis{}); len(got) != 1 || got[0] != (opinion.Reason{}) {
		t.Errorf("suggested %+v", got)
	}
}

func TestBasisPoints_NameTheArticles(t *testing.T) {
	text := i18n.New("ja")
	good := BasisPoints(text, &decision.Basis{FeeReceived: true, Committee: true, Overall: opinion.Recommend})
	bad := BasisPoints(text, &decision.Basis{Barred: true, Open: []ident.ItemID{"1.1"}})
	for i, clause := range []string{"5", "8", "6-2", "6-1"} {
		if good[i].Clause != clause || good[i].Sign.Tone != Good || bad[i].Sign.Tone == Good || good[i].Sign.Word == bad[i].Sign.Word {
			t.Errorf("%s: %+v / %+v", clause, good[i], bad[i])
		}
	}
}
