package setup

import (
	"context"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/ui/present"
	"shinsa/ui/widget"
)

// authority names who stamps what this desk signs; it is the only thing for which a desk reaches a network.
func (s *Screen) authority() fyne.CanvasObject {
	t := s.host.Text()
	now, err := s.desk.Authority(context.Background())
	if err != nil {
		s.host.Problem(err)
	}
	if !s.signing.typed {
		s.signing.address, s.signing.roots = now.Address, ""
	}
	do := s.offer("setup.authority_do", "time stamp authority tsa", func() { s.askAuthority(now) })
	allow := func() {
		why := ""
		if s.signing.address == "" {
			why = t.T("setup.authority_need_address")
		}
		do.Allow(why == "", why)
	}
	address := widget.NewEntry("https://", func(v string) {
		s.signing.address, s.signing.typed = v, true
		allow()
	})
	address.SetText(s.signing.address)
	roots := widget.NewPathField(t.T("setup.authority_file"), t.T("setup.choose"), func(f func(string)) {
		s.host.BrowseFile([]string{".pem", ".crt", ".cer"}, f)
	})
	roots.Put(s.signing.roots)
	roots.OnChanged = func(path string) { s.signing.roots, s.signing.typed = path, true }
	allow()
	buttons := []fyne.CanvasObject{do}
	if now.Address != "" {
		buttons = append(buttons, s.offer("setup.authority_clear", "time stamp authority clear", s.clearAuthority))
	}
	return s.section("setup.authority", widget.Full(t.T("setup.authority_note")), facts(present.AuthorityFacts(t, now)),
		widget.Labelled(t.T("setup.authority_address"), address), widget.Labelled(t.T("setup.authority_file"), roots), widget.Wrap(8, buttons...))
}

// askAuthority says once more what goes to whom. Without a file, the certificate held for the same address stays.
func (s *Screen) askAuthority(now review.Authority) {
	t := s.host.Text()
	a, path := review.Authority{Address: s.signing.address}, s.signing.roots
	if a.Address == "" {
		s.host.Tell(t.T("setup.authority_need_address"))
		return
	}
	if a.Address == now.Address {
		a.Roots = now.Roots
	}
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("setup.authority_title"), Body: []string{t.T("setup.authority_body", "address", a.Address)},
		Do: t.T("setup.authority_yes"), Not: t.T("setup.back"),
		Act: func(string) string {
			if path != "" {
				b, err := s.small(path)
				if err != nil {
					return present.Refusal(t, err)
				}
				a.Roots = string(b)
			}
			return s.setAuthority(a)
		},
	})
}

func (s *Screen) clearAuthority() {
	if problem := s.setAuthority(review.Authority{}); problem != "" {
		s.host.Tell(problem)
	}
}

// setAuthority tells the desk; an authority without an address ends the stamping.
func (s *Screen) setAuthority(a review.Authority) (problem string) {
	t := s.host.Text()
	if err := s.desk.SetAuthority(context.Background(), a); err != nil {
		return present.Refusal(t, err)
	}
	s.signing.typed = false
	s.Reload()
	if a.Address == "" {
		s.host.Done(t.T("setup.authority_cleared"))
	} else {
		s.host.Done(t.T("setup.authority_set", "address", a.Address))
	}
	return ""
}
