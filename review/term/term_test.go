package term_test

import (
	"testing"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/term"
)

func day(s string) civil.Date {
	if s == "" {
		return civil.Date{}
	}
	return civil.MustParse(s)
}

func TestArt9_1_ValidTwoYears(t *testing.T) {
	counted := term.Default()
	excluded := counted
	excluded.FirstDayCounted = false
	for _, c := range []struct{ certified, counted, excluded string }{
		{"2026-04-01", "2028-03-31", "2028-04-01"},
		{"2024-02-29", "2026-02-28", "2026-02-28"}, // no 29 February in 2026; excluded counts from 1 March
		{"2024-02-28", "2026-02-27", "2026-02-28"}, // excluded counts from 29 February
		{"2024-03-01", "2026-02-28", "2026-03-01"},
		{"2022-03-01", "2024-02-29", "2024-03-01"},
		{"2022-02-28", "2024-02-27", "2024-02-29"}, // excluded counts from 1 March
		{"2026-01-01", "2027-12-31", "2028-01-01"},
		{"2025-12-31", "2027-12-30", "2027-12-31"},
		{"2017-05-01", "2019-04-30", "2019-05-01"}, // Heisei ends on the last day, Reiwa begins on the next
		{"2026-10-31", "2028-10-30", "2028-10-31"},
	} {
		if got := counted.Validity(day(c.certified)); got.First != day(c.certified) || got.Last != day(c.counted) {
			t.Errorf("first day counted, %s: %v, want last day %s", c.certified, got, c.counted)
		}
		if got := excluded.Validity(day(c.certified)); got.First != day(c.certified) || got.Last != day(c.excluded) {
			t.Errorf("first day excluded, %s: %v, want last day %s", c.certified, got, c.excluded)
		}
	}
}

func TestPeriod(t *testing.T) {
	p := term.Default().Validity(day("2026-04-01"))
	for d, want := range map[string]bool{"2026-03-31": false, "2026-04-01": true, "2028-03-31": true, "2028-04-01": false} {
		if p.Contains(day(d)) != want {
			t.Errorf("Contains(%s) is not %v", d, want)
		}
	}
	if p.Days() != 731 || (term.Period{}).Days() != 0 || (term.Period{}).Contains(civil.Date{}) {
		t.Errorf("days %d", p.Days())
	}
}

func TestArt8_RefusalWithinOneYear(t *testing.T) {
	r := term.Default()
	for _, c := range []struct {
		revoked, application string
		want                 bool
	}{
		{"2025-04-01", "2026-03-31", true},
		{"2025-04-01", "2026-04-01", false},
		{"2025-04-01", "2026-04-02", false},
		{"2025-04-01", "2025-04-01", true},
		{"2024-02-29", "2025-02-28", true}, // counted back to 2024-02-28
		{"2024-02-29", "2025-03-01", false},
		{"2023-02-28", "2024-02-28", false},
		{"2023-02-28", "2024-02-29", false}, // counted back to 2023-02-28
		{"2023-03-01", "2024-02-29", true},
		{"2019-04-30", "2020-04-29", true}, // across the change of era
		{"2019-04-30", "2020-04-30", false},
		{"", "2026-04-01", false},
	} {
		if got := r.Barred(day(c.revoked), day(c.application)); got != c.want {
			t.Errorf("revoked %s, application %s: barred %v", c.revoked, c.application, got)
		}
		l := r.CheckBar(day(c.revoked), day(c.application))
		if l.Has("application_barred_by_revocation") != c.want || (c.want && l[0].Clause != "8") {
			t.Errorf("revoked %s, application %s: %v", c.revoked, c.application, l)
		}
	}
}

// The two ways to say the bar must agree on every day around every kind of year's turn.
func TestArt8_FreeFromIsTheFirstDayNotBarred(t *testing.T) {
	r := term.Default()
	for d := day("2023-01-01"); d.Before(day("2025-01-02")); d = d.AddDays(1) {
		free := r.FreeFrom(d)
		if r.Barred(d, free) || !r.Barred(d, free.AddDays(-1)) {
			t.Fatalf("revoked %s: free from %s", d, free)
		}
	}
}

