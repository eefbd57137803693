package review_test

import (
	"testing"

	"shinsa/review"
	"shinsa/review/dossier"
)

func TestReceive_DoesWithEachFileWhatTheDeskDoesWithIt(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, true)
	m := s.members[0]
	take := func(d *seat, kind string, in review.Incoming) *review.Reception {
		t.Helper()
		got, err := d.Receive(s.ctx, []review.Incoming{in}, d.out)
		s.must(err)
		if len(got.Taken) != 1 || got.Taken[0].Kind != kind || got.Taken[0].Case != id {
			t.Fatalf("received %+v: want a %s of %s", got, kind, id)
		}
		return got
	}
	take(m, "dossier", s.dossier(id, m))
	h, _, err := m.Declare(s.ctx, id, s.declaration(m), m.out)
	s.must(err)
	got := take(s.office, "declaration", m.out.file(h.Name))
	if len(got.Handed) != 1 || len(got.Notes) != 1 || got.Notes[0].Code != "declaration_awaits_key" {
		t.Fatalf("handed %+v, notes %+v: want a receipt, and that the key waits", got.Handed, got.Notes)
	}
	take(m, "receipt", s.office.out.file(got.Handed[0].Name))
	key, err := s.office.ReleaseKey(s.ctx, id, m.Self().ID, s.office.out)
	s.must(err)
	take(m, "release", s.office.out.file(key.Name))
	if s.state(m, id) != review.Open {
		t.Errorf("the case is %s", s.state(m, id))
	}

	mixed := []review.Incoming{incoming("note.txt", []byte("hello")), s.dossier(id, m), s.office.out.file(got.Handed[0].Name)}
	both, err := m.Receive(s.ctx, mixed, m.out)
	s.must(err)
	if len(both.Refused) != 1 || both.Refused[0].Name != "note.txt" || len(both.Taken) != 2 {
		t.Errorf("received %+v", both)
	}
	s.refused(both.Refused[0].Err, "file_kind_unknown")
	wrong, err := s.office.Receive(s.ctx, []review.Incoming{s.dossier(id, m)}, s.office.out)
	s.must(err)
	if len(wrong.Refused) != 1 {
		t.Fatalf("the office received %+v", wrong)
	}
	s.refused(wrong.Refused[0].Err, "file_not_for_this_desk")
}

func TestReceive_EnrolmentAndCard(t *testing.T) {
	s := newScheme(t, 0)
	m := s.found(review.Founding{Role: review.Member, Name: "審査 花子", Rehearsal: true})
	_, err := m.EnrolRequest(s.ctx, m.out)
	s.must(err)
	got, err := s.office.Receive(s.ctx, []review.Incoming{m.out.ending(t, ".enrol")}, s.office.out)
	s.must(err)
	if len(got.Taken) != 1 || got.Taken[0].Kind != string(dossier.Enrolment) || len(got.Handed) != 1 {
		t.Fatalf("the office received %+v", got)
	}
	// The first card makes the desk trust somebody, so it is not taken in unseen; the next one is under the root that was compared.
	card := s.office.out.file(got.Handed[0].Name)
	got, err = m.Receive(s.ctx, []review.Incoming{card}, m.out)
	s.must(err)
	if len(got.Refused) != 1 || m.Self().Enrolled {
		t.Fatalf("the member received %+v", got)
	}
	s.refused(got.Refused[0].Err, "card_unseen")
	s.must(m.EnrolAccept(s.ctx, card))
	h, _, err := s.office.EnrolApprove(s.ctx, m.out.ending(t, ".enrol"), s.office.out)
	s.must(err)
	if got, err = m.Receive(s.ctx, []review.Incoming{s.office.out.file(h.Name)}, m.out); err != nil || len(got.Taken) != 1 || !m.Self().Enrolled {
		t.Errorf("the member received %+v, %v", got, err)
	}
}
