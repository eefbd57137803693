package present

import (
	"strings"
	"testing"
	"time"

	"shinsa/i18n"
	"shinsa/review"
)

func TestDearer_OffersOnlyWhatIsStronger(t *testing.T) {
	offered := []Cost{{3, 64}, {4, 256}, {6, 1024}}
	for _, c := range []struct {
		now  Cost
		want int
	}{{Cost{3, 64}, 2}, {Cost{4, 256}, 1}, {Cost{6, 1024}, 0}, {Cost{5, 64}, 1}, {Cost{64, 1024}, 0}} {
		if got := Dearer(c.now, offered); len(got) != c.want {
			t.Errorf("from %+v: %+v", c.now, got)
		}
	}
	if got := CostWords(i18n.New("en"), Cost{3, 64}); got != "Argon2id: 3 passes over 64 MiB" {
		t.Errorf("cost %q", got)
	}
}

func TestCopyLines_SayHowFarBehind(t *testing.T) {
	text, at := i18n.New("ja"), time.Date(2026, 3, 31, 15, 30, 0, 0, time.UTC)
	copies := []Copy{{"b", 40, at}, {"a", 38, at}}
	for acts, want := range map[int64]string{
		0:  "2026年4月1日 00:30　記録 40件まで",
		40: "2026年4月1日 00:30　記録 40件まで　その後 0件",
		52: "2026年4月1日 00:30　記録 40件まで　その後 12件",
		39: "2026年4月1日 00:30　記録 40件まで", // more in it than is known of: nothing is said
	} {
		if got := CopyLines(text, copies, acts); len(got) != 2 || got[0].Words != want || got[1].Name != "a" {
			t.Errorf("with %d acts: %+v, want %q", acts, got, want)
		}
	}
	if Moment(text, time.Time{}) != "－" || MomentToSecond(text, time.Time{}) != "－" {
		t.Error("no time is no dash")
	}
	if got := MomentToSecond(text.InEra(true), at.Add(7*time.Second)); got != "令和8年4月1日 00:30:07" {
		t.Errorf("to the second: %q", got)
	}
}

func TestLastBackup_SaysWhenAndWhatWasDoneSince(t *testing.T) {
	text := i18n.New("ja")
	b := review.BackedUp{At: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), Size: 5 << 20}
	for _, c := range []struct {
		since int64
		ok    bool
		tone  Tone
		words string
	}{
		{0, false, Caution, "まだ一度も"},
		{0, true, Good, "2026年4月1日 09:00（5.0 MB）"},
		{7, true, Neutral, "2026年4月1日 09:00"},
	} {
		sign, words := LastBackup(text, b, c.since, c.ok)
		if sign.Tone != c.tone || !strings.Contains(words, c.words) {
			t.Errorf("%d since, %v: %+v %q", c.since, c.ok, sign, words)
		}
	}
}
