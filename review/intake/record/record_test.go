package record_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/review/criteria"
	"shinsa/review/intake/record"
)

func TestValue_JSON(t *testing.T) {
	for want, v := range map[string]record.Value{
		`null`: {}, `"2024-04-01"`: record.TextValue("2024-04-01"), `99.9`: record.NumberValue(99.9), `true`: record.YesValue(true), `false`: record.YesValue(false),
		`["MQTT","HTTPS"]`: {Words: []string{"MQTT", "HTTPS"}}, `[]`: {Words: []string{}},
		`[{"事業者名":"見本","役割":null}]`: {Rows: []record.Row{{"事業者名": record.TextValue("見本"), "役割": {}}}},
	} {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if string(b) != want {
			t.Errorf("Marshal = %s, want %s", b, want)
		}
		var again record.Value
		if err := json.Unmarshal(b, &again); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(v, again); diff != "" {
			t.Errorf("%s: %s", want, diff)
		}
	}
	var v record.Value
	for _, bad := range []string{`{"a":1}`, `[1]`, `[["a"]]`} {
		if err := json.Unmarshal([]byte(bad), &v); err == nil {
			t.Errorf("%s is read as %v", bad, v)
		}
	}
}

func TestDisclosure_JSON(t *testing.T) {
	number := 0.425
	d := record.Disclosure{
		Kind: criteria.StateAnswered, Type: criteria.NumberAnswer, Value: record.NumberValue(42.5), Unit: "%", At: "申請書B!F25",
		Raw: &record.Raw{Number: &number, Format: "0.0%"}, Fields: map[string]record.Value{"期間": record.TextValue("2025年")},
		Evidence: []record.Pointer{{No: "資料5", Page: 1}}, Approx: true, Flags: []string{"serial"},
	}
	b, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var again record.Disclosure
	if err := json.Unmarshal(b, &again); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d, again); diff != "" {
		t.Error(diff)
	}
}

func TestWordingAndReading(t *testing.T) {
	d := record.Disclosure{
		Kind: criteria.StateAnswered, Value: record.YesValue(true), Raw: &record.Raw{Text: "有（30分）"}, Detail: "30分",
		Fields: map[string]record.Value{"供給時間(分)": record.NumberValue(30)},
	}
	if d.Wording() != "有（30分）" {
		t.Errorf("wording %q", d.Wording())
	}
	r := d.Reading()
	if r.Yes == nil || !*r.Yes || r.Detail != "30分" || r.Parts["供給時間(分)"].Number == nil || *r.Parts["供給時間(分)"].Number != 30 {
		t.Errorf("reading %+v", r)
	}
	if got := (record.Value{Rows: []record.Row{{"b": record.NumberValue(2), "a": record.TextValue("x")}}}).String(); got != "a: x, b: 2" {
		t.Errorf("row %q", got)
	}
}

func TestHeader(t *testing.T) {
	name := "2026-04-24"
	h := record.Header{ApplicationDate: record.Entry{Value: &name}}
	if e, ok := h.Field("application_date"); !ok || e.Date().String() != name || e.Text() != name {
		t.Errorf("application date %+v", e)
	}
	if _, ok := h.Field("unknown"); ok {
		t.Error("a field that is not there")
	}
	if (record.Entry{}).Text() != "" || !(record.Entry{}).Date().IsZero() || (record.Tick{}).Is(false) {
		t.Error("a blank field says something")
	}
	b, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(b, &fields); err != nil {
		t.Fatal(err)
	}
	for _, e := range h.Entries() {
		if _, ok := fields[e.Name]; !ok {
			t.Errorf("field %s is called otherwise in JSON", e.Name)
		}
	}
}
