package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// control is what every control of this package shares: focus, hover, disabling, and passing on the keys it does not use.
type control struct {
	widget.BaseWidget
	focused, hovered, disabled bool
	self                       fyne.Focusable
	act                        func()
	page                       *Page         // on which the control stands, nil for none
	noticed                    func(on bool) // see OnNoticed
}

// OnNoticed calls f when the pointer comes over the control or the keyboard to it, and again when both have left: to explain in words what
// the control shows in short.
func (c *control) OnNoticed(f func(on bool)) { c.noticed = f }

func (c *control) notice() {
	if s, ok := c.self.(shortened); ok {
		tell(s, c.focused || c.hovered)
	}
	if c.noticed != nil {
		c.noticed(c.focused || c.hovered)
	}
}

func (c *control) setPage(p *Page) { c.page = p }

// init must be called once by the constructor of the control.
func (c *control) init(self interface {
	fyne.Widget
	fyne.Focusable
}, act func(),
) {
	c.self, c.act = self, act
	c.ExtendBaseWidget(self)
}

// FocusGained implements fyne.Focusable.
func (c *control) FocusGained() {
	c.focused = true
	c.Refresh()
	c.notice()
	if o, ok := c.self.(fyne.CanvasObject); ok {
		if c.page != nil {
			c.page.Reveal(o)
		}
		Follow(o)
	}
}

// FocusLost implements fyne.Focusable.
func (c *control) FocusLost() { c.focused = false; c.Refresh(); c.notice() }

// TypedRune implements fyne.Focusable.
func (c *control) TypedRune(r rune) { RouteRune(c.self, r) }

// TypedKey implements fyne.Focusable: Space and Return act, unless an input method has them; everything else is the screen's.
func (c *control) TypedKey(ev *fyne.KeyEvent) {
	Noticed(c.self)
	switch ev.Name {
	case fyne.KeySpace:
		if !commits(ev.Name) {
			c.pressBySpace()
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if !commits(ev.Name) {
			c.press()
		}
	default:
		RouteKey(c.self, ev)
	}
}

// pressBySpace acts. The toolkit sends the key first and then its character, to whatever has the keyboard by then: a field that the act
// gave it to is told to let that one pass.
func (c *control) pressBySpace() {
	canvas := canvasOf(c.self)
	c.press()
	if canvas == nil {
		return
	}
	if now := canvas.Focused(); now != c.self {
		if f, ok := now.(interface{ passSpace() }); ok {
			f.passSpace()
		}
	}
}

func (c *control) press() {
	if !c.disabled && c.act != nil {
		c.act()
	}
}

// Tapped implements fyne.Tappable. Who presses something else has finished typing: the toolkit would leave the keyboard in the field, and the
// screen's next key would be written there.
func (c *control) Tapped(*fyne.PointEvent) {
	Noticed(c.self)
	leaveField(c.self)
	c.press()
}

// MouseIn implements desktop.Hoverable.
func (c *control) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh(); c.notice() }

// MouseMoved implements desktop.Hoverable.
func (c *control) MouseMoved(*desktop.MouseEvent) { Noticed(c.self) }

// MouseOut implements desktop.Hoverable.
func (c *control) MouseOut() { c.hovered = false; c.Refresh(); c.notice() }

// Enable implements fyne.Disableable.
func (c *control) Enable() { c.setDisabled(false) }

// Disable implements fyne.Disableable.
func (c *control) Disable() { c.setDisabled(true) }

// Disabled implements fyne.Disableable.
func (c *control) Disabled() bool { return c.disabled }

func (c *control) setDisabled(d bool) {
	if c.disabled != d {
		c.disabled = d
		c.Refresh()
	}
}
