package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Space is room without content, such as the indent of a row.
type Space struct {
	widget.BaseWidget
	Width float32
}

// NewSpace returns a space of no width.
func NewSpace() *Space {
	s := &Space{}
	s.ExtendBaseWidget(s)
	return s
}

// MinSize implements fyne.CanvasObject.
func (s *Space) MinSize() fyne.Size { return fyne.NewSize(s.Width, 1) }

// CreateRenderer implements fyne.Widget.
func (s *Space) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{})
}
