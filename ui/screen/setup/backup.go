package setup

import (
	"context"
	"errors"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// backups is the one file that holds everything, and the local copies of the database; above them what a restore left open.
func (s *Screen) backups() []fyne.CanvasObject {
	return append(s.numbers(), s.backup(), s.copies())
}

// backup says when the last one was made and makes another.
func (s *Screen) backup() fyne.CanvasObject {
	t := s.host.Text()
	last, since, ok, err := s.desk.LastBackup(context.Background())
	if err != nil {
		s.host.Problem(err)
	}
	sign, words := present.LastBackup(t, last, since, ok)
	folder := widget.NewPathField(s.host.Folder(), t.T("setup.choose"), func(f func(string)) { s.host.BrowseFolder(f) })
	folder.Put(s.host.Folder())
	do := widget.NewPrimary(t.T("setup.backup_do"), func() { s.backUp(folder.Path()) })
	parts := []fyne.CanvasObject{
		widget.NewCard(widget.TopCells(12, []widget.Cell{{}, {Share: 1}}, widget.NewMark(sign.Word, theme.Tone(sign.Tone)), widget.Full(words))),
		widget.Full(t.T("setup.backup_note")), widget.Labelled(t.T("setup.backup_folder"), folder),
	}
	if !s.desk.Signed() {
		do.Allow(false, t.T("setup.backup_needs_card"))
		parts = append(parts, marked(t.T("setup.backup_needs_card")))
	}
	return s.section("setup.backup", append(parts, container.NewHBox(do), widget.NewNote(t.T("setup.backup_after")))...)
}

// backUp makes a backup in a folder; the foot of the window shows how far it is and stops it.
func (s *Screen) backUp(folder string) {
	t := s.host.Text()
	if !s.desk.Signed() {
		s.host.Tell(t.T("setup.backup_needs_card"))
		return
	}
	task.Run(s.host.Tasks(), t.T("setup.backing_up"), func(ctx context.Context, p *task.Progress) (string, error) {
		told := int64(-1)
		return s.safe.Backup(ctx, folder, func(done, total int64) {
			// The window hears of whole hundredths: a large desk is written in thousands of pieces.
			if total > 0 && 100*done/total != told {
				told = 100 * done / total
				p.Report("", float64(done)/float64(total))
			}
		})
	}, func(path string, err error) {
		switch {
		case errors.Is(err, context.Canceled):
			s.host.Tell(t.T("setup.backup_stopped"))
			return
		case err != nil:
			s.host.Problem(err)
			return
		}
		s.Reload()
		s.host.Done(t.T("setup.backed_up", "path", path))
	})
}

// kept are how many local copies can be kept; 0 is none.
var kept = []int{0, 3, 5, 10, 20}

// copies lists the local copies and leads back to one.
func (s *Screen) copies() fyne.CanvasObject {
	t := s.host.Text()
	found, err := s.safe.LocalCopies()
	if err != nil {
		s.host.Problem(err)
	}
	last, since, _, err := s.desk.LastBackup(context.Background())
	acts := int64(0)
	if err == nil && last.Acts > 0 {
		acts = last.Acts + since
	}
	rows := []fyne.CanvasObject{widget.Full(t.T("setup.copies_note"))}
	for _, c := range present.CopyLines(t, found, acts) {
		rows = append(rows, widget.Cells(12, []widget.Cell{{Share: 1}, {}}, widget.Full(c.Words), widget.NewToggle(t.T("setup.copy_return"), func() { s.returnTo(c) })))
	}
	if len(found) == 0 {
		rows = append(rows, widget.NewNote(t.T("setup.copies_none")))
	}
	return s.section("setup.copies", append(rows, widget.Labelled(t.T("setup.copies_keep"), s.keeping()))...)
}

func (s *Screen) keeping() fyne.CanvasObject {
	t := s.host.Text()
	var options []widget.Option
	for _, n := range kept {
		word := t.T("setup.copies_off")
		if n > 0 {
			word = t.N("setup.copies_n", n)
		}
		options = append(options, widget.Option{Value: strconv.Itoa(n), Word: word})
	}
	c := widget.NewSmallChoice(options, func(v string) {
		n, err := strconv.Atoi(v)
		if err == nil {
			err = s.safe.KeepCopies(context.Background(), n)
		}
		if err != nil {
			s.host.Problem(err)
		}
	}).Fixed()
	c.Set(strconv.Itoa(s.safe.KeptCopies(context.Background())))
	return c
}

// returnTo asks before the desk goes back to a copy.
func (s *Screen) returnTo(c present.CopyLine) {
	t := s.host.Text()
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("setup.copy_title"), Body: []string{t.T("setup.copy_body", "copy", c.Words), t.T("setup.copy_lost"), t.T("setup.copy_kept")},
		Grave: true, Do: t.T("setup.copy_do"), Not: t.T("setup.back"),
		Act: func(string) string { s.host.ReturnToCopy(c.Name); return "" },
	})
}
