package intake_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/unicode/norm"

	"shinsa/assets"
	"shinsa/review/civil"
	"shinsa/review/intake"
)

// key is a sample's expected.yaml: what a careful person recorded.
type key struct {
	Load          string                    `yaml:"load"`
	Received      string                    `yaml:"received_on"`
	Header        map[string]any            `yaml:"header"`
	Counts        map[string]int            `yaml:"counts"`
	Answers       map[string]map[string]any `yaml:"answers"`
	Levels        map[string]map[string]any `yaml:"levels"`
	Evidence      []map[string]any          `yaml:"evidence"`
	Unlisted      []map[string]any          `yaml:"unlisted_evidence"`
	EvidenceFiles []map[string]any          `yaml:"evidence_files"`
	Changes       map[string]any            `yaml:"changes"`
	Window        map[string]any            `yaml:"renewal_window"`
	Findings      []map[string]any          `yaml:"findings"`
}

func readKey(t *testing.T, name string) key {
	t.Helper()
	fsys, err := assets.Sample(name)
	if err != nil {
		t.Fatal(err)
	}
	b, err := fs.ReadFile(fsys, "expected.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var k key
	if err := yaml.Unmarshal(b, &k); err != nil {
		t.Fatal(err)
	}
	return k
}

// plainJSON is an application as its JSON says it, for comparing with the key.
func plainJSON(t *testing.T, app *intake.Application) map[string]any {
	t.Helper()
	b, err := json.Marshal(app)
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestSamples compares every field of the three dossiers with its key.
func TestSamples(t *testing.T) {
	for _, name := range []string{"case-1", "case-2", "case-3"} {
		t.Run(name, func(t *testing.T) {
			k := readKey(t, name)
			p := sample(t, name, k.Received)
			if name == "case-3" {
				p.Previous = read(t, sample(t, "case-1", "2024-04-16"))
				p.Facts.Certification, p.Facts.ValidUntil = "IoT-IP 9001-2406", civil.MustParse("2026-06-09")
			}
			got := plainJSON(t, read(t, p))
			if got["load"] != k.Load {
				t.Errorf("load %v, want %s", got["load"], k.Load)
			}
			compareHeader(t, got["header"].(map[string]any), k.Header)
			compareAnswers(t, got["answers"].(map[string]any), k.Answers)
			compareEvidence(t, got, k)
			compareFindings(t, got["findings"].([]any), k.Findings)
			for id, w := range k.Levels {
				if g := object(got["levels"], id)["result"]; g != w["result"] {
					t.Errorf("level %s: %v, want %v", id, g, w["result"])
				}
			}
			for kind, n := range k.Counts {
				if g := object(got, "counts")[kind]; g != float64(n) {
					t.Errorf("count of %s: %v, want %d", kind, g, n)
				}
			}
			compareChanges(t, got, k)
		})
	}
}

func object(v any, key string) map[string]any {
	m, _ := v.(map[string]any)
	out, _ := m[key].(map[string]any)
	return out
}

func compareHeader(t *testing.T, got, want map[string]any) {
	t.Helper()
	for field, w := range want {
		g := got[field]
		switch spec := w.(type) {
		case map[string]any:
			if answers, ok := spec["answers"]; ok {
				if !agree(object(got, field)["answers"], answers) || !agree(object(got, field)["remarks"], spec["remarks"]) {
					t.Errorf("header %s: %v", field, g)
				}
				continue
			}
			if v := object(got, field)["value"]; !agree(v, spec["value"]) && !accepted(v, spec["accept"]) {
				t.Errorf("header %s: %v, want %v", field, v, spec["value"])
			}
		default:
			if field != "withhold_raw" && !agree(g, w) {
				t.Errorf("header %s: %v, want %v", field, g, w)
			}
		}
	}
}

func compareAnswers(t *testing.T, got map[string]any, want map[string]map[string]any) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%d answers, want %d", len(got), len(want))
	}
	for id, w := range want {
		g := object(got, id)
		if g["kind"] != w["kind"] || g["at"] != w["at"] || w["type"] != nil && g["type"] != w["type"] {
			t.Errorf("answer %s: %v %v at %v, want %v %v at %v", id, g["kind"], g["type"], g["at"], w["kind"], w["type"], w["at"])
		}
		if w["kind"] == "answered" && !agree(g["value"], w["value"]) {
			t.Errorf("answer %s: %v, want %v", id, g["value"], w["value"])
		}
		for _, k := range []string{"unit", "approx", "qualifier", "unit_as_written", "and_others", "hidden_row", "explicit_dash", "comment", "file"} {
			if w[k] != nil && !agree(g[k], w[k]) {
				t.Errorf("answer %s %s: %v, want %v", id, k, g[k], w[k])
			}
		}
		if w["detail"] != nil && !covers(g["detail"], w["detail"]) {
			t.Errorf("answer %s detail: %v, want %v", id, g["detail"], w["detail"])
		}
		if w["reason"] != nil && !covers(g["reason"], w["reason"]) {
			t.Errorf("answer %s reason: %v, want %v", id, g["reason"], w["reason"])
		}
		compareFields(t, id, object(g, "fields"), w["fields"])
		if w["target"] != nil && !covers(object(g, "target")["place"], w["target"].(map[string]any)["place"]) {
			t.Errorf("answer %s target: %v, want %v", id, g["target"], w["target"])
		}
		if !agree(g["evidence"], w["evidence"]) {
			t.Errorf("answer %s evidence: %v, want %v", id, g["evidence"], w["evidence"])
		}
	}
}

