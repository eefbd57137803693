package unlock

import (
	"context"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// founding is the form of a new desk.
type founding struct {
	s    *Screen
	role *widget.Choice
	name *widget.Entry
	pass *widget.Passphrase
	why  *widget.Paragraph
	make *widget.Button
}

func (s *Screen) foundForm() fyne.CanvasObject {
	t := s.host.Text()
	f := &founding{s: s, why: widget.NewNote("")}
	f.role = widget.NewChoice([]widget.Option{
		{Value: string(review.Member), Word: t.T("role.member")}, {Value: string(review.Secretariat), Word: t.T("role.secretariat")},
	}, func(string) { f.check() }).Fixed()
	f.name = widget.NewEntry(t.T("unlock.name_example"), func(string) { f.check() })
	f.pass = widget.NewPassphrase(t, f.check, f.submit)
	f.make = widget.NewPrimary(t.T("unlock.make"), f.submit)
	form := widget.Column(14, s.head(t.T("unlock.found_note")),
		widget.Labelled(t.T("unlock.role"), f.role), widget.Labelled(t.T("unlock.your_name"), f.name),
		f.pass.Content, widget.NewSurface(theme.ColorAccentSoft, widget.Inset(12, 8, widget.Full(t.T("unlock.lost")))), f.why, widget.Trailing(8, f.make),
		widget.NewRule(), s.ways(false))
	s.first, s.founding = f.role.First(), f
	f.check()
	return form
}

// TakeOver puts into the form of a new desk what was typed into that of another screen, which spoke another language.
func (s *Screen) TakeOver(from *Screen) {
	if s.founding == nil || from.founding == nil {
		return
	}
	now, was := s.founding, from.founding
	now.role.Set(was.role.Chosen())
	now.name.SetText(was.name.Text)
	now.pass.Put(was.pass.First.Text, was.pass.Again.Text)
	now.check()
}

// check shows what is still missing.
func (f *founding) check() {
	t := f.s.host.Text()
	why := f.pass.Why()
	switch {
	case f.role.Chosen() == "":
		why = t.T("unlock.need_role")
	case f.name.Text == "":
		why = t.T("unlock.need_name")
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
	role, name, pass := review.Role(f.role.Chosen()), f.name.Text, f.pass.Text()
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
	next := widget.NewPrimary(t.T("unlock.begin"), s.host.Opened)
	next.Allow(false, t.T("unlock.recovery_check"))
	noted := widget.NewCheck(t.T("unlock.recovery_check"), func(on bool) { next.Allow(on, t.T("unlock.recovery_check")) })
	s.first = noted
	return widget.Column(14, s.head(t.T("unlock.recovery_note")), screen.RecoverySheet(s.host, s.gate, key), noted, widget.Trailing(8, next))
}
