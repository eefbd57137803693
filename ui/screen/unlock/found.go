package unlock

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// founding is the form of a new desk.
type founding struct {
	s            *Screen
	role         *widget.Choice
	name         *widget.Entry
	pass, repeat *widget.Entry
	strength     *widget.Chip
	why          *widget.Paragraph
	make         *widget.Button
}

func (s *Screen) foundForm() fyne.CanvasObject {
	t := s.host.Text()
	f := &founding{s: s, strength: widget.NewMark("", theme.Hollow), why: widget.NewNote("")}
	f.role = widget.NewChoice([]widget.Option{
		{Value: string(review.Member), Word: t.T("role.member")}, {Value: string(review.Secretariat), Word: t.T("role.secretariat")},
	}, func(string) { f.check() }).Fixed()
	f.name = widget.NewEntry(t.T("unlock.name_example"), func(string) { f.check() })
	f.pass, f.repeat = widget.NewSecret(t.T("unlock.passphrase")), widget.NewSecret(t.T("unlock.repeat"))
	f.pass.OnChanged = func(string) { f.check() }
	f.repeat.OnChanged = func(string) { f.check() }
	f.repeat.OnSubmitted = func(string) { f.submit() }
	f.make = widget.NewPrimary(t.T("unlock.make"), f.submit)
	form := widget.Column(14, s.head(t.T("unlock.found_note")),
		labelled(t.T("unlock.role"), f.role), labelled(t.T("unlock.your_name"), f.name),
		labelled(t.T("unlock.passphrase"), widget.Column(6, f.pass, f.strength)), labelled(t.T("unlock.repeat"), f.repeat),
		widget.NewNote(t.T("unlock.lost")), f.why, widget.Trailing(8, f.make))
	s.first = f.name
	f.check()
	return form
}

// check shows how strong the passphrase is and what is still missing.
func (f *founding) check() {
	t := f.s.host.Text()
	sign, enough := present.Strength(t, f.pass.Text)
	f.strength.Set(sign.Word, theme.Tone(sign.Tone))
	why := ""
	switch {
	case f.role.Chosen() == "":
		why = t.T("unlock.need_role")
	case f.name.Text == "":
		why = t.T("unlock.need_name")
	case !enough:
		why = t.T("unlock.need_passphrase", "n", present.LeastPassphrase)
	case f.pass.Text != f.repeat.Text:
		why = t.T("unlock.need_repeat")
	}
	f.why.Set(why)
	f.make.Allow(why == "", why)
	f.s.page.Reflow()
}

func (f *founding) submit() {
	if f.make.Disabled() {
		return
	}
	t := f.s.host.Text()
	role, name, pass := review.Role(f.role.Chosen()), f.name.Text, f.pass.Text
	f.make.Allow(false, t.T("unlock.making"))
	task.Run(f.s.host.Tasks(), t.T("unlock.making"), func(ctx context.Context, _ *task.Progress) (string, error) {
		return f.s.gate.Found(ctx, role, name, pass)
	}, func(recovery string, err error) {
		if err != nil {
			f.make.Allow(true, "")
			f.s.host.Problem(err)
			return
		}
		f.s.show(f.s.recoveryForm(recovery))
	})
}

// recoveryForm shows the recovery key once; the desk opens after the person said that it was written down.
func (s *Screen) recoveryForm(key string) fyne.CanvasObject {
	t := s.host.Text()
	shown := widget.NewText(key, widget.Heading, theme.ColorInk)
	shown.Full = true
	copied := widget.NewButton(t.T("unlock.copy"), func() { fyne.CurrentApp().Clipboard().SetContent(key) })
	next := widget.NewPrimary(t.T("unlock.begin"), s.host.Opened)
	next.Allow(false, t.T("unlock.recovery_check"))
	noted := widget.NewCheck(t.T("unlock.recovery_check"), func(on bool) { next.Allow(on, t.T("unlock.recovery_check")) })
	s.first = noted
	return widget.Column(14, s.head(t.T("unlock.recovery_note")), widget.NewCard(shown), container.NewHBox(copied), noted, widget.Trailing(8, next))
}
