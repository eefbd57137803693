package boot

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/store/vault"
)

func refusedAs(tb testing.TB, err error, k fault.Kind, code string) {
	tb.Helper()
	if !errors.Is(err, &fault.Error{Kind: k, Code: code}) {
		tb.Errorf("error %v, want %s %s", err, k, code)
	}
}

func TestCreate_FailureLeavesNoDesk(t *testing.T) {
	for name, c := range map[string]struct {
		o    Options
		f    review.Founding
		kind fault.Kind
		code string
	}{
		"no passphrase": {Options{Passphrase: "  "}, review.Founding{Role: review.Member, Name: "x"}, fault.Invalid, "passphrase_missing"},
		"no name":       {Options{Passphrase: "p"}, review.Founding{Role: review.Member}, fault.Invalid, "desk_name_missing"},
		"no role":       {Options{Passphrase: "p"}, review.Founding{Name: "x"}, fault.Invalid, "desk_role_unknown"},
		"clock of a rehearsal": {
			Options{Passphrase: "p", Rehearse: "2026-04-10T09:00:00+09:00"},
			review.Founding{Role: review.Member, Name: "x"},
			fault.Forbidden, "clock_of_rehearsal_only",
		},
		"no clock": {Options{Passphrase: "p", Rehearse: "noon"}, review.Founding{Role: review.Member, Name: "x", Rehearsal: true}, fault.Invalid, "clock_unreadable"},
	} {
		t.Run(name, func(t *testing.T) {
			c.o.Dir, c.o.Cost = filepath.Join(t.TempDir(), "desk"), vault.TestCost
			_, err := Create(t.Context(), c.o, c.f)
			refusedAs(t, err, c.kind, c.code)
			if there, err := Found(c.o.Dir); there || err != nil {
				t.Errorf("a desk is there: %v, %v", there, err)
			}
			if left, err := os.ReadDir(c.o.Dir); err == nil && len(left) > 0 {
				t.Errorf("%s is left", left[0].Name())
			}
		})
	}
}

func TestOpen_StandsAtTheClockItIsGiven(t *testing.T) {
	at := time.Date(2026, 4, 10, 0, 0, 0, 0, time.UTC)
	o := Options{Dir: filepath.Join(t.TempDir(), "desk"), Passphrase: "合言葉", Cost: vault.TestCost, Now: func() time.Time { return at }}
	s, err := Create(t.Context(), o, review.Founding{Role: review.Member, Name: "審査 花子", Rehearsal: true})
	if err != nil {
		t.Fatal(err)
	}
	if s.Recovery == "" || s.Desk.Self().Since.String() != "2026-04-10" {
		t.Errorf("founded %+v, recovery %q", s.Desk.Self(), s.Recovery)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	o.Rehearse = "2027-01-02T03:04:05+09:00"
	if s, err = Open(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if s.Desk.Today().String() != "2027-01-02" {
		t.Errorf("the desk stands at %s", s.Desk.Today())
	}
	refusedAs(t, s.Desk.Confirm("another"), fault.Locked, "wrong_passphrase")
	if err := s.Desk.Confirm("合言葉"); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	o.Passphrase = "another"
	_, err = Open(t.Context(), o)
	refusedAs(t, err, fault.Locked, "wrong_passphrase")
}

func TestFiscalYear_IsWrittenInTheEra(t *testing.T) {
	for year, want := range map[int]string{2026: "令和8年度", 2019: "平成31年度", 1989: "平成元年度"} {
		if got := fiscalYear(year, time.April); got != want {
			t.Errorf("%d is %s, want %s", year, got, want)
		}
	}
}
