package widget

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"shinsa/ui/theme"
)

// Card is one of the contents of a Deck.
type Card struct {
	Word    string
	Content fyne.CanvasObject
	// Enter gives the card the keyboard; nil for one without controls.
	Enter func()
}

// Deck shows one of several contents under a strip of their names: what Panes do side by side where there is room.
type Deck struct {
	widget.BaseWidget
	// OnTurn is called after another card came up.
	OnTurn func(i int)
	cards  []Card
	tabs   *Tabs
	at     int
	body   *fyne.Container
}

// NewDeck returns a deck with its first card up.
func NewDeck(cards ...Card) *Deck {
	d := &Deck{cards: cards}
	d.tabs = NewTabs(func(v string) {
		if i, err := strconv.Atoi(v); err == nil {
			d.Activate(i)
		}
	}, nil)
	head := NewSurface(theme.ColorDesk, Column(0, Inset(8, 0, d.tabs), NewRule()))
	stack := container.NewStack()
	for i, c := range cards {
		if i > 0 {
			c.Content.Hide()
		} else {
			c.Content.Show()
		}
		stack.Add(c.Content)
	}
	d.body = Between(head, nil, stack)
	d.show()
	d.ExtendBaseWidget(d)
	return d
}

func (d *Deck) show() {
	items := make([]TabItem, len(d.cards))
	for i, c := range d.cards {
		items[i] = TabItem{Value: strconv.Itoa(i), Word: c.Word}
	}
	d.tabs.Set(items, strconv.Itoa(d.at))
}

// At returns which card is up.
func (d *Deck) At() int { return d.at }

// Turn brings card i up and leaves the keyboard where it is, unless that is on the card that goes: nobody can see what is typed there, so its keys
// are the screen's.
func (d *Deck) Turn(i int) {
	if i < 0 || i >= len(d.cards) || i == d.at {
		return
	}
	if d.held() {
		Unfocus(d)
	}
	d.cards[d.at].Content.Hide()
	d.at = i
	d.cards[i].Content.Show()
	d.show()
	d.body.Refresh()
	if d.OnTurn != nil {
		d.OnTurn(i)
	}
}

// held reports whether something on the deck has the keyboard.
func (d *Deck) held() bool {
	c := canvasOf(d)
	if c == nil {
		return false
	}
	o, ok := c.Focused().(fyne.CanvasObject)
	if !ok {
		return false
	}
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(o).Subtract(driver.AbsolutePositionForObject(d))
	return at.X >= 0 && at.Y >= 0 && at.X < d.Size().Width && at.Y < d.Size().Height
}

// Activate brings card i up and gives it the keyboard.
func (d *Deck) Activate(i int) {
	d.Turn(i)
	if i >= 0 && i < len(d.cards) && d.cards[i].Enter != nil {
		d.cards[i].Enter()
	}
}

// MinSize implements fyne.CanvasObject.
func (d *Deck) MinSize() fyne.Size { return fyne.NewSize(240, 200) }

func (d *Deck) parts() []fyne.CanvasObject { return []fyne.CanvasObject{d.body} }

// CreateRenderer implements fyne.Widget.
func (d *Deck) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.body) }
