package adopt

import (
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

const published = `審査基準（案）
No,審査対象項目,記述内容,必須/選択,情報開示内容
,サービス基本特性,,,
1-1,サービス名称,本サービスの名称,必須,
1-2,サービス稼働率,稼働率の目標値と実績値,必須,
1-3,代理店数,代理店の数,選択,
`

const unknown = `甲,乙,丙,丁
A-1,正式な名称,名称,必ず
A-2,正式な住所,住所,必ず
`

func TestArt3_ThePublishedLayoutWorksAtOnce(t *testing.T) {
	d, st := uitest.Office(t), uitest.NewStage(t, uitest.Laptop, "ja")
	st.Files["基準.csv"] = []byte(published)
	s := New(d, st, route.To(route.Adopt))
	r := st.Play(s)
	r.See("ここに示します")
	if r.Enabled("案として取り込む") {
		t.Fatal("an edition could be imported unseen")
	}
	r.Type("基準.csv").Press("F5")
	r.See("3項目", "サービス基本特性", "1-2", "サービス稼働率", "選択", "回答の形式は、文面から仮に定めました").Picture("adopt-published-ja")
	s.id.SetText("published-1") // after it was read
	r.Tap("案として取り込む")
	e, err := d.Edition(t.Context(), "published-1")
	if err != nil || e.Status() != criteria.Draft || len(e.Items()) != 3 || st.Went[0] != route.OfEdition(route.Edition, "published-1") {
		t.Fatalf("edition %v, %v; went %v", e, err, st.Went)
	}
}

func TestArt3_ColumnsArePointedOutOnceAndRemembered(t *testing.T) {
	d, st := uitest.Office(t), uitest.NewStage(t, uitest.Laptop, "ja")
	st.Files["a.csv"], st.Files["b.csv"] = []byte(unknown), []byte(strings.ReplaceAll(unknown, "A-", "B-"))
	s := New(d, st, route.To(route.Adopt))
	r := st.Play(s)
	r.Type("a.csv").Press("F5")
	r.See("「項目名」の列を指定してください", "A-1　／　A-2").Picture("adopt-unknown-ja")
	r.TapNth("番号", 0).TapNth("記述内容", 1).TapNth("項目名", 2)
	r.See("2項目", "A-2", "住所").Picture("adopt-mapped-ja")
	again := New(d, st, route.To(route.Adopt))
	r = st.Play(again)
	again.path.Set("b.csv")
	again.look()
	if again.edition == nil || again.edition.Items()[1].ID != "B-2" || again.edition.Items()[1].Title.JA != "住所" {
		t.Fatalf("the columns are not remembered: %v", again.edition)
	}
	r.See("B-2")
}

func TestAdopt_WhatCannotBeReadIsSaid(t *testing.T) {
	d, st := uitest.Office(t), uitest.NewStage(t, uitest.Laptop, "en")
	st.Files["x.json"] = []byte(`{"catalog": {}}`)
	r := st.Play(New(d, st, route.To(route.Adopt)))
	r.Press("F5")
	if len(st.Told) != 1 {
		t.Errorf("told %v", st.Told)
	}
	r.Type("x.json").Press("F5")
	if len(st.Problems) != 1 || fault.KindOf(st.Problems[0]) != fault.Invalid {
		t.Errorf("problems %v", st.Problems)
	}
	r.Press("F9")
}

func TestAdopt_EveryFormatOfTheProgramComesBack(t *testing.T) {
	d, st := uitest.Office(t), uitest.NewStage(t, uitest.Look{Mode: "dark", Percent: 150, Scale: 1, Width: 1366, Height: 768}, "en")
	out, err := st.Outbox("")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []review.EditionFormat{review.FormatXLSX, review.FormatCSV, review.FormatYAML, review.FormatOSCAL} {
		name := "e." + string(f)
		if _, err := d.ExportEdition(t.Context(), "iaas-paas-iot-sample-1", f, out, name); err != nil {
			t.Fatal(err)
		}
		st.Files[name] = st.Written[name]
		s := New(d, st, route.To(route.Adopt))
		r := st.Play(s)
		s.Drop([]string{name})
		if s.edition == nil || len(s.edition.Items()) != 136 {
			t.Fatalf("%s: %v, problems %v", f, s.edition, st.Problems)
		}
		was, err := uitest.Edition(t).Content()
		if err != nil {
			t.Fatal(err)
		}
		if now, err := s.edition.Content(); err != nil || now != was || len(s.found) > 0 {
			t.Errorf("%s reads back as another content, findings %v", f, s.found)
		}
		r.See("136 items").Picture("adopt-" + string(f) + "-en-dark-150")
		if c := r.Clipped(); len(c) > 0 {
			t.Errorf("%s: %v", f, c)
		}
	}
}
