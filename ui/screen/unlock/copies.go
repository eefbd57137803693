package unlock

import (
	"context"

	"fyne.io/fyne/v2"

	"shinsa/ui/present"
	"shinsa/ui/widget"
)

// copiesForm puts a local copy of the database in the place of the present one: for a desk that is damaged. chosen is preselected.
func (s *Screen) copiesForm(place Place, chosen string) fyne.CanvasObject {
	t := s.host.Text()
	r := s.newRescue("unlock.copy_do", "unlock.returning")
	r.do.Manner = widget.Grave
	copies, err := s.gate.Copies(place.Folder)
	if err != nil {
		s.host.Problem(err)
	}
	if chosen == "" && len(copies) > 0 {
		chosen = copies[0].Name
	}
	pass := widget.NewSecret(t.T("unlock.passphrase"))
	pass.OnChanged = func(string) { r.changed() }
	pass.OnSubmitted = func(string) {
		if !r.do.Disabled() { // a grave act: Return leads to its button, and there it is pressed once more
			s.host.Canvas().Focus(r.do)
		}
	}
	list := widget.Column(6)
	var buttons []*widget.Button
	for i, l := range present.CopyLines(t, copies, 0) {
		b := widget.NewToggle(l.Words, func() {
			chosen = l.Name
			for j, other := range buttons {
				other.SetChosen(j == i)
			}
			r.changed()
		})
		b.SetChosen(l.Name == chosen)
		buttons = append(buttons, b)
		list.Add(widget.Wrap(0, b))
	}
	if len(copies) == 0 {
		list.Add(widget.NewNote(t.T("unlock.no_copies")))
	}
	r.missing = func() string {
		switch {
		case chosen == "":
			return t.T("unlock.need_copy")
		case pass.Text == "":
			return t.T("unlock.need_pass")
		}
		return ""
	}
	r.act = func(ctx context.Context) error { return s.gate.ReturnToCopy(ctx, place.Folder, chosen, pass.Text) }
	s.first = pass
	form := widget.Column(14, s.head(t.T("unlock.copies_note")), widget.NewNote(t.T("unlock.folder", "folder", place.Folder)), list,
		widget.Labelled(t.T("unlock.passphrase"), widget.Watched(t, pass)), widget.NewNote(t.T("unlock.copies_kept")), r.foot())
	r.check()
	return form
}

// ShowCopies goes straight to the local copies of the desk that was open last.
func (s *Screen) ShowCopies(name string) {
	if places := s.gate.Places(); len(places) > 0 {
		s.show(s.copiesForm(places[s.usual(places)], name))
	}
}
