package theme

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"

	"shinsa/assets"
)

func mustNew(t testing.TB, m Mode, percent int) *Theme {
	t.Helper()
	th, err := New(m, percent)
	if err != nil {
		t.Fatal(err)
	}
	return th
}

// luminance and ratio follow WCAG 2.1, 1.4.3.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	f := func(v uint32) float64 {
		x := float64(v) / 0xffff
		if x <= 0.03928 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*f(r) + 0.7152*f(g) + 0.0722*f(b)
}

func ratio(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	if x < y {
		x, y = y, x
	}
	return (x + 0.05) / (y + 0.05)
}

// TestContrastOfEveryPairing holds every text to every ground it can stand on, hovered, selected or not (WCAG 2.1: AA 1.4.3 and 1.4.11; AAA
// 1.4.6 in the theme of high contrast).
func TestContrastOfEveryPairing(t *testing.T) {
	grounds := []fyne.ThemeColorName{ColorPaper, ColorDesk, ColorAccentSoft, fynetheme.ColorNameInputBackground, fynetheme.ColorNameOverlayBackground, fynetheme.ColorNameMenuBackground}
	veils := []fyne.ThemeColorName{"", fynetheme.ColorNameHover}
	for _, mode := range Modes {
		th := mustNew(t, mode, 100)
		get := func(n fyne.ThemeColorName) color.Color { return th.Color(n, fynetheme.VariantLight) }
		text := 4.5
		if mode == Contrast {
			text = 7
		}
		hold := func(front, back, veil fyne.ThemeColorName, least float64) {
			t.Helper()
			ground := get(back)
			if veil != "" {
				ground = veiled(get(veil), ground)
			}
			if got := ratio(get(front), ground); got < least {
				t.Errorf("%s: %s on %s %s is %.2f:1, want at least %.1f:1", mode, front, back, veil, got, least)
			}
		}
		for _, ground := range grounds {
			for _, veil := range veils {
				hold(ColorInk, ground, veil, 7)
				hold(ColorInkSoft, ground, veil, text)
				hold(ColorAccent, ground, veil, text)
			}
			hold(ColorFocusRing, ground, "", 3)
			hold(fynetheme.ColorNameDisabled, ground, "", 3)
		}
		hold(ColorOnAccent, ColorAccent, "", text)
		hold(ColorOnAccent, ColorAccent, fynetheme.ColorNameHover, text)
		hold(ColorInk, fynetheme.ColorNameInputBackground, fynetheme.ColorNameSelection, 7)
		hold(fynetheme.ColorNamePlaceHolder, fynetheme.ColorNameInputBackground, "", text)
		hold(fynetheme.ColorNameInputBorder, fynetheme.ColorNameInputBackground, "", 3)
		for _, tone := range Tones {
			hold(tone.Ink(), tone.Ground(), "", text)
			hold(tone.Ink(), ColorPaper, "", text)
			hold(tone.Ink(), ColorPaper, fynetheme.ColorNameHover, text)
			hold(tone.Ink(), ColorDesk, "", text)
			hold(tone.Ink(), ColorAccentSoft, "", text)
			hold(ColorInk, tone.Ground(), "", 7)
		}
	}
}

// veiled returns the colour that a translucent one gives on another.
func veiled(a, b color.Color) color.Color {
	r, g, bl, alpha := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	mix := func(x, y uint32) uint16 { return uint16(x + y*(0xffff-alpha)/0xffff) }
	return color.RGBA64{R: mix(r, r2), G: mix(g, g2), B: mix(bl, b2), A: 0xffff}
}

func TestTonesDifferInShape(t *testing.T) {
	test.NewTempApp(t)
	seen := map[string]Tone{}
	for _, tone := range Tones {
		shape := toneShapes[tone]
		if shape == "" {
			t.Errorf("%s has no shape", tone)
		}
		if other, ok := seen[shape]; ok {
			t.Errorf("%s and %s have the same shape", tone, other)
		}
		seen[shape] = tone
		if len(tone.Icon().Content()) == 0 {
			t.Errorf("%s draws nothing", tone)
		}
	}
}

