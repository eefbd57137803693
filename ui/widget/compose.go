package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Full returns running text that takes the whole width it is given, where NewParagraph keeps to a line that is easy to read.
func Full(text string) *Paragraph {
	p := NewParagraph(text)
	p.Full = true
	return p
}

// Labelled sets a field below what it is for.
func Labelled(label string, field fyne.CanvasObject) fyne.CanvasObject {
	return Column(4, NewNote(label), field)
}

// Section sets parts below a heading with a rule.
func Section(title string, parts ...fyne.CanvasObject) fyne.CanvasObject {
	return Column(10, append([]fyne.CanvasObject{NewHeading(title, Heading), NewRule()}, parts...)...)
}

// Leading sets objects side by side at the beginning of the line, each as wide as it wants to be.
func Leading(objects ...fyne.CanvasObject) *fyne.Container { return container.NewHBox(objects...) }

// Visible shows an object or hides it.
func Visible(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}
