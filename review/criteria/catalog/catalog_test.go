package catalog_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/japanese"

	"shinsa/assets"
	"shinsa/review/criteria"
	"shinsa/review/criteria/catalog"
	"shinsa/review/fault"
)

var head = criteria.Head{ID: "imported-1", Title: criteria.Text{JA: "取り込んだ審査基準"}, Status: criteria.InForce}

func sample(t testing.TB) *criteria.Edition {
	t.Helper()
	b, err := assets.Criteria(assets.SampleCriteria)
	if err != nil {
		t.Fatal(err)
	}
	e, err := criteria.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// fromTable imports rows by their own headings.
func fromTable(t testing.TB, rows [][]string) *criteria.Edition {
	t.Helper()
	c, ok := catalog.Guess(rows)
	if !ok {
		t.Fatal("no headings found")
	}
	e, err := catalog.FromTable(rows, c, head)
	if err != nil {
		t.Fatal(err)
	}
	return e.Edition
}

// outline is what a table can say of an edition.
func outline(e *criteria.Edition) []string {
	var out []string
	for _, it := range e.Items() {
		g, _ := e.Group(it.Group)
		out = append(out, strings.Join([]string{string(it.ID), g.Title.JA, it.Category.JA, it.Title.JA, it.Ask.JA, string(it.Duty)}, "|"))
	}
	return out
}

func TestTables_RoundTrip(t *testing.T) {
	e := sample(t)
	text, err := catalog.WriteCSV(e)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := catalog.ReadCSV(text)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(outline(e), outline(fromTable(t, rows))); diff != "" {
		t.Errorf("CSV: %s", diff)
	}
	book, err := catalog.WriteXLSX(e)
	if err != nil {
		t.Fatal(err)
	}
	if rows, err = catalog.ReadXLSX(t.Context(), book); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(outline(e), outline(fromTable(t, rows))); diff != "" {
		t.Errorf("XLSX: %s", diff)
	}
	sjis, err := japanese.ShiftJIS.NewEncoder().Bytes([]byte(strings.TrimPrefix("\ufeffNo,審査対象項目,記述内容,必須/選択,情報開示内容\n1,事業者名,商号,必須,\n", "\ufeff")))
	if err != nil {
		t.Fatal(err)
	}
	if rows, err = catalog.ReadCSV(sjis); err != nil || rows[0][1] != "審査対象項目" {
		t.Errorf("Shift_JIS: %v %v", rows, err)
	}
}

// TestArt3_FormAsSource: a form of the body is a table of criteria too: merged categories and duties, headings over groups.
func TestArt3_FormAsSource(t *testing.T) {
	fsys, err := assets.Sample("case-1")
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(fsys, "*.xlsx")
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	b, err := fs.ReadFile(fsys, files[0])
	if err != nil {
		t.Fatal(err)
	}
	rows, err := catalog.ReadXLSX(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	got := fromTable(t, rows)
	if diff := cmp.Diff(outline(sample(t)), outline(got)); diff != "" {
		t.Error(diff)
	}
	if got.Status() != criteria.Draft {
		t.Errorf("an import is %s", got.Status())
	}
}

// TestArt3_PublishedLayout: the five columns of the published tables, with a duty over several rows and an item over two.
func TestArt3_PublishedLayout(t *testing.T) {
	e := fromTable(t, [][]string{
		{"審査対象項目一覧"},
		{},
		{"Ｎｏ", "審査対象項目", "記述内容", "必須/選択", "情報開示内容"},
		{"開示情報の時点", "", "", "", ""},
		{"１", "開示情報の日付", "何年何月何日現在か", "必須", "2024年4月1日"},
		{"事業所・事業"},
		{"２－１", "設立年月日", "設立された日", "", ""},
		{"２－２", "上場", "上場の有無", "選択", ""},
		{"", "", "市場名", "", ""},
		{"", "監査", "監査の種類", "", ""},
	})
	want := []string{
		"1|開示情報の時点||開示情報の日付|何年何月何日現在か|mandatory", "2-1|事業所・事業||設立年月日|設立された日|mandatory",
		"2-2|事業所・事業||上場|上場の有無\n市場名|optional", "row4|事業所・事業||監査|監査の種類|optional",
	}
	if diff := cmp.Diff(want, outline(e)); diff != "" {
		t.Error(diff)
	}
	for id, typ := range map[string]criteria.AnswerType{"2-1": criteria.DateAnswer, "2-2": criteria.YesNoAnswer, "1": criteria.TextAnswer} {
		for _, it := range e.Items() {
			if string(it.ID) == id && it.Answer.Type != typ {
				t.Errorf("item %s asks for %s", id, it.Answer.Type)
			}
		}
	}
}

// TestColumns: a layout without known headings is read with the columns a person names.
func TestColumns(t *testing.T) {
	rows := [][]string{{"甲", "乙", "丙"}, {"名称", "A-1", "正式な名称"}}
	if _, ok := catalog.Guess(rows); ok {
		t.Error("headings found where there are none")
	}
	if _, err := catalog.FromTable(rows, catalog.None, head); fault.KindOf(err) != fault.Invalid {
		t.Errorf("no columns named: %v", err)
	}
	c := catalog.None
	c.Head, c.Title, c.No, c.Ask = 0, 0, 1, 2
	e, err := catalog.FromTable(rows, c, head)
	if err != nil {
		t.Fatal(err)
	}
	if got := outline(e.Edition); len(got) != 1 || !strings.HasPrefix(got[0], "A-1|") {
		t.Errorf("read %v", got)
	}
}

func TestOSCAL_RoundTrip(t *testing.T) {
	e := sample(t)
	b, err := catalog.WriteOSCAL(e)
	if err != nil {
		t.Fatal(err)
	}
	again, err := catalog.WriteOSCAL(e)
	if err != nil || string(b) != string(again) {
		t.Error("the same edition gives other bytes")
	}
	got, err := catalog.FromOSCAL(b, head)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(outline(e), outline(got.Edition)); diff != "" {
		t.Error(diff)
	}
}

const controls = `{"catalog": {"uuid": "x", "metadata": {"title": "Controls", "last-modified": "2024-01-01T00:00:00Z", "version": "1", "oscal-version": "1.1.2"},
 "groups": [{"id": "ac", "title": "Access", "groups": [{"id": "ac-a", "title": "Accounts", "controls": [
  {"id": "ac-1", "title": "Policy", "params": [{"id": "p1", "label": "frequency"}, {"id": "p2", "select": {"choice": ["daily", "{{ insert: param, p1 }}"]}}],
   "parts": [{"name": "statement", "prose": "Review {{ insert: param, p1 }}:", "parts": [
     {"name": "item", "props": [{"name": "label", "value": "a."}], "prose": "as {{ insert: param, p2 }}"}, {"name": "item", "prose": "by {{ insert: param, p9 }}"}]},
    {"name": "guidance", "prose": "See also."}],
   "controls": [{"id": "ac-1.1", "title": "Automated", "parts": [{"name": "statement", "prose": "By machine."}]},
                {"id": "ac-1.2", "title": "Gone", "props": [{"name": "status", "value": "withdrawn"}]}]}]}]}]}}`

func TestFromOSCAL(t *testing.T) {
	e, err := catalog.FromOSCAL([]byte(controls), criteria.Head{ID: "oscal-1"})
	if err != nil {
		t.Fatal(err)
	}
	if e.Title().JA != "Controls" || len(e.Groups()) != 2 || e.Groups()[1].Parent != "ac" || len(e.Items()) != 2 {
		t.Fatalf("title %v, groups %v, %d items", e.Title(), e.Groups(), len(e.Items()))
	}
	it, _ := e.Item("ac-1")
	if want := "Review [frequency]:\n  a. as [daily / [frequency]]\n  by […]"; it.Ask.JA != want || it.Guidance.EN != "See also." {
		t.Errorf("ask %q, guidance %q", it.Ask.JA, it.Guidance.EN)
	}
}

func TestFromOSCAL_Refused(t *testing.T) {
	deep := strings.Repeat(`{"title":"g","groups":[`, 100) + strings.Repeat("]}", 100)
	for name, src := range map[string]string{
		"no JSON": "x", "no catalog": "{}", "no items": `{"catalog":{"metadata":{"title":"x"}}}`,
		"too deep":      `{"catalog":{"metadata":{"title":"x"},"groups":[` + deep + `]}}`,
		"same id twice": strings.Replace(controls, "ac-1.1", "ac-1", 1), "unsafe id": strings.Replace(controls, `"ac-1.1"`, `"../1"`, 1),
	} {
		if _, err := catalog.FromOSCAL([]byte(src), head); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// large makes a catalog of 6,000 items under eight levels of groups.
func large() []byte {
	type m = map[string]any
	n := 0
	var group func(level, i int) m
	group = func(level, i int) m {
		id := fmt.Sprintf("g%d-%d-%d", level, i, n)
		if level == 8 {
			var list []m
			for range 6000 / 16 {
				n++
				list = append(list, m{"id": fmt.Sprintf("c-%d", n), "title": fmt.Sprint("Control ", n), "parts": []m{{"name": "statement", "prose": strings.Repeat("Do it well. ", 10)}}})
			}
			return m{"id": id, "title": "Group", "controls": list}
		}
		below := []m{group(level+1, 1)}
		if level <= 4 {
			below = append(below, group(level+1, 2))
		}
		return m{"id": id, "title": "Group", "groups": below}
	}
	b, err := json.Marshal(m{"catalog": m{"uuid": "x", "metadata": m{"title": "Large"}, "groups": []m{group(1, 0)}}})
	if err != nil {
		panic(err)
	}
	return b
}

func BenchmarkFromOSCAL_6000(b *testing.B) {
	src := large()
	for b.Loop() {
		e, err := catalog.FromOSCAL(src, head)
		if err != nil || len(e.Items()) != 6000 {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadXLSX_6000(b *testing.B) {
	e, err := catalog.FromOSCAL(large(), head)
	if err != nil {
		b.Fatal(err)
	}
	book, err := catalog.WriteXLSX(e.Edition)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		rows, err := catalog.ReadXLSX(context.Background(), book)
		if err != nil {
			b.Fatal(err)
		}
		if e := fromTable(b, rows); len(e.Items()) != 6000 {
			b.Fatal(len(e.Items()))
		}
	}
}
