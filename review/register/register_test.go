package register

import (
	"testing"

	"shinsa/review/civil"
	"shinsa/review/ident"
)

func day(s string) civil.Date { return civil.MustParse(s) }

func TestArt9_StateOnADay(t *testing.T) {
	base := Certification{From: day("2026-04-01"), To: day("2028-03-31")}
	with := func(es ...Event) Certification { c := base; c.Events = es; return c }
	for _, c := range []struct {
		name string
		cert Certification
		on   string
		want State
	}{
		{"day before", base, "2026-03-31", NotYet},
		{"first day", base, "2026-04-01", InForce},
		{"last day", base, "2028-03-31", InForce},
		{"day after the last", base, "2028-04-01", Expired},
		{"lapse holds from its day (9-2)", with(Event{Kind: Lapsed, On: day("2027-01-10")}), "2027-01-10", IsLapsed},
		{"before the lapse", with(Event{Kind: Lapsed, On: day("2027-01-10")}), "2027-01-09", InForce},
		{"revoked (17)", with(Event{Kind: Revoked, On: day("2027-01-10")}), "2027-01-11", IsRevoked},
		{"ended (13-2)", with(Event{Kind: Ended, On: day("2027-01-10")}), "2027-02-01", HasEnded},
		{"continued (12-2)", with(Event{Kind: Continue, On: day("2028-03-20"), Until: day("2028-05-31")}), "2028-05-31", Continued},
		{"continuation over", with(Event{Kind: Continue, On: day("2028-03-20"), Until: day("2028-05-31")}), "2028-06-01", Expired},
		{"continued does not shorten", with(Event{Kind: Continue, On: day("2028-03-20")}), "2028-03-25", InForce},
	} {
		if got := c.cert.On(day(c.on)); got != c.want {
			t.Errorf("%s: On(%s) = %s, want %s", c.name, c.on, got, c.want)
		}
	}
}

func TestPatternWritesPublishedNumbers(t *testing.T) {
	for _, c := range []struct {
		p      Pattern
		serial int
		first  string
		want   string
	}{
		{"IP{serial:4}-{yy}{mm}", 1, "2012-12-10", "IP0001-1212"}, // seen on the body's public page
		{"IoT {serial:4}-{yy}{mm}", 2, "2019-12-01", "IoT 0002-1912"},
		{"{yyyy}-{serial:6}", 1234567, "2026-04-01", "2026-1234567"},
	} {
		if !c.p.Valid() {
			t.Errorf("%s is not valid", c.p)
		}
		if got := c.p.Number(c.serial, day(c.first)); string(got) != c.want {
			t.Errorf("%s = %s, want %s", c.p, got, c.want)
		}
	}
	for _, p := range []Pattern{"", "IP", "IP{serial}", "IP{serial:4}{serial:4}", "IP{serial:4}{dd}", "{"} {
		if p.Valid() {
			t.Errorf("%q is valid", p)
		}
	}
}

func TestSortAndRevocation(t *testing.T) {
	cs := []Certification{{No: "B", Serial: 2}, {No: "C", Serial: 1}, {No: "A", Serial: 2}}
	Sort(cs)
	if cs[0].No != "C" || cs[1].No != "A" || cs[2].No != "B" {
		t.Errorf("order %v", cs)
	}
	c := Certification{Events: []Event{{Kind: Granted, On: day("2026-04-01")}, {Kind: Revoked, On: day("2026-09-09")}}}
	if on, ok := c.Revocation(); !ok || on != day("2026-09-09") {
		t.Errorf("Revocation = %s, %v", on, ok)
	}
	if _, ok := cs[0].Revocation(); ok {
		t.Error("revoked without the event")
	}
}

func TestPatternReadsItsNumbers(t *testing.T) {
	for _, c := range []struct {
		p    Pattern
		no   string
		want int
	}{
		{"IP{serial:4}-{yy}{mm}", "IP0001-1212", 1},
		{"IP{serial:4}-{yy}{mm}", "ＩＰ００１２－１２１２", 12},
		{"IP{serial:4}-{yy}{mm}", "ip12345-1212", 12345},
		{"IoT {serial:4}-{yy}{mm}", "IoT0002−1912", 2},
		{"{yyyy}-{serial:6}", "2026-001234", 1234},
		{"IP{serial:4}-{yy}{mm}", "IP001-1212", 0},
		{"IP{serial:4}-{yy}{mm}", "XP0001-1212", 0},
		{"IP{serial:4}-{yy}{mm}", "IP0001-12125", 0},
		{"IP.{serial:4}", "IPX0001", 0},
		{"IP", "IP", 0},
	} {
		if got, ok := c.p.Serial(ident.CertificateNo(c.no)); got != c.want || ok != (c.want > 0) {
			t.Errorf("%s reads %q as %d, %t", c.p, c.no, got, ok)
		}
	}
}
