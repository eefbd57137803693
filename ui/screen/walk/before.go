package walk

import (
	"fyne.io/fyne/v2"

	"shinsa/review/wording"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// showBefore lays what was answered and found earlier under the present answer: what did not change in one line, what did with the words
// that went struck out.
func (p *itemPane) showBefore(bs []present.Before) {
	p.befores.RemoveAll()
	for _, b := range bs {
		p.befores.Add(p.before(b))
	}
	setVisible(p.befores, len(bs) > 0)
}

func (p *itemPane) before(b present.Before) fyne.CanvasObject {
	t := p.s.host.Text()
	signs := []fyne.CanvasObject{}
	if b.Judged {
		signs = append(signs, widget.NewChip(b.Verdict.Word, theme.Tone(b.Verdict.Tone)))
	}
	signs = append(signs, widget.NewChip(b.Changed.Word, theme.Tone(b.Changed.Tone)))
	parts := []fyne.CanvasObject{headed(b.Title, signs...)}
	if b.Found != "" {
		parts = append(parts, widget.NewNote(b.Found))
	}
	answer := widget.NewMarked(theme.Bad, pieces(b.Answer))
	answer.Struck = true
	box := widget.NewSurface(theme.ColorPaper, widget.Inset(12, 6, answer))
	box.Framed = true
	if !b.Same {
		parts = append(parts, box)
	}
	for _, w := range []struct{ key, text string }{{"walk.remark", b.Remark}, {"walk.inquiry", b.Inquiry}} {
		if w.text != "" {
			words := widget.NewParagraph(w.text)
			words.Full = true
			parts = append(parts, widget.TopCells(8, []widget.Cell{{}, {Share: 1}}, widget.Inset(0, 3, widget.Wide(t.T(w.key), widget.Caption, theme.ColorInkSoft)), words))
		}
	}
	return widget.Column(3, parts...)
}

func pieces(side []wording.Stretch) []widget.Piece {
	out := make([]widget.Piece, len(side))
	for i, s := range side {
		out[i] = widget.Piece{Text: s.Text, Marked: s.Changed}
	}
	return out
}
