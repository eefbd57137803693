package unlock

import (
	"context"

	"fyne.io/fyne/v2"

	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// rescue is a form that opens a desk another way than with its passphrase. It names what is missing, works in the background, and can
// be left.
type rescue struct {
	s       *Screen
	why     *widget.Paragraph
	problem *widget.Paragraph
	do      *widget.Button
	back    *widget.Button
	missing func() string // what still stands against the act, "" for nothing
	cancel  func()        // stops the work under way, nil when there is none
	working string
	act     func(ctx context.Context) error
}

// newRescue returns the frame of a form; word names its act, working what is being done then.
func (s *Screen) newRescue(word, working string) *rescue {
	t := s.host.Text()
	r := &rescue{s: s, why: widget.NewNote(""), problem: widget.NewText("", widget.Body, theme.Bad.Ink()), working: t.T(working)}
	r.problem.Full = true
	r.problem.Hide()
	r.do = widget.NewPrimary(t.T(word), r.submit)
	r.back = widget.NewButton(t.T("unlock.back"), r.leave)
	return r
}

// foot is the end of the form.
func (r *rescue) foot() fyne.CanvasObject {
	return widget.Column(14, r.why, r.problem, widget.Trailing(8, r.back, r.do))
}

// check shows what is still missing.
func (r *rescue) check() {
	why := r.missing()
	r.why.Set(why)
	r.do.Allow(why == "" && r.cancel == nil, why)
	r.s.page.Reflow()
}

// leave goes back to where the person came from, or stops the work under way.
func (r *rescue) leave() {
	if r.cancel != nil {
		r.cancel()
		return
	}
	r.s.Reload()
}

func (r *rescue) submit() {
	if r.do.Disabled() {
		return
	}
	t := r.s.host.Text()
	r.problem.Hide()
	r.back.SetText(t.T("unlock.stop"))
	r.why.Set(r.working)
	r.do.Allow(false, r.working)
	r.cancel = func() {}
	r.cancel = task.Run(r.s.host.Tasks(), r.working, func(ctx context.Context, _ *task.Progress) (struct{}, error) {
		return struct{}{}, r.act(ctx)
	}, func(_ struct{}, err error) {
		if err == nil {
			r.s.host.Opened()
			return
		}
		r.cancel = nil
		r.back.SetText(t.T("unlock.back"))
		r.refuse(err)
	})
}

// refuse says in the form why nothing was opened; nothing typed is lost.
func (r *rescue) refuse(err error) {
	words := refusal(r.s.host.Text(), err)
	r.problem.Set(words)
	if words != "" {
		r.problem.Show()
	}
	r.check()
}

// recoverForm opens a desk whose passphrase is lost with its recovery sheet.
func (s *Screen) recoverForm(place Place) fyne.CanvasObject {
	t := s.host.Text()
	r := s.newRescue("unlock.recover_do", "unlock.recovering")
	sheet := s.sheetField(r.changed)
	pass := widget.NewPassphrase(t, r.changed, r.submit)
	r.missing = func() string {
		if sheet.Text == "" {
			return t.T("unlock.need_sheet")
		}
		return pass.Why()
	}
	r.act = func(ctx context.Context) error { return s.gate.Recover(ctx, place.Folder, sheet.Text, pass.Text()) }
	s.first = sheet
	form := widget.Column(14, s.head(t.T("unlock.recover_note")), widget.NewNote(t.T("unlock.folder", "folder", place.Folder)),
		widget.Labelled(t.T("unlock.sheet"), sheet), pass.Content, widget.NewNote(t.T("unlock.recover_after")), r.foot())
	r.check()
	return form
}

// changed is check for fields, which have it before the form is complete.
func (r *rescue) changed() {
	if r.missing != nil {
		r.check()
	}
}

// sheetField takes the lines of a recovery sheet.
func (s *Screen) sheetField(changed func()) *widget.Entry {
	return widget.NewTextArea(s.host.Text().T("unlock.sheet_example"), 4, func(string) { changed() })
}
