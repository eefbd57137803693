package viewer

import (
	"testing"

	"fyne.io/fyne/v2"

	"shinsa/ui/evidence"
)

// down lays a line of vertical writing out, each character twelve high.
func down(text string, x float32) []evidence.Glyph {
	var out []evidence.Glyph
	for i, r := range []rune(text) {
		out = append(out, evidence.Glyph{Rune: r, X: x, Y: float32(12 * i), W: 12, H: 12})
	}
	return append(out, evidence.Glyph{Rune: '\n'})
}

func TestTextIsSelectedFromCaretToCaret(t *testing.T) {
	level := set("稼働率は月間\n99.9%以上とする")
	vertical := append(down("第一条稼働率", 100), down("第二条復旧", 80)...)
	for name, c := range map[string]struct {
		gs             []evidence.Glyph
		x0, y0, x1, y1 float64
		want           string
	}{
		"within a line":        {level, 11, 8, 31, 8, "働率"},
		"backwards":            {level, 31, 8, 11, 8, "働率"},
		"into the next line":   {level, 41, 8, 49, 28, "月間99.9%"},
		"beyond a line's end":  {level, 31, 8, 500, 8, "は月間"},
		"down":                 {vertical, 106, 37, 106, 500, "稼働率"},
		"into the next column": {vertical, 106, 61, 86, 25, "率第二"},
	} {
		flows := flowsOf(c.gs)
		caret := func(x, y float64) int { return flows[flowAt(flows, x, y)].caret(c.gs, x, y) }
		from, to := span{caret(c.x0, c.y0), caret(c.x1, c.y1)}.ends()
		if got := quoted(c.gs[from:to]); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if flows := flowsOf(vertical); len(flows) != 2 || !flows[0].down || !flows[1].down {
		t.Errorf("vertical writing is %+v", flows)
	}
}

func TestArrowsFollowTheWriting(t *testing.T) {
	for name, c := range map[string]struct {
		down bool
		key  fyne.KeyName
		want move
	}{
		"right": {false, fyne.KeyRight, onward}, "next line": {false, fyne.KeyDown, nextLine}, "down a column": {true, fyne.KeyDown, onward},
		"next column": {true, fyne.KeyLeft, nextLine}, "end": {true, fyne.KeyEnd, lineEnd}, "another": {false, fyne.KeyTab, stays},
	} {
		if got := moveOf(flow{down: c.down}, c.key); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
