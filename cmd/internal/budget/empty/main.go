// Empty is the peer of the desktop's start: a window of the same toolkit and size, in the same theme with the same font, and one word in
// it, so that the font is read. It is no part of the program; `make bench` builds it.
package main

import (
	"fmt"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"

	"shinsa/ui/theme"
)

func main() {
	var width, height float32
	if len(os.Args) != 2 {
		fail("usage: empty WIDTHxHEIGHT")
	}
	if _, err := fmt.Sscanf(os.Args[1], "%fx%f", &width, &height); err != nil {
		fail(err)
	}
	th, err := theme.New(theme.Light, theme.MinPercent)
	if err != nil {
		fail(err)
	}
	a := app.New()
	a.Settings().SetTheme(th)
	w := a.NewWindow("empty")
	w.SetContent(widget.NewLabel("審査"))
	w.Resize(fyne.NewSize(width, height))
	w.ShowAndRun()
}

func fail(why any) {
	fmt.Fprintln(os.Stderr, "empty:", why)
	os.Exit(2)
}
