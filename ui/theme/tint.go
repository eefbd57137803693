package theme

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// tint is a drawing in a named colour of the theme in force. The toolkit's own coloured resources recolour fills only; ours are drawn
// with strokes. The name carries the colour, because drawings are kept by name.
type tint struct {
	name, shape string
	colour      fyne.ThemeColorName
}

var _ fyne.Resource = tint{}

func (t tint) hex() string {
	r, g, b, _ := fynetheme.Color(t.colour).RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

// Name implements fyne.Resource.
func (t tint) Name() string { return t.name + t.hex() + ".svg" }

// Content implements fyne.Resource.
func (t tint) Content() []byte {
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">` +
		strings.ReplaceAll(t.shape, "#000000", t.hex()) + `</svg>`)
}
