package present

import (
	"testing"

	"shinsa/i18n"
	"shinsa/review/civil"
)

func TestDate_InTheReadersCalendar(t *testing.T) {
	first, before := civil.MustParse("2019-05-01"), civil.MustParse("2019-04-30")
	for _, c := range []struct {
		text *i18n.Text
		day  civil.Date
		want string
	}{
		{i18n.New("ja"), first, "2019年5月1日"},
		{i18n.New("ja").InEra(true), first, "令和元年5月1日"},
		{i18n.New("ja").InEra(true), before, "平成31年4月30日"},
		{i18n.New("en").InEra(true), first, "1 May 2019"},
		{i18n.New("ja").InEra(true), civil.Date{}, "－"},
	} {
		if got := Date(c.text, c.day); got != c.want {
			t.Errorf("%v is %q, want %q", c.day, got, c.want)
		}
	}
}
