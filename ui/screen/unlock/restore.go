package unlock

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"shinsa/ui/widget"
)

// Restoring says from which file a desk is restored, and with what it opens.
type Restoring struct {
	Backup     string // path of the file
	Passphrase string // of the day it was made; with a sheet the new one
	Sheet      string // the recovery sheet as typed, "" when the passphrase is known
}

// How the backup is opened.
const (
	byPassphrase = "passphrase"
	bySheet      = "sheet"
)

// restoreForm makes a desk from a backup file: onto a new computer, or beside one that is damaged.
func (s *Screen) restoreForm(path string) fyne.CanvasObject {
	t := s.host.Text()
	r := s.newRescue("unlock.restore_do", "unlock.restoring")
	file := widget.NewPathField(t.T("unlock.backup_file"), t.T("unlock.choose"), func(f func(string)) { s.host.BrowseFile([]string{".backup"}, f) })
	file.Put(path)
	file.OnChanged = func(string) { r.changed() }
	old := widget.NewSecret(t.T("unlock.passphrase_then"))
	old.OnChanged = func(string) { r.changed() }
	old.OnSubmitted = func(string) { r.submit() }
	sheet := s.sheetField(r.changed)
	pass := widget.NewPassphrase(t, r.changed, r.submit)
	known, lost := widget.Labelled(t.T("unlock.passphrase_then"), widget.Watched(t, old)), widget.Column(14, widget.Labelled(t.T("unlock.sheet"), sheet), pass.Content)
	lost.Hide()
	how := widget.NewSmallChoice([]widget.Option{
		{Value: byPassphrase, Word: t.T("unlock.by_passphrase")}, {Value: bySheet, Word: t.T("unlock.by_sheet")},
	}, func(v string) {
		widget.Visible(known, v == byPassphrase)
		widget.Visible(lost, v == bySheet)
		r.changed()
	}).Fixed()
	how.Set(byPassphrase)
	r.missing = func() string {
		switch {
		case strings.TrimSpace(file.Path()) == "":
			return t.T("unlock.need_backup")
		case how.Chosen() == byPassphrase && old.Text == "":
			return t.T("unlock.need_old")
		case how.Chosen() == byPassphrase:
			return ""
		case sheet.Text == "":
			return t.T("unlock.need_sheet")
		}
		return pass.Why()
	}
	r.act = func(ctx context.Context) error {
		what := Restoring{Backup: file.Path(), Passphrase: old.Text}
		if how.Chosen() == bySheet {
			what.Passphrase, what.Sheet = pass.Text(), sheet.Text
		}
		return s.gate.Restore(ctx, what)
	}
	form := widget.Column(14, s.head(t.T("unlock.restore_note")), widget.Labelled(t.T("unlock.backup_file"), file),
		widget.Labelled(t.T("unlock.open_by"), how), known, lost,
		widget.NewNote(t.T("unlock.restore_to", "folder", s.gate.RestoreTo())), r.foot())
	s.first = file.First()
	if path != "" {
		s.first = old
	}
	r.check()
	return form
}
