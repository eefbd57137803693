package catalog_test

import (
	"context"
	"strings"
	"testing"

	"shinsa/review/criteria"
	"shinsa/review/criteria/catalog"
	"shinsa/review/criteria/criteriatest"
	"shinsa/review/ident"
)

// formats write an edition and read it again.
var formats = map[string]func(t *testing.T, e *criteria.Edition, change func(string) string) catalog.Draft{
	"xlsx": func(t *testing.T, e *criteria.Edition, change func(string) string) catalog.Draft {
		b, err := catalog.WriteXLSX(e)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := catalog.ReadXLSX(context.Background(), b)
		if err != nil {
			t.Fatal(err)
		}
		for _, cells := range rows {
			for i := range cells[:len(cells)-1] {
				cells[i] = change(cells[i])
			}
		}
		return fromRows(t, rows)
	},
	"csv": func(t *testing.T, e *criteria.Edition, change func(string) string) catalog.Draft {
		b, err := catalog.WriteCSV(e)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := catalog.ReadCSV(b)
		if err != nil {
			t.Fatal(err)
		}
		for _, cells := range rows {
			for i := range cells[:len(cells)-1] {
				cells[i] = change(cells[i])
			}
		}
		return fromRows(t, rows)
	},
	"oscal": func(t *testing.T, e *criteria.Edition, change func(string) string) catalog.Draft {
		b, err := catalog.WriteOSCAL(e)
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for line := range strings.Lines(string(b)) {
			if !strings.Contains(line, `"prose": "{`) {
				line = change(line)
			}
			lines = append(lines, line)
		}
		d, err := catalog.FromOSCAL([]byte(strings.Join(lines, "")), head)
		if err != nil {
			t.Fatal(err)
		}
		return d
	},
}

func fromRows(t *testing.T, rows [][]string) catalog.Draft {
	t.Helper()
	c, ok := catalog.Guess(rows)
	if !ok {
		t.Fatal("no headings found")
	}
	d, err := catalog.FromTable(rows, c, head)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func same(s string) string { return s }

func content(t *testing.T, e *criteria.Edition) ident.Digest {
	t.Helper()
	d, err := e.Content()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestArt3_EveryFormatBringsTheSameContentBack: answers, levels, English, dependencies and headings over headings included.
func TestArt3_EveryFormatBringsTheSameContentBack(t *testing.T) {
	deep, err := criteriatest.Edition(300, 8)
	if err != nil {
		t.Fatal(err)
	}
	for name, e := range map[string]*criteria.Edition{"sample": sample(t), "deep": deep} {
		for format, again := range formats {
			d := again(t, e, same)
			if content(t, d.Edition) != content(t, e) || len(d.Assumed) != 0 {
				t.Errorf("%s as %s is another content, %d answers assumed", name, format, len(d.Assumed))
			}
			if d.Status() != criteria.Draft {
				t.Errorf("%s as %s is %s", name, format, d.Status())
			}
		}
	}
}

// TestArt22_WordsChangedElsewherePrevail: who edits the table in a spreadsheet changes the words and keeps what stands behind them.
func TestArt22_WordsChangedElsewherePrevail(t *testing.T) {
	e := sample(t)
	const was, now = "登記上の正式な商号。", "登記されている正式な商号。"
	for format, again := range formats {
		d := again(t, e, func(s string) string { return strings.ReplaceAll(s, was, now) })
		it, _ := d.Item("2.1")
		old, _ := e.Item("2.1")
		if it.Ask != (criteria.Text{JA: now}) || it.Title != old.Title || it.Answer.Type != old.Answer.Type || it.SameAs != old.SameAs {
			t.Errorf("%s: %+v", format, it)
		}
		if changed := differing(e, d.Edition); len(changed) != 1 {
			t.Errorf("%s: changed are %v", format, changed)
		}
	}
}

func differing(a, b *criteria.Edition) []ident.ItemID {
	var out []ident.ItemID
	for _, it := range a.Items() {
		if now, ok := b.Item(it.ID); !ok || now.Ask != it.Ask || now.Title != it.Title || now.Category != it.Category || now.Duty != it.Duty {
			out = append(out, it.ID)
		}
	}
	return out
}

// TestArt22_ATableAmendsAnEdition: the body's five columns say nothing of answers; what they amend does.
func TestArt22_ATableAmendsAnEdition(t *testing.T) {
	e := sample(t)
	rows := [][]string{{"No", "審査対象項目", "記述内容", "必須/選択", "情報開示内容"}}
	group := ""
	for _, it := range e.Items() {
		if it.Group != group {
			group = it.Group
			g, _ := e.Group(group)
			rows = append(rows, []string{"", g.Title.JA, "", "", ""})
		}
		duty, ask := "必須", it.Ask.JA
		if it.Duty == criteria.Optional {
			duty = "選択"
		}
		if it.ID == "2.1" {
			ask = "登記されている正式な商号。"
		}
		rows = append(rows, []string{string(it.ID), it.Title.JA, ask, duty, ""})
	}
	rows = append(rows, []string{"200.1", "生成AIの利用", "利用者のデータを学習に用いるか否か。", "必須", ""})
	d := fromRows(t, rows)
	if len(d.Assumed) != len(e.Items())+1 {
		t.Fatalf("%d assumed", len(d.Assumed))
	}
	d, err := d.Amending(e)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Assumed) != 1 || d.Assumed[0] != "200.1" {
		t.Errorf("assumed %v", d.Assumed)
	}
	for _, it := range d.Items()[:len(e.Items())] {
		old, _ := e.Item(it.ID)
		if it.ID == "2.1" {
			old.Ask = criteria.Text{JA: "登記されている正式な商号。"}
		}
		a, b := criteria.Item(it), old
		if a.Title != b.Title || a.Ask != b.Ask || a.Group != b.Group || a.Category != b.Category || (a.Level == nil) != (b.Level == nil) || a.Answer.Type != b.Answer.Type {
			t.Errorf("%s is\n%+v, and was\n%+v", it.ID, a, b)
		}
	}
}
