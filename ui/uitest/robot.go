// Package uitest drives screens the way a person does: it looks for words, taps them, presses keys and reads what is there.
//
// A test reads like a story:
//
//	r := uitest.Open(t, content)
//	r.Tap("審査を始める").Press("2").See("要確認")
//
// It runs on the toolkit's test driver, without a display. A robot finds only what is visible, by its whole words, and fails the test
// where a person would be stuck. Pictures are written when SHINSA_SHOTS names a folder.
package uitest

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shinsa/ui/screen"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// Look is how a robot's window appears.
type Look struct {
	Mode          theme.Mode
	Percent       int
	Scale         float32
	Width, Height float32
}

// Laptop is the usual look: a small laptop in the light theme.
var Laptop = Look{Mode: theme.Light, Percent: 100, Scale: 1, Width: 1366, Height: 768}

// Robot is a person at a window.
type Robot struct {
	tb      testing.TB
	window  fyne.Window
	actions func() []screen.Action // of the screen; nil where it offers none
}

// Setup starts the toolkit with the theme of a look. Screens must be made after it.
func Setup(tb testing.TB, l Look) {
	tb.Helper()
	th, err := theme.New(l.Mode, l.Percent)
	if err != nil {
		tb.Fatal(err)
	}
	test.NewTempApp(tb).Settings().SetTheme(th)
}

// Window returns an empty window of a look, for screens that need its canvas.
func Window(tb testing.TB, l Look) fyne.Window {
	tb.Helper()
	w := test.NewTempWindow(tb, nil)
	w.SetPadded(false)
	if c, ok := w.Canvas().(test.WindowlessCanvas); ok && l.Scale > 0 {
		c.SetScale(l.Scale)
	}
	w.Resize(fyne.NewSize(l.Width, l.Height))
	return w
}

// At returns a robot before a window that shows content.
func At(tb testing.TB, w fyne.Window, content fyne.CanvasObject) *Robot {
	tb.Helper()
	size := w.Canvas().Size()
	if _, framed := content.(*widget.Watch); !framed {
		content = widget.NewWatch(content)
	}
	w.SetContent(content)
	w.Resize(size)
	return &Robot{tb: tb, window: w}
}

// Open returns a robot before a laptop window that shows content. Setup must have been called.
func Open(tb testing.TB, content fyne.CanvasObject) *Robot {
	tb.Helper()
	return At(tb, Window(tb, Laptop), content)
}

// Canvas returns the canvas of the robot's window.
func (r *Robot) Canvas() fyne.Canvas { return r.window.Canvas() }

