package walk_test

import (
	"slices"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/ident"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/screen/walk"
	"shinsa/ui/uitest"
)

// do runs the action that says word.
func do(t *testing.T, s screen.Actor, word string) {
	t.Helper()
	for _, a := range s.Actions() {
		if a.Word == word {
			if a.Why != "" {
				t.Fatalf("%s: %s", word, a.Why)
			}
			a.Run()
			return
		}
	}
	t.Fatalf("no action %q", word)
}

const (
	undo = "直前の変更を取り消す"
	redo = "取り消した変更をやり直す"
)

func TestUndoAndRedoGoThroughTheActsAcrossItems(t *testing.T) {
	r, h, d, s := begin(t)
	r.Press("1", "J", "2", "J", "R").Type("根拠がない。")
	h.Later()
	type state struct {
		first, second checklist.Verdict
		remark        string
	}
	now := func() state {
		return state{mark(d, "1.1").Verdict, mark(d, "2.1").Verdict, mark(d, "2.2").Remark}
	}
	unseen := checklist.Unseen
	want := []state{
		{checklist.Conforming, checklist.Query, "根拠がない。"},
		{checklist.Conforming, checklist.Query, ""},
		{checklist.Conforming, unseen, ""},
		{unseen, unseen, ""},
	}
	r.Press("Escape")
	for i := range want {
		if got := now(); got != want[i] {
			t.Fatalf("after undoing %d acts %+v, want %+v", i, got, want[i])
		}
		if i < len(want)-1 {
			do(t, s, undo)
		}
	}
	if h.Here.Item != "1.1" {
		t.Errorf("undo stands at %s", h.Here.Item)
	}
	for i := len(want) - 2; i >= 0; i-- {
		do(t, s, redo)
		if got := now(); got != want[i] {
			t.Fatalf("doing again: %+v, want %+v", got, want[i])
		}
	}
	do(t, s, undo)
	r.Press("3") // at 2.2: what had been taken back is out of reach now
	do(t, s, redo)
	if m := mark(d, "2.2"); m.Verdict != checklist.Nonconforming || m.Remark != "" || len(h.Problems) != 0 {
		t.Errorf("%+v, %v", m, h.Problems)
	}
	if !mark(d, "1.1").Seen || !mark(d, "2.2").Seen {
		t.Error("undoing a verdict made an item unseen")
	}
}

func TestUndoDoesNotTouchWhatWasChangedElsewhere(t *testing.T) {
	r, _, d, s := begin(t)
	r.Press("1", "J")
	d.Files[uitest.Case].Marks["1.1"] = checklist.Mark{Item: "1.1", Verdict: checklist.Nonconforming, Remark: "別の窓で", Seen: true, Revision: 9}
	s.Reload()
	do(t, s, undo)
	if got := mark(d, "1.1"); got.Verdict != checklist.Nonconforming || got.Revision != 9 {
		t.Errorf("kept %+v", got)
	}
}

func TestUndoReachesBackBeforeThisVisit(t *testing.T) {
	r, _, d, _ := begin(t)
	r.Press("1", "3")
	_, _, s := open(t, uitest.Laptop, "ja", d, route.AtItem(uitest.Case, "1.1"))
	do(t, s, undo)
	if got := mark(d, "1.1").Verdict; got != checklist.Conforming {
		t.Fatalf("after undoing in another visit %s", got)
	}
	do(t, s, redo)
	if got := mark(d, "1.1").Verdict; got != checklist.Nonconforming {
		t.Fatalf("and doing again %s", got)
	}
}

func TestUndoInAFieldTakesBackTheTypingFirst(t *testing.T) {
	r, h, d, s := begin(t)
	r.Press("2", "R").Type("あ")
	do(t, s, undo)
	h.Later()
	if m := mark(d, "1.1"); m.Remark != "" || m.Verdict != checklist.Query {
		t.Fatalf("%+v", m)
	}
	do(t, s, redo)
	h.Later()
	if m := mark(d, "1.1"); m.Remark != "あ" {
		t.Fatalf("%+v", m)
	}
}

func TestAfterAVerdictTheNextItemComesOnlyWhereThatIsWanted(t *testing.T) {
	r, h, d, _ := begin(t)
	r.Press("1")
	if h.Here.Item != "1.1" {
		t.Fatal("the next item came without being asked for")
	}
	r.Press("1", "A", "1")
	if h.Here.Item != "2.1" {
		t.Fatalf("at %s", h.Here.Item)
	}
	r.Press("2")
	if h.Here.Item != "2.1" || mark(d, "2.1").Verdict != checklist.Query {
		t.Fatalf("a query without words went on to %s", h.Here.Item)
	}
	r.Press("2")
	if h.Here.Item != "2.1" || mark(d, "2.1").Judged() {
		t.Fatalf("taking a verdict back went on to %s", h.Here.Item)
	}
	r.Press("I").Type("問").Press("Escape", "2")
	if h.Here.Item != "2.2" {
		t.Fatalf("a query with words stayed at %s", h.Here.Item)
	}
	r.Press("R").Type("理由").Tap("要確認") // the words are not saved yet, and count
	if h.Here.Item != "3.1" || mark(d, "2.2").Remark != "理由" {
		t.Fatalf("a query with words being written stayed at %s, %+v", h.Here.Item, mark(d, "2.2"))
	}
	r, h, _ = open(t, uitest.Laptop, "ja", d, route.AtItem(uitest.Case, "31.2"))
	r.Press("1")
	if h.Here.Item != "31.3" {
		t.Errorf("the setting was not remembered: at %s", h.Here.Item)
	}
}

