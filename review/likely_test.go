package review_test

import (
	"testing"

	"shinsa/review"
	"shinsa/review/conflict"
	"shinsa/review/ident"
)

// holder is a profile with shares in a company that is called almost as the operator of the sample cases.
func holder() conflict.Profile {
	return conflict.Profile{Name: "委員 一郎", Shares: []conflict.Holding{{Company: "㈱見本クラウト"}}}
}

// likely are the matches as the member sees them for a case.
func (s *scheme) likely(id ident.CaseID, m *seat) []conflict.Match {
	s.Helper()
	_, matches, err := m.Cover(s.ctx, id)
	s.must(err)
	return matches
}

// Nobody signs without an answer to every likely match, whatever the declaration that is handed in says of it.
func TestArt7_EveryLikelyMatchIsAnswered(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.must(m.SetOwnProfile(s.ctx, holder()))
	s.open(id, m)
	found := s.likely(id, m)
	if len(found) != 1 || found[0].How != conflict.ByNear || found[0].State != conflict.Undecided || !found[0].Since.IsZero() {
		t.Fatalf("found %+v", found)
	}
	d := s.declaration(m)
	_, _, err := m.Declare(s.ctx, id, d, m.out)
	if e := s.refused(err, "conflict_declaration_unusable"); !e.Findings.Has("conflict_match_undecided") {
		t.Errorf("%v", err)
	}
	d.Matches = []conflict.Match{{ID: found[0].ID, State: conflict.Dismissed}}
	_, _, err = m.Declare(s.ctx, id, d, m.out)
	if e := s.refused(err, "conflict_declaration_unusable"); !e.Findings.Has("conflict_dismissed_without_reason") {
		t.Errorf("%v", err)
	}
	// Only what the member decides is taken from the file; what matched is as it was found.
	d.Matches = []conflict.Match{{ID: found[0].ID, Kind: conflict.Other, Theirs: "別の会社", State: conflict.Confirmed}, {ID: ident.Sum([]byte("nothing"))}}
	got, _, l, err := m.Prepared(s.ctx, id, d)
	s.must(err)
	if len(got.Matches) != 1 || got.Matches[0].Kind != conflict.Shares || got.Matches[0].Theirs != "見本クラウド株式会社" || !l.Has("conflict_confirmed_not_declared") {
		t.Errorf("prepared %+v, %v", got.Matches, l.Codes())
	}
	d.Withdraw, d.Reason = true, "多忙"
	if got, _, l, err := m.Prepared(s.ctx, id, d); err != nil || len(l) != 0 || len(got.Matches) != 2 {
		t.Errorf("who withdraws answers nothing: %+v, %v, %v", got.Matches, l.Codes(), err)
	}
}

// What was dismissed with a reason does not come back: not after a restart, in a late declaration, a later round or another case of the
// operator. It is in the record each time, with the reason, and can be changed.
func TestArt7_WhatWasDismissedDoesNotComeBack(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.must(m.SetOwnProfile(s.ctx, holder()))
	s.open(id, m)
	d := s.declaration(m)
	d.Matches = s.likely(id, m)
	d.Matches[0].State, d.Matches[0].Reason = conflict.Dismissed, "末尾が濁らない別の会社である。"
	day := m.Today()
	h, _, err := m.Declare(s.ctx, id, d, m.out)
	s.must(err)
	s.merge(m.out.file(h.Name))
	recorded := func(reason string, state conflict.State) {
		t.Helper()
		var got struct{ Declaration conflict.Declaration }
		s.must(s.office.store.View(s.ctx, func(tx review.Tx) error {
			return tx.Get(review.KindDeclaration, string(id)+"/"+string(m.Self().ID), &got)
		}))
		l := got.Declaration.Matches
		if len(l) != 1 || l[0].State != state || l[0].Reason != reason {
			t.Errorf("the record has %+v", l)
		}
	}
	recorded("末尾が濁らない別の会社である。", conflict.Dismissed)
	still := func(id ident.CaseID) {
		t.Helper()
		l := s.likely(id, m)
		if len(l) != 1 || l[0].State != conflict.Dismissed || l[0].Reason != "末尾が濁らない別の会社である。" || l[0].Since != day {
			t.Errorf("%s: %+v", id, l)
		}
	}

	s.later(3)
	still(id)
	late, _ := s.declareLate(id, m, s.late(m))
	s.merge(late)
	recorded("末尾が濁らない別の会社である。", conflict.Dismissed)

	_, err = s.office.Pack(s.ctx, id, review.Sending{To: []ident.ReviewerID{m.Self().ID}, Round: true}, s.office.out)
	s.must(err)
	s.open(id, m)
	day = m.Today() // of the latest declaration that says so
	still(id)

	const other = ident.CaseID("C2026-0002")
	s.take(other, newSecrets())
	s.paid(other)
	s.pack(other, false)
	s.open(other, m)
	still(other)

	// A member who finds out better declares it, and is asked anew from then on.
	d = s.declaration(m, conflict.Shares)
	d.Matches = s.likely(other, m)
	d.Matches[0].State, d.Matches[0].Reason = conflict.Confirmed, ""
	s.later(1)
	_, state, err := m.Declare(s.ctx, other, d, m.out)
	s.must(err)
	if state != review.Recused {
		t.Errorf("state %s", state)
	}
	if l := s.likely(id, m); l[0].State != conflict.Undecided {
		t.Errorf("what was confirmed since is dismissed still: %+v", l)
	}
}

// A pinned match is the secretariat's: leaving out that it is pinned dismisses nothing.
func TestArt7_APinCannotBeDismissedByLeavingItOut(t *testing.T) {
	s := newScheme(t, 1)
	m := s.members[0]
	const id = ident.CaseID("C2026-0001")
	s.take(id, newSecrets())
	s.paid(id)
	self := m.Self().ID
	pack := func(p conflict.Pin, to ident.ReviewerID) error {
		_, err := s.office.Pack(s.ctx, id, review.Sending{To: []ident.ReviewerID{self}, Pins: map[ident.ReviewerID][]conflict.Pin{to: {p}}}, s.office.out)
		return err
	}
	pin := conflict.Pin{Kind: conflict.Other, Party: "見本クラウド株式会社", Reason: "共同で講演した。"}
	for _, bad := range []conflict.Pin{{Kind: "friend", Party: "甲", Reason: "乙"}, {Kind: conflict.Post, Reason: "乙"}, {Kind: conflict.Post, Party: "甲"}} {
		s.refused(pack(bad, self), "pack_pin_unusable")
	}
	s.refused(pack(pin, "m-00000000"), "pack_pin_unusable")
	s.must(pack(pin, self))
	s.open(id, m)
	d := s.declaration(m)
	d.Matches = s.likely(id, m)
	d.Matches[0].Pinned, d.Matches[0].State, d.Matches[0].Reason = false, conflict.Dismissed, "覚えがない。"
	_, _, err := m.Declare(s.ctx, id, d, m.out)
	if e := s.refused(err, "conflict_declaration_unusable"); !e.Findings.Has("conflict_pinned_dismissed") {
		t.Errorf("%v", err)
	}
	cover, _, err := m.Cover(s.ctx, id)
	s.must(err)
	if l := conflict.Check(&d, &cover, m.Profile().Conflict); !l.Has("conflict_pinned_dismissed") {
		t.Errorf("whoever takes it in: %v", l.Codes())
	}
}
