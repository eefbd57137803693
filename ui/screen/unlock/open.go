package unlock

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review/fault"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// openForm asks for the passphrase of a desk.
func (s *Screen) openForm() fyne.CanvasObject {
	t := s.host.Text()
	places := s.gate.Places()
	s.chosen = min(s.chosen, len(places)-1)
	pass := widget.NewSecret(t.T("unlock.passphrase"))
	problem := widget.NewText("", widget.Body, theme.Bad.Ink())
	problem.Full = true
	problem.Hide()
	var open *widget.Button
	submit := func() {
		if pass.Text != "" {
			s.open(places[s.chosen].Folder, pass, problem, open)
		}
	}
	open = widget.NewPrimary(t.T("unlock.open"), submit)
	pass.OnSubmitted = func(string) { submit() }
	note := t.T("unlock.open_note")
	if s.said != "" {
		note = s.said
	}
	parts := []fyne.CanvasObject{s.head(note)}
	where := widget.NewNote("")
	tell := func() { where.Set(t.T("unlock.folder", "folder", places[s.chosen].Folder)) }
	tell()
	if len(places) > 1 {
		parts = append(parts, widget.Labelled(t.T("unlock.whose"), s.placeChoice(places, tell)))
	}
	parts = append(parts, widget.Labelled(t.T("unlock.passphrase"), widget.Watched(t, pass)))
	if h := s.gate.Hint(); h != "" {
		parts = append(parts, widget.NewNote(t.T("unlock.rehearsal_hint", "passphrase", h)))
	}
	acts := widget.Trailing(8, open)
	if s.gate.Last() == "" && s.gate.Remembered(places[s.chosen].Folder) { // a desk that was closed asks for the passphrase
		parts = append(parts, widget.NewNote(t.T("unlock.kept_note")))
		kept := widget.NewButton(t.T("unlock.open_kept"), func() { s.open(places[s.chosen].Folder, pass, problem, open) })
		acts = widget.Trailing(8, kept, open)
	}
	parts = append(parts, problem, where, acts, widget.NewRule(), s.ways(true))
	s.first = pass
	return widget.Column(14, parts...)
}

// placeChoice lets the person choose whose desk to open, where this computer has several.
func (s *Screen) placeChoice(places []Place, changed func()) fyne.CanvasObject {
	t := s.host.Text()
	column := container.NewVBox()
	buttons := make([]*widget.Button, len(places))
	for i, p := range places {
		word := p.Name
		if word == "" {
			word = filepath.Base(p.Folder)
		}
		if p.Role != "" {
			word = t.T("role."+string(p.Role)) + "　" + p.Name
		}
		buttons[i] = widget.NewToggle(word, func() {
			s.chosen = i
			for j, b := range buttons {
				b.SetChosen(j == i)
			}
			changed()
		})
		buttons[i].SetChosen(i == s.chosen)
		column.Add(buttons[i])
	}
	return column
}

func (s *Screen) open(folder string, pass *widget.Entry, problem *widget.Paragraph, button *widget.Button) {
	if button.Disabled() { // it is being opened
		return
	}
	t := s.host.Text()
	button.Allow(false, t.T("unlock.opening"))
	problem.Hide()
	secret := pass.Text
	task.Run(s.host.Tasks(), t.T("unlock.opening"), func(ctx context.Context, _ *task.Progress) (struct{}, error) {
		return struct{}{}, s.gate.Open(ctx, folder, secret)
	}, func(_ struct{}, err error) {
		button.Allow(true, "")
		if err == nil {
			s.host.Opened()
			return
		}
		s.refuse(err, pass, problem)
	})
}

// refuse says why the desk stays closed: beside the field for a passphrase, in a dialog for anything worse, which leads to what helps where
// the desk is damaged.
func (s *Screen) refuse(err error, pass *widget.Entry, problem *widget.Paragraph) {
	var e *fault.Error
	if !errors.As(err, &e) || e.Kind != fault.Locked {
		s.damaged(err)
		return
	}
	s.host.Overlook(err)
	words := refusal(s.host.Text(), err)
	if e.Code == wrongPassphrase {
		s.wrong++
	}
	if s.wrong > 1 && e.Code == wrongPassphrase {
		words = s.host.Text().N("unlock.wrong_again", s.wrong) + "\n" + s.host.Text().Hint(wrongPassphrase, nil)
	}
	problem.Set(words)
	problem.Show()
	pass.SetText("")
	s.page.Reflow()
	s.Enter()
}

// damaged shows an error and, for a desk that is damaged, the way out: its local copies, or a backup where there are none or its key is gone.
func (s *Screen) damaged(err error) {
	var e *fault.Error
	if !errors.As(err, &e) || e.Kind != fault.Corrupt && e.Code != keyMissing {
		s.host.Problem(err)
		return
	}
	t, place := s.host.Text(), s.gate.Places()[s.chosen]
	copies, cerr := s.gate.Copies(place.Folder)
	if cerr != nil || len(copies) == 0 || e.Code == keyMissing || e.Code == keyDamaged {
		s.host.Offer(err, t.T("unlock.damaged_backup"), t.T("unlock.restore"), func() { s.show(s.restoreForm("")) })
		return
	}
	hint := t.N("unlock.damaged_copies", len(copies), "at", present.Moment(t, copies[0].At))
	s.host.Offer(err, hint, t.T("unlock.copies"), func() { s.show(s.copiesForm(place, "")) })
}

// The refusals that have a way out of their own.
const (
	wrongPassphrase = "wrong_passphrase"

	keyMissing = "desk_key_missing"
	keyDamaged = "desk_key_damaged"
)

// refusal says why something was not done and what can be, with everything that was found; nothing when the person stopped it.
func refusal(t present.Text, err error) string {
	if errors.Is(err, context.Canceled) {
		return ""
	}
	return present.Refusal(t, err)
}
