package paper

import (
	"shinsa/review/civil"
	"shinsa/review/paper/frame"
	"shinsa/review/paper/letter"
	"shinsa/review/paper/report"
)

// Press draws papers for one scheme. It never changes and is safe for concurrent use.
type Press struct {
	letter.Letters
	report.Reports
	stock *frame.Stock
}

// NewPress reads the fonts through font and parses them once. era writes a day in its Japanese era, for profiles that ask for it; with
// nil every date is written with its western year.
func NewPress(font func(name string) ([]byte, error), era frame.Era) (*Press, error) {
	s, err := frame.NewStock(font, era)
	if err != nil {
		return nil, err
	}
	return &Press{letter.New(s), report.New(s), s}, nil
}

// composer is one paper in the making.
type composer struct{ *frame.Paper }

func (p *Press) begin(kind Kind, profile Profile, title string, on civil.Date, sample bool) (*composer, error) {
	c, err := p.stock.Begin(kind, profile, title, on, sample)
	return &composer{c}, err
}
