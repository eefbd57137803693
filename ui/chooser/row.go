package chooser

import (
	"fyne.io/fyne/v2"

	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

const (
	columnGap = 12
	rowInset  = 8
)

// columns are shared by the rows and their heads: the sign of a folder, the name, when it was changed, how large it is.
var columns = []widget.Cell{{Ems: 2.4}, {Share: 1}, {Ems: 11}, {Ems: 5}}

// row is one line of the folder; the list uses it again for others.
type row struct {
	widget.Surface
	sign           *widget.Picture
	name, at, size *widget.Line
}

func newRow() fyne.CanvasObject {
	r := &row{
		sign: widget.NewPicture(theme.IconDocument.Resource(theme.ColorInkSoft), widget.Body), name: widget.NewAbridged("見", widget.Body, theme.ColorInk),
		at: widget.NewLine("見", widget.Caption, theme.ColorInkSoft), size: widget.NewLine("見", widget.Caption, theme.ColorInkSoft),
	}
	r.Surface = widget.Ground(theme.ColorPaper, widget.Inset(rowInset, 4, widget.Cells(columnGap, columns, r.sign, r.name, r.at, r.size)))
	r.ExtendBaseWidget(r)
	return r
}

func (c *chooser) fill(i int, o fyne.CanvasObject) {
	if i >= len(c.shown) {
		return
	}
	r, e := o.(*row), c.shown[i]
	icon, size := theme.IconDocument, present.Bytes(e.size)
	if e.folder {
		icon, size = theme.IconFolder, ""
	}
	ground := theme.ColorPaper
	if i == c.at {
		ground = theme.ColorAccentSoft
	}
	r.SetColour(ground)
	r.sign.Set(icon.Resource(theme.ColorInkSoft))
	r.name.SetText(e.name)
	r.at.SetText(present.Moment(c.text, e.at))
	r.size.SetText(size)
	r.Refresh()
}
