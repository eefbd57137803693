package date_test

import (
	"fmt"
	"testing"

	"shinsa/review/intake/date"
)

// TestRead_Writings: a label before the day, dots of another kind, the same day said twice, another day said beside it, a day not quite meant.
func TestRead_Writings(t *testing.T) {
	for text, want := range map[string]string{
		"設立：1998年2月16日": "1998-02-16", "2026・4・1": "2026-04-01", "㋿8年4月1日": "2026-04-01", "2026年4月1日（水）": "2026-04-01", "20260401": "2026-04-01",
		"1998年2月16日（平成10年2月16日）": "1998-02-16", "1998年（平成10年）2月16日": "1998-02-16",
		"1998年2月16日（平成11年2月16日）": " several [1998-02-16 1999-02-16]", "1998年（平成11年）2月16日": " several [1998-02-16 1999-02-16]",
		"2026年4月1日頃": "2026-04-01 unsettled [2026-04-01]", "令和8年4月1日（予定）": "2026-04-01 unsettled [2026-04-01]", "2026年4月1日以降": "2026-04-01 unsettled [2026-04-01]",
		"令和8年4月末": "2026-04 day_missing []", "R８年４月": "2026-04 day_missing []", "2026/4": "2026-04 day_missing []",
	} {
		d := date.Read(text)
		got := d.ISO()
		if d.Why != "" {
			got += fmt.Sprint(" ", d.Why, " ", d.Readings)
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	if date.IsFormat("h:mm") || !date.IsFormat("yyyy/m/d h:mm") || !date.IsFormat("m/d") {
		t.Error("times and days are not told apart")
	}
}
