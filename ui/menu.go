package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"shinsa/i18n"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/widget"
)

// own returns the acts of the frame itself, in the order of the menus.
func (f *Frame) own() []act {
	ctrl := func(name fyne.KeyName) screen.Key { return screen.Ctrl(name) }
	acts := []act{
		{file, "frame.take", "frame.take_reading", ctrl(fyne.KeyO), f.chooseAndTake},
		{file, "frame.reload", "frame.reload_reading", ctrl(fyne.KeyR), f.reload},
		{file, "frame.lock", "frame.lock_reading", ctrl(fyne.KeyL), f.shut},
		{file, "frame.quit", "frame.quit_reading", ctrl(fyne.KeyQ), f.close},
		{move, "frame.find", "frame.find_reading", ctrl(fyne.KeyK), f.palette},
		{move, "frame.back", "frame.back_reading", screen.Key{Name: fyne.KeyLeft, Mod: fyne.KeyModifierAlt}, f.Back},
		{view, "frame.larger", "frame.larger_reading", ctrl(fyne.KeyEqual), func() { f.setLook(f.look.larger(1)) }},
		{view, "frame.smaller", "frame.smaller_reading", ctrl(fyne.KeyMinus), func() { f.setLook(f.look.larger(-1)) }},
		{view, "frame.ground", "frame.ground_reading", ctrl(fyne.KeyD), f.switchMode},
		{view, "frame.other_language", "frame.other_language_reading", ctrl(fyne.KeyJ), f.switchLang},
		{view, "frame.calendar", "frame.calendar_reading", screen.Key{Name: fyne.KeyJ, Mod: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}, f.switchYears},
		{help, "frame.help", "frame.help_reading", screen.Char('?'), f.help},
		{help, "frame.rules", "frame.rules_reading", ctrl(fyne.KeySlash), f.rules},
	}
	return acts
}

// act is one act of the frame.
type act struct {
	menu    menuName
	word    string // key of its word
	reading string // key of what a search also matches
	key     screen.Key
	run     func()
}

type menuName string

const (
	file menuName = "frame.menu_file"
	move menuName = "frame.menu_move"
	view menuName = "frame.menu_view"
	help menuName = "frame.menu_help"
)

// digits are the keys of the tabs, with the shortcut modifier.
var digits = []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9}

// menu makes the menu bar: the frame's acts, the tabs, and the actions of the screen shown.
func (f *Frame) menu(acts []screen.Action, tabs []present.Tab) *fyne.MainMenu {
	items := map[menuName][]*fyne.MenuItem{}
	for _, a := range f.own() {
		it := f.item(f.text.T(a.word), a.key, "", a.run)
		it.IsQuit = a.word == "frame.quit"
		items[a.menu] = append(items[a.menu], it)
	}
	for i, t := range tabs {
		if i < len(digits) {
			it := f.item(t.Word, screen.Ctrl(digits[i]), t.Why, func() { f.open(t.Screen) })
			items[move] = append(items[move], it)
		}
	}
	menus := []*fyne.Menu{fyne.NewMenu(f.text.T(string(file)), items[file]...), fyne.NewMenu(f.text.T(string(move)), items[move]...)}
	menus = append(menus, f.screenMenus(acts)...)
	menus = append(menus, fyne.NewMenu(f.text.T(string(view)), items[view]...), fyne.NewMenu(f.text.T(string(help)), items[help]...))
	return fyne.NewMainMenu(menus...)
}

// screenMenus are the menus of the screen's own actions. An item runs the action as it is when it is chosen: the menu stays while the screen
// goes on to other items.
func (f *Frame) screenMenus(acts []screen.Action) []*fyne.Menu {
	var out []*fyne.Menu
	for _, m := range []screen.Menu{screen.MenuCase, screen.MenuItem, screen.MenuView} {
		var items []*fyne.MenuItem
		for i, a := range acts {
			if a.Menu != m {
				continue
			}
			run := func() { f.runAction(i, a.Word) }
			if a.Run == nil {
				run = nil
			}
			key := screen.Key{}
			if len(a.Keys) > 0 {
				key = a.Keys[0]
			}
			it := f.item(a.Word, key, a.Why, run)
			items = append(items, it)
		}
		if len(items) > 0 {
			out = append(out, fyne.NewMenu(f.text.T("frame.menu_screen_"+string(m)), items...))
		}
	}
	return out
}

// runAction runs the action of the screen that stands at i, when it is still the one called word.
func (f *Frame) runAction(i int, word string) {
	f.goneOn()
	acts := f.actions()
	if i >= len(acts) || acts[i].Word != word {
		f.refreshActions()
		return
	}
	switch a := acts[i]; {
	case a.Why != "":
		f.Tell(a.Why)
	case a.Run != nil:
		a.Run()
	}
	f.refreshActions()
}

