package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Colours beside those of the toolkit.
const (
	ColorPaper      fyne.ThemeColorName = "shinsa.paper"      // the sheet a form is set on
	ColorDesk       fyne.ThemeColorName = "shinsa.desk"       // the ground around sheets: outline, header, footer
	ColorHairline   fyne.ThemeColorName = "shinsa.hairline"   // rules between groups
	ColorInk        fyne.ThemeColorName = "shinsa.ink"        // text
	ColorInkSoft    fyne.ThemeColorName = "shinsa.inkSoft"    // secondary text, still readable at 4.5:1
	ColorAccent     fyne.ThemeColorName = "shinsa.accent"     // what can be acted on
	ColorOnAccent   fyne.ThemeColorName = "shinsa.onAccent"   // text on the accent
	ColorAccentSoft fyne.ThemeColorName = "shinsa.accentSoft" // ground of what is chosen
	ColorFocusRing  fyne.ThemeColorName = "shinsa.focusRing"  // ring around what has the keyboard
)

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

func alpha(v uint32, a uint8) color.NRGBA {
	c := rgb(v)
	c.A = a
	return c
}

// scheme names the few colours a mode is made of; everything the toolkit asks for is one of them.
type scheme struct {
	paper, desk, hairline, border    uint32
	ink, inkSoft, disabled           uint32
	accent, onAccent, accentSoft     uint32
	ring                             uint32
	good, query, bad, none, unseen   uint32
	goodSoft, querySoft, badSoft     uint32
	noneSoft, unseenSoft             uint32
	hover, pressed, selected, shadow color.NRGBA
}

var schemes = map[Mode]scheme{
	Light: {
		paper: 0xfdfcf9, desk: 0xf3f1eb, hairline: 0xd8d4ca, border: 0x837d70,
		ink: 0x1f2328, inkSoft: 0x575b62, disabled: 0x7e8289,
		accent: 0x2f4b8f, onAccent: 0xffffff, accentSoft: 0xe3e8f5, ring: 0x2f4b8f,
		good: 0x1e6b3f, query: 0x8a5a00, bad: 0xb3341f, none: 0x5f646b, unseen: 0x575b62,
		goodSoft: 0xe2f1e7, querySoft: 0xfbefd3, badSoft: 0xfae4df, noneSoft: 0xebebe8, unseenSoft: 0xfdfcf9,
		hover: alpha(0x2f4b8f, 0x14), pressed: alpha(0x2f4b8f, 0x28), selected: alpha(0x2f4b8f, 0x2c), shadow: alpha(0, 0x18),
	},
	Dark: {
		paper: 0x1d2025, desk: 0x15171b, hairline: 0x3a3e46, border: 0x8b919b,
		ink: 0xe8e6e1, inkSoft: 0xb4b5b8, disabled: 0x7e828a,
		accent: 0x9db4ee, onAccent: 0x10131a, accentSoft: 0x2a3450, ring: 0xb8c9f5,
		good: 0x7fcf9d, query: 0xe6b85c, bad: 0xf39480, none: 0xa9adb4, unseen: 0xb4b5b8,
		goodSoft: 0x1f3a2a, querySoft: 0x3d3116, badSoft: 0x47241d, noneSoft: 0x2c2f35, unseenSoft: 0x1d2025,
		hover: alpha(0x9db4ee, 0x1c), pressed: alpha(0x9db4ee, 0x34), selected: alpha(0x9db4ee, 0x38), shadow: alpha(0, 0x50),
	},
	Contrast: {
		paper: 0xffffff, desk: 0xffffff, hairline: 0x000000, border: 0x000000,
		ink: 0x000000, inkSoft: 0x000000, disabled: 0x4d4d4d,
		accent: 0x00228c, onAccent: 0xffffff, accentSoft: 0xd6e0ff, ring: 0xb30059,
		good: 0x00491f, query: 0x5c3a00, bad: 0x8f0000, none: 0x303030, unseen: 0x000000,
		goodSoft: 0xffffff, querySoft: 0xffffff, badSoft: 0xffffff, noneSoft: 0xffffff, unseenSoft: 0xffffff,
		hover: alpha(0x00228c, 0x20), pressed: alpha(0x00228c, 0x40), selected: alpha(0x00228c, 0x40), shadow: alpha(0, 0x40),
	},
}

