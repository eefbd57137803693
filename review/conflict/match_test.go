package conflict_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/review/civil"
	"shinsa/review/conflict"
)

func TestFold_SpellingsOfOneName(t *testing.T) {
	for _, same := range [][]string{
		{"見本クラウド株式会社", "㈱見本クラウド", "（株）見本クラウド", "株式会社　見本 クラウド", "(株)見本ｸﾗｳﾄﾞ", "見本くらうど"},
		{"髙﨑 邊", "高崎辺", "高﨑　邉", "髙嵜　辺"},
		{"斎藤", "齋藤", "斉藤", "齊藤"},
		{"キヤノン", "キャノン", "ｷﾔﾉﾝ"},
		{"Mihon Cloud Co., Ltd.", "ＭＩＨＯＮ　ＣＬＯＵＤ", "mihon cloud", "Mihon-Cloud Inc."},
		{"𠮷田", "吉田"},
		{"国立大学法人見本大学", "見本大学", "見本大學"},
		{"ミホン・データ", "ミホンデータ", "ﾐﾎﾝﾃﾞｰﾀ"},
		{"葛󠄀城", "葛城"}, // with a variation selector
		{"ミホンクラウドカブシキガイシャ", "みほんくらうど"},
	} {
		for _, s := range same[1:] {
			if conflict.Fold(s) != conflict.Fold(same[0]) {
				t.Errorf("%q folds to %q, %q to %q", same[0], conflict.Fold(same[0]), s, conflict.Fold(s))
			}
		}
	}
	for _, apart := range [][2]string{{"見本クラウド", "見本システム"}, {"ミホンデータ", "ミホンデタ"}, {"高橋", "高崎"}, {"株式会社", "見本"}} {
		if conflict.Fold(apart[0]) == conflict.Fold(apart[1]) {
			t.Errorf("%q and %q fold alike", apart[0], apart[1])
		}
	}
	if conflict.Fold("株式会社") != "" || conflict.Fold("Co. Ltd") == "" {
		t.Error("a bare company form is no Japanese name, but two Latin words may be one")
	}
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		name string
		p    conflict.Profile
		want []conflict.Match // Kind, Part, How
	}{
		{"nothing", conflict.Profile{Name: "委員 花子", Posts: []conflict.OwnPost{{Organization: "別大学"}}}, nil},
		{"employer by name", conflict.Profile{Posts: []conflict.OwnPost{{Organization: "㈱見本クラウド"}}}, []conflict.Match{
			{Kind: conflict.Post, Part: conflict.PartOperator, How: conflict.ByName},
		}},
		{"employer by reading", conflict.Profile{Posts: []conflict.OwnPost{{Organization: "みほんくらうど"}}}, []conflict.Match{
			{Kind: conflict.Post, Part: conflict.PartOperator, How: conflict.ByKana},
		}},
		{"employer by number in the group", conflict.Profile{Posts: []conflict.OwnPost{{Organization: "旧社名", CorporateNumber: "３９９９９０１０００００２"}}}, []conflict.Match{
			{Kind: conflict.Post, Part: conflict.PartGroup, How: conflict.ByNumber},
		}},
		{"same name, other number", conflict.Profile{Posts: []conflict.OwnPost{{Organization: "見本クラウド株式会社", CorporateNumber: "8999901000009"}}}, nil},
		{"subsidiary by part of the name", conflict.Profile{Shares: []conflict.Holding{{Company: "見本クラウド東日本株式会社"}}}, []conflict.Match{
			{Kind: conflict.Shares, Part: conflict.PartOperator, How: conflict.ByPart},
		}},
		{"one letter apart", conflict.Profile{Shares: []conflict.Holding{{Company: "見本クラウト"}}}, []conflict.Match{
			{Kind: conflict.Shares, Part: conflict.PartOperator, How: conflict.ByNear},
		}},
		{"own name among the officers", conflict.Profile{Name: "見本　太郎"}, []conflict.Match{
			{Kind: conflict.Post, Part: conflict.PartOfficer, How: conflict.ByName},
		}},
		{"own reading among the officers", conflict.Profile{Name: "美本 多朗", Kana: "みほん たろう"}, []conflict.Match{
			{Kind: conflict.Post, Part: conflict.PartOfficer, How: conflict.ByKana},
		}},
		{"relative with old kanji", conflict.Profile{Kin: []conflict.Kin{{Relation: "配偶者", Name: "高崎　辺"}}}, []conflict.Match{
			{Kind: conflict.KinPost, Part: conflict.PartOfficer, How: conflict.ByName},
		}},
		{"an officer who holds shares is one person", conflict.Profile{Kin: []conflict.Kin{{Relation: "配偶者", Name: "主持 役員"}}}, []conflict.Match{
			{Kind: conflict.KinPost, Part: conflict.PartOfficer, How: conflict.ByName},
		}},
		{"relative's employer", conflict.Profile{Kin: []conflict.Kin{{Relation: "子", Organization: "見本クラウド（株）"}}}, []conflict.Match{
			{Kind: conflict.KinPost, Part: conflict.PartOperator, How: conflict.ByName},
		}},
		{"own name among those who hold shares", conflict.Profile{Name: "株主 梅子（旧姓：持分）"}, []conflict.Match{
			{Kind: conflict.Shares, Part: conflict.PartGroup, How: conflict.ByName},
		}},
		{"competitor", conflict.Profile{Posts: []conflict.OwnPost{{Organization: "競合データ(株)"}}}, []conflict.Match{
			{Kind: conflict.Competitor, Part: conflict.PartCompetitor, How: conflict.ByName},
		}},
		{"money and work", conflict.Profile{
			Money: []conflict.Income{{Year: 2025, From: "見本クラウド"}}, Work: []conflict.Work{{Name: "見本ＩｏＴプラットフォーム"}},
		}, []conflict.Match{
			{Kind: conflict.Money, Part: conflict.PartOperator, How: conflict.ByName},
			{Kind: conflict.JointWork, Part: conflict.PartService, How: conflict.ByName},
		}},
		{"two letters are no part", conflict.Profile{Shares: []conflict.Holding{{Company: "見本"}, {Company: ""}}}, nil},
	} {
		var got []conflict.Match
		for _, m := range conflict.Find(&c.p, cover()) {
			if !m.ID.Valid() || m.State != conflict.Undecided || m.Theirs == "" {
				t.Errorf("%s: %+v", c.name, m)
			}
			got = append(got, conflict.Match{Kind: m.Kind, Part: m.Part, How: m.How})
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
}

func TestCarry_DismissedDoesNotComeBack(t *testing.T) {
	c := cover()
	c.Pins = []conflict.Pin{{Kind: conflict.Other, Party: "見本クラウド株式会社", Reason: "共同発表"}}
	p := conflict.Profile{Shares: []conflict.Holding{{Company: "見本クラウド東日本"}}}
	first := conflict.Find(&p, c)
	for i := range first {
		first[i].State, first[i].Reason = conflict.Dismissed, "別の会社"
	}
	// Written otherwise, and with a number beside it, it is still the same match.
	p.Shares[0].Company = "㈱見本クラウド東日本"
	again := conflict.Carry(conflict.Find(&p, c), first)
	if len(again) != 2 || again[0].State != conflict.Undecided || again[1].State != conflict.Dismissed || again[1].Reason != "別の会社" {
		t.Errorf("%+v", again)
	}
	p.Shares = append(p.Shares, conflict.Holding{Company: "見本ホールディングス"})
	if l := conflict.Carry(conflict.Find(&p, c), first); len(l) != 3 || l[2].State != conflict.Undecided {
		t.Errorf("a new match came decided: %+v", l)
	}
}

// A draft that was kept and read again says the same of a match: where its answer came from is not lost.
func TestCarry_KeepsWhereAnAnswerCameFrom(t *testing.T) {
	c := cover()
	p := conflict.Profile{Shares: []conflict.Holding{{Company: "見本クラウド東日本"}}}
	before := declaration(c)
	before.Matches = conflict.Find(&p, c)
	before.Matches[0].State, before.Matches[0].Reason = conflict.Dismissed, "別の会社"
	found := conflict.CarryOver(conflict.Find(&p, c), []conflict.Declaration{*before})
	draft := []conflict.Match{found[0]}
	draft[0].Since = civil.Date{} // as it comes back from where drafts are kept
	if got := conflict.Carry(found, draft)[0]; got.Since != before.On || got.State != conflict.Dismissed {
		t.Errorf("%+v", got)
	}
	draft[0].Reason = "別の会社である"
	if got := conflict.Carry(found, draft)[0]; !got.Since.IsZero() || got.Reason != "別の会社である" {
		t.Errorf("changed: %+v", got)
	}
}
