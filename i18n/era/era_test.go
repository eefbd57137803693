package era

import (
	"errors"
	"testing"
	"time"
)

func TestFormat_BoundariesOfTheEras(t *testing.T) {
	for _, c := range []struct {
		y    int
		m    time.Month
		d    int
		want string
	}{
		{2026, 4, 1, "令和8年4月1日"},
		{2019, 5, 1, "令和元年5月1日"},
		{2019, 4, 30, "平成31年4月30日"},
		{2020, 1, 1, "令和2年1月1日"},
		{1989, 1, 8, "平成元年1月8日"},
		{1989, 1, 7, "昭和64年1月7日"},
		{1926, 12, 25, "昭和元年12月25日"},
		{1926, 12, 24, "大正15年12月24日"},
		{1912, 7, 30, "大正元年7月30日"},
		{1912, 7, 29, "明治45年7月29日"},
		{1873, 1, 1, "明治6年1月1日"},
		{1872, 12, 31, "1872年12月31日"},
	} {
		if got := Format(c.y, c.m, c.d); got != c.want {
			t.Errorf("Format(%d, %d, %d) = %s, want %s", c.y, c.m, c.d, got, c.want)
		}
	}
}

func TestParse_UsualWritings(t *testing.T) {
	for _, s := range []string{
		"令和8年4月1日", "令和８年４月１日", "令和 8 年 4 月 1 日", "R8.4.1", "Ｒ８．４．１", "r8/4/1", "令8.04.01", "㋿8年4月1日",
		"2026-04-01", "2026/4/1", "2026.4.1", "2026年4月1日", "西暦2026年4月1日", "２０２６年４月１日",
	} {
		if y, m, d, err := Parse(s); err != nil || y != 2026 || m != 4 || d != 1 {
			t.Errorf("Parse(%s) = %d-%d-%d, %v", s, y, m, d, err)
		}
	}
	if y, _, _, err := Parse("令和元年5月1日"); err != nil || y != 2019 {
		t.Errorf("first year: %d, %v", y, err)
	}
	if y, _, _, err := Parse("S39.10.10"); err != nil || y != 1964 {
		t.Errorf("Showa: %d, %v", y, err)
	}
	if y, _, _, err := Parse("明治22年2月11日"); err != nil || y != 1889 {
		t.Errorf("Meiji: %d, %v", y, err)
	}
}

func TestParse_RefusesWithoutGuessing(t *testing.T) {
	for s, want := range map[string]error{
		"":           ErrForm,
		"4月1日":       ErrForm,
		"26.4.1":     ErrForm,
		"大化2年1月1日":   ErrForm,
		"X8.4.1":     ErrForm,
		"20260401":   ErrForm,
		"令和8年2月29日":  ErrDay,
		"2025-02-29": ErrDay,
		"令和8年13月1日":  ErrDay,
		"平成31年5月1日":  ErrRange,
		"令和元年4月30日":  ErrRange,
		"昭和64年1月8日":  ErrRange,
		"明治5年1月1日":   ErrRange,
		"令和0年5月1日":   ErrRange,
	} {
		if y, m, d, err := Parse(s); !errors.Is(err, want) || y != 0 || m != 0 || d != 0 {
			t.Errorf("Parse(%q) = %d-%d-%d, %v; want %v", s, y, m, d, err, want)
		}
	}
}

func TestParse_ReadsWhatFormatWrites(t *testing.T) {
	for day := time.Date(1873, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2100; day = day.AddDate(0, 0, 13) {
		y, m, d := day.Date()
		if py, pm, pd, err := Parse(Format(y, m, d)); err != nil || py != y || pm != m || pd != d {
			t.Fatalf("%s reads as %d-%d-%d, %v", Format(y, m, d), py, pm, pd, err)
		}
	}
}
