package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shinsa/ui/theme"
)

// Option is one value a person can choose.
type Option struct {
	Value string
	Word  string
	Key   string     // hint shown as a key cap; the screen acts on it
	Tone  theme.Tone // icon and colour; none when empty
}

// Choice offers a few values as buttons side by side, of which none or one is chosen. Nothing is chosen before a person chose; choosing
// the chosen one again takes it back. It is the verdict bar and the pair of findings alike.
type Choice struct {
	widget.BaseWidget
	OnChosen func(value string) // "" when the choice was taken back
	options  []Option
	buttons  []*choiceButton
	chosen   string
	fixed    bool
	spaced   bool
	row      *fyne.Container
}

// NewChoice returns a choice with nothing chosen.
func NewChoice(options []Option, chosen func(string)) *Choice {
	c := &Choice{OnChosen: chosen, options: options}
	objects := make([]fyne.CanvasObject, len(options))
	for i, o := range options {
		b := &choiceButton{choice: c, index: i}
		b.Text, b.Key, b.Tone = o.Word, o.Key, o.Tone
		if o.Tone != "" {
			b.Icon = o.Tone.Icon()
		}
		b.init(b, func() { c.choose(i) })
		c.buttons = append(c.buttons, b)
		objects[i] = b
	}
	c.row = Wrap(choiceGap, objects...)
	c.ExtendBaseWidget(c)
	return c
}

// NewSmallChoice is NewChoice in caption size.
func NewSmallChoice(options []Option, chosen func(string)) *Choice {
	c := NewChoice(options, chosen)
	for _, b := range c.buttons {
		b.Small = true
	}
	return c
}

// Fixed makes a chosen value final until another is chosen: choosing it again does not take it back.
func (c *Choice) Fixed() *Choice {
	c.fixed = true
	return c
}

// BySpace makes Return choose nothing, only Space and the pointer: who confirms one dialog after the other with Return must not choose what
// comes up behind the last of them.
func (c *Choice) BySpace() *Choice {
	c.spaced = true
	return c
}

// Chosen returns the value chosen, "" for none.
func (c *Choice) Chosen() string { return c.chosen }

// Set shows what is chosen without telling OnChosen.
func (c *Choice) Set(value string) {
	c.chosen = value
	for i, b := range c.buttons {
		b.SetChosen(value != "" && c.options[i].Value == value)
	}
}

// Choose acts as if a person chose value; it does nothing while disabled.
func (c *Choice) Choose(value string) {
	for i, o := range c.options {
		if o.Value == value {
			c.choose(i)
		}
	}
}

func (c *Choice) choose(i int) {
	if c.buttons[i].disabled {
		return
	}
	v := c.options[i].Value
	if v == c.chosen {
		if c.fixed {
			return
		}
		v = ""
	}
	c.Set(v)
	if c.OnChosen != nil {
		c.OnChosen(v)
	}
}

// Allow enables or disables all options.
func (c *Choice) Allow(ok bool) {
	for _, b := range c.buttons {
		b.setDisabled(!ok)
	}
}

func (c *Choice) parts() []fyne.CanvasObject { return c.row.Objects }

// HeightFor implements Flowing.
func (c *Choice) HeightFor(width float32) float32 { return HeightFor(c.row, width) }

// CreateRenderer implements fyne.Widget.
func (c *Choice) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.row) }

// MinSize implements fyne.CanvasObject: all options on one line; given less width they go on below.
func (c *Choice) MinSize() fyne.Size {
	var s fyne.Size
	for i, b := range c.buttons {
		m := b.MinSize()
		if i > 0 {
			s.Width += choiceGap
		}
		s.Width += m.Width
		s.Height = max(s.Height, m.Height)
	}
	if w := c.Size().Width; w > 0 {
		s.Height = c.HeightFor(w)
	}
	return s
}

const choiceGap = 6

// choiceButton moves the keyboard within its choice with the arrow keys.
type choiceButton struct {
	Button
	choice *Choice
	index  int
}

// TypedKey implements fyne.Focusable.
func (b *choiceButton) TypedKey(ev *fyne.KeyEvent) {
	n := len(b.choice.buttons)
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if b.choice.spaced {
			RouteKey(b, ev)
			return
		}
		b.Button.TypedKey(ev)
	case fyne.KeyLeft:
		Focus(b.choice.buttons[(b.index+n-1)%n])
	case fyne.KeyRight:
		Focus(b.choice.buttons[(b.index+1)%n])
	default:
		b.Button.TypedKey(ev)
	}
}

// First returns the button to give the keyboard to: the chosen one, or the first.
func (c *Choice) First() fyne.Focusable {
	for _, b := range c.buttons {
		if b.Chosen {
			return b
		}
	}
	return c.buttons[0]
}
