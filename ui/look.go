package ui

import (
	"fyne.io/fyne/v2"

	"shinsa/i18n"
	"shinsa/ui/screen/walk"
	"shinsa/ui/theme"
)

// Look is how the window appears. It is kept outside the desk: nothing in it is secret and the passphrase screen needs it.
type Look struct {
	Lang    string
	Mode    theme.Mode
	Percent int
	Era     bool // days in Japanese eras
	Width   float32
	Height  float32
}

// The names of the preferences.
const (
	prefLang    = "look.lang"
	prefMode    = "look.mode"
	prefPercent = "look.percent"
	prefEra     = "look.era"
	prefWidth   = "look.width"
	prefHeight  = "look.height"
)

// DefaultLook fits a small laptop.
var DefaultLook = Look{Lang: i18n.Japanese, Mode: theme.Light, Percent: 100, Width: 1366, Height: 768}

// LoadLook returns the look the person chose last.
func LoadLook(p fyne.Preferences) Look {
	d := DefaultLook
	return Look{
		Lang:    p.StringWithFallback(prefLang, d.Lang),
		Mode:    theme.Mode(p.StringWithFallback(prefMode, string(d.Mode))),
		Percent: p.IntWithFallback(prefPercent, d.Percent),
		Era:     p.BoolWithFallback(prefEra, d.Era),
		Width:   float32(p.FloatWithFallback(prefWidth, float64(d.Width))),
		Height:  float32(p.FloatWithFallback(prefHeight, float64(d.Height))),
	}
}

// Save keeps the look for the next start.
func (l Look) Save(p fyne.Preferences) {
	p.SetString(prefLang, l.Lang)
	p.SetString(prefMode, string(l.Mode))
	p.SetInt(prefPercent, l.Percent)
	p.SetBool(prefEra, l.Era)
	p.SetFloat(prefWidth, float64(l.Width))
	p.SetFloat(prefHeight, float64(l.Height))
}

// text returns the language of the look, with days as the person wants them.
func (l Look) text() *i18n.Text { return i18n.New(l.Lang).InEra(l.Era) }

// Apply hands the look to the toolkit: theme, and the words of its own dialogs.
func (l Look) Apply(app fyne.App) error {
	th, err := theme.New(l.Mode, l.Percent)
	if err != nil {
		return err
	}
	if err := speak(i18n.New(l.Lang)); err != nil {
		return err
	}
	app.Settings().SetTheme(th)
	return nil
}

// tell says to what draws pages which language the person reads.
func (l Look) tell(pages walk.Pages) {
	if e, ok := pages.(interface{ Speak(string) }); ok {
		e.Speak(l.Lang)
	}
}

// sizes are the text sizes the person steps through.
var sizes = []int{100, 115, 130, 150, 175, 200}

// larger returns the text size by steps away from this one.
func (l Look) larger(by int) Look {
	at := 0
	for i, s := range sizes {
		if s <= l.Percent {
			at = i
		}
	}
	l.Percent = sizes[min(max(at+by, 0), len(sizes)-1)]
	return l
}

// nextMode returns the look on the next ground.
func (l Look) nextMode() Look {
	for i, m := range theme.Modes {
		if m == l.Mode {
			l.Mode = theme.Modes[(i+1)%len(theme.Modes)]
			return l
		}
	}
	l.Mode = theme.Light
	return l
}

// otherLang returns the look in the other language.
func (l Look) otherLang() Look {
	if l.Lang == i18n.English {
		l.Lang = i18n.Japanese
	} else {
		l.Lang = i18n.English
	}
	return l
}
