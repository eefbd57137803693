package criteria_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/assets"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
)

func sampleBytes(t testing.TB) []byte {
	t.Helper()
	b, err := assets.Criteria(assets.SampleCriteria)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func sample(t testing.TB) *criteria.Edition {
	t.Helper()
	e, err := criteria.Parse(sampleBytes(t))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestSampleEdition(t *testing.T) {
	e := sample(t)
	if !e.Sample() || !strings.Contains(e.Title().JA, "見本") || !strings.Contains(e.Title().EN, "SAMPLE") {
		t.Errorf("the sample does not say that it is one: %v", e.Title())
	}
	levels, mandatory := 0, 0
	for _, it := range e.Items() {
		if it.Level != nil {
			levels++
		}
		if it.Duty == criteria.Mandatory {
			mandatory++
		}
		for _, text := range []criteria.Text{it.Title, it.Ask, it.Category} {
			if text.JA == "" || text.EN == "" {
				t.Errorf("item %s lacks a wording", it.ID)
			}
		}
		if _, ok := e.Source(it.Source); !ok {
			t.Errorf("item %s has an unexplained source", it.ID)
		}
	}
	if got := [4]int{len(e.Items()), len(e.Groups()), levels, mandatory}; got != [4]int{136, 12, 30, 95} {
		t.Errorf("items, groups, levels, mandatory = %v", got)
	}
	if it, ok := e.Item("31.10"); !ok || it.Title.In("ja") != "バックアップ対策" || it.Title.In("en") != "Backup" {
		t.Errorf("item 31.10 = %v", it)
	}
	if n := len(e.In("G08")); n == 0 || e.Position("1.1") != 0 || e.Position("none") != -1 {
		t.Error("items are not found by group or place")
	}
}

// TestArt3_EditionIsImmutable: the canonical bytes name the edition and read back to the same edition.
func TestArt3_EditionIsImmutable(t *testing.T) {
	e := sample(t)
	again, err := criteria.Parse(e.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if e.Digest() != again.Digest() || !bytes.Equal(e.Bytes(), again.Bytes()) {
		t.Error("canonical bytes do not read back to the same edition")
	}
	if diff := cmp.Diff(e.Items(), again.Items()); diff != "" {
		t.Error(diff)
	}
	reworded := bytes.Replace(sampleBytes(t), []byte("登記上の正式な商号。"), []byte("登記上の商号。"), 1)
	other, err := criteria.Parse(reworded)
	if err != nil {
		t.Fatal(err)
	}
	if other.Digest() == e.Digest() {
		t.Error("two wordings, one digest")
	}
}

const small = `format: shinsa-criteria
version: 1
edition: {id: e1, title: {ja: 基準}, status: draft}
groups: [{id: G1, title: {ja: 組}}]
items:
- {id: '1', group: G1, category: {ja: 区分}, title: {ja: 率}, ask: {ja: 率を示す}, duty: mandatory, answer: {type: number, unit: '%'}}
- {id: '2', group: G1, category: {ja: 区分}, title: {ja: 有無}, ask: {ja: 有無を示す}, duty: optional, answer: {type: yesno}}
`

func TestParse_Findings(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"same id twice", "id: '2'", "id: '1'", "criteria_id_twice"},
		{"bad id", "id: '2'", "id: '../2'", "criteria_id_invalid"},
		{"no heading", "'2', group: G1", "'2', group: G9", "criteria_group_unknown"},
		{"heading under itself", "{id: G1,", "{id: G1, parent: G1,", "criteria_group_unknown"},
		{"unknown duty", "duty: optional", "duty: maybe", "criteria_word_unknown"},
		{"unknown type", "type: yesno", "type: perhaps", "criteria_word_unknown"},
		{"unknown status", "status: draft", "status: sample", "criteria_word_unknown"},
		{"no unit", "type: number, unit: '%'", "type: number", "criteria_unit_missing"},
		{"choice without choices", "type: yesno", "type: choice", "criteria_choices_missing"},
		{"pattern", "type: yesno", "type: text, pattern: '('", "criteria_pattern_invalid"},
		{"no title", "title: {ja: 有無}", "title: {ja: ''}", "criteria_text_missing"},
		{"in force without a date", "status: draft", "status: in_force", "criteria_date_missing"},
		{"check of the wrong type", "{type: yesno}", "{type: yesno}, level: {text: {ja: 値}, check: {op: gte, number: 1}}", "criteria_check_impossible"},
		{"check of a missing part", "{type: yesno}", "{type: yesno}, level: {text: {ja: 値}, check: {op: parts, parts: [無い]}}", "criteria_check_impossible"},
		{"depends on a number", "{type: yesno}", "{type: yesno}, depends_on: {item: '1', word: yes}", "criteria_check_impossible"},
		{"unknown check", "{type: yesno}", "{type: yesno}, level: {text: {ja: 値}, check: {op: like}}", "criteria_word_unknown"},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := strings.Replace(small, c.old, c.new, 1)
			if src == small {
				t.Fatal("nothing replaced")
			}
			_, err := criteria.Parse([]byte(src))
			var refusal *fault.Error
			if !errors.As(err, &refusal) || refusal.Kind != fault.Invalid || !refusal.Findings.Has(c.want) {
				t.Errorf("Parse = %v, want %s", err, c.want)
			}
		})
	}
	if _, err := criteria.Parse([]byte(small)); err != nil {
		t.Errorf("the unchanged document: %v", err)
	}
}

