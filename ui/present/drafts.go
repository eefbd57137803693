package present

import (
	"encoding/json"
	"fmt"
	"strings"

	"shinsa/review"
	"shinsa/review/criteria"
	"shinsa/review/opinion"
	"shinsa/review/wording"
)

// DraftVersion is one saved state of an opinion while it can change.
type DraftVersion struct {
	N       int // as the desk counts
	At      string
	Overall Sign
	Summary []wording.Stretch // what the state before did not say is marked
	Figures string            // how many reasons and conditions
	Current bool
}

// DraftVersions returns the states of an opinion's draft, the newest first. A state that cannot be read, of a desk of another version, is
// an error.
func DraftVersions(t Text, vs []review.Version) ([]DraftVersion, error) {
	out := make([]DraftVersion, len(vs))
	last := ""
	for i, v := range vs {
		var d opinion.Draft
		if err := json.Unmarshal(v.Body, &d); err != nil {
			return nil, fmt.Errorf("read version %d of a draft: %w", v.N, err)
		}
		words := []wording.Stretch{{Text: t.T("opine.version_empty")}}
		switch {
		case d.Summary != "" && last != "":
			_, words = wording.Sides(wording.Edits(last, d.Summary))
		case d.Summary != "":
			words = []wording.Stretch{{Text: d.Summary}}
		}
		last = d.Summary
		out[len(vs)-1-i] = DraftVersion{
			N: v.N, At: MomentToSecond(t, v.At), Overall: Overall(t, d.Overall), Summary: words,
			Figures: t.T("opine.version_figures", "reasons", len(d.Reasons), "conditions", len(d.Conditions)), Current: i == len(vs)-1,
		}
	}
	return out, nil
}

// DraftLines puts the words of an opinion into lines: what it says altogether, each reason with its item, each condition.
func DraftLines(t Text, e *criteria.Edition, d opinion.Draft) []string {
	var out []string
	if words := strings.TrimSpace(d.Summary); words != "" {
		out = append(out, words)
	}
	line := func(part, about, text string) {
		if about != "" {
			part += " " + about
		}
		out = append(out, t.T("opine.line", "part", part, "text", text))
	}
	for _, r := range d.Reasons {
		about := ""
		if r.Item != "" {
			about = ItemName(t, e, string(r.Item))
		}
		line(FieldName(t, opinion.PartReasons), about, r.Text)
	}
	for _, c := range d.Conditions {
		line(FieldName(t, opinion.PartConditions), "", c)
	}
	return out
}
