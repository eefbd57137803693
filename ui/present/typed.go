package present

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"shinsa/review/criteria"
	"shinsa/review/ident"
	"shinsa/review/intake"
)

// TypedPlace is one place of a form on paper that somebody types in: a field of FormA, a row of FormB or FormC.
type TypedPlace struct {
	Key    string // a/operator_name, m/0, b/31.2, w/0, c/0
	Part   string // of the form, where one begins
	Name   string
	Ask    string // what stands in the criteria for it
	Labels []string
	Values []string
	Long   bool // the first value may run over lines
}

// Filled reports whether anything is typed at the place.
func (p TypedPlace) Filled() bool { return strings.Join(p.Values, "") != "" }

// Text is everything typed at the place on one line.
func (p TypedPlace) Text() string {
	return strings.Trim(oneLine(strings.Join(p.Values, "　")), "　 ")
}

// TypedPlaces lists the places of a form in the order of the paper. FormC and the requests to withhold always have an empty row at the end.
func TypedPlaces(t Text, e *criteria.Edition, in intake.Typed) []TypedPlace {
	var out []TypedPlace
	for _, f := range intake.TypedFields() {
		out = append(out, TypedPlace{
			Key: "a/" + f, Name: FieldName(t, f), Labels: []string{FieldName(t, f)}, Values: []string{in.FormA[f]}, Long: f == "service_outline" || f == "mark_remarks",
		})
	}
	out[0].Part = t.T("typed.form_a")
	for i, v := range in.Marks {
		name := t.T("typed.mark", "n", i+1)
		out = append(out, TypedPlace{Key: "m/" + strconv.Itoa(i), Name: name, Labels: []string{name}, Values: []string{v}})
	}
	for i := range len(in.Withhold) + 1 {
		p := TypedPlace{
			Key: "w/" + strconv.Itoa(i), Name: t.T("typed.withhold", "n", i+1), Labels: []string{t.T("typed.withhold_items"), t.T("typed.withhold_reason")},
			Values: []string{"", ""},
		}
		if i < len(in.Withhold) {
			p.Values = []string{strings.Join(in.Withhold[i].Items, "、"), in.Withhold[i].Reason}
		}
		out = append(out, p)
	}
	first := true
	for _, it := range e.Items() {
		a := in.Answers[it.ID]
		p := TypedPlace{
			Key: "b/" + string(it.ID), Name: string(it.ID) + "　" + it.Title.In(t.Lang()), Ask: it.Ask.In(t.Lang()),
			Labels: []string{t.T("typed.disclosed"), t.T("typed.evidence_no")}, Values: []string{a.Text, a.Evidence}, Long: true,
		}
		if first {
			p.Part, first = t.T("typed.form_b"), false
		}
		out = append(out, p)
	}
	labels := []string{t.T("typed.evidence_no"), t.T("typed.evidence_title"), t.T("typed.evidence_file"), t.T("typed.evidence_pages"), t.T("typed.evidence_secret")}
	for i := range len(in.Evidence) + 1 {
		p := TypedPlace{Key: "c/" + strconv.Itoa(i), Name: t.T("typed.evidence_row", "n", i+1), Labels: labels, Values: make([]string, len(labels))}
		if i < len(in.Evidence) {
			x := in.Evidence[i]
			p.Values = []string{x.No, x.Title, x.File, x.Pages, x.Confidential}
		}
		if i == 0 {
			p.Part = t.T("typed.form_c")
		}
		out = append(out, p)
	}
	return out
}

// WithTyped returns what was typed with other values at one place; the entry given stays as it is.
func WithTyped(in intake.Typed, key string, values []string) intake.Typed {
	part, name, _ := strings.Cut(key, "/")
	n := Whole(name)
	switch part {
	case "a":
		in.FormA = maps.Clone(in.FormA)
		if in.FormA == nil {
			in.FormA = map[string]string{}
		}
		in.FormA[name] = values[0]
	case "m":
		in.Marks[n] = values[0]
	case "w":
		in.Withhold = slices.Clone(in.Withhold)
		row := intake.Withholding{Items: strings.FieldsFunc(values[0], func(r rune) bool { return r == '、' || r == ',' || r == ' ' || r == '　' }), Reason: values[1]}
		in.Withhold = placed(in.Withhold, n, row, strings.Join(values, "") == "")
	case "b":
		in.Answers = maps.Clone(in.Answers)
		if in.Answers == nil {
			in.Answers = map[ident.ItemID]intake.TypedAnswer{}
		}
		in.Answers[ident.ItemID(name)] = intake.TypedAnswer{Text: values[0], Evidence: values[1]}
	case "c":
		in.Evidence = slices.Clone(in.Evidence)
		row := intake.TypedEvidence{No: values[0], Title: values[1], File: values[2], Pages: values[3], Confidential: values[4]}
		in.Evidence = placed(in.Evidence, n, row, strings.Join(values, "") == "")
	}
	return in
}

// placed puts a row into a list or at its end; an empty row at the end is none.
func placed[T any](list []T, n int, row T, empty bool) []T {
	switch {
	case n < len(list) && n == len(list)-1 && empty:
		return list[:n]
	case n < len(list):
		list[n] = row
	case !empty:
		list = append(list, row)
	}
	return list
}

// Differing tells the places at which two entries of the same paper say other things; widths and spaces make no difference.
func Differing(first, second []TypedPlace) map[string][2]string {
	other := map[string]TypedPlace{}
	for _, p := range second {
		other[p.Key] = p
	}
	fold := func(s string) string { return strings.Join(strings.Fields(Fold(s)), "") }
	out := map[string][2]string{}
	for _, p := range first {
		if q := other[p.Key]; fold(p.Text()) != fold(q.Text()) {
			out[p.Key] = [2]string{p.Text(), q.Text()}
		}
		delete(other, p.Key)
	}
	for key, q := range other {
		if q.Filled() {
			out[key] = [2]string{"", q.Text()}
		}
	}
	return out
}
