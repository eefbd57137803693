package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shinsa/ui/theme"
)

// Pane is one part of a Panes.
type Pane struct {
	Content fyne.CanvasObject
	Share   float32 // of the width, before the person moved a divider
	Least   float32 // width below which the pane is no use
	// Enter gives the pane the keyboard; nil for a pane without controls.
	Enter func()
}

// Panes sets parts side by side with dividers a person can move with the pointer or, through Grow, with the keyboard. The pane that has
// the keyboard is marked by a line at its top.
type Panes struct {
	widget.BaseWidget
	// OnMoved is called after a divider was moved, with the shares to remember.
	OnMoved func(shares []float32)
	// OnActive is called when the keyboard came to something in another pane, by Tab or the pointer.
	OnActive func(i int)
	panes    []Pane
	shares   []float32
	dividers []*divider
	mark     *canvas.Rectangle
	active   int
}

const dividerWidth = 7

// NewPanes returns panes; the first one is active.
func NewPanes(panes ...Pane) *Panes {
	p := &Panes{panes: panes, mark: canvas.NewRectangle(nil)}
	for i, pane := range panes {
		p.shares = append(p.shares, pane.Share)
		if i > 0 {
			d := &divider{panes: p, left: i - 1}
			d.ExtendBaseWidget(d)
			p.dividers = append(p.dividers, d)
		}
	}
	p.ExtendBaseWidget(p)
	return p
}

// Shares returns the widths as parts of the whole, to remember.
func (p *Panes) Shares() []float32 { return append([]float32(nil), p.shares...) }

// Restore sets remembered shares; it ignores what does not fit the panes.
func (p *Panes) Restore(shares []float32) {
	if len(shares) != len(p.panes) {
		return
	}
	for _, s := range shares {
		if s <= 0 {
			return
		}
	}
	copy(p.shares, shares)
	p.Refresh()
}

// SetVisible hides or shows a pane; what is hidden gives its width to the others.
func (p *Panes) SetVisible(i int, visible bool) {
	if p.panes[i].Content.Visible() == visible {
		return
	}
	if visible {
		p.panes[i].Content.Show()
	} else {
		p.panes[i].Content.Hide()
	}
	p.Refresh()
}

// Active returns the pane that has the keyboard.
func (p *Panes) Active() int { return p.active }

// Activate gives pane i the keyboard.
func (p *Panes) Activate(i int) {
	if i < 0 || i >= len(p.panes) || !p.panes[i].Content.Visible() {
		return
	}
	p.active = i
	if f := p.panes[i].Enter; f != nil {
		f()
	}
	p.active = i // what takes the keyboard may not be in its place yet
	p.Refresh()
}

// Next gives the keyboard to the next visible pane, or with by -1 to the one before.
func (p *Panes) Next(by int) {
	n := len(p.panes)
	for i := 1; i <= n; i++ {
		j := ((p.active+by*i)%n + n) % n
		if p.panes[j].Content.Visible() {
			p.Activate(j)
			return
		}
	}
}

// Grow widens the active pane by a part of the whole, or narrows it when by is negative.
func (p *Panes) Grow(by float32) {
	i := min(p.active, len(p.panes)-2)
	if p.active != i {
		by = -by
	}
	p.move(i, by*p.Size().Width)
	p.moved()
}

func (p *Panes) moved() {
	if p.OnMoved != nil {
		p.OnMoved(p.Shares())
	}
}

// move shifts the divider right of pane i by dx points, as far as both neighbours stay useful.
func (p *Panes) move(i int, dx float32) {
	w := p.widths(p.Size().Width)
	j := i + 1
	if j >= len(w) || w[i] == 0 || w[j] == 0 {
		return
	}
	dx = max(dx, p.panes[i].Least-w[i])
	dx = min(dx, w[j]-p.panes[j].Least)
	both := p.shares[i] + p.shares[j]
	sum := w[i] + w[j]
	p.shares[i] = both * (w[i] + dx) / sum
	p.shares[j] = both - p.shares[i]
	p.Refresh()
}

// widths returns how wide each pane is, 0 for a hidden one: by share, none below its least as long as that is possible.
func (p *Panes) widths(width float32) []float32 {
	w := make([]float32, len(p.panes))
	total, shown := float32(0), 0
	for i, pane := range p.panes {
		if pane.Content.Visible() {
			total += p.shares[i]
			shown++
		}
	}
	left := width - float32(max(shown-1, 0))*dividerWidth
	if total == 0 || left <= 0 {
		return w
	}
	missing, spare := float32(0), float32(0)
	for i, pane := range p.panes {
		if !pane.Content.Visible() {
			continue
		}
		w[i] = left * p.shares[i] / total
		if w[i] < pane.Least {
			missing += pane.Least - w[i]
		} else {
			spare += w[i] - pane.Least
		}
	}
	if missing == 0 || spare < missing {
		return w
	}
	for i, pane := range p.panes {
		switch {
		case w[i] == 0:
		case w[i] < pane.Least:
			w[i] = pane.Least
		default:
			w[i] -= missing * (w[i] - pane.Least) / spare
		}
	}
	return w
}

// MinSize implements fyne.CanvasObject.
func (p *Panes) MinSize() fyne.Size { return fyne.NewSize(320, 200) }

func (p *Panes) parts() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, len(p.panes))
	for i, pane := range p.panes {
		out[i] = pane.Content
	}
	return out
}

// CreateRenderer implements fyne.Widget.
func (p *Panes) CreateRenderer() fyne.WidgetRenderer {
	r := &panesRenderer{p}
	r.colour()
	return r
}

type panesRenderer struct{ p *Panes }

func (r *panesRenderer) colour() { r.p.mark.FillColor = fynetheme.Color(theme.ColorAccent) }

func (r *panesRenderer) Layout(s fyne.Size) {
	x := float32(0)
	for i, w := range r.p.widths(s.Width) {
		c := r.p.panes[i].Content
		if i > 0 {
			d := r.p.dividers[i-1]
			if w > 0 && x > 0 {
				d.Show()
				d.Move(fyne.NewPos(x, 0))
				d.Resize(fyne.NewSize(dividerWidth, s.Height))
				x += dividerWidth
			} else {
				d.Hide()
			}
		}
		if w == 0 {
			continue
		}
		c.Move(fyne.NewPos(x, 0))
		c.Resize(fyne.NewSize(w, s.Height))
		if i == r.p.active {
			r.p.mark.Move(fyne.NewPos(x, 0))
			r.p.mark.Resize(fyne.NewSize(w, 2))
		}
		x += w
	}
}

func (r *panesRenderer) MinSize() fyne.Size { return r.p.MinSize() }
func (r *panesRenderer) Destroy()           {}

func (r *panesRenderer) Objects() []fyne.CanvasObject {
	var o []fyne.CanvasObject
	for i, pane := range r.p.panes {
		if i > 0 {
			o = append(o, r.p.dividers[i-1])
		}
		o = append(o, pane.Content)
	}
	return append(o, r.p.mark)
}

func (r *panesRenderer) Refresh() {
	r.colour()
	r.Layout(r.p.Size())
	canvas.Refresh(r.p)
}