// Words returns every text on screen, the overlay's when one is open.
func (r *Robot) Words() []string {
	var out []string
	for _, o := range r.visible() {
		if w := words(o); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// See fails unless every text is somewhere on screen, whole or as part of a longer text.
func (r *Robot) See(texts ...string) *Robot {
	r.tb.Helper()
	all := r.Words()
	for _, t := range texts {
		if !contains(all, t) {
			r.tb.Fatalf("cannot see %q; on screen:\n%s", t, strings.Join(all, "\n"))
		}
	}
	return r
}

// DontSee fails when any of the texts is on screen.
func (r *Robot) DontSee(texts ...string) *Robot {
	r.tb.Helper()
	all := r.Words()
	for _, t := range texts {
		if contains(all, t) {
			r.tb.Fatalf("sees %q", t)
		}
	}
	return r
}

func contains(all []string, t string) bool {
	for _, w := range all {
		if strings.Contains(w, t) {
			return true
		}
	}
	return false
}

// Tap taps the control that says text: exactly, or else as the only one that contains it. A disabled control fails the test.
func (r *Robot) Tap(text string) *Robot {
	r.tb.Helper()
	return r.tap(r.find(text, func(o fyne.CanvasObject) bool { _, ok := o.(fyne.Tappable); return ok }), text)
}

func (r *Robot) tap(o fyne.CanvasObject, text string) *Robot {
	r.tb.Helper()
	if d, ok := o.(fyne.Disableable); ok && d.Disabled() {
		r.tb.Fatalf("%q is disabled", text)
	}
	if f, ok := o.(fyne.Focusable); ok {
		r.Canvas().Focus(f)
	}
	o.(fyne.Tappable).Tapped(&fyne.PointEvent{Position: fyne.NewPos(4, 4)})
	return r
}

// TapNth taps the nth control, from 0, of those that say exactly text.
func (r *Robot) TapNth(text string, n int) *Robot {
	r.tb.Helper()
	all := r.saying(text)
	if n >= len(all) {
		r.tb.Fatalf("%q is said by %d controls", text, len(all))
	}
	return r.tap(all[n], text)
}

// TapAll taps every control that says exactly text, in order.
func (r *Robot) TapAll(text string) *Robot {
	r.tb.Helper()
	for _, o := range r.saying(text) {
		r.tap(o, text)
	}
	return r
}

func (r *Robot) saying(text string) []fyne.CanvasObject {
	r.tb.Helper()
	var all []fyne.CanvasObject
	for _, o := range r.visible() {
		if _, ok := o.(fyne.Tappable); ok && words(o) == text {
			all = append(all, o)
		}
	}
	if len(all) == 0 {
		r.tb.Fatalf("no control says %q; on screen:\n%s", text, strings.Join(r.Words(), "\n"))
	}
	return all
}

// Enabled reports whether the control that says text can be used.
func (r *Robot) Enabled(text string) bool {
	r.tb.Helper()
	o := r.find(text, func(o fyne.CanvasObject) bool { _, ok := o.(fyne.Disableable); return ok })
	return !o.(fyne.Disableable).Disabled()
}

// Scroll turns the wheel over a place of the window, by so many units towards what is below.
func (r *Robot) Scroll(x, y, by float32) *Robot {
	test.Scroll(r.Canvas(), fyne.NewPos(x, y), 0, -by)
	return r
}

// FocusOn gives the keyboard to the field or control that says text, or shows it as a placeholder.
func (r *Robot) FocusOn(text string) *Robot {
	r.tb.Helper()
	o := r.find(text, func(o fyne.CanvasObject) bool { _, ok := o.(fyne.Focusable); return ok })
	r.Canvas().Focus(o.(fyne.Focusable))
	return r
}

// Type types characters where the keyboard is.
func (r *Robot) Type(text string) *Robot {
	r.tb.Helper()
	f := r.Canvas().Focused()
	if f == nil {
		r.tb.Fatalf("types %q into nothing", text)
	}
	test.Type(f, text)
	return r
}

// Press presses keys one after the other: names such as "Return" and "F6", or single characters, which also type themselves.
func (r *Robot) Press(keys ...string) *Robot {
	r.tb.Helper()
	for _, k := range keys {
		r.press(fyne.KeyName(k))
		if ch := []rune(k); len(ch) == 1 {
			r.char([]rune(strings.ToLower(k))[0])
		}
	}
	return r
}

func (r *Robot) press(k fyne.KeyName) {
	if k == fyne.KeyTab {
		r.Canvas().FocusNext()
		return
	}
	ev := &fyne.KeyEvent{Name: k}
	if f := r.Canvas().Focused(); f != nil {
		f.TypedKey(ev)
	} else if f := r.Canvas().OnTypedKey(); f != nil {
		f(ev)
	}
}

func (r *Robot) char(ch rune) {
	if f := r.Canvas().Focused(); f != nil {
		f.TypedRune(ch)
	} else if f := r.Canvas().OnTypedRune(); f != nil {
		f(ch)
	}
}

// find returns the visible object of a kind that says text.
func (r *Robot) find(text string, kind func(fyne.CanvasObject) bool) fyne.CanvasObject {
	r.tb.Helper()
	var exact, part []fyne.CanvasObject
	for _, o := range r.visible() {
		if !kind(o) {
			continue
		}
		switch w := words(o); {
		case w == text:
			exact = append(exact, o)
		case strings.Contains(w, text):
			part = append(part, o)
		}
	}
	switch {
	case len(exact) > 0:
		return exact[0]
	case len(part) == 1:
		return part[0]
	case len(part) > 1:
		r.tb.Fatalf("%q is said by %d controls", text, len(part))
	}
	r.tb.Fatalf("no control says %q; on screen:\n%s", text, strings.Join(r.Words(), "\n"))
	return nil
}

// Picture writes what the window shows as name.png into the folder SHINSA_SHOTS, and does nothing when it is not set.
func (r *Robot) Picture(name string) *Robot {
	r.tb.Helper()
	dir := os.Getenv("SHINSA_SHOTS")
	if dir == "" {
		return r
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		r.tb.Fatal(err)
	}
	if err := png.Encode(f, r.Canvas().Capture()); err != nil {
		r.tb.Fatal(err)
	}
	if err := f.Close(); err != nil {
		r.tb.Fatal(err)
	}
	return r
}

// Clipped returns the texts on screen that are drawn wider than the place they have, or beyond the window.
func (r *Robot) Clipped() []string {
	var out []string
	width := r.Canvas().Size().Width
	r.walk(r.root(), fyne.NewPos(0, 0), func(o fyne.CanvasObject, at fyne.Position) {
		if w := words(o); w != "" && at.X+o.Size().Width > width+1 {
			out = append(out, fmt.Sprintf("%q ends at %.0f of %.0f", w, at.X+o.Size().Width, width))
		}
	})
	return out
}
