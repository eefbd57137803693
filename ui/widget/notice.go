package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shinsa/ui/theme"
)

// Notice is a line above the foot of the window that says what has just happened. It stays until it is closed or another takes its place.
type Notice struct {
	widget.BaseWidget
	mark    *Chip
	text    *Paragraph
	act     *Button
	shut    *Button
	surface *Surface
	run     func()
}

// NewNotice returns a notice that shows nothing; word is that of its closing button.
func NewNotice(word string) *Notice {
	n := &Notice{mark: NewMark("", theme.Neutral), text: NewText("", Body, theme.ColorInk)}
	n.text.Full = true
	n.act = NewButton("", func() {
		if n.run != nil {
			n.run()
		}
	})
	n.act.Small = true
	n.shut = NewQuiet(word, n.Clear)
	n.shut.Small = true
	row := Cells(10, []Cell{{}, {Share: 1}, {}, {}}, n.mark, n.text, n.act, n.shut)
	n.surface = NewSurface(theme.ColorPaper, Inset(16, 6, row))
	n.ExtendBaseWidget(n)
	n.Hide()
	return n
}

// Say shows words in a tone.
func (n *Notice) Say(tone theme.Tone, words string) { n.Offer(tone, words, "", nil) }

// Offer shows words with something to press.
func (n *Notice) Offer(tone theme.Tone, words, do string, act func()) {
	n.run = act
	n.mark.Set("", tone)
	n.text.Set(words)
	n.act.SetText(do)
	if act == nil {
		n.act.Hide()
	} else {
		n.act.Show()
	}
	n.surface.Colour = tone.Ground()
	n.Show()
	n.surface.Refresh()
}

// Clear takes the notice away.
func (n *Notice) Clear() { n.Hide() }

// Text returns the words shown, "" when there are none.
func (n *Notice) Text() string {
	if !n.Visible() {
		return ""
	}
	return n.text.Text()
}

// HeightFor implements Flowing.
func (n *Notice) HeightFor(width float32) float32 { return n.surface.HeightFor(width) }

func (n *Notice) parts() []fyne.CanvasObject { return []fyne.CanvasObject{n.surface} }

// CreateRenderer implements fyne.Widget.
func (n *Notice) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(n.surface) }
