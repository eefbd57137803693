package form

import (
	"strconv"
	"strings"

	"shinsa/review/checklist"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Field is a part of a mark that a form can change.
type Field string

// The fields, in the order of the form.
const (
	Verdict   Field = "verdict"
	Disclosed Field = "disclosed"
	Level     Field = "level"
	Remark    Field = "remark"
	Inquiry   Field = "inquiry"
)

// Fields lists the fields in the order of the form.
var Fields = []Field{Verdict, Disclosed, Level, Remark, Inquiry}

// Of returns one field as text: the stored word of a verdict or finding, or the text itself.
func (v Values) Of(f Field) string {
	switch f {
	case Verdict:
		return string(v.Verdict)
	case Disclosed:
		return string(v.Disclosed)
	case Level:
		return string(v.Level)
	case Remark:
		return v.Remark
	case Inquiry:
		return v.Inquiry
	}
	return ""
}

// Outcome says what a merge does with a field.
type Outcome string

// The outcomes.
const (
	Take     Outcome = "take"     // only the form changed it
	Keep     Outcome = "keep"     // only the desk changed it
	Conflict Outcome = "conflict" // both did, otherwise
)

// Place names a field of an item.
type Place struct {
	Item  ident.ItemID
	Field Field
}

// Line is one field three ways. Values are those of Values.Of; Word writes them for people.
type Line struct {
	Item    ident.ItemID `json:"item"`
	Field   Field        `json:"field"`
	Base    string       `json:"base"` // empty where the desk does not have the revision
	Desk    string       `json:"desk"`
	Form    string       `json:"form"`
	Outcome Outcome      `json:"outcome"`
}

// Preview is what an import would do: every field on which form and desk differ, in the order of the form.
type Preview struct {
	Head   Head         `json:"head"`
	Kind   Kind         `json:"kind"`
	Digest ident.Digest `json:"sha256"` // of the form's file
	Items  int          `json:"items"`  // items the form speaks of
	Lines  []Line       `json:"lines"`
}

// Count returns how many lines have an outcome.
func (p *Preview) Count(o Outcome) int {
	n := 0
	for _, l := range p.Lines {
		if l.Outcome == o {
			n++
		}
	}
	return n
}

// Guard refuses a form that was not made for this examination, with every reason: fault.Conflict "offline_form_refused".
func Guard(f *Form, want Head) error {
	var l fault.List
	add := func(wrong bool, code, value string) {
		if wrong {
			l = append(l, finding(code, "", "", value))
		}
	}
	add(f.Case != want.Case, "offline_other_case", string(f.Case))
	add(f.Reviewer != want.Reviewer, "offline_other_reviewer", f.Name)
	add(f.Edition != want.Edition || f.EditionDigest != want.EditionDigest, "offline_other_edition", string(f.Edition))
	if f.Case == want.Case {
		add(f.Round != want.Round, "offline_other_round", strconv.Itoa(f.Round))
		add(f.Round == want.Round && f.Dossier != want.Dossier, "offline_other_dossier", string(f.Dossier))
	}
	return fault.Refuse(fault.Conflict, "offline_form_refused", l)
}

// Check returns what the form says that the edition does not allow: an item it does not have, a row whose number and title are of two items,
// a level where it asks for none, a text that is too long.
func Check(f *Form, e *criteria.Edition) fault.List {
	var l fault.List
	for _, x := range f.Entries {
		it, ok := e.Item(x.Item)
		if !ok {
			l = append(l, finding("offline_item_unknown", x.At, x.Item, string(x.Item)))
			continue
		}
		if f.Kind == Sheet && plain(x.title) != plain(it.Title.JA) {
			l = append(l, finding("offline_row_mixed", x.At, x.Item, clip(x.title)))
		}
		if x.Level != "" && it.Level == nil {
			l = append(l, finding("offline_level_not_asked", x.At, x.Item, Word(Level, string(x.Level))))
		}
		for _, f := range x.onto(checklist.Blank(x.Item)).Check() {
			f.At = x.At
			l = append(l, f)
		}
	}
	return l
}

func finding(code, at string, item ident.ItemID, value string) fault.Finding {
	return fault.Finding{Code: code, Severity: fault.Must, Criterion: string(item), At: at, Args: map[string]string{"value": value}}
}

// onto returns a mark with the values put in.
func (v Values) onto(m checklist.Mark) checklist.Mark {
	m.Verdict, m.Disclosed, m.Level, m.Remark, m.Inquiry = v.Verdict, v.Disclosed, v.Level, v.Remark, v.Inquiry
	return m
}

// Marks gives the marks a form is compared with: the one of a revision (false when the desk does not have it), and the present one.
type Marks interface {
	At(item ident.ItemID, revision int) (checklist.Mark, bool)
	Now(item ident.ItemID) checklist.Mark
}

// Compare lays the form beside its base and the desk.
func Compare(f *Form, marks Marks) *Preview {
	p := &Preview{Head: f.Head, Kind: f.Kind, Items: len(f.Entries), Lines: []Line{}}
	for _, x := range f.Entries {
		base, known := marks.At(x.Item, x.Base)
		was, now := ValuesOf(base), ValuesOf(marks.Now(x.Item))
		for _, field := range Fields {
			if x.silent.has(field) {
				continue
			}
			l := Line{Item: x.Item, Field: field, Desk: now.Of(field), Form: x.Of(field)}
			if known {
				l.Base = was.Of(field)
			}
			switch {
			case l.Form == l.Desk:
				continue
			case known && unchanged(f.Kind, l):
				if l.Desk == l.Base {
					continue
				}
				l.Outcome = Keep
			case known && l.Desk == l.Base:
				l.Outcome = Take
			default:
				l.Outcome = Conflict
			}
			p.Lines = append(p.Lines, l)
		}
	}
	return p
}

// unchanged reports whether a form says of a field what it said when it was made; lines that a mail program broke are no change.
func unchanged(k Kind, l Line) bool {
	return l.Form == l.Base || k == Text && l.Field.Text() && rewrapped(l.Form, l.Base)
}

// Side is where a field's value is taken from.
type Side string

// The sides.
const (
	FromForm Side = "form"
	FromDesk Side = "desk"
	FromBoth Side = "both" // of a text: what the desk has, and below it what the form says
)

// Text reports whether a field holds a text, of which both sides can be kept.
func (f Field) Text() bool { return f == Remark || f == Inquiry }

// both joins what two sides wrote, so that nothing is lost and nothing stands there twice.
func both(desk, form string) string {
	switch {
	case strings.Contains(desk, form):
		return desk
	case strings.Contains(form, desk):
		return form
	}
	return desk + "\n" + form
}

// Choices are what a person chose before an import. Each settles one field, whatever its outcome; All settles the conflicts that Each does
// not name, FromBoth those of texts alone.
type Choices struct {
	All  Side
	Each map[Place]Side
}

// Merge returns the marks that change: the desk's with the form's values put in. A conflict that nobody settled refuses all with
// fault.Conflict "offline_conflicts".
func (p *Preview) Merge(marks Marks, c Choices) ([]checklist.Mark, error) {
	var open fault.List
	var out []checklist.Mark
	for _, l := range p.Lines {
		side := c.Each[Place{l.Item, l.Field}]
		switch {
		case side != "":
		case l.Outcome == Take:
			side = FromForm
		case l.Outcome == Keep:
			side = FromDesk
		default:
			side = c.All
		}
		if side == FromBoth && !l.Field.Text() {
			side = ""
		}
		if side == "" {
			open = append(open, fault.Finding{
				Code: "offline_conflict", Severity: fault.Must, Criterion: string(l.Item), Args: map[string]string{"part": Label(l.Field)},
			})
			continue
		}
		if side == FromDesk {
			continue
		}
		if len(out) == 0 || out[len(out)-1].Item != l.Item { // the lines of an item stand together
			out = append(out, marks.Now(l.Item))
		}
		m := &out[len(out)-1]
		v := ValuesOf(*m)
		if side == FromBoth {
			l.Form = both(l.Desk, l.Form)
		}
		v.put(l.Field, l.Form)
		*m = v.onto(*m)
	}
	return out, fault.Refuse(fault.Conflict, "offline_conflicts", open)
}

// put sets a field to a value of Of.
func (v *Values) put(f Field, value string) {
	switch f {
	case Verdict:
		v.Verdict = checklist.Verdict(value)
	case Disclosed:
		v.Disclosed = checklist.Disclosed(value)
	case Level:
		v.Level = checklist.Level(value)
	case Remark:
		v.Remark = value
	case Inquiry:
		v.Inquiry = value
	}
}
