package setup

import (
	"slices"
	"testing"
	"time"

	"shinsa/review"
)

// doubting is an office's desk that goes on from a backup.
func doubting() *desk {
	d := newDesk(review.Secretariat)
	d.doubt = &review.Doubt{Made: time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC)}
	d.series = []review.Series{{Name: "case/2026", Last: 3}, {Name: "certificate", Last: 12}, {Name: "keys"}, {Name: "letter/2026", Last: 40}, {Name: "snapshot", Last: 1}}
	return d
}

func TestNumbers_AreStatedAfterARestore(t *testing.T) {
	d := doubting()
	r, _ := play(t, d, "ja", subjectBackup)
	r.See("2026年4月1日", "認定証の通し番号", "2026年度の文書").Picture("setup-numbers-ja")
	r.FocusOn("12").Press("End", "BackSpace").Type("0").See("認定証の通し番号の最後の番号は、12以上の数にしてください。")
	if r.Enabled("番号を申告する…") {
		t.Fatal("a number below the desk's own can be stated")
	}
	r.Press("BackSpace", "BackSpace").Type("１５").DontSee("以上の数にしてください").Tap("番号を申告する…").See("認定証の通し番号：15").Picture("setup-numbers-ask-ja")
	if r.Press("Return"); d.doubt == nil {
		t.Fatal("Return states numbers")
	}
	r.Tap("番号を申告する…").Tap("この番号で確定する").DontSee("番号を申告する…")
	if !slices.Contains(d.series, review.Series{Name: "certificate", Last: 15}) || !slices.Contains(d.series, review.Series{Name: "letter/2026", Last: 40}) {
		t.Errorf("settled %v", d.series)
	}
}

func TestNumbers_AreAskedForOnlyInDoubtAndOnlyOfTheOffice(t *testing.T) {
	r, _ := play(t, newDesk(review.Secretariat), "en", subjectBackup)
	r.DontSee("Numbers given since then")
	d := doubting()
	d.self.Role = review.Member
	r, _ = play(t, d, "en", subjectBackup)
	r.DontSee("Numbers given since then")
	r, _ = play(t, doubting(), "en", subjectBackup)
	r.See("Numbers given since then", "Letters of fiscal year 2026").Picture("setup-numbers-en")
}
