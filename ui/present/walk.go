package present

import (
	"slices"
	"strings"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/wording"
)

// WalkItem is one item of the walk in words: everything its pane shows.
type WalkItem struct {
	ID       ident.ItemID
	Title    string
	Group    string
	Category string
	Duty     string // 必須, with 水準あり where it has a level
	Ask      string
	Guidance string

	Kind       string // in words, when the answer is blank, a reference, or does not apply
	Raw        string // as typed by the applicant
	Normalised string // as read, "" when that says the same
	Parts      []NameValue
	Cell       string // where it was written
	Doubt      string // why the reading is not sure

	HasLevel    bool
	LevelText   string
	LevelResult Sign
	LevelWhy    string

	Findings []Finding
	Marked   []wording.Stretch // Raw, with what the newest of Before does not say marked
	Before   []Before          // the newest first

	Evidence []EvidenceLink
	Mark     checklist.Mark
	Note     string
}

// NameValue is a named part of an answer.
type NameValue struct{ Name, Value string }

// EvidenceLink is a place in the evidence that the applicant named.
type EvidenceLink struct {
	No, Word string
	Page     int
}

// ItemOf puts an item of a case into words; false when the edition has no such item.
func ItemOf(t Text, f *review.File, id ident.ItemID) (WalkItem, bool) {
	it, ok := f.Edition.Item(id)
	if !ok {
		return WalkItem{}, false
	}
	lang := t.Lang()
	w := WalkItem{
		ID: id, Title: it.Title.In(lang), Category: it.Category.In(lang), Duty: duty(t, it), Ask: it.Ask.In(lang), Guidance: it.Guidance.In(lang),
		Mark: MarkOf(f, id), Note: f.Notes[id],
	}
	if g, ok := f.Edition.Group(it.Group); ok {
		w.Group = g.Title.In(lang)
	}
	if f.Application != nil {
		w.answer(t, f.Application.Answers[id])
		w.level(t, it, f.Application.Levels[id])
		w.findings(t, f, id)
	}
	w.before(t, f, id)
	return w, true
}

// MarkOf returns the mark of an item, blank when it was never touched.
func MarkOf(f *review.File, id ident.ItemID) checklist.Mark {
	if m, ok := f.Marks[id]; ok {
		return m
	}
	return checklist.Blank(id)
}

func duty(t Text, it criteria.Item) string {
	d := t.T("duty." + string(it.Duty))
	if it.Level != nil {
		d += "・" + t.T("walk.has_level")
	}
	return d
}

func orDash(s string) string {
	if strings.TrimSpace(s) == "" {
		return "－"
	}
	return s
}

func (w *WalkItem) answer(t Text, d intake.Disclosure) {
	w.Raw, w.Cell = d.Wording(), cell(d.At)
	switch d.Kind {
	case criteria.StateBlank, "":
		w.Kind = t.T("walk.kind_blank")
	case criteria.StateByReference:
		w.Kind = t.T("walk.kind_by_reference")
	case criteria.StateNotApplicable:
		w.Kind = t.T("walk.kind_not_applicable")
	}
	w.Normalised = normalised(t, d)
	for _, name := range sortedNames(d.Fields) {
		w.Parts = append(w.Parts, NameValue{name, orDash(d.Fields[name].String())})
	}
	if d.Doubt != "" {
		w.Doubt = doubt(t, d.Doubt)
	} else if d.Kind == criteria.StateAnswered && d.Value.IsZero() {
		w.Doubt = t.T("walk.not_readable")
	}
	for _, p := range d.Evidence {
		w.Evidence = append(w.Evidence, EvidenceLink{No: p.No, Page: p.Page, Word: pointerWord(t, p.No, p.Page)})
	}
}

// doubt says why a reading is not sure; a reason without words of its own has those of doubt in general.
func doubt(t Text, why string) string {
	if key := "doubt." + why; t.Has(key) {
		return t.T(key)
	}
	return t.T("doubt.other")
}

// normalised returns the reading where it says more than the wording: a number with its unit, a yes or no with its detail.
func normalised(t Text, d intake.Disclosure) string {
	s := d.Value.String()
	switch {
	case d.Value.IsZero():
		return ""
	case d.Value.Number != nil:
		s += " " + d.Unit
		if d.Qualifier != "" {
			s += " " + d.Qualifier
		}
	case d.Value.Yes != nil:
		s = t.T("walk.no")
		if *d.Value.Yes {
			s = t.T("walk.yes")
		}
		if d.Detail != "" {
			s = t.T("walk.with_detail", "answer", s, "detail", d.Detail)
		}
	case d.Value.Words != nil:
		s = strings.Join(d.Value.Words, "、")
	}
	s = strings.TrimSpace(s)
	if s == strings.TrimSpace(d.Wording()) {
		return ""
	}
	return s
}

func cell(at string) string {
	return strings.Replace(at, "!", " ", 1)
}

func pointerWord(t Text, no string, page int) string {
	if page == 0 {
		return no
	}
	return t.T("walk.pointer", "no", no, "page", page)
}

func (w *WalkItem) level(t Text, it criteria.Item, o criteria.Outcome) {
	if it.Level == nil {
		return
	}
	w.HasLevel, w.LevelText = true, it.Level.Text.In(t.Lang())
	result := o.Result
	if result == "" {
		result = criteria.NotAssessed
	}
	tone := map[criteria.Result]Tone{criteria.Met: Good, criteria.NotMet: Bad, criteria.Unclear: Caution}[result]
	if tone == "" {
		tone = Hollow
	}
	w.LevelResult = Sign{tone, t.T("walk.level_" + string(result))}
	if key := "level." + o.Reason; o.Reason != "" && t.Has(key) {
		w.LevelWhy = t.Map(key, o.Args)
	}
}

func (w *WalkItem) findings(t Text, f *review.File, id ident.ItemID) {
	var l fault.List
	for _, x := range f.Application.Findings {
		if x.Criterion == string(id) {
			l = append(l, x)
		}
	}
	w.Findings = Findings(t, f.Edition, l)
}

func sortedNames(m map[string]intake.Value) []string {
	names := make([]string, 0, len(m))
	for n := range m {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// EvidenceTitle returns what a document is called above its pages, marked where it must not be published.
func EvidenceTitle(t Text, e intake.Evidence) string {
	title := e.No + "　" + e.Title
	if e.Confidential != nil && *e.Confidential {
		title = t.T("walk.confidential", "title", title)
	}
	return title
}