func TestArt12_1_RenewalWindow(t *testing.T) {
	w := term.Default().Window(day("2026-06-09"))
	if w.Opens != day("2026-04-10") || w.Closes != day("2026-05-10") || w.Remind != day("2026-02-09") {
		t.Fatalf("window %+v", w)
	}
	for _, c := range []struct {
		day  string
		want term.Timing
		code string
	}{
		{"2026-04-09", term.Early, "renewal_early"}, // E-61
		{"2026-04-10", term.InTime, ""},             // E-60
		{"2026-04-24", term.InTime, ""},
		{"2026-05-10", term.InTime, ""},           // E-30
		{"2026-05-11", term.Late, "renewal_late"}, // E-29
		{"2026-06-09", term.Late, "renewal_late"}, // E
		{"2026-06-10", term.Expired, "renewal_expired"},
	} {
		if got := w.On(day(c.day)); got != c.want {
			t.Errorf("%s: %s, want %s", c.day, got, c.want)
		}
		l := w.Check(day(c.day))
		if (c.code == "") != (len(l) == 0) || c.code != "" && (!l.Has(c.code) || l[0].Clause != "12-1") {
			t.Errorf("%s: %v, want %q", c.day, l, c.code)
		}
	}
}

func TestArt12_ReminderFourMonthsBefore(t *testing.T) {
	for last, want := range map[string]string{
		"2028-03-31": "2027-11-30", // November has no 31st
		"2028-06-30": "2028-02-29",
		"2027-06-30": "2027-02-28",
		"2026-02-28": "2025-10-28",
	} {
		w := term.Default().Window(day(last))
		if w.Remind != day(want) {
			t.Errorf("%s: %s, want %s", last, w.Remind, want)
		}
		if w.Due(day(want).AddDays(-1)) || !w.Due(day(want)) || !w.Due(w.Closes) || w.Due(w.Closes.AddDays(1)) {
			t.Errorf("%s: the notice is due on other days than from %s to %s", last, want, w.Closes)
		}
	}
}

func TestArt12_2_Continuation(t *testing.T) {
	w := term.Default().Window(day("2026-06-09"))
	for _, c := range []struct {
		name string
		c    term.Continuation
		want string
	}{
		{"in order", term.Continuation{Applied: day("2026-04-24"), Act: day("2026-06-01")}, ""},
		{"act on the last day", term.Continuation{Applied: day("2026-04-24"), Act: day("2026-06-09")}, ""},
		{"no application", term.Continuation{Act: day("2026-06-01")}, "continuation_without_application"},
		{"applied too late", term.Continuation{Applied: day("2026-06-10"), Act: day("2026-06-10")}, "continuation_applied_after_expiry"},
		{"act first", term.Continuation{Applied: day("2026-05-02"), Act: day("2026-05-01")}, "continuation_before_application"},
		{"gap", term.Continuation{Applied: day("2026-04-24"), Act: day("2026-06-10")}, "continuation_leaves_gap"},
		{"decided before", term.Continuation{Applied: day("2026-04-24"), Act: day("2026-06-01"), Decided: day("2026-05-31")}, "continuation_after_decision"},
	} {
		l := c.c.Check(w)
		if (c.want == "") != (len(l) == 0) || c.want != "" && !l.Has(c.want) {
			t.Errorf("%s: %v", c.name, l)
		}
	}
}

func TestRule_Check(t *testing.T) {
	if l := term.Default().Check(); len(l) != 0 {
		t.Fatal(l)
	}
	l := term.Rule{Years: 0, Opens: 1, Closes: 2, Reminder: -1, BarYears: -1}.Check()
	if len(l) != 4 || l.Count(fault.Must) != 4 {
		t.Errorf("%v", l)
	}
	if l := (term.Rule{Years: 2, Closes: -1}).Check(); len(l) != 1 || l[0].Field != "closes" {
		t.Errorf("%v", l)
	}
}

func TestArt12_RenewalPeriod(t *testing.T) {
	last := civil.MustParse("2026-06-09")
	for _, c := range []struct {
		follows              bool
		decided, first, want string
	}{
		{false, "2026-05-20", "2026-05-20", "2028-05-19"}, // 12-3 with 9-1: from the decision
		{false, "2026-07-01", "2026-07-01", "2028-06-30"},
		{true, "2026-05-20", "2026-06-10", "2028-06-09"},
		{true, "2026-06-09", "2026-06-10", "2028-06-09"},
		{true, "2026-06-10", "2026-06-10", "2028-06-09"}, // never before its decision
		{true, "2026-07-01", "2026-07-01", "2028-06-30"},
	} {
		r := term.Default()
		r.RenewalFollows = c.follows
		if p := r.Renewal(civil.MustParse(c.decided), last); p.First.String() != c.first || p.Last.String() != c.want {
			t.Errorf("follows %t, decided %s: %s to %s", c.follows, c.decided, p.First, p.Last)
		}
	}
}
