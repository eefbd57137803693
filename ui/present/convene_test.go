package present

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/i18n"
	"shinsa/review/checklist"
	"shinsa/review/criteria"
	"shinsa/review/ident"
	"shinsa/review/opinion"
)

// edition has three items: 1.1 mandatory, 1.2 mandatory, 1.3 optional.
func edition(t *testing.T) *criteria.Edition {
	t.Helper()
	e, err := criteria.Parse([]byte(`
format: shinsa-criteria
version: 1
edition: {id: three-1, title: {ja: 基準, en: Criteria}, status: in_force, in_force_from: '2026-04-01'}
groups: [{id: G1, title: {ja: 総則, en: General}}]
items:
  - {id: "1.1", group: G1, category: {ja: 区分, en: Cat}, title: {ja: 名称, en: Name}, ask: {ja: 名称, en: Name}, duty: mandatory, answer: {type: text}}
  - {id: "1.2", group: G1, category: {ja: 区分, en: Cat}, title: {ja: 稼働率, en: Uptime}, ask: {ja: 稼働率, en: Uptime}, duty: mandatory, answer: {type: text}}
  - {id: "1.3", group: G1, category: {ja: 区分, en: Cat}, title: {ja: 備考, en: Note}, ask: {ja: 備考, en: Note}, duty: optional, answer: {type: text}}
`))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func threeMembers(t *testing.T) (*criteria.Edition, *opinion.Matrix) {
	t.Helper()
	e := edition(t)
	columns := []opinion.Column{
		{Reviewer: "m-aaaaaaaa", Name: "青木"}, {Reviewer: "m-bbbbbbbb", Name: "馬場", Recused: true}, {Reviewer: "m-cccccccc", Name: "千葉"},
	}
	of := func(id ident.ReviewerID, vs ...checklist.Verdict) opinion.Opinion {
		o := opinion.Opinion{Reviewer: id, Draft: opinion.Draft{Overall: opinion.Recommend}}
		for i, v := range vs {
			o.Marks = append(o.Marks, checklist.Mark{Item: e.Items()[i].ID, Verdict: v, Remark: map[bool]string{true: "根拠が不明"}[v == checklist.Query]})
		}
		return o
	}
	return e, opinion.NewMatrix("C2026-0001", e, columns, []opinion.Opinion{
		of("m-aaaaaaaa", checklist.Conforming, checklist.Conforming, checklist.NotApplicable),
		of("m-cccccccc", checklist.Conforming, checklist.Query, checklist.NotApplicable),
	})
}

func TestMatrixRows_DisagreementsFirst(t *testing.T) {
	e, m := threeMembers(t)
	rows := MatrixRows(i18n.New("ja"), e, m, AllRows, nil)
	if len(rows) != 3 || rows[0].Item != "1.2" || rows[0].Agreed || !rows[1].Agreed {
		t.Fatalf("rows %+v", rows)
	}
	want := []MatrixCell{
		{Sign: Sign{Good, "適合"}}, {Sign: Sign{Neutral, "回避"}, Recused: true}, {Sign: Sign{Caution, "要確認"}, Words: true},
	}
	if d := cmp.Diff(want, rows[0].Cells); d != "" {
		t.Error(d)
	}
}

func TestMatrixRows_Filters(t *testing.T) {
	e, m := threeMembers(t)
	for f, want := range map[MatrixFilter]int{ContestedRows: 1, WeightyRows: 1, AllRows: 3} {
		if got := len(MatrixRows(i18n.New("en"), e, m, f, nil)); got != want {
			t.Errorf("%s shows %d rows, want %d", f, got, want)
		}
	}
}

func TestMatrixHeads_SayWhyAColumnIsEmpty(t *testing.T) {
	_, m := threeMembers(t)
	m.Columns[2].Pending = true
	heads := MatrixHeads(i18n.New("ja"), m)
	for i, want := range []Sign{{Good, "認定相当"}, {Neutral, "回避"}, {Hollow, "未着"}} {
		if heads[i].Note != want {
			t.Errorf("column %d says %+v, want %+v", i, heads[i].Note, want)
		}
	}
	if got := Leavers(m); !cmp.Equal(got, []string{"馬場"}) {
		t.Errorf("leavers %v", got)
	}
}

func TestRemarksOn_LeavesOutWhoIsRecused(t *testing.T) {
	_, m := threeMembers(t)
	got := RemarksOn(i18n.New("ja"), m, "1.2")
	if len(got) != 2 || got[0].Name != "青木" || got[1].Text != "根拠が不明" || got[1].Sign.Tone != Caution {
		t.Errorf("remarks %+v", got)
	}
}

func TestSettle_ReplacesAndTakesAway(t *testing.T) {
	e, m := threeMembers(t)
	s := Settle(nil, opinion.Settled{Item: "1.2", Verdict: checklist.Conforming, How: opinion.Majority, Text: " 資料3による "})
	if got, ok := SettledOn(s, "1.2"); !ok || got.Text != "資料3による" {
		t.Fatalf("settled %+v", s)
	}
	if m := MatterOf(m, s); m != (Matter{Items: 3, Contested: 1, Settled: 1}) {
		t.Errorf("matter %+v", m)
	}
	if rows := MatrixRows(i18n.New("ja"), e, m, ContestedRows, s); rows[0].How != "多数・適合" {
		t.Errorf("row says %q", rows[0].How)
	}
	if s = Settle(s, opinion.Settled{Item: "1.2", How: opinion.Agreed}); len(s) != 0 {
		t.Errorf("not taken away: %+v", s)
	}
}

func TestQuorumSign(t *testing.T) {
	text := i18n.New("ja")
	if s := QuorumSign(text, opinion.Quorum{Need: 2, Present: 2, Of: 2, Met: true}); s.Tone != Good {
		t.Errorf("met is %+v", s)
	}
	if s := QuorumSign(text, opinion.Quorum{Need: 2, Present: 1, Of: 3}); s.Tone != Bad {
		t.Errorf("short is %+v", s)
	}
}
