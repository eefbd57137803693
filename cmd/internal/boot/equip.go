package boot

import (
	"fmt"
	"sync"

	"shinsa/assets"
	"shinsa/i18n/era"
	"shinsa/review"
	"shinsa/review/criteria"
	"shinsa/review/paper"
	"shinsa/review/typeface"
)

// equipment is what every desk needs and none holds: a press, the fonts that signatures are drawn with, the editions that are carried along.
type equipment struct {
	press   *paper.Press
	hand    review.Hand
	shipped []*criteria.Edition
}

// equip begins to make the equipment of a desk and returns what waits for it: making the key of a passphrase takes longer, and needs one
// processor only.
func equip() func() (equipment, error) {
	equipped := sync.OnceValues(func() (e equipment, err error) {
		if e.press, err = paper.NewPress(assets.SharedFont, era.Format); err != nil {
			return e, err
		}
		if e.hand, err = hand(); err != nil {
			return e, err
		}
		e.shipped, err = shippedEditions()
		return e, err
	})
	go func() { _, _ = equipped() }() // whoever waits is told
	return equipped
}

func shippedEditions() ([]*criteria.Edition, error) {
	text, err := assets.Criteria(assets.SampleCriteria)
	if err != nil {
		return nil, err
	}
	e, err := criteria.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("read shipped criteria: %w", err)
	}
	return []*criteria.Edition{e}, nil
}

// hand is the fonts that signatures are drawn with.
func hand() (review.Hand, error) {
	var h review.Hand
	for _, name := range []string{assets.MinchoRegular, assets.NotoRegular} {
		b, err := assets.SharedFont(name)
		if err != nil {
			return h, err
		}
		f, err := typeface.Parse(b)
		if err != nil {
			return h, fmt.Errorf("read font %s: %w", name, err)
		}
		h.Fonts = append(h.Fonts, f)
	}
	return h, nil
}
