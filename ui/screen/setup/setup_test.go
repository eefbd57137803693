package setup

import (
	"context"
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/ui/route"
	"shinsa/ui/theme"
	"shinsa/ui/uitest"
)

// desk is a stand-in for either role.
type desk struct {
	self     review.Self
	cards    []review.Card
	accepted bool
}

func newDesk(role review.Role) *desk {
	return &desk{
		self:  review.Self{Role: role, ID: "m-2f61a0c4", Name: "審査 花子", Since: civil.MustParse("2026-04-01"), Rehearsal: true},
		cards: []review.Card{{ID: "m-aaaaaaaa", Name: "監査 次郎", NotAfter: civil.MustParse("2031-04-01"), Fingerprint: ident.Sum([]byte("c"))}},
	}
}

func (d *desk) Self() review.Self                              { return d.self }
func (d *desk) Today() civil.Date                              { return civil.MustParse("2026-04-10") }
func (d *desk) Profile() review.Profile                        { return review.SampleProfile() }
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
	return []review.Invariant{{Name: "journal_chain", OK: true, Detail: "12"}, {Name: "files_held_and_whole", OK: false}}, nil
}

// stage adds the looks to the usual stage.
type stage struct {
	*uitest.Stage
	look Look
}

func (s *stage) Appearance() Look { return s.look }
func (s *stage) Appear(l Look)    { s.look = l }

func play(t *testing.T, d *desk, lang string) (*uitest.Robot, *stage) {
	t.Helper()
	st := &stage{Stage: uitest.NewStage(t, uitest.Laptop, lang), look: Look{Lang: lang, Mode: theme.Light, Percent: 100}}
	return st.Play(New(d, st, route.To(route.Setup))), st
}

func TestSetup_CardIsAcceptedOnlyAfterItsFingerprintWasShown(t *testing.T) {
	d := newDesk(review.Member)
	r, st := play(t, d, "ja")
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
	r, st := play(t, d, "en")
	r.See("監査 次郎", "Valid", "until 1 April 2031").Picture("setup-office-en")
	st.Files["x.enrol"] = []byte("PK")
	r.Tap("Issue the card")
	r.FocusOn("Path of the request").Type("x.enrol").Tap("Issue the card").See("新任 四郎")
	if len(st.Told) != 2 {
		t.Errorf("told %v", st.Told)
	}
}

func TestSetup_AppearanceChangesAtOnce(t *testing.T) {
	r, st := play(t, newDesk(review.Member), "ja")
	r.Tap("English").Tap("暗い").Tap("150%")
	if st.look != (Look{Lang: "en", Mode: theme.Dark, Percent: 150}) {
		t.Errorf("look %+v", st.look)
	}
}

func TestSetup_CheckNamesWhatIsBroken(t *testing.T) {
	r, _ := play(t, newDesk(review.Secretariat), "ja")
	r.Press("F7").See("異常あり", "異常なし").Picture("setup-office-ja")
}
