package declare_test

import (
	"testing"

	"shinsa/review"
	"shinsa/ui/route"
	"shinsa/ui/screen/declare"
	"shinsa/ui/uitest"
)

func TestAwaiting_SaysWhatIsMissingAndTakesTheKeyIn(t *testing.T) {
	d := uitest.NewDesk(t, review.Awaiting)
	r, h, _ := open(t, uitest.Laptop, "ja", d)
	r.See("厳格方式", "開封鍵を取り込む").Picture("declare-awaiting-ja")
	h.File = "/usb/C2026-0001.release"
	r.Press("R")
	if len(h.Received) != 1 || h.Received[0] != h.File {
		t.Fatalf("received %q", h.Received)
	}
}

func TestArt7_RecusedDeskOffersNothingMore(t *testing.T) {
	r, _, _ := open(t, uitest.Laptop, "ja", uitest.NewDesk(t, review.Recused))
	r.See("この案件は回避しました", "この端末にありません").DontSee("判明した利害関係を申告する", "審査へ")
}

// begin goes from an open case to the form for an interest that was found.
func begin(t *testing.T, state review.State) (*uitest.Robot, *uitest.Host, *uitest.Desk, *declare.Screen) {
	t.Helper()
	d := uitest.NewDesk(t, state)
	r, h, s := open(t, uitest.Laptop, "ja", d)
	r.See("審査の途中で利害関係が判明したとき").Picture("declare-answered-ja").Tap("判明した利害関係を申告する")
	r.See("すべての質問に、今分かっていることで改めて答えてください", "未記入").Picture("declare-late-ja")
	return r, h, d, s
}

func TestArt7_LateInterestLeavesTheCaseOnlyWithTheWordTyped(t *testing.T) {
	r, h, d, s := begin(t, review.Submitted)
	answerAll(r)
	r.TapNth("該当あり", 0).FocusOn("相手方の名称").Type("見本クラウド株式会社").FocusOn("内容（役職、時期など）").Type("顧問")
	r.Press("Escape", "P", "P", "P").Tap("上記のとおり誓約します。").Tap("回避する").See("判明した日と、何が分かったかを入力してください。").Press("Return")
	if r.Enabled("申告する（回避となります）") {
		t.Fatal("a late declaration that says nothing can be signed")
	}
	r.FocusOn("例：資料の役員一覧から、前職の上司が取締役であると分かった。").Type("顧問契約を思い出した")
	s.Leave() // a desk that closes by itself keeps it
	r.Tap("申告する（回避となります）").See("直ちに消去されます", "取り下げられ").Picture("declare-late-sign-ja")
	if r.Enabled("署名して回避し、消去する") {
		t.Fatal("the content can be destroyed before the word was typed")
	}
	r.Type("回避").Tap("署名して回避し、消去する")
	got := d.Declared[0]
	if got.Late == nil || got.Late.Reason != "顧問契約を思い出した" || got.Late.Discovered != d.Day || d.Files[uitest.Case].State != review.Recused {
		t.Fatalf("declared %+v", got)
	}
	r.See("申告書に署名しました").Press("Return")
	if h.Went[0] != route.To(route.Home) {
		t.Fatalf("went %v", h.Went)
	}
}

func TestArt7_LateInterestWithoutRecusalGoesOn(t *testing.T) {
	r, _, d, _ := begin(t, review.Open)
	answerAll(r)
	r.FocusOn("例：資料の役員一覧から、前職の上司が取締役であると分かった。").Type("講演を一度した").Press("Escape", "P", "P", "P").Tap("上記のとおり誓約します。")
	r.Tap("申告して審査に進む").See("そのまま続きます").Tap("署名して申告する")
	if len(d.Declared) != 1 || d.Declared[0].Late == nil || d.Files[uitest.Case].State != review.Open {
		t.Fatalf("declared %+v", d.Declared)
	}
}

func TestLate_WhatWasFilledInSurvivesAndSigningCanBeLeft(t *testing.T) {
	r, _, d, s := begin(t, review.Open)
	r.FocusOn("例：資料の役員一覧から、前職の上司が取締役であると分かった。").Type("講演を一度した")
	r.Tap("やめて戻る").See("この案件の申告は済んでいます")
	s.Leave()
	if len(d.Declared) != 0 {
		t.Fatal("something was signed")
	}
	r.Tap("判明した利害関係を申告する").See("講演を一度した")
}
