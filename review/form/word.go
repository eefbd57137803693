package form

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"shinsa/review/checklist"
	"shinsa/review/criteria"
)

// word is one of the words a field takes, with the other ways to write it.
type word struct {
	value, name string
	also        []string
}

var verdictWords = []word{
	{string(checklist.Conforming), "適合", []string{"1", "○", "◯", "〇"}},
	{string(checklist.Query), "要確認", []string{"2", "△", "?"}},
	{string(checklist.Nonconforming), "不適合", []string{"3", "×", "✕"}},
	{string(checklist.NotApplicable), "該当なし", []string{"4", "-", "－", "―", "該当無し", "該当無"}},
	{string(checklist.Unseen), "未確認", []string{""}},
}

var disclosedWords = []word{
	{string(checklist.Adequate), "適切", []string{"○", "◯", "〇"}},
	{string(checklist.Insufficient), "不十分", []string{"△"}},
	{string(checklist.Absent), "なし", []string{"無", "無し", "×", "✕"}},
	{"", "", nil},
}

var levelWords = []word{
	{string(checklist.LevelMet), "満たす", []string{"○", "◯", "〇"}},
	{string(checklist.LevelNotMet), "満たさない", []string{"×", "✕"}},
	{"", "", []string{noLevel}},
}

// noLevel stands in the sheet where an item has no level.
const noLevel = "－"

// choices are the words a drop-down offers.
func choices(words []word) []string {
	var out []string
	for _, w := range words {
		if w.name != "" {
			out = append(out, w.name)
		}
	}
	return out
}

// nameOf writes a value as its word.
func nameOf(words []word, value string) string {
	for _, w := range words {
		if w.value == value {
			return w.name
		}
	}
	return value
}

// valueOf reads a word; width and white space make no difference.
func valueOf(words []word, written string) (string, bool) {
	key := plain(written)
	for _, w := range words {
		if key == plain(w.name) || key == w.value {
			return w.value, true
		}
		for _, a := range w.also {
			if key == plain(a) {
				return w.value, true
			}
		}
	}
	return "", false
}

func plain(s string) string {
	return strings.Join(strings.Fields(norm.NFKC.String(s)), "")
}

// Label returns the name of a field as forms show it.
func Label(f Field) string { return labels[f] }

var labels = map[Field]string{Verdict: "判定", Disclosed: "開示", Level: "水準", Remark: "所見", Inquiry: "照会"}

// Word writes a field's value as forms do: 適合 for conforming, texts as they are.
func Word(f Field, value string) string {
	switch f {
	case Verdict:
		return nameOf(verdictWords, value)
	case Disclosed:
		return nameOf(disclosedWords, value)
	case Level:
		return nameOf(levelWords, value)
	}
	return value
}

// set puts what is written into a field; false when it cannot be read.
func (v *Values) set(f Field, written string) bool {
	var s string
	ok := true
	switch f {
	case Verdict:
		s, ok = valueOf(verdictWords, written)
		v.Verdict = checklist.Verdict(s)
	case Disclosed:
		s, ok = valueOf(disclosedWords, written)
		v.Disclosed = checklist.Disclosed(s)
	case Level:
		s, ok = valueOf(levelWords, written)
		v.Level = checklist.Level(s)
	case Remark:
		v.Remark = tidy(written)
	case Inquiry:
		v.Inquiry = tidy(written)
	}
	return ok
}

// duty is the duty of an item in words.
func (r Row) duty() string {
	if r.Duty == criteria.Mandatory {
		return "必須"
	}
	return "選択"
}

// disclosed is the earlier disclosure in words: only what changed is repeated.
func (e Earlier) disclosed() string {
	if !e.Changed {
		return "変更なし"
	}
	return joined("【変更あり】変更前は", e.Answer)
}

// found is what the member found in the round before, and asked.
func (e Earlier) found() string {
	asked := ""
	if e.Inquiry != "" {
		asked = labels[Inquiry] + "：" + e.Inquiry
	}
	return joined(nameOf(verdictWords, string(e.Verdict)), e.Remark, asked)
}

// answer is what was disclosed, with a word before it where it is no answer.
func (r Row) answer() string {
	before := map[criteria.State]string{
		criteria.StateBlank: "〔記載なし〕", criteria.StateByReference: "〔参照〕", criteria.StateNotApplicable: "〔該当なし〕",
	}[r.State]
	return joined(before, r.Answer)
}
