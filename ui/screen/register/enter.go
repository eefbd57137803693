package register

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// entering is the form by which a certification older than the register is entered from its papers. What is typed is held against the scheme and
// the register as it is typed.
type entering struct {
	s                                              *Screen
	no, operator, corporate, service, classes, url *widget.Entry
	first, from, to, source                        *widget.Entry
	scan                                           *widget.PathField
	said                                           *widget.Paragraph
	dialog                                         *widget.FormDialog
}

// fromPaper opens the form.
func (s *Screen) fromPaper() {
	t := s.host.Text()
	f := &entering{s: s, scan: s.paper(), said: widget.NewNote("")}
	f.said.Full = true
	field := func(hint string) *widget.Entry {
		e := widget.NewEntry(hint, func(string) { f.check() })
		e.OnSubmitted = func(string) { f.dialog.Do() }
		return e
	}
	f.no, f.operator, f.service = field(string(s.desk.Profile().Number.Number(1, s.desk.Today()))), field(""), field("")
	f.corporate, f.classes, f.url = field(t.T("register.enter_digits")), field("IaaS・PaaS"), field("https://")
	f.first, f.from, f.to = field(t.T("register.enter_same")), field(t.T("intake.date_example")), field(t.T("register.enter_term"))
	f.source = field(t.T("register.enter_source_hint"))
	label := func(key string, o fyne.CanvasObject) fyne.CanvasObject {
		return widget.Labelled(t.T("register.enter_"+key), o)
	}
	pair := func(left, right fyne.CanvasObject) fyne.CanvasObject {
		return widget.TopCells(16, []widget.Cell{{Share: 1}, {Share: 1}}, left, right)
	}
	f.dialog = widget.OpenForm(s.host.Canvas(), widget.Form{
		Title: t.T("register.enter_title"), Do: t.T("register.enter_do"), Not: t.T("register.back"), First: f.no,
		Body: widget.Column(8,
			pair(label("no", f.no), label("classes", f.classes)),
			pair(label("operator", f.operator), label("corporate", f.corporate)),
			pair(label("service", f.service), label("url", f.url)),
			widget.TopCells(16, []widget.Cell{{Share: 1}, {Share: 1}, {Share: 1}}, label("first", f.first), label("from", f.from), label("to", f.to)),
			label("source", f.source), widget.Labelled(t.T("register.file"), f.scan)),
		Foot: f.said, Act: f.act,
	})
}

// typed is what stands in the fields.
func (f *entering) typed() review.Existing {
	x := review.Existing{
		No: ident.CertificateNo(strings.TrimSpace(f.no.Text)), Operator: f.operator.Text, Corporate: f.corporate.Text, Service: f.service.Text,
		URL: strings.TrimSpace(f.url.Text), First: present.DateTyped(f.first.Text), From: present.DateTyped(f.from.Text), To: present.DateTyped(f.to.Text), Source: f.source.Text,
	}
	for _, class := range strings.FieldsFunc(f.classes.Text, func(r rune) bool { return strings.ContainsRune(",、，・/／", r) }) {
		if class = strings.TrimSpace(class); class != "" {
			x.Classes = append(x.Classes, class)
		}
	}
	return x
}

// check says what is not right of what was typed, and how it will stand in the register.
func (f *entering) check() {
	if f.dialog == nil {
		return
	}
	t := f.s.host.Text()
	filled, l, err := f.s.desk.CheckExisting(context.Background(), f.typed())
	words := []string{}
	if err != nil {
		words = append(words, f.s.problem(err))
	}
	l = append(l, f.dates()...)
	for _, x := range l {
		if !f.blank(x) {
			words = append(words, present.FindingOf(t, nil, x).Sentence)
		}
	}
	f.said.SetColour(theme.Bad.Ink())
	if len(l) == 0 && err == nil {
		f.said.SetColour(theme.ColorInk)
		words = []string{t.T("register.enter_as", "no", filled.No, "from", present.Date(t, filled.From), "to", present.Date(t, filled.To), "first", present.Date(t, filled.First))}
		if f.source.Text == "" && f.scan.Path() == "" {
			words = append(words, t.T("register.enter_no_source"))
		}
	}
	f.said.Set(strings.Join(words, "\n"))
	f.dialog.Allow(len(l) == 0 && err == nil)
}

// dates returns a finding for a day that was typed and cannot be read: one left empty follows from the others.
func (f *entering) dates() fault.List {
	for _, e := range []*widget.Entry{f.first, f.from, f.to} {
		if strings.TrimSpace(e.Text) != "" && present.DateTyped(e.Text).IsZero() {
			return fault.List{{Code: "existing_day", Severity: fault.Must, Field: "from", Args: map[string]string{"text": e.Text}}}
		}
	}
	return nil
}

// blank reports whether a finding is only about what was not typed yet.
func (f *entering) blank(x fault.Finding) bool {
	empty := func(e *widget.Entry) bool { return strings.TrimSpace(e.Text) == "" }
	switch x.Code {
	case "existing_blank":
		return true
	case "existing_number":
		return empty(f.no)
	case "existing_period":
		return empty(f.from)
	}
	return false
}

func (f *entering) act() string {
	s, x := f.s, f.typed()
	return s.withFile(f.scan.Path(), func(in *review.Incoming) string {
		x.Scan = in
		filled, _, err := s.desk.CheckExisting(context.Background(), x)
		if err == nil {
			err = s.desk.EnterCertification(context.Background(), x)
		}
		if err != nil {
			return s.problem(err)
		}
		s.show(present.RegisterAll)
		s.Reload()
		s.find(filled.No)
		s.host.Done(s.host.Text().T("register.entered", "no", filled.No))
		return ""
	})
}
