package review_test

import (
	"bytes"
	"testing"

	"shinsa/review"
	"shinsa/review/dossier"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

// from makes a receipt-like register of keys whose header carries a given head: what a desk put back to an old copy would send.
func (s *scheme) from(d *seat, head journal.Head, serial int) review.Incoming {
	s.Helper()
	signer, err := d.Signer()
	s.must(err)
	o, err := d.Outgoing(dossier.Register, "", 0, s.at)
	s.must(err)
	o.Journal = &head
	f, err := dossier.JSONFile("register.json", review.KeyRegister{
		Format: review.KeysFormat, Version: review.KeysVersion, Serial: serial, On: d.Today(), Cards: []review.KeyEntry{},
	})
	s.must(err)
	o.Payload = []dossier.File{f}
	var b bytes.Buffer
	_, err = dossier.Create(&b, o, signer)
	s.must(err)
	return incoming("keys.register", b.Bytes())
}

// A sender's journal that goes back, or forks, is told with the file that shows it; a file that was only long under way is not.
func TestPromise2_ASendersJournalThatWentBackIsTold(t *testing.T) {
	head := func(n int64, c string) journal.Head { return journal.Head{Seq: n, Hash: ident.Sum([]byte(c))} }
	for _, c := range []struct {
		name   string
		now    journal.Head
		days   int // after the first
		noted  bool
		serial int
	}{
		{"it grew", head(11, "b"), 1, false, 2},
		{"nothing was done since", head(10, "a"), 1, false, 2},
		{"an older file that comes later", head(7, "x"), -1, false, 2},
		{"another entry at the same place", head(10, "other"), 1, true, 2},
		{"a later file with a shorter journal", head(9, "c"), 1, true, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScheme(t, 1)
			m := s.members[0]
			s.later(5)
			s.must(errOf(m.TakeKeys(s.ctx, s.from(s.office, head(10, "a"), 1))))
			s.later(c.days)
			file := s.from(s.office, c.now, c.serial)
			got, err := m.Receive(s.ctx, []review.Incoming{file}, m.out)
			s.must(err)
			if len(got.Refused) != 0 || got.Notes.Has("sender_went_back") != c.noted {
				t.Errorf("received %+v", got)
			}
			back, err := m.SendersBack(s.ctx)
			s.must(err)
			if (len(back) == 1) != c.noted || c.noted && (back[0].Before.Head != head(10, "a") || back[0].Now.Head != c.now) {
				t.Errorf("kept %+v", back)
			}
			again, err := m.Receive(s.ctx, []review.Incoming{file}, m.out)
			s.must(err)
			if len(again.Notes) != 0 {
				t.Errorf("the same file again tells %v", again.Notes)
			}
		})
	}
}

// The whole loop never tells of going back by itself.
func TestPromise2_HonestDesksGoForward(t *testing.T) {
	s := newScheme(t, 2)
	id := ready(s, false)
	for _, m := range s.members {
		got := s.merge(s.submit(id, m)...)
		if len(got.Notes) != 0 {
			t.Errorf("merging tells %v", got.Notes)
		}
	}
	for _, d := range append(s.members, s.office) {
		if back, err := d.SendersBack(s.ctx); len(back) != 0 || err != nil {
			t.Errorf("%s tells %+v, %v", d.Self().Name, back, err)
		}
	}
}
