package review_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/dossier"
	"shinsa/review/fault"
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

// rewritten is a member's opinion as a desk would send it whose journal was written anew before.
func (s *scheme) rewritten(m *seat, genuine review.Incoming, change func([]journal.Entry) []journal.Entry) review.Incoming {
	s.Helper()
	p, err := s.office.Unpack(genuine, dossier.Opinion)
	s.must(err)
	var entries []journal.Entry
	s.must(m.Store.View(s.ctx, func(tx review.Tx) error {
		var err error
		entries, err = tx.Journal(0, 0)
		return err
	}))
	var head journal.Head
	entries = change(entries[:p.Journal.Seq])
	for i := range entries {
		if entries[i], err = journal.Chain(head, entries[i]); err != nil {
			s.Fatal(err)
		}
		head = entries[i].Head()
	}
	trail, err := journal.TrailOf(entries)
	s.must(err)
	return incoming(genuine.Name, s.parcel(m, dossier.Opinion, p.Case, func(o *dossier.Outgoing) {
		o.Created, o.Answers, o.Journal, o.Trail = p.Created, p.Answers, &head, &trail
		for _, f := range p.Names() {
			b, err := p.ReadFile(f, 1<<24)
			s.must(err)
			o.Payload = append(o.Payload, dossier.BytesFile(f, b))
		}
	}))
}

// Merging names the lines of a sender's journal that are not as they were: removed, edited, put elsewhere, or gone with all that followed,
// whether or not the journal has grown longer since.
func TestPromise2_MergingNamesTheLinesThatChanged(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func([]journal.Entry) []journal.Entry
		want   string
		args   map[string]string
		ja, en string
	}{
		{"as it was", func(e []journal.Entry) []journal.Entry { return e }, "", nil, "", ""},
		{
			"edited", func(e []journal.Entry) []journal.Entry { e[1].Subject = "other"; return e }, "sender_lines_edited",
			map[string]string{"lines": "2"},
			"2行目の内容が変わっています", "line 2 has other content",
		},
		{
			"removed", func(e []journal.Entry) []journal.Entry { return slices.Delete(e, 1, 2) }, "sender_lines_removed",
			map[string]string{"lines": "2"},
			"前にあった2行目がなくなっています", "line 2, seen before, is gone",
		},
		{
			"put elsewhere", func(e []journal.Entry) []journal.Entry { e[0], e[1] = e[1], e[0]; return e }, "sender_line_moved",
			map[string]string{"lines": "1", "to": "2"},
			"1行目が2行目に移っています", "line 1 was moved to 2",
		},
		{
			"put in", func(e []journal.Entry) []journal.Entry {
				return slices.Insert(e, 1, journal.Entry{Act: "mark", Actor: "m-1"})
			},
			"sender_lines_inserted",
			map[string]string{"lines": "2"},
			"前にはなかった行が、間（2行目）に入っています", "line 2 was put in between",
		},
		{
			"shorter", func(e []journal.Entry) []journal.Entry { return e[:2] }, "sender_lines_removed", nil,
			"がなくなっています", "is gone",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScheme(t, 1)
			id, m := ready(s, false), s.members[0]
			decl := s.declare(id, m)
			s.merge(m.out.file(decl.Name))
			s.later(1)
			s.judged(id, m)
			hs, err := m.Submit(s.ctx, id, passphrase, m.out)
			s.must(err)
			got := s.merge(s.rewritten(m, m.out.file(hs[1].Name), c.change))
			if got.Opinions != 1 {
				t.Errorf("merged %+v", got)
			}
			if c.want == "" {
				if len(got.Notes) > 0 {
					t.Errorf("nothing was changed, and it tells %v", got.Notes)
				}
				return
			}
			i := slices.IndexFunc(got.Notes, func(f fault.Finding) bool { return f.Code == c.want })
			if i < 0 || len(got.Notes) != 2 {
				t.Fatalf("it tells %v, not %s", got.Notes, c.want)
			}
			for k, v := range c.args {
				if got.Notes[i].Args[k] != v {
					t.Errorf("%s is %q, want %q", k, got.Notes[i].Args[k], v)
				}
			}
			for lang, want := range map[string]string{"ja": c.ja, "en": c.en} {
				if said := i18n.New(lang).Fault(c.want, got.Notes[i].Values()); !strings.Contains(said, want) || !strings.Contains(said, m.Self().Name) {
					t.Errorf("%q does not say %q", said, want)
				}
			}
			back, err := s.office.SendersBack(s.ctx)
			s.must(err)
			if len(back) != 1 || len(back[0].Changes) != 1 {
				t.Errorf("kept %+v", back)
			}
		})
	}
}
