package window

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/damage"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// Eye looks at a display through its X server: it is told of every change (DAMAGE) and reads the pixels then. So it knows when a frame was
// on the screen, whoever drew it and however; nothing a program says of itself counts. It can press keys as a keyboard does (XTEST).
type Eye struct {
	now    func() time.Time
	conn   *xgb.Conn
	screen *xproto.ScreenInfo
	hurt   damage.Damage
	events chan xgb.Event
	codes  map[rune]xproto.Keycode
}

// Return is the key of that name, as a rune for Press.
const Return = '\r'

// NewEye opens an eye on a display that asks for no authority, such as those of Display. The clock is for the times of frames.
func NewEye(display string, now func() time.Time) (*Eye, error) {
	xgb.Logger.SetOutput(io.Discard) // it tells of the missing authority
	conn, err := xgb.NewConnDisplay(display)
	if err != nil {
		return nil, fmt.Errorf("look at display: %w", err)
	}
	e := &Eye{now: now, conn: conn, screen: xproto.Setup(conn).DefaultScreen(conn), events: make(chan xgb.Event, 64), codes: map[rune]xproto.Keycode{}}
	if err := e.open(); err != nil {
		conn.Close()
		return nil, fmt.Errorf("look at display: %w", err)
	}
	go e.listen()
	return e, nil
}

// open asks the server to tell of changes, and which key gives which character.
func (e *Eye) open() error {
	if err := damage.Init(e.conn); err != nil {
		return err
	}
	if err := xtest.Init(e.conn); err != nil {
		return err
	}
	if _, err := damage.QueryVersion(e.conn, 1, 1).Reply(); err != nil {
		return err
	}
	var err error
	if e.hurt, err = damage.NewDamageId(e.conn); err != nil {
		return err
	}
	if err := damage.CreateChecked(e.conn, e.hurt, xproto.Drawable(e.screen.Root), damage.ReportLevelNonEmpty).Check(); err != nil {
		return err
	}
	setup := xproto.Setup(e.conn)
	keys, err := xproto.GetKeyboardMapping(e.conn, setup.MinKeycode, byte(setup.MaxKeycode-setup.MinKeycode+1)).Reply()
	if err != nil {
		return err
	}
	const returnKey = 0xff0d // keysymdef.h; of a Latin letter the key symbol is the letter itself
	for i := 0; i < len(keys.Keysyms); i += int(keys.KeysymsPerKeycode) {
		symbol, code := rune(keys.Keysyms[i]), setup.MinKeycode+xproto.Keycode(i/int(keys.KeysymsPerKeycode))
		if symbol == returnKey {
			symbol = Return
		}
		if e.codes[symbol] == 0 {
			e.codes[symbol] = code
		}
	}
	return nil
}

func (e *Eye) listen() {
	defer close(e.events)
	for {
		event, err := e.conn.WaitForEvent()
		if event == nil && err == nil {
			return // closed
		}
		if event != nil {
			e.events <- event
		}
	}
}

// Close closes the eye.
func (e *Eye) Close() {
	e.conn.Close()
	for range e.events { // lets the listener end
	}
}

// Press presses and releases the keys of characters that need no shift, one after the other.
func (e *Eye) Press(text string) error {
	for _, r := range text {
		code := byte(e.codes[r])
		if code == 0 {
			return fmt.Errorf("press %q: the keyboard has no such key", r)
		}
		for _, kind := range []byte{xproto.KeyPress, xproto.KeyRelease} {
			if err := xtest.FakeInputChecked(e.conn, kind, code, 0, e.screen.Root, 0, 0, 0).Check(); err != nil {
				return fmt.Errorf("press %q: %w", r, err)
			}
		}
	}
	return nil
}

// Look returns what the display shows now.
func (e *Eye) Look() (Frame, error) {
	damage.Subtract(e.conn, e.hurt, 0, 0) // what changes from here on is told again
	const everyPlane = 1<<32 - 1
	f := Frame{At: e.now()}
	got, err := xproto.GetImage(e.conn, xproto.ImageFormatZPixmap, xproto.Drawable(e.screen.Root), 0, 0, e.screen.WidthInPixels, e.screen.HeightInPixels, everyPlane).Reply()
	if err != nil {
		return Frame{}, fmt.Errorf("look at display: %w", err)
	}
	f.pix, f.row = got.Data, 4*int(e.screen.WidthInPixels)
	return f, nil
}

// Await returns the first frame, from the one shown now on, that is the one sought, or an error when ctx ends before.
func (e *Eye) Await(ctx context.Context, sought func(Frame) bool) (Frame, error) {
	f, err := e.Look()
	for err == nil && !sought(f) {
		var told time.Time
		select {
		case <-ctx.Done():
			return f, fmt.Errorf("wait for a frame: %w", ctx.Err())
		case _, open := <-e.events:
			if told = e.now(); !open {
				return f, fmt.Errorf("wait for a frame: the display is gone")
			}
		}
		if f, err = e.Look(); err == nil {
			f.At = told
		}
	}
	return f, err
}

// Still returns the display once it has not changed for a while, a text cursor aside.
func (e *Eye) Still(ctx context.Context, quiet time.Duration) (Frame, error) {
	last, err := e.Look()
	for since := e.now(); err == nil && e.now().Sub(since) < quiet; {
		select {
		case <-ctx.Done():
			return last, fmt.Errorf("wait for a still display: %w", ctx.Err())
		case <-time.After(quiet / 10):
		}
		var f Frame
		if f, err = e.Look(); err == nil && !f.Like(last) {
			last, since = f, e.now()
		}
	}
	return last, err
}
