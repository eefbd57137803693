package term_test

import (
	"testing"

	"shinsa/review/term"
)

func TestLife_StateOnADay(t *testing.T) {
	two := term.Default().Validity(day("2026-04-01")) // to 2028-03-31
	cont := func(act, decided string) *term.Continuation {
		return &term.Continuation{Applied: day("2028-02-15"), Act: day(act), Decided: day(decided)}
	}
	for _, c := range []struct {
		name string
		life term.Life
		on   string
		want term.State
		from string
	}{
		{"day before", term.Life{Period: two}, "2026-03-31", term.Before, ""},
		{"first day", term.Life{Period: two}, "2026-04-01", term.InForce, "2026-04-01"},
		{"last day", term.Life{Period: two}, "2028-03-31", term.InForce, "2026-04-01"},
		{"Art. 9-1 the day after", term.Life{Period: two}, "2028-04-01", term.Over, "2028-04-01"},

		{"Art. 9-2 day before", term.Life{Period: two, Lapsed: day("2027-07-01")}, "2027-06-30", term.InForce, "2026-04-01"},
		{"Art. 9-2 on the day", term.Life{Period: two, Lapsed: day("2027-07-01")}, "2027-07-01", term.Lapsed, "2027-07-01"},
		{"Art. 9-2 stays lapsed after expiry", term.Life{Period: two, Lapsed: day("2027-07-01")}, "2029-01-01", term.Lapsed, "2027-07-01"},
		{"Art. 17 on the day", term.Life{Period: two, Revoked: day("2027-07-01")}, "2027-07-01", term.Revoked, "2027-07-01"},
		{"Art. 13-2 on the day", term.Life{Period: two, Withdrawn: day("2027-07-01")}, "2027-07-01", term.Withdrawn, "2027-07-01"},

		{"first end counts", term.Life{Period: two, Lapsed: day("2027-07-01"), Revoked: day("2027-08-01")}, "2027-09-01", term.Lapsed, "2027-07-01"},
		{"revocation before lapse on one day", term.Life{Period: two, Lapsed: day("2027-07-01"), Revoked: day("2027-07-01")}, "2027-07-01", term.Revoked, "2027-07-01"},
		{"nothing ends what expired", term.Life{Period: two, Revoked: day("2028-04-01")}, "2028-05-01", term.Over, "2028-04-01"},
		{"revoked on the last day", term.Life{Period: two, Revoked: day("2028-03-31")}, "2028-03-31", term.Revoked, "2028-03-31"},

		{"Art. 12-2 last day", term.Life{Period: two, Continued: cont("2028-03-20", "")}, "2028-03-31", term.InForce, "2026-04-01"},
		{"Art. 12-2 day after", term.Life{Period: two, Continued: cont("2028-03-20", "")}, "2028-04-01", term.Continued, "2028-04-01"},
		{"Art. 12-2 undecided runs on", term.Life{Period: two, Continued: cont("2028-03-20", "")}, "2028-12-01", term.Continued, "2028-04-01"},
		{"Art. 12-2 day before the decision", term.Life{Period: two, Continued: cont("2028-03-20", "2028-05-10")}, "2028-05-09", term.Continued, "2028-04-01"},
		{"Art. 12-2 day of the decision", term.Life{Period: two, Continued: cont("2028-03-20", "2028-05-10")}, "2028-05-10", term.Over, "2028-05-10"},
		{"Art. 12-2 decided in time", term.Life{Period: two, Continued: cont("2028-03-01", "2028-03-20")}, "2028-04-01", term.Over, "2028-04-01"},
		{"Art. 12-2 gap before a late act", term.Life{Period: two, Continued: cont("2028-04-05", "")}, "2028-04-04", term.Over, "2028-04-01"},
		{"Art. 12-2 from a late act", term.Life{Period: two, Continued: cont("2028-04-05", "")}, "2028-04-05", term.Continued, "2028-04-05"},
		{"Art. 17 while continued", term.Life{Period: two, Continued: cont("2028-03-20", ""), Revoked: day("2028-04-10")}, "2028-04-10", term.Revoked, "2028-04-10"},
	} {
		got := c.life.On(day(c.on))
		if got.State != c.want || got.Since != day(c.from) || got.Clause == "" {
			t.Errorf("%s, on %s: %+v, want %s since %s", c.name, c.on, got, c.want, c.from)
		}
		if holds := c.want == term.InForce || c.want == term.Continued; got.State.Holds() != holds {
			t.Errorf("%s: holds %v", c.name, !holds)
		}
	}
}
