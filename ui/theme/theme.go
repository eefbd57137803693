// Package theme is how Shinsa looks: a quiet, well-set paper form under a good lamp.
//
// Paper-white, near-black or high-contrast ground, ink text, one accent (indigo) for what can be acted on, and the tones of a
// verdict. A tone never stands alone: Tone gives colour and icon, the screen adds the word. Sizes are 13, 15, 18 and 24 at 100 %,
// spaces are multiples of 4; text grows from 100 to 200 % and everything measured in text grows with it. The interface has one
// family, Noto Sans JP, carried in the program, so that no machine shows boxes.
//
// A Theme is a value: to change the appearance, make another and hand it to the application's settings.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Mode is the ground the interface is drawn on.
type Mode string

// The modes.
const (
	Light    Mode = "light"
	Dark     Mode = "dark"
	Contrast Mode = "contrast"
)

// Modes lists the modes in the order they are offered.
var Modes = []Mode{Light, Dark, Contrast}

// Limits of the text size, in per cent.
const (
	MinPercent = 100
	MaxPercent = 200
)

// Theme is Shinsa's look in one mode at one text size. The zero Theme is not usable; make one with New.
type Theme struct {
	mode    Mode
	percent int
	colours map[fyne.ThemeColorName]color.Color
	family  pair
}

var _ fyne.Theme = (*Theme)(nil)

// New returns the theme of a mode (Light when it is unknown) with text at percent of its normal size, held between MinPercent and
// MaxPercent. It fails only when the carried fonts cannot be read.
func New(mode Mode, percent int) (*Theme, error) {
	family, err := faces()
	if err != nil {
		return nil, err
	}
	colours, ok := palettes[mode]
	if !ok {
		mode, colours = Light, palettes[Light]
	}
	return &Theme{
		mode:    mode,
		percent: min(max(percent, MinPercent), MaxPercent),
		colours: colours,
		family:  family,
	}, nil
}

// Mode returns the ground the theme draws on.
func (t *Theme) Mode() Mode { return t.mode }

// Percent returns the text size in per cent of the normal size.
func (t *Theme) Percent() int { return t.percent }

// Color implements fyne.Theme. The variant the system asks for does not count: the person chose the mode.
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if c, ok := t.colours[name]; ok {
		return c
	}
	variant := fynetheme.VariantLight
	if t.mode != Light {
		variant = fynetheme.VariantDark
	}
	return fynetheme.DefaultTheme().Color(name, variant)
}

// Font implements fyne.Theme: one family in two weights, symbols from the toolkit.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol:
		return fynetheme.DefaultTheme().Font(style)
	case style.Bold:
		return t.family.bold
	default:
		return t.family.regular
	}
}

// Icon implements fyne.Theme.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return fynetheme.DefaultTheme().Icon(name)
}

// Size implements fyne.Theme. Sizes of text and what holds text scale with Percent; lines and gaps do not.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := textSizes[name]; ok {
		return s * float32(t.percent) / 100
	}
	if s, ok := fixedSizes[name]; ok {
		return s
	}
	return fynetheme.DefaultTheme().Size(name)
}

// The sizes of text at 100 %.
const (
	caption = 13
	body    = 15
	heading = 18
	title   = 24
)

var textSizes = map[fyne.ThemeSizeName]float32{
	fynetheme.SizeNameCaptionText:    caption,
	fynetheme.SizeNameText:           body,
	fynetheme.SizeNameSubHeadingText: heading,
	fynetheme.SizeNameHeadingText:    title,
	fynetheme.SizeNameInlineIcon:     18,
}

var fixedSizes = map[fyne.ThemeSizeName]float32{
	fynetheme.SizeNamePadding:            4,
	fynetheme.SizeNameInnerPadding:       8,
	fynetheme.SizeNameLineSpacing:        4,
	fynetheme.SizeNameSeparatorThickness: 1,
	fynetheme.SizeNameInputBorder:        1,
	fynetheme.SizeNameInputRadius:        3,
	fynetheme.SizeNameSelectionRadius:    2,
	fynetheme.SizeNameScrollBar:          12,
	fynetheme.SizeNameScrollBarSmall:     6,
	fynetheme.SizeNameScrollBarRadius:    3,
}
