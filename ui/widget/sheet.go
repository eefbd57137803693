package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Clause is an article of the rules as the side sheet shows it.
type Clause struct {
	Cite    string // 第9条第1項
	Heading string // （認定の有効期間）
	Text    []string
	Note    string // what the program does for it
	Close   string // the word on the closing button
}

// ShowClause opens a sheet at the right side with a clause of the rules; Esc and Return close it. The screen stays visible beside it.
func ShowClause(c fyne.Canvas, cl Clause) {
	var o *overlay
	shut := func() { o.close() }
	parts := []fyne.CanvasObject{}
	for _, line := range cl.Text {
		p := NewParagraph(line)
		p.Full = true
		parts = append(parts, p)
	}
	if cl.Note != "" {
		parts = append(parts, NewRule(), NewNote(cl.Note))
	}
	page := NewPage(Column(12, parts...))
	button := NewButton(cl.Close, shut)
	head := Column(4, NewHeading(cl.Cite, Heading), NewHeading(cl.Heading, Body), NewRule())
	body := container.NewBorder(Inset(0, 4, head), Inset(0, 8, Trailing(8, button)), nil, nil, page)
	o = openOverlay(c, leaf{body: body, at: atRight, width: 440, onKey: func(ev *fyne.KeyEvent) {
		switch ev.Name {
		case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
			shut()
		case fyne.KeyPageDown:
			page.By(1)
		case fyne.KeyPageUp:
			page.By(-1)
		}
	}})
	c.Focus(button)
}

// SheetWords are the words around a sheet.
type SheetWords struct{ Title, Close string }

// Sheet is an open side sheet.
type Sheet struct {
	overlay *overlay
	page    *Page
}

// OpenSheet opens a sheet at the right side with content to read and press; Esc closes it.
func OpenSheet(c fyne.Canvas, words SheetWords, content fyne.CanvasObject) *Sheet {
	s := &Sheet{page: NewPage(content)}
	button := NewButton(words.Close, s.Close)
	head := Column(4, NewHeading(words.Title, Heading), NewRule())
	body := container.NewBorder(Inset(0, 4, head), Inset(0, 8, Trailing(8, button)), nil, nil, s.page)
	s.overlay = openOverlay(c, leaf{body: body, at: atRight, width: 520, onKey: func(ev *fyne.KeyEvent) {
		switch ev.Name {
		case fyne.KeyEscape:
			s.Close()
		case fyne.KeyPageDown:
			s.page.By(1)
		case fyne.KeyPageUp:
			s.page.By(-1)
		}
	}})
	c.Focus(button)
	return s
}

// Close takes the sheet away; the keyboard goes back to where it was.
func (s *Sheet) Close() { s.overlay.close() }

// Reflow lays the content out again after it changed.
func (s *Sheet) Reflow() { s.page.Reflow() }
