package window

import (
	"image"
	"image/color"
	"os"
	"strings"
	"testing"
)

// TestScreen_KeysAndPictures shows that the harness itself works, on a program that prints every event it gets.
func TestScreen_KeysAndPictures(t *testing.T) {
	if os.Getenv("SHINSA_WINDOW") == "" {
		t.Skip("runs in make window, which installs a display server")
	}
	s := Open(t, "640x480")
	p := s.Start(t, "^events of the harness$", nil, "xev", "-name", "events of the harness", "-geometry", "300x200+20+20")
	p.Key("Tab", "ctrl+k")
	p.Type("a1")
	p.Click(150, 100)
	for _, want := range []string{"keysym 0xff09, Tab", "keysym 0x6b, k", "keysym 0x61, a", "keysym 0x31, 1", "ButtonPress event"} {
		p.WaitOutput(want)
	}
	if got := p.Title(); got != "events of the harness" {
		t.Errorf("title %q", got)
	}
	if file := p.Shot("harness"); !strings.HasSuffix(file, "harness.png") {
		t.Errorf("picture kept as %s", file)
	}
	p.Close()
}

func TestPicture_LikeAndBlank(t *testing.T) {
	a, b := picture{image.NewRGBA(image.Rect(0, 0, 100, 100))}, picture{image.NewRGBA(image.Rect(0, 0, 100, 100))}
	if !a.blank() || !a.like(b) {
		t.Error("two empty pictures")
	}
	for x := range 9 {
		b.Set(x, 0, color.White)
	}
	if b.blank() || !a.like(b) {
		t.Error("a cursor blinks")
	}
	b.Set(50, 50, color.White)
	if a.like(b) {
		t.Error("ten pixels of ten thousand are a change")
	}
	if a.like(picture{image.NewRGBA(image.Rect(0, 0, 10, 10))}) {
		t.Error("another size is a change")
	}
}
