package home_test

import (
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/ui/route"
	"shinsa/ui/screen/home"
	"shinsa/ui/uitest"
)

// cared shows the list of a desk that is kept in some way.
func cared(t *testing.T, l uitest.Look, lang string, kept func(*uitest.Desk)) (*uitest.Robot, *uitest.Host) {
	t.Helper()
	uitest.Setup(t, l)
	h := uitest.NewHost(t, uitest.Window(t, l), lang)
	d := uitest.NewDesk(t, review.Open)
	d.Rows, d.Who.Rehearsal = several(), false
	kept(d)
	return h.Show(t, home.New(d, h, route.To(route.Home))), h
}

// backed says when the last backup was made and how much was done since.
func backed(on string, acts int64) func(*uitest.Desk) {
	return func(d *uitest.Desk) {
		d.Acts = acts
		if on != "" {
			d.Backup.On = civil.MustParse(on)
		}
	}
}

func unsure(d *uitest.Desk) { d.Who.Role, d.Doubt = review.Secretariat, &review.Doubt{} }

func TestCare_ABackupOfLongAgoIsSpokenOf(t *testing.T) {
	r, h := cared(t, uitest.Laptop, "ja", backed("2026-11-05", 12))
	r.See("最後のバックアップは2026年11月5日です（その後 12件の記録）。").Tap("設定のバックアップを開く")
	if len(h.Went) != 1 || h.Went[0] != (route.Route{Screen: route.Setup, Filter: "backup"}) {
		t.Errorf("went %v", h.Went)
	}
	r, _ = cared(t, uitest.Laptop, "ja", backed("", 101))
	r.See("101件の記録がありますが、バックアップがまだありません。")
}

func TestCare_NumbersInDoubtComeFirst(t *testing.T) {
	r, _ := cared(t, uitest.Laptop, "ja", func(d *uitest.Desk) { backed("", 500)(d); unsure(d) })
	r.See("番号を付ける操作を止めています", "設定のバックアップを開く").DontSee("バックアップがまだありません")
}

func TestCare_AClockThatLiesBehindIsToldBeforeSomebodyWantsToSign(t *testing.T) {
	r, _ := cared(t, uitest.Laptop, "ja", func(d *uitest.Desk) {
		unsure(d)
		d.Behind = fault.New(fault.Unavailable, "clock_behind", "now", "2026-11-23 12:00", "last", "2027-03-01 09:00")
	})
	r.See("最後の記録（2027-03-01 09:00）より前を指しているため、署名しません。", "時計を合わせて").DontSee("設定のバックアップを開く")
}

func TestCare_IsToldAboveTheRowsWhereNothingStandsBesideThem(t *testing.T) {
	narrow := uitest.Laptop
	narrow.Width, narrow.Height = 900, 600
	r, h := cared(t, narrow, "ja", unsure)
	r.See("番号を付ける操作を止めています").Picture("home-care-narrow-ja").Tap("設定のバックアップを開く")
	if len(h.Went) != 1 || h.Went[0].Filter != "backup" {
		t.Errorf("went %v", h.Went)
	}
}

func TestCare_AWellKeptDeskSaysNothing(t *testing.T) {
	for name, kept := range map[string]func(*uitest.Desk){
		"recent": backed("2026-11-06", 900), "nothing since": backed("2025-01-06", 0), "young": backed("", 100),
		"rehearsal": func(d *uitest.Desk) { backed("", 900)(d); d.Who.Rehearsal = true },
	} {
		t.Run(name, func(t *testing.T) {
			r, _ := cared(t, uitest.Laptop, "ja", kept)
			r.DontSee("バックアップ")
		})
	}
}

func TestCare_NothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "home-care", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		r, _ := cared(t, l, lang, unsure)
		return r
	})
}
