package window

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"
)

// TestEye_SeesWhatComesAndGoes looks at a program that shows what is typed into it.
func TestEye_SeesWhatComesAndGoes(t *testing.T) {
	if os.Getenv("SHINSA_WINDOW") == "" {
		t.Skip("runs in make window, which installs a display server")
	}
	s := Open(t, "640x480")
	e, err := NewEye(s.display, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	ctx, stop := context.WithTimeout(t.Context(), Patience)
	defer stop()
	bare, err := e.Await(ctx, Frame.Blank)
	if err != nil {
		t.Fatal(err)
	}
	before := time.Now()
	p := s.Start(t, "^events of the eye$", nil, "xev", "-name", "events of the eye", "-geometry", "300x200+20+20")
	there, err := e.Await(ctx, func(f Frame) bool { return !f.Like(bare) })
	if err != nil || there.At.Before(before) {
		t.Fatalf("the window was seen at %v, started at %v: %v", there.At, before, err)
	}
	if err := e.Press("a-1" + string(Return)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"keysym 0x61, a", "keysym 0x2d, minus", "keysym 0x31, 1", "keysym 0xff0d, Return"} {
		p.WaitOutput(want)
	}
	if err := e.Press("審"); err == nil || !strings.Contains(err.Error(), "no such key") {
		t.Errorf("a character without a key: %v", err)
	}
	if still, err := e.Still(ctx, 100*time.Millisecond); err != nil || still.Like(bare) {
		t.Errorf("at rest the window is not there: %v", err)
	}
	p.Close()
	if _, err := e.Await(ctx, bare.Like); err != nil {
		t.Errorf("the window stayed: %v", err)
	}
}

func TestFrame_LikeAndBlank(t *testing.T) {
	frame := func(marked int) Frame {
		f := Frame{pix: make([]byte, 4*1000), row: 4 * 100}
		for i := range marked {
			f.pix[4*i+1] = 9
		}
		return f
	}
	a := frame(0)
	if !a.Blank() || !a.Like(frame(cursor)) {
		t.Error("a cursor is a change")
	}
	if b := frame(cursor + 1); b.Blank() || a.Like(b) {
		t.Error("more than a cursor is none")
	}
	if b := frame(200); !b.Below(2).Blank() || b.Below(1).Blank() || len(b.Below(11).pix) != 0 {
		t.Error("what is below the upper rows")
	}
	if a.Like(Frame{pix: make([]byte, 4)}) {
		t.Error("another size is no change")
	}
	colour := frame(0)
	colour.pix[3] = 255 // says nothing, but is not the colour of the rest
	if !a.Like(colour) {
		t.Error("the byte that says nothing counts")
	}
}
