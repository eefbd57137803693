package walk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/ui/widget"
)

// mostJudged is the share of the height the judgement takes at most. Where its rows need more, as in a low window with large text, they
// scroll, and what is judged stays in view above.
const mostJudged = 0.58

// middle is the item over the judgement.
type middle struct {
	item, rule, judge fyne.CanvasObject
	page              *widget.Page
}

func newMiddle(item, judge fyne.CanvasObject) *fyne.Container {
	m := &middle{item: item, rule: widget.NewRule(), judge: judge, page: widget.NewPage(judge)}
	return container.New(m, item, m.rule, m.page)
}

// Layout implements fyne.Layout.
func (m *middle) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	down, line := min(widget.HeightFor(m.judge, size.Width), size.Height*mostJudged), m.rule.MinSize().Height
	m.item.Move(fyne.NewPos(0, 0))
	m.item.Resize(fyne.NewSize(size.Width, size.Height-down-line))
	m.rule.Move(fyne.NewPos(0, size.Height-down-line))
	m.rule.Resize(fyne.NewSize(size.Width, line))
	m.page.Move(fyne.NewPos(0, size.Height-down))
	m.page.Resize(fyne.NewSize(size.Width, down))
	m.page.Reflow()
}

// MinSize implements fyne.Layout.
func (m *middle) MinSize([]fyne.CanvasObject) fyne.Size {
	a, b := m.item.MinSize(), m.page.MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+m.rule.MinSize().Height+b.Height)
}
