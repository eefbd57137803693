package screen

import (
	"context"

	"fyne.io/fyne/v2"

	"shinsa/i18n"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// Sheets makes recovery sheets. A sheet is paper: it is written by hand or goes to a printer through a pipe, and never becomes a file.
type Sheets interface {
	// SheetLines returns a recovery key as the numbered lines that are copied by hand.
	SheetLines(key string) []string
	// CanPrint reports whether this computer has a printing system.
	CanPrint() bool
	// PrintSheet sends the sheet to the usual printer.
	PrintSheet(ctx context.Context, key string) error
}

// SheetHost is what showing a recovery sheet needs of the window.
type SheetHost interface {
	Text() *i18n.Text
	Tasks() *task.Runner
	Problem(err error)
}

// RecoverySheet shows a recovery key, once, for who has to write it down or print it.
func RecoverySheet(h SheetHost, s Sheets, key string) fyne.CanvasObject {
	t := h.Text()
	lines := make([]fyne.CanvasObject, 0, 4)
	for _, l := range s.SheetLines(key) {
		line := widget.Wide(l, widget.Heading, theme.ColorInk)
		line.Bold = true
		lines = append(lines, line)
	}
	parts := []fyne.CanvasObject{widget.NewCard(widget.Inset(8, 4, widget.Column(6, lines...))), widget.NewNote(t.T("sheet.how"))}
	if !s.CanPrint() {
		return widget.Column(10, append(parts, widget.NewNote(t.T("sheet.no_printer")))...)
	}
	told := widget.NewNote("")
	told.Hide()
	var do *widget.Button
	do = widget.NewButton(t.T("sheet.print"), func() {
		do.Allow(false, t.T("sheet.printing"))
		task.Run(h.Tasks(), t.T("sheet.printing"), func(ctx context.Context, _ *task.Progress) (struct{}, error) {
			return struct{}{}, s.PrintSheet(ctx, key)
		}, func(_ struct{}, err error) {
			do.Allow(true, "")
			if err != nil {
				h.Problem(err)
				return
			}
			told.Set(t.T("sheet.printed"))
			told.Show()
		})
	})
	return widget.Column(10, append(parts, widget.Wrap(12, do), widget.NewNote(t.T("sheet.print_note")), told)...)
}
