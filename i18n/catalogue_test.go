package i18n

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
)

// catalogue is what the message files of one language hold: key → plural form → sentence.
type catalogue map[string]map[string]string

// readCatalogue reads every message file of a language and reports what a file does wrong by itself.
func readCatalogue(t *testing.T, lang string) catalogue {
	t.Helper()
	files, err := messages.ReadDir("messages")
	if err != nil {
		t.Fatal(err)
	}
	all, from := catalogue{}, map[string]string{}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), "."+lang+".json") {
			continue
		}
		raw, err := messages.ReadFile(path.Join("messages", f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		var entries map[string]any
		if err := json.Unmarshal(raw, &entries); err != nil {
			t.Fatalf("%s: %v", f.Name(), err)
		}
		for key, v := range entries {
			if other, twice := from[key]; twice {
				t.Errorf("key %s stands in %s and in %s", key, other, f.Name())
			}
			from[key] = f.Name()
			forms, err := formsOf(v)
			if err != nil {
				t.Errorf("%s: key %s: %v", f.Name(), key, err)
			}
			all[key] = forms
		}
	}
	return all
}

func formsOf(v any) (map[string]string, error) {
	switch v := v.(type) {
	case string:
		return map[string]string{"other": v}, nil
	case map[string]any:
		forms := map[string]string{}
		for form, s := range v {
			text, ok := s.(string)
			if !ok || form != "one" && form != "other" {
				return forms, fmt.Errorf("want a sentence, or the forms one and other; have %q", form)
			}
			forms[form] = text
		}
		if forms["other"] == "" {
			return forms, fmt.Errorf("the form other is missing")
		}
		return forms, nil
	}
	return nil, fmt.Errorf("want a sentence, have %T", v)
}

// names returns the values a sentence shows, sorted; it fails the test when the sentence cannot be parsed.
func names(t *testing.T, key, src string) []string {
	t.Helper()
	parsed, err := braces{}.Parse(src, "", "")
	if err != nil {
		t.Errorf("key %s: %v", key, err)
		return nil
	}
	seen := map[string]bool{}
	for _, p := range parsed.(sentence) {
		if p.value {
			seen[p.text] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

func TestCatalogue_FilesComeInPairs(t *testing.T) {
	files, err := messages.ReadDir("messages")
	if err != nil {
		t.Fatal(err)
	}
	areas := map[string]int{}
	for _, f := range files {
		area, lang, ok := strings.Cut(strings.TrimSuffix(f.Name(), ".json"), ".")
		if !ok || !slices.Contains(Languages(), lang) {
			t.Errorf("%s is not named <area>.<language>.json", f.Name())
		}
		areas[area]++
	}
	for area, n := range areas {
		if n != len(Languages()) {
			t.Errorf("area %s has %d of %d languages", area, n, len(Languages()))
		}
	}
}

func TestCatalogue_LanguagesSayTheSame(t *testing.T) {
	ja, en := readCatalogue(t, Japanese), readCatalogue(t, English)
	for _, key := range slices.Sorted(maps.Keys(ja)) {
		if en[key] == nil {
			t.Errorf("key %s has no English", key)
			continue
		}
		if want, have := names(t, key, ja[key]["other"]), names(t, key, en[key]["other"]); !slices.Equal(want, have) {
			t.Errorf("key %s shows %v in Japanese and %v in English", key, want, have)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(en)) {
		if ja[key] == nil {
			t.Errorf("key %s has no Japanese", key)
		}
	}
}

func TestCatalogue_Sentences(t *testing.T) {
	for _, lang := range Languages() {
		for key, forms := range readCatalogue(t, lang) {
			if !strings.Contains(key, ".") || strings.ToLower(key) != key {
				t.Errorf("%s: key %q is not lower case with an area before a dot", lang, key)
			}
			if lang == Japanese && forms["one"] != "" {
				t.Errorf("key %s: Japanese has no plural", key)
			}
			for form, s := range forms {
				names(t, key, s)
				if strings.TrimSpace(s) == "" || strings.TrimSpace(s) != s {
					t.Errorf("%s: key %s (%s) is blank or begins or ends with a space", lang, key, form)
				}
			}
		}
	}
}
