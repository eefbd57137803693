package civil

import (
	"encoding/json"
	"testing"
	"time"
)

func TestParseAndString(t *testing.T) {
	for _, s := range []string{"2026-04-01", "2024-02-29", "0001-01-01", "9999-12-31"} {
		d, err := Parse(s)
		if err != nil || d.String() != s || !d.Valid() {
			t.Errorf("Parse(%q) = %v, %v", s, d, err)
		}
	}
	for _, s := range []string{"", "2026-4-1", "2025-02-29", "2026-13-01", "2026-04-01T00:00:00Z", "令和8年4月1日"} {
		if d, err := Parse(s); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", s, d)
		}
	}
}

func TestNewRefusesDaysTheCalendarLacks(t *testing.T) {
	for _, c := range []struct {
		y, m, d int
		ok      bool
	}{{2024, 2, 29, true}, {2025, 2, 29, false}, {2026, 4, 31, false}, {2026, 0, 1, false}, {0, 1, 1, false}} {
		if _, ok := New(c.y, time.Month(c.m), c.d); ok != c.ok {
			t.Errorf("New(%d, %d, %d) ok = %v", c.y, c.m, c.d, ok)
		}
	}
}

// Civil Code Art. 143: the day of the same number, or the last day of the month where there is none.
func TestAddYearsAndMonthsGiveTheCorrespondingDay(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2024-02-29", 12, "2025-02-28"},
		{"2024-02-29", 48, "2028-02-29"},
		{"2026-01-31", 1, "2026-02-28"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-12-15", 1, "2027-01-15"},
		{"2026-01-15", -1, "2025-12-15"},
		{"2026-03-31", -4, "2025-11-30"},
	} {
		if got := MustParse(c.from).AddMonths(c.months).String(); got != c.want {
			t.Errorf("%s + %d months = %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

func TestDaysAndOrder(t *testing.T) {
	a, b := MustParse("2026-02-28"), MustParse("2026-03-01")
	if a.AddDays(1) != b || b.AddDays(-1) != a || a.DaysUntil(b) != 1 || b.DaysUntil(a) != -1 {
		t.Error("28 February 2026 and 1 March 2026 are neighbours")
	}
	if !a.Before(b) || !b.After(a) || a.Compare(a) != 0 {
		t.Error("order of dates")
	}
}

func TestOfUsesJapanTime(t *testing.T) {
	at := time.Date(2026, 3, 31, 15, 0, 0, 0, time.UTC) // midnight in Japan
	if got := Of(at).String(); got != "2026-04-01" {
		t.Errorf("Of = %s", got)
	}
	if got := Of(at.Add(-time.Second)).String(); got != "2026-03-31" {
		t.Errorf("Of one second earlier = %s", got)
	}
}

func TestJSONRoundTrip(t *testing.T) {
	type doc struct {
		D Date `json:"d"`
		Z Date `json:"z,omitzero"`
	}
	b, err := json.Marshal(doc{D: MustParse("2026-04-01")})
	if err != nil || string(b) != `{"d":"2026-04-01"}` {
		t.Fatalf("marshal = %s, %v", b, err)
	}
	var back doc
	if err := json.Unmarshal(b, &back); err != nil || back.D.String() != "2026-04-01" || !back.Z.IsZero() {
		t.Errorf("unmarshal = %+v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"d":"2026-02-30"}`), &back); err == nil {
		t.Error("a day the calendar lacks was read")
	}
}
