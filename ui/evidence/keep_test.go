package evidence

import (
	"context"
	"errors"
	"image"
	"testing"
	"testing/synctest"
	"time"
)

// slowly is a document whose pages take a second each.
type slowly struct {
	Document
	drawn int
	fail  error
}

func (s *slowly) Page(ctx context.Context, _, w int) (Sheet, error) {
	s.drawn++
	select {
	case <-time.After(time.Second):
		return Sheet{Image: image.NewRGBA(image.Rect(0, 0, w, w))}, s.fail
	case <-ctx.Done():
		return Sheet{}, stopped(ctx)
	}
}

func TestAPageIsDrawnOnceForAllWhoWait(t *testing.T) {
	broken := errors.New("broken")
	for _, c := range []struct {
		name   string
		fail   error
		leaves bool // the first goes before it is there
		drawn  int
	}{{"both wait", nil, false, 1}, {"one that fails", broken, false, 1}, {"the first leaves", nil, true, 2}} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				inner := &slowly{fail: c.fail}
				d := keep(inner).(Keeper)
				first, leave := context.WithCancel(t.Context())
				defer leave()
				go func() { _, _ = d.Page(first, 1, 10) }() // the one who asks later is looked at
				synctest.Wait()
				if _, ok := d.Kept(1, 10); ok {
					t.Fatal("kept before it was drawn")
				}
				if c.leaves {
					time.AfterFunc(time.Second/2, leave)
				}
				if _, err := d.Page(t.Context(), 1, 10); !errors.Is(err, c.fail) {
					t.Errorf("error %v", err)
				}
				_, there := d.Kept(1, 10)
				if _, other := d.Kept(1, 11); inner.drawn != c.drawn || there != (c.fail == nil) || other {
					t.Errorf("drawn %d times, kept %t, as wide as nobody asked %t", inner.drawn, there, other)
				}
			})
		})
	}
}

func TestWhoWaitsForAPageMayLeave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := keep(&slowly{})
		go func() { _, _ = d.Page(t.Context(), 1, 10) }()
		synctest.Wait()
		soon, stop := context.WithTimeout(t.Context(), time.Millisecond)
		defer stop()
		if _, err := d.Page(soon, 1, 10); err == nil {
			t.Error("a page came although nobody drew it yet")
		}
		time.Sleep(2 * time.Second)
	})
}