func TestParse_AllFindings(t *testing.T) {
	src := strings.NewReplacer("duty: mandatory", "duty: x", "duty: optional", "duty: y", "{id: G1,", "{id: G2,").Replace(small)
	_, err := criteria.Parse([]byte(src))
	var refusal *fault.Error
	if !errors.As(err, &refusal) || len(refusal.Findings) != 4 {
		t.Errorf("Parse = %v, want four findings", err)
	}
}

// TestArt20_ParseKeepsContentOut: what a broken file said does not come back in the error.
func TestArt20_ParseKeepsContentOut(t *testing.T) {
	for _, src := range []string{
		"", "秘密の文字", "format: shinsa-criteria\nsecret-word: 1", strings.Replace(small, "version: 1", "version: secret-word", 1),
		strings.Replace(small, "version: 1", "version: 2", 1), small + "\n---\n" + small, strings.Repeat("[", 100_000),
	} {
		_, err := criteria.Parse([]byte(src))
		if fault.KindOf(err) != fault.Invalid {
			t.Errorf("Parse(%.20q) = %v, want a refusal", src, err)
		}
		if err != nil && (strings.Contains(err.Error(), "秘密") || strings.Contains(err.Error(), "secret-word")) {
			t.Errorf("content in the error: %v", err)
		}
	}
}

// TestArt22_Stages: deliberation, notice, in force; none is left out.
func TestArt22_Stages(t *testing.T) {
	e, err := criteria.Parse([]byte(small))
	if err != nil {
		t.Fatal(err)
	}
	day := civil.MustParse("2027-04-01")
	for _, skipped := range []criteria.Status{criteria.Announced, criteria.InForce, criteria.Superseded, criteria.Draft} {
		if _, err := e.Advance(skipped, day); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("from draft to %s: %v", skipped, err)
		}
	}
	if _, err := advance(e, criteria.Deliberated, criteria.Announced); fault.KindOf(err) != fault.Invalid {
		t.Errorf("announced without a date: %v", err)
	}
	for _, to := range []criteria.Status{criteria.Deliberated, criteria.Announced, criteria.InForce, criteria.Superseded} {
		before := e.Digest()
		if e, err = e.Advance(to, day); err != nil || e.Status() != to || e.Digest() == before {
			t.Fatalf("to %s: %v", to, err)
		}
	}
	if e.InForceFrom() != day {
		t.Errorf("in force from %s", e.InForceFrom())
	}
}

func advance(e *criteria.Edition, stages ...criteria.Status) (*criteria.Edition, error) {
	var err error
	for _, s := range stages {
		if e, err = e.Advance(s, civil.Date{}); err != nil {
			return nil, err
		}
	}
	return e, nil
}

func TestTextIn(t *testing.T) {
	text := criteria.Text{JA: "和", EN: "en"}
	if text.In("ja") != "和" || text.In("en") != "en" || (criteria.Text{JA: "和"}).In("en") != "和" {
		t.Error("wrong wording")
	}
	if b, err := json.Marshal(text); err != nil || string(b) != `{"ja":"和","en":"en"}` {
		t.Errorf("Marshal = %s, %v", b, err)
	}
}
