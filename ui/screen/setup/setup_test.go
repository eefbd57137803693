package setup

import (
	"context"
	"slices"
	"testing"
	"time"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/theme"
	"shinsa/ui/uitest"
)

// desk is a stand-in for either role.
type desk struct {
	self     review.Self
	cards    []review.Card
	accepted bool
	rows     []review.Row
	settings map[string]string
	last     review.BackedUp
	since    int64
	log      []review.Disclosure
	back     []review.WentBack
	unsigned bool
	series   []review.Series
	doubt    *review.Doubt
	token    *review.Token
	imported []string
	stamps   review.Authority
}

func newDesk(role review.Role) *desk {
	return &desk{
		self:  review.Self{Role: role, ID: "m-2f61a0c4", Name: "審査 花子", Since: civil.MustParse("2026-04-01"), Rehearsal: true},
		cards: []review.Card{{ID: "m-aaaaaaaa", Name: "監査 次郎", Issued: civil.MustParse("2026-04-01"), NotAfter: civil.MustParse("2031-04-01"), Fingerprint: ident.Sum([]byte("c"))}},

		settings: map[string]string{},
	}
}

func (d *desk) Self() review.Self { return d.self }
func (d *desk) Today() civil.Date { return civil.MustParse("2026-04-10") }

func (d *desk) Profile() review.Profile                                { return review.SampleProfile() }
func (d *desk) Signed() bool                                           { return !d.unsigned }
func (d *desk) Cases(context.Context) ([]review.Row, error)            { return d.rows, nil }
func (d *desk) Setting(_ context.Context, name string) string          { return d.settings[name] }
func (d *desk) SendersBack(context.Context) ([]review.WentBack, error) { return d.back, nil }
func (d *desk) SetSetting(_ context.Context, name, v string) error {
	d.settings[name] = v
	return nil
}

func (d *desk) Numbers(context.Context) ([]review.Series, *review.Doubt, error) {
	return d.series, d.doubt, nil
}

func (d *desk) SettleNumbers(_ context.Context, last []review.Series) ([]review.Series, error) {
	d.series, d.doubt = last, nil
	return last, nil
}

func (d *desk) LastBackup(context.Context) (review.BackedUp, int64, bool, error) {
	return d.last, d.since, d.last.Acts > 0, nil
}

func (d *desk) Revoke(_ context.Context, id ident.ReviewerID, r review.Revocation) (review.Card, error) {
	for i := range d.cards {
		if d.cards[i].ID == id {
			d.cards[i].Revoked, d.cards[i].Reason = r.On, r.Reason
			return d.cards[i], nil
		}
	}
	return review.Card{}, fault.New(fault.Missing, "no_such_member", "id", string(id))
}

func (d *desk) ExportKeys(context.Context, review.Outbox) (review.Handed, error) {
	return review.Handed{Path: "out/keys_2026-04-10.register"}, nil
}

func (d *desk) Disclose(_ context.Context, x review.Disclosure) (review.Disclosure, error) {
	x.No = len(d.log) + 1
	d.log = append(d.log, x)
	return x, nil
}

func (d *desk) Disclosures(context.Context, ident.CaseID) ([]review.Disclosure, error) {
	return d.log, nil
}
func (d *desk) Members(context.Context) ([]review.Card, error) { return d.cards, nil }
func (d *desk) Fingerprints() []review.Fingerprint {
	return []review.Fingerprint{{Role: "root", SHA256: ident.Sum([]byte("root"))}}
}

func (d *desk) EnrolRequest(context.Context, review.Outbox) (review.Handed, error) {
	return review.Handed{Path: "out/m-2f61a0c4.enrol"}, nil
}

func (d *desk) EnrolApprove(_ context.Context, in review.Incoming, _ review.Outbox) (review.Handed, review.Card, error) {
	c := review.Card{ID: "m-bbbbbbbb", Name: "新任 四郎", NotAfter: civil.MustParse("2031-04-01")}
	d.cards = append(d.cards, c)
	return review.Handed{Path: "out/" + in.Name}, c, nil
}

