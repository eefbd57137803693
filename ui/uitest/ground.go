package uitest

import (
	"fmt"
	"image/color"
	"math"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"shinsa/assets"
	"shinsa/review/typeface"
	"shinsa/ui/theme"
)

// ground remembers what was painted where, in order.
type ground struct{ coats []coat }

// coat is one painted rectangle; a nil colour is a picture.
type coat struct {
	place  area
	colour color.Color
}

func (g *ground) paint(a area, c color.Color) {
	if c == nil {
		g.coats = append(g.coats, coat{a, nil})
		return
	}
	if _, _, _, alpha := c.RGBA(); alpha > 0 && !a.empty() {
		g.coats = append(g.coats, coat{a, c})
	}
}

// at returns the colour of a point, and false over a picture.
func (g *ground) at(x, y float32) (color.Color, bool) {
	under := color.Color(fynetheme.Color(fynetheme.ColorNameBackground))
	known := true
	for _, c := range g.coats {
		switch {
		case !c.place.holds(x, y):
		case c.colour == nil:
			known = false
		default:
			_, _, _, alpha := c.colour.RGBA()
			known = known || alpha == 0xffff
			under = over(c.colour, under)
		}
	}
	return under, known
}

// over returns the colour that a, which may be translucent, gives on b.
func over(a, b color.Color) color.Color {
	r, g, bl, alpha := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	mix := func(x, y uint32) uint16 { return uint16(x + y*(0xffff-alpha)/0xffff) }
	return color.RGBA64{mix(r, r2), mix(g, g2), mix(bl, b2), 0xffff}
}

// readable adds a flaw for a text that is too pale for what it stands on (WCAG 2.1, 1.4.3 and, in the theme of high contrast, 1.4.6), and
// for a character that the interface's font does not have.
func (s *survey) readable(o *canvas.Text, at area) {
	if back, ok := s.ground.at(at.x+at.w/2, at.y+at.h/2); ok {
		if got, least := Contrast(o.Color, back), leastContrast(o); got < least {
			s.add("%q is %.2f:1 against its ground, less than %.1f:1", o.Text, got, least)
		}
	}
	for _, r := range o.Text {
		if !s.fonts[o.TextStyle.Bold].Has(r) {
			s.add("%q has %q, for which the font has no glyph", o.Text, r)
		}
	}
}

// leastContrast is what a text needs. What cannot be used now need not be readable by the book; here it is, as large text has to be.
func leastContrast(o *canvas.Text) float64 {
	t, ok := fyne.CurrentApp().Settings().Theme().(*theme.Theme)
	high := ok && t.Mode() == theme.Contrast
	large := o.TextSize >= 24 || o.TextStyle.Bold && o.TextSize >= 18.66
	switch {
	case o.Color == fynetheme.Color(fynetheme.ColorNameDisabled):
		return 3
	case high && !large:
		return 7
	case high || !large:
		return 4.5
	}
	return 3
}

// Contrast returns the ratio of two opaque colours by WCAG 2.1.
func Contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

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

// fonts are the two weights of the interface, by whether they are bold.
var fonts = sync.OnceValues(func() (map[bool]*typeface.Font, error) {
	out := map[bool]*typeface.Font{}
	for bold, name := range map[bool]string{false: assets.NotoRegular, true: assets.NotoBold} {
		b, err := assets.Font(name)
		if err != nil {
			return nil, err
		}
		if out[bold], err = typeface.Parse(b); err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
	}
	return out, nil
})
