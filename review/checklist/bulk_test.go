package checklist

import (
	"slices"
	"testing"

	"shinsa/review/ident"
)

func TestArt1_BulkTakesOnlyWhatWasOnScreen(t *testing.T) {
	seen := Mark{Item: "1.1", Verdict: Unseen, Seen: true, Remark: "所見", Revision: 3}
	unopened := Mark{Item: "1.2", Verdict: Unseen}
	judged := Mark{Item: "2.1", Verdict: Nonconforming, Seen: true}
	for _, v := range Verdicts {
		got, l := Bulk([]Mark{seen, unopened, judged}, v)
		if got != nil || !slices.Equal(l.Codes(), []string{"bulk_judged_already", "bulk_never_opened"}) {
			t.Errorf("%s in bulk: %v, %v", v, got, l.Codes())
		}
	}
	got, l := Bulk([]Mark{seen}, Conforming)
	if len(l) > 0 || len(got) != 1 {
		t.Fatalf("%v, %v", got, l)
	}
	if m := got[0]; m.Verdict != Conforming || m.Remark != "所見" || m.Revision != 3 || m.Disclosed != "" || m.Level != "" {
		t.Errorf("more than the verdict changed: %+v", m)
	}
	ready, never, done := BulkReady([]Mark{seen, unopened, judged})
	if !slices.Equal(ready, []ident.ItemID{"1.1"}) || !slices.Equal(never, []ident.ItemID{"1.2"}) || !slices.Equal(done, []ident.ItemID{"2.1"}) {
		t.Errorf("%v %v %v", ready, never, done)
	}
}

func TestArt1_FindingsSpeakForAVerdict(t *testing.T) {
	e := edition(t)
	for _, c := range []struct {
		item      ident.ItemID // 1.1 mandatory, 1.2 with a level, 2.1 optional
		disclosed Disclosed
		level     Level
		want      Verdict
	}{
		{"1.1", "", "", Unseen},
		{"1.1", Adequate, "", Conforming},
		{"1.1", Insufficient, "", Query},
		{"1.1", Absent, "", Nonconforming},
		{"1.2", Adequate, "", Unseen},
		{"1.2", Adequate, LevelMet, Conforming},
		{"1.2", Adequate, LevelNotMet, Nonconforming},
		{"1.2", "", LevelNotMet, Nonconforming},
		{"1.2", "", LevelMet, Unseen},
		{"1.2", Insufficient, LevelMet, Query},
		{"2.1", Absent, "", NotApplicable},
		{"2.1", Adequate, "", Conforming},
	} {
		it, _ := e.Item(c.item)
		m := Mark{Item: c.item, Verdict: Unseen, Disclosed: c.disclosed, Level: c.level}
		if got := Follows(it, m); got != c.want {
			t.Errorf("%s %q %q speaks for %s, want %s", c.item, c.disclosed, c.level, got, c.want)
		}
		// What the findings speak for never contradicts them.
		if m.Verdict = Follows(it, m); m.Verdict == Conforming {
			m.Remark = "理由"
			if l := Contradictions(it, m); len(l) > 0 {
				t.Errorf("%s: %v stand against its own findings", c.item, l.Codes())
			}
		}
	}
}
