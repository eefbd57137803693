package form

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math"
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A row is as high as the highest of its cells. The heights are an estimate: what a program finds in the file it shows as it is, and it
// measures again when somebody writes in the row.
const (
	lineHeight = 16.5 // points of a line of ten points, in a font with much space between its lines
	mostHeight = 400  // points; a row is never more than 409 (ECMA-376 Part 1, 18.3.1.73)
	perColumn  = 0.92 // of a column's width, what is left for half-width characters of ten points
)

func (b *book) height(row int, texts []string) {
	lines := 1
	for i, s := range texts {
		if s != "" {
			lines = max(lines, len(fold(s, math.Floor(columns[i].width*perColumn))))
		}
	}
	b.do(b.f.SetRowHeight(sheetName, row, min(mostHeight, float64(lines)*lineHeight+2)))
}

// coded is what the format takes for a character that XML cannot carry (ECMA-376 Part 1, 22.9.2.19: ST_Xstring).
var coded = regexp.MustCompile(`^_x[0-9A-Fa-f]{4}_`)

// inXML writes a text as the format carries it: a control character, such as the form feed in a quotation, by its number, and what looks like
// such a number as what it is. The library does neither.
func inXML(s string) string {
	var out strings.Builder
	for i, r := range s {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff || r == '_' && coded.MatchString(s[i:]) {
			fmt.Fprintf(&out, "_x%04X_", r)
			continue
		}
		out.WriteRune(r)
	}
	return out.String()
}

// growing writes the workbook so that its rows still grow with what is written in them: the library marks every height that is set as
// chosen by a person, which would keep a row as it is and hide what no longer fits.
type growing struct{ *zip.Writer }

// Create implements excelize.ZipWriter.
func (g growing) Create(name string) (io.Writer, error) {
	w, err := g.Writer.Create(name)
	return unpinned{w}, err
}

type unpinned struct{ io.Writer }

// Write writes one whole part; no text of a form stands in a part with rows.
func (u unpinned) Write(part []byte) (int, error) {
	if _, err := u.Writer.Write(bytes.ReplaceAll(part, []byte(` customHeight="true"`), nil)); err != nil {
		return 0, err
	}
	return len(part), nil
}

var _ excelize.ZipWriter = growing{}
