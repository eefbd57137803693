package setup

import (
	"context"

	"fyne.io/fyne/v2"

	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// kept is the key that the operating system may keep, so that the desk opens without its passphrase.
func (s *Screen) kept() fyne.CanvasObject {
	t := s.host.Text()
	parts := []fyne.CanvasObject{widget.Full(t.T("setup.kept_note"))}
	if s.safe.KeyKept() {
		parts = append(parts, widget.NewMark(t.T("setup.kept_on"), theme.Caution), widget.Wrap(8, s.offer("setup.kept_drop", "keyring forget", s.forget)))
	} else {
		parts = append(parts, widget.NewMark(t.T("setup.kept_off"), theme.Neutral), widget.Wrap(8, s.offer("setup.kept_do", "keyring remember", s.remember)))
	}
	return s.section("setup.kept", parts...)
}

func (s *Screen) remember() {
	t := s.host.Text()
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("setup.kept_title"), Body: []string{t.T("setup.kept_note"), t.T("setup.kept_body")},
		Do: t.T("setup.kept_yes"), Not: t.T("setup.back"), Secret: t.T("setup.passphrase_now"), Watch: t,
		Act: func(pass string) string {
			s.withPassphrase("setup.keeping", func(ctx context.Context) (string, error) { return "", s.safe.Remember(ctx, pass) },
				func(string) { s.host.Done(t.T("setup.kept_done")) })
			return ""
		},
	})
}

func (s *Screen) forget() {
	t := s.host.Text()
	s.withPassphrase("setup.dropping", func(ctx context.Context) (string, error) { return "", s.safe.Forget(ctx) },
		func(string) { s.host.Done(t.T("setup.kept_dropped")) })
}
