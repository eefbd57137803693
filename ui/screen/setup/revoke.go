package setup

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/ui/present"
	"shinsa/ui/widget"
)

// revoke ends a card: it asks for the reason and the day, says what follows, and does it.
func (s *Screen) revoke(c review.Card) {
	t := s.host.Text()
	rows, err := s.desk.Cases(context.Background())
	if err != nil {
		s.host.Problem(err)
		return
	}
	form := &revocation{s: s, card: c}
	var reasons []widget.Option
	for _, r := range present.RevocationReasons(t) {
		reasons = append(reasons, widget.Option{Value: r.Value, Word: r.Word})
	}
	form.reason = widget.NewSmallChoice(reasons, func(string) { form.check() }).Fixed()
	form.detail = widget.NewEntry(t.T("setup.revoke_detail"), func(string) { form.check() })
	form.on = widget.NewEntry(t.T("setup.date_example"), func(string) { form.check() })
	form.on.SetText(s.desk.Today().String())
	form.why = widget.NewNote("")
	body := []fyne.CanvasObject{widget.Full(t.T("setup.revoke_body", "name", c.Name)), widget.Full(present.RevocationEffect(t, c, rows))}
	body = append(body, widget.Labelled(t.T("setup.revoke_reason"), form.reason), form.detail, widget.Labelled(t.T("setup.revoke_on"), form.on), form.why)
	form.dialog = widget.OpenForm(s.host.Canvas(), widget.Form{
		Title: t.T("setup.revoke_title"), Body: widget.Column(12, body...), Do: t.T("setup.revoke_do"), Not: t.T("setup.back"), Grave: true,
		First: form.reason.First(), Act: form.act,
	})
	form.check()
}

// revocation is the form in which a card is ended.
type revocation struct {
	s          *Screen
	card       review.Card
	reason     *widget.Choice
	detail, on *widget.Entry
	why        *widget.Paragraph
	dialog     *widget.FormDialog
}

func (f *revocation) check() {
	if f.dialog == nil {
		return
	}
	t, why := f.s.host.Text(), ""
	switch {
	case f.reason.Chosen() == "" && f.detail.Text == "":
		why = t.T("setup.revoke_need_reason")
	case present.DateTyped(f.on.Text).IsZero():
		why = t.T("setup.need_date")
	}
	f.why.Set(why)
	f.dialog.Allow(why == "")
}

func (f *revocation) act() (problem string) {
	t := f.s.host.Text()
	r := review.Revocation{On: present.DateTyped(f.on.Text), Reason: present.RevocationReason(t, f.reason.Chosen(), f.detail.Text)}
	card, err := f.s.desk.Revoke(context.Background(), f.card.ID, r)
	if err != nil {
		return present.ProblemOf(t, err).Sentence
	}
	f.s.revoked = &card
	f.s.Reload()
	f.s.page.Top()
	f.s.host.Done(t.T("setup.revoked", "name", card.Name, "date", present.Date(t, card.Revoked)))
	return ""
}

// afterRevoking says what has to follow, in order, with the acts at hand.
func (s *Screen) afterRevoking() fyne.CanvasObject {
	t := s.host.Text()
	step := func(key string, more ...fyne.CanvasObject) fyne.CanvasObject {
		return widget.Column(6, append([]fyne.CanvasObject{widget.Full(t.T(key, "name", s.revoked.Name))}, more...)...)
	}
	return widget.NewCard(widget.Inset(8, 6, widget.Column(12,
		widget.NewHeading(t.T("setup.after_title", "name", s.revoked.Name), widget.Heading),
		step("setup.after_register", container.NewHBox(widget.NewButton(t.T("setup.register_do"), s.exportKeys))),
		step("setup.after_enrol"), step("setup.after_pack"), step("setup.after_backup"),
		widget.Trailing(8, widget.NewButton(t.T("setup.after_done"), func() { s.revoked = nil; s.Reload() })))))
}
