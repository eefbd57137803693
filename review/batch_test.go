package review_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/decision"
	"shinsa/review/ident"
	"shinsa/review/opinion"
	"shinsa/review/seal"
)

// decided is a scheme with n cases of which every third is refused and the others are certified.
func decided(t *testing.T, n int) (*scheme, []ident.CaseID) {
	t.Helper()
	s := newScheme(t, 0)
	var ids []ident.CaseID
	for i := range n {
		id := ident.CaseID(fmt.Sprintf("C2026-%04d", i+1))
		s.take(id, newSecrets())
		s.paid(id)
		x := decision.Decision{Case: id, Outcome: decision.Grant, By: "代表理事"}
		for _, it := range smallItems {
			x.Despite = append(x.Despite, opinion.Reason{Item: it, Text: "書面により確かめた。"})
		}
		if i%3 == 2 {
			x = decision.Decision{Case: id, Outcome: decision.Refuse, By: "代表理事", Reasons: []opinion.Reason{{Item: "2.1", Text: "稼働率の算定式が開示されていない。"}}}
		}
		s.must(s.office.Decide(s.ctx, x))
		ids = append(ids, id)
	}
	return s, ids
}

// issued holds the folder and the register against what was handed over, and returns the numbers of the certificates.
func (s *scheme) issued(hs []review.Handed) []string {
	s.Helper()
	var names, certificates, kept []string
	for _, h := range hs {
		names = append(names, h.Name)
		if v := s.office.Verify(s.ctx, s.office.out.file(h.Name)); v.Verdict != seal.Genuine || h.Verdict != string(seal.Genuine) {
			s.Errorf("%s is %s", h.Name, v.Verdict)
		}
		if no, ok := strings.CutPrefix(h.Name, "certificate_"); ok {
			certificates = append(certificates, strings.TrimSuffix(no, ".pdf"))
		}
	}
	slices.Sort(names)
	if files := slices.Sorted(maps.Keys(s.office.out.files)); !slices.Equal(files, names) {
		s.Errorf("the folder holds %v, handed over were %v", files, names)
	}
	cs, err := s.office.Register(s.ctx)
	s.must(err)
	for _, c := range cs {
		kept = append(kept, string(c.No))
	}
	if !slices.Equal(kept, certificates) {
		s.Errorf("the register has %v, certificates were made for %v", kept, certificates)
	}
	return certificates
}

func TestIssue_BatchNumbersInTheOrderGiven(t *testing.T) {
	s, ids := decided(t, 11)
	slices.Reverse(ids)
	var told []int
	hs, err := s.office.Issue(s.ctx, ids, passphrase, s.office.out, func(done, total int) {
		if total != len(ids) {
			t.Errorf("%d in all, want %d", total, len(ids))
		}
		told = append(told, done)
	})
	s.must(err)
	if !slices.IsSorted(told) || len(told) != len(ids) || told[0] != 1 {
		t.Errorf("progress %v", told)
	}
	if nos := s.issued(hs); len(nos) != 8 || nos[0] != "IPT0001-2604" || nos[7] != "IPT0008-2604" {
		t.Errorf("certificates %v", nos)
	}
	for i, h := range slices.DeleteFunc(hs, func(h review.Handed) bool { return h.Kind == "certificate" }) {
		if !strings.HasSuffix(h.Name, string(ids[i])+".pdf") {
			t.Errorf("letter %d is %s, want that of %s", i+1, h.Name, ids[i])
		}
		if number := fmt.Sprintf("見認第2026-%04d号", i+1); !strings.Contains(text(t, s.office.out.files[h.Name]), number) {
			t.Errorf("%s does not have the number %s", h.Name, number)
		}
	}
}

// A batch stopped by the person leaves whole files of whole cases, and goes on later as if nothing had happened.
func TestIssue_CancelledBatchLeavesWholeFilesAndGoesOn(t *testing.T) {
	s, ids := decided(t, 10)
	ctx, stop := context.WithCancel(s.ctx)
	defer stop()
	first, err := s.office.Issue(ctx, ids, passphrase, s.office.out, func(done, _ int) {
		if done == 4 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if nos := s.issued(first); len(nos) != 3 {
		t.Errorf("certificates %v, want three of the first four cases", nos)
	}
	for i, id := range ids {
		if want := map[bool]review.State{true: review.Issued, false: review.Decided}[i < 4]; s.state(s.office, id) != want {
			t.Errorf("%s is %s, want %s", id, s.state(s.office, id), want)
		}
	}
	rest, err := s.office.Issue(s.ctx, ids[4:], passphrase, s.office.out, nil)
	s.must(err)
	if nos := s.issued(append(first, rest...)); len(nos) != 7 || nos[6] != "IPT0007-2604" {
		t.Errorf("certificates %v", nos)
	}
}

func TestIssue_WhatFailsInABatchStopsItThere(t *testing.T) {
	s, ids := decided(t, 5)
	s.take("C2026-0900", newSecrets())
	hs, err := s.office.Issue(s.ctx, slices.Insert(slices.Clone(ids), 2, "C2026-0900"), passphrase, s.office.out, nil)
	s.refused(err, "case_not_decided")
	if nos := s.issued(hs); len(nos) != 2 || s.state(s.office, ids[2]) != review.Decided {
		t.Errorf("certificates %v, the next case is %s", nos, s.state(s.office, ids[2]))
	}
}

// Another act may take a number while a batch is drawn ahead: what has it already is drawn anew.
func TestIssue_ANumberTakenMeanwhileIsGivenOnce(t *testing.T) {
	s, ids := decided(t, 6)
	hs, err := s.office.Issue(s.ctx, ids, passphrase, s.office.out, func(done, _ int) {
		if done != 2 {
			return
		}
		s.must(s.office.store.Update(s.ctx, func(tx review.Tx) error { return tx.Put(review.KindCounter, "letter/2026", 3) }))
	})
	s.must(err)
	s.issued(hs)
	var letters []string
	for _, h := range hs {
		if h.Kind != "certificate" {
			page := text(t, s.office.out.files[h.Name])
			at := strings.Index(page, "見認第2026-")
			letters = append(letters, page[at+len("見認第2026-"):][:4])
		}
	}
	if want := []string{"0001", "0002", "0004", "0005", "0006", "0007"}; !slices.Equal(letters, want) {
		t.Errorf("letters %v, want %v", letters, want)
	}
}
