package mess

import (
	"slices"
	"strings"
	"time"

	"shinsa/review/intake/mess/grid"
)

// What forms are laid out on has its home in package grid.
type (
	Book  = grid.Book
	Sheet = grid.Sheet
	Place = grid.Place
	Box   = grid.Box
	Run   = grid.Run
)

func spot(row, col int) Place { return Place{Row: row, Col: col} }

// NewSheet returns an empty sheet.
func NewSheet(name string) *Sheet { return grid.NewSheet(name) }

// Words returns a box of plain text.
func Words(s string) Box { return grid.Words(s) }

// Shown writes numbers that are days as the texts they show: OpenDocument has no day numbers.
func Shown(g *Book) {
	for _, s := range g.Sheets {
		for p, b := range s.Cells {
			if b.Format != "" && slices.Contains(dayFormats, b.Format) {
				n := b.Number
				if g.Date1904 {
					n += since1904
				}
				b.Format, b.Text = "", time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n)).Format("2006/1/2")
				s.Cells[p] = b
			}
			if strings.Contains(b.Format, `"`) && !strings.Contains(b.Format, "¥") { // a unit in the format stands in what is shown
				n, unit := b.Number, strings.Split(b.Format, `"`)[1]
				if strings.Contains(b.Format, `0,"`) {
					n /= 1000
				}
				b.Format, b.Text = "", commas(int64(n), ",")+unit
				s.Cells[p] = b
			}
		}
	}
}
