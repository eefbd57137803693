package profile

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// kinds are the parts of a profile, in the order of the page.
var kinds = []string{"posts", "kin", "shares", "money", "work"}

// field is one field of a row: the key of its label, its value, and what becomes of a new one.
type field struct {
	key string
	get string
	set func(string)
	ems float32 // 0: takes a share of what is left
}

// line is one row of a part, and what takes it away.
type line struct {
	fields []field
	drop   func()
}

// add makes a new row in a part and gives it the keyboard.
func (s *Screen) add(kind string) {
	p := &s.profile
	switch kind {
	case "posts":
		p.Posts = append(p.Posts, conflict.OwnPost{})
	case "kin":
		p.Kin = append(p.Kin, conflict.Kin{})
	case "shares":
		p.Shares = append(p.Shares, conflict.Holding{})
	case "money":
		p.Money = append(p.Money, conflict.Income{})
	case "work":
		p.Work = append(p.Work, conflict.Work{})
	}
	s.fill()
	if e := s.lastOf(kind); e != nil {
		s.host.Canvas().Focus(e)
	}
}

// lines are the rows of a part.
func (s *Screen) lines(kind string) []line {
	p := &s.profile
	var out []line
	switch kind {
	case "posts":
		for i := range p.Posts {
			r := &p.Posts[i]
			out = append(out, line{[]field{text("organization", &r.Organization, 0), number(&r.CorporateNumber), text("title", &r.Title, 9), day(&r.Until)}, dropper(s, &p.Posts, i)})
		}
	case "kin":
		for i := range p.Kin {
			r := &p.Kin[i]
			out = append(out, line{[]field{text("relation", &r.Relation, 6), text("name", &r.Name, 8), text("organization", &r.Organization, 0), number(&r.CorporateNumber), day(&r.Until)}, dropper(s, &p.Kin, i)})
		}
	case "shares":
		for i := range p.Shares {
			r := &p.Shares[i]
			out = append(out, line{[]field{text("company", &r.Company, 0), number(&r.CorporateNumber)}, dropper(s, &p.Shares, i)})
		}
	case "money":
		for i := range p.Money {
			r := &p.Money[i]
			out = append(out, line{[]field{year(&r.Year), text("from", &r.From, 0), text("for", &r.For, 14)}, dropper(s, &p.Money, i)})
		}
	case "work":
		for i := range p.Work {
			r := &p.Work[i]
			out = append(out, line{[]field{text("work", &r.Name, 0), text("with", &r.With, 16)}, dropper(s, &p.Work, i)})
		}
	}
	return out
}

func text(key string, v *string, ems float32) field {
	return field{key, *v, func(s string) { *v = strings.TrimSpace(s) }, ems}
}

func number(v *string) field {
	return field{"number", *v, func(s string) { *v = strings.TrimSpace(s) }, 9}
}

func day(v *civil.Date) field {
	get := ""
	if !v.IsZero() {
		get = v.String()
	}
	return field{"until", get, func(s string) { *v = present.DateTyped(s) }, 9}
}

func year(v *int) field {
	get := ""
	if *v > 0 {
		get = strconv.Itoa(*v)
	}
	return field{"year", get, func(s string) { *v, _ = strconv.Atoi(present.Fold(strings.TrimSpace(s))) }, 6} // 0, as when nothing is typed, for what is no year
}

func dropper[T any](s *Screen, rows *[]T, i int) func() {
	return func() {
		*rows = slices.Delete(slices.Clone(*rows), i, i+1)
		s.fill()
		s.changed()
	}
}

// fill shows the profile.
func (s *Screen) fill() {
	t := s.host.Text()
	s.column.RemoveAll()
	s.column.Add(widget.NewHeading(t.T("profile.title"), widget.Title))
	s.column.Add(widget.NewSurface(theme.ColorAccentSoft, widget.Inset(14, 10, widget.Full(t.T("profile.what")))))
	s.name = widget.NewEntry(t.T("profile.name"), func(v string) { s.profile.Name = strings.TrimSpace(v); s.changed() })
	kana := widget.NewEntry(t.T("profile.kana"), func(v string) { s.profile.Kana = strings.TrimSpace(v); s.changed() })
	s.name.SetText(s.profile.Name)
	kana.SetText(s.profile.Kana)
	s.column.Add(widget.Column(8, widget.NewHeading(t.T("profile.self"), widget.Heading), widget.Cells(8, []widget.Cell{{Ems: 18}, {Ems: 18}}, s.name, kana)))
	for i, k := range kinds {
		part := []fyne.CanvasObject{widget.NewRule(), widget.NewHeading(t.T("profile."+k), widget.Heading), widget.NewNote(t.T("profile." + k + "_note"))}
		for _, l := range s.lines(k) {
			part = append(part, s.row(l))
		}
		add := widget.NewButton(t.T("profile.add_"+k), func() { s.add(k) })
		add.Key = present.Count(i + 1)
		s.column.Add(widget.Column(8, append(part, widget.Wrap(0, add))...))
	}
	s.page.Reflow()
}

// row is one row with its fields and what takes it away.
func (s *Screen) row(l line) fyne.CanvasObject {
	t := s.host.Text()
	var cells []widget.Cell
	var objects []fyne.CanvasObject
	for _, f := range l.fields {
		e := widget.NewEntry(t.T("profile.field_"+f.key), func(v string) { f.set(v); s.changed() })
		e.SetText(f.get)
		c := widget.Cell{Ems: f.ems}
		if f.ems == 0 {
			c = widget.Cell{Share: 1}
		}
		cells, objects = append(cells, c), append(objects, e)
	}
	drop := widget.NewQuiet(t.T("profile.drop"), l.drop)
	drop.Small = true
	return widget.Cells(8, append(cells, widget.Cell{}), append(objects, drop)...)
}

// lastOf returns the first field of the last row of a part.
func (s *Screen) lastOf(kind string) *widget.Entry {
	part := s.column.Objects[3+slices.Index(kinds, kind)].(*fyne.Container)
	if len(part.Objects) < 5 {
		return nil
	}
	row := part.Objects[len(part.Objects)-2].(*fyne.Container)
	return row.Objects[0].(*widget.Entry)
}

// cleaned leaves out rows in which nothing stands.
func cleaned(p conflict.Profile) conflict.Profile {
	p.Posts = slices.DeleteFunc(slices.Clone(p.Posts), func(r conflict.OwnPost) bool { return r == conflict.OwnPost{} })
	p.Kin = slices.DeleteFunc(slices.Clone(p.Kin), func(r conflict.Kin) bool { return r == conflict.Kin{} })
	p.Shares = slices.DeleteFunc(slices.Clone(p.Shares), func(r conflict.Holding) bool { return r == conflict.Holding{} })
	p.Money = slices.DeleteFunc(slices.Clone(p.Money), func(r conflict.Income) bool { return r == conflict.Income{} })
	p.Work = slices.DeleteFunc(slices.Clone(p.Work), func(r conflict.Work) bool { return r == conflict.Work{} })
	return p
}
