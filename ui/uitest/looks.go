package uitest

import (
	"fmt"
	"strings"
	"testing"

	"shinsa/ui/theme"
)

// InEveryLook calls show for text at 100, 150 and 200 % in both languages on a small laptop, and fails where what show returns is laid out
// badly. A picture of each is kept under name where pictures are.
func InEveryLook(t *testing.T, name string, show func(t *testing.T, l Look, lang string) *Robot) {
	t.Helper()
	modes := map[int]theme.Mode{100: theme.Light, 150: theme.Dark, 200: theme.Contrast}
	for _, percent := range []int{100, 150, 200} {
		for _, lang := range []string{"ja", "en"} {
			t.Run(fmt.Sprintf("%s-%d", lang, percent), func(t *testing.T) {
				r := show(t, Look{Mode: modes[percent], Percent: percent, Scale: 1, Width: 1366, Height: 768}, lang)
				r.Picture(fmt.Sprintf("%s-%s-%d", name, lang, percent))
				if flaws := r.Flaws(); len(flaws) > 0 {
					t.Errorf("badly laid out:\n%s", strings.Join(flaws, "\n"))
				}
			})
		}
	}
}
