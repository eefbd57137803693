package form

import (
	"slices"
	"testing"
)

func TestFileNames(t *testing.T) {
	for text, want := range map[string][]string{
		"a.pdf":             {"a.pdf"},
		"a.pdf\nb.PDF":      {"a.pdf", "b.PDF"},
		"・a.pdf、・b.xlsx":    {"a.pdf", "b.xlsx"},
		"規程、手順書.pdf":        {"規程、手順書.pdf"},
		"決算公告（2025.3期）.pdf": {"決算公告（2025.3期）.pdf"},
		"ａ．ｐｄｆ\nｂ．ｐｄｆ":      {"ａ．ｐｄｆ", "ｂ．ｐｄｆ"},
		"":                  {""},
		"契約書\n（押印済み）.pdf":   {"契約書\n（押印済み）.pdf"},
	} {
		if got := fileNames(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
