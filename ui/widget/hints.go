package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shinsa/ui/theme"
)

// Hint is one key and what it does on the present screen.
type Hint struct{ Key, Word string }

// Hints is the line at the foot of the window that says which keys work here. Hints that do not fit are left out from the end.
type Hints struct {
	widget.BaseWidget
	hints []Hint
}

// NewHints returns a line of hints.
func NewHints(hints ...Hint) *Hints {
	h := &Hints{hints: hints}
	h.ExtendBaseWidget(h)
	return h
}

// Set changes the hints.
func (h *Hints) Set(hints []Hint) {
	h.hints = hints
	h.Refresh()
}

// MinSize implements fyne.CanvasObject.
func (h *Hints) MinSize() fyne.Size { return fyne.NewSize(64, ceil(fynetheme.Size(Caption)*1.6)) }

// CreateRenderer implements fyne.Widget.
func (h *Hints) CreateRenderer() fyne.WidgetRenderer { return &hintsRenderer{h: h} }

type hintsRenderer struct {
	h       *Hints
	objects []fyne.CanvasObject
}

func (r *hintsRenderer) Layout(s fyne.Size) {
	r.objects = r.objects[:0]
	size := fynetheme.Size(Caption)
	x := float32(0)
	for _, hint := range r.h.hints {
		key := canvas.NewText(hint.Key, fynetheme.Color(theme.ColorInk))
		key.TextSize, key.Alignment = size*0.92, fyne.TextAlignCenter
		word := canvas.NewText(hint.Word, fynetheme.Color(theme.ColorInkSoft))
		word.TextSize = size
		kw := max(key.MinSize().Width+8, ceil(size*1.3))
		need := kw + 5 + word.MinSize().Width
		if x+need > s.Width {
			break
		}
		box := canvas.NewRectangle(fynetheme.Color(theme.ColorPaper))
		box.StrokeColor, box.StrokeWidth, box.CornerRadius = fynetheme.Color(fynetheme.ColorNameInputBorder), 1, 2
		h := ceil(size * 1.35)
		box.Move(fyne.NewPos(x, (s.Height-h)/2))
		box.Resize(fyne.NewSize(kw, h))
		key.Move(fyne.NewPos(x, (s.Height-key.MinSize().Height)/2))
		key.Resize(fyne.NewSize(kw, key.MinSize().Height))
		word.Move(fyne.NewPos(x+kw+5, (s.Height-word.MinSize().Height)/2))
		word.Resize(word.MinSize())
		r.objects = append(r.objects, box, key, word)
		x += need + 14
	}
}

func (r *hintsRenderer) MinSize() fyne.Size           { return r.h.MinSize() }
func (r *hintsRenderer) Destroy()                     {}
func (r *hintsRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *hintsRenderer) Refresh() {
	r.Layout(r.h.Size())
	canvas.Refresh(r.h)
}