var palettes = map[Mode]map[fyne.ThemeColorName]color.Color{
	Light:    schemes[Light].palette(),
	Dark:     schemes[Dark].palette(),
	Contrast: schemes[Contrast].palette(),
}

// palette spells a scheme out for every name that is drawn. InputBorder, InputBackground, Foreground and PlaceHolder are set because
// the toolkit draws the rings of radio and check buttons from them, at 1.2:1 in its own light theme.
func (s scheme) palette() map[fyne.ThemeColorName]color.Color {
	m := map[fyne.ThemeColorName]color.Color{
		ColorPaper: rgb(s.paper), ColorDesk: rgb(s.desk), ColorHairline: rgb(s.hairline),
		ColorInk: rgb(s.ink), ColorInkSoft: rgb(s.inkSoft),
		ColorAccent: rgb(s.accent), ColorOnAccent: rgb(s.onAccent), ColorAccentSoft: rgb(s.accentSoft), ColorFocusRing: rgb(s.ring),

		fynetheme.ColorNameBackground:          rgb(s.paper),
		fynetheme.ColorNameButton:              rgb(s.desk),
		fynetheme.ColorNameDisabledButton:      rgb(s.desk),
		fynetheme.ColorNameDisabled:            rgb(s.disabled),
		fynetheme.ColorNameError:               rgb(s.bad),
		fynetheme.ColorNameFocus:               s.selected,
		fynetheme.ColorNameForeground:          rgb(s.ink),
		fynetheme.ColorNameForegroundOnError:   rgb(s.paper),
		fynetheme.ColorNameForegroundOnPrimary: rgb(s.onAccent),
		fynetheme.ColorNameForegroundOnSuccess: rgb(s.paper),
		fynetheme.ColorNameForegroundOnWarning: rgb(s.paper),
		fynetheme.ColorNameHeaderBackground:    rgb(s.desk),
		fynetheme.ColorNameHover:               s.hover,
		fynetheme.ColorNameHyperlink:           rgb(s.accent),
		fynetheme.ColorNameInputBackground:     rgb(s.paper),
		fynetheme.ColorNameInputBorder:         rgb(s.border),
		fynetheme.ColorNameMenuBackground:      rgb(s.paper),
		fynetheme.ColorNameOverlayBackground:   rgb(s.paper),
		fynetheme.ColorNamePlaceHolder:         rgb(s.inkSoft),
		fynetheme.ColorNamePressed:             s.pressed,
		fynetheme.ColorNamePrimary:             rgb(s.accent),
		fynetheme.ColorNameScrollBar:           rgb(s.border),
		fynetheme.ColorNameScrollBarBackground: rgb(s.desk),
		fynetheme.ColorNameSelection:           s.selected,
		fynetheme.ColorNameSeparator:           rgb(s.hairline),
		fynetheme.ColorNameShadow:              s.shadow,
		fynetheme.ColorNameSuccess:             rgb(s.good),
		fynetheme.ColorNameWarning:             rgb(s.query),
	}
	for tone, c := range map[Tone][2]uint32{
		Good: {s.good, s.goodSoft}, Caution: {s.query, s.querySoft}, Bad: {s.bad, s.badSoft},
		Neutral: {s.none, s.noneSoft}, Hollow: {s.unseen, s.unseenSoft}, Active: {s.accent, s.accentSoft},
	} {
		m[tone.Ink()], m[tone.Ground()] = rgb(c[0]), rgb(c[1])
	}
	return m
}
