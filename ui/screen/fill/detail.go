package fill

import (
	"fyne.io/fyne/v2"

	"shinsa/review/form"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// detailPane is the right part: the field at hand three ways, and the choice between them.
type detailPane struct {
	s       *Screen
	column  *fyne.Container
	side    *widget.Choice // of a verdict or finding
	sides   *widget.Choice // of a text
	page    *widget.Page
	content fyne.CanvasObject
}

func newDetailPane(s *Screen) *detailPane {
	t := s.host.Text()
	p := &detailPane{s: s, column: widget.Column(12)}
	options := []widget.Option{
		{Value: string(form.FromForm), Word: t.T("fill.side_form"), Key: "1"},
		{Value: string(form.FromDesk), Word: t.T("fill.side_desk"), Key: "2"},
		{Value: string(form.FromBoth), Word: t.T("fill.side_both"), Key: "3"},
	}
	chosen := func(v string) {
		if v != "" {
			s.take(form.Side(v))
		}
	}
	p.side, p.sides = widget.NewChoice(options[:2], chosen).Fixed(), widget.NewChoice(options, chosen).Fixed()
	p.page = widget.NewPage(widget.Inset(18, 14, p.column))
	p.content = widget.NewSurface(theme.ColorDesk, p.page)
	return p
}

func (p *detailPane) enter() {
	if len(p.s.lines) > 0 {
		p.s.host.Canvas().Focus(p.choice().First())
	}
}

// choice is the one for the line at hand.
func (p *detailPane) choice() *widget.Choice {
	if p.s.lines[p.s.row].Text {
		return p.sides
	}
	return p.side
}

// fill shows the line at hand.
func (p *detailPane) fill() {
	t := p.s.host.Text()
	p.column.RemoveAll()
	if p.s.row < len(p.s.lines) {
		l := p.s.lines[p.s.row]
		p.choice().Set(string(l.Side))
		p.column.Add(widget.NewHeading(l.Item, widget.Heading))
		p.column.Add(widget.NewNote(l.Field))
		if l.Clash {
			p.column.Add(widget.Full(t.T("fill.clash")))
		}
		p.column.Add(way(t.T("fill.was"), l.Base, l.Field, false))
		p.column.Add(way(t.T("fill.on_desk"), l.Desk, l.Field, l.Side == form.FromDesk || l.Side == form.FromBoth))
		p.column.Add(way(t.T("fill.in_form"), l.Form, l.Field, l.Side == form.FromForm || l.Side == form.FromBoth))
		p.column.Add(widget.Column(6, widget.NewHeading(t.T("fill.choose_side"), widget.Heading), p.choice()))
	}
	p.page.Reflow()
}

// way is one of the three ways a field reads; the chosen one is ringed.
func way(name string, v present.Sign, field string, chosen bool) fyne.CanvasObject {
	var words fyne.CanvasObject
	if v.Tone == present.Neutral {
		words = widget.Full(v.Word)
	} else {
		words = widget.Wrap(0, widget.NewMark(v.Word, theme.Tone(v.Tone)))
	}
	c := widget.NewCard(widget.Column(4, widget.NewLine(name, widget.Caption, theme.ColorInkSoft), words))
	c.Ringed = chosen
	return c
}
