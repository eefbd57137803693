package present

import (
	"strings"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/review/phrase"
	"shinsa/review/wording"
)

// Version is one state of a remark or an inquiry in its history.
type Version struct {
	At      string // when it was saved
	Text    string
	Words   []wording.Stretch // what the version before did not say is marked
	Current bool
}

// Versions returns the states of an item's remark, or of its inquiry, the newest first: those in which the words changed.
func Versions(t Text, h []review.MarkState, inquiry bool) []Version {
	var out []Version
	last := ""
	for _, s := range h {
		text := s.Mark.Remark
		if inquiry {
			text = s.Mark.Inquiry
		}
		if text == last {
			continue
		}
		v := Version{At: s.At.In(civil.Japan).Format("2006-01-02 15:04:05"), Text: text, Words: []wording.Stretch{{Text: t.T("walk.history_empty")}}}
		if text != "" {
			v.Words = []wording.Stretch{{Text: text}}
			if last != "" {
				_, v.Words = wording.Sides(wording.Edits(last, text))
			}
		}
		last = text
		out = append([]Version{v}, out...)
	}
	if len(out) > 0 {
		out[0].Current = true
	}
	return out
}

// Phrase makes a stock phrase of words written for an item: what belongs to the item alone becomes a placeholder.
func Phrase(f *review.File, id ident.ItemID, words string) string {
	v := phrase.Values{}
	if it, ok := f.Edition.Item(id); ok {
		v.Item = it.Title.JA
	}
	if f.Application != nil {
		v.Answer, _, _ = strings.Cut(strings.TrimSpace(f.Application.Answers[id].Wording()), "\n")
	}
	return phrase.Generalise(strings.TrimSpace(words), v)
}
