package evidence_test

import (
	"fmt"
	"testing"

	"shinsa/ui/evidence"
)

func TestFieldsAndSignaturesAreDrawn(t *testing.T) { both(t, fieldsAndSignaturesAreDrawn) }

// fieldsAndSignaturesAreDrawn looks at a square of 50 points that only a field shows, at the lower left of a page of 200, and upright or turned at
// the place that the page's own rotation gives it; on the page after it, where no field is, there is nothing.
func fieldsAndSignaturesAreDrawn(t *testing.T, e *evidence.Engine) {
	for _, c := range []struct {
		field  string
		rotate int
		x, y   int
	}{{"/FT/Sig", 0, 25, 175}, {"/FT/Tx/V(x)", 0, 25, 175}, {"/FT/Sig", 90, 25, 25}} {
		d := open(t, e, pdf("<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>", "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
			fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Rotate %d/Annots[5 0 R]>>", c.rotate), "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
			"<</Type/Annot/Subtype/Widget"+c.field+"/T(a)/F 132/P 3 0 R/Rect[0 0 50 50]/AP<</N 6 0 R>>>>",
			"<</Type/XObject/Subtype/Form/BBox[0 0 50 50]/Length 14>>stream\n0 0 50 50 re f\nendstream"))
		for n, want := range map[int]bool{1: true, 2: false} {
			s, err := d.Page(t.Context(), n, 200)
			if err != nil {
				t.Fatal(err)
			}
			if got := dark(s.Image.At(c.x, c.y)); got != want || dark(s.Image.At(150, 100)) {
				t.Errorf("%s, turned by %d, page %d: drawn %t", c.field, c.rotate, n, got)
			}
		}
	}
}
