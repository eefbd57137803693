package frame

import (
	"fmt"
	"time"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/paper/sheet"
)

// The fonts papers are set in, by the file names they are asked for.
var fontNames = []string{"BIZUDMincho-Regular.ttf", "BIZUDGothic-Regular.ttf", "BIZUDGothic-Bold.ttf", "BIZUDPMincho-Latin.ttf", "NotoSansJP-Regular.ttf", "NotoSansJP-Bold.ttf"}

// fontChain gives each face of package sheet its fonts, by their place in fontNames.
var fontChain = [4][]int{sheet.Mincho: {0, 4}, sheet.Gothic: {1, 4}, sheet.Bold: {2, 5}, sheet.Latin: {3, 0, 4}}

// Era writes a day in its Japanese era.
type Era func(year int, month time.Month, day int) string

// Stock is what papers are made from. It never changes and is safe for concurrent use.
type Stock struct {
	faces *sheet.Faces
	era   Era
}

// NewStock reads the fonts through font and parses them once. With era nil every date is written with its western year.
func NewStock(font func(name string) ([]byte, error), era Era) (*Stock, error) {
	fonts := make([][]byte, 0, len(fontNames))
	for _, name := range fontNames {
		b, err := font(name)
		if err != nil {
			return nil, fmt.Errorf("read font %s: %w", name, err)
		}
		fonts = append(fonts, b)
	}
	faces, err := sheet.NewFaces(fonts, fontChain)
	if err != nil {
		return nil, err
	}
	return &Stock{faces: faces, era: era}, nil
}

// Paper is one paper in the making, of one goroutine.
type Paper struct {
	Profile Profile
	Title   string
	Sample  bool
	Draft   bool // not sealed yet
	Doc     *sheet.Doc
	Flow    *sheet.Flow // what Open opened

	stock   *Stock
	kind    Kind
	on      civil.Date
	section int // number of the last section
}

// Begin begins a paper. It refuses one without a valid date with Kind invalid, paper_without_date.
func (s *Stock) Begin(kind Kind, profile Profile, title string, on civil.Date, sample bool) (*Paper, error) {
	if !on.Valid() {
		return nil, fault.New(fault.Invalid, "paper_without_date")
	}
	c := &Paper{stock: s, Profile: profile, kind: kind, Title: title, on: on, Sample: sample || profile.Sample}
	c.Doc = sheet.New(s.faces, sheet.Meta{Title: title, Author: profile.Body, Subject: profile.Scheme, On: midnight(on)})
	return c, nil
}

// Dates returns a paper that only writes dates, for texts made before one is begun.
func (s *Stock) Dates(profile Profile) *Paper { return &Paper{stock: s, Profile: profile} }

// midnight is the instant at which a day begins in Japan.
func midnight(d civil.Date) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, civil.Japan)
}
