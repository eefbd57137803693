package catalog_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shinsa/review/criteria"
	"shinsa/review/criteria/catalog"
)

func contrastEdition(t testing.TB, id, ask, more string) *criteria.Edition {
	t.Helper()
	e, err := criteria.Parse([]byte(`format: shinsa-criteria
version: 1
edition: {id: ` + id + `, title: {ja: 版}, status: draft}
groups: [{id: G1, title: {ja: 一}}]
items:
- {id: '1', group: G1, category: {ja: 類}, title: {ja: 事業者名}, ask: {ja: 正式な商号}, duty: mandatory, answer: {type: text}}
- {id: '2', group: G1, category: {ja: 類}, title: {ja: 死活監視}, ask: {ja: ` + ask + `}, duty: mandatory, answer: {type: text}}
` + more))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestArt22_WriteContrastIsTheCustomaryTable(t *testing.T) {
	old := contrastEdition(t, "e1", "監視の間隔", "")
	next := contrastEdition(t, "e2", "監視の間隔と通知", "- {id: '3', group: G1, category: {ja: 類}, title: {ja: 受賞歴}, ask: {ja: 賞の名}, duty: optional, answer: {type: text}}\n")
	b, err := catalog.WriteContrast(old, next)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("新旧対照表")
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 5 || !strings.HasPrefix(rows[1][0], "改正後") || !strings.HasPrefix(rows[1][1], "改正前") {
		t.Fatalf("rows %q", rows)
	}
	if rows[2][0] != "（略）" || rows[2][1] != "（略）" {
		t.Errorf("the unchanged row is %q", rows[2])
	}
	if !strings.Contains(rows[3][0], "監視の間隔と通知") || rows[3][2] != "変更" || rows[4][1] != "（新設）" || rows[4][2] != "新設" {
		t.Errorf("rows %q", rows[3:])
	}
	runs, err := f.GetCellRichText("新旧対照表", "A4")
	if err != nil {
		t.Fatal(err)
	}
	var underlined string
	for _, r := range runs {
		if r.Font != nil && r.Font.Underline == "single" {
			underlined += r.Text
		}
	}
	if underlined != "と通知" {
		t.Errorf("underlined %q", underlined)
	}
}
