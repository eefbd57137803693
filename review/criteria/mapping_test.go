package criteria_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

type row struct{ id, group, title, ask, duty string }

// draft makes an edition of text items.
func draft(t testing.TB, id string, rows ...row) *criteria.Edition {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "format: shinsa-criteria\nversion: 1\nedition: {id: %s, title: {ja: 版}, status: draft}\n", id)
	b.WriteString("groups: [{id: G1, title: {ja: 一}}, {id: G2, title: {ja: 二}}]\nitems:\n")
	for _, r := range rows {
		if r.duty == "" {
			r.duty = "mandatory"
		}
		fmt.Fprintf(&b, "- {id: '%s', group: %s, category: {ja: 類}, title: {ja: %s}, ask: {ja: %s}, duty: %s, answer: {type: text}}\n", r.id, r.group, r.title, r.ask, r.duty)
	}
	e, err := criteria.Parse([]byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func oldAndNew(t testing.TB) (old, next *criteria.Edition) {
	old = draft(t, "e1",
		row{id: "1", group: "G1", title: "事業者名", ask: "登記上の正式な商号"},
		row{id: "2", group: "G1", title: "死活監視", ask: "監視対象と間隔と検知後の通知時間"},
		row{id: "3", group: "G1", title: "所在地", ask: "本店の郵便番号と住所"},
		row{id: "4", group: "G1", title: "入退館管理と媒体の保管", ask: "入退館管理の記録、及び媒体の保管の手順"},
		row{id: "5", group: "G2", title: "暗号化", ask: "保存データの暗号化の有無"},
		row{id: "6", group: "G2", title: "通信の暗号化", ask: "通信路を暗号化する方式"},
		row{id: "7", group: "G2", title: "受賞歴", ask: "サービスの受賞歴"})
	next = draft(t, "e2",
		row{id: "1", group: "G1", title: "事業者名", ask: "登記上の正式な商号"},
		row{id: "2", group: "G1", title: "死活監視", ask: "監視対象と間隔（10分以内）と検知後の通知時間"},
		row{id: "9", group: "G2", title: "所在地", ask: "本店の郵便番号と住所"},
		row{id: "4.1", group: "G1", title: "入退館管理", ask: "誰がいつ入ったか"},
		row{id: "4.2", group: "G1", title: "媒体の保管", ask: "鍵の有無"},
		row{id: "5.9", group: "G2", title: "受け渡しのデータと保管中のデータ", ask: "受賞歴、暗号化及び通信の暗号化のいずれも示す"},
		row{id: "8", group: "G2", title: "生成系機能の利用", ask: "学習への利用の有無"})
	return old, next
}

func TestArt22_Diff(t *testing.T) {
	old, next := oldAndNew(t)
	var got []string
	for _, c := range criteria.Diff(old, next) {
		got = append(got, fmt.Sprint(c.Kind, " ", c.From, " ", c.To, " ", c.Fields))
	}
	want := []string{
		"unchanged [1] [1] []", "modified [2] [2] [ask]", "moved [3] [9] []", "split [4] [4.1 4.2] []", "merged [5 6 7] [5.9] []", "new [] [8] []",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, c := range criteria.Diff(old, old) {
		if c.Kind != criteria.Unchanged {
			t.Errorf("an edition differs from itself: %v", c)
		}
	}
	for _, c := range criteria.Diff(old, draft(t, "e3", row{id: "1", group: "G1", title: "事業者名", ask: "登記上の正式な商号", duty: "optional"})) {
		if c.Kind != criteria.Withdrawn && !slices.Equal(c.Fields, []string{"duty"}) {
			t.Errorf("duty: %v", c)
		}
	}
}

// TestArt22_DiffNamesEveryItemOnce: nothing is lost between editions, whatever they are.
func TestArt22_DiffNamesEveryItemOnce(t *testing.T) {
	old, next := oldAndNew(t)
	s := sample(t)
	for _, pair := range [][2]*criteria.Edition{{old, next}, {next, old}, {old, s}, {s, old}} {
		from, to := map[ident.ItemID]int{}, map[ident.ItemID]int{}
		for _, c := range criteria.Diff(pair[0], pair[1]) {
			for _, id := range c.From {
				from[id]++
			}
			for _, id := range c.To {
				to[id]++
			}
		}
		for i, e := range pair {
			for _, it := range e.Items() {
				if n := []map[ident.ItemID]int{from, to}[i][it.ID]; n != 1 {
					t.Errorf("item %s stands in %d lines", it.ID, n)
				}
			}
		}
	}
}

func confirm(m *criteria.Mapping) *criteria.Mapping {
	for i := range m.Lines {
		m.Lines[i].Confirmed = true
	}
	return m
}

func TestArt22_MappingIsComplete(t *testing.T) {
	old, next := oldAndNew(t)
	proposed := criteria.Propose(old, next)
	if l := proposed.Check(old, next); !slices.Equal(l.Codes(), []string{"mapping_unconfirmed"}) || len(l) != 4 {
		t.Errorf("a proposal: %v", l)
	}
	for _, c := range []struct {
		name   string
		change func(*criteria.Mapping)
		want   string
	}{
		{"complete", func(*criteria.Mapping) {}, ""},
		{"a line gone", func(m *criteria.Mapping) { m.Lines = m.Lines[1:] }, "mapping_item_missing"},
		{"a line twice", func(m *criteria.Mapping) { m.Lines = append(m.Lines, m.Lines[0]) }, "mapping_item_twice"},
		{"unknown item", func(m *criteria.Mapping) { m.Lines[0].From = []ident.ItemID{"77"} }, "mapping_item_unknown"},
		{"wrong shape", func(m *criteria.Mapping) { m.Lines[0].Kind = criteria.Split }, "mapping_line_shape"},
		{"other edition", func(m *criteria.Mapping) { m.To.Digest = "0" }, "mapping_other_edition"},
	} {
		m := confirm(criteria.Propose(old, next))
		c.change(m)
		l := m.Check(old, next)
		if c.want == "" && len(l) > 0 || c.want != "" && !l.Has(c.want) {
			t.Errorf("%s: %v, want %s", c.name, l.Codes(), c.want)
		}
	}
}

func TestMappingFile(t *testing.T) {
	old, next := oldAndNew(t)
	m := criteria.Propose(old, next)
	b, err := yaml.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	again, err := criteria.ParseMapping(b)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m, again); diff != "" {
		t.Error(diff)
	}
	for _, src := range []string{"", "format: x", "format: shinsa-mapping\nversion: 2", "lines: {a: b}"} {
		if _, err := criteria.ParseMapping([]byte(src)); fault.KindOf(err) != fault.Invalid {
			t.Errorf("ParseMapping(%q) = %v", src, err)
		}
	}
}

// TestArt22_NoAnswerDisappears: every answer of the old edition is carried or keeps a line.
func TestArt22_NoAnswerDisappears(t *testing.T) {
	old, next := oldAndNew(t)
	answers := map[ident.ItemID]string{}
	for _, it := range old.Items() {
		answers[it.ID] = "回答" + string(it.ID)
	}
	join := func(_ criteria.Item, kind criteria.ChangeKind, from []string) string {
		return string(kind) + ":" + strings.Join(from, "+")
	}
	if _, _, err := criteria.Carry(criteria.Propose(old, next), old, next, answers, join); !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: "mapping_invalid"}) {
		t.Errorf("an unconfirmed mapping carries: %v", err)
	}
	got, lines, err := criteria.Carry(confirm(criteria.Propose(old, next)), old, next, answers, join)
	if err != nil {
		t.Fatal(err)
	}
	want := map[ident.ItemID]string{
		"1": "unchanged:回答1", "2": "modified:回答2", "9": "moved:回答3", "4.1": "split:回答4", "4.2": "split:回答4", "5.9": "merged:回答5+回答6+回答7",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	told := map[ident.ItemID]bool{}
	for _, l := range lines {
		for _, id := range l.From {
			told[id] = true
		}
	}
	for id := range answers {
		if !told[id] {
			t.Errorf("answer %s disappeared", id)
		}
	}
}

func BenchmarkDiff(b *testing.B) {
	old := sample(b)
	rows := make([]row, 136)
	for i, it := range old.Items() {
		rows[i] = row{id: string(it.ID) + "x", group: "G1", title: it.Title.JA + "等", ask: strings.NewReplacer("、", "・", ":", "").Replace(it.Ask.JA)}
	}
	next := draft(b, "e2", rows...)
	for b.Loop() {
		criteria.Diff(old, next)
	}
}
