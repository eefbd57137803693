package present

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/ident"
	"shinsa/review/phrase"
	"shinsa/review/wording"
)

// Version is one state of a remark, an inquiry or a private note in its history.
type Version struct {
	At      string // when it was saved
	Text    string
	Words   []wording.Stretch // what the version before did not say is marked
	Current bool
}

// Said is what a text said from a moment on.
type Said struct {
	At   time.Time
	Text string
}

// Remarks are the states of an item's remark.
func Remarks(h []review.MarkState) []Said {
	return said(h, func(m checklist.Mark) string { return m.Remark })
}

// Inquiries are the states of an item's inquiry.
func Inquiries(h []review.MarkState) []Said {
	return said(h, func(m checklist.Mark) string { return m.Inquiry })
}

func said(h []review.MarkState, of func(checklist.Mark) string) []Said {
	out := make([]Said, len(h))
	for i, s := range h {
		out[i] = Said{s.At, of(s.Mark)}
	}
	return out
}

// Notes are the states of a private note as the desk keeps them.
func Notes(vs []review.Version) ([]Said, error) {
	out := make([]Said, len(vs))
	for i, v := range vs {
		out[i].At = v.At
		if err := json.Unmarshal(v.Body, &out[i].Text); err != nil { // of one that was removed: null, which is no text
			return nil, fmt.Errorf("read note: %w", err)
		}
	}
	return out, nil
}

// Versions returns the states of a text, the newest first: those in which the words changed.
func Versions(t Text, states []Said) []Version {
	var out []Version
	last := ""
	for _, s := range states {
		if s.Text == last {
			continue
		}
		v := Version{At: MomentToSecond(t, s.At), Text: s.Text, Words: []wording.Stretch{{Text: t.T("walk.history_empty")}}}
		if s.Text != "" {
			v.Words = []wording.Stretch{{Text: s.Text}}
			if last != "" {
				_, v.Words = wording.Sides(wording.Edits(last, s.Text))
			}
		}
		last = s.Text
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
