package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Watch is the ground under a window's content. The pointer's moves reach it wherever no control takes them, so that somebody who only
// reads is seen to be there, and a shortened text under the pointer is told whole.
type Watch struct {
	widget.BaseWidget
	content fyne.CanvasObject
	tips    *tips
}

var _ desktop.Hoverable = (*Watch)(nil)

// NewWatch returns content on such a ground.
func NewWatch(content fyne.CanvasObject) *Watch {
	w := &Watch{content: content, tips: newTips()}
	w.ExtendBaseWidget(w)
	return w
}

// MouseIn implements desktop.Hoverable.
func (w *Watch) MouseIn(*desktop.MouseEvent) { Noticed(w) }

// MouseMoved implements desktop.Hoverable.
func (w *Watch) MouseMoved(ev *desktop.MouseEvent) {
	Noticed(w)
	w.tips.point(w.content, ev.Position)
}

// MouseOut implements desktop.Hoverable.
func (w *Watch) MouseOut() { w.tips.clear() }

// CreateRenderer implements fyne.Widget.
func (w *Watch) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(w.content, w.tips))
}