func (d *desk) LookAtCard(context.Context, review.Incoming) (review.CardOffer, error) {
	return review.CardOffer{Body: "見本認定機構", Name: "審査 花子", Root: ident.Sum([]byte("root"))}, nil
}

func (d *desk) EnrolAccept(context.Context, review.Incoming) error {
	d.accepted, d.self.Enrolled = true, true
	return nil
}

func (d *desk) Doctor(context.Context) ([]review.Invariant, error) {
	return []review.Invariant{{Name: "journal_chained", OK: true}, {Name: "blobs_intact", Detail: "1 of 12 are damaged"}}, nil
}

// safe is a stand-in for the lock and the copies of a desk.
type safe struct {
	pass    string
	cost    present.Cost
	drawn   int
	kept    int
	printer bool
	err     error
	backups []string
	holds   bool
	tokens  []present.TokenKey
}

func (s *safe) KeyKept() bool                { return s.holds }
func (s *safe) Forget(context.Context) error { s.holds = false; return nil }

func (s *safe) Remember(_ context.Context, pass string) error {
	if pass != s.pass {
		return fault.New(fault.Locked, "wrong_passphrase")
	}
	s.holds = true
	return nil
}

func (s *safe) ChangePassphrase(_ context.Context, old, pass string) error {
	if old != s.pass {
		return fault.New(fault.Locked, "wrong_passphrase")
	}
	s.pass = pass
	return s.err
}

func (s *safe) Cost() (present.Cost, error) { return s.cost, nil }
func (s *safe) Costs() []present.Cost {
	return []present.Cost{{Passes: 3, MiB: 64}, {Passes: 4, MiB: 256}}
}

func (s *safe) Strengthen(_ context.Context, pass string, to present.Cost) error {
	if pass != s.pass {
		return fault.New(fault.Locked, "wrong_passphrase")
	}
	s.cost = to
	return nil
}

func (s *safe) NewRecovery(_ context.Context, pass string) (string, error) {
	if pass != s.pass {
		return "", fault.New(fault.Locked, "wrong_passphrase")
	}
	s.drawn++
	return "KEY", nil
}

func (s *safe) Backup(_ context.Context, folder string, progress func(done, total int64)) (string, error) {
	for i := range int64(10) {
		progress(i, 10)
	}
	s.backups = append(s.backups, folder)
	return folder + "/hanako_20260410.backup", s.err
}

func (s *safe) LocalCopies() ([]present.Copy, error) {
	return []present.Copy{{Name: "00000040.db", Acts: 40, At: time.Date(2026, 4, 9, 0, 0, 0, 0, time.UTC)}}, nil
}

func (s *safe) KeptCopies(context.Context) int            { return s.kept }
func (s *safe) KeepCopies(_ context.Context, n int) error { s.kept = n; return nil }
func (s *safe) SheetLines(string) []string                { return []string{"1: QXKL4 9PZRT 7YUWM - 3F"} }
func (s *safe) CanPrint() bool                            { return s.printer }
func (s *safe) PrintSheet(context.Context, string) error  { return s.err }

// stage adds to the usual stage what settings need.
type stage struct {
	*uitest.Stage
	look     Look
	minutes  int
	returned string
	safe     *safe
	screen   *Screen
}

func (s *stage) Appearance() Look         { return s.look }
func (s *stage) Appear(l Look)            { s.look = l }
func (s *stage) IdleMinutes() int         { return s.minutes }
func (s *stage) SetIdleMinutes(n int)     { s.minutes = n }
func (s *stage) ReturnToCopy(name string) { s.returned = name }

const passphrase = "mihon-no-tsukue"

func play(t *testing.T, d *desk, lang, subject string) (*uitest.Robot, *stage) {
	t.Helper()
	return playIn(t, d, uitest.Laptop, lang, subject)
}

func playIn(t *testing.T, d *desk, look uitest.Look, lang, subject string) (*uitest.Robot, *stage) {
	t.Helper()
	st := &stage{
		Stage: uitest.NewStage(t, look, lang), look: Look{Lang: lang, Mode: theme.Light, Percent: 100}, minutes: 10,
		safe: &safe{pass: passphrase, cost: present.Cost{Passes: 3, MiB: 64}, kept: 5},
	}
	st.screen = New(d, st.safe, st, route.Route{Screen: route.Setup, Filter: subject})
	return st.Play(st.screen), st
}

