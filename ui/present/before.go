package present

import (
	"strconv"
	"strings"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/wording"
)

// Before is what was answered and found about an item at an earlier time: the round before, or the certification before.
type Before struct {
	Title   string
	Verdict Sign              // of the member or the committee, and whose it was
	Judged  bool              // somebody had found something then
	Found   string            // the two findings of then, "" where there were none
	Remark  string            // the member's own words of then
	Inquiry string            // what the member asked then
	Answer  []wording.Stretch // what was disclosed then, with what is no longer said marked
	Changed Sign              // whether the answer is another one, and how
	Same    bool
	was     string
}

// before lays the earlier answers and verdicts beside the present ones.
func (w *WalkItem) before(t Text, f *review.File, id ident.ItemID) {
	var now intake.Disclosure
	if f.Application != nil {
		now = f.Application.Answers[id]
	}
	if f.EarlierRound > 0 {
		b := w.beside(t, f.EarlierAnswers[id], now)
		b.Title = t.T("walk.before_round", "n", strconv.Itoa(f.EarlierRound))
		m := f.Earlier[id]
		b.Judged, b.Found, b.Remark, b.Inquiry = m.Judged(), found(t, m), m.Remark, m.Inquiry
		b.Verdict = verdictOf(t, "walk.before_own", m.Verdict)
		w.Before = append(w.Before, b)
	}
	if f.Previous != nil {
		b := w.beside(t, f.Previous.Answers[id], now)
		b.Title = t.T("walk.before_certified")
		v := f.PreviousVerdicts[id]
		b.Verdict, b.Judged = verdictOf(t, "walk.before_committee", v), checklist.Mark{Verdict: v}.Judged()
		w.Before = append(w.Before, b)
	}
	w.Marked = []wording.Stretch{{Text: w.Raw}}
	if len(w.Before) > 0 && !w.Before[0].Same && w.Before[0].was != "" {
		_, w.Marked = wording.Sides(wording.Edits(w.Before[0].was, w.Raw))
	}
}

// verdictOf says whose verdict it was and which.
func verdictOf(t Text, key string, v checklist.Verdict) Sign {
	s := Verdict(t, v)
	s.Word = t.T(key, "verdict", s.Word)
	return s
}

// beside compares an earlier answer with the present one. Widths, spaces and line breaks make no difference, as in intake.Compare.
func (w *WalkItem) beside(t Text, was, now intake.Disclosure) Before {
	b := Before{Same: sameAnswer(was, now), was: was.Wording()}
	switch {
	case b.Same:
		b.Changed = Sign{Neutral, t.T("walk.unchanged")}
	case was.Wording() == "" && now.Wording() != "":
		b.Changed = Sign{Caution, t.T("walk.answered_anew")}
	case now.Wording() == "":
		b.Changed = Sign{Caution, t.T("walk.answer_gone")}
	default:
		b.Changed = Sign{Caution, t.T("walk.changed")}
	}
	b.Answer = []wording.Stretch{{Text: orDash(was.Wording())}}
	if !b.Same && was.Wording() != "" {
		b.Answer, _ = wording.Sides(wording.Edits(was.Wording(), now.Wording()))
	}
	return b
}

func sameAnswer(was, now intake.Disclosure) bool {
	const one = ident.ItemID("1")
	c := intake.Compare(&intake.Application{Answers: intake.Answers{one: was}}, &intake.Application{Answers: intake.Answers{one: now}})
	return len(c.Answers) == 0
}

// found writes the two findings of a mark.
func found(t Text, m checklist.Mark) string {
	var words []string
	if m.Disclosed != "" {
		words = append(words, t.T("walk.found_disclosed", "found", t.T("disclosed."+string(m.Disclosed))))
	}
	if m.Level != "" {
		words = append(words, t.T("walk.found_level", "found", t.T("levelfound."+string(m.Level))))
	}
	return strings.Join(words, between)
}

// Rollup is how the two findings of Art. 1 come to the verdict.
type Rollup struct {
	Follows Sign   // the verdict they speak for; hollow while they are not complete
	Against string // why the verdict given does not stand with them, "" when nothing is against it
	Must    bool   // what is against it also stands against sealing
}

// RollupOf tells what the findings of a mark speak for, and what stands against the verdict the member gave.
func RollupOf(t Text, it criteria.Item, m checklist.Mark) Rollup {
	r := Rollup{Follows: Sign{Hollow, t.T("walk.follows_nothing")}}
	if v := checklist.Follows(it, m); v != checklist.Unseen {
		r.Follows = Verdict(t, v)
	}
	if m.Judged() {
		if l := Findings(t, nil, checklist.Contradictions(it, m)); len(l) > 0 {
			r.Against, r.Must = l[0].Sentence, l[0].Severity == fault.Must
		}
	}
	return r
}

// Owes reports whether a verdict asks for something that the member has not given yet: words of reason, or findings that do not contradict it.
// A finding that was merely not made is not owed.
func Owes(it criteria.Item, m checklist.Mark) bool {
	for _, f := range checklist.Contradictions(it, m) {
		if f.Severity == fault.Must || f.Code == "mark_query_without_words" {
			return true
		}
	}
	return false
}