func TestArt1_BulkTakesOnlyWhatWasOnScreen(t *testing.T) {
	r, h, d, s := begin(t)
	for range 3 {
		r.Press("J")
		h.Later()
	}
	r.Press("B").Type("適合：「").See("適合：「", "点検指摘のない項目").Press("Return")
	r.See("まだ画面に1秒以上表示していない", "一つずつ開いて", "件を「適合」と判定しますか").Press("Return")
	judged := judgedItems(d)
	if len(judged) == 0 || !slices.Equal(judged, []ident.ItemID{"2.1", "2.2", "3.1"}) {
		t.Fatalf("judged %v", judged)
	}
	do(t, s, undo)
	if got := judgedItems(d); len(got) != 0 {
		t.Fatalf("one undo left %v", got)
	}
	do(t, s, redo)
	if got := judgedItems(d); !slices.Equal(got, judged) || len(h.Problems) != 0 {
		t.Fatalf("doing again judged %v, %v", got, h.Problems)
	}
}

func TestArt1_WhatOnlyRushedByWasNotOnScreen(t *testing.T) {
	r, h, d, _ := begin(t)
	r.Press("J", "J", "J")
	h.Later()
	for id, want := range map[ident.ItemID]bool{"1.1": false, "2.1": false, "2.2": false, "3.1": true} {
		if mark(d, id).Seen != want {
			t.Errorf("%s seen: %v", id, mark(d, id).Seen)
		}
	}
	r.Press("K", "2") // who judges an item has seen it
	if m := mark(d, "2.2"); !m.Seen || m.Verdict != checklist.Query {
		t.Errorf("%+v", m)
	}
	r.Press("J", "B").Type("適合：「").Press("Return").See("まだ画面に1秒以上表示していない5件", "1件を「適合」と判定しますか")
}

func TestAnItemLeftAtOnceWasNotSeen(t *testing.T) {
	_, h, d, s := begin(t)
	s.Leave()
	h.Later()
	if mark(d, "1.1").Seen {
		t.Error("an item counts as seen after its screen was left")
	}
}

func TestPrivateNotesAreTakenBackInTurnToo(t *testing.T) {
	r, h, d, s := begin(t)
	notes := d.Files[uitest.Case].Notes
	r.Press("M").Type("前任者に聞く").Press("Escape", "J", "2")
	do(t, s, undo)
	do(t, s, undo)
	if notes["1.1"] != "" || h.Here.Item != "1.1" || mark(d, "2.1").Judged() {
		t.Fatalf("note %q, at %s", notes["1.1"], h.Here.Item)
	}
	do(t, s, redo)
	if notes["1.1"] != "前任者に聞く" || mark(d, "1.1").Remark != "" {
		t.Fatalf("note %q, %+v", notes["1.1"], mark(d, "1.1"))
	}
	r.See("前任者に聞く")
}

func TestOneKeySaysThatNothingIsWrong(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	r, h, s := open(t, uitest.Laptop, "ja", d, route.AtItem(uitest.Case, "31.2"))
	r.Press("C").DontSee("確認が選ばれていません")
	if m := mark(d, "31.2"); m.Verdict != checklist.Conforming || m.Disclosed != checklist.Adequate || m.Level != checklist.LevelMet {
		t.Fatalf("%+v", m)
	}
	do(t, s, undo)
	if m := mark(d, "31.2"); m.Judged() || m.Disclosed != "" || m.Level != "" {
		t.Fatalf("one undo left %+v", m)
	}
	r.Press("K", "A", "C")
	if m := mark(d, "31.1"); m.Verdict != checklist.Conforming || m.Level != "" || h.Here.Item != "31.2" {
		t.Fatalf("%+v, at %s", m, h.Here.Item)
	}
}

func judgedItems(d *uitest.Desk) []ident.ItemID {
	var out []ident.ItemID
	for _, it := range d.Files[uitest.Case].Edition.Items() {
		if mark(d, it.ID).Judged() {
			out = append(out, it.ID)
		}
	}
	return out
}

func TestArt1_BulkOfWhatWasNeverOpenedOpensItInstead(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	r, h, _ := open(t, uitest.Laptop, "ja", d, route.AtItem(uitest.Case, "1.1"))
	r.Press("1", "B").Type("不適合：一覧に出ている項目").Press("Return")
	r.See("まとめて判定できる項目がありません", "最初は2.1").Press("Return")
	if h.Here.Item != "2.1" || len(judgedItems(d)) != 1 {
		t.Fatalf("at %s, judged %v", h.Here.Item, judgedItems(d))
	}
}

func TestEveryActionIsFoundInBothLanguagesAndHasAKeyOfItsOwn(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	_, _, s := open(t, uitest.Laptop, "ja", d, route.Of(route.Walk, uitest.Case))
	keys := map[screen.Key]string{}
	for _, a := range s.Actions() {
		if !strings.ContainsFunc(a.Reading, func(r rune) bool { return r >= 'ぁ' && r <= 'ん' }) {
			t.Errorf("%q has no reading in kana: %q", a.Word, a.Reading)
		}
		if !strings.ContainsFunc(a.Reading, func(r rune) bool { return r >= 'a' && r <= 'z' }) {
			t.Errorf("%q has no English word: %q", a.Word, a.Reading)
		}
		for _, k := range a.Keys {
			if other := keys[k]; other != "" {
				t.Errorf("%s runs both %q and %q", k, other, a.Word)
			}
			keys[k] = a.Word
		}
	}
}

var _ walk.Desk = (*uitest.Desk)(nil)
