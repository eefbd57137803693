package profile_test

import (
	"context"
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/review/fault"
	"shinsa/ui/screen/profile"
	"shinsa/ui/theme"
	"shinsa/ui/uitest"
)

// desk keeps a profile and its earlier states.
type desk struct {
	states []conflict.Profile
	fail   error
}

func (d *desk) OwnProfile(context.Context) (conflict.Profile, error) {
	if len(d.states) == 0 {
		return conflict.Profile{}, nil
	}
	return d.states[len(d.states)-1], nil
}

func (d *desk) SetOwnProfile(_ context.Context, p conflict.Profile) error {
	if d.fail == nil {
		d.states = append(d.states, p)
	}
	return d.fail
}

func (d *desk) UndoWritten(_ context.Context, w review.Written) (review.Saved, error) {
	if w.What != review.WrittenProfile || len(d.states) < 2 {
		return review.Saved{}, fault.New(fault.Missing, "no_earlier_version")
	}
	d.states = d.states[:len(d.states)-1]
	return review.Saved{}, nil
}

func open(t *testing.T, look uitest.Look, lang string, d *desk) (*uitest.Robot, *uitest.Host, *profile.Screen) {
	t.Helper()
	uitest.Setup(t, look)
	h := uitest.NewHost(t, uitest.Window(t, look), lang)
	s := profile.New(d, h)
	return h.Show(t, s), h, s
}

func full() *desk {
	return &desk{states: []conflict.Profile{{
		Name: "審査 花子", Kana: "しんさ はなこ",
		Posts: []conflict.OwnPost{{Organization: "見本大学 情報学部", Title: "教授"}, {Organization: "株式会社例示研究所", CorporateNumber: "1234567890123", Title: "社外取締役", Until: civil.MustParse("2025-03-31")}},
		Kin:   []conflict.Kin{{Relation: "配偶者", Name: "審査 太郎", Organization: "見本クラウド株式会社"}}, Shares: []conflict.Holding{{Company: "試作通信株式会社"}},
		Money: []conflict.Income{{Year: 2025, From: "株式会社サンプルIoT基盤", For: "講演料"}},
	}}}
}

func TestWhatIsTypedIsKept(t *testing.T) {
	d := &desk{}
	r, h, s := open(t, uitest.Laptop, "ja", d)
	r.FocusOn("氏名").Type("審査 花子").Tap("役職・勤務先を加える").Type("見本大学").FocusOn("終了日").Type("R7.3.31")
	r.Tap("受領した金銭を加える").Type("２０２５").Tap("株式・持分を加える")
	h.Later()
	s.Leave()
	got := d.states[len(d.states)-1]
	if got.Name != "審査 花子" || len(got.Posts) != 1 || got.Posts[0].Organization != "見本大学" || got.Posts[0].Until.String() != "2025-03-31" {
		t.Fatalf("kept %+v", got)
	}
	if len(got.Money) != 1 || got.Money[0].Year != 2025 || len(got.Shares) != 0 {
		t.Fatalf("kept %+v", got)
	}
}

func TestARowIsTakenAwayAndBroughtBack(t *testing.T) {
	d := full()
	r, h, s := open(t, uitest.Laptop, "ja", d)
	r.See("見本大学 情報学部", "社外取締役").TapNth("外す", 0)
	h.Later()
	if got := d.states[len(d.states)-1].Posts; len(got) != 1 || got[0].Title != "社外取締役" {
		t.Fatalf("posts %+v", got)
	}
	for _, a := range s.Actions() {
		if a.Word == "登録情報の変更を取り消す" {
			a.Run()
		}
	}
	r.See("見本大学 情報学部")
}

func TestWhatCannotBeKeptIsSaid(t *testing.T) {
	d := full()
	d.fail = fault.New(fault.Unavailable, "disk_full")
	r, h, _ := open(t, uitest.Laptop, "ja", d)
	r.FocusOn("審査 花子").Type("。")
	h.Later()
	if len(h.Lost) == 0 {
		t.Fatal("nothing is said of what was not kept")
	}
}

func TestPictures(t *testing.T) {
	for _, look := range []struct {
		name, lang string
		uitest.Look
	}{
		{"profile-ja", "ja", uitest.Laptop},
		{"profile-en-dark", "en", uitest.Look{Mode: theme.Dark, Percent: 100, Scale: 1, Width: 1366, Height: 768}},
		{"profile-ja-150", "ja", uitest.Look{Mode: theme.Light, Percent: 150, Scale: 1, Width: 1366, Height: 768}},
	} {
		r, _, _ := open(t, look.Look, look.lang, full())
		r.Picture(look.name)
		if c := r.Clipped(); len(c) > 0 {
			t.Errorf("%s: clipped %q", look.name, c)
		}
	}
}
