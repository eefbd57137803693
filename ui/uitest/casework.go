package uitest

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"

	"shinsa/assets"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/ident"
)

// SampleForm returns the workbook of one of the sample applications, "case-1" and so on.
func SampleForm(tb testing.TB, name string) []byte {
	tb.Helper()
	files, err := assets.Sample(name)
	if err != nil {
		tb.Fatal(err)
	}
	var form []byte
	err = fs.WalkDir(files, ".", func(at string, _ fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(at, ".xlsx") && form == nil {
			form, err = fs.ReadFile(files, at)
		}
		return err
	})
	if err != nil || form == nil {
		tb.Fatalf("no form in %s: %v", name, err)
	}
	return form
}

// Received takes a sample application in at an office, by its form alone.
func Received(tb testing.TB, d *review.Desk, name string) ident.CaseID {
	tb.Helper()
	b := SampleForm(tb, name)
	id, _, err := d.Intake(tb.Context(), review.Submission{Form: review.Incoming{Name: name + ".xlsx", R: bytes.NewReader(b), Size: int64(len(b))}})
	if err != nil {
		tb.Fatal(err)
	}
	return id
}

// Amended makes a draft of the sample edition under an id, in which 30.1 is worded anew, 28.9 is new, 29.2 is withdrawn and 28.1 stands elsewhere.
func Amended(tb testing.TB, d *review.Desk, id ident.EditionID) {
	tb.Helper()
	e, err := d.StartDraft(tb.Context(), review.Drafting{ID: id, Title: criteria.Text{JA: "令和8年改正", EN: "2026 amendment"}, From: "iaas-paas-iot-sample-1"})
	if err != nil {
		tb.Fatal(err)
	}
	worded, _ := e.Item("30.1")
	worded.Ask.JA += "通知の方法を含む。"
	added, _ := e.Item("28.2")
	added.ID, added.Title, added.Ask = "28.9", criteria.Text{JA: "生成系機能"}, criteria.Text{JA: "利用者の入力を学習に使うか"}
	for _, a := range []criteria.Alteration{
		{Kind: criteria.PutItem, Was: "30.1", Item: worded},
		{Kind: criteria.AddItem, Item: added, Place: -1},
		{Kind: criteria.WithdrawItem, Was: "29.2"},
		{Kind: criteria.MoveItem, Was: "28.1", Group: e.Groups()[0].ID, Place: 0},
	} {
		if _, err := d.AlterDraft(tb.Context(), id, a); err != nil {
			tb.Fatal(err)
		}
	}
}

// InForce takes a draft through Art. 22, in force from 1 April 2026.
func InForce(tb testing.TB, d *review.Desk, id ident.EditionID) {
	tb.Helper()
	day := civil.MustParse
	for _, s := range []review.AmendmentStep{
		{To: criteria.Deliberated, On: day("2026-01-20"), Text: "第12回委員会"},
		{To: criteria.Announced, On: day("2026-02-01"), InForce: day("2026-04-01"), Text: "改正のお知らせ"},
		{To: criteria.InForce, On: day("2026-04-01")},
	} {
		if _, _, err := d.Advance(tb.Context(), id, s); err != nil {
			tb.Fatal(err)
		}
	}
}
