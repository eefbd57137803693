package uitest

import (
	"fmt"
	"strings"
	"testing"

	"shinsa/ui/theme"
)

// InEveryLook calls show for text at 100, 150 and 200 % in both languages in the smallest window that is promised, each theme among them, and
// in what a small laptop that enlarges everything by half leaves of its screen. It fails where what show returns, or a dialog that can be
// opened from it, is laid out badly or cannot be worked with the keyboard. A picture of each is kept under name where pictures are.
func InEveryLook(t *testing.T, name string, show func(t *testing.T, l Look, lang string) *Robot) {
	t.Helper()
	modes := map[int]theme.Mode{100: theme.Light, 150: theme.Dark, 200: theme.Contrast}
	for _, percent := range []int{100, 150, 200} {
		for _, lang := range []string{"ja", "en"} {
			look := Look{Mode: modes[percent], Percent: percent, Scale: 1, Width: 1280, Height: 720}
			inLook(t, fmt.Sprintf("%s-%s-%d", name, lang, percent), func(t *testing.T) *Robot { return show(t, look, lang) })
		}
	}
	low := Look{Mode: theme.Dark, Percent: 100, Scale: 1.5, Width: 910, Height: 370}
	inLook(t, name+"-en-low", func(t *testing.T) *Robot { return show(t, low, "en") })
}

func inLook(t *testing.T, name string, show func(*testing.T) *Robot) {
	t.Run(name, func(t *testing.T) {
		r := show(t)
		r.Picture(name)
		report(t, "badly laid out", r.Flaws())
		report(t, "hard to work with the keyboard", r.KeyboardFlaws())
		r.EachDialog(func(opener string, n int) {
			r.Picture(fmt.Sprintf("%s-dialog-%02d", name, n))
			report(t, "the dialog of "+opener+" is badly laid out", r.Flaws())
			report(t, "the dialog of "+opener+" is hard to work with the keyboard", r.KeyboardFlaws())
		})
	})
}

func report(t testing.TB, what string, flaws []string) {
	t.Helper()
	if len(flaws) > 0 {
		t.Errorf("%s:\n%s", what, strings.Join(flaws, "\n"))
	}
}
