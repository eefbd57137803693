package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/ui/theme"
)

// Trouble is what a person is told when something was refused or failed: what happened, what to do, and the details that fold out.
type Trouble struct {
	Title    string
	Sentence string
	Reasons  []string // said at once, under the sentence
	Hint     string
	Article  string   // the clause that refuses, a link when OnArticle is set
	Details  []string // one a line, folded away at first
	More     string   // the word that folds them out
	Close    string
	// OnArticle opens the clause.
	OnArticle func()
	// Again, when set, offers what helps, such as to try once more, under the word AgainWord; Return takes it then.
	Again     func()
	AgainWord string
	// Closed is called when the dialog was closed without trying again.
	Closed func()
}

// ShowTrouble opens the dialog; Esc closes it, and so does Return unless there is something better to do.
func ShowTrouble(c fyne.Canvas, t Trouble) {
	var o *overlay
	shut := func() {
		o.close()
		if t.Closed != nil {
			t.Closed()
		}
	}
	head := Cells(10, []Cell{{}, {Share: 1}}, NewPicture(theme.Bad.Icon(), Heading), NewHeading(t.Title, Heading))
	parts := []fyne.CanvasObject{head, full(t.Sentence)}
	if len(t.Reasons) > 0 {
		reasons := make([]fyne.CanvasObject, len(t.Reasons))
		for i, r := range t.Reasons {
			reasons[i] = full(r)
		}
		parts = append(parts, Inset(12, 0, Column(6, reasons...)))
	}
	if t.Hint != "" {
		parts = append(parts, full(t.Hint))
	}
	if t.Article != "" {
		l := NewLink(t.Article, Body, func() {
			if t.OnArticle != nil {
				t.OnArticle()
			}
		})
		parts = append(parts, container.NewHBox(l))
	}
	details, fold := folded(t, func() { o.Refresh() })
	closing := NewPrimary(t.Close, shut)
	acts := []fyne.CanvasObject{closing}
	if fold != nil {
		parts = append(parts, container.NewHBox(fold), details)
	}
	first, enter := closing, shut
	if t.Again != nil {
		closing.Manner = Normal
		enter = func() { o.close(); t.Again() }
		first = NewPrimary(t.AgainWord, enter)
		acts = append(acts, first)
	}
	o = openOverlay(c, leaf{body: Column(12, parts...), acts: Trailing(8, acts...), at: centred, width: 600, onKey: func(ev *fyne.KeyEvent) {
		switch ev.Name {
		case fyne.KeyEscape:
			shut()
		case fyne.KeyReturn, fyne.KeyEnter:
			enter()
		default:
			o.turn(ev.Name)
		}
	}})
	c.Focus(first)
}

// folded returns the hidden details and the button that shows them, nil when there are none.
func folded(t Trouble, changed func()) (fyne.CanvasObject, *Button) {
	if len(t.Details) == 0 {
		return nil, nil
	}
	lines := make([]fyne.CanvasObject, len(t.Details))
	for i, d := range t.Details {
		lines[i] = NewNote(d)
	}
	page := NewPage(Column(6, lines...))
	box := container.New(&tall{height: min(float32(len(lines))*28+8, 220)}, page)
	box.Hide()
	b := NewQuiet(t.More, nil)
	b.Icon = theme.IconChevronRight.Resource(theme.ColorAccent)
	b.act = func() {
		if box.Visible() {
			box.Hide()
			b.Icon = theme.IconChevronRight.Resource(theme.ColorAccent)
		} else {
			box.Show()
			b.Icon = theme.IconChevronDown.Resource(theme.ColorAccent)
		}
		b.Refresh()
		changed()
	}
	return box, b
}

func full(text string) *Paragraph {
	p := NewParagraph(text)
	p.Full = true
	return p
}
