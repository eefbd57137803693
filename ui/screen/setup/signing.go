package setup

import (
	"context"
	"io"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// signing is what stands in the forms of the signing key and the authority, and the keys that were found.
type signing struct {
	module string
	found  []present.TokenKey
	listed bool // the module was asked
	file   string
	// address and roots are of the authority; typed says that they are no longer what the desk holds.
	address, roots string
	typed          bool
}

// maxSmall bounds a file of keys or certificates; such files have a few kilobytes.
const maxSmall = 1 << 20

// small reads a file of keys or certificates.
func (s *Screen) small(path string) ([]byte, error) {
	in, done, err := s.host.Open(path)
	if err != nil {
		return nil, err
	}
	defer done()
	switch {
	case len(in) != 1: // a folder
		return nil, fault.New(fault.Invalid, "file_unreadable", "name", path)
	case in[0].Size > maxSmall:
		return nil, fault.New(fault.Invalid, "file_too_large", "name", in[0].Name)
	}
	b, err := io.ReadAll(io.NewSectionReader(in[0].R, 0, in[0].Size))
	if err != nil {
		return nil, fault.Wrap(fault.Unavailable, "file_unreadable", err, "name", in[0].Name)
	}
	return b, nil
}

// signingKey says where the key is that this desk signs with, and changes it while that is allowed: a member's card is for one key.
func (s *Screen) signingKey() fyne.CanvasObject {
	t, self := s.host.Text(), s.desk.Self()
	on, err := s.desk.OnToken(context.Background())
	if err != nil {
		s.host.Problem(err)
	}
	parts := []fyne.CanvasObject{facts([]present.Fact{present.SigningKeyPlace(t, on)})}
	if self.Role == review.Member && self.Enrolled {
		why := present.Refusal(t, fault.New(fault.Forbidden, "identity_enrolled"))
		return s.section("setup.signing", append(parts, widget.NewNote(why))...)
	}
	parts = append(parts, widget.Full(t.T("setup.signing_note_"+string(self.Role))), widget.Column(20, s.tokens(), s.importing()))
	return s.section("setup.signing", parts...)
}

// tokens chooses a key on a device: the maker's library, then one of the keys it shows.
func (s *Screen) tokens() fyne.CanvasObject {
	t := s.host.Text()
	module := widget.NewPathField(t.T("setup.token_module"), t.T("setup.choose"), func(f func(string)) {
		s.host.BrowseFile([]string{".so", ".dll", ".dylib"}, f)
	})
	module.Put(s.signing.module)
	list := s.offer("setup.token_list", "token pkcs11 smart card", s.listTokens)
	allow := func() {
		why := ""
		if s.signing.module == "" {
			why = t.T("setup.token_need_module")
		}
		list.Allow(why == "", why)
	}
	module.OnChanged = func(path string) {
		s.signing.module = path
		allow()
	}
	allow()
	parts := []fyne.CanvasObject{
		widget.NewHeading(t.T("setup.token"), widget.Body), widget.NewNote(t.T("setup.token_note")),
		widget.Labelled(t.T("setup.token_module"), module), widget.Wrap(8, list),
	}
	for _, k := range s.signing.found {
		head, detail := present.TokenKeyLine(t, k)
		parts = append(parts, widget.Cells(12, []widget.Cell{{Share: 1}, {}},
			widget.Column(0, widget.NewLine(head, widget.Body, theme.ColorInk), widget.NewLine(detail, widget.Caption, theme.ColorInkSoft)),
			widget.NewButton(t.T("setup.token_use"), func() { s.useToken(k) })))
	}
	if s.signing.listed && len(s.signing.found) == 0 {
		parts = append(parts, widget.NewNote(t.T("setup.token_none")))
	}
	return widget.Column(8, parts...)
}

// listTokens asks the module what is plugged in. The window asks for each PIN as the device wants it.
func (s *Screen) listTokens() {
	module := s.signing.module
	if module == "" {
		s.host.Tell(s.host.Text().T("setup.token_need_module"))
		return
	}
	task.Run(s.host.Tasks(), s.host.Text().T("setup.token_listing"), func(ctx context.Context, _ *task.Progress) ([]present.TokenKey, error) {
		return s.safe.TokenKeys(ctx, module)
	}, func(found []present.TokenKey, err error) {
		s.signing.found, s.signing.listed = found, err == nil
		s.Reload()
		if err != nil {
			s.host.Problem(err)
		}
	})
}

func (s *Screen) useToken(k present.TokenKey) {
	t := s.host.Text()
	head, detail := present.TokenKeyLine(t, k)
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("setup.token_title"), Body: []string{head, detail, t.T("setup.token_body"), t.T("setup.signing_note_" + string(s.desk.Self().Role))},
		Do: t.T("setup.token_yes"), Not: t.T("setup.back"),
		Act: func(string) string {
			s.changeKey(func(ctx context.Context) error { return s.desk.UseToken(ctx, k.Token) })
			return ""
		},
	})
}

// importing takes the key out of a PKCS#12 file.
func (s *Screen) importing() fyne.CanvasObject {
	t := s.host.Text()
	file := widget.NewPathField(t.T("setup.p12_file"), t.T("setup.choose"), func(f func(string)) { s.host.BrowseFile([]string{".p12", ".pfx"}, f) })
	file.Put(s.signing.file)
	do := s.offer("setup.p12_do", "pkcs12 import key", s.importKey)
	allow := func() {
		why := ""
		if s.signing.file == "" {
			why = t.T("setup.p12_need_file")
		}
		do.Allow(why == "", why)
	}
	file.OnChanged = func(path string) {
		s.signing.file = path
		allow()
	}
	allow()
	return widget.Column(8, widget.NewHeading(t.T("setup.p12"), widget.Body), widget.NewNote(t.T("setup.p12_note")),
		widget.Labelled(t.T("setup.p12_file"), file), widget.Wrap(8, do))
}

func (s *Screen) importKey() {
	t, path := s.host.Text(), s.signing.file
	if path == "" {
		s.host.Tell(t.T("setup.p12_need_file"))
		return
	}
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("setup.p12_title"), Body: []string{path, t.T("setup.signing_note_" + string(s.desk.Self().Role))},
		Do: t.T("setup.p12_yes"), Not: t.T("setup.back"), Secret: t.T("setup.p12_password"), Watch: t,
		Act: func(password string) string {
			s.changeKey(func(ctx context.Context) error {
				b, err := s.small(path)
				if err != nil {
					return err
				}
				return s.desk.ImportKey(ctx, b, password)
			})
			return ""
		},
	})
}

// changeKey runs what gives the desk another signing key.
func (s *Screen) changeKey(change func(context.Context) error) {
	task.Run(s.host.Tasks(), s.host.Text().T("setup.signing_changing"), func(ctx context.Context, _ *task.Progress) (struct{}, error) {
		return struct{}{}, change(ctx)
	}, func(_ struct{}, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.signing.file, s.signing.found, s.signing.listed = "", nil, false
		s.Reload()
		s.host.Done(s.host.Text().T("setup.signing_changed", "id", s.desk.Self().ID))
	})
}
