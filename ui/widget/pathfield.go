package widget

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// PathField takes the path of a file or folder: typed, pasted, dropped, or chosen with the button beside it.
type PathField struct {
	widget.BaseWidget
	// OnChanged is called with every change of the path.
	OnChanged func(path string)
	// OnSubmitted is called when Return is pressed in the field.
	OnSubmitted func(path string)
	field       *Entry
	row         *fyne.Container
}

// NewPathField returns an empty field; choose opens a file dialog and hands the path chosen to its argument.
func NewPathField(placeholder, button string, choose func(chosen func(path string))) *PathField {
	p := &PathField{}
	p.field = NewEntry(placeholder, func(string) { p.tell() })
	p.field.OnSubmitted = func(string) {
		if p.OnSubmitted != nil {
			p.OnSubmitted(p.Path())
		}
	}
	b := NewButton(button, func() { choose(p.Set) })
	p.row = Cells(8, []Cell{{Share: 1}, {}}, p.field, b)
	p.ExtendBaseWidget(p)
	return p
}

// Path returns the path, without the quotes and spaces that come with pasting.
func (p *PathField) Path() string {
	return strings.Trim(strings.TrimPrefix(strings.TrimSpace(p.field.Text), "file://"), `"'`)
}

// Set shows a path and tells OnChanged.
func (p *PathField) Set(path string) {
	p.field.SetText(path)
	p.tell()
}

// Put shows a path without telling OnChanged.
func (p *PathField) Put(path string) { p.field.SetText(path) }

// First returns what to give the keyboard to, for who knows the window already.
func (p *PathField) First() fyne.Focusable { return p.field }

// Focus gives the field the keyboard.
func (p *PathField) Focus() { Focus(p.field) }

func (p *PathField) tell() {
	if p.OnChanged != nil {
		p.OnChanged(p.Path())
	}
}

// HeightFor implements Flowing.
func (p *PathField) HeightFor(width float32) float32 { return HeightFor(p.row, width) }

func (p *PathField) parts() []fyne.CanvasObject { return []fyne.CanvasObject{p.row} }

// CreateRenderer implements fyne.Widget.
func (p *PathField) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.row) }
