package present

import (
	"slices"
	"strings"
	"sync"
)

// readings holds, for each language, what puts its kanji into kana; made once.
var readings sync.Map

// Kana returns words with their kanji in kana, as a person types them into a search before choosing characters: 委員会を開く becomes
// いいんかいをひらく. The readings of terms stand in the catalogue, the longest first to match; what has none stays as it is. It is "" in a
// language without kanji.
func Kana(t Text, words string) string {
	if t.Lang() != "ja" {
		return ""
	}
	r, ok := readings.Load(t.Lang())
	if !ok {
		r, _ = readings.LoadOrStore(t.Lang(), replacer(t.T("frame.kana")))
	}
	return r.(*strings.Replacer).Replace(words)
}

func replacer(terms string) *strings.Replacer {
	list := strings.Fields(terms)
	slices.SortStableFunc(list, func(a, b string) int { return len(strings.Split(b, "=")[0]) - len(strings.Split(a, "=")[0]) })
	var pairs []string
	for _, term := range list {
		if word, reading, ok := strings.Cut(term, "="); ok {
			pairs = append(pairs, word, reading)
		}
	}
	return strings.NewReplacer(pairs...)
}
