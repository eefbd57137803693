package present_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/criteria/criteriatest"
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
	if len(rows) != 2 || !rows[0].Heading || rows[0].Tally.Judged != 2 || rows[0].Tally.Total != 7 || rows[1].Item != "2.1" || !rows[1].Grave {
		t.Fatalf("rows %+v", rows)
	}
	if n := o.Tally(); n != (present.Tally{Total: 136, Seen: 3, Judged: 2}) {
		t.Fatalf("tally %+v", n)
	}
}

func TestOutline_ChipsCountWhatAFilterLeaves(t *testing.T) {
	f, o := outline(t)
	text := i18n.New("ja")
	want := map[present.Filter]int{
		present.FilterUnseen: 134, present.FilterQuery: 1, present.FilterNonconforming: 0, present.FilterMandatory: 95, present.FilterLevel: 30,
		present.FilterIoT: 20, present.FilterFinding: 1, present.FilterRemark: 1,
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
	renewal := chipOf(t, present.NewOutline(text, f), present.FilterChanged)
	if renewal.Count != 0 || renewal.Word != "変更あり" || renewal.Why == "" {
		t.Errorf("a renewal without changes: %+v", renewal)
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
	if !rows[0].Closed || len(rows) != len(all)-rows[0].Tally.Total {
		t.Fatalf("%d rows of %d", len(rows), len(all))
	}
	if rows := o.Rows(present.View{Closed: closed, Query: "開示情報の日付"}); len(items(rows)) == 0 {
		t.Fatal("a folded group hides what was searched for")
	}
}

func TestStep_EndsWithTheListAndStandsWhereAFoldedItemWouldBe(t *testing.T) {
	_, o := outline(t)
	all := o.Rows(present.View{})
	last := all[len(all)-1].Item
	folded := o.Rows(present.View{Closed: map[string]bool{all[2].Group: true}}) // 2.1 to 5.1
	few := o.Rows(present.View{Query: "稼働率"})
	for _, c := range []struct {
		rows []present.OutlineRow
		from ident.ItemID
		by   int
		want ident.ItemID
	}{
		{all, "1.1", 1, "2.1"},
		{all, "2.1", -1, "1.1"},
		{all, "2.1", 2, "3.1"},
		{all, "1.1", -1, ""},
		{all, last, 1, ""},
		{all, "1.1", 1000, ""},
		{all, "", 1, "1.1"},
		{folded, "1.1", 1, "6.1"},
		{folded, "3.1", 1, "6.1"},
		{folded, "3.1", -1, "1.1"},
		{few, "31.2", 1, "31.3"},
		{few, last, 1, ""},
		{all[:1], "1.1", 1, ""},
		{nil, "1.1", 1, ""},
	} {
		if got, ok := o.Step(c.rows, c.from, c.by); ok != (c.want != "") || got != c.want {
			t.Errorf("from %s by %d of %d rows: %q %v, want %q", c.from, c.by, len(c.rows), got, ok, c.want)
		}
	}
}

func TestOutline_NextKeepsToWhatFiltersAndSearchLeave(t *testing.T) {
	f, o := outline(t)
	level := present.View{Filters: map[present.Filter]bool{present.FilterLevel: true}, Keep: "1.1", Closed: map[string]bool{"7": true}}
	at, ok := o.NextUnjudged(level, "1.1")
	if it, _ := f.Edition.Item(at); !ok || it.Level == nil {
		t.Fatalf("with the filter on the next is %s", at)
	}
	if n := o.Left(level); n.Total != 30 || n.Judged != 0 {
		t.Errorf("left are %+v", n)
	}
	query := present.View{Filters: map[present.Filter]bool{present.FilterQuery: true}}
	if got, ok := o.NextUnjudged(query, "1.1"); ok {
		t.Errorf("among the queries %s has no verdict", got)
	}
	if got, ok := o.NextOpen(query, "1.1"); !ok || got != "2.1" {
		t.Errorf("the next open of the queries is %s", got)
	}
	if n := o.Left(present.View{}); n != o.Tally() {
		t.Errorf("all are %+v", n)
	}
}

func chipOf(t *testing.T, o *present.Outline, f present.Filter) present.FilterChip {
	t.Helper()
	for _, c := range o.Chips(i18n.New("ja")) {
		if c.Filter == f {
			return c
		}
	}
	t.Fatalf("no chip for %s", f)
	return present.FilterChip{}
}

func TestNextUnjudged_GoesRound(t *testing.T) {
	f, o := outline(t)
	if got, ok := o.NextUnjudged(present.View{}, "1.1"); !ok || got != "3.1" {
		t.Fatalf("next without a verdict %s", got)
	}
	all := f.Edition.Items()
	if got, ok := o.NextUnjudged(present.View{}, all[len(all)-1].ID); !ok || got != "1.1" {
		t.Fatalf("round to %s", got)
	}
	for _, it := range all {
		f.Marks[it.ID] = checklist.Mark{Item: it.ID, Verdict: checklist.Conforming}
		o.Update(it.ID)
	}
	if got, ok := o.NextUnjudged(present.View{}, "1.1"); ok {
		t.Fatalf("all judged, yet %s", got)
	}
}

func TestNextOpen_IsWhatStillAsksForSomething(t *testing.T) {
	f, o := outline(t)
	set := func(m checklist.Mark) {
		f.Marks[m.Item] = m
		o.Update(m.Item)
	}
	for _, it := range f.Edition.Items() {
		set(checklist.Mark{Item: it.ID, Verdict: checklist.Conforming, Disclosed: checklist.Adequate, Seen: true})
	}
	if got, ok := o.NextOpen(present.View{}, "1.1"); ok {
		t.Fatalf("nothing asks for anything, yet %s", got)
	}
	set(checklist.Mark{Item: "2.2", Verdict: checklist.Query, Inquiry: "問"})
	set(checklist.Mark{Item: "31.2", Verdict: checklist.Conforming, Level: checklist.LevelNotMet})
	set(checklist.Mark{Item: "40.2", Verdict: checklist.Unseen})
	at := ident.ItemID("1.1")
	for _, want := range []ident.ItemID{"2.2", "31.2", "40.2", "2.2"} {
		if at, _ = o.NextOpen(present.View{}, at); at != want {
			t.Fatalf("next open %s, want %s", at, want)
		}
	}
	if got, ok := o.NextUnopened("1.1"); !ok || got != "2.2" {
		t.Errorf("next never opened %s", got)
	}
}

func TestOutline_UpdateKeepsEveryFigureTrue(t *testing.T) {
	f, o := outline(t)
	f.Marks["3.1"] = checklist.Mark{Item: "3.1", Verdict: checklist.Nonconforming, Remark: "所見", Inquiry: "照会", Seen: true}
	f.Marks["2.1"] = checklist.Mark{Item: "2.1", Verdict: checklist.Unseen, Seen: true}
	o.Update("3.1")
	o.Update("2.1")
	fresh := present.NewOutline(i18n.New("ja"), f)
	if diff := cmp.Diff(fresh.Chips(i18n.New("ja")), o.Chips(i18n.New("ja"))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(fresh.Rows(present.View{}), o.Rows(present.View{})); diff != "" {
		t.Error(diff)
	}
	if n := o.Tally(); n != fresh.Tally() || n.Inquiries != 1 {
		t.Errorf("tally %+v, made anew %+v", n, fresh.Tally())
	}
}

func TestOutline_ChangedIsTheRoundBeforeOrTheCertificationBefore(t *testing.T) {
	f, _ := outline(t)
	f.Previous = &intake.Application{Answers: intake.Answers{"2.1": f.Application.Answers["2.1"]}}
	if got := chipOf(t, present.NewOutline(i18n.New("ja"), f), present.FilterChanged).Count; got != len(f.Application.Answers)-1 {
		t.Errorf("a renewal that says %d things anew counts %d", len(f.Application.Answers)-1, got)
	}
	f.Changes = &intake.Changes{Answers: []intake.AnswerChange{{Item: "31.2"}}}
	o := present.NewOutline(i18n.New("ja"), f)
	if got := items(o.Rows(present.View{Filters: map[present.Filter]bool{present.FilterChanged: true}})); len(got) != 1 || got[0] != "31.2" {
		t.Errorf("the second round names %v", got)
	}
}

// large is a case over many items under headings in many levels.
func large(t testing.TB) (*review.File, *present.Outline) {
	t.Helper()
	e, err := criteriatest.Edition(criteriatest.LargeItems, criteriatest.LargeLevels)
	if err != nil {
		t.Fatal(err)
	}
	f := &review.File{Edition: e, Marks: map[ident.ItemID]checklist.Mark{}, Application: &intake.Application{Answers: intake.Answers{}}}
	return f, present.NewOutline(i18n.New("ja"), f)
}

func TestOutline_HeadingsStandInTheirTree(t *testing.T) {
	f, o := large(t)
	rows := o.Rows(present.View{})
	if rows[0].Depth != 0 || rows[0].Tally.Total != criteriatest.LargeItems/2 || rows[7].Depth != 7 || !rows[7].Heading || rows[8].Heading {
		t.Fatalf("the tree begins %+v", rows[:9])
	}
	if len(items(rows)) != criteriatest.LargeItems {
		t.Fatalf("%d items", len(items(rows)))
	}
	closed := o.Rows(present.View{Closed: map[string]bool{rows[0].Group: true}})
	if !closed[0].Closed || closed[1].Depth != 0 || len(items(closed)) != criteriatest.LargeItems/2 {
		t.Errorf("folding the first of two trees leaves %d items after %+v", len(items(closed)), closed[:2])
	}
	id := f.Edition.Items()[3998].ID
	one := o.Rows(present.View{Query: "審査対象項目" + string(id)})
	if len(one) != 9 || one[8].Item != id {
		t.Errorf("one item stands under %d headings", len(one)-1)
	}
	over := o.Over(id)
	if len(over) != 8 || over[0].Group != one[7].Group || over[7].Group != one[0].Group {
		t.Errorf("over it are %+v", over)
	}
}

func TestSelections_LeaveOutWhatHasAVerdictAndNameWhatWasNeverOpened(t *testing.T) {
	f, o := outline(t)
	text := i18n.New("ja")
	rows := o.Rows(present.View{Filters: map[present.Filter]bool{present.FilterMandatory: true}})
	sels := o.Selections(text, rows, "3.1")
	if len(sels) != 4 {
		t.Fatalf("%d selections", len(sels))
	}
	group := sels[1]
	if len(group.Ready) != 1 || group.Ready[0] != "3.1" || group.Judged != 2 || len(group.Unopened) != 4 || group.Word == "" {
		t.Errorf("of the heading: %+v", group)
	}
	if quiet := sels[0]; quiet.Judged != 1 {
		t.Errorf("2.1 has a finding and stands among those without: %+v", quiet)
	}
	for _, it := range f.Edition.Items() {
		f.Marks[it.ID] = checklist.Mark{Item: it.ID, Verdict: checklist.Conforming, Seen: true}
	}
	if sels := present.NewOutline(text, f).Selections(text, rows, "3.1"); len(sels) != 0 {
		t.Errorf("nothing is left to judge, yet %+v", sels)
	}
}

// BenchmarkOutline6000 changes a mark and makes every row anew, as the screen does after each verdict.
func BenchmarkOutline6000(b *testing.B) {
	f, o := large(b)
	id := f.Edition.Items()[3000].ID
	for i := 0; b.Loop(); i++ {
		f.Marks[id] = checklist.Mark{Item: id, Verdict: checklist.Verdicts[i%4], Seen: true}
		o.Update(id)
		o.Rows(present.View{Keep: id, Filters: map[present.Filter]bool{present.FilterUnseen: true}})
		o.Chips(i18n.New("ja"))
	}
}

func TestOutline_BestIsTheItemASearchMeans(t *testing.T) {
	_, o := outline(t)
	for query, want := range map[string]ident.ItemID{
		"30.2": "30.2", "３０": "30.1", "3.1": "3.1", "2.": "2.1", "": "", "  ": "", "どこにもない言葉": "",
	} {
		got, ok := o.Best(present.View{Query: query, Keep: "1.1"})
		if got != want || ok != (want != "") {
			t.Errorf("%q: %q %v, want %q", query, got, ok, want)
		}
	}
	// A word of a title is worth more than the same word in what is asked or was disclosed.
	word := "稼働率"
	got, _ := o.Best(present.View{Query: word})
	rows := o.Rows(present.View{Query: word})
	for _, r := range rows {
		if r.Heading {
			continue
		}
		if strings.Contains(r.Title, word) {
			if r.Item != got {
				t.Errorf("%q: %s, want %s", word, got, r.Item)
			}
			return
		}
	}
	t.Fatalf("no title has %q", word)
}
