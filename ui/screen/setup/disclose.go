package setup

import (
	"context"
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// draft is what was typed of a disclosure and not recorded yet; it is kept on the desk when the screen is left or the desk is closed.
type draft struct {
	Case   ident.CaseID  `json:"case,omitempty"`
	On     string        `json:"on,omitempty"`
	To     string        `json:"to,omitempty"`
	Ground review.Ground `json:"ground,omitempty"`
	Text   string        `json:"text,omitempty"`
}

const settingDraft = "setup.disclosure"

func (s *Screen) keepDraft() {
	if s.subject() != subjectDisclosures {
		return
	}
	b, err := json.Marshal(s.draft)
	if err == nil && string(b) != s.desk.Setting(context.Background(), settingDraft) {
		err = s.desk.SetSetting(context.Background(), settingDraft, string(b))
	}
	if err != nil {
		s.host.Unsaved(err)
	}
}

// disclosures is the log of what was told to somebody outside (Art. 20), and the form for the next entry.
func (s *Screen) disclosures() []fyne.CanvasObject {
	if kept := s.desk.Setting(context.Background(), settingDraft); kept != "" && s.draft == (draft{}) {
		if json.Unmarshal([]byte(kept), &s.draft) != nil {
			s.draft = draft{} // of an older form: it is typed again
		}
	}
	return []fyne.CanvasObject{s.disclosing(), s.disclosed()}
}

func (s *Screen) disclosing() fyne.CanvasObject {
	t := s.host.Text()
	f := &disclosing{s: s, why: widget.NewNote("")}
	f.about = widget.NewNote("")
	field := func(hint string, value *string) *widget.Entry {
		e := widget.NewEntry(hint, func(v string) { *value = v; f.check() })
		e.SetText(*value)
		return e
	}
	id := widget.NewEntry(t.T("setup.disclose_case_example"), func(v string) { s.draft.Case = ident.CaseID(v); f.check() })
	id.SetText(string(s.draft.Case))
	if s.draft.On == "" {
		s.draft.On = s.desk.Today().String()
	}
	on, to := field(t.T("setup.date_example"), &s.draft.On), field(t.T("setup.disclose_to_example"), &s.draft.To)
	grounds := widget.Column(6)
	var buttons []*widget.Button
	for i, g := range present.DisclosureGrounds(t, review.Grounds()) {
		b := widget.NewToggle(g.Word, func() {
			s.draft.Ground = review.Ground(g.Value)
			for j, other := range buttons {
				other.SetChosen(i == j)
			}
			f.check()
		})
		b.SetChosen(review.Ground(g.Value) == s.draft.Ground)
		buttons = append(buttons, b)
		grounds.Add(widget.Wrap(0, b))
	}
	text := widget.NewTextArea(t.T("setup.disclose_text_example"), 3, func(v string) { s.draft.Text = v; f.check() })
	text.SetText(s.draft.Text)
	f.do = s.offer("setup.disclose_do", "disclose 20", f.record)
	f.check()
	return s.section("setup.disclose", widget.Full(t.T("setup.disclose_note")), widget.Wrap(0, widget.NewLink(t.Clause("20-2"), widget.Body, func() { s.host.Clause("20-2") })),
		widget.TopCells(14, []widget.Cell{{Share: 1}, {Share: 1}}, widget.Labelled(t.T("setup.disclose_case"), widget.Column(4, id, f.about)), widget.Labelled(t.T("setup.disclose_on"), on)),
		widget.Labelled(t.T("setup.disclose_to"), to), widget.Labelled(t.T("setup.disclose_ground"), grounds), widget.Labelled(t.T("setup.disclose_text"), text),
		f.why, container.NewHBox(f.do))
}

// disclosing is the form of one entry.
type disclosing struct {
	s     *Screen
	about *widget.Paragraph
	why   *widget.Paragraph
	do    *widget.Button
}

// check names the case and what is still missing; whether a disclosure may be recorded the desk decides.
func (f *disclosing) check() {
	if f.do == nil {
		return
	}
	t := f.s.host.Text()
	row, found := f.find()
	about := ""
	if found {
		about = present.CaseLine(t, row)
	}
	f.about.Set(about)
	d, why := f.s.draft, ""
	switch {
	case !found:
		why = t.T("setup.disclose_need_case")
	case present.DateTyped(d.On).IsZero():
		why = t.T("setup.need_date")
	case d.To == "":
		why = t.T("setup.disclose_need_to")
	case d.Ground == "":
		why = t.T("setup.disclose_need_ground")
	case d.Text == "":
		why = t.T("setup.disclose_need_text")
	}
	f.why.Set(why)
	f.do.Allow(why == "", why)
	f.s.page.Reflow()
}

func (f *disclosing) find() (review.Row, bool) {
	rows, err := f.s.desk.Cases(context.Background())
	if err != nil {
		return review.Row{}, false // the act itself says why
	}
	for _, r := range rows {
		if r.ID == f.s.draft.Case {
			return r, true
		}
	}
	return review.Row{}, false
}

func (f *disclosing) record() {
	s, t := f.s, f.s.host.Text()
	if f.do.Disabled() {
		s.host.Tell(f.do.Why)
		return
	}
	d := s.draft
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("setup.disclose_title"), Body: []string{t.T("setup.disclose_final")}, Do: t.T("setup.disclose_do"), Not: t.T("setup.back"),
		Act: func(string) string {
			x, err := s.desk.Disclose(context.Background(), review.Disclosure{Case: d.Case, On: present.DateTyped(d.On), To: d.To, Ground: d.Ground, Text: d.Text})
			if err != nil {
				return present.Refusal(t, err)
			}
			s.draft = draft{}
			s.keepDraft()
			s.Reload()
			s.host.Done(t.T("setup.disclosed", "case", x.Case, "no", x.No))
			return ""
		},
	})
}

// disclosed lists the log, the newest first.
func (s *Screen) disclosed() fyne.CanvasObject {
	t := s.host.Text()
	all, err := s.desk.Disclosures(context.Background(), "")
	if err != nil {
		s.host.Problem(err)
	}
	rows := widget.Column(14)
	for _, l := range present.DisclosureLines(t, all) {
		rows.Add(widget.Column(2, widget.Cells(12, []widget.Cell{{Share: 1}, {}},
			widget.NewLine(l.Head, widget.Body, theme.ColorInk), widget.NewLink(l.Article, widget.Caption, func() { s.host.Clause(l.Clause) })),
			widget.Full(l.Text)))
	}
	if len(all) == 0 {
		rows.Add(widget.NewNote(t.T("setup.disclosed_none")))
	}
	return s.section("setup.disclosed", rows)
}
