package boot_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"shinsa/assets"
	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/ident"
)

// The case's edition, and the one that follows it in these tests.
const (
	editionThen = ident.EditionID("iaas-paas-iot-sample-1")
	editionNow  = ident.EditionID("iaas-paas-iot-sample-2")
)

// amend brings another edition into force at the office: one title of it reads otherwise.
func (s *stage) amend(ctx context.Context) error {
	text, err := assets.Criteria(assets.SampleCriteria)
	if err != nil {
		return err
	}
	next, err := criteria.Parse([]byte(strings.NewReplacer(string(editionThen), string(editionNow), "status: in_force\n", "status: draft\n",
		"  in_force_from: '2018-12-01'\n", "", "開示情報の時点", "開示情報の基準時点").Replace(string(text))))
	if err != nil {
		return err
	}
	return s.on(ctx, atOffice, func(b *boot.Session, _ review.Outbox) error {
		err := b.Desk.ImportEdition(ctx, next)
		for _, step := range []review.AmendmentStep{
			{To: criteria.Deliberated, On: civil.MustParse("2024-01-20"), Text: "第12回委員会"},
			{To: criteria.Announced, On: civil.MustParse("2024-02-01"), InForce: civil.MustParse("2024-05-01"), Text: "改正のお知らせ"},
			{To: criteria.InForce, On: civil.MustParse("2024-05-01")},
		} {
			if err == nil {
				_, _, err = b.Desk.Advance(ctx, editionNow, step)
			}
		}
		return err
	})
}

// migrate takes the case to the edition now in force, unless it is there already.
func (s *stage) migrate(ctx context.Context) error {
	return s.on(ctx, atOffice, func(b *boot.Session, _ review.Outbox) error {
		f, err := b.Desk.File(ctx, stageCase)
		if err != nil || f.Edition.ID() == editionNow {
			return err
		}
		m, err := b.Desk.ProposeMapping(ctx, stageCase, editionNow)
		if err != nil {
			return err
		}
		for i := range m.Lines {
			m.Lines[i].Confirmed = true
		}
		app, err := b.Desk.Migrate(ctx, stageCase, editionNow, m)
		if err == nil && len(app.Migrations) != 1 {
			err = errors.New("the application does not say where it comes from")
		}
		return err
	})
}

func judgeMigrate(t testing.TB, _ *stage, b *boot.Session, saved int) {
	f, err := b.Desk.File(t.Context(), stageCase)
	if err != nil {
		t.Fatal(err)
	}
	now, carried := f.Edition.ID() == editionNow, f.Application.Edition.ID == editionNow && len(f.Application.Migrations) == 1
	then := f.Edition.ID() == editionThen && f.Application.Edition.ID == editionThen && len(f.Application.Migrations) == 0
	if now != carried || now == then || saved > 0 && !now {
		t.Errorf("the case has %s, its application %s with %d migrations, %d acknowledged", f.Edition.ID(), f.Application.Edition.ID,
			len(f.Application.Migrations), saved)
	}
}
