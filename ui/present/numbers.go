package present

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"shinsa/review"
	"shinsa/review/civil"
)

// SeriesLine is a series of numbers as the person who states its last one sees it.
type SeriesLine struct {
	Name string // as the desk knows it
	Word string
	Last int // the last number the desk itself gave
}

// SeriesLines names the series of an office's numbers, in the order of their names.
func SeriesLines(t Text, all []review.Series) []SeriesLine {
	out := make([]SeriesLine, 0, len(all))
	for _, s := range all {
		kind, year, _ := strings.Cut(s.Name, "/")
		out = append(out, SeriesLine{Name: s.Name, Word: t.T("setup.series_"+kind, "year", year), Last: s.Last})
	}
	return out
}

// NumbersDoubt says since when numbers may be unknown.
func NumbersDoubt(t Text, d review.Doubt) string {
	return t.T("setup.numbers_doubt", "date", Date(t, civil.Of(d.Made)))
}

// LastTyped reads the last number of a series as a person types it, in digits of any width; -1 when it is none or below the desk's own.
func LastTyped(s string, own int) int {
	n, err := strconv.Atoi(strings.TrimSpace(norm.NFKC.String(s)))
	if err != nil || n < own {
		return -1
	}
	return n
}
