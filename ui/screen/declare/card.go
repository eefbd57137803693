package declare

import (
	"fyne.io/fyne/v2"

	"shinsa/i18n"
	"shinsa/review/conflict"
	"shinsa/review/fault"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// coverCard is the left part: the only thing of the application that can be read.
func coverCard(t *i18n.Text, c conflict.Cover) fyne.CanvasObject {
	parts := []fyne.CanvasObject{
		widget.Cells(8, []widget.Cell{{}, {Share: 1}}, widget.NewPicture(theme.IconLock.Resource(theme.ColorInkSoft), widget.Heading), widget.NewHeading(t.T("declare.cover"), widget.Heading)),
		widget.NewNote(t.T("declare.cover_note")), widget.NewRule(),
	}
	for _, l := range present.CoverCard(t, c) {
		values := []fyne.CanvasObject{widget.NewNote(l.Name)}
		for _, v := range l.Values {
			p := widget.NewParagraph(v)
			p.Full = true
			values = append(values, p)
		}
		parts = append(parts, widget.Column(0, values...))
	}
	return widget.NewSurface(theme.ColorDesk, widget.NewPage(widget.Inset(20, 18, widget.Column(10, parts...))))
}

// beside gives the left object a fixed width.
type beside struct{ width float32 }

func (l *beside) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	w := min(l.width, s.Width*0.34)
	objects[0].Resize(fyne.NewSize(w, s.Height))
	objects[1].Move(fyne.NewPos(w, 0))
	objects[1].Resize(fyne.NewSize(s.Width-w, s.Height))
}

func (l *beside) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 320) }

// foot is the line below the form: where the answers lead, what is missing, and the two ways on.
type foot struct {
	s       *Screen
	outcome *widget.Chip
	missing *widget.Link
	sign    *widget.Button
	recuse  *widget.Button
	content *widget.Surface
}

func newFoot(s *Screen) *foot {
	t := s.host.Text()
	f := &foot{s: s, outcome: widget.NewChip("", theme.Hollow)}
	f.missing = widget.NewLink("", widget.Body, func() {
		widget.Tell(s.host.Canvas(), t.T("declare.not_yet"), t.T("declare.back"), present.Missing(t, s.missing)...)
	})
	f.sign = widget.NewButton(t.T("declare.do_sign"), func() { s.sign(false) })
	f.recuse = widget.NewButton(t.T("declare.do_recuse"), func() { s.sign(true) })
	ways := widget.Cells(12, []widget.Cell{{Ems: 12.5}, {Ems: 12.5}}, f.recuse, f.sign)
	row := widget.Trailing(12, f.outcome, f.missing, ways)
	f.content = widget.NewSurface(theme.ColorPaper, widget.Column(0, widget.NewRule(), widget.Inset(20, 10, row)))
	f.hide() // until it is known what would be declared
	return f
}

func (f *foot) hide() { f.content.Hide() }

func (f *foot) show(a conflict.Assessment, missing fault.List) {
	t := f.s.host.Text()
	f.content.Show()
	sign := present.Consequence(t, a)
	if len(missing) > 0 && a.Outcome == conflict.Clear {
		sign = present.Sign{Tone: present.Hollow, Word: t.T("declare.outcome_open")}
	}
	f.outcome.Set(sign.Word, theme.Tone(sign.Tone))
	f.missing.SetText(t.N("declare.missing", len(missing)))
	widget.Visible(f.missing, len(missing) > 0)
	f.sign.SetText(t.T("declare.do_sign"))
	if a.Outcome == conflict.Recuse {
		f.sign.SetText(t.T("declare.do_sign_recuse"))
	}
	f.sign.Allow(len(missing) == 0, "")
	f.content.Refresh()
}
