package walk

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// outlineRow is one row of the list: a heading with its figures, or an item with its signs. Pointing at it says in words what they mean.
type outlineRow struct {
	widget.Surface
	pane        *outlinePane
	row         present.OutlineRow
	sign        *widget.Picture
	id, title   *widget.Line
	figures     *widget.Line
	signs       [3]*widget.Picture // changed, inquiry, finding
	cells       *fyne.Container
	headingCell *fyne.Container
	fold        *widget.Picture
	heading     *widget.Line
	indent      *widget.Space
}

// step is how much further in each level of headings stands; deeper than so many levels all stand alike.
const (
	indentStep  = 10
	indentDepth = 6
)

func (p *outlinePane) newRow() fyne.CanvasObject {
	r := &outlineRow{
		pane: p,
		sign: widget.NewPicture(theme.Hollow.Icon(), widget.Caption), id: widget.NewLine("", widget.Caption, theme.ColorInkSoft),
		title: widget.NewAbridged("", widget.Body, theme.ColorInk), fold: widget.NewPicture(theme.IconChevronDown.Resource(theme.ColorInkSoft), widget.Caption),
		heading: widget.NewAbridged("", widget.Body, theme.ColorInk), figures: widget.Wide("", widget.Caption, theme.ColorInkSoft), indent: widget.NewSpace(),
	}
	for i, icon := range []theme.Icon{theme.IconChanged, theme.IconAsk, theme.IconNote} {
		r.signs[i] = widget.NewPicture(icon.Resource(theme.Caution.Ink()), widget.Caption)
	}
	r.heading.Bold = true
	signs := widget.Cells(4, nil, r.signs[0], r.signs[1], r.signs[2])
	r.cells = widget.Cells(6, []widget.Cell{{}, {Ems: 2.9}, {Share: 1}, {}}, r.sign, r.id, r.title, signs)
	r.headingCell = widget.Cells(6, []widget.Cell{{}, {Share: 1}, {}}, r.fold, r.heading, r.figures)
	body := widget.Cells(0, []widget.Cell{{}, {Share: 1}}, r.indent, container.NewStack(r.headingCell, widget.Inset(8, 0, r.cells)))
	r.Surface = widget.Ground(theme.ColorDesk, widget.Inset(8, 3, body))
	r.ExtendBaseWidget(r)
	return r
}

func (p *outlinePane) fill(i int, o fyne.CanvasObject) {
	if i >= len(p.rows) {
		return
	}
	r := o.(*outlineRow)
	r.row = p.rows[i]
	r.indent.Width = indentStep * float32(min(r.row.Depth, indentDepth))
	if r.row.Heading {
		r.showHeading()
	} else {
		r.showItem()
	}
	r.Refresh()
}

func (r *outlineRow) showHeading() {
	t, d := r.pane.s.host.Text(), r.row
	r.cells.Hide()
	r.headingCell.Show()
	icon := theme.IconChevronDown
	if d.Closed {
		icon = theme.IconChevronRight
	}
	r.fold.Set(icon.Resource(theme.ColorInkSoft))
	r.heading.SetText(d.Title)
	colour := theme.ColorInkSoft
	if d.Tally.Judged == d.Tally.Total {
		colour = theme.Good.Ink()
	}
	r.figures.Set(present.GroupFigures(t, d.Tally), colour)
	r.SetColour(theme.ColorDesk)
}

func (r *outlineRow) showItem() {
	d := r.row
	r.headingCell.Hide()
	r.cells.Show()
	tone := theme.Tone(present.VerdictTone(d.Verdict))
	r.sign.Set(tone.Icon())
	r.id.SetText(string(d.Item))
	current := d.Item == r.pane.s.at.Item
	ground, ink := theme.ColorDesk, theme.ColorInk
	if !d.Seen && !current {
		ink = theme.ColorInkSoft
	}
	if current {
		ground = theme.ColorAccentSoft
	}
	r.title.Set(d.Title, ink)
	r.title.SetBold(current)
	r.SetColour(ground)
	setVisible(r.signs[0], d.Changed)
	setVisible(r.signs[1], d.Inquiry)
	setVisible(r.signs[2], d.Finding)
	finding := theme.IconNote.Resource(theme.Caution.Ink())
	if d.Grave {
		finding = theme.IconWarn.Resource(theme.Bad.Ink())
	}
	r.signs[2].Set(finding)
}

// pointed says what the row under the pointer shows by its signs, or what a heading counts.
func (p *outlinePane) pointed(i int, on bool) {
	if i >= len(p.rows) {
		return
	}
	t, r := p.s.host.Text(), p.rows[i]
	words := present.WhyRow(t, r)
	if r.Heading {
		words = present.WhyFigures(t, r.Title, r.Tally)
	}
	p.explain(on, words)
}

// current returns the row of the item at hand or, where that is folded away, of the nearest heading over it; -1 when neither is listed.
func (p *outlinePane) current() int {
	i := slices.IndexFunc(p.rows, func(r present.OutlineRow) bool { return !r.Heading && r.Item == p.s.at.Item })
	if i >= 0 || p.s.model == nil {
		return i
	}
	for _, h := range p.s.model.Over(p.s.at.Item) {
		if i := slices.IndexFunc(p.rows, func(r present.OutlineRow) bool { return r.Heading && r.Group == h.Group }); i >= 0 {
			return i
		}
	}
	return -1
}