func compareFields(t *testing.T, id string, got map[string]any, want any) {
	t.Helper()
	fields, _ := want.(map[string]any)
	for name, w := range fields {
		if g := got[name]; !agree(g, w) && !covers(g, w) {
			t.Errorf("answer %s field %s: %v, want %v", id, name, g, w)
		}
	}
}

func compareEvidence(t *testing.T, got map[string]any, k key) {
	t.Helper()
	rows := got["evidence"].([]any)
	if len(rows) != len(k.Evidence) {
		t.Fatalf("%d rows of evidence, want %d", len(rows), len(k.Evidence))
	}
	for i, w := range k.Evidence {
		g := rows[i].(map[string]any)
		for _, field := range []string{"no", "title", "file", "file_on_disk", "present", "pages", "confidential", "content"} {
			if w[field] != nil && !agree(g[field], w[field]) || w[field] == nil && g[field] != nil && field != "content" {
				t.Errorf("evidence %v %s: %v, want %v", w["no"], field, g[field], w[field])
			}
		}
	}
	unlisted, _ := got["unlisted_evidence"].([]any)
	if len(unlisted) != len(k.Unlisted) || len(unlisted) > 0 && !agree(unlisted[0], k.Unlisted[0]) {
		t.Errorf("unlisted: %v, want %v", unlisted, k.Unlisted)
	}
	files := map[any]any{}
	for _, f := range got["evidence_files"].([]any) {
		files[f.(map[string]any)["file"]] = f
	}
	for _, w := range k.EvidenceFiles {
		if !agree(files[w["file"]], w) {
			t.Errorf("file: %v, want %v", files[w["file"]], w)
		}
	}
}

// place is where a finding is, the way the key names it.
func place(f map[string]any) string {
	word := func(k string) string {
		if f[k] == nil {
			return ""
		}
		return fold(fmt.Sprint(f[k]))
	}
	return fmt.Sprint(f["code"], "@", word("criterion"), "/", word("field"), "/", word("evidence"), "/", word("file"))
}

func compareFindings(t *testing.T, got []any, want []map[string]any) {
	t.Helper()
	severity := map[string]any{}
	for _, f := range got {
		severity[place(f.(map[string]any))] = f.(map[string]any)["severity"]
	}
	var musts []string
	for _, w := range want {
		if w["by"] == "human" {
			continue
		}
		if s := severity[place(w)]; s != w["severity"] {
			t.Errorf("finding %s: severity %v, want %v", place(w), s, w["severity"])
		}
		if w["severity"] == "must" {
			musts = append(musts, place(w))
		}
	}
	for at, s := range severity {
		if s == "must" && !slices.Contains(musts, at) {
			t.Errorf("false finding %s", at)
		}
	}
}

func compareChanges(t *testing.T, got map[string]any, k key) {
	t.Helper()
	if k.Changes == nil {
		return
	}
	var items, want [][2]any
	for _, c := range object(got, "changes")["answers"].([]any) {
		items = append(items, [2]any{c.(map[string]any)["criterion"], c.(map[string]any)["value_changed"]})
	}
	for _, c := range k.Changes["answers"].([]any) {
		want = append(want, [2]any{c.(map[string]any)["criterion"], c.(map[string]any)["value_changed"]})
	}
	if diff := cmp.Diff(want, items); diff != "" {
		t.Errorf("changed answers: %s", diff)
	}
	if !agree(object(got, "changes")["header"], k.Changes["header"]) {
		t.Errorf("changed header: %v", object(got, "changes")["header"])
	}
	for field, w := range k.Window {
		if field != "rule" && !agree(object(got, "renewal_window")[field], w) {
			t.Errorf("window %s: %v, want %v", field, object(got, "renewal_window")[field], w)
		}
	}
}

// agree compares a JSON value with a YAML value: numbers by value, texts in NFC.
func agree(got, want any) bool {
	switch w := want.(type) {
	case nil:
		return got == nil
	case int:
		g, ok := got.(float64)
		return ok && g == float64(w)
	case float64:
		g, ok := got.(float64)
		return ok && math.Abs(g-w) < 1e-9
	case string:
		g, ok := got.(string)
		return ok && strings.TrimSpace(norm.NFC.String(g)) == strings.TrimSpace(norm.NFC.String(w))
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			return false
		}
		for i := range w {
			if !agree(g[i], w[i]) {
				return false
			}
		}
		return true
	case map[string]any:
		g, ok := got.(map[string]any)
		for k, v := range w {
			ok = ok && agree(g[k], v)
		}
		return ok
	}
	return got == want
}

func accepted(got, list any) bool {
	words, _ := list.([]any)
	return slices.ContainsFunc(words, func(w any) bool { return agree(got, w) })
}

// covers compares details as the key asks: folded, brackets and punctuation off, one contained in the other, or word by word.
func covers(got, want any) bool {
	g, w := fold(fmt.Sprint(got)), fold(fmt.Sprint(want))
	if got == nil || g == "" {
		return false
	}
	if strings.Contains(g, w) || strings.Contains(w, g) {
		return true
	}
	for _, word := range strings.Fields(fmt.Sprint(want)) {
		if !strings.Contains(g, fold(word)) {
			return false
		}
	}
	return true
}

func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(s))
}
