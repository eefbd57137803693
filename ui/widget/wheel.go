package widget

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// wheel lies over a field and takes nothing but the turning of the wheel, which the toolkit's field keeps for itself even where it has nothing
// to scroll: the page under it would stand still wherever the pointer comes to rest on a field. An area at work scrolls its own text.
type wheel struct {
	widget.BaseWidget
	entry *Entry
	own   fyne.Scrollable // what scrolls inside the field
}

// Scrolled implements fyne.Scrollable.
func (w *wheel) Scrolled(ev *fyne.ScrollEvent) {
	if p := w.entry.page; p != nil && !(w.entry.MultiLine && w.entry.at()) {
		p.scroll.Scrolled(ev)
		return
	}
	if w.own != nil {
		w.own.Scrolled(ev)
	}
}

// CreateRenderer implements fyne.Widget: there is nothing to see.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{})
}

// at reports whether the field has the keyboard.
func (e *Entry) at() bool {
	c := canvasOf(e)
	return c != nil && c.Focused() == fyne.Focusable(e)
}

// CreateRenderer implements fyne.Widget.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := &entryRenderer{WidgetRenderer: e.Entry.CreateRenderer(), wheel: &wheel{entry: e}}
	for _, o := range r.WidgetRenderer.Objects() {
		if s, ok := o.(fyne.Scrollable); ok {
			r.wheel.own = s
		}
	}
	r.wheel.ExtendBaseWidget(r.wheel)
	return r
}

// entryRenderer is the toolkit's with a wheel over it.
type entryRenderer struct {
	fyne.WidgetRenderer
	wheel *wheel
}

// Layout implements fyne.WidgetRenderer.
func (r *entryRenderer) Layout(s fyne.Size) {
	r.WidgetRenderer.Layout(s)
	r.wheel.Resize(s)
}

// Objects implements fyne.WidgetRenderer.
func (r *entryRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clip(r.WidgetRenderer.Objects()), r.wheel)
}
