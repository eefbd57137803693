package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shinsa/ui/theme"
)

// Progress is a slim bar of two parts of a whole: what was judged, and beyond it what was at least seen. The figures stand beside it as
// words; the bar alone says nothing.
type Progress struct {
	widget.BaseWidget
	judged, seen float32 // 0 to 1
	Width        float32
}

// NewProgress returns an empty bar.
func NewProgress() *Progress {
	p := &Progress{Width: 96}
	p.ExtendBaseWidget(p)
	return p
}

// Set shows judged and seen of total.
func (p *Progress) Set(judged, seen, total int) {
	p.judged, p.seen = 0, 0
	if total > 0 {
		p.judged = min(float32(judged)/float32(total), 1)
		p.seen = min(float32(max(seen, judged))/float32(total), 1)
	}
	p.Refresh()
}

// Judged returns the share shown as judged, from 0 to 1.
func (p *Progress) Judged() float32 { return p.judged }

// MinSize implements fyne.CanvasObject.
func (p *Progress) MinSize() fyne.Size { return fyne.NewSize(p.Width, 10) }

// CreateRenderer implements fyne.Widget.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer {
	r := &progressRenderer{p: p, back: canvas.NewRectangle(nil), seen: canvas.NewRectangle(nil), judged: canvas.NewRectangle(nil)}
	r.colour()
	return r
}

type progressRenderer struct {
	p                  *Progress
	back, seen, judged *canvas.Rectangle
}

func (r *progressRenderer) colour() {
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth = fynetheme.Color(theme.ColorDesk), fynetheme.Color(theme.ColorHairline), 1
	r.seen.FillColor = fynetheme.Color(theme.ColorAccentSoft)
	r.judged.FillColor = fynetheme.Color(theme.ColorAccent)
}

func (r *progressRenderer) Layout(s fyne.Size) {
	const h = 8
	y := (s.Height - h) / 2
	for _, part := range []struct {
		o     fyne.CanvasObject
		share float32
	}{{r.back, 1}, {r.seen, r.p.seen}, {r.judged, r.p.judged}} {
		part.o.Move(fyne.NewPos(0, y))
		part.o.Resize(fyne.NewSize(s.Width*part.share, h))
	}
}

func (r *progressRenderer) MinSize() fyne.Size { return r.p.MinSize() }
func (r *progressRenderer) Destroy()           {}
func (r *progressRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.seen, r.judged}
}

func (r *progressRenderer) Refresh() {
	r.colour()
	r.Layout(r.p.Size())
	canvas.Refresh(r.p)
}
