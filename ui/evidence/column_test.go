package evidence

import "testing"

// page sets words: each is a line from its place on, downward or onward, with the end of a line after it.
func page(words ...line) (out []Glyph) {
	for _, w := range words {
		x, y := w.x, w.y
		for _, r := range w.text {
			out = append(out, Glyph{r, x, y, 10, 10})
			if w.down {
				y += 10
			} else {
				x += 10
			}
		}
		out = append(out, Glyph{Rune: '\n'})
	}
	return out
}

type line struct {
	text string
	x, y float32
	down bool
}

func TestColumnsAreReadFromTheRight(t *testing.T) {
	for name, c := range map[string]struct {
		gs   []Glyph
		want string
	}{
		"from the left":           {page(line{"三三", 10, 0, true}, line{"二二", 30, 0, true}, line{"一一", 50, 0, true}), "一一\n二二\n三三\n"},
		"from the right":          {page(line{"一一", 50, 0, true}, line{"二二", 30, 0, true}), "一一\n二二\n"},
		"above each other":        {page(line{"上上", 10, 0, true}, line{"下下", 30, 50, true}), "上上\n下下\n"},
		"after a heading":         {page(line{"見出し", 0, 0, false}, line{"二二", 10, 20, true}, line{"一一", 30, 20, true}), "見出し\n一一\n二二\n"},
		"horizontal":              {page(line{"いろは", 0, 0, false}, line{"にほへ", 40, 0, false}, line{"とち", 0, 20, false}), "いろは\nにほへ\nとち\n"},
		"a list of single digits": {page(line{"1", 0, 0, false}, line{"2", 0, 12, false}, line{"3", 40, 0, false}, line{"4", 40, 12, false}), "1\n2\n3\n4\n"},
		"nothing":                 {nil, ""},
	} {
		got := ""
		for _, g := range rightToLeft(c.gs) {
			got += string(g.Rune)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestColumnsWithoutAnEndGetOne(t *testing.T) {
	gs := page(line{"二二", 10, 0, true}, line{"一一", 30, 0, true})
	gs = append(gs[:2:2], gs[3:5]...) // as the engine gives them: one after the other
	got := ""
	for _, g := range rightToLeft(gs) {
		got += string(g.Rune)
	}
	if got != "一一\n二二" {
		t.Errorf("%q", got)
	}
}
