package screen

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"golang.org/x/text/unicode/norm"

	"shinsa/ui/widget"
)

// Menu names the menu an action stands in.
type Menu string

// The menus.
const (
	MenuCase Menu = "case" // 案件: what concerns the case as a whole
	MenuItem Menu = "item" // 項目: what concerns the item or row at hand
	MenuView Menu = "view" // 表示: where to look
)

// Key is a key that runs an action: a plain one outside text fields, one with a modifier everywhere.
type Key struct {
	Name fyne.KeyName
	Mod  fyne.KeyModifier
	Char rune // for keys that are known by their character, such as '/'
}

// Plain returns a key without modifier.
func Plain(name fyne.KeyName) Key { return Key{Name: name} }

// Char returns a key known by its character, wherever the keyboard has it.
func Char(r rune) Key { return Key{Char: r} }

// Ctrl returns a key with the platform's shortcut modifier.
func Ctrl(name fyne.KeyName) Key { return Key{Name: name, Mod: fyne.KeyModifierShortcutDefault} }

// Shift returns a key with Shift.
func Shift(name fyne.KeyName) Key { return Key{Name: name, Mod: fyne.KeyModifierShift} }

// Shortcut returns the key as a menu item's shortcut, nil for a key without a modifier: menus take those from text fields too, so a
// plain key is dispatched by Press and only written beside the item. The toolkit has names of its own for undoing and doing again.
func (k Key) Shortcut() fyne.KeyboardShortcut {
	switch {
	case k.Mod == 0 || k.Mod == fyne.KeyModifierShift:
		return nil
	case k == Ctrl(fyne.KeyZ):
		return &fyne.ShortcutUndo{}
	case k == Ctrl(fyne.KeyY):
		return &fyne.ShortcutRedo{}
	}
	return &desktop.CustomShortcut{KeyName: k.Name, Modifier: k.Mod}
}

// String returns the key as hints and menus write it.
func (k Key) String() string {
	if k.Char != 0 {
		return string(k.Char)
	}
	name := map[fyne.KeyName]string{
		fyne.KeyPageDown: "PageDown", fyne.KeyPageUp: "PageUp", fyne.KeyReturn: "Enter", fyne.KeyEscape: "Esc",
		fyne.KeyUp: "↑", fyne.KeyDown: "↓", fyne.KeyLeft: "←", fyne.KeyRight: "→", fyne.KeyDelete: "Del", fyne.KeyEqual: "=", fyne.KeyMinus: "-",
	}[k.Name]
	if name == "" {
		name = string(k.Name)
	}
	for _, m := range []struct {
		mod  fyne.KeyModifier
		word string
	}{{fyne.KeyModifierShift, "Shift+"}, {fyne.KeyModifierAlt, "Alt+"}, {fyne.KeyModifierShortcutDefault, "Ctrl+"}} {
		if k.Mod&m.mod != 0 {
			name = m.word + name
		}
	}
	return name
}

// Action is one thing a person can do on a screen.
type Action struct {
	Menu    Menu
	Word    string // 次の未確認へ
	Reading string // how it may also be searched: つぎのみかくにん
	Keys    []Key
	Hint    string // a short word for the line of key hints; not shown there when empty
	Why     string // why it cannot be done now; "" when it can
	Run     func()
}

// Press runs the action of a key that types nothing, such as an arrow, and reports whether there was one. Shift tells whether it is
// held. Letters and digits are left to Type: were they to act on the key, the character that follows it would land in the field the
// action has just given the keyboard to.
func Press(actions []Action, name fyne.KeyName, shift bool) bool {
	for _, a := range actions {
		for _, k := range a.Keys {
			if k.letter() == 0 && k.Name == name && (k.Mod == 0 && !shift || k.Mod == fyne.KeyModifierShift && shift) {
				return a.do()
			}
		}
	}
	return false
}

// Type runs the action of a typed character and reports whether there was one. A full-width character, as an input method types it,
// counts as its plain form; a capital letter runs the action with Shift, and the one without when there is none (Caps Lock).
func Type(actions []Action, r rune) bool {
	if plain := []rune(norm.NFKC.String(string(r))); len(plain) == 1 {
		r = plain[0]
	}
	for _, want := range []rune{r, unicode.ToLower(r)} {
		for _, a := range actions {
			for _, k := range a.Keys {
				if k.letter() == want {
					return a.do()
				}
			}
		}
	}
	return false
}

// letter returns the character a key types without or with Shift, 0 when it types none or has another modifier.
func (k Key) letter() rune {
	name := []rune(string(k.Name))
	switch {
	case k.Char != 0:
		return k.Char
	case len(name) != 1:
		return 0
	case k.Mod == fyne.KeyModifierShift:
		return unicode.ToUpper(name[0])
	case k.Mod == 0:
		return unicode.ToLower(name[0])
	}
	return 0
}

func (a Action) do() bool {
	if a.Why == "" && a.Run != nil {
		a.Run()
	}
	return true
}

// Hints returns the key hints of the actions that have one, in order.
func Hints(actions []Action) []widget.Hint {
	var out []widget.Hint
	for _, a := range actions {
		if a.Hint != "" && len(a.Keys) > 0 {
			out = append(out, widget.Hint{Key: a.Keys[0].String(), Word: a.Hint})
		}
	}
	return out
}

// Commands returns the actions as the palette lists them.
func Commands(actions []Action) []widget.Command {
	out := make([]widget.Command, 0, len(actions))
	for _, a := range actions {
		c := widget.Command{Word: a.Word, Reading: a.Reading, Why: a.Why, Run: a.Run}
		if len(a.Keys) > 0 {
			c.Key = a.Keys[0].String()
		}
		out = append(out, c)
	}
	return out
}
