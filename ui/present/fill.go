package present

import (
	"path/filepath"
	"slices"
	"strings"

	"shinsa/review/checklist"
	"shinsa/review/criteria"
	"shinsa/review/form"
)

// IsOffline reports whether a file is named like an offline form that comes back; plain texts and spreadsheets are, too.
func IsOffline(path string) bool {
	return slices.Contains(form.Ends(), strings.ToLower(filepath.Ext(path)))
}

// FormLine is a field of an offline form beside the desk: what it was when the form was made, what it is on the desk, what the form says.
type FormLine struct {
	Place            form.Place
	Item             string // number and title
	Field            string
	Base, Desk, Form Sign // the words; a tone where the field is a verdict
	Side             form.Side
	Text             bool // both sides can be kept
	Clash            bool // both sides changed it: a person chooses
	Chosen           Sign // what happens, in a word
}

// FormLines puts a preview into words, with the choices made so far. A field that only one side changed has that side until a person
// chooses the other.
func FormLines(t Text, e *criteria.Edition, p *form.Preview, chosen map[form.Place]form.Side) []FormLine {
	out := make([]FormLine, 0, len(p.Lines))
	for _, l := range p.Lines {
		n := FormLine{
			Place: form.Place{Item: l.Item, Field: l.Field}, Item: ItemName(t, e, string(l.Item)), Field: t.T("fill.field_" + string(l.Field)),
			Base: formValue(t, l.Field, l.Base), Desk: formValue(t, l.Field, l.Desk), Form: formValue(t, l.Field, l.Form),
			Text: l.Field.Text(), Clash: l.Outcome == form.Conflict,
		}
		switch l.Outcome {
		case form.Take:
			n.Side = form.FromForm
		case form.Keep:
			n.Side = form.FromDesk
		}
		if s, ok := chosen[n.Place]; ok {
			n.Side = s
		}
		n.Chosen = sideSign(t, n.Side)
		out = append(out, n)
	}
	return out
}

func sideSign(t Text, s form.Side) Sign {
	switch s {
	case form.FromForm:
		return Sign{Active, t.T("fill.side_form")}
	case form.FromDesk:
		return Sign{Neutral, t.T("fill.side_desk")}
	case form.FromBoth:
		return Sign{Active, t.T("fill.side_both")}
	}
	return Sign{Caution, t.T("fill.side_none")}
}

// formValue writes a value of a form for the reader.
func formValue(t Text, f form.Field, v string) Sign {
	switch {
	case f == form.Verdict:
		return Verdict(t, checklist.Verdict(v))
	case v == "":
		return Sign{Hollow, t.T("fill.empty")}
	case f == form.Disclosed:
		return Sign{Neutral, t.T("disclosed." + v)}
	case f == form.Level:
		return Sign{Neutral, t.T("levelfound." + v)}
	}
	return Sign{Neutral, v}
}

// Unsettled returns how many fields still wait for a choice.
func Unsettled(lines []FormLine) int {
	n := 0
	for _, l := range lines {
		if l.Side == "" {
			n++
		}
	}
	return n
}
