package review_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"shinsa/review"
	"shinsa/review/conflict"
	"shinsa/review/ident"
)

// far is what a meter was told.
type far struct {
	told []float64
	stop context.CancelFunc // called when so much is done
	when float64
}

func (f *far) hear(done, total int64) {
	f.told = append(f.told, float64(done)/float64(total))
	if f.stop != nil && f.told[len(f.told)-1] >= f.when {
		f.stop()
	}
}

// whole makes sure that it went forward, in steps, to the end or nearly.
func (f *far) whole(t *testing.T, what string) {
	t.Helper()
	if len(f.told) < 4 || !slices.IsSorted(f.told) || f.told[len(f.told)-1] < 0.9 || f.told[len(f.told)-1] > 1 {
		t.Errorf("%s tells %v", what, f.told)
	}
}

// Long acts tell how far they are, and stop when asked, at any point, without leaving anything of what was under way.
func TestMeter_LongActsTellAndStop(t *testing.T) {
	s := newScheme(t, 2)
	const id = ident.CaseID("C2026-0001")
	s.take(id, newSecrets())
	s.paid(id)
	m := s.members[0]
	to := review.Sending{To: []ident.ReviewerID{m.Self().ID}}
	dropped := func(ctx context.Context) error {
		_, err := m.Receive(ctx, []review.Incoming{s.dossier(id, m)}, m.out)
		return err
	}
	var decl conflict.Declaration
	for _, act := range []struct {
		name    string
		on      *seat
		prepare func()
		do      func(context.Context) error
	}{
		{"packing", s.office, func() {}, func(ctx context.Context) error { _, err := s.office.Pack(ctx, id, to, s.office.out); return err }},
		{"receiving", m, func() {}, dropped},
		{"opening", m, func() { decl = s.declaration(m) }, func(ctx context.Context) error { _, _, err := m.Declare(ctx, id, decl, m.out); return err }},
	} {
		act.prepare()
		files := len(act.on.out.files)
		if act.name != "opening" { // the declaration counts when it is signed, whatever becomes of the body
			for _, when := range []float64{0, 0.3, 0.6, 0.9} {
				before, held, acts := act.on.store.snapshot(), blobs(s, act.on), journalLength(s, act.on)
				ctx, stop := context.WithCancel(s.ctx)
				f := &far{stop: stop, when: when}
				err := act.do(review.WithMeter(ctx, f.hear))
				if stop(); !errors.Is(err, context.Canceled) {
					t.Errorf("%s, stopped at %.1f: %v (told %v)", act.name, when, err, f.told)
				}
				if len(act.on.out.files) != files || blobs(s, act.on) != held || journalLength(s, act.on) != acts {
					t.Errorf("%s, stopped at %.1f, left something", act.name, when)
				}
				act.on.store.restore(before)
			}
		}
		f := &far{}
		s.must(act.do(review.WithMeter(s.ctx, f.hear)))
		f.whole(t, act.name)
	}
	if s.state(m, id) != review.Open {
		t.Errorf("the case is %s", s.state(m, id))
	}
}

// Whoever stops the opening of a body has signed; the evidence that was read is gone again, and the case opens at the next look.
func TestMeter_StoppedWhileTheBodyOpens(t *testing.T) {
	for _, when := range []float64{0, 0.4, 0.8} {
		s := newScheme(t, 1)
		id, m := ready(s, false), s.members[0]
		s.open(id, m)
		decl, files := s.declaration(m), len(m.out.files)
		ctx, stop := context.WithCancel(s.ctx)
		f := &far{when: when}
		f.stop = func() { stop() }
		_, _, err := m.Declare(review.WithMeter(ctx, f.hear), id, decl, m.out)
		if stop(); !errors.Is(err, context.Canceled) {
			t.Fatalf("stopped at %.1f: %v", when, err)
		}
		signed := len(m.out.files) - files // before that, nothing has happened
		if held := blobs(s, m); held != 1+signed {
			t.Errorf("stopped at %.1f, %d blobs are there beside the dossier, and %d declarations", when, held-1, signed)
		}
		if signed == 0 {
			_, _, err := m.Declare(s.ctx, id, decl, m.out)
			s.must(err)
		}
		if _, err := m.File(s.ctx, id); err != nil || s.state(m, id) != review.Open {
			t.Errorf("stopped at %.1f, afterwards: %v, %s", when, err, s.state(m, id))
		}
	}
}
