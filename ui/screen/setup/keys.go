package setup

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/ui/present"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// keys is what opens the desk: the passphrase and what a guess at it costs, the recovery sheet, and when the desk closes by itself; and
// what it signs with, and who stamps that.
func (s *Screen) keys() []fyne.CanvasObject {
	return []fyne.CanvasObject{s.passphrase(), s.strength(), s.recovery(), s.locking(), s.kept(), s.signingKey(), s.authority()}
}

// passphrase asks for the old one and twice for the new one.
func (s *Screen) passphrase() fyne.CanvasObject {
	t := s.host.Text()
	old := widget.NewSecret(t.T("setup.passphrase_old"))
	why := widget.NewNote("")
	var pass *widget.Passphrase
	var do *widget.Button
	check := func() {
		words := ""
		if old.Text == "" {
			words = t.T("setup.passphrase_need_old")
		} else if pass != nil {
			words = pass.Why()
		}
		why.Set(words)
		do.Allow(words == "", words)
		s.page.Reflow()
	}
	change := func() {
		if !do.Disabled() {
			s.changePassphrase(old, pass)
		}
	}
	do = s.offer("setup.passphrase_do", "passphrase password", change)
	old.OnChanged = func(string) { check() }
	pass = widget.NewPassphrase(t, check, change)
	check()
	return s.section("setup.passphrase", widget.Full(t.T("setup.passphrase_note")),
		widget.Labelled(t.T("setup.passphrase_old"), old), pass.Content, why, container.NewHBox(do))
}

func (s *Screen) changePassphrase(old *widget.Entry, pass *widget.Passphrase) {
	t := s.host.Text()
	was, now := old.Text, pass.Text()
	task.Run(s.host.Tasks(), t.T("setup.passphrase_changing"), func(ctx context.Context, _ *task.Progress) (struct{}, error) {
		return struct{}{}, s.safe.ChangePassphrase(ctx, was, now)
	}, func(_ struct{}, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.Reload()
		s.host.Done(t.T("setup.passphrase_changed"))
	})
}

// strength shows what one guess at the passphrase costs whoever has a copy of the desk, and offers to make it dearer.
func (s *Screen) strength() fyne.CanvasObject {
	t := s.host.Text()
	now, err := s.safe.Cost()
	if err != nil {
		s.host.Problem(err)
	}
	parts := []fyne.CanvasObject{widget.Full(t.T("setup.cost_note")), facts([]present.Fact{{Label: t.T("setup.cost_now"), Value: present.CostWords(t, now)}})}
	dearer := present.Dearer(now, s.safe.Costs())
	for _, c := range dearer {
		parts = append(parts, container.NewHBox(widget.NewButton(t.T("setup.cost_do", "cost", present.CostWords(t, c)), func() { s.strengthen(c) })))
	}
	if len(dearer) == 0 {
		parts = append(parts, widget.NewNote(t.T("setup.cost_highest")))
	}
	return s.section("setup.cost", parts...)
}

func (s *Screen) strengthen(c present.Cost) {
	t := s.host.Text()
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("setup.cost_title"), Body: []string{t.T("setup.cost_body", "cost", present.CostWords(t, c))},
		Do: t.T("setup.cost_yes"), Not: t.T("setup.back"), Secret: t.T("setup.passphrase_now"), Watch: t,
		Act: func(pass string) string {
			s.withPassphrase("setup.cost_changing", func(ctx context.Context) (string, error) { return "", s.safe.Strengthen(ctx, pass, c) }, func(string) {
				s.host.Done(t.T("setup.cost_changed"))
			})
			return ""
		},
	})
}

// withPassphrase runs what needed the passphrase in the background, shows the subject anew, and goes on.
func (s *Screen) withPassphrase(doing string, act func(context.Context) (string, error), then func(string)) {
	task.Run(s.host.Tasks(), s.host.Text().T(doing), func(ctx context.Context, _ *task.Progress) (string, error) { return act(ctx) },
		func(got string, err error) {
			if err != nil {
				s.host.Problem(err)
				return
			}
			s.Reload()
			then(got)
		})
}

// recovery makes a new recovery sheet and shows it, once.
func (s *Screen) recovery() fyne.CanvasObject {
	t := s.host.Text()
	if s.fresh != "" {
		done := widget.NewButton(t.T("setup.recovery_done"), func() { s.fresh = ""; s.Reload() })
		return s.section("setup.recovery", warned(t.T("setup.recovery_once")), screen.RecoverySheet(s.host, s.safe, s.fresh), container.NewHBox(done))
	}
	parts := []fyne.CanvasObject{widget.Full(t.T("setup.recovery_note")), container.NewHBox(s.offer("setup.recovery_do", "recovery sheet print", s.newRecovery))}
	if !s.safe.CanPrint() {
		parts = append(parts, widget.NewNote(t.T("sheet.no_printer")))
	}
	return s.section("setup.recovery", parts...)
}

func (s *Screen) newRecovery() {
	t := s.host.Text()
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("setup.recovery_title"), Body: []string{t.T("setup.recovery_body"), t.T("setup.recovery_ready")},
		Do: t.T("setup.recovery_do"), Not: t.T("setup.back"), Secret: t.T("setup.passphrase_now"), Watch: t,
		Act: func(pass string) string {
			s.withPassphrase("setup.recovery_making", func(ctx context.Context) (string, error) { return s.safe.NewRecovery(ctx, pass) }, func(key string) {
				s.fresh = key
				s.Reload()
			})
			return ""
		},
	})
}

// idle are the minutes offered after which the desk closes by itself; 0 is never.
var idle = []int{3, 5, 10, 20, 60, 0}

// locking says when the desk closes by itself.
func (s *Screen) locking() fyne.CanvasObject {
	t := s.host.Text()
	var options []widget.Option
	for _, n := range idle {
		word := t.T("setup.idle_never")
		if n > 0 {
			word = t.N("setup.idle_minutes", n)
		}
		options = append(options, widget.Option{Value: strconv.Itoa(n), Word: word})
	}
	c := widget.NewSmallChoice(options, func(v string) {
		if n, err := strconv.Atoi(v); err == nil {
			s.host.SetIdleMinutes(n)
		}
	}).Fixed()
	c.Set(strconv.Itoa(s.host.IdleMinutes()))
	return s.section("setup.idle", widget.Full(t.T("setup.idle_note")), c,
		widget.TopCells(8, []widget.Cell{{}, {Share: 1}}, widget.NewMark("", theme.Neutral), widget.NewNote(t.T("setup.idle_limits"))))
}
