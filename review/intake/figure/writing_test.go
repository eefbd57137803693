package figure_test

import (
	"fmt"
	"strconv"
	"testing"

	"shinsa/review/intake/figure"
)

// TestRead_Writings: scales in any mixture, signs in words and marks, and what is no plain number.
func TestRead_Writings(t *testing.T) {
	for _, c := range []struct{ text, unit, want string }{
		{"1千2百万円", "千円", "12000"},
		{"1億2,345万6千円", "千円", "123456"},
		{"12億 3,456万 円", "千円", "1234560"},
		{"3百万円", "千円", "3000"},
		{"5兆3億円", "千円", "5000300000"},
		{"金参千万円也", "千円", "30000"},
		{"壱億円", "千円", "100000"},
		{"九十九パーセント", "%", "99"},
		{"1億2千万", "千円", "120000 unit_missing [120000 1.2e+08]"},
		{"約3千万", "千円", "30000 unit_missing [30000 3e+07]"},
		{"▲1234", "千円", "-1234 unit_missing [-1234 -1.234]"},
		{"マイナス500千円", "千円", "-500"},
		{"赤字500千円", "千円", "? several [-500 500]"},
		{"(1,234)千円", "千円", "? several [-1234 1234]"},
		{"30.000.000円", "千円", "? grouped [30000 0]"},
		{"99.9 9%", "%", "? unreadable [9]"},
		{"0.5人月", "人", "? unreadable []"},
		{"24h/365d", "時間", "24 several [24 8760]"},
		{"90s", "分", "1.5"},
	} {
		n := figure.Read(c.text, c.unit, "")
		got := "?"
		if n.Value != nil {
			got = strconv.FormatFloat(*n.Value, 'f', -1, 64)
		}
		if n.Why != "" {
			got += fmt.Sprint(" ", n.Why, " ", n.Readings)
		}
		if got != c.want {
			t.Errorf("%q in %s: %s, want %s", c.text, c.unit, got, c.want)
		}
	}
}

// TestReadCell_Times: a cell that shows a time holds a part of a day.
func TestReadCell_Times(t *testing.T) {
	for _, c := range []struct {
		v      float64
		format string
		unit   string
		want   float64
	}{{8.5 / 24, "h:mm", "時間", 8.5}, {8.5 / 24, "h:mm;@", "分", 510}, {1, "[h]:mm", "時間", 24}, {30.5 / 24, "[h]:mm:ss", "時間", 30.5}, {15.0 / 1440, `h"時間"mm"分"`, "分", 15}} {
		if n := figure.ReadCell(c.v, c.format, c.unit); n.Value == nil || *n.Value != c.want || n.Why != "" {
			t.Errorf("%v %s in %s: %+v", c.v, c.format, c.unit, n)
		}
	}
	if n := figure.ReadCell(0.5, "h:mm", "人"); n.Value != nil {
		t.Errorf("a time read as persons: %+v", n)
	}
	for format, want := range map[string]bool{"h:mm": true, "[h]:mm": true, "mm:ss": true, "yyyy/m/d h:mm": false, "General": false, "0.00": false, "yyyy/m/d": false} {
		if figure.IsTime(format) != want {
			t.Errorf("IsTime(%s) = %v", format, !want)
		}
	}
	for v, want := range map[float64]string{8.5 / 24: "8:30", 1: "24:00", 0: "0:00"} {
		if got := figure.Clock(v); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
}
