package theme

import "fyne.io/fyne/v2"

// Tone is the manner in which a state is shown: an ink, a ground and an icon. It is always accompanied by a word.
type Tone string

// The tones.
const (
	Good    Tone = "good"    // 適合, 満たす, 真正: green, tick
	Caution Tone = "caution" // 要確認, 期限間近: amber, question mark
	Bad     Tone = "bad"     // 不適合, 拒否: vermilion, cross
	Neutral Tone = "neutral" // 該当なし: grey, bar
	Hollow  Tone = "hollow"  // 未確認: open ring
	Active  Tone = "active"  // in progress: indigo, dot
)

// Tones lists every tone.
var Tones = []Tone{Good, Caution, Bad, Neutral, Hollow, Active}

// Ink returns the name of the tone's colour for text, icon and border.
func (t Tone) Ink() fyne.ThemeColorName { return fyne.ThemeColorName("shinsa.tone." + string(t)) }

// Ground returns the name of the tone's colour for a surface under its ink.
func (t Tone) Ground() fyne.ThemeColorName {
	return fyne.ThemeColorName("shinsa.tone." + string(t) + ".ground")
}

// Icon returns the tone's shape in its ink. Shapes differ, so the tone reads without colour.
func (t Tone) Icon() fyne.Resource {
	body, ok := toneShapes[t]
	if !ok {
		body = toneShapes[Hollow]
	}
	return tint{"tone-" + string(t), body, t.Ink()}
}

// toneShapes are drawn on a 24 by 24 grid, strokes of 2.5.
var toneShapes = map[Tone]string{
	Good:    `<path d="M4.5 12.5 L10 18 L19.5 6.5" fill="none" stroke="#000000" stroke-width="2.8" stroke-linecap="round" stroke-linejoin="round"/>`,
	Caution: `<path d="M7.5 8.5 C7.5 5.5 9.5 4 12 4 C14.5 4 16.5 5.6 16.5 8.2 C16.5 11.4 12 11.6 12 15" fill="none" stroke="#000000" stroke-width="2.6" stroke-linecap="round"/><circle cx="12" cy="19.4" r="1.7" fill="#000000"/>`,
	Bad:     `<path d="M5.5 5.5 L18.5 18.5 M18.5 5.5 L5.5 18.5" fill="none" stroke="#000000" stroke-width="2.8" stroke-linecap="round"/>`,
	Neutral: `<path d="M5 12 L19 12" fill="none" stroke="#000000" stroke-width="2.8" stroke-linecap="round"/>`,
	Hollow:  `<circle cx="12" cy="12" r="7.5" fill="none" stroke="#000000" stroke-width="2.2"/>`,
	Active:  `<circle cx="12" cy="12" r="7.5" fill="none" stroke="#000000" stroke-width="2.2"/><circle cx="12" cy="12" r="3.6" fill="#000000"/>`,
}
