package uitest

import (
	"testing"
	"time"

	"shinsa/assets"
	"shinsa/i18n/era"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/intake/probe"
	"shinsa/review/paper"
	"shinsa/review/typeface"
	"shinsa/store/mem"
)

// anyone opens every desk of a test.
type anyone struct{}

func (anyone) Check(string) error { return nil }

// OfficeDay is the day on which an Office works.
var OfficeDay = civil.MustParse("2026-04-06")

// Office returns a secretariat's desk as it is, in memory, with the sample edition of the criteria: for screens whose story is longer than a
// stand-in could tell.
func Office(tb testing.TB) *review.Desk {
	tb.Helper()
	now := func() time.Time {
		return time.Date(OfficeDay.Year, OfficeDay.Month, OfficeDay.Day, 10, 0, 0, 0, civil.Japan)
	}
	press, err := paper.NewPress(assets.Font, era.Format)
	if err != nil {
		tb.Fatal(err)
	}
	font, err := assets.Font(assets.MinchoRegular)
	if err != nil {
		tb.Fatal(err)
	}
	face, err := typeface.Parse(font)
	if err != nil {
		tb.Fatal(err)
	}
	d, err := review.Found(tb.Context(), review.Services{
		Store: mem.New(now), Now: now, Press: press, Shipped: []*criteria.Edition{Edition(tb)}, Keeper: anyone{}, Prober: probe.Reader{},
		Hand: review.Hand{Fonts: []*typeface.Font{face}},
	}, review.Founding{Role: review.Secretariat, Name: "見本認定機構 事務局", Profile: review.SampleProfile(), Rehearsal: true})
	if err != nil {
		tb.Fatal(err)
	}
	return d
}
