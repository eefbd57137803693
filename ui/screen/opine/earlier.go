package opine

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"shinsa/review/opinion"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// earlier is what the member concluded in the round before; nil when there is nothing to show.
func (s *Screen) earlier() *opinion.Draft {
	if s.file == nil || s.file.EarlierDraft == nil {
		return nil
	}
	d := s.file.EarlierDraft
	if d.Overall == "" && !worded(*d) {
		return nil
	}
	return d
}

// worded reports whether a draft has words, besides a conclusion.
func worded(d opinion.Draft) bool {
	return strings.TrimSpace(d.Summary) != "" || len(d.Reasons) > 0 || len(d.Conditions) > 0
}

// showEarlier lays the opinion of the round before above the present one.
func (p *formPane) showEarlier() {
	t, d := p.s.host.Text(), p.s.earlier()
	p.before.RemoveAll()
	widget.Visible(p.before, d != nil)
	if d == nil {
		return
	}
	sign := present.Overall(t, d.Overall)
	title := widget.Wide(t.T("opine.earlier", "n", p.s.file.EarlierRound), widget.Body, theme.ColorInk)
	title.Bold = true
	parts := []fyne.CanvasObject{widget.Wrap(10, title, widget.NewChip(sign.Word, theme.Tone(sign.Tone)))}
	for _, text := range present.DraftLines(t, p.s.file.Edition, *d) {
		line := widget.NewText(text, widget.Caption, theme.ColorInk)
		line.Full = true
		parts = append(parts, line)
	}
	parts = append(parts, widget.NewNote(t.T("opine.earlier_note")))
	if worded(*d) && p.s.open() {
		parts = append(parts, widget.Wrap(8, widget.NewToggle(t.T("opine.do_earlier"), p.s.copyEarlier)))
	}
	p.before.Add(widget.NewCard(widget.Column(6, parts...)))
}

// copyEarlier takes the words of the round before over, after those that are there already. The conclusion is chosen anew.
func (s *Screen) copyEarlier() {
	was := s.earlier()
	if was == nil || !s.open() {
		return
	}
	d := &s.draft
	if words := strings.TrimSpace(was.Summary); !strings.Contains(d.Summary, words) {
		d.Summary = strings.TrimSpace(d.Summary + "\n" + words)
	}
	for _, r := range was.Reasons {
		if !slices.Contains(d.Reasons, r) {
			d.Reasons = append(d.Reasons, r)
		}
	}
	for _, c := range was.Conditions {
		if !slices.Contains(d.Conditions, c) {
			d.Conditions = append(d.Conditions, c)
		}
	}
	s.form.grown()
}
