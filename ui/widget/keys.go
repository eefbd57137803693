package widget

import (
	"fyne.io/fyne/v2"
)

// KeyTaker is implemented by an overlay that wants the keys its controls do not use: a dialog for Esc and Return.
type KeyTaker interface {
	TakeKey(*fyne.KeyEvent)
}

// noticed is a key without a name: the sign of Noticed.
var noticed = &fyne.KeyEvent{}

// Noticed tells the window of o that a person is there. Controls and fields call it for keys and for the pointer.
func Noticed(o any) {
	if c := canvasOf(o); c != nil {
		if f := c.OnTypedKey(); f != nil {
			f(noticed)
		}
	}
}

// BindKeys gives a window's keys to the overlay on top when there is one, and to the screen otherwise. The frame calls it once; a key
// typed into a field never comes here, but there, which may be nil, hears of every sign of a person. Where an input method is on, keys come
// without their characters, which it keeps for what it composes: composed, which may be nil, is told once of every such run of keys.
func BindKeys(c fyne.Canvas, key func(*fyne.KeyEvent), char func(rune), there, composed func()) {
	unread = 0
	c.SetOnTypedKey(func(ev *fyne.KeyEvent) {
		if there != nil {
			there()
		}
		switch {
		case ev.Name == fyne.KeyUnknown:
			return
		case printable(ev.Name):
			if unread++; unread == word && composed != nil {
				defer composed()
			}
		}
		if top := c.Overlays().Top(); top != nil {
			if t, ok := top.(KeyTaker); ok {
				t.TakeKey(ev)
			}
			return
		}
		key(ev)
	})
	c.SetOnTypedRune(func(r rune) {
		unread = 0
		if c.Overlays().Top() == nil {
			char(r)
		}
	})
}

// unread is how many printable keys were pressed in the window, outside its fields, whose characters have not come.
var unread int

// word is from how many unread keys on somebody types words, and not keys of the screen.
const word = 2

// commits reports whether a Return or Space that a control got belongs to what an input method composes. A Return ends that.
func commits(k fyne.KeyName) bool {
	yes := unread >= word
	if k != fyne.KeySpace {
		unread = 0
	}
	return yes
}

// RouteKey passes a key that the focused control o does not use on to the window.
func RouteKey(o any, ev *fyne.KeyEvent) {
	if c := around(o); c != nil {
		if f := c.OnTypedKey(); f != nil {
			f(ev)
		}
	}
}

// RouteRune passes a typed character on to the window.
func RouteRune(o any, r rune) {
	if c := around(o); c != nil {
		if f := c.OnTypedRune(); f != nil {
			f(r)
		}
	}
}

// around returns the window around what has the keyboard. A control that was taken away with what it belonged to keeps the keyboard and is
// forgotten by the driver some time later: then it gives the keyboard back, or every key would go nowhere until somebody took the pointer.
func around(o any) fyne.Canvas {
	if c := canvasOf(o); c != nil {
		return c
	}
	c := onlyCanvas()
	if c != nil && c.Focused() == o {
		c.Unfocus()
	}
	return c
}

// leaveField takes the keyboard out of the field that has it, if one has, in the window of o.
func leaveField(o any) {
	c := canvasOf(o)
	if c == nil {
		return
	}
	if _, typing := c.Focused().(interface{ isField() }); typing {
		c.Unfocus()
	}
}

// onlyCanvas returns the inside of the one window there is, nil when there are more.
func onlyCanvas() fyne.Canvas {
	if all := fyne.CurrentApp().Driver().AllWindows(); len(all) == 1 {
		return all[0].Canvas()
	}
	return nil
}

func canvasOf(o any) fyne.Canvas {
	obj, ok := o.(fyne.CanvasObject)
	if !ok {
		return nil
	}
	return fyne.CurrentApp().Driver().CanvasForObject(obj)
}

// Focus gives o the keyboard, when it is in a window. The driver of a real window knows where an object is only once it was drawn, so what was
// put there just now is looked for in the one window there is.
func Focus(o fyne.Focusable) {
	c := canvasOf(o)
	if c == nil {
		c = onlyCanvas()
	}
	if c != nil {
		c.Focus(o)
	}
}

// Unfocus gives the keyboard back to the screen around o.
func Unfocus(o fyne.CanvasObject) {
	if c := canvasOf(o); c != nil {
		c.Unfocus()
	}
}
