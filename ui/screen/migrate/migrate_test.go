package migrate

import (
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/criteria"
	"shinsa/review/ident"
	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

// office has one case by the sample edition and an amendment in force.
func office(t *testing.T) (*review.Desk, ident.CaseID) {
	t.Helper()
	d := uitest.Office(t)
	id := uitest.Received(t, d, "case-1")
	uitest.Amended(t, d, "amend-2")
	uitest.InForce(t, d, "amend-2")
	return d, id
}

func place(id ident.CaseID) route.Route {
	return route.Route{Screen: route.Migrate, Case: id, Edition: "amend-2"}
}

func TestArt22_EveryMatchIsConfirmedByAPerson(t *testing.T) {
	d, id := office(t)
	st := uitest.NewStage(t, uitest.Laptop, "ja")
	s := New(d, st, place(id))
	r := st.Play(s)
	r.See("確認済 134／137", "移動", "課金方法", "開示された内容").Picture("migrate-open-ja")
	if r.Enabled("この版へ移す") || len(s.rows) != 3 {
		t.Fatalf("%d lines wait", len(s.rows))
	}
	s.move()
	if len(st.Told) != 1 {
		t.Errorf("told %v", st.Told)
	}
	r.Press("C")
	kept, err := d.Mapping(t.Context(), id, "amend-2")
	if err != nil || kept.Open() != 2 {
		t.Fatalf("a decision is not kept: %v", err)
	}
	r.See("通知の方法を含む。").Picture("migrate-modified-ja")
	r.FocusOn("備考（任意）").Type("文言の追加のみ").Press("Return")
	r.Press("C")
	r.See("29.2 →", "（削る）")
	s.other(false)
	r.Type("29.1").Press("Return") // what was withdrawn went into another item
	if l := s.mapping.Lines; s.mapping.Open() != 1 {
		t.Errorf("open lines %d of %d", s.mapping.Open(), len(l))
	}
	again := New(d, st, place(id))
	r = st.Play(again)
	r.Tap("未確認だけ").Press("C")
	if again.mapping.Open() != 0 && len(again.rows) == 0 {
		t.Fatalf("open %d", again.mapping.Open())
	}
	for again.mapping.Open() > 0 {
		again.open = true
		again.show()
		r.Press("C")
	}
	r.Press("F9").See("引き継ぐ項目のない開示", "生成系機能").Picture("migrate-ask-ja").Tap("この版へ移す")
	row, err := d.Case(t.Context(), id)
	if err != nil || row.Edition != "amend-2" {
		t.Fatalf("the case is by %s, %v; problems %v", row.Edition, err, st.Problems)
	}
	f, err := d.File(t.Context(), id)
	if err != nil || len(f.Application.Migrations) != 1 {
		t.Fatalf("migrations %v, %v", f.Application.Migrations, err)
	}
	m := f.Application.Migrations[0]
	answered := 0
	for _, l := range m.Lines {
		answered += len(l.From)
	}
	if answered != 136 {
		t.Errorf("%d of 136 old items have a line", answered)
	}
}

func TestArt22_AMappingTravelsAsAFile(t *testing.T) {
	d, id := office(t)
	st := uitest.NewStage(t, uitest.Laptop, "en")
	s := New(d, st, place(id))
	r := st.Play(s)
	st.Chosen = "out"
	r.Press("F4")
	name := "mapping_iaas-paas-iot-sample-1_amend-2.yaml"
	text := string(st.Written[name])
	if !strings.Contains(text, "kind: modified") {
		t.Fatalf("written %q", text)
	}
	m, err := criteria.ParseMapping([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for i := range m.Lines {
		m.Lines[i].Confirmed = true
	}
	b, err := m.YAML()
	if err != nil {
		t.Fatal(err)
	}
	st.Files["all.yaml"], st.Files["half.yaml"] = b, b[:strings.LastIndex(string(b), "    - kind")]
	st.Chosen = "half.yaml"
	r.Press("F3")
	if len(st.Problems) != 1 || s.mapping.Open() == 0 {
		t.Fatalf("half a mapping was taken: %v", st.Problems)
	}
	st.Chosen = "all.yaml"
	r.Press("F3").See("Every match is confirmed", "137 of 137 confirmed").Picture("migrate-loaded-en")
}

func TestLooks(t *testing.T) {
	for _, look := range []struct {
		name, lang string
		look       uitest.Look
	}{
		{"en-dark", "en", uitest.Look{Mode: "dark", Percent: 100, Scale: 1, Width: 1366, Height: 768}},
		{"ja-150", "ja", uitest.Look{Mode: "light", Percent: 150, Scale: 1, Width: 1366, Height: 768}},
	} {
		d, id := office(t)
		st := uitest.NewStage(t, look.look, look.lang)
		r := st.Play(New(d, st, place(id)))
		r.Press("J").Picture("migrate-" + look.name)
		if c := r.Clipped(); len(c) > 0 {
			t.Errorf("%s: %v", look.name, c)
		}
	}
}
