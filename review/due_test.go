package review_test

import (
	"slices"
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/review/register"
)

// due are the kinds that are due today, in order.
func (s *scheme) due() []review.DueKind {
	s.Helper()
	all, err := s.office.Due(s.ctx, civil.Date{})
	s.must(err)
	var out []review.DueKind
	for _, x := range all {
		out = append(out, x.Kind)
	}
	return out
}

func TestArt12_WhatIsDueFollowsTheCalendar(t *testing.T) {
	s, _, c := certified(t)
	want := func(when string, kinds ...review.DueKind) {
		t.Helper()
		if got := s.due(); !slices.Equal(got, kinds) {
			t.Errorf("%s (%s): %v, want %v", when, s.office.Today(), got, kinds)
		}
	}
	want("at the beginning")
	w := s.office.Profile().Term.Window(c.To)
	s.later(s.office.Today().DaysUntil(w.Remind) - 1)
	want("the day before the reminder")
	s.later(1)
	want("the day of the reminder", review.DueReminder)
	_, err := s.office.RemindRenewal(s.ctx, []ident.CertificateNo{c.No}, s.office.Today(), s.office.out)
	s.must(err)
	want("reminded")
	s.later(s.office.Today().DaysUntil(w.Opens))
	want("the window is open", review.DueRenewal)
	s.followUp("C2028-0002", "renewal", string(c.No))
	want("the renewal is in", review.DueDecision)
	s.must(s.office.ContinueEffect(s.ctx, c.No, review.Continuing{}))
	s.later(s.office.Today().DaysUntil(c.To) + 10)
	want("past the last day", review.DueDecision)
	_, err = s.office.NoteCertification(s.ctx, register.Note{No: c.No, Topic: register.Survey, Text: "資料の求め", Until: s.office.Today().AddDays(5)}, nil)
	s.must(err)
	want("documents are awaited", review.DueDecision, review.DueAnswer)
	s.must(s.office.EndService(s.ctx, c.No, review.Ending{Notice: "終了した"}))
	want("ended", review.DueReturn, review.DueAnswer)
	s.must(s.office.ReturnCertificate(s.ctx, c.No, civil.Date{}))
	want("returned", review.DueAnswer)
	_, err = s.members[0].Due(s.ctx, civil.Date{})
	s.refused(err, "desk_other_role")
}
