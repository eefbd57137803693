package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"shinsa/ui/screen"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// help shows every key of the screen, menu by menu, and those of the window.
func (f *Frame) help() {
	t := f.text
	list := widget.Column(14, widget.NewNote(t.T("frame.help_note")))
	for _, m := range []screen.Menu{screen.MenuCase, screen.MenuItem, screen.MenuView} {
		rows := widget.Column(4)
		for _, a := range f.actions() {
			if a.Menu == m && len(a.Keys) > 0 {
				rows.Add(keyRow(a.Keys, a.Word))
			}
		}
		if len(rows.Objects) > 0 {
			list.Add(widget.Column(6, widget.NewHeading(t.T("frame.menu_screen_"+string(m)), widget.Body), rows))
		}
	}
	rows := widget.Column(4)
	for _, a := range f.own() {
		rows.Add(keyRow([]screen.Key{a.key}, t.T(a.word)))
	}
	list.Add(widget.Column(6, widget.NewHeading(t.T("frame.help_window"), widget.Body), rows))
	widget.OpenSheet(f.Canvas(), widget.SheetWords{Title: t.T("frame.help_title"), Close: t.T("frame.close")}, list)
}

// keyRow is one line of the help: the keys, and what they do.
func keyRow(keys []screen.Key, word string) fyne.CanvasObject {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.String()
	}
	does := widget.NewText(word, widget.Caption, theme.ColorInk)
	does.Full = true
	return widget.TopCells(12, []widget.Cell{{Ems: 7.5}, {Share: 1}}, widget.NewHeading(strings.Join(names, "  "), widget.Caption), does)
}