func TestSizesGrowWithPercent(t *testing.T) {
	for percent, want := range map[int]float32{50: 15, 100: 15, 150: 22.5, 200: 30, 400: 30} {
		if got := mustNew(t, Light, percent).Size(fynetheme.SizeNameText); got != want {
			t.Errorf("%d%%: body text %v, want %v", percent, got, want)
		}
	}
	if a, b := mustNew(t, Light, 100), mustNew(t, Light, 200); a.Size(fynetheme.SizeNamePadding) != b.Size(fynetheme.SizeNamePadding) {
		t.Error("padding grew with the text")
	}
}

func TestUnknownModeIsLight(t *testing.T) {
	if got := mustNew(t, "sepia", 100).Mode(); got != Light {
		t.Errorf("mode %q", got)
	}
}

func TestLineBoxIsWhole(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(mustNew(t, Light, 100))
	for _, bold := range []bool{false, true} {
		if got := fyne.MeasureText("稼働率 99.9 %", body, fyne.TextStyle{Bold: bold}).Height; math.Abs(float64(got)-22) > 0.05 {
			t.Errorf("bold=%v: a line of body text is %v px high, want 22", bold, got)
		}
	}
}

// TestLineBoxHoldsTheDeepestLetter guards against feet cut off by the rounding of a line to whole pixels. Latin letters of the family
// reach 0.24 of the text size below the baseline.
func TestLineBoxHoldsTheDeepestLetter(t *testing.T) {
	const depth = 0.24
	for _, percent := range []float64{100, 125, 150, 200} {
		for _, size := range []float64{caption, body, heading, title} {
			px := size * percent / 100
			baseline := px * ascent / 1000
			height := math.Round(px * (ascent - descent) / 1000)
			if need := math.Ceil(baseline) + px*depth; height < need {
				t.Errorf("%v px: the line is %v px high, the deepest letter reaches %v", px, height, need)
			}
		}
	}
}

func TestFaceHasItsLineBoxInBothTables(t *testing.T) {
	shared, err := assets.SharedFont(assets.NotoRegular)
	if err != nil {
		t.Fatal(err)
	}
	before := bytes.Clone(shared)
	f, err := newFace(assets.NotoRegular)
	if err != nil {
		t.Fatal(err)
	}
	b := f.Content()
	if !bytes.Equal(shared, before) {
		t.Error("the font of the papers was changed")
	}
	hhea, _ := table(b, "hhea", 36)
	os2, _ := table(b, "OS/2", 78)
	for name, got := range map[string]uint16{
		"hhea": binary.BigEndian.Uint16(hhea[4:]), "typo": binary.BigEndian.Uint16(os2[68:]), "win": binary.BigEndian.Uint16(os2[74:]),
	} {
		if got != ascent {
			t.Errorf("%s ascent %d", name, got)
		}
	}
}

func TestLineBoxOfWhatIsNoFont(t *testing.T) {
	for name, b := range map[string][]byte{"empty": nil, "short": make([]byte, 8), "no tables": make([]byte, 64)} {
		if _, err := lineBoxOf(b); !errors.Is(err, errFont) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDrawingsTakeTheColourOfTheThemeInForce(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(mustNew(t, Light, 100))
	light := Good.Icon().Name()
	app.Settings().SetTheme(mustNew(t, Dark, 100))
	if dark := Good.Icon().Name(); dark == light {
		t.Errorf("the tick is %s in both modes", dark)
	}
}

func TestEveryIconHasAShape(t *testing.T) {
	test.NewTempApp(t)
	for icon, shape := range shapes {
		if shape == "" || len(icon.Resource(ColorInk).Content()) == 0 {
			t.Errorf("%s draws nothing", icon)
		}
	}
}