func TestSetup_CardIsAcceptedOnlyAfterItsFingerprintWasShown(t *testing.T) {
	d := newDesk(review.Member)
	r, st := play(t, d, "ja", subjectPeople)
	st.Files["a.card"] = []byte("PK")
	r.See("未登録").FocusOn("委員証の場所").Type("a.card").Tap("委員証を確かめて取り込む")
	r.See("この委員証を受け入れますか", "4813 494D").Picture("setup-card-ja")
	r.Press("Return")
	if d.accepted {
		t.Fatal("Return accepted a card")
	}
	r.Tap("委員証を確かめて取り込む").Tap("同じなので受け入れる").See("登録済み")
	if !d.accepted {
		t.Fatal("the card was not accepted")
	}
}

func TestSetup_SecretariatTurnsARequestIntoACard(t *testing.T) {
	d := newDesk(review.Secretariat)
	r, st := play(t, d, "en", subjectPeople)
	r.See("監査 次郎", "Valid", "1 April 2026 to 1 April 2031").Picture("setup-office-en")
	st.Files["x.enrol"] = []byte("PK")
	r.Tap("Issue the card")
	r.FocusOn("Path of the request").Type("x.enrol").Tap("Issue the card").See("新任 四郎")
	if len(st.Told) != 2 {
		t.Errorf("told %v", st.Told)
	}
}

func TestSetup_LostLaptopIsRevokedWithWhatFollows(t *testing.T) {
	d := newDesk(review.Secretariat)
	d.rows = []review.Row{{Case: review.Case{ID: "C2026-0001", State: review.Sent, Members: []review.Assignment{{Reviewer: "m-aaaaaaaa"}}}}}
	r, st := play(t, d, "ja", subjectPeople)
	r.Tap("失効させる…").See("監査 次郎の委員証を失効させます", "C2026-0001", "理由を選ぶか、入力してください。").Picture("setup-revoke-ja")
	if r.Enabled("失効させる") {
		t.Fatal("a card can be ended without a reason")
	}
	r.Tap("紛失・盗難").FocusOn("補足（その他のときは理由）").Type("電車内").Tap("失効させる")
	if c := d.cards[0]; c.Reason != "紛失・盗難：電車内" || c.Revoked != civil.MustParse("2026-04-10") {
		t.Fatalf("revoked %+v", c)
	}
	r.See("失効させたあとにすること", "2026年4月10日に失効").Picture("setup-revoked-ja").TapNth("登録簿を書き出す", 0)
	if !slices.ContainsFunc(st.Told, func(s string) bool {
		return s == "鍵の登録簿を書き出しました：out/keys_2026-04-10.register"
	}) {
		t.Errorf("told %q", st.Told)
	}
	r.Tap("確認しました").DontSee("失効させたあとにすること")
}

func TestSetup_AppearanceChangesAtOnce(t *testing.T) {
	r, st := play(t, newDesk(review.Member), "ja", subjectLook)
	r.Tap("English").Tap("暗い").Tap("150%")
	if st.look != (Look{Lang: "en", Mode: theme.Dark, Percent: 150}) {
		t.Errorf("look %+v", st.look)
	}
}

func TestSetup_CheckNamesWhatIsBroken(t *testing.T) {
	d := newDesk(review.Secretariat)
	d.back = []review.WentBack{{ID: "m-1", Name: "監査 次郎"}}
	r, _ := play(t, d, "ja", "")
	r.Press("F7").See("異常あり", "異常なし", "1項目に異常があります", "資料とファイルが、受け取ったときのままであること", "監査 次郎のデスクの記録が").Picture("setup-check-ja")
}

func TestSetup_NumbersLeadFromSubjectToSubject(t *testing.T) {
	r, st := play(t, newDesk(review.Member), "ja", "")
	r.See("識別番号").Press("7").See("定足数").Press("6").See("文字の大きさ").Press("2").See("推測への強さ")
	if got := st.Went[len(st.Went)-1].Filter; got != subjectKeys {
		t.Errorf("stands at %q", got)
	}
}
