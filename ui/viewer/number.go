package viewer

import (
	"strconv"
	"strings"

	"shinsa/ui/present"
	"shinsa/ui/widget"
)

// EnterNumber asks for the number of a page in the place where the present one stands, and gives that field the keyboard.
func (v *Viewer) EnterNumber() {
	if v.doc == nil {
		return
	}
	v.top.number.SetText("")
	v.top.figures.Hide()
	v.top.number.Show()
	v.top.bar.Refresh()
	widget.Focus(v.top.number)
}

// numbered goes to the page whose number was typed, the nearest there is. What is no number is asked for again.
func (v *Viewer) numbered(typed string) {
	n, ok := pageNumber(typed)
	if !ok {
		v.top.number.SetText("")
		return
	}
	v.leaveNumber()
	v.Enter()
	v.GoTo(n)
}

// leaveNumber puts the number of the page on screen back.
func (v *Viewer) leaveNumber() {
	if v.top.number.Visible() {
		v.top.number.Hide()
		v.top.figures.Show()
		v.top.bar.Refresh()
	}
}

// pageNumber reads the number of a page as people write it: of any width, with or without marks between thousands, 頁 behind it or p. before.
func pageNumber(typed string) (int, bool) {
	digits := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" ,.p頁ぺーじ", r) {
			return -1
		}
		return r
	}, present.Fold(typed))
	n, err := strconv.Atoi(digits)
	return n, err == nil && n > 0
}