// item makes a menu item. A plain key, which menus cannot take, stands beside the word. While a dialog is open nothing runs beneath it.
// The toolkit runs the shortcut of a disabled item all the same, so the item itself says why it does not.
func (f *Frame) item(word string, key screen.Key, why string, run func()) *fyne.MenuItem {
	it := fyne.NewMenuItem(word, func() {
		switch {
		case run == nil || f.window.Canvas().Overlays().Top() != nil:
		case why != "":
			f.Tell(why)
		default:
			run()
		}
	})
	it.Disabled = why != "" || run == nil
	if s := key.Shortcut(); s != nil {
		it.Shortcut = s
	} else if name := key.String(); name != "" {
		it.Label = word + "　(" + name + ")"
	}
	return it
}

// further makes the second shortcuts of actions work, which a menu item has no room for.
func (f *Frame) further(acts []screen.Action) {
	for _, a := range acts {
		for i, k := range a.Keys {
			if s := k.Shortcut(); i > 0 && s != nil {
				f.Canvas().AddShortcut(s, func(fyne.Shortcut) { f.runKey(k) })
			}
		}
	}
}

// runKey runs what a key with a modifier means on the screen shown now.
func (f *Frame) runKey(k screen.Key) {
	if f.Canvas().Overlays().Top() != nil {
		return
	}
	f.goneOn()
	for _, a := range f.actions() {
		if slices.Contains(a.Keys, k) && a.Why == "" && a.Run != nil {
			a.Run()
			f.refreshActions()
			return
		}
	}
}

// palette lists everything that can be done now.
func (f *Frame) palette() {
	commands, inEnglish := screen.Commands(f.actions()), i18n.New("en") // the menus' words are found in English too
	for i, t := range present.Tabs(f.text, f.desk.Self().Role, f.row) {
		c := widget.Command{Word: f.text.T("frame.open_tab", "screen", t.Word), Reading: t.Screen + " " + inEnglish.T("screen."+t.Screen), Why: t.Why, Run: func() { f.open(t.Screen) }}
		if i < len(digits) {
			c.Key = screen.Ctrl(digits[i]).String()
		}
		commands = append(commands, c)
	}
	for _, a := range f.own() {
		c := widget.Command{Word: f.text.T(a.word), Reading: f.text.T(a.reading) + " " + inEnglish.T(a.word), Key: a.key.String(), Run: a.run}
		same := slices.IndexFunc(commands, func(o widget.Command) bool { return o.Word == c.Word })
		switch {
		case a.word == "frame.find": // this is it
		case same < 0:
			commands = append(commands, c)
		default: // the screen has the same with a key of its own
			commands[same].Key += " / " + c.Key
		}
	}
	for i := range commands { // whatever its own reading, a word is found as it is typed before its characters are chosen
		commands[i].Reading += " " + present.Kana(f.text, commands[i].Word)
	}
	widget.OpenPalette(f.Canvas(), widget.PaletteWords{Placeholder: f.text.T("frame.find_act"), Nothing: f.text.T("frame.no_act")}, commands)
}

// key runs what a plain key means on the screen shown.
func (f *Frame) key(ev *fyne.KeyEvent) {
	f.goneOn()
	if ev.Name == fyne.KeyF1 {
		f.help()
		return
	}
	if screen.Press(f.actions(), ev.Name, f.shift()) {
		f.refreshActions()
	}
}

func (f *Frame) char(r rune) {
	f.goneOn()
	if screen.Type(f.actions(), r) {
		f.refreshActions()
		return
	}
	for _, a := range f.own() {
		if a.key.Char != 0 && a.key.Char == r {
			a.run()
		}
	}
}

// shift reports whether the Shift key is held.
func (f *Frame) shift() bool {
	d, ok := f.app.Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

func (f *Frame) switchLang() { f.setLook(f.look.otherLang()) }
func (f *Frame) switchMode() { f.setLook(f.look.nextMode()) }

func (f *Frame) switchYears() {
	l := f.look
	l.Era = !l.Era
	f.setLook(l)
}

func (f *Frame) setLook(l Look) {
	f.leave()
	f.look = l
	if err := l.Apply(f.app); err != nil {
		f.Problem(err)
		return
	}
	l.Save(f.app.Preferences())
	l.tell(f.pages)
	f.text = l.text()
	f.build()
	if f.here != (route.Route{}) {
		f.show(f.here)
	}
}
