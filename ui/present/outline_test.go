package present_test

import (
	"testing"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/ui/present"
)

func outline(t *testing.T) (*review.File, *present.Outline) {
	t.Helper()
	f := walkFile(t)
	f.Marks["2.1"] = checklist.Mark{Item: "2.1", Verdict: checklist.Query, Remark: "要確認", Seen: true}
	f.Marks["2.2"] = checklist.Mark{Item: "2.2", Verdict: checklist.Conforming, Seen: true}
	f.Marks["3.1"] = checklist.Mark{Item: "3.1", Verdict: checklist.Unseen, Seen: true}
	return f, present.NewOutline(i18n.New("ja"), f)
}

func items(rows []present.OutlineRow) []ident.ItemID {
	var out []ident.ItemID
	for _, r := range rows {
		if !r.Heading {
			out = append(out, r.Item)
		}
	}
	return out
}

func TestOutline_FiguresCountTheWholeGroup(t *testing.T) {
	_, o := outline(t)
	rows := o.Rows(present.View{Filters: map[present.Filter]bool{present.FilterQuery: true}})
	if len(rows) != 2 || !rows[0].Heading || rows[0].Judged != 2 || rows[0].Total != 7 || rows[1].Item != "2.1" || !rows[1].Grave {
		t.Fatalf("rows %+v", rows)
	}
	judged, seen, total := o.Tally()
	if judged != 2 || seen != 3 || total != 136 {
		t.Fatalf("tally %d %d %d", judged, seen, total)
	}
}

func TestOutline_ChipsCountWhatAFilterLeaves(t *testing.T) {
	f, o := outline(t)
	text := i18n.New("ja")
	want := map[present.Filter]int{
		present.FilterUnseen: 134, present.FilterQuery: 1, present.FilterNonconforming: 0, present.FilterMandatory: 95, present.FilterLevel: 30,
		present.FilterFinding: 1, present.FilterRemark: 1,
	}
	chips := o.Chips(text)
	for _, c := range chips {
		if n, ok := want[c.Filter]; !ok || n != c.Count {
			t.Errorf("%s counts %d, want %d", c.Filter, c.Count, n)
		}
		rows := items(o.Rows(present.View{Filters: map[present.Filter]bool{c.Filter: true}}))
		if len(rows) != c.Count {
			t.Errorf("%s leaves %d rows and says %d", c.Filter, len(rows), c.Count)
		}
	}
	if len(chips) != len(want) {
		t.Errorf("%d chips", len(chips))
	}
	f.Previous = &intake.Application{Answers: f.Application.Answers}
	if chips = present.NewOutline(text, f).Chips(text); chips[len(chips)-1].Filter != present.FilterChanged || chips[len(chips)-1].Count != 0 {
		t.Errorf("a renewal without changes: %+v", chips[len(chips)-1])
	}
}

func TestOutline_FiltersTogetherMustAllHold(t *testing.T) {
	_, o := outline(t)
	got := items(o.Rows(present.View{Filters: map[present.Filter]bool{present.FilterQuery: true, present.FilterLevel: true}}))
	if len(got) != 0 {
		t.Fatalf("left %v", got)
	}
}

func TestOutline_ItemAtHandStaysInView(t *testing.T) {
	_, o := outline(t)
	got := items(o.Rows(present.View{Filters: map[present.Filter]bool{present.FilterQuery: true}, Keep: "31.2"}))
	if len(got) != 2 || got[1] != "31.2" {
		t.Fatalf("left %v", got)
	}
}

func TestOutline_SearchFoldsWidthKanaAndCase(t *testing.T) {
	_, o := outline(t)
	for query, want := range map[string]ident.ItemID{"稼働率": "31.2", "ｉｄｓ／ｉｐｓ": "40.2", "ふぁいあうぉーる": "40.1", "31.2": "31.2"} {
		found := false
		for _, id := range items(o.Rows(present.View{Query: query})) {
			found = found || id == want
		}
		if !found {
			t.Errorf("%q does not find %s", query, want)
		}
	}
	if got := o.Rows(present.View{Query: "ありえない語"}); len(got) != 0 {
		t.Errorf("found %v", got)
	}
}

func TestOutline_FoldedGroupsOpenWhileSearching(t *testing.T) {
	_, o := outline(t)
	all := o.Rows(present.View{})
	closed := map[string]bool{all[0].Group: true}
	rows := o.Rows(present.View{Closed: closed})
	if !rows[0].Closed || len(rows) != len(all)-rows[0].Total {
		t.Fatalf("%d rows of %d", len(rows), len(all))
	}
	if rows := o.Rows(present.View{Closed: closed, Query: "開示情報の日付"}); len(items(rows)) == 0 {
		t.Fatal("a folded group hides what was searched for")
	}
}

func TestNext_StaysAtTheEnds(t *testing.T) {
	rows := []present.OutlineRow{{Heading: true}, {Item: "1"}, {Heading: true}, {Item: "2"}}
	for _, c := range []struct {
		from ident.ItemID
		by   int
		want ident.ItemID
	}{{"1", 1, "2"}, {"2", 1, "2"}, {"2", -1, "1"}, {"1", -1, "1"}, {"gone", 1, "1"}} {
		if got, ok := present.Next(rows, c.from, c.by); !ok || got != c.want {
			t.Errorf("%s by %d: %s", c.from, c.by, got)
		}
	}
	if _, ok := present.Next(rows[:1], "1", 1); ok {
		t.Error("a heading is no item")
	}
}

func TestNextOpen_GoesRound(t *testing.T) {
	f, o := outline(t)
	if got, ok := o.NextOpen("1.1"); !ok || got != "3.1" {
		t.Fatalf("next open %s", got)
	}
	all := f.Edition.Items()
	if got, ok := o.NextOpen(all[len(all)-1].ID); !ok || got != "1.1" {
		t.Fatalf("round to %s", got)
	}
	for _, it := range all {
		f.Marks[it.ID] = checklist.Mark{Item: it.ID, Verdict: checklist.Conforming}
	}
	if got, ok := o.NextOpen("1.1"); ok {
		t.Fatalf("all judged, yet %s", got)
	}
}
