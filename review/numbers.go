package review

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"shinsa/review/fault"
	"shinsa/review/journal"
)

// A number is given once: to a certificate, a letter, a case, a register of keys. A desk that goes on from a backup or a local copy does
// not know which numbers it gave after that was made, and what it gave is in other hands. So an office gives no number until a person has
// said, from the papers that went out, what the last ones were. Its own counters only ever go forward.

// Series is one series of numbers.
type Series struct {
	Name string `json:"name"` // certificate, keys, snapshot (of the register), letter/<fiscal year>, case/<year>
	Last int    `json:"last"` // the last number given; 0: none
}

// Doubt says since when numbers may have been given that this desk does not know of.
type Doubt struct {
	Made time.Time `json:"made"` // the backup or copy the desk goes on from
	At   time.Time `json:"at"`   // when it went on from it
}

const (
	keysSeries     = "keys"
	snapshotSeries = "snapshot"
	settingDoubt   = "numbers-unsure"
)

// numbered reports whether a series is of numbers that leave the desk.
func numbered(name string) bool {
	kind, year, parted := strings.Cut(name, "/")
	if !parted {
		return name == certificateSeries || name == keysSeries || name == snapshotSeries
	}
	y, err := strconv.Atoi(year)
	return (kind == "letter" || kind == "case") && err == nil && y >= 2000 && y < 3000
}

// numbersSure refuses to give a number while the last one given is unsure.
func numbersSure(tx Tx, series string) error {
	if !numbered(series) {
		return nil
	}
	x, unsure, err := get[Doubt](tx, KindSetting, settingDoubt)
	if err != nil || !unsure {
		return err
	}
	return fault.New(fault.Conflict, "numbers_unsure", "date", x.Made.Format(time.DateOnly))
}

// doubtNumbers makes an office ask before it gives another number.
func (d *Desk) doubtNumbers(tx Tx, made time.Time) error {
	if d.Self().Role != Secretariat {
		return nil
	}
	if was, unsure, err := get[Doubt](tx, KindSetting, settingDoubt); err != nil {
		return err
	} else if unsure && was.Made.Before(made) {
		made = was.Made
	}
	return tx.Put(KindSetting, settingDoubt, Doubt{made.UTC(), tx.Now()})
}

// Numbers returns every series with its last number, as far as this desk knows, by name. The doubt is nil while nothing stands against
// giving the next ones.
func (d *Desk) Numbers(ctx context.Context) (all []Series, doubt *Doubt, err error) {
	if err := d.only(Secretariat); err != nil {
		return nil, nil, err
	}
	err = d.Store.View(ctx, func(tx Tx) error {
		if x, unsure, err := get[Doubt](tx, KindSetting, settingDoubt); err != nil {
			return err
		} else if unsure {
			doubt = &x
		}
		last := map[string]int{certificateSeries: 0, keysSeries: 0, snapshotSeries: 0, letterSeries(d.Now()): 0, "case/" + strconv.Itoa(d.Today().Year): 0}
		recs, err := tx.List(KindCounter, "")
		for _, r := range recs {
			n, _, err := get[int](tx, KindCounter, r.ID)
			if err != nil {
				return err
			}
			if numbered(r.ID) {
				last[r.ID] = n
			}
		}
		for name, n := range last {
			all = append(all, Series{name, n})
		}
		return err
	})
	slices.SortFunc(all, func(a, b Series) int { return strings.Compare(a.Name, b.Name) })
	return all, doubt, err
}

// SettleNumbers ends the doubt: last are the last numbers given as the papers show them; a series that is not named stays where this desk
// has it. A number below the desk's own is refused with Invalid "number_goes_back", an unknown series with "number_series_unknown".
func (d *Desk) SettleNumbers(ctx context.Context, last []Series) ([]Series, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, err
	}
	_, err := d.update(ctx, "numbers", "", func(tx Tx, e *journal.Entry) error {
		for _, s := range last {
			if !numbered(s.Name) {
				return fault.New(fault.Invalid, "number_series_unknown", "name", s.Name)
			}
			own, _, err := get[int](tx, KindCounter, s.Name)
			if err != nil {
				return err
			}
			if s.Last < own {
				return fault.New(fault.Invalid, "number_goes_back", "name", s.Name, "n", strconv.Itoa(own))
			}
			if err := tx.Put(KindCounter, s.Name, s.Last); err != nil {
				return err
			}
		}
		e.New = sum(last)
		return tx.Delete(KindSetting, settingDoubt)
	})
	if err != nil {
		return nil, err
	}
	all, _, err := d.Numbers(ctx)
	return all, err
}
