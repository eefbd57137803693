package intake

import (
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

func TestArt7_KeyIsMadeOnlyAfterALookAtTheDeclaration(t *testing.T) {
	d, st := newDesk(t), uitest.NewStage(t, uitest.Laptop, "ja")
	d.file.State, d.file.Strict = review.Sent, true
	d.gated = []review.Gated{
		{Reviewer: "m-aaaaaaaa", Name: "審査 花子", Declaration: conflict.Declaration{
			On: civil.MustParse("2026-03-30"), Outcome: conflict.SpeakNoVote,
			Interests: []conflict.Interest{{Kind: conflict.Other, Held: true, Party: "見本ホールディングス", Detail: "講演"}, {Kind: conflict.Post}},
			Money:     []conflict.Income{{Year: 2025, Band: conflict.BandMajor, From: "見本クラウド"}},
		}},
		{Reviewer: "m-bbbbbbbb", Name: "監査 次郎", Recused: true},
	}
	r := st.Play(New(d, st, route.Of(route.Intake, "C2026-0001")))
	r.See("鍵待ち", "回避：鍵を渡しません").Picture("intake-gate-ja")
	r.TapNth("申告を確かめる…", 0).See("審査 花子の申告", "議決には加われません", "その他の事情：見本ホールディングス", "見本クラウド", "取り消せません").Picture("intake-gate-look-ja")
	r.Press("Return")
	if !d.gated[0].Released.IsZero() {
		t.Fatal("Return made the key")
	}
	r.Press("Escape").TapNth("申告を確かめる…", 0).Tap("確かめたので鍵を作る")
	if d.gated[0].Released != d.Today() {
		t.Fatal("no key was made")
	}
	r.See("2026年4月1日に鍵を作成", "鍵を作り直す…")
	if st.Told[0] != "審査 花子の開封鍵を作りました。本人に渡してください：out/m-aaaaaaaa.release" {
		t.Errorf("told %q", st.Told)
	}
}
