package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
)

// slowDesk is a stand-in whose disk answers when it is let go.
type slowDesk struct {
	*desk
	free chan struct{}
}

func (d *slowDesk) SetSetting(ctx context.Context, name, v string) error {
	<-d.free
	return d.desk.SetSetting(ctx, name, v)
}

func TestFrame_ThePlaceIsKeptWithoutWaitingForTheDisk(t *testing.T) {
	f, _, d := open(t, review.Secretariat, "ja")
	slow := &slowDesk{desk: d, free: make(chan struct{})}
	f.desk = slow
	f.places = task.New(t.Context()).NewQueue(f.placeKept())
	f.Moved(route.To(route.Register)) // a write on this thread would wait here for ever
	f.Moved(route.To(route.Verify))
	close(slow.free)
	f.goodbye()
	if r, err := route.Parse(d.settings[settingRoute]); err != nil || r.Screen != route.Verify {
		t.Errorf("kept %q when the desk was closed", d.settings[settingRoute])
	}
}

// acting is a screen with one action, on the item at hand.
type acting struct {
	item, why string
	did       []string
}

func (a *acting) Content() fyne.CanvasObject { return container.NewStack() }
func (a *acting) Reload()                    {}

func (a *acting) Actions() []screen.Action {
	item := a.item
	return []screen.Action{{Menu: screen.MenuItem, Word: "記録する", Why: a.why, Run: func() { a.did = append(a.did, item) }}}
}

func TestFrame_TheMenuIsMadeAnewOnlyForOtherActions(t *testing.T) {
	f, r, _ := open(t, review.Secretariat, "ja")
	s := &acting{item: "1.1"}
	f.shown = s
	f.refreshActions()
	menu := f.window.MainMenu()
	s.item = "1.2"
	f.Moved(route.To(route.Register))
	if f.window.MainMenu() != menu {
		t.Error("made anew although the same can be done")
	}
	choose(t, menu, "記録する")
	if len(s.did) != 1 || s.did[0] != "1.2" {
		t.Errorf("the menu acted on %v", s.did)
	}
	s.why = "交付済みです"
	f.refreshActions()
	if f.window.MainMenu() == menu {
		t.Fatal("not made anew although less can be done")
	}
	choose(t, menu, "記録する") // a menu that was open meanwhile
	r.See("交付済みです")
	if len(s.did) != 1 {
		t.Errorf("acted on %v", s.did)
	}
}

func choose(t *testing.T, menu *fyne.MainMenu, word string) {
	t.Helper()
	for _, m := range menu.Items {
		for _, it := range m.Items {
			if it.Label == word {
				it.Action()
				return
			}
		}
	}
	t.Fatalf("no menu item %q", word)
}
